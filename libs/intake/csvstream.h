// SPDX-License-Identifier: GPL-3.0-or-later
// CSV row by row in constant memory: quotes, doubled quotes, line breaks inside quotes, comma or
// semicolon or tab, CRLF or LF, UTF-8, UTF-16 or Windows-1258. Foreign bytes: a field has at most
// kMostCsvField characters, a row kMostCsvFields fields; what is longer is a row with `broken` set, and
// reading goes on behind it. One thread; bytes come from the caller, piece by piece.
#pragma once

#include <functional>

#include <QByteArray>
#include <QStringDecoder>
#include <QStringList>

#include "core/result.h"

namespace kydai::intake {

inline constexpr qsizetype kMostCsvField = 1 << 20;
inline constexpr int kMostCsvFields = 1000;
inline constexpr qsizetype kMostCsvRaw = 8192;   // of a row's text that is kept for a reject

struct CsvRow {
    qint64 line = 0;      // of the file, from 1, where the row begins
    QStringList fields;
    QString raw;          // as it stood, shortened
    QString broken;       // why it cannot be used; empty = it can
};

enum class CsvEncoding { Detect, Utf8, Utf16, Windows1258 };
Result<CsvEncoding> csvEncodingFrom(const QString& name);  // "", utf-8, utf-16, windows-1258

class CsvStream
{
public:
    // Gives bytes, at most about 64 KiB a call; empty = the end.
    using Source = std::function<Result<QByteArray>()>;
    explicit CsvStream(Source source, CsvEncoding encoding = CsvEncoding::Detect);

    // False at the end. Empty lines are no rows. Errors are the source's, or BadInput "encoding".
    Result<bool> next(CsvRow& row);
    QChar separator() const { return m_separator; }

private:
    Result<bool> more();       // false at the end
    void decode(const QByteArray& bytes);
    void chooseSeparator();
    void endField(CsvRow& row);
    bool take(CsvRow& row, QChar c);   // true: the row is whole

    enum class At { FieldStart, Plain, Quoted, QuoteInQuoted };

    Source m_source;
    CsvEncoding m_encoding;
    QStringDecoder m_decoder;
    bool m_begun = false, m_ended = false;
    QString m_text;            // decoded, not read yet
    qsizetype m_at = 0;
    QString m_held;            // Windows-1258: a letter whose marks may still come
    QChar m_separator;
    qint64 m_line = 1;
    At m_state = At::FieldStart;
    QString m_field;
    bool m_lastWasCr = false;
};

// What Windows-1258 bytes mean, composed: Vietnamese letters with marks are one character.
QString fromWindows1258(QByteArrayView bytes);

}  // namespace kydai::intake
