// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/csvstream.h"

#include <algorithm>
#include <array>

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

// 0x80 to 0x9f; above it is Latin-1 but for the letters of kOwn.
constexpr std::array<char16_t, 32> kHigh{
    u'\u20ac', 0xfffd,    u'\u201a', u'\u0192', u'\u201e', u'\u2026', u'\u2020', u'\u2021',
    u'\u02c6', u'\u2030', 0xfffd,    u'\u2039', u'\u0152', 0xfffd,    0xfffd,    0xfffd,
    0xfffd,    u'\u2018', u'\u2019', u'\u201c', u'\u201d', u'\u2022', u'\u2013', u'\u2014',
    u'\u02dc', u'\u2122', 0xfffd,    u'\u203a', u'\u0153', 0xfffd,    0xfffd,    u'\u0178'};

constexpr std::array<std::pair<uchar, char16_t>, 15> kOwn{{{0xc3, u'\u0102'}, {0xcc, u'\u0300'},
                                                          {0xd0, u'\u0110'}, {0xd2, u'\u0309'},
                                                          {0xd5, u'\u01a0'}, {0xdd, u'\u01af'},
                                                          {0xde, u'\u0303'}, {0xe3, u'\u0103'},
                                                          {0xec, u'\u0301'}, {0xf0, u'\u0111'},
                                                          {0xf2, u'\u0323'}, {0xf5, u'\u01a1'},
                                                          {0xfd, u'\u01b0'}, {0xfe, u'\u20ab'},
                                                          {0xff, u'\u00ff'}}};

char16_t letterOf(uchar byte)
{
    if (byte >= 0x80 && byte < 0xa0)
        return kHigh[byte - 0x80];
    for (const auto& [own, letter] : kOwn) {
        if (own == byte)
            return letter;
    }
    return byte;
}

bool isMark(QChar c) { return c.category() == QChar::Mark_NonSpacing; }

}  // namespace

QString fromWindows1258(QByteArrayView bytes)
{
    QString text;
    text.reserve(bytes.size());
    for (const char byte : bytes)
        text.append(QChar(letterOf(static_cast<uchar>(byte))));
    return text;
}

Result<CsvEncoding> csvEncodingFrom(const QString& name)
{
    const QString code = name.toLower();
    if (code.isEmpty())
        return CsvEncoding::Detect;
    if (code == u"utf-8"_s)
        return CsvEncoding::Utf8;
    if (code == u"utf-16"_s)
        return CsvEncoding::Utf16;
    if (code == u"windows-1258"_s)
        return CsvEncoding::Windows1258;
    return fail(ErrorCode::BadInput, {u"encoding"_s}, u"utf-8, utf-16 or windows-1258"_s);
}

CsvStream::CsvStream(Source source, CsvEncoding encoding)
    : m_source(std::move(source)), m_encoding(encoding)
{}

void CsvStream::decode(const QByteArray& bytes)
{
    QString piece;
    if (m_encoding == CsvEncoding::Windows1258) {
        piece = fromWindows1258(bytes);
        // A mark belongs to the letter before it, which may have come with the last piece: compose
        // what is here, but leave the last letter for the marks to come.
        m_held += piece;
        qsizetype whole = m_held.size();
        while (!m_ended && whole > 0 && isMark(m_held[whole - 1]))
            --whole;
        if (!m_ended && whole > 0)
            --whole;
        m_text += m_held.left(whole).normalized(QString::NormalizationForm_C);
        m_held.remove(0, whole);
        return;
    }
    piece = m_decoder.decode(bytes);
    m_text += piece;
}

