// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/deskface.h"

#include <QDir>
#include <QFile>

#include "desk/words.h"
#include "sync/qt/qt_scheduler.h"
#include "sync/qt/system_seams.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr int kProbeSeconds = 10;

QString madeProfile(const QString& dir)
{
    QDir().mkpath(dir);
    QFile::setPermissions(dir, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return dir;
}

}  // namespace

class DeskFace::Impl
{
public:
    Impl(DeskFace& face, const DeskOptions& options);
    ~Impl();
    EngineEvents events();
    void onStatus(const SyncStatus& status);
    void onOutbox(const QList<OutboxEntry>& entries);
    void onBatch(RowBatch::Kind kind);
    void onSecond();
    void retranslate();

    DeskFace& face;
    DeskOptions options;
    QString profile;
    SystemClock systemClock;
    SystemRandom random;
    QtScheduler scheduler;
    std::unique_ptr<ServerApi> api;
    std::unique_ptr<BlobCache> blobs;
    std::unique_ptr<Engine> engine;
    Uploads uploads;
    DeskCore core;
    Services services;
    Commands commands;
    DeskSettings settings;
    DeskClock clock;
    DeskSync sync;
    DeskSession session;
    NoticesModel notices;
    DirectoryFace directory;
    Texts texts;
    WorkspacesModel workspaces;
    DeskActions actions;
    DraftsModel drafts;
    DeskDevice device;
    DeskDocuments documents;
    DeskCameras cameras;
    AreaFinder areas;
    QHash<Uuid, std::pair<Uuid, QString>> ops;  // mid -> case, action; of what is on its way
    bool filling = false;    // a first snapshot: lists wait for its end
    bool wasLive = false;
    int seconds = 0;
};

DeskFace::Impl::Impl(DeskFace& owner, const DeskOptions& given)
    : face(owner),
      options(given),
      profile(madeProfile(given.profileDir)),
      api(std::make_unique<ServerApi>()),
      blobs(std::make_unique<BlobCache>(QDir(profile).filePath(u"blobs"_s), *api)),
      engine(std::make_unique<Engine>(EngineOptions{profile, given.appVersion, u"vi"_s}, events())),
      uploads(*engine, uploadFolder(profile)),
      core(scheduler, systemClock,
           {[this](const QList<Uuid>& ids) {
                engine->askTexts(ids, [this](const QList<std::pair<Uuid, RowText>>& found,
                                             const QList<Uuid>& asked) {
                    core.giveTexts(found, asked);
                });
            },
            [this](const Uuid& id) {
                engine->askCase(id, [this, id](const CasePtr& c) { core.giveCase(id, c); });
            }}),
      services{core, *engine, *api, *blobs, scheduler, systemClock, random, uploads},
      commands(services),
      settings(profile),
      clock(services),
      sync(services, profile),
      session(services, settings),
      notices(services),
      directory(services),
      texts(services),
      workspaces(services, commands),
      actions(services, commands),
      drafts(services, actions),
      device(services, clock, sync, profile),
      documents(services),
      cameras(services, session, actions),
      areas(documents, core)
{
    services.areas = &areas;
    sync.attention()->setActions(&actions);
    blobs->setOwnFolder(uploadFolder(profile));
    QObject::connect(blobs.get(), &BlobCache::copyReady, &face, &DeskFace::documentReady);
    if (!api->setServer(options.serverUrl))
        api->setServer(settings.lastServer());
    if (!api->httpBase().isEmpty())
        settings.setLastServer(api->httpBase());
    QObject::connect(&clock, &DeskClock::ticked, &face, [this] { onSecond(); });
    QObject::connect(&clock, &DeskClock::minute, &face, [this] {
        workspaces.minute();
        cameras.minute();
        areas.minute();
    });
    QObject::connect(&settings, &DeskSettings::languageChanged, &face, [this] { retranslate(); });
    QObject::connect(&documents, &DeskDocuments::changed, &face, [this](const QString& name) {
        if (name == QLatin1StringView(kCamerasDocument))
            cameras.takeDocument(documents.bytes(name));
    });
    QObject::connect(&core, &DeskCore::directoryChanged, &face, [this] {
        Q_EMIT face.directoryChanged();
        workspaces.retranslate();
    });
    QObject::connect(&session, &DeskSession::signedOut, &face, [this] { documents.wipe(); });
    engine->open();
    session.probe();
}

DeskFace::Impl::~Impl()
{
    // Answers must not come into what is being taken down.
    api.reset();
    engine.reset();
}

