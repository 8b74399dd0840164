// SPDX-License-Identifier: GPL-3.0-or-later
#include "store.h"

#include <QFile>

#include "authority/authority.h"
#include "core/directory_json.h"
#include "edge/apikeys.h"

namespace kydai::server {

using namespace Qt::StringLiterals;

namespace {

QByteArray resource(const QString& path)
{
    QFile file(path);
    const bool opened = file.open(QIODevice::ReadOnly);
    KYDAI_ASSERT(opened);  // compiled in
    return file.readAll();
}

}  // namespace

QByteArray cityResource(const QString& name) { return resource(u":/city/"_s + name); }
QByteArray schematicWards() { return resource(u":/basemap/wards.geojson"_s); }

Result<Directory> cityDirectory()
{
    return directoryFromJson(cityResource(u"areas.json"_s), cityResource(u"agencies.json"_s),
                             cityResource(u"categories.json"_s), cityResource(u"calendars.json"_s));
}

Result<Directory> directoryOf(Ledger& ledger, const Clock& clock, Random& random)
{
    auto stored = Authority::storedDirectory(ledger);
    if (!stored)
        return tl::unexpected(stored.error());
    if (*stored)
        return **stored;
    auto directory = cityDirectory();
    if (!directory)
        return directory;
    Authority authority(ledger, *directory, clock, random);
    if (auto ok = authority.setDirectory(*directory); !ok)
        return tl::unexpected(ok.error());
    return authority.directory();
}

Result<void> inTransaction(Ledger& ledger, const std::function<Result<void>()>& write)
{
    if (auto ok = ledger.begin(); !ok)
        return ok;
    if (auto ok = write(); !ok) {
        ledger.rollback();
        return ok;
    }
    return ledger.commit();
}

Result<void> addApiKey(Ledger& ledger, const QString& name, const QString& key)
{
    const QString setting = QString::fromLatin1(edge::kApiKeysSetting);
    const auto present = ledger.setting(setting);
    if (!present)
        return tl::unexpected(present.error());
    const auto added = edge::ApiKeys::addTo(*present, name, key);
    if (!added)
        return tl::unexpected(added.error());
    return inTransaction(ledger, [&] { return ledger.putSetting(setting, *added); });
}

}  // namespace kydai::server
