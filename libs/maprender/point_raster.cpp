// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/point_raster.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QObject>
#include <QPainter>
#include <QThread>

using namespace Qt::StringLiterals;

namespace kydai::maprender {
namespace {

constexpr qsizetype kMostTouched = 4000;  // beyond that all is painted anew
constexpr int kMostThreads = 4;

// As in the legend: new is white, in work blue, late a filled red disc, done thin and green.
void drawDot(QPainter& painter, const ColourTable& colours, int placeClass, bool soon)
{
    static const std::array roles{u"text.primary"_s, u"info.text"_s, u"danger.text"_s, u"ok.text"_s};
    static constexpr std::array widths{1.4, 1.8, 1.0, 1.0};
    static constexpr std::array radii{3.2, 3.2, 4.0, 2.8};
    const auto at = static_cast<size_t>(placeClass);
    const QColor ink = colours.value(roles.at(at));
    if (soon) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.value(u"warn.text"_s));
        painter.drawEllipse(QPointF(0, 0), radii.at(at) + 1.8, radii.at(at) + 1.8);
    }
    painter.setPen(QPen(ink, widths.at(at)));
    painter.setBrush(placeClass == 2 ? ink : colours.value(u"bg.popover"_s));
    painter.drawEllipse(QPointF(0, 0), radii.at(at), radii.at(at));
}

}  // namespace

DotPainter::DotPainter(const ColourTable& colours, double dpr) : m_dpr(dpr)
{
    const int side = static_cast<int>(std::ceil(2 * kDotReach * dpr)) | 1;
    for (int i = 0; i < kClasses * 2; ++i) {
        QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.translate(side / 2.0, side / 2.0);
        painter.scale(dpr, dpr);
        drawDot(painter, colours, i / 2, i % 2);
        m_sprites[i] = image;
    }
}

// Of several dots on one pixel only the last is seen, so only that one is drawn: a tile costs no more
// than its pixels, however many reports lie in it.
QImage DotPainter::paint(const std::vector<RasterDot>& dots, int side) const
{
    QImage image(side, side, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    const int half = m_sprites[0].width() / 2;
    const int wide = side + 2 * half + 2;
    std::vector<qint32> last(static_cast<size_t>(wide) * static_cast<size_t>(wide), -1);
    const auto cellOf = [&](const RasterDot& dot) -> qint64 {
        const int x = static_cast<int>(std::floor(dot.x * static_cast<float>(side))) + half + 1;
        const int y = static_cast<int>(std::floor(dot.y * static_cast<float>(side))) + half + 1;
        return x < 0 || y < 0 || x >= wide || y >= wide ? -1 : qint64(y) * wide + x;
    };
    for (size_t i = 0; i < dots.size(); ++i) {
        if (const qint64 cell = cellOf(dots[i]); cell >= 0)
            last[static_cast<size_t>(cell)] = static_cast<qint32>(i);
    }
    QPainter painter(&image);
    for (size_t i = 0; i < dots.size(); ++i) {
        const qint64 cell = cellOf(dots[i]);
        if (cell < 0 || last[static_cast<size_t>(cell)] != static_cast<qint32>(i))
            continue;
        const int look = std::min<int>(dots[i].placeClass, kClasses - 1) * 2 + (dots[i].soon ? 1 : 0);
        painter.drawImage(static_cast<int>(cell % wide) - 1 - 2 * half,
                          static_cast<int>(cell / wide) - 1 - 2 * half, m_sprites[look]);
    }
    return image;
}

PointRaster::PointRaster(Deliver deliver)
    : m_deliver(std::move(deliver)), m_receiver(std::make_unique<QObject>())
{
    m_threads.setMaxThreadCount(std::clamp(QThread::idealThreadCount() - 1, 1, kMostThreads));
    m_threads.setThreadPriority(QThread::LowPriority);
}

PointRaster::~PointRaster()
{
    for (const Job& job : std::as_const(m_running))
        *job.stop = true;
    m_threads.clear();
}

void PointRaster::setPainter(std::shared_ptr<const DotPainter> painter)
{
    m_painter = std::move(painter);
    outdate();
}

void PointRaster::clear()
{
    m_cache.clear();
    m_zooms.clear();
    outdate();
}

void PointRaster::outdate()
{
    m_allTouched = ++m_clock;
    m_touched.clear();
}

void PointRaster::touch(geo::World at)
{
    const quint64 now = ++m_clock;
    for (const int z : m_zooms) {
        const double tiles = std::exp2(z), reach = kDotReach / m_side;
        const int left = static_cast<int>(std::floor(at.x * tiles - reach));
        const int top = static_cast<int>(std::floor(at.y * tiles - reach));
        const int right = static_cast<int>(std::floor(at.x * tiles + reach));
        const int bottom = static_cast<int>(std::floor(at.y * tiles + reach));
        for (int y = top; y <= bottom; ++y) {
            for (int x = left; x <= right; ++x)
                m_touched.insert({z, x, y}, now);
        }
    }
    if (m_touched.size() > kMostTouched)
        outdate();
}

bool PointRaster::isTrue(geo::TileId id, int side) const
{
    const TilePtr kept = m_cache.peek(id);
    const quint64 made = m_cache.epochOf(id);
    return kept && kept->side == side && made >= m_allTouched && made >= m_touched.value(id, 0);
}

qsizetype PointRaster::request(const QList<geo::TileId>& tiles, int sidePixels, double side,
                               const Gather& gather)
{
    if (!m_painter)
        return 0;
    m_side = side;
    sidePixels = std::clamp(sidePixels, kMinTilePixels, kMaxTilePixels);
    const auto takeBack = [](Job& job) {
        if (job.stop)
            *job.stop = true;
    };
    for (auto job = m_running.begin(); job != m_running.end();) {
        if (tiles.contains(job.key())) {
            ++job;
            continue;
        }
        takeBack(*job);
        job = m_running.erase(job);
    }
    for (const geo::TileId id : tiles) {
        if (!geo::isValid(id))
            continue;
        m_cache.find(id);  // used
        m_zooms.insert(id.z);
        Job running = m_running.value(id);
        const quint64 changed = std::max(m_allTouched, m_touched.value(id, 0));
        if (isTrue(id, sidePixels) || (running.side == sidePixels && running.stamp >= changed))
            continue;
        takeBack(running);
        const Job job{++m_clock, sidePixels, std::make_shared<std::atomic<bool>>(false)};
        m_running.insert(id, job);
        m_threads.start([this, id, job, painter = m_painter, receiver = m_receiver.get(),
                         dots = gather(id)] {
            if (*job.stop)
                return;
            auto tile = std::make_shared<PaintedTile>();
            tile->id = id;
            tile->side = job.side;
            tile->image = painter->paint(dots, job.side);
            QMetaObject::invokeMethod(
                receiver, [this, tile, stamp = job.stamp] { arrived(tile, stamp); },
                Qt::QueuedConnection);
        });
    }
    return m_running.size();
}

// A picture that something touched while it was painted is shown all the same: it is newer than the
// one before, and the next request() makes another.
void PointRaster::arrived(const TilePtr& tile, quint64 stamp)
{
    ++m_painted;
    if (m_running.value(tile->id).stamp != stamp)
        return;
    m_running.remove(tile->id);
    m_cache.put(tile, stamp);
    if (m_touched.value(tile->id, 0) <= stamp)
        m_touched.remove(tile->id);
    if (m_deliver)
        m_deliver();
}

}  // namespace kydai::maprender