EngineEvents DeskFace::Impl::events()
{
    EngineEvents e;
    e.opened = [this](const Error& error) {
        session.filesOpened(error);
        if (error.code != ErrorCode::None)
            return;
        core.beginFill();
        if (!options.user.isEmpty())
            session.signIn(options.user, options.password);
    };
    e.batchBegins = [this](RowBatch::Kind kind) { onBatch(kind); };
    e.rows = [this](const QList<RowUpdate>& rows, const QList<Uuid>& leaves) {
        core.putRows(rows, leaves);
    };
    e.reset = [this] {
        core.clearRows();
        core.beginFill();
    };
    e.filled = [this] { core.endFill(); };
    e.outbox = [this](const QList<OutboxEntry>& entries) { onOutbox(entries); };
    e.result = [this](const protocol::MutateResult& result) {
        const auto [caseId, action] = ops.value(result.mid);
        if (!caseId.isNull())
            actions.onResult(result, caseId, action);
    };
    e.attention = [this](const Uuid& mid, const Uuid& caseId, const Error& error) {
        notices.addRefused(caseId, words::actionLabel(ops.value(mid).second),
                           words::sentence(error));
    };
    e.status = [this](const SyncStatus& status) { onStatus(status); };
    e.account = [this](const SyncAccount& account) { session.onAccount(account); };
    e.directory = [this](const DirectoryPtr& d) { core.setDirectory(d); };
    e.presence = [this](const protocol::Presence& presence) { core.putPresence(presence); };
    e.document = [this](const DocumentNews& news) { documents.onNews(news); };
    e.upload = [this](const UploadNews& news) { uploads.onNews(news); };
    return e;
}

// The very first rows of a desk come as pages: the lists look at them when all are here.
void DeskFace::Impl::onBatch(RowBatch::Kind kind)
{
    if (kind == RowBatch::Kind::Page && core.filled() && core.index().count() == 0) {
        filling = true;
        core.beginFill();
    } else if (kind == RowBatch::Kind::Delta && filling) {
        filling = false;
        core.endFill();
    }
}

void DeskFace::Impl::onStatus(const SyncStatus& status)
{
    const bool live = status.state == SyncStatus::State::Live;
    if (live && filling) {
        filling = false;
        core.endFill();
    }
    core.setLastContact(status.lastContactMs ? status.lastContactMs + status.serverOffsetMs : 0);
    core.setServerOffset(status.serverOffsetMs);
    clock.setOffset(status.serverOffsetMs, status.serverClockKnown);
    core.setOnline(live);
    sync.setStatus(status);
    session.onStatus(status);
    if (live && !wasLive)
        Q_EMIT face.settled();
    wasLive = live;
}

void DeskFace::Impl::onOutbox(const QList<OutboxEntry>& entries)
{
    QList<PendingOp> pending;
    QSet<Uuid> refused;
    for (const OutboxEntry& entry : entries) {
        ops.insert(entry.op.mid, {entry.op.caseId, entry.op.action});
        if (entry.state == OutboxState::Refused)
            refused.insert(entry.op.caseId);
        else if (entry.state == OutboxState::Pending || entry.state == OutboxState::Accepted)
            pending.append({entry.op, entry.state == OutboxState::Accepted, entry.attempted});
    }
    if (ops.size() > 5000)
        ops.clear();
    core.setPending(pending);
    core.setRefused(refused);
    sync.setEntries(entries);
    session.setUnsent(static_cast<int>(pending.size()));
}

void DeskFace::Impl::onSecond()
{
    workspaces.second();
    sync.second();
    actions.second();
    documents.second();
    cameras.second();
    notices.second(sync.offlineSinceMs());
    if (++seconds % kProbeSeconds)
        return;
    session.retry();
    if (!sync.online())
        session.probe();
}

void DeskFace::Impl::retranslate()
{
    clock.retranslate();
    session.retranslate();
    sync.retranslate();
    notices.retranslate();
    directory.retranslate();
    workspaces.retranslate();
    actions.retranslate();
    drafts.retranslate();
    texts.retranslate();
    device.retranslate();
    cameras.retranslate();
    Q_EMIT face.textsChanged();
    Q_EMIT face.directoryChanged();
}

DeskFace::DeskFace(const DeskOptions& options, QObject* parent)
    : QObject(parent), m_impl(std::make_unique<Impl>(*this, options))
{}

DeskFace::~DeskFace() = default;

DeskSession* DeskFace::session() const { return &m_impl->session; }
DeskSync* DeskFace::sync() const { return &m_impl->sync; }
DeskClock* DeskFace::clock() const { return &m_impl->clock; }
NoticesModel* DeskFace::notices() const { return &m_impl->notices; }
DirectoryFace* DeskFace::directory() const { return &m_impl->directory; }
Texts* DeskFace::texts() const { return &m_impl->texts; }
WorkspacesModel* DeskFace::workspaces() const { return &m_impl->workspaces; }
DeskActions* DeskFace::actions() const { return &m_impl->actions; }
DraftsModel* DeskFace::drafts() const { return &m_impl->drafts; }
DeskSettings* DeskFace::settings() const { return &m_impl->settings; }
DeskDevice* DeskFace::device() const { return &m_impl->device; }
DeskDocuments* DeskFace::documents() const { return &m_impl->documents; }
DeskCameras* DeskFace::cameras() const { return &m_impl->cameras; }
AreaFinder* DeskFace::areas() const { return &m_impl->areas; }
void DeskFace::setBackground(bool background) { m_impl->engine->setBackground(background); }
DeskCore& DeskFace::core() { return m_impl->core; }
bool DeskFace::isFilled() const { return m_impl->core.filled(); }

void DeskFace::setServer(const QString& url)
{
    if (m_impl->api->setServer(url)) {
        m_impl->settings.setLastServer(m_impl->api->httpBase());
        m_impl->session.probe();
    }
}

}  // namespace kydai::desk
