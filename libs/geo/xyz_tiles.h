// SPDX-License-Identifier: GPL-3.0-or-later
// Tiles of a server by address template, through a cache on disk. The network itself is a Fetcher
// handed in. No server is preset, and what a server that is not the operator's own asks of its
// guests is kept: two fetches at a time, a name of our own, no fetching ahead, pauses when told.
// Thread: one, that of the Scheduler. Answers come on it; an answer must not destroy the XyzTiles.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "geo/xyz_cache.h"

namespace kydai::geo {

struct XyzConfig {
    // http(s) with {z}, {x} and {y} (rows from the north) or {-y} (from the south). Plain http only
    // to an own server or this machine.
    QString urlTemplate;
    TileSourceInfo info;                 // attribution must be shown; zooms bound the questions
    bool own = false;                    // run by the operator: may be fetched ahead
    int tilePixels = 0;                  // side that a picture must have; 0 = any square
    qint64 defaultAgeMs = 7LL * 86'400'000;   // where the server tells no age
    qint64 shortestAgeMs = 3'600'000;    // a tile is never asked about more often
    qint64 timeoutMs = 15'000;
    qint64 cacheBytes = 512LL << 20;
};

Result<void> checkXyzConfig(const XyzConfig& config);  // BadInput, params[0]: url, zoom, attribution
QString xyzUrl(const QString& urlTemplate, TileId id);

struct FetchRequest {
    TileId id;
    QString url;
    QByteArray userAgent;
    QByteArray etag;          // for If-None-Match; empty = none
    QByteArray lastModified;  // for If-Modified-Since
    qsizetype maxBytes = kMaxTileBytes;  // stop reading beyond
};

struct FetchAnswer {
    int status = 0;           // of HTTP; 0 = nobody answered
    QByteArray body;
    QByteArray etag;
    QByteArray lastModified;
    qint64 maxAgeMs = -1;     // of Cache-Control or Expires; -1 = not told
    qint64 retryAfterMs = -1;
    QString location;         // of a redirect, for the log
};

class Fetcher
{
public:
    using Done = std::function<void(const FetchAnswer&)>;
    virtual ~Fetcher() = default;
    // Calls done exactly once, at any time later or at once, on the thread of the XyzTiles; it may
    // outlive that. Never follows a redirect.
    virtual void fetch(const FetchRequest& request, Done done) = 0;
};

struct XyzAnswer {
    std::optional<TileData> data;  // what to draw now; nothing = keep what is drawn, or nothing
    bool isLast = true;            // false: an old tile to show until the answer that follows
    std::optional<Error> error;    // Offline, Later, Corrupt, Unsupported (redirect), NotInScope
};

class XyzTiles
{
public:
    using Done = std::function<void(const XyzAnswer&)>;
    static constexpr int kMaxQueue = 500;        // questions that wait; the oldest are given up
    static constexpr int kMaxPrefetch = 20'000;  // tiles of one order
    static constexpr qint64 kRetryMs = 60'000;   // after a tile that did not come
    static constexpr qint64 kRefusedMs = 600'000;      // after a tile that was wrong
    static constexpr qint64 kAbsentMs = 86'400'000;    // until a tile that is not there is asked for
    static constexpr qint64 kLongestPauseMs = 600'000;

    // config must have passed checkXyzConfig; fetcher, clock and scheduler outlive this.
    XyzTiles(XyzConfig config, XyzCache cache, Fetcher& fetcher, const Clock& clock,
        Scheduler& scheduler);
    ~XyzTiles();
    XyzTiles(const XyzTiles&) = delete;
    XyzTiles& operator=(const XyzTiles&) = delete;

    const TileSourceInfo& info() const { return m_config.info; }
    // Answers once, or twice when an old tile can be shown meanwhile; the first may come at once.
    void request(TileId id, Done done);
    // Nobody waits for the tile any more; what is under way still reaches the cache.
    void forget(TileId id);
    // Fetches ahead, behind everything that is waited for. NotAllowed unless the server is own.
    Result<void> prefetch(const QList<TileId>& tiles);

    int waiting() const { return int(m_queue.size() + m_ahead.size()); }
    int underWay() const { return int(m_running.size()); }
    qint64 pausedUntilMs() const { return m_pausedUntil; }  // monotonic; 0 = not paused
    XyzCache& cache() { return m_cache; }

private:
    struct Wait { std::vector<Done> done; };
    struct Running { quint64 ticket = 0; Scheduler::Ticket timer = 0; };

    bool hasSlot() const;
    void pump();
    void fillSlots();
    void start(TileId id);
    void answered(TileId id, quint64 ticket, const FetchAnswer& answer);
    void timedOut(TileId id, quint64 ticket);
    void finish(TileId id, const XyzAnswer& answer);
    XyzAnswer take(TileId id, const FetchAnswer& answer);
    XyzAnswer takeBody(TileId id, const FetchAnswer& answer);
    XyzAnswer takeUnchanged(TileId id, const FetchAnswer& answer);
    XyzAnswer failed(TileId id, ErrorCode code, const QString& detail, qint64 retryMs);
    void countTrouble(qint64 pauseMs);
    qint64 ageOf(const FetchAnswer& answer) const;

    XyzConfig m_config;
    XyzCache m_cache;
    Fetcher& m_fetcher;
    const Clock& m_clock;
    Scheduler& m_scheduler;
    std::map<TileId, Wait> m_waits;
    std::deque<TileId> m_queue;   // the latest question first
    std::deque<TileId> m_ahead;
    std::map<TileId, Running> m_running;
    std::map<TileId, qint64> m_notBefore;  // monotonic; bounded
    qint64 m_pausedUntil = 0;
    int m_troubles = 0;  // in a row
    bool m_pumping = false;
    quint64 m_lastTicket = 0;
    std::shared_ptr<XyzTiles*> m_self;  // weak copies in callbacks tell that this is gone
};

}  // namespace kydai::geo
