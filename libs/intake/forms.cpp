// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/forms.h"

#include <QStringDecoder>

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

}  // namespace

bool Form::has(QStringView name) const
{
    for (const FormField& field : m_fields) {
        if (field.name == name)
            return true;
    }
    return false;
}

QString Form::value(QStringView name) const
{
    for (const FormField& field : m_fields) {
        if (field.name == name)
            return field.value.trimmed();
    }
    return {};
}

Result<QString> decodeText(QByteArrayView bytes, const QString& field)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return fail(ErrorCode::BadInput, {field}, u"not valid UTF-8"_s);
    if (text.contains(QChar(0)))
        return fail(ErrorCode::BadInput, {field}, u"contains NUL"_s);
    return text;
}

Result<QByteArray> percentDecode(QByteArrayView text, bool plusIsSpace)
{
    QByteArray out;
    out.reserve(text.size());
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '+' && plusIsSpace) {
            out.append(' ');
        } else if (c == '%') {
            const int high = i + 2 < text.size() ? hexValue(text[i + 1]) : -1;
            const int low = high >= 0 ? hexValue(text[i + 2]) : -1;
            if (low < 0)
                return fail(ErrorCode::BadInput, {u"escape"_s}, u"broken percent escape"_s);
            out.append(static_cast<char>(high * 16 + low));
            i += 2;
        } else {
            out.append(c);
        }
    }
    return out;
}

Result<Form> parseUrlencoded(QByteArrayView body, const FormLimits& limits)
{
    Form form;
    int count = 0;
    qsizetype at = 0;
    while (at < body.size()) {
        qsizetype end = body.indexOf('&', at);
        if (end < 0)
            end = body.size();
        const QByteArrayView pair = body.sliced(at, end - at);
        at = end + 1;
        if (pair.isEmpty())
            continue;
        if (++count > limits.fields)
            return fail(ErrorCode::TooLarge, {u"fields"_s, QString::number(limits.fields)});
        const qsizetype eq = pair.indexOf('=');
        const QByteArrayView rawName = eq < 0 ? pair : pair.first(eq);
        const QByteArrayView rawValue = eq < 0 ? QByteArrayView() : pair.sliced(eq + 1);
        // Escaped bytes take three characters, so these bounds cost nothing before decoding.
        if (rawName.size() > 3 * limits.nameBytes)
            return fail(ErrorCode::TooLarge, {u"name"_s, QString::number(limits.nameBytes)});
        if (rawValue.size() > 3LL * limits.valueBytes)
            return fail(ErrorCode::TooLarge, {u"value"_s, QString::number(limits.valueBytes)});
        const auto name = percentDecode(rawName, true);
        if (!name)
            return tl::unexpected(name.error());
        const auto value = percentDecode(rawValue, true);
        if (!value)
            return tl::unexpected(value.error());
        if (name->size() > limits.nameBytes)
            return fail(ErrorCode::TooLarge, {u"name"_s, QString::number(limits.nameBytes)});
        if (value->size() > limits.valueBytes)
            return fail(ErrorCode::TooLarge, {u"value"_s, QString::number(limits.valueBytes)});
        auto nameText = decodeText(*name, u"name"_s);
        if (!nameText)
            return tl::unexpected(nameText.error());
        auto valueText = decodeText(*value, *nameText);
        if (!valueText)
            return tl::unexpected(valueText.error());
        form.add(std::move(*nameText), std::move(*valueText));
    }
    return form;
}

}  // namespace kydai::intake
