// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/engine.h"

#include <QDir>

#include "desk/engine_parts.h"
#include "deskdb/password.h"
#include "protocol/packing.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

QString uploadFolder(const QString& profileDir)
{
    return QDir(profileDir).filePath(u"uploads"_s);
}

RowUpdate rowUpdateOf(const protocol::Row& row, bool* readable)
{
    RowUpdate update;
    update.id = row.id;
    update.seq = row.seq;
    update.body = row.body;
    auto summary = protocol::summarise(row.body);
    *readable = summary.has_value();
    if (summary)
        update.summary = std::move(*summary);
    return update;
}

Engine::Net::Net(const EngineOptions& options, Gui& guiSide, Reader& readerSide,
                 const EngineEvents& events)
    : gui(guiSide), reader(readerSide), m_options(options), m_events(events),
      m_worker(u"kydai-net"_s)
{}

Engine::Net::~Net()
{
    m_worker.finish([this] {
        if (engine)
            engine->stop();
        engine.reset();
        m_sender.reset();
        m_transport.reset();
        work.reset();
        cache.reset();
    });
}

void Engine::Net::run(Work task)
{
    m_worker.post([this, task = std::move(task)] { task(*this); });
}

void Engine::Net::openFiles()
{
    const QDir dir(m_options.profileDir);
    Result<WorkDb> openedWork = WorkDb::open(dir.filePath(u"work.db"_s), clock.nowMs());
    if (!openedWork) {
        openError = openedWork.error();
        return;
    }
    Result<CacheDb> openedCache = CacheDb::open(dir.filePath(u"cache.db"_s));
    if (!openedCache) {
        openError = openedCache.error();
        return;
    }
    work.emplace(std::move(*openedWork));
    if (const Result<QList<Upload>> uploads = work->uploads()) {
        QSet<QString> known;
        for (const Upload& upload : *uploads)
            known.insert(upload.sha256);
        FileStore(uploadFolder(m_options.profileDir)).sweep(known);
    }
    cache.emplace(std::move(*openedCache));
    makeEngine();
}

void Engine::Net::makeEngine()
{
    m_transport = std::make_unique<WebSocketTransport>();
    const QString folder = uploadFolder(m_options.profileDir);
    m_sender = std::make_unique<HttpBlobSender>(folder);
    engine = std::make_unique<SyncEngine>(
        SyncSetup{m_worker.scheduler(), clock, random, *m_transport, *cache, *work, m_options.app,
                  m_options.locale, m_sender.get(), folder},
        callbacks());
}

namespace {

DirectoryPtr directoryOf(const QByteArray& packed)
{
    const Result<QByteArray> bytes = protocol::unpack(packed, protocol::kMaxInflated);
    if (!bytes)
        return {};
    const QCborValue value = QCborValue::fromCbor(*bytes);
    if (!value.isMap())
        return {};
    Result<Directory> directory = Directory::fromCbor(value.toMap());
    return directory ? std::make_shared<const Directory>(std::move(*directory)) : DirectoryPtr();
}

}  // namespace

SyncCallbacks Engine::Net::callbacks()
{
    SyncCallbacks call;
    call.rows = [this](const RowBatch& batch) { onRows(batch); };
    call.releaseReaders = [this] { reader.closeNow(); };
    call.pendingChanged = [this] { publishOutbox(); };
    call.result = [this](const protocol::MutateResult& result) {
        gui.post([this, result] { m_events.result(result); });
    };
    call.attention = [this](const Uuid& mid, const Uuid& caseId, const Error& error) {
        gui.post([this, mid, caseId, error] { m_events.attention(mid, caseId, error); });
    };
    call.status = [this](const SyncStatus& status) {
        gui.post([this, status] { m_events.status(status); });
    };
    call.account = [this](const SyncAccount& account) {
        author = account.user;
        gui.post([this, account] { m_events.account(account); });
        publishOutbox();
    };
    call.directory = [this](const QByteArray&, const QByteArray& packed) {
        if (DirectoryPtr directory = directoryOf(packed))
            gui.post([this, directory] { m_events.directory(directory); });
    };
    call.presence = [this](const protocol::Presence& presence) {
        gui.post([this, presence] { m_events.presence(presence); });
    };
    call.upload = [this](const UploadNews& news) {
        gui.post([this, news] { m_events.upload(news); });
    };
    return call;
}

