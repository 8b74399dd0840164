// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/tile_labels.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>

using namespace Qt::StringLiterals;

namespace kydai::maprender {
namespace {

constexpr int kRanks = 100;
constexpr double kShortest = 24;  // px: no name runs along less

QString nameOf(const StyleRule& rule, const geo::VectorLayer& layer, const geo::VectorFeature& feature)
{
    for (const QString& field : rule.fields) {
        const QString text = layer.text(feature, field).simplified();
        if (!text.isEmpty())
            return text.left(kMaxLabelChars);
    }
    return {};
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

// The places of a feature's name: along its pieces, on its middle, or on its points.
void eachPlace(const StyleRule& rule, const geo::VectorLayer& layer, const geo::VectorFeature& feature,
               const TileFit& fit, const std::function<void(QPointF, const Points&)>& take)
{
    const auto takeInside = [&](QPointF p) {
        if (p.x() >= 0 && p.y() >= 0 && p.x() < fit.side && p.y() < fit.side)
            take(p, {});
    };
    if (feature.type == geo::GeomType::Line && rule.along) {
        for (const geo::TilePart& part : layer.partsOf(feature)) {
            for (const Points& piece : cutLine(layer.pointsOf(part), fit)) {
                if (lengthOf(piece) >= kShortest)
                    take(piece[piece.size() / 2], piece);
            }
        }
    } else if (feature.type == geo::GeomType::Polygon) {
        if (const auto middle = middleOf(layer, feature, fit))
            takeInside(*middle);
    } else if (feature.type == geo::GeomType::Line) {
        // A name that does not follow its line stands on its middle point.
        for (const geo::TilePart& part : layer.partsOf(feature).first(1)) {
            const auto line = layer.pointsOf(part);
            takeInside(fit.map(line[line.size() / 2]));
        }
    } else {
        for (const geo::TilePart& part : layer.partsOf(feature)) {
            for (const geo::TilePoint& point : layer.pointsOf(part))
                takeInside(fit.map(point));
        }
    }
}

}  // namespace

bool isWithheld(geo::World place)
{
    const geo::LonLat at = geo::toLonLat(place);
    return (at.lon > 111 && at.lon < 113 && at.lat > 15.5 && at.lat < 17.5)
        || (at.lon > 111.3 && at.lon < 117.7 && at.lat > 6.5 && at.lat < 12);
}

void collectLabels(const StyleRule& rule, const geo::VectorLayer& layer, const TileFit& fit,
                   geo::TileId id, double zoom, bool foreign, QList<LabelCandidate>& into)
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
    blank.early = zoom < rule.minZoom;
    blank.repeat = rule.repeat;
    blank.dot = rule.dot;
    blank.always = rule.always;
    const geo::VectorFeature* from = nullptr;
    const auto take = [&](const QString& text, QPointF anchor, const Points& line) {
        if (into.size() >= kMaxTileLabels)
            return;
        LabelCandidate label = blank;
        label.text = text;
        label.anchor = toWorld(anchor);
        if (foreign && isWithheld(label.anchor) && layer.text(*from, u"name:vi"_s).simplified() != text)
            return;
        const geo::TagValue* rank = layer.tag(*from, u"rank"_s);
        label.priority = rule.priority * kRanks
            + static_cast<int>(std::clamp(rank ? numberOf(*rank, 0) : 0, 0.0, kRanks - 1.0));
        for (const QPointF& point : line)
            label.line.append(toWorld(point));
        // A point's key has its place in it, to some hundred metres; a street is its name.
        const qint64 cell = line.empty() ? static_cast<qint64>(label.anchor.x * 65536) << 20
                                 ^ static_cast<qint64>(label.anchor.y * 65536)
                                         : 0;
        label.key = qHashMulti(size_t(0x6b79), text, rule.look.colour, cell);
        into.append(label);
    };
    TileFit exact = fit;
    exact.margin = 0;
    for (const geo::VectorFeature& feature : layer.features) {
        if (!match.matches(feature) || feature.partBegin == feature.partEnd)
            continue;
        from = &feature;
        const QString text = nameOf(rule, layer, feature);
        if (!text.isEmpty()) {
            eachPlace(rule, layer, feature, exact,
                      [&](QPointF anchor, const Points& line) { take(text, anchor, line); });
        }
    }
}

}  // namespace kydai::maprender
