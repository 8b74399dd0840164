// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include "authority/authority.h"
#include "city/city.h"
#include "core/permissions.h"
#include "ledger/sqliteledger.h"
#include "log.h"
#include "protocol/casecodec.h"
#include "store.h"

namespace kydai::server {

using namespace Qt::StringLiterals;

namespace {

const QString kDemoKey = u"demo"_s;   // Open311 api_key, its name and every password

std::vector<HistoryStep> toHistory(const std::vector<city::Step>& steps)
{
    std::vector<HistoryStep> out;
    out.reserve(steps.size());
    for (const city::Step& step : steps) {
        if (const auto* report = std::get_if<city::Report>(&step.what))
            out.emplace_back(
                HistoryReport{report->report, Contact{report->name, report->phone, {}}, kDemoKey});
        else
            out.emplace_back(std::get<Operation>(step.what));
    }
    return out;
}

// Drawn photographs need no fsync: a cut-off demonstration is laid down anew.
Result<void> addPhotos(Authority& authority, const QString& dir, const QList<city::Photo>& photos)
{
    for (const city::Photo& photo : photos) {
        const QString path = blobPath(dir, photo.attachment.sha256);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(photo.png) != photo.png.size())
            return fail(ErrorCode::Io, {path}, file.errorString());
        BlobRecord blob;
        blob.sha256 = photo.attachment.sha256;
        blob.mime = photo.attachment.mime;
        blob.name = photo.attachment.name;
        blob.bytes = photo.png.size();
        blob.width = photo.attachment.width;
        blob.height = photo.attachment.height;
        blob.by = u"citizen"_s;
        blob.atMs = photo.attachment.atMs;
        if (auto ok = authority.addBlob(blob); !ok)
            return ok;
    }
    return {};
}

// Agency with most cases that are still with an agency.
Result<QString> busiestAgency(const Ledger& ledger)
{
    QHash<QString, int> open;
    QByteArray key;
    while (true) {
        const auto page = ledger.page({u"ioc"_s}, {}, key, 500, 8 << 20);
        if (!page)
            return tl::unexpected(page.error());
        for (const CaseBody& row : page->rows) {
            const auto summary = protocol::summariseWhole(QByteArrayView(row.body));
            if (summary && isOpen(summary->state) && !summary->agency.isEmpty())
                ++open[summary->agency];
        }
        key = page->lastKey;
        if (page->final)
            break;
    }
    QString best;
    for (auto it = open.cbegin(); it != open.cend(); ++it) {
        const int most = best.isEmpty() ? 0 : open.value(best);
        if (it.value() > most || (it.value() == most && it.key() < best))
            best = it.key();
    }
    return best;
}

QString displayNameOf(const QString& user)
{
    static const QHash<QString, QString> names{{u"operator"_s, u"Trực ban 03"_s},
                                               {u"dispatcher"_s, u"Điều phối 02"_s},
                                               {u"approver"_s, u"Người duyệt 01"_s},
                                               {u"publisher"_s, u"Người công khai 01"_s},
                                               {u"camera"_s, u"Trực camera 01"_s},
                                               {u"lead"_s, u"Trưởng ca 2"_s},
                                               {u"officer"_s, u"Cán bộ xử lý 02"_s},
                                               {u"chief"_s, u"Lãnh đạo đơn vị 01"_s},
                                               {u"executive"_s, u"Lãnh đạo thành phố 01"_s},
                                               {u"admin"_s, u"Quản trị 01"_s},
                                               {u"auditor"_s, u"Kiểm tra 01"_s}};
    return names.value(user, user);
}

Result<void> addAccounts(Authority& authority)
{
    const auto agency = busiestAgency(authority.ledger());
    if (!agency)
        return tl::unexpected(agency.error());
    const QList<DemoAccount> accounts = demoAccounts();
    for (const DemoAccount& account : accounts) {
        UserRecord user;
        user.name = QString::fromLatin1(account.user);
        user.displayName = displayNameOf(user.name);
        user.roles = account.roles;
        if (account.roles.isAgency())
            user.agency = *agency;
        if (auto ok = authority.accounts().addUser(user, kDemoKey); !ok)
            return ok;
    }
    return {};
}

// The cameras of the demonstration; those with a scene are drawn by the city and served under their
// code at its port.
Result<QList<Camera>> demoCameras(quint16 rtspPort)
{
    auto cameras = camerasFromJson(cityResource(u"cameras.json"_s));
    if (!cameras || rtspPort == 0)
        return cameras;
    QSet<QString> drawn;
    const QStringList scenes = QString::fromUtf8(cityResource(u"scenes.txt"_s)).split(u'\n');
    for (const QString& scene : scenes)
        drawn.insert(scene.section(u'|', 0, 0).trimmed());
    for (Camera& camera : *cameras) {
        if (!drawn.contains(camera.code))
            continue;
        const QString base = u"rtsp://127.0.0.1:%1/%2/"_s.arg(rtspPort).arg(camera.code);
        camera.main = {base + u"main"_s, u"h264"_s, 1280, 720, 25};
        camera.sub = {base + u"sub"_s, u"h264"_s, 640, 360, 25};
        camera.sessionLimit = 4;
    }
    return cameras;
}

Result<void> layDown(Ledger& ledger, const QString& dir, quint64 seed, const Clock& clock,
                     Random& random)
{
    auto directory = cityDirectory();
    if (!directory)
        return tl::unexpected(directory.error());
    const auto templates = city::parseTemplates(cityResource(u"reports.txt"_s), *directory);
    if (!templates)
        return tl::unexpected(templates.error());
    city::HistoryOptions wanted;
    wanted.seed = seed;
    wanted.nowMs = clock.nowMs();
    QElapsedTimer timer;
    timer.start();
    const city::History history = city::makeHistory(wanted, *templates, *directory);
    qCInfo(logDemo, "%lld steps and %lld photographs made in %lld ms",
           static_cast<long long>(history.steps.size()),
           static_cast<long long>(history.photos.size()), static_cast<long long>(timer.restart()));
    for (auto it = history.people.cbegin(); it != history.people.cend(); ++it) {
        if (auto ok = directory->addUser(it.key(), it.value()); !ok)
            return ok;
    }
    Authority authority(ledger, *directory, clock, random);
    if (auto ok = addPhotos(authority, dir, history.photos); !ok)
        return ok;
    qCInfo(logDemo, "photographs stored in %lld ms", static_cast<long long>(timer.restart()));
    const HistoryResult loaded = authority.loadHistory(toHistory(history.steps));
    if (loaded.error.code != ErrorCode::None)
        return tl::unexpected(loaded.error);
    qCInfo(logDemo, "steps decided in %lld ms", static_cast<long long>(timer.restart()));
    for (const auto& [index, error] : loaded.refused) {
        qCWarning(logDemo, "step %lld of the history was refused: error %d %s",
                  static_cast<long long>(index), static_cast<int>(error.code),
                  qPrintable(error.params.join(u' ')));
    }
    if (auto ok = addAccounts(authority); !ok)
        return ok;
    if (auto ok = addApiKey(ledger, kDemoKey, kDemoKey); !ok)
        return ok;
    // Last, and with it the directory: a store without one counts as empty.
    return authority.putDocument(u"areas"_s, schematicWards()).map([](bool) {});
}

}  // namespace

