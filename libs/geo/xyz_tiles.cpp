// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/xyz_tiles.h"

#include <algorithm>

#include <QUrl>

#include "geo/vector_tile.h"

using namespace Qt::StringLiterals;

namespace kydai::geo {

namespace {

constexpr int kTroublesBeforePause = 5;
constexpr qint64 kFirstPauseMs = 30'000;
constexpr size_t kMaxNotBefore = 5000;

bool isLoopback(const QString& host)
{
    return host == "localhost"_L1 || host == "127.0.0.1"_L1 || host == "::1"_L1;
}

// Whether the tile can be drawn; costs a decode of its own, so that rubbish never reaches the disk.
Result<void> checkDrawable(const TileData& data, int tilePixels)
{
    if (data.format == TileFormat::Mvt) {
        const Result<VectorTile> tile = decodeVectorTile(data.bytes);
        return tile ? Result<void>() : tl::unexpected<Error>(tile.error());
    }
    if (const Result<void> picture = checkPicture(data); !picture)
        return picture;
    const std::optional<QSize> size = pictureSize(data);
    if (tilePixels > 0 && size->width() != tilePixels)
        return fail(ErrorCode::Corrupt, {}, u"a picture of %1 pixels"_s.arg(size->width()));
    return {};
}

}  // namespace

Result<void> checkXyzConfig(const XyzConfig& config)
{
    const auto bad = [](QLatin1StringView field, const QString& why) {
        return fail(ErrorCode::BadInput, {field}, why);
    };
    const QString& text = config.urlTemplate;
    const bool rows = text.contains("{y}"_L1) || text.contains("{-y}"_L1);
    if (!text.contains("{z}"_L1) || !text.contains("{x}"_L1) || !rows)
        return bad("url"_L1, u"{z}, {x} and {y} are needed"_s);
    const QString example = xyzUrl(text, {0, 0, 0});
    if (example.contains(u'{') || example.contains(u'}'))
        return bad("url"_L1, u"a name in braces that is not z, x or y"_s);
    const QUrl url(example, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return bad("url"_L1, u"no address"_s);
    if (xyzUrl(url.host(), {1, 1, 1}) != url.host() || text.size() > 2000)
        return bad("url"_L1, u"no address"_s);
    const bool plain = url.scheme() == "http"_L1;
    if (!plain && url.scheme() != "https"_L1)
        return bad("url"_L1, u"neither http nor https"_s);
    if (plain && !config.own && !isLoopback(url.host()))
        return bad("url"_L1, u"http only to an own server"_s);
    const TileSourceInfo& info = config.info;
    if (info.minZoom < 0 || info.maxZoom > kMaxZoom || info.minZoom > info.maxZoom)
        return bad("zoom"_L1, u"zooms out of order"_s);
    if (!config.own && info.attribution.trimmed().isEmpty())
        return bad("attribution"_L1, u"the owner of the map must be named"_s);
    return {};
}

QString xyzUrl(const QString& urlTemplate, TileId id)
{
    QString url = urlTemplate;
    url.replace("{z}"_L1, QString::number(id.z));
    url.replace("{x}"_L1, QString::number(id.x));
    url.replace("{y}"_L1, QString::number(id.y));
    return url.replace("{-y}"_L1, QString::number(flipRow(id.z, id.y)));
}

XyzTiles::XyzTiles(XyzConfig config, XyzCache cache, Fetcher& fetcher, const Clock& clock,
    Scheduler& scheduler)
    : m_config(std::move(config)), m_cache(std::move(cache)), m_fetcher(fetcher), m_clock(clock),
      m_scheduler(scheduler), m_self(std::make_shared<XyzTiles*>(this))
{
}

XyzTiles::~XyzTiles()
{
    for (const auto& [id, running] : m_running)
        m_scheduler.cancel(running.timer);
}

void XyzTiles::request(TileId id, Done done)
{
    const TileSourceInfo& info = m_config.info;
    if (!isValid(id) || id.z < info.minZoom || id.z > info.maxZoom) {
        done({});
        return;
    }
    XyzAnswer old;
    // A cache that cannot be read is as good as an empty one.
    if (const auto cached = m_cache.find(id); cached && *cached) {
        old.data = (*cached)->data;
        const qint64 now = m_clock.nowMs();
        // Fetched in the future: the clock was set back, and the age says nothing.
        if ((*cached)->expiresMs > now && (*cached)->fetchedMs <= now) {
            done(old);
            return;
        }
    }
    const auto later = m_notBefore.find(id);
    const qint64 monotonic = m_clock.monotonicMs();
    if (later != m_notBefore.end() && later->second > monotonic) {
        old.error = Error{ErrorCode::Later, {QString::number(later->second - monotonic)}, {}};
        done(old);
        return;
    }
    std::vector<Done>& waiting = m_waits[id].done;
    waiting.push_back(done);
    if (waiting.size() == 1 && !m_running.contains(id)) {
        m_queue.push_front(id);
        if (m_queue.size() > size_t(kMaxQueue)) {
            const TileId given = m_queue.back();
            m_queue.pop_back();
            finish(given, {std::nullopt, true, Error{ErrorCode::Later, {u"0"_s}, u"queue full"_s}});
        }
    }
    if (old.data) {
        old.isLast = false;
        done(old);
    }
    pump();
}

void XyzTiles::forget(TileId id)
{
    m_waits.erase(id);
    std::erase(m_queue, id);
}

Result<void> XyzTiles::prefetch(const QList<TileId>& tiles)
{
    if (!m_config.own)
        return fail(ErrorCode::NotAllowed, {u"prefetch"_s});
    if (tiles.size() > kMaxPrefetch || m_ahead.size() > size_t(kMaxPrefetch))
        return fail(ErrorCode::TooLarge, {u"tiles"_s, QString::number(kMaxPrefetch)});
    m_ahead.insert(m_ahead.end(), tiles.begin(), tiles.end());
    pump();
    return {};
}

void XyzTiles::pump()
{
    // A fetcher that answers at once would come back here for each tile and fill the stack.
    if (m_pumping)
        return;
    m_pumping = true;
    fillSlots();
    m_pumping = false;
}

void XyzTiles::fillSlots()
{
    const qint64 now = m_clock.monotonicMs();
    if (m_pausedUntil > now) {
        // Nobody waits through a pause: the map shows what it has and asks again when it moves.
        while (!m_queue.empty()) {
            const TileId id = m_queue.front();
            m_queue.pop_front();
            finish(id, {std::nullopt, true,
                           Error{ErrorCode::Later, {QString::number(m_pausedUntil - now)}, {}}});
        }
        return;
    }
    while (hasSlot() && !m_queue.empty()) {
        const TileId id = m_queue.front();
        m_queue.pop_front();
        start(id);
    }
    while (hasSlot() && !m_ahead.empty()) {
        const TileId id = m_ahead.front();
        m_ahead.pop_front();
        const bool inRange = isValid(id) && id.z >= m_config.info.minZoom
            && id.z <= m_config.info.maxZoom;
        if (!inRange || m_running.contains(id))
            continue;
        const auto cached = m_cache.find(id);
        if (!cached || !*cached || (*cached)->expiresMs <= m_clock.nowMs())
            start(id);
    }
}

bool XyzTiles::hasSlot() const
{
    const int parallel = m_config.own ? 6 : 2;
    return int(m_running.size()) < parallel && m_pausedUntil <= m_clock.monotonicMs();
}

void XyzTiles::start(TileId id)
{
    FetchRequest request;
    request.id = id;
    request.url = xyzUrl(m_config.urlTemplate, id);
    request.userAgent = QByteArrayLiteral("KyDai/" KYDAI_VERSION);
    // Only a tile that was there has something to be unchanged.
    if (const auto cached = m_cache.find(id); cached && *cached && (*cached)->data) {
        request.etag = (*cached)->etag;
        request.lastModified = (*cached)->lastModified;
    }
    const quint64 ticket = ++m_lastTicket;
    const std::weak_ptr<XyzTiles*> self = m_self;
    Running& running = m_running[id];
    running.ticket = ticket;
    running.timer = m_scheduler.postAfter(m_config.timeoutMs, [self, id, ticket] {
        if (const auto alive = self.lock())
            (*alive)->timedOut(id, ticket);
    });
    m_fetcher.fetch(request, [self, id, ticket](const FetchAnswer& answer) {
        if (const auto alive = self.lock())
            (*alive)->answered(id, ticket, answer);
    });
}

void XyzTiles::answered(TileId id, quint64 ticket, const FetchAnswer& answer)
{
    const auto running = m_running.find(id);
    const bool inTime = running != m_running.end() && running->second.ticket == ticket;
    if (inTime) {
        m_scheduler.cancel(running->second.timer);
        m_running.erase(running);
    } else if (answer.status != 200) {
        return;  // too late, and nothing to keep
    }
    // A tile that came too late is still worth keeping, and showing if somebody asks for it again.
    const XyzAnswer taken = take(id, answer);
    if (inTime || taken.data)
        finish(id, taken);
    pump();
}

void XyzTiles::timedOut(TileId id, quint64 ticket)
{
    const auto running = m_running.find(id);
    if (running == m_running.end() || running->second.ticket != ticket)
        return;
    m_running.erase(running);
    countTrouble(0);
    finish(id, failed(id, ErrorCode::Offline, u"no answer in time"_s, kRetryMs));
    pump();
}

void XyzTiles::finish(TileId id, const XyzAnswer& answer)
{
    const auto wait = m_waits.find(id);
    if (wait == m_waits.end())
        return;
    const std::vector<Done> done = std::move(wait->second.done);
    m_waits.erase(wait);
    std::erase(m_queue, id);
    for (const Done& one : done)
        one(answer);
}

XyzAnswer XyzTiles::take(TileId id, const FetchAnswer& answer)
{
    switch (answer.status) {
    case 200: return takeBody(id, answer);
    case 304: return takeUnchanged(id, answer);
    case 204:
    case 404:
    case 410: {
        m_troubles = 0;
        CachedTile absent;
        absent.fetchedMs = m_clock.nowMs();
        absent.expiresMs = absent.fetchedMs + kAbsentMs;
        static_cast<void>(m_cache.store(id, absent));
        return {};
    }
    case 0:
        countTrouble(0);
        return failed(id, ErrorCode::Offline, u"nobody answered"_s, kRetryMs);
    case 401:
    case 403:
        countTrouble(kLongestPauseMs);
        return failed(id, ErrorCode::NotInScope, u"status %1"_s.arg(answer.status), kRefusedMs);
    case 429:
    case 503:
        countTrouble(answer.retryAfterMs >= 0 ? answer.retryAfterMs : kFirstPauseMs);
        return failed(id, ErrorCode::Later, u"status %1"_s.arg(answer.status), kRetryMs);
    default: break;
    }
    if (answer.status >= 300 && answer.status < 400) {
        return failed(id, ErrorCode::Unsupported,
            u"a redirect is not followed: "_s + answer.location.left(200), kRefusedMs);
    }
    countTrouble(0);
    return failed(id, ErrorCode::Offline, u"status %1"_s.arg(answer.status), kRetryMs);
}

XyzAnswer XyzTiles::takeBody(TileId id, const FetchAnswer& answer)
{
    Result<TileData> data = openTile(answer.body, m_config.info.format);
    const Result<void> drawable =
        data ? checkDrawable(*data, m_config.tilePixels) : tl::unexpected<Error>(data.error());
    if (!drawable)
        return failed(id, drawable.error().code, drawable.error().detail, kRefusedMs);
    m_troubles = 0;
    m_notBefore.erase(id);
    CachedTile kept;
    kept.data = *data;
    kept.etag = answer.etag.size() <= 500 ? answer.etag : QByteArray();
    kept.lastModified = answer.lastModified.size() <= 100 ? answer.lastModified : QByteArray();
    kept.fetchedMs = m_clock.nowMs();
    kept.expiresMs = kept.fetchedMs + ageOf(answer);
    // What cannot be stored (a full disk) can still be shown.
    static_cast<void>(m_cache.store(id, kept));
    return {std::move(*data), true, std::nullopt};
}

XyzAnswer XyzTiles::takeUnchanged(TileId id, const FetchAnswer& answer)
{
    m_troubles = 0;
    const auto cached = m_cache.find(id);
    if (!cached || !*cached || !(*cached)->data)  // dropped since it was asked for
        return failed(id, ErrorCode::Later, u"unchanged, but no longer here"_s, 0);
    m_notBefore.erase(id);
    static_cast<void>(m_cache.renew(id, m_clock.nowMs() + ageOf(answer)));
    return {(*cached)->data, true, std::nullopt};
}

XyzAnswer XyzTiles::failed(TileId id, ErrorCode code, const QString& detail, qint64 retryMs)
{
    const qint64 now = m_clock.monotonicMs();
    if (m_notBefore.size() >= kMaxNotBefore)
        std::erase_if(m_notBefore, [now](const auto& entry) { return entry.second <= now; });
    if (m_notBefore.size() < kMaxNotBefore)
        m_notBefore[id] = now + retryMs;
    XyzAnswer answer;
    answer.error = Error{code, {}, detail};
    // An old tile is better than none.
    if (const auto cached = m_cache.find(id); cached && *cached)
        answer.data = (*cached)->data;
    return answer;
}

void XyzTiles::countTrouble(qint64 pauseMs)
{
    ++m_troubles;
    if (pauseMs == 0 && m_troubles >= kTroublesBeforePause)
        pauseMs = kFirstPauseMs << std::min(m_troubles - kTroublesBeforePause, 5);
    if (pauseMs > 0) {
        m_pausedUntil = std::max(m_pausedUntil,
            m_clock.monotonicMs() + std::min(pauseMs, kLongestPauseMs));
    }
}

qint64 XyzTiles::ageOf(const FetchAnswer& answer) const
{
    const qint64 told = answer.maxAgeMs >= 0 ? answer.maxAgeMs : m_config.defaultAgeMs;
    return std::clamp(told, m_config.shortestAgeMs, 365LL * 86'400'000);
}

}  // namespace kydai::geo
