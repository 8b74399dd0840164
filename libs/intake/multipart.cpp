// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/multipart.h"

namespace kydai::intake {

using namespace Qt::StringLiterals;

MultipartParser::MultipartParser(QByteArrayView boundary, MultipartSink& sink,
                                 const MultipartLimits& limits)
    : m_delimiter("\r\n--" + boundary.toByteArray()), m_sink(sink), m_limits(limits),
      m_buffer("\r\n")  // so that a boundary at the very start is found like any other
{
}

Result<void> MultipartParser::feed(QByteArrayView bytes)
{
    if (m_state == State::Failed)
        return tl::unexpected(m_error);
    m_buffer.append(bytes);
    while (m_state != State::Failed && step()) { }
    if (m_state == State::Failed)
        return tl::unexpected(m_error);
    return {};
}

Result<void> MultipartParser::finish()
{
    if (m_state != State::Failed && m_state != State::Epilogue)
        failWith(ErrorCode::BadInput, u"multipart"_s);
    if (m_state == State::Failed)
        return tl::unexpected(m_error);
    return {};
}

bool MultipartParser::failWith(ErrorCode code, const QString& what, const QString& bound)
{
    m_state = State::Failed;
    m_error = Error{code, bound.isEmpty() ? QStringList{what} : QStringList{what, bound},
                    u"multipart body"_s};
    m_buffer.clear();
    m_value.clear();
    return false;
}

bool MultipartParser::step()
{
    switch (m_state) {
    case State::Preamble:
        return stepPreamble();
    case State::Boundary:
        return stepBoundary();
    case State::Head:
        return stepHead();
    case State::Body:
        return stepBody();
    case State::Epilogue:
        m_outside += m_buffer.size();
        m_buffer.clear();
        if (m_outside > m_limits.preambleBytes)
            return failWith(ErrorCode::TooLarge, u"epilogue"_s,
                            QString::number(m_limits.preambleBytes));
        return false;
    case State::Failed:
        return false;
    }
    return false;
}

bool MultipartParser::stepPreamble()
{
    const qsizetype at = m_buffer.indexOf(m_delimiter);
    const qsizetype skip =
        at >= 0 ? at : qMax(qsizetype(0), m_buffer.size() - m_delimiter.size() + 1);
    m_outside += skip;
    if (m_outside > m_limits.preambleBytes)
        return failWith(ErrorCode::TooLarge, u"preamble"_s,
                        QString::number(m_limits.preambleBytes));
    m_buffer.remove(0, at >= 0 ? at + m_delimiter.size() : skip);
    if (at < 0)
        return false;
    m_outside = 0;
    m_state = State::Boundary;
    return true;
}

// Behind the delimiter: "--" ends the body; padding and CR LF start a part; anything else is a
// boundary inside a value, which RFC 2046 forbids.
bool MultipartParser::stepBoundary()
{
    if (m_buffer.size() < 2)
        return false;
    if (m_buffer.startsWith("--")) {
        m_buffer.remove(0, 2);
        m_state = State::Epilogue;
        return true;
    }
    qsizetype at = 0;
    while (at < m_buffer.size() && (m_buffer[at] == ' ' || m_buffer[at] == '\t'))
        ++at;
    if (at > 64)
        return failWith(ErrorCode::BadInput, u"boundary"_s);
    if (m_buffer.size() < at + 2) {
        if (at < m_buffer.size() && m_buffer[at] != '\r')
            return failWith(ErrorCode::BadInput, u"boundary"_s);
        return false;
    }
    if (m_buffer[at] != '\r' || m_buffer[at + 1] != '\n')
        return failWith(ErrorCode::BadInput, u"boundary"_s);
    m_buffer.remove(0, at + 2);
    m_state = State::Head;
    return true;
}

bool MultipartParser::stepHead()
{
    const bool none = m_buffer.startsWith("\r\n");
    const qsizetype end = none ? 0 : m_buffer.indexOf("\r\n\r\n");
    if (end < 0 ? m_buffer.size() > m_limits.headBytes + 4 : end > m_limits.headBytes)
        return failWith(ErrorCode::TooLarge, u"part header"_s, QString::number(m_limits.headBytes));
    if (end < 0)
        return false;
    const QByteArray head = m_buffer.first(end);
    m_buffer.remove(0, none ? 2 : end + 4);
    return beginPart(head);
}

bool MultipartParser::beginPart(QByteArrayView head)
{
    auto part = parsePartHead(head);
    if (!part) {
        m_error = part.error();
        m_state = State::Failed;
        m_buffer.clear();
        return false;
    }
    m_part = std::move(*part);
    m_value.clear();
    m_partBytes = 0;
    if (m_part.isFile) {
        if (++m_files > m_limits.files)
            return failWith(ErrorCode::TooLarge, u"files"_s, QString::number(m_limits.files));
        m_sink.fileBegin(m_part);
    } else if (++m_fields > m_limits.fields) {
        return failWith(ErrorCode::TooLarge, u"fields"_s, QString::number(m_limits.fields));
    }
    m_state = State::Body;
    return true;
}

bool MultipartParser::stepBody()
{
    const qsizetype at = m_buffer.indexOf(m_delimiter);
    if (at >= 0) {
        if (!take(QByteArrayView(m_buffer).first(at)))
            return false;
        m_buffer.remove(0, at + m_delimiter.size());
        m_state = State::Boundary;
        return endPart();
    }
    const qsizetype safe = m_buffer.size() - m_delimiter.size() + 1;
    if (safe <= 0)
        return false;
    if (!take(QByteArrayView(m_buffer).first(safe)))
        return false;
    m_buffer.remove(0, safe);
    return false;
}

bool MultipartParser::take(QByteArrayView bytes)
{
    m_partBytes += bytes.size();
    if (m_part.isFile) {
        if (m_partBytes > m_limits.fileBytes)
            return failWith(ErrorCode::TooLarge, u"file"_s, QString::number(m_limits.fileBytes));
        if (!bytes.isEmpty())
            m_sink.fileData(bytes);
        return true;
    }
    if (m_partBytes > m_limits.valueBytes)
        return failWith(ErrorCode::TooLarge, m_part.name, QString::number(m_limits.valueBytes));
    m_value.append(bytes);
    return true;
}

bool MultipartParser::endPart()
{
    if (m_part.isFile) {
        m_sink.fileEnd();
        return true;
    }
    const auto text = decodeText(m_value, m_part.name);
    if (!text) {
        m_error = text.error();
        m_state = State::Failed;
        m_buffer.clear();
        return false;
    }
    m_sink.field(m_part.name, *text);
    m_value.clear();
    return true;
}

}  // namespace kydai::intake
