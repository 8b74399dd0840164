// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority/authority.h"
#include "commands.h"
#include "importing.h"
#include "intake/camerafile.h"
#include "intake/csvtext.h"
#include "ledger/sqliteledger.h"
#include "store.h"
#include "system.h"

namespace kydai::server {

using namespace Qt::StringLiterals;

namespace {

Result<QList<Camera>> storedCameras(const Ledger& ledger)
{
    const QString name = QString::fromLatin1(kCamerasDocument);
    const auto record = ledger.documentRecord(name);
    if (!record)
        return record.error().code == ErrorCode::Unknown ? Result<QList<Camera>>(QList<Camera>())
                                                         : tl::unexpected(record.error());
    return ledger.documentBody(name, record->sha256).and_then(camerasFromJson);
}

Result<QHash<QString, intake::CameraCredential>> storedCredentials(const Ledger& ledger)
{
    const auto secrets = ledger.cameraSecrets();
    if (!secrets)
        return tl::unexpected(secrets.error());
    QHash<QString, intake::CameraCredential> out;
    for (const CameraSecretRecord& one : *secrets)
        out.insert(one.camera, {one.user, one.password});
    return out;
}

}  // namespace

Result<void> putCameras(Authority& authority, const QList<Camera>& cameras,
                        const QHash<QString, intake::CameraCredential>& credentials)
{
    return authority
        .putDocument(QString::fromLatin1(kCamerasDocument), camerasToJson(cameras),
                     [&](Directory&) -> Result<void> {
                         for (auto it = credentials.cbegin(); it != credentials.cend(); ++it) {
                             if (auto ok = authority.ledger().putCameraSecret(
                                     {it.key(), it->user, it->password});
                                 !ok)
                                 return ok;
                         }
                         return {};
                     })
        .map([](bool) {});
}

int importCameras(const Options& options)
{
    SystemClock clock;
    SystemRandom random;
    const auto file = readWhole(options.file, intake::kMaxCameraFile);
    if (!file)
        return failed(u"the file cannot be read"_s, file.error());
    auto ledger = SqliteLedger::open(options.dir, random);
    if (!ledger)
        return failed(u"the store in %1 cannot be opened"_s.arg(options.dir), ledger.error());
    const auto directory = directoryOf(**ledger, clock, random);
    if (!directory)
        return failed(u"the directory cannot be read"_s, directory.error());
    const auto stored = storedCameras(**ledger);
    if (!stored)
        return failed(u"the cameras cannot be read"_s, stored.error());
    const auto credentials = storedCredentials(**ledger);
    if (!credentials)
        return failed(u"the cameras cannot be read"_s, credentials.error());
    const auto table = intake::readCameraTable(*file, *directory, *stored, *credentials);
    if (!table)
        return failed(u"%1 is no table of cameras"_s.arg(options.file), table.error());
    if (table->imported > 0) {
        Authority authority(**ledger, *directory, clock, random);
        if (auto ok = putCameras(authority, table->cameras, table->changed); !ok)
            return failed(u"the cameras were not imported"_s, ok.error());
    }
    Rejects rejects(options.dir, options.file, clock);
    for (const intake::RejectedCamera& camera : table->rejected) {
        const QByteArray raw = intake::csvRow(camera.raw).trimmed();
        rejects.add(camera.line, camera.reason, QString::fromUtf8(raw));
    }
    return rejects.finish(table->imported, table->unchanged);
}

}  // namespace kydai::server
