// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/tile_painter.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include <QPainter>

#include "maprender/tile_geometry.h"
#include "maprender/tile_labels.h"

namespace kydai::maprender {
namespace {

constexpr double kThin = 1.75;    // px: below, round joins cannot be told from others, and cost
constexpr int kFillPoints = 800;  // of one path
constexpr int kLookUp = 256;      // features between two looks at the stop flag

// Paints one tile; content after content, each whole.
class Work
{
public:
    Work(const TilePainter& painter, PaintedTile& tile, const std::atomic<bool>* stop)
        : m_painter(painter), m_tile(tile), m_stop(stop)
        , m_zoom(tile.id.z + std::log2(tile.side / (512.0 * painter.pixelRatio())))
    {
    }

    bool stopped() const { return m_stop && m_stop->load(std::memory_order_relaxed); }
    void picture(QPainter& painter, const TileContent& content);
    void vectors(QPainter& painter, const TileContent& content);

private:
    void rules(QPainter& painter, bool namesOnly);
    void breakTile(const Error& error)
    {
        if (m_tile.state != PaintedTile::State::Broken)
            m_tile.error = error;
        m_tile.state = PaintedTile::State::Broken;
    }
    QColor colour(const QString& role, const ZoomCurve& opacity) const;
    double margin(const StyleRule& rule) const;
    void paths(const StyleRule& rule, bool whole,
               const std::function<void(const QPainterPath&)>& take) const;
    void stroke(QPainter& painter, const StyleRule& rule) const;
    void labels(const StyleRule& rule);

