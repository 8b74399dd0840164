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

QString documentFolder(const QString& profileDir)
{
    return QDir(profileDir).filePath(u"documents"_s);
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

Engine::Writer::Writer(const EngineOptions& options, Gui& guiSide, Reader& readerSide,
                       const EngineEvents& events)
    : gui(guiSide), reader(readerSide), m_options(options), m_events(events),
      m_work(u"kydai-work"_s), m_cacheWorker(u"kydai-cache"_s), m_net(u"kydai-net"_s)
{}

// The engine first, so that nothing begins any more; then the threads that answer it, while its own
// still takes their answers.
Engine::Writer::~Writer()
{
    QSemaphore stopped;
    m_work.post([this, &stopped] {
        closing = true;
        if (engine)
            engine->stop();
        engine.reset();
        m_sender.reset();
        m_transport.reset();
        stopped.release();
    });
    stopped.acquire();
    m_net.finish({});
    m_cacheWorker.finish([this] { m_cache.reset(); });
    m_work.finish([this] { work.reset(); });
}

void Engine::Writer::run(Work task)
{
    m_work.post([this, task = std::move(task)] { task(*this); });
}

void Engine::Writer::runOnCache(std::function<void(CacheDb&)> task)
{
    m_cacheWorker.post([this, task = std::move(task)] {
        if (m_cache)
            task(*m_cache);
    });
}

void Engine::Writer::openFiles()
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
    packedDirectory = openedCache->directoryPacked().value_or(QByteArray());
    reader.open(openedCache->path());
    m_cache.emplace(std::move(*openedCache));  // the cache thread's from here on
    makeEngine();
}

void Engine::Writer::makeEngine()
{
    const QString folder = uploadFolder(m_options.profileDir);
    Scheduler& net = m_net.scheduler();
    Scheduler& home = m_work.scheduler();
    m_transport = std::make_unique<ThreadedTransport>(
        net, home, [] { return std::make_unique<WebSocketTransport>(); });
    m_sender = std::make_unique<ThreadedSender>(
        net, home, [folder] { return std::make_unique<HttpBlobSender>(folder); });
    engine = std::make_unique<SyncEngine>(
        SyncSetup{home, clock, random, *m_transport, *m_cache, *work, m_options.app,
                  m_options.locale, &m_cacheWorker.scheduler(), m_sender.get(), folder},
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

SyncCallbacks Engine::Writer::callbacks()
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

void Engine::Writer::onRows(const RowBatch& batch)
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

void Engine::Writer::publishOutbox()
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
      m_writer(std::make_unique<Writer>(m_options, *m_gui, *m_reader, m_events)),
      m_files(std::make_unique<Files>(*m_gui, *m_writer, m_options.profileDir, m_events))
{}

Engine::~Engine()
{
    m_gui->close();
    m_files.reset();   // hands on to the work thread
    m_writer.reset();  // waits for the readers
    m_reader.reset();
}

void Engine::open()
{
    m_writer->run([this](Writer& w) {
        w.openFiles();
        const Error error = w.openError;
        m_gui->post([this, error] { m_events.opened(error); });
        if (error.code != ErrorCode::None)
            return;
        if (DirectoryPtr directory = directoryOf(w.packedDirectory))
            m_gui->post([this, directory] { m_events.directory(directory); });
        w.packedDirectory.clear();
        m_reader->fill();
    });
}

void Engine::connectTo(const QString& wsUrl)
{
    m_writer->run([wsUrl](Writer& w) {
        w.url = wsUrl;
        if (w.engine)
            w.engine->start(wsUrl);
    });
}

void Engine::setToken(const QString& token)
{
    m_writer->run([token](Writer& w) {
        if (w.engine)
            w.engine->setToken(token);
    });
}

void Engine::disconnectFrom()
{
    m_writer->run([](Writer& w) {
        if (w.engine) {
            w.engine->stop();
            w.engine->setToken({});
        }
    });
}

void Engine::wake()
{
    m_writer->run([](Writer& w) {
        if (w.engine)
            w.engine->wake();
    });
}

void Engine::setPresence(const Uuid& caseId, quint8 state)
{
    m_writer->run([caseId, state](Writer& w) {
        if (w.engine)
            w.engine->setPresence(caseId, state);
    });
}

void Engine::setBackground(bool background)
{
    m_writer->run([background](Writer& w) {
        if (w.engine)
            w.engine->setBackground(background);
    });
}

void Engine::setAuthor(const QString& user)
{
    m_writer->run([user](Writer& w) {
        w.author = user;
        w.publishOutbox();
    });
}

void Engine::wipeCache(Answer<Error> done)
{
    m_writer->run([this, done = std::move(done)](Writer& w) {
        const auto answer = [this, done](const Error& error) {
            m_gui->post([this, error, done] {
                m_events.reset();
                m_events.filled();
                done(error);
            });
        };
        if (!w.engine) {
            answer({ErrorCode::None, {}, {}});
            return;
        }
        w.engine->stop();
        w.engine.reset();
        w.runOnCache([&w, answer](CacheDb& cache) {
            w.reader.closeNow();
            const Result<void> gone = cache.reset();
            w.run([gone, answer](Writer& again) {
                if (!again.closing)
                    again.makeEngine();
                answer(gone ? Error{ErrorCode::None, {}, {}} : gone.error());
            });
        });
    });
}

}  // namespace kydai::desk
