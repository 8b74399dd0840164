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
    : m_gui(gui), m_events(events), m_near(u"kydai-read"_s), m_far(u"kydai-find"_s)
{}

Engine::Reader::~Reader()
{
    for (Side* side : {&m_near, &m_far}) {
        side->interrupt();
        side->worker.finish([side] { side->close(); });
    }
}

CacheReader* Engine::Reader::Side::reader()
{
    if (!open && !path.isEmpty()) {
        if (Result<CacheReader> opened = CacheReader::open(path)) {
            const QMutexLocker lock(&mutex);
            open.emplace(std::move(*opened));
        }
    }
    return open ? &*open : nullptr;
}

void Engine::Reader::Side::close()
{
    const QMutexLocker lock(&mutex);
    open.reset();
}

void Engine::Reader::Side::interrupt(std::optional<SearchLane> lane)
{
    const QMutexLocker lock(&mutex);
    if (searching && (!lane || *lane == *searching) && open)
        open->interrupt();
}

void Engine::Reader::open(const QString& path)
{
    for (Side* side : {&m_near, &m_far}) {
        side->worker.post([side, path] {
            side->path = path;
            side->close();
        });
    }
}

void Engine::Reader::closeNow()
{
    QSemaphore closed;
    for (Side* side : {&m_near, &m_far}) {
        side->interrupt();
        side->worker.post([side, &closed] {
            side->close();
            closed.release();
        });
    }
    closed.acquire(2);
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
    m_far.worker.post([this] {
        QList<RowUpdate> batch;
        const auto hand = [this, &batch] {
            m_gui.post([this, rows = std::move(batch)] { m_events.rows(rows, {}); });
            batch = {};
        };
        if (CacheReader* cache = m_far.reader()) {
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
    m_near.worker.post([this, ids, done = std::move(done)] {
        QList<std::pair<Uuid, RowText>> texts;
        if (CacheReader* cache = m_near.reader()) {
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
    m_near.worker.post([this, id, done = std::move(done)] {
        CasePtr row;
        if (CacheReader* cache = m_near.reader()) {
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
    m_near.worker.post([this, code, done = std::move(done)] {
        Uuid id;
        if (CacheReader* cache = m_near.reader()) {
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
    m_far.interrupt(lane);  // what was typed before is pointless now
    m_far.worker.post([this, lane, text, number, &newest, done = std::move(done)] {
        Result<QList<Uuid>> hits = fail(ErrorCode::Busy);
        CacheReader* cache = m_far.reader();
        const auto setSearching = [this](std::optional<SearchLane> now) {
            const QMutexLocker lock(&m_far.mutex);
            m_far.searching = now;
        };
        setSearching(lane);
        // An interrupt meant for the one before may hit this one: then once more.
        while (cache && number == newest.load()) {
            hits = cache->search(text, CacheReader::kMaxHits);
            if (hits || hits.error().code != ErrorCode::Busy)
                break;
        }
        setSearching({});
        // What was typed since makes this one pointless.
        if (number != newest.load())
            return;
        m_gui.post([hits, done] { done(hits); });
    });
}

}  // namespace kydai::desk
