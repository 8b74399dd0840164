// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/parthead.h"

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

bool isTokenChar(char c)
{
    const auto u = static_cast<unsigned char>(c);
    return u > 32 && u < 127 && !QByteArrayView("()<>@,;:\\\"/[]?={}").contains(c);
}

bool isSpace(char c) { return c == ' ' || c == '\t'; }

// A quoted string starting behind its opening quote; moves `at` behind the closing one. Only \" and
// \\ are escapes: browsers send Windows paths with plain backslashes.
std::optional<QByteArray> readQuoted(QByteArrayView text, qsizetype& at)
{
    QByteArray out;
    while (at < text.size()) {
        const char c = text[at++];
        if (c == '"')
            return out;
        if (c == '\\' && at < text.size() && (text[at] == '"' || text[at] == '\\'))
            out.append(text[at++]);
        else
            out.append(c);
    }
    return std::nullopt;
}

bool readParam(QByteArrayView text, qsizetype& at, HeaderValue& out)
{
    const qsizetype nameStart = at;
    while (at < text.size() && isTokenChar(text[at]))
        ++at;
    const QByteArray name = text.sliced(nameStart, at - nameStart).toByteArray().toLower();
    if (name.isEmpty() || at >= text.size() || text[at] != '=')
        return false;
    ++at;
    QByteArray value;
    if (at < text.size() && text[at] == '"') {
        ++at;
        const auto quoted = readQuoted(text, at);
        if (!quoted)
            return false;
        value = *quoted;
    } else {
        const qsizetype start = at;
        while (at < text.size() && text[at] != ';' && !isSpace(text[at]))
            ++at;
        value = text.sliced(start, at - start).toByteArray();
    }
    if (out.params.contains(name) || out.params.size() >= 16)
        return false;
    out.params.insert(name, value);
    return true;
}

// RFC 5987: UTF-8''na%C3%AFve.jpg
std::optional<QString> extendedValue(QByteArrayView text)
{
    const qsizetype first = text.indexOf('\'');
    const qsizetype second = first < 0 ? -1 : text.indexOf('\'', first + 1);
    if (second < 0 || text.first(first).toByteArray().toLower() != "utf-8")
        return std::nullopt;
    const auto bytes = percentDecode(text.sliced(second + 1), false);
    if (!bytes)
        return std::nullopt;
    const auto decoded = decodeText(*bytes, u"filename"_s);
    return decoded ? std::optional(*decoded) : std::nullopt;
}

Result<void> applyDisposition(QByteArrayView text, PartHead& out)
{
    const auto value = parseHeaderValue(text);
    if (!value || value->value != "form-data" || !value->params.contains("name"))
        return fail(ErrorCode::BadInput, {u"multipart"_s}, u"bad Content-Disposition"_s);
    const auto name = decodeText(value->params.value("name"), u"name"_s);
    if (!name)
        return tl::unexpected(name.error());
    if (name->isEmpty() || name->size() > 200)
        return fail(ErrorCode::BadInput, {u"name"_s}, u"empty or long part name"_s);
    out.name = *name;
    out.isFile = value->params.contains("filename") || value->params.contains("filename*");
    if (const auto extended = extendedValue(value->params.value("filename*"))) {
        out.fileName = sanitisedFileName(*extended);
    } else if (const auto plain = decodeText(value->params.value("filename"), u"filename"_s)) {
        out.fileName = sanitisedFileName(*plain);
    }
    return {};
}

}  // namespace

std::optional<HeaderValue> parseHeaderValue(QByteArrayView text)
{
    HeaderValue out;
    qsizetype at = text.indexOf(';');
    if (at < 0)
        at = text.size();
    out.value = text.first(at).toByteArray().trimmed().toLower();
    while (at < text.size()) {
        while (at < text.size() && (isSpace(text[at]) || text[at] == ';'))
            ++at;
        if (at >= text.size())
            break;
        if (!readParam(text, at, out))
            return std::nullopt;
        while (at < text.size() && isSpace(text[at]))
            ++at;
        if (at < text.size() && text[at] != ';')
            return std::nullopt;
    }
    return out;
}

Result<PartHead> parsePartHead(QByteArrayView head)
{
    PartHead out;
    bool hasDisposition = false;
    qsizetype at = 0;
    while (at < head.size()) {
        qsizetype end = head.indexOf("\r\n", at);
        if (end < 0)
            end = head.size();
        const QByteArrayView line = head.sliced(at, end - at);
        at = end + 2;
        const qsizetype colon = line.indexOf(':');
        if (colon <= 0 || isSpace(line[0]))
            return fail(ErrorCode::BadInput, {u"multipart"_s}, u"bad header line in a part"_s);
        const QByteArray name = line.first(colon).toByteArray().toLower();
        const QByteArray value = line.sliced(colon + 1).toByteArray().trimmed();
        if (name == "content-disposition") {
            if (hasDisposition)
                return fail(ErrorCode::BadInput, {u"multipart"_s}, u"two dispositions"_s);
            hasDisposition = true;
            if (auto ok = applyDisposition(value, out); !ok)
                return tl::unexpected(ok.error());
        } else if (name == "content-type") {
            const auto type = parseHeaderValue(value);
            if (!type)
                return fail(ErrorCode::BadInput, {u"multipart"_s}, u"bad Content-Type"_s);
            out.contentType = type->value;
        } else if (name == "content-transfer-encoding") {
            const QByteArray encoding = value.toLower();
            if (encoding != "binary" && encoding != "8bit" && encoding != "7bit")
                return fail(ErrorCode::Unsupported, {u"transfer-encoding"_s});
        }
    }
    if (!hasDisposition)
        return fail(ErrorCode::BadInput, {u"multipart"_s}, u"part without Content-Disposition"_s);
    out.isFile = out.isFile || out.contentType.startsWith("image/");
    return out;
}

Result<QByteArray> boundaryOf(QByteArrayView contentType)
{
    const auto value = parseHeaderValue(contentType);
    if (!value || value->value != "multipart/form-data")
        return fail(ErrorCode::BadInput, {u"content-type"_s}, u"not multipart/form-data"_s);
    const QByteArray boundary = value->params.value("boundary");
    if (boundary.isEmpty() || boundary.size() > 70 || boundary.endsWith(' '))
        return fail(ErrorCode::BadInput, {u"boundary"_s}, u"bad length"_s);
    for (const char c : boundary) {
        const bool alnum =
            (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!alnum && !QByteArrayView("'()+_,-./:=? ").contains(c))
            return fail(ErrorCode::BadInput, {u"boundary"_s}, u"bad character"_s);
    }
    return boundary;
}

QString sanitisedFileName(const QString& name)
{
    const qsizetype slash = qMax(name.lastIndexOf(u'/'), name.lastIndexOf(u'\\'));
    QString out;
    for (const QChar c : QStringView(name).sliced(slash + 1)) {
        const ushort u = c.unicode();
        const bool bidi = (u >= 0x200B && u <= 0x200F) || (u >= 0x202A && u <= 0x202E)
            || (u >= 0x2060 && u <= 0x206F) || u == 0xFEFF;
        if (c.category() != QChar::Other_Control && !bidi && !u"<>:\"|?*"_s.contains(c))
            out.append(c);
    }
    out = out.trimmed();
    while (out.startsWith(u'.'))
        out.remove(0, 1);
    while (out.endsWith(u'.'))
        out.chop(1);
    if (out.size() > 120)
        out = out.first(80) + out.last(40);  // keeps the extension in sight
    return out;
}

}  // namespace kydai::intake