Result<bool> CsvStream::more()
{
    if (m_ended)
        return false;
    m_text.remove(0, std::exchange(m_at, 0));
    Result<QByteArray> bytes = m_source();
    if (!bytes)
        return tl::unexpected(bytes.error());
    m_ended = bytes->isEmpty();
    if (!m_begun) {
        m_begun = true;
        const bool wide = bytes->startsWith("\xff\xfe") || bytes->startsWith("\xfe\xff");
        if (m_encoding == CsvEncoding::Detect)
            m_encoding = wide ? CsvEncoding::Utf16 : CsvEncoding::Utf8;
        m_decoder = QStringDecoder(m_encoding == CsvEncoding::Utf16 ? QStringDecoder::Utf16
                                                                    : QStringDecoder::Utf8);
    }
    decode(*bytes);
    if (m_encoding != CsvEncoding::Windows1258 && m_decoder.hasError()) {
        return fail(ErrorCode::BadInput, {u"encoding"_s},
                    u"bytes that are not in the encoding: say which by --encoding"_s);
    }
    if (m_separator.isNull() && !m_text.isEmpty())
        chooseSeparator();
    return true;
}

// The first line decides: whichever of comma, semicolon and tab it has most of, outside quotes.
void CsvStream::chooseSeparator()
{
    const QString candidates = u",;\t"_s;
    std::array<int, 3> counts{};
    bool quoted = false;
    for (const QChar c : std::as_const(m_text)) {
        if (c == u'"')
            quoted = !quoted;
        else if (c == u'\n' && !quoted)
            break;
        else if (const auto at = candidates.indexOf(c); at >= 0 && !quoted)
            ++counts[static_cast<size_t>(at)];
    }
    const auto best = std::max_element(counts.begin(), counts.end()) - counts.begin();
    m_separator = candidates[best];
}

void CsvStream::endField(CsvRow& row)
{
    if (row.fields.size() >= kMostCsvFields)
        row.broken = u"more than %1 fields"_s.arg(kMostCsvFields);
    else
        row.fields.append(m_field);
    m_field.clear();
    m_state = At::FieldStart;
}

bool CsvStream::take(CsvRow& row, QChar c)
{
    const bool lineEnd = c == u'\n' || c == u'\r';
    if (m_state == At::Quoted) {
        if (c == u'"')
            m_state = At::QuoteInQuoted;
        else
            m_field.append(c);
        return false;
    }
    if (c == u'"' && m_state == At::QuoteInQuoted) {
        m_field.append(c);
        m_state = At::Quoted;
    } else if (c == u'"' && m_state == At::FieldStart) {
        m_state = At::Quoted;
    } else if (c == m_separator) {
        endField(row);
    } else if (lineEnd) {
        endField(row);
        return true;
    } else {
        m_field.append(c);
        m_state = At::Plain;
    }
    return false;
}

Result<bool> CsvStream::next(CsvRow& row)
{
    row = {};
    row.line = m_line;
    m_state = At::FieldStart;
    m_field.clear();
    for (;;) {
        if (m_at >= m_text.size()) {
            const Result<bool> came = more();
            if (!came)
                return came;
            if (!*came)
                break;
            continue;
        }
        const QChar c = m_text[m_at++];
        if (c == u'\n' && std::exchange(m_lastWasCr, false)
            && m_state == At::FieldStart && row.fields.isEmpty() && m_field.isEmpty()) {
            continue;  // of a CRLF
        }
        m_lastWasCr = c == u'\r';
        if (c == u'\n' || (c == u'\r' && (m_at >= m_text.size() || m_text[m_at] != u'\n')))
            ++m_line;
        if (row.raw.size() < kMostCsvRaw)
            row.raw.append(c);
        const bool whole = take(row, c);
        if (m_field.size() > kMostCsvField) {
            row.broken = u"a field of more than %1 characters"_s.arg(kMostCsvField);
            m_field.clear();
        }
        if (!whole)
            continue;
        if (c == u'\r' && m_at < m_text.size() && m_text[m_at] == u'\n') {
            ++m_at;
            ++m_line;
            m_lastWasCr = false;
        }
        row.raw = row.raw.trimmed();
        if (row.fields.size() == 1 && row.fields[0].isEmpty() && row.broken.isEmpty()) {
            row = {};  // an empty line
            row.line = m_line;
            continue;
        }
        return true;
    }
    if (m_state == At::Quoted)
        row.broken = u"a quote that does not end"_s;
    if (row.fields.isEmpty() && m_field.isEmpty() && m_state == At::FieldStart)
        return false;
    endField(row);
    row.raw = row.raw.trimmed();
    return true;
}

}  // namespace kydai::intake