    const TilePainter& m_painter;
    PaintedTile& m_tile;
    const std::atomic<bool>* m_stop;
    double m_zoom;
    geo::TileId m_from;
    geo::VectorTile m_vectors;
    bool m_foreign = false;
};

void Work::picture(QPainter& painter, const TileContent& content)
{
    if (const auto sound = geo::checkPicture(content.data); !sound)
        return breakTile(sound.error());
    const QImage image = QImage::fromData(content.data.bytes);
    if (image.isNull())
        return breakTile(Error{ErrorCode::Corrupt, {}, QStringLiteral("the picture cannot be decoded")});
    const int levels = std::max(0, m_tile.id.z - content.id.z);
    const double tiles = std::exp2(levels);
    const double part = image.width() / tiles;
    const QRectF from((m_tile.id.x - content.id.x * tiles) * part,
                      (m_tile.id.y - content.id.y * tiles) * part, part, part);
    m_tile.overzoom = std::max(m_tile.overzoom, levels);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(0, 0, m_tile.side, m_tile.side), image, from);
}

void Work::vectors(QPainter& painter, const TileContent& content)
{
    auto tile = geo::decodeVectorTile(content.data.bytes);
    if (!tile)
        return breakTile(tile.error());
    m_tile.overzoom = std::max(m_tile.overzoom, m_tile.id.z - content.id.z);
    m_vectors = std::move(*tile);
    m_from = content.id;
    m_foreign = content.foreign;
    rules(painter, content.namesOnly);
}

QColor Work::colour(const QString& role, const ZoomCurve& opacity) const
{
    QColor found = m_painter.colours().value(role);
    if (found.isValid() && !opacity.isEmpty())
        found.setAlphaF(static_cast<float>(found.alphaF() * opacity.at(m_zoom)));
    return found;
}

double Work::margin(const StyleRule& rule) const
{
    if (rule.kind != RuleKind::Line)
        return 2;
    return rule.width.at(m_zoom) / 2 * m_painter.pixelRatio() + 4;
}

// Hands the features of a rule over in paths of bounded size: the rasterizer's time grows with the
// square of what crosses a row of pixels, and several strokes with round caps in one path cost a
// hundred times what they cost one by one. What lets light through must come whole.
void Work::paths(const StyleRule& rule, bool whole, const std::function<void(const QPainterPath&)>& take) const
{
    const int most = whole ? std::numeric_limits<int>::max()
        : rule.kind == RuleKind::Fill ? kFillPoints : 1;
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    for (const geo::VectorLayer& layer : m_vectors.layers) {
        if (!rule.layers.contains(layer.name))
            continue;
        const TileFit fit = TileFit::between(m_from, m_tile.id, m_tile.side, margin(rule), layer.extent);
        const RuleMatch match(rule, layer, m_zoom);
        int seen = 0;
        for (const geo::VectorFeature& feature : layer.features) {
            if (++seen % kLookUp == 0 && stopped())
                return;
            if (!match.matches(feature))
                continue;
            if (rule.kind == RuleKind::Fill)
                addFill(path, layer, feature, fit);
            else if (whole)
                addLine(path, layer, feature, fit);
            else
                eachLine(layer, feature, fit, [&](const Points& line) { take(pathOf(line)); });
            if (path.elementCount() >= most) {
                take(path);
                path = QPainterPath();
                path.setFillRule(Qt::WindingFill);
            }
        }
    }
    if (!path.isEmpty())
        take(path);
}

void Work::stroke(QPainter& painter, const StyleRule& rule) const
{
    const QColor ink = colour(rule.colour, rule.opacity);
    const double width = rule.width.at(m_zoom) * m_painter.pixelRatio();
    if (!ink.isValid() || width <= 0)
        return;
    QPen pen(ink, width);
    const bool thin = width < kThin;
    pen.setJoinStyle(thin ? Qt::BevelJoin : Qt::RoundJoin);
    const bool whole = ink.alpha() < 255;
    pen.setCapStyle(!rule.round ? Qt::FlatCap : thin || whole ? Qt::SquareCap : Qt::RoundCap);
    if (!rule.dash.isEmpty()) {
        QList<qreal> pattern;
        for (double length : rule.dash)
            pattern.append(length * m_painter.pixelRatio() / width);
        pen.setDashPattern(pattern);
    }
    paths(rule, whole, [&](const QPainterPath& path) { painter.strokePath(path, pen); });
}

void Work::labels(const StyleRule& rule)
{
    for (const geo::VectorLayer& layer : m_vectors.layers) {
        if (rule.layers.contains(layer.name)) {
            collectLabels(rule, layer,
                          TileFit::between(m_from, m_tile.id, m_tile.side, 0, layer.extent), m_tile.id,
                          m_zoom, m_foreign, m_tile.labels);
        }
    }
}

void Work::rules(QPainter& painter, bool namesOnly)
{
    for (const StyleRule& rule : m_painter.style().rules()) {
        if (stopped())
            return;
        const bool name = rule.kind == RuleKind::Label;
        const bool early = name && rule.along && rule.appliesAt(m_zoom + kEarlyZooms);
        if ((!rule.appliesAt(m_zoom) && !early) || (namesOnly && !(name && rule.always)))
            continue;
        if (name)
            labels(rule);
        else if (rule.kind == RuleKind::Line)
            stroke(painter, rule);
        else if (const QColor ink = colour(rule.colour, rule.opacity); ink.isValid())
            paths(rule, ink.alpha() < 255, [&](const QPainterPath& path) { painter.fillPath(path, ink); });
    }
}

}  // namespace

TilePainter::TilePainter(std::shared_ptr<const MapStyle> style, ColourTable colours, double pixelRatio)
    : m_style(style ? std::move(style) : std::make_shared<const MapStyle>())
    , m_colours(std::move(colours))
    , m_ratio(std::clamp(pixelRatio, 0.5, 8.0))
{
}

PaintedTile TilePainter::paint(geo::TileId id, int side, std::span<const TileContent> contents,
                               const std::atomic<bool>* stop) const
{
    PaintedTile tile;
    tile.id = id;
    tile.side = std::clamp(side, kMinTilePixels, kMaxTilePixels);
    tile.image = QImage(tile.side, tile.side, QImage::Format_ARGB32_Premultiplied);
    const QColor ground = m_colours.value(m_style->background());
    tile.image.fill(ground.isValid() ? ground : QColor(Qt::transparent));
    if (contents.empty()) {
        tile.state = PaintedTile::State::Empty;
        return tile;
    }
    QPainter painter(&tile.image);
    painter.setRenderHint(QPainter::Antialiasing);
    Work work(*this, tile, stop);
    for (const TileContent& content : contents) {
        if (work.stopped())
            return tile;
        if (content.namesOnly && content.data.format != geo::TileFormat::Mvt)
            continue;
        if (content.data.format == geo::TileFormat::Mvt)
            work.vectors(painter, content);
        else
            work.picture(painter, content);
    }
    return tile;
}

}  // namespace kydai::maprender
