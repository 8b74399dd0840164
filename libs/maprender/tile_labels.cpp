// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/tile_labels.h"

#include <cmath>
#include <optional>

using namespace Qt::StringLiterals;

namespace kydai::maprender {
namespace {

constexpr double kShortest = 24;  // px: no name runs along less

QString nameOf(const StyleRule& rule, const geo::VectorLayer& layer, const geo::VectorFeature& feature)
{
    if (rule.field == "name"_L1) {
        if (const QString own = layer.text(feature, u"name:vi"_s).simplified(); !own.isEmpty())
            return own.left(kMaxLabelChars);
    }
    QString text = layer.text(feature, rule.field).simplified();
    if (text.isEmpty() && rule.field == "name"_L1)
        text = layer.text(feature, u"name:latin"_s).simplified();
    return text.left(kMaxLabelChars);
}

double lengthOf(const Points& line)
{
    double sum = 0;
    for (size_t i = 1; i < line.size(); ++i)
        sum += std::hypot(line[i].x() - line[i - 1].x(), line[i].y() - line[i - 1].y());
    return sum;
}

// Centroid of the largest outer ring; good enough for a name, and stable.
std::optional<QPointF> middleOf(const geo::VectorLayer& layer, const geo::VectorFeature& feature,
                                const TileFit& fit)
{
    qint64 largest = 0;
    std::span<const geo::TilePoint> best;
    for (const geo::TilePart& part : layer.partsOf(feature)) {
        const auto ring = layer.pointsOf(part);
        const qint64 area = part.hole ? 0 : std::abs(geo::doubleArea(ring));
        if (area > largest) {
            largest = area;
            best = ring;
        }
    }
    if (best.empty())
        return std::nullopt;
    const geo::TilePoint origin = best.front();
    double x = 0, y = 0, area = 0;
    for (size_t i = 0; i < best.size(); ++i) {
        const geo::TilePoint& a = best[i];
        const geo::TilePoint& b = best[(i + 1) % best.size()];
        const double ax = a.x - origin.x, ay = a.y - origin.y;
        const double bx = b.x - origin.x, by = b.y - origin.y;
        const double cross = ax * by - bx * ay;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
        area += cross;
    }
    if (area == 0)
        return std::nullopt;
    return QPointF((origin.x + x / (3 * area)) * fit.scale + fit.origin.x(),
                   (origin.y + y / (3 * area)) * fit.scale + fit.origin.y());
}

}  // namespace

void collectLabels(const StyleRule& rule, const geo::VectorLayer& layer, const TileFit& fit,
                   geo::TileId id, double zoom, QList<LabelCandidate>& into)
{
    const geo::WorldBox box = geo::bounds(id);
    const double unit = (box.right - box.left) / fit.side;
    const auto toWorld = [&](QPointF p) {
        return geo::World{box.left + p.x() * unit, box.top + p.y() * unit};
    };
    const RuleMatch match(rule, layer, zoom);
    LabelCandidate blank;
    blank.look = rule.look;
    blank.look.size = rule.size.at(zoom);
    blank.priority = rule.priority;
    blank.repeat = rule.repeat;
    blank.dot = rule.dot;
    blank.always = rule.always;
    const auto take = [&](const QString& text, QPointF anchor, const Points& line) {
        if (into.size() >= kMaxTileLabels)
            return;
        LabelCandidate label = blank;
        label.text = text;
        label.anchor = toWorld(anchor);
        for (const QPointF& point : line)
            label.line.append(toWorld(point));
        // A point's key has its place in it, to some hundred metres; a street is its name.
        const qint64 cell = line.empty() ? static_cast<qint64>(label.anchor.x * 65536) << 20
                                 ^ static_cast<qint64>(label.anchor.y * 65536)
                                         : 0;
        label.key = qHashMulti(size_t(0x6b79), text, rule.look.colour, cell);
        into.append(label);
    };
    const auto inside = [&](QPointF p) {
        return p.x() >= 0 && p.y() >= 0 && p.x() < fit.side && p.y() < fit.side;
    };
    TileFit exact = fit;
    exact.margin = 0;
    for (const geo::VectorFeature& feature : layer.features) {
        if (!match.matches(feature))
            continue;
        const QString text = nameOf(rule, layer, feature);
        if (text.isEmpty())
            continue;
        if (feature.type == geo::GeomType::Line && rule.along) {
            for (const geo::TilePart& part : layer.partsOf(feature)) {
                for (const Points& piece : cutLine(layer.pointsOf(part), exact)) {
                    if (lengthOf(piece) >= kShortest)
                        take(text, piece[piece.size() / 2], piece);
                }
            }
        } else if (feature.type == geo::GeomType::Polygon) {
            const auto middle = middleOf(layer, feature, fit);
            if (middle && inside(*middle))
                take(text, *middle, {});
        } else if (feature.type == geo::GeomType::Line) {
            // A name that does not follow its line stands on its middle point.
            const auto line = layer.pointsOf(layer.partsOf(feature).front());
            const QPointF middle = fit.map(line[line.size() / 2]);
            if (inside(middle))
                take(text, middle, {});
        } else {
            for (const geo::TilePart& part : layer.partsOf(feature)) {
                for (const geo::TilePoint& point : layer.pointsOf(part)) {
                    if (inside(fit.map(point)))
                        take(text, fit.map(point), {});
                }
            }
        }
    }
}

}  // namespace kydai::maprender
