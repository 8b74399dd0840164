// SPDX-License-Identifier: GPL-3.0-or-later
// multipart/form-data (RFC 7578), streaming and bounded: bytes go in as they arrive, fields and
// pieces of files come out; a file is never held. Used on one thread; the sink outlives the parser.
#pragma once

#include "intake/parthead.h"

namespace kydai::intake {

struct MultipartLimits {
    int fields = 200;
    int files = 5;
    int headBytes = 4 * 1024;       // of one part
    int valueBytes = 64 * 1024;     // of one field
    qint64 fileBytes = 20LL << 20;
    int preambleBytes = 1024;       // before the first boundary, and after the last
};

// Receives the parts in order. A file is fileBegin, any number of fileData, fileEnd.
class MultipartSink
{
public:
    virtual ~MultipartSink() = default;
    virtual void field(const QString& name, const QString& value) = 0;
    virtual void fileBegin(const PartHead& head) = 0;
    virtual void fileData(QByteArrayView bytes) = 0;
    virtual void fileEnd() = 0;
};

class MultipartParser
{
public:
    MultipartParser(QByteArrayView boundary, MultipartSink& sink,
                    const MultipartLimits& limits = {});

    // After an error every further call gives the same error. The sink sees the same parts however
    // the input is cut.
    Result<void> feed(QByteArrayView bytes);
    Result<void> finish();          // BadInput when the last boundary did not come
    bool sawEnd() const { return m_state == State::Epilogue; }

private:
    enum class State { Preamble, Boundary, Head, Body, Epilogue, Failed };

    bool step();                    // true = did something, call again
    bool stepPreamble();
    bool stepBoundary();
    bool stepHead();
    bool stepBody();
    bool beginPart(QByteArrayView head);
    bool take(QByteArrayView bytes);
    bool endPart();
    bool failWith(ErrorCode code, const QString& what, const QString& bound = {});

    QByteArray m_delimiter;         // CR LF -- boundary
    MultipartSink& m_sink;
    MultipartLimits m_limits;
    QByteArray m_buffer;            // bounded by head, delimiter or one fed piece
    State m_state = State::Preamble;
    Error m_error;
    PartHead m_part;
    QByteArray m_value;
    qint64 m_partBytes = 0;
    qint64 m_outside = 0;           // bytes of preamble or epilogue so far
    int m_fields = 0, m_files = 0;
};

}  // namespace kydai::intake
