// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/markup.h"

#include <QJsonDocument>

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

bool isXmlChar(ushort c)
{
    return c >= 0x20 ? c < 0xFFFE : (c == '\t' || c == '\n' || c == '\r');
}

QString escaped(const QString& text)
{
    QString out;
    out.reserve(text.size() + text.size() / 8);
    for (const QChar c : text) {
        switch (c.unicode()) {
        case '&':
            out += u"&amp;"_s;
            break;
        case '<':
            out += u"&lt;"_s;
            break;
        case '>':
            out += u"&gt;"_s;
            break;
        case '"':
            out += u"&quot;"_s;
            break;
        case '\'':
            out += u"&apos;"_s;
            break;
        case '\r':
            out += u"&#13;"_s;  // a bare one would be read as a line feed
            break;
        default:
            out += isXmlChar(c.unicode()) ? c : QChar(QChar::ReplacementCharacter);
        }
    }
    return out;
}

// "attributes" holds "attribute" elements, "values" "value" ones.
QString singular(const QString& name)
{
    return name.endsWith(u's') ? name.chopped(1) : name + u"_item"_s;
}

void append(QString& out, const QString& name, const QJsonValue& value);

void appendContent(QString& out, const QString& name, const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Object: {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            append(out, it.key(), it.value());
        break;
    }
    case QJsonValue::Array: {
        const QJsonArray array = value.toArray();
        for (const QJsonValue& item : array)
            append(out, singular(name), item);
        break;
    }
    case QJsonValue::Bool:
        out += value.toBool() ? u"true"_s : u"false"_s;
        break;
    case QJsonValue::Double:
        out += QString::number(value.toDouble(), 'g', 12);
        break;
    case QJsonValue::String:
        out += escaped(value.toString());
        break;
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
}

void append(QString& out, const QString& name, const QJsonValue& value)
{
    out += u'<' + name + u'>';
    appendContent(out, name, value);
    out += u"</"_s + name + u'>';
}

}  // namespace

QByteArray write(const Answer& answer, Format format)
{
    if (format == Format::Json) {
        return answer.value.isArray()
                   ? QJsonDocument(answer.value.toArray()).toJson(QJsonDocument::Compact)
                   : QJsonDocument(answer.value.toObject()).toJson(QJsonDocument::Compact);
    }
    QString out = u"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<"_s + answer.root + u'>';
    if (answer.value.isArray()) {
        const QJsonArray array = answer.value.toArray();
        for (const QJsonValue& item : array)
            append(out, answer.item, item);
    } else {
        appendContent(out, answer.root, answer.value);
    }
    out += u"</"_s + answer.root + u">\n"_s;
    return out.toUtf8();
}

const char* contentTypeOf(Format format)
{
    return format == Format::Json ? "application/json; charset=utf-8" : "text/xml; charset=utf-8";
}

Answer errorAnswer(const ServiceErrors& errors)
{
    QJsonArray list;
    for (const ServiceError& error : errors)
        list.append(QJsonObject{{u"code"_s, error.status}, {u"description"_s, error.description}});
    return {list, u"errors"_s, u"error"_s};
}

}  // namespace kydai::intake