void Engine::Net::onRows(const RowBatch& batch)
{
    if (batch.kind == RowBatch::Kind::Reset) {
        gui.post([this] { m_events.reset(); });
        reader.fill();
        return;
    }
    gui.post([this, kind = batch.kind] { m_events.batchBegins(kind); });
    QList<RowUpdate> rows;
    QList<Uuid> leaves = batch.leaves;
    const auto hand = [&] {
        gui.post([this, part = std::move(rows), gone = std::move(leaves)] {
            m_events.rows(part, gone);
        });
        rows = {};
        leaves = {};
    };
    for (const protocol::Row& row : batch.puts) {
        bool readable = false;
        RowUpdate update = rowUpdateOf(row, &readable);
        if (readable)
            rows.append(std::move(update));
        if (rows.size() >= kRowsPerTask)
            hand();
    }
    if (!rows.isEmpty() || !leaves.isEmpty())
        hand();
}

void Engine::Net::publishOutbox()
{
    if (!work)
        return;
    Result<QList<OutboxEntry>> entries = work->outbox();
    if (!entries)
        return;
    // Another person's work stays sealed.
    entries->removeIf([this](const OutboxEntry& e) { return e.op.actor.user != author; });
    gui.post([this, list = std::move(*entries)] { m_events.outbox(list); });
}

Engine::Engine(EngineOptions options, EngineEvents events)
    : m_options(std::move(options)),
      m_events(std::move(events)),
      m_gui(std::make_shared<Gui>()),
      m_reader(std::make_unique<Reader>(*m_gui, m_events)),
      m_net(std::make_unique<Net>(m_options, *m_gui, *m_reader, m_events)),
      m_files(std::make_unique<Files>(*m_gui, *m_net, uploadFolder(m_options.profileDir)))
{}

Engine::~Engine()
{
    m_gui->close();
    m_files.reset();  // hands on to the net thread
    m_net.reset();  // first: it may wait for the reader
    m_reader.reset();
}

void Engine::open()
{
    m_net->run([this](Net& net) {
        net.openFiles();
        const Error error = net.openError;
        m_gui->post([this, error] { m_events.opened(error); });
        if (error.code != ErrorCode::None)
            return;
        if (const auto packed = net.cache->directoryPacked(); packed && !packed->isEmpty()) {
            if (DirectoryPtr directory = directoryOf(*packed))
                m_gui->post([this, directory] { m_events.directory(directory); });
        }
        m_reader->open(net.cache->path());
        m_reader->fill();
    });
}

void Engine::connectTo(const QString& wsUrl)
{
    m_net->run([wsUrl](Net& net) {
        net.url = wsUrl;
        if (net.engine)
            net.engine->start(wsUrl);
    });
}

void Engine::setToken(const QString& token)
{
    m_net->run([token](Net& net) {
        if (net.engine)
            net.engine->setToken(token);
    });
}

void Engine::disconnectFrom()
{
    m_net->run([](Net& net) {
        if (net.engine) {
            net.engine->stop();
            net.engine->setToken({});
        }
    });
}

void Engine::wake()
{
    m_net->run([](Net& net) {
        if (net.engine)
            net.engine->wake();
    });
}

void Engine::setPresence(const Uuid& caseId, quint8 state)
{
    m_net->run([caseId, state](Net& net) {
        if (net.engine)
            net.engine->setPresence(caseId, state);
    });
}

void Engine::setAuthor(const QString& user)
{
    m_net->run([user](Net& net) {
        net.author = user;
        net.publishOutbox();
    });
}

void Engine::wipeCache(Answer<Error> done)
{
    m_net->run([this, done = std::move(done)](Net& net) {
        Error error{ErrorCode::None, {}, {}};
        if (net.engine) {
            net.engine->stop();
            net.engine.reset();
            net.reader.closeNow();
            if (const Result<void> gone = net.cache->reset(); !gone)
                error = gone.error();
            net.makeEngine();
        }
        m_gui->post([this, error, done] {
            m_events.reset();
            m_events.filled();
            done(error);
        });
    });
}

}  // namespace kydai::desk