Result<void> layDownCameras(const QString& dir, quint16 rtspPort, const Clock& clock,
                            Random& random)
{
    auto ledger = SqliteLedger::open(dir, random);
    if (!ledger)
        return tl::unexpected(ledger.error());
    const auto directory = directoryOf(**ledger, clock, random);
    if (!directory)
        return tl::unexpected(directory.error());
    const auto cameras = demoCameras(rtspPort);
    if (!cameras)
        return tl::unexpected(cameras.error());
    Authority authority(**ledger, *directory, clock, random);
    return putCameras(authority, *cameras, {});
}

Result<void> layDownDemo(const QString& dir, quint64 seed, const Clock& clock, Random& random)
{
    QElapsedTimer timer;
    timer.start();
    SqliteLedgerOptions options;
    options.durable = false;
    auto ledger = SqliteLedger::open(dir, random, options);
    if (!ledger)
        return tl::unexpected(ledger.error());
    const auto stored = Authority::storedDirectory(**ledger);
    if (!stored)
        return tl::unexpected(stored.error());
    if (*stored)
        return {};
    if ((*ledger)->seq() > 0) {
        // Every other store gets its directory before its first event: this is a demonstration that
        // was cut off while it was laid down.
        qCInfo(logDemo, "an earlier demonstration was cut off: laid down anew");
        ledger->reset();
        for (const char* part : {"ledger.db", "ledger.db-wal", "ledger.db-shm"})
            QFile::remove(dir + u'/' + QString::fromLatin1(part));
        ledger = SqliteLedger::open(dir, random, options);
        if (!ledger)
            return tl::unexpected(ledger.error());
    }
    if (auto ok = layDown(**ledger, dir, seed, clock, random); !ok)
        return ok;
    qCInfo(logDemo, "history laid down in %lld ms", static_cast<long long>(timer.elapsed()));
    return {};
}

}  // namespace kydai::server
