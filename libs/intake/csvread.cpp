// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/csvread.h"

#include <QStringDecoder>

namespace kydai::intake {

using namespace Qt::StringLiterals;

CsvReader::CsvReader(QByteArrayView bytes) : m_bytes(bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        m_at = 3;
    const qsizetype end = bytes.indexOf('\n');
    const QByteArrayView head = end < 0 ? bytes : bytes.first(end);
    if (!head.contains(',') && head.contains(';'))
        m_separator = ';';
}

bool CsvReader::readField(QStringList* fields)
{
    QByteArray text;
    bool tooLong = false;
    const auto add = [&](char c) {
        if (text.size() < kMaxCsvField)
            text.append(c);
        else
            tooLong = true;
    };
    bool quoted = false, wasQuoted = false;
    if (m_at < m_bytes.size() && m_bytes[m_at] == '"') {
        quoted = wasQuoted = true;
        ++m_at;
    }
    bool goesOn = false;
    while (m_at < m_bytes.size()) {
        const char c = m_bytes[m_at++];
        if (c == '\n')
            ++m_nextLine;
        if (quoted) {
            if (c != '"') {
                add(c);
            } else if (m_at < m_bytes.size() && m_bytes[m_at] == '"') {
                add(c);
                ++m_at;
            } else {
                quoted = false;
            }
        } else if (c == m_separator) {
            goesOn = true;
            break;
        } else if (c == '\n') {
            break;
        } else if (c != '\r') {
            add(c);
        }
    }
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString decoded = decoder.decode(text);
    if (quoted)
        m_error = u"a quote that never ends"_s;
    else if (tooLong)
        m_error = u"a field is too long"_s;
    else if (decoder.hasError())
        m_error = u"not UTF-8"_s;
    if (fields->size() < kMaxCsvFields)
        fields->append(wasQuoted ? decoded : decoded.trimmed());
    else
        m_error = u"too many fields"_s;
    return goesOn;
}

bool CsvReader::next(QStringList* fields)
{
    do {
        fields->clear();
        m_error.clear();
        if (m_at >= m_bytes.size())
            return false;
        m_line = m_nextLine;
        while (readField(fields)) {
        }
    } while (m_error.isEmpty() && fields->size() == 1 && fields->first().isEmpty());
    return true;
}

}  // namespace kydai::intake
