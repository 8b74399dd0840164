// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules_args.h"

#include <cmath>

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

QVariant valueOf(const QVariantMap& map, const char* key)
{
    return map.value(QString::fromLatin1(key));
}

bool isListType(const QVariant& value)
{
    return value.typeId() == QMetaType::QVariantList || value.typeId() == QMetaType::QStringList;
}

std::optional<Attachment> fileOf(const QVariant& value, AttachmentKind kind)
{
    Attachment file;
    file.kind = kind;
    if (value.typeId() == QMetaType::QString) {
        file.sha256 = value.toString();
    } else if (value.typeId() == QMetaType::QVariantMap) {
        const QVariantMap map = value.toMap();
        file.sha256 = map.value(u"sha256"_s).toString();
        file.mime = map.value(u"mime"_s).toString();
        file.bytes = map.value(u"bytes"_s).toLongLong();
        file.width = map.value(u"width"_s).toInt();
        file.height = map.value(u"height"_s).toInt();
        file.name = map.value(u"name"_s).toString();
    }
    const bool sound = args::isSha256(file.sha256) && file.mime.size() <= 100 && file.bytes >= 0
        && file.width >= 0 && file.height >= 0 && file.name.size() <= kMaxLine;
    return sound ? std::optional(file) : std::nullopt;
}

}  // namespace

namespace args {

bool has(const QVariantMap& map, const char* key)
{
    const QVariant value = valueOf(map, key);
    if (!value.isValid() || value.isNull())
        return false;
    if (value.typeId() == QMetaType::QString)
        return !value.toString().trimmed().isEmpty();
    if (isListType(value))
        return !value.toList().isEmpty();
    return true;
}

QString text(const QVariantMap& map, const char* key)
{
    const QVariant value = valueOf(map, key);
    return value.typeId() == QMetaType::QString ? value.toString().trimmed() : QString();
}

qint64 time(const QVariantMap& map, const char* key)
{
    const QVariant value = valueOf(map, key);
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Long:
    case QMetaType::ULong:
        return value.toLongLong();
    case QMetaType::Double: {
        const double number = value.toDouble();
        return std::isfinite(number) && std::floor(number) == number && std::abs(number) < 9e15
            ? static_cast<qint64>(number) : 0;
    }
    default:
        return 0;
    }
}

bool flag(const QVariantMap& map, const char* key)
{
    const QVariant value = valueOf(map, key);
    return value.typeId() == QMetaType::Bool && value.toBool();
}

QStringList list(const QVariantMap& map, const char* key)
{
    const QVariant value = valueOf(map, key);
    QStringList out;
    if (!isListType(value))
        return out;
    const QVariantList items = value.toList();
    for (const QVariant& item : items)
        out.append(item.typeId() == QMetaType::QString ? item.toString().trimmed() : QString());
    return out;
}

std::optional<LatLon> position(const QVariantMap& map, const char* key)
{
    return parsePosition(text(map, key));
}

QList<Attachment> files(const QVariantMap& map, const char* key, AttachmentKind kind)
{
    QList<Attachment> out;
    const QVariant value = valueOf(map, key);
    if (!isListType(value))
        return out;
    const QVariantList items = value.toList();
    for (const QVariant& item : items) {
        if (const auto file = fileOf(item, kind))
            out.append(*file);
    }
    return out;
}

std::optional<LatLon> parsePosition(QStringView text)
{
    const auto comma = text.indexOf(u',');
    if (comma <= 0)
        return std::nullopt;
    bool latOk = false;
    bool lonOk = false;
    const LatLon at{text.left(comma).trimmed().toDouble(&latOk),
                    text.mid(comma + 1).trimmed().toDouble(&lonOk)};
    const bool inside = std::isfinite(at.lat) && std::isfinite(at.lon) && std::abs(at.lat) <= 90.0
        && std::abs(at.lon) <= 180.0;
    return latOk && lonOk && inside ? std::optional(at) : std::nullopt;
}

QString positionText(double lat, double lon)
{
    return QString::number(lat, 'f', 6) + u',' + QString::number(lon, 'f', 6);
}

bool isSha256(QStringView text)
{
    if (text.size() != 64)
        return false;
    for (QChar c : text) {
        if (!(c >= u'0' && c <= u'9') && !(c >= u'a' && c <= u'f'))
            return false;
    }
    return true;
}

}  // namespace args

QVariantMap fileArg(const Attachment& file)
{
    return {{u"sha256"_s, file.sha256}, {u"mime"_s, file.mime}, {u"bytes"_s, file.bytes},
            {u"width"_s, file.width}, {u"height"_s, file.height}, {u"name"_s, file.name}};
}

QString categoryAfter(const Case& c, const QVariantMap& map)
{
    return args::has(map, "category") ? args::text(map, "category") : c.category;
}

}  // namespace kydai
