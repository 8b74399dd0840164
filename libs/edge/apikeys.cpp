// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/apikeys.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

namespace kydai::edge {

using namespace Qt::StringLiterals;

namespace {

QByteArray hashOf(const QString& key)
{
    return QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex();
}

}  // namespace

Result<void> ApiKeys::load(const QString& setting)
{
    QHash<QByteArray, QString> names;
    if (!setting.isEmpty()) {
        const QJsonDocument document = QJsonDocument::fromJson(setting.toUtf8());
        if (!document.isObject())
            return fail(ErrorCode::Corrupt, {QString::fromLatin1(kApiKeysSetting)});
        const QJsonObject object = document.object();
        for (auto it = object.begin(); it != object.end(); ++it)
            names.insert(it.value().toString().toLatin1(), it.key());
    }
    m_names = std::move(names);
    return {};
}

std::optional<QString> ApiKeys::nameOf(const QString& key) const
{
    if (key.isEmpty() || key.size() > 200)
        return std::nullopt;
    const auto it = m_names.constFind(hashOf(key));
    return it == m_names.constEnd() ? std::nullopt : std::optional(*it);
}

Result<QString> ApiKeys::addTo(const QString& setting, const QString& name, const QString& key)
{
    if (name.isEmpty() || name.size() > 64)
        return fail(ErrorCode::BadInput, {u"name"_s}, u"1 to 64 characters"_s);
    if (key.size() < 4 || key.size() > 200)
        return fail(ErrorCode::BadInput, {u"key"_s}, u"4 to 200 characters"_s);
    QJsonObject object = QJsonDocument::fromJson(setting.toUtf8()).object();
    if (object.contains(name))
        return fail(ErrorCode::BadInput, {u"name"_s}, u"there is a key of this name"_s);
    object.insert(name, QString::fromLatin1(hashOf(key)));
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

}  // namespace kydai::edge
