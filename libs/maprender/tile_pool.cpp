// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/tile_pool.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

#include <QLoggingCategory>
#include <QMetaObject>
#include <QObject>
#include <QThread>
#include <QThreadPool>

namespace kydai::maprender {
namespace {

Q_LOGGING_CATEGORY(lcPool, "kydai.map.tiles")

constexpr auto kPatience = std::chrono::milliseconds(700);  // the destructor's
constexpr int kMaxThreads = 16;

using Readers = std::vector<std::unique_ptr<geo::TileReader>>;

}  // namespace

struct TilePool::Ticket {
    geo::TileId id;
    int side = 0;
    quint64 epoch = 0;
    std::shared_ptr<std::atomic<bool>> stop = std::make_shared<std::atomic<bool>>(false);
};

// What owner and workers share; everything under the mutex but the painting itself.
struct TilePool::Shared {
    std::mutex mutex;
    std::condition_variable idle;
    TilePool* owner = nullptr;      // null once the pool is gone
    QObject* receiver = nullptr;
    std::deque<Ticket> waiting;
    std::vector<Ticket> running;
    int workers = 0;
    bool closing = false;
    quint64 epoch = 1;
    QList<PoolSource> sources;
    std::shared_ptr<const TilePainter> painter;
    std::vector<Readers> spare;     // of this epoch's sources
    quint64 spareEpoch = 1;
    std::unique_ptr<QThreadPool> threads;
};

namespace {

// One source's answer; an absent tile and a zoom below the pack's give nothing.
Result<std::optional<TileContent>> readFrom(const PoolSource& source,
                                            std::unique_ptr<geo::TileReader>& reader, geo::TileId id)
{
    const geo::TileSourceInfo& info = source.source->info();
    if (id.z < info.minZoom)
        return std::optional<TileContent>();
    const geo::TileId from = id.z > info.maxZoom ? geo::parentOf(id, id.z - info.maxZoom) : id;
    if (!reader) {
        auto made = source.source->reader();
        if (!made)
            return tl::unexpected<Error>(made.error());
        reader = std::move(*made);
    }
    auto data = reader->tile(from);
    if (!data)
        return tl::unexpected<Error>(data.error());
    if (!*data)
        return std::optional<TileContent>();
    return std::optional<TileContent>(TileContent{from, std::move(**data)});
}

PaintedTile paintFrom(const QList<PoolSource>& sources, Readers& readers, const TilePainter& painter,
                      geo::TileId id, int side, const std::atomic<bool>& stop)
{
    std::vector<TileContent> contents;
    std::optional<Error> broken;
    bool covered = false;
    readers.resize(static_cast<size_t>(sources.size()));
    for (qsizetype i = sources.size() - 1; i >= 0 && !stop; --i) {
        auto content = readFrom(sources.at(i), readers[static_cast<size_t>(i)], id);
        if (!content) {
            if (!broken)
                broken = content.error();
        } else if (*content) {
            (**content).foreign = sources.at(i).covers;
            (**content).namesOnly = covered;
            covered = covered || sources.at(i).covers;
            contents.push_back(std::move(**content));
        }
    }
    std::reverse(contents.begin(), contents.end());
    PaintedTile tile = painter.paint(id, side, contents, &stop);
    if (broken) {
        tile.state = PaintedTile::State::Broken;
        tile.error = *broken;
    }
    return tile;
}

}  // namespace

TilePool::TilePool(Deliver deliver, TilePoolSettings settings)
    : m_deliver(std::move(deliver))
    , m_cache(std::clamp(settings.maxBytes, qint64(1) << 20, kMaxTileCacheBytes))
    , m_shared(std::make_shared<Shared>())
    , m_receiver(std::make_unique<QObject>())
{
    const int asked = settings.threads > 0 ? settings.threads : QThread::idealThreadCount() - 1;
    m_threadCount = std::clamp(asked, 1, kMaxThreads);
    m_shared->owner = this;
    m_shared->receiver = m_receiver.get();
    m_shared->threads = std::make_unique<QThreadPool>();
    m_shared->threads->setMaxThreadCount(m_threadCount);
    m_shared->threads->setThreadPriority(QThread::LowPriority);
}

TilePool::~TilePool()
{
    std::unique_lock lock(m_shared->mutex);
    m_shared->closing = true;
    m_shared->owner = nullptr;
    m_shared->receiver = nullptr;
    m_shared->waiting.clear();
    for (const Ticket& ticket : m_shared->running)
        *ticket.stop = true;
    const bool ended = m_shared->idle.wait_for(lock, kPatience, [this] {
        return m_shared->workers == 0;
    });
    std::unique_ptr<QThreadPool> threads = std::move(m_shared->threads);
    lock.unlock();
    if (!ended) {
        qCWarning(lcPool) << "a tile source does not return; its thread is left behind";
        threads.release();  // its destructor would block until the source returns
    }
}

void TilePool::changed()
{
    ++m_epoch;
    m_wanted.clear();
    m_counts.abandoned += m_shared->waiting.size();
    m_shared->epoch = m_epoch;
    m_shared->waiting.clear();
    for (const Ticket& ticket : m_shared->running)
        *ticket.stop = true;
}

void TilePool::setSources(QList<PoolSource> sources)
{
    sources.removeIf([](const PoolSource& source) { return !source.source; });
    const std::lock_guard lock(m_shared->mutex);
    changed();
    m_shared->sources = std::move(sources);
    m_shared->spare.clear();
    m_shared->spareEpoch = m_epoch;
}

void TilePool::setPainter(std::shared_ptr<const TilePainter> painter)
{
    const std::lock_guard lock(m_shared->mutex);
    changed();
    m_shared->painter = std::move(painter);
}

void TilePool::clear()
{
    const std::lock_guard lock(m_shared->mutex);
    changed();
    m_cache.clear();
}

bool TilePool::isFresh(geo::TileId id, int side) const
{
    const TilePtr kept = m_cache.peek(id);
    return kept && kept->side == side && m_cache.epochOf(id) == m_epoch;
}

qsizetype TilePool::request(const QList<geo::TileId>& tiles, int side)
{
    side = std::clamp(side, kMinTilePixels, kMaxTilePixels);
    m_wanted.clear();
    QList<geo::TileId> order;
    for (geo::TileId id : tiles) {
        if (!geo::isValid(id) || m_wanted.contains(id))
            continue;
        m_cache.find(id);  // used, even when it is only a stand-in
        if (isFresh(id, side))
            continue;
        m_wanted.insert(id, side);
        order.append(id);
    }
    const std::lock_guard lock(m_shared->mutex);
    Shared& shared = *m_shared;
    m_counts.abandoned += shared.waiting.size();
    shared.waiting.clear();
    QSet<geo::TileId> coming;
    for (const Ticket& ticket : shared.running) {
        if (*ticket.stop)
            continue;
        if (m_wanted.value(ticket.id, -1) == ticket.side) {
            coming.insert(ticket.id);  // being painted already
        } else {
            *ticket.stop = true;
            ++m_counts.abandoned;
        }
    }
    if (!shared.painter)
        return m_wanted.size();
    for (geo::TileId id : order) {
        if (!coming.contains(id))
            shared.waiting.push_back(Ticket{id, side, m_epoch});
    }
    const size_t work = shared.waiting.size() + shared.running.size();
    while (shared.workers < m_threadCount && static_cast<size_t>(shared.workers) < work) {
        ++shared.workers;
        shared.threads->start([keep = m_shared] { TilePool::work(keep); });
    }
    return m_wanted.size();
}

// A worker: takes the first waiting tile until there is none.
void TilePool::work(const std::shared_ptr<Shared>& shared)
{
    Readers readers;
    quint64 readersEpoch = 0;
    std::unique_lock lock(shared->mutex);
    while (!shared->closing && !shared->waiting.empty()) {
        const Ticket ticket = shared->waiting.front();
        shared->waiting.pop_front();
        shared->running.push_back(ticket);
        const QList<PoolSource> sources = shared->sources;
        const std::shared_ptr<const TilePainter> painter = shared->painter;
        if (readersEpoch != shared->spareEpoch) {
            readersEpoch = shared->spareEpoch;
            Readers old = std::exchange(readers, Readers());
            if (!shared->spare.empty()) {
                readers = std::move(shared->spare.back());
                shared->spare.pop_back();
            }
        }
        lock.unlock();
        auto tile = std::make_shared<const PaintedTile>(
            paintFrom(sources, readers, *painter, ticket.id, ticket.side, *ticket.stop));
        lock.lock();
        std::erase_if(shared->running, [&](const Ticket& other) { return other.stop == ticket.stop; });
        if (!*ticket.stop && shared->owner) {
            QMetaObject::invokeMethod(
                shared->receiver,
                [owner = shared->owner, tile, epoch = ticket.epoch] { owner->arrived(tile, epoch); },
                Qt::QueuedConnection);
        }
    }
    if (!shared->closing && readersEpoch == shared->spareEpoch && readersEpoch != 0)
        shared->spare.push_back(std::move(readers));
    --shared->workers;
    shared->idle.notify_all();
}

void TilePool::arrived(const TilePtr& tile, quint64 epoch)
{
    ++m_counts.painted;
    if (tile->state == PaintedTile::State::Broken)
        ++m_counts.broken;
    if (epoch != m_epoch) {
        ++m_counts.abandoned;
        return;
    }
    m_cache.put(tile, epoch);
    // Taken back between the worker's end and now: kept, but not delivered.
    const auto wanted = m_wanted.constFind(tile->id);
    if (wanted == m_wanted.cend() || *wanted != tile->side)
        return;
    m_wanted.erase(wanted);
    ++m_counts.delivered;
    if (m_deliver)
        m_deliver(tile);
}

qsizetype TilePool::waiting() const
{
    return m_wanted.size();
}

}  // namespace kydai::maprender
