// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/engine_parts.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

Worker::Worker(const QString& name)
{
    m_thread.setObjectName(name);
    m_scheduler = new QtScheduler;
    m_scheduler->moveToThread(&m_thread);
    m_thread.start();
}

Worker::~Worker()
{
    finish({});
}

void Worker::finish(const Scheduler::Task& last)
{
    if (!m_scheduler)
        return;
    QSemaphore done;
    m_scheduler->post([this, &last, &done] {
        if (last)
            last();
        m_scheduler->deleteLater();  // done when the thread ends
        done.release();
    });
    done.acquire();
    m_scheduler = nullptr;
    m_thread.quit();
    m_thread.wait();
}

Engine::Reader::Reader(Gui& gui, const EngineEvents& events)
    : m_gui(gui), m_events(events), m_worker(u"kydai-read"_s)
{}

Engine::Reader::~Reader()
{
    m_worker.finish([this] { m_reader.reset(); });
}

void Engine::Reader::open(const QString& path)
{
    m_worker.post([this, path] {
        m_path = path;
        m_reader.reset();
    });
}

CacheReader* Engine::Reader::reader()
{
    if (!m_reader && !m_path.isEmpty()) {
        if (Result<CacheReader> opened = CacheReader::open(m_path))
            m_reader.emplace(std::move(*opened));
    }
    return m_reader ? &*m_reader : nullptr;
}

void Engine::Reader::closeNow()
{
    QSemaphore closed;
    m_worker.post([this, &closed] {
        m_reader.reset();
        closed.release();
    });
    closed.acquire();
}

namespace {

RowUpdate updateOf(const CacheIndexRow& row)
{
    RowUpdate update;
    update.id = row.id;
    update.seq = row.seq;
    protocol::CaseSummary& s = update.summary;
    s.state = row.state;
    s.priority = row.priority;
    s.channel = row.channel;
    s.flags = row.flags;
    s.createdMs = row.createdMs;
    s.dueMs = row.dueMs;
    s.dueSoonMs = row.dueSoonMs;
    s.claimUntilMs = row.claimUntilMs;
    s.hasPosition = row.flags & FlagHasPosition;
    s.lat = row.lat;
    s.lon = row.lon;
    s.category = QString::fromUtf8(row.category);
    s.area = QString::fromUtf8(row.area);
    s.agency = QString::fromUtf8(row.agency);
    s.claimUser = QString::fromUtf8(row.claimUser);
    return update;
}

}  // namespace

void Engine::Reader::fill()
{
    m_worker.post([this] {
        QList<RowUpdate> batch;
        const auto hand = [this, &batch] {
            m_gui.post([this, rows = std::move(batch)] { m_events.rows(rows, {}); });
            batch = {};
        };
        if (CacheReader* cache = reader()) {
            (void)cache->readIndex([&](const CacheIndexRow& row) {
                batch.append(updateOf(row));
                if (batch.size() >= kIndexRowsPerTask)
                    hand();
            });
        }
        if (!batch.isEmpty())
            hand();
        m_gui.post([this] { m_events.filled(); });
    });
}

void Engine::Reader::texts(const QList<Uuid>& ids,
                           std::function<void(QList<std::pair<Uuid, RowText>>, QList<Uuid>)> done)
{
    m_worker.post([this, ids, done = std::move(done)] {
        QList<std::pair<Uuid, RowText>> texts;
        if (CacheReader* cache = reader()) {
            if (const auto bodies = cache->bodies(ids)) {
                for (auto it = bodies->cbegin(); it != bodies->cend(); ++it) {
                    if (const Result<Case> whole = protocol::decodeCase(it.value()))
                        texts.append({it.key(), rowTextOf(*whole)});
                }
            }
        }
        m_gui.post([texts, ids, done] { done(texts, ids); });
    });
}

void Engine::Reader::wholeCase(const Uuid& id, Answer<CasePtr> done)
{
    m_worker.post([this, id, done = std::move(done)] {
        CasePtr row;
        if (CacheReader* cache = reader()) {
            if (const auto body = cache->body(id); body && *body) {
                if (Result<Case> whole = protocol::decodeCase(**body))
                    row = std::make_shared<const Case>(std::move(*whole));
            }
        }
        m_gui.post([row, done] { done(row); });
    });
}

void Engine::Reader::idOfCode(const QString& code, Answer<Uuid> done)
{
    m_worker.post([this, code, done = std::move(done)] {
        Uuid id;
        if (CacheReader* cache = reader()) {
            if (const auto found = cache->idOfCode(code); found && *found)
                id = **found;
        }
        m_gui.post([id, done] { done(id); });
    });
}

void Engine::Reader::search(SearchLane lane, const QString& text, Answer<Result<QList<Uuid>>> done)
{
    auto& newest = m_searches[static_cast<std::size_t>(lane)];
    const quint64 number = ++newest;
    m_worker.post([this, text, number, &newest, done = std::move(done)] {
        // What was typed since makes this one pointless.
        if (number != newest.load())
            return;
        Result<QList<Uuid>> hits = fail(ErrorCode::Busy);
        if (CacheReader* cache = reader())
            hits = cache->search(text, CacheReader::kMaxHits);
        m_gui.post([hits, done] { done(hits); });
    });
}

}  // namespace kydai::desk
