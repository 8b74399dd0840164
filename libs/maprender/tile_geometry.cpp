// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/tile_geometry.h"

#include <algorithm>
#include <cmath>

#include "maprender/map_camera.h"

using namespace Qt::StringLiterals;

namespace kydai::maprender {
namespace {

constexpr double kNear = 0.34;  // px: a point nearer to its predecessor cannot be seen

QString textOf(const geo::TagValue& value)
{
    struct Visit {
        QString operator()(const QString& text) const { return text; }
        QString operator()(double number) const { return QString::number(number); }
        QString operator()(qint64 number) const { return QString::number(number); }
        QString operator()(quint64 number) const { return QString::number(number); }
        QString operator()(bool yes) const { return yes ? u"1"_s : u"0"_s; }
    };
    return std::visit(Visit(), value);
}

}  // namespace

double numberOf(const geo::TagValue& value, double otherwise)
{
    if (const double* number = std::get_if<double>(&value))
        return *number;
    if (const qint64* whole = std::get_if<qint64>(&value))
        return static_cast<double>(*whole);
    if (const quint64* whole = std::get_if<quint64>(&value))
        return static_cast<double>(*whole);
    return otherwise;
}

namespace {

bool isNear(QPointF a, QPointF b)
{
    return std::abs(a.x() - b.x()) + std::abs(a.y() - b.y()) < kNear;
}

// Keeps what lies on one side of an axis-parallel edge (Sutherland and Hodgman).
template <typename Inside, typename Cross>
void cutByEdge(const Points& in, Points& out, Inside inside, Cross cross)
{
    out.clear();
    if (in.empty())
        return;
    QPointF before = in.back();
    bool wasIn = inside(before);
    for (const QPointF& point : in) {
        const bool isIn = inside(point);
        if (isIn != wasIn)
            out.push_back(cross(before, point));
        if (isIn)
            out.push_back(point);
        before = point;
        wasIn = isIn;
    }
}

QPointF atX(QPointF a, QPointF b, double x)
{
    return {x, a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x())};
}

QPointF atY(QPointF a, QPointF b, double y)
{
    return {a.x() + (b.x() - a.x()) * (y - a.y()) / (b.y() - a.y()), y};
}

// The part of a-b inside the square low … high; false when there is none (Liang and Barsky).
bool cutSegment(QPointF& a, QPointF& b, double low, double high)
{
    double t0 = 0;
    double t1 = 1;
    const QPointF d = b - a;
    const auto edge = [&](double p, double q) {
        if (p == 0)
            return q >= 0;
        const double t = q / p;
        if (p < 0)
            t0 = std::max(t0, t);
        else
            t1 = std::min(t1, t);
        return t0 <= t1;
    };
    if (!edge(-d.x(), a.x() - low) || !edge(d.x(), high - a.x()) || !edge(-d.y(), a.y() - low)
        || !edge(d.y(), high - a.y()))
        return false;
    const QPointF start = a;
    if (t1 < 1)
        b = start + d * t1;
    if (t0 > 0)
        a = start + d * t0;
    return true;
}

}  // namespace

TileFit TileFit::between(geo::TileId source, geo::TileId wanted, double side, double margin,
                         quint32 extent)
{
    const int levels = std::max(0, wanted.z - source.z);
    const double tiles = std::exp2(levels);
    const double offsetX = wanted.x - source.x * tiles;
    const double offsetY = wanted.y - source.y * tiles;
    TileFit fit;
    fit.scale = side * tiles / std::max(1u, extent);
    fit.origin = QPointF(-offsetX * side, -offsetY * side);
    fit.side = side;
    fit.margin = margin;
    return fit;
}

std::vector<Points> cutLine(std::span<const geo::TilePoint> points, const TileFit& fit)
{
    std::vector<Points> pieces;
    if (points.size() < 2)
        return pieces;
    const double low = -fit.margin;
    const double high = fit.side + fit.margin;
    bool open = false;
    QPointF before = fit.map(points.front());
    for (size_t i = 1; i < points.size(); ++i) {
        const QPointF next = fit.map(points[i]);
        QPointF a = before;
        QPointF b = next;
        if (!cutSegment(a, b, low, high)) {
            open = false;
        } else {
            if (!open || pieces.back().back() != a) {
                pieces.emplace_back();
                pieces.back().push_back(a);
            }
            const bool last = i + 1 == points.size() || b != next;
            if (last || !isNear(pieces.back().back(), b))
                pieces.back().push_back(b);
            else {
                // Too near to be seen: the next segment starts where this one did.
                open = true;
                before = pieces.back().back();
                continue;
            }
            open = b == next;
        }
        before = next;
    }
    std::erase_if(pieces, [](const Points& piece) { return piece.size() < 2; });
    return pieces;
}

Points cutRing(std::span<const geo::TilePoint> points, const TileFit& fit)
{
    Points ring;
    ring.reserve(points.size());
    double left = 1e18, top = 1e18, right = -1e18, bottom = -1e18;
    for (const geo::TilePoint& point : points) {
        const QPointF p = fit.map(point);
        left = std::min(left, p.x());
        right = std::max(right, p.x());
        top = std::min(top, p.y());
        bottom = std::max(bottom, p.y());
        if (ring.empty() || !isNear(ring.back(), p))
            ring.push_back(p);
    }
    const double low = -fit.margin;
    const double high = fit.side + fit.margin;
    if (right < low || left > high || bottom < low || top > high)
        return {};
    Points other;
    other.reserve(ring.size() + 8);
    if (left < low) {
        cutByEdge(ring, other, [&](QPointF p) { return p.x() >= low; },
                  [&](QPointF a, QPointF b) { return atX(a, b, low); });
        ring.swap(other);
    }
    if (right > high) {
        cutByEdge(ring, other, [&](QPointF p) { return p.x() <= high; },
                  [&](QPointF a, QPointF b) { return atX(a, b, high); });
        ring.swap(other);
    }
    if (top < low) {
        cutByEdge(ring, other, [&](QPointF p) { return p.y() >= low; },
                  [&](QPointF a, QPointF b) { return atY(a, b, low); });
        ring.swap(other);
    }
    if (bottom > high) {
        cutByEdge(ring, other, [&](QPointF p) { return p.y() <= high; },
                  [&](QPointF a, QPointF b) { return atY(a, b, high); });
        ring.swap(other);
    }
    if (ring.size() < 3)
        ring.clear();
    return ring;
}

void addFill(QPainterPath& path, const geo::VectorLayer& layer, const geo::VectorFeature& feature,
             const TileFit& fit)
{
    for (const geo::TilePart& part : layer.partsOf(feature)) {
        const Points ring = cutRing(layer.pointsOf(part), fit);
        if (ring.empty())
            continue;
        path.moveTo(ring.front());
        for (size_t i = 1; i < ring.size(); ++i)
            path.lineTo(ring[i]);
        path.closeSubpath();
    }
}

QPainterPath pathOf(const Points& line)
{
    QPainterPath path(line.front());
    for (size_t i = 1; i < line.size(); ++i)
        path.lineTo(line[i]);
    return path;
}

void addLine(QPainterPath& path, const geo::VectorLayer& layer, const geo::VectorFeature& feature,
             const TileFit& fit)
{
    eachLine(layer, feature, fit, [&](const Points& line) { path.addPath(pathOf(line)); });
}

void eachLine(const geo::VectorLayer& layer, const geo::VectorFeature& feature, const TileFit& fit,
              const std::function<void(const Points&)>& take)
{
    std::vector<geo::TilePoint> closed;
    for (const geo::TilePart& part : layer.partsOf(feature)) {
        std::span<const geo::TilePoint> points = layer.pointsOf(part);
        if (feature.type == geo::GeomType::Polygon && !points.empty()) {
            closed.assign(points.begin(), points.end());
            closed.push_back(points.front());
            points = closed;
        }
        for (const Points& piece : cutLine(points, fit))
            take(piece);
    }
}

RuleMatch::RuleMatch(const StyleRule& rule, const geo::VectorLayer& layer, double zoom)
    : m_layer(layer)
    , m_zoom(zoom)
{
    const auto bit = [](geo::GeomType type) { return 1 << static_cast<int>(type); };
    if (rule.kind == RuleKind::Fill)
        m_geometries = bit(geo::GeomType::Polygon);
    else if (rule.kind == RuleKind::Line)
        m_geometries = bit(geo::GeomType::Line) | (rule.rings ? bit(geo::GeomType::Polygon) : 0);
    else
        m_geometries = bit(geo::GeomType::Point) | bit(geo::GeomType::Line) | bit(geo::GeomType::Polygon);
    for (size_t i = 0; i < layer.keys.size(); ++i) {
        if (layer.keys[i] == "minzoom"_L1 || layer.keys[i] == "maxzoom"_L1) {
            m_minKeys.resize(layer.keys.size());
            m_maxKeys.resize(layer.keys.size());
            (layer.keys[i] == "minzoom"_L1 ? m_minKeys : m_maxKeys)[i] = true;
        }
    }
    for (const TagTest& asked : rule.tests) {
        Test test;
        test.negated = asked.negated;
        test.keys.reserve(layer.keys.size());
        for (const QString& key : layer.keys)
            test.keys.push_back(key == asked.key);
        test.values.reserve(layer.values.size());
        for (const geo::TagValue& value : layer.values)
            test.values.push_back(asked.values.contains(textOf(value)));
        m_tests.push_back(std::move(test));
    }
}

bool RuleMatch::matches(const geo::VectorFeature& feature) const
{
    if (!(m_geometries & 1 << static_cast<int>(feature.type)))
        return false;
    for (const Test& test : m_tests) {
        bool found = false;
        for (quint32 i = feature.tagBegin; i < feature.tagEnd && !found; ++i) {
            const geo::TagRef tag = m_layer.tags[i];
            found = test.keys[tag.key] && test.values[tag.value];
        }
        if (found == test.negated)
            return false;
    }
    for (quint32 i = feature.tagBegin; i < feature.tagEnd && !m_minKeys.empty(); ++i) {
        const geo::TagRef tag = m_layer.tags[i];
        if (m_minKeys[tag.key] && m_zoom < numberOf(m_layer.values[tag.value], 0))
            return false;
        if (m_maxKeys[tag.key] && m_zoom >= numberOf(m_layer.values[tag.value], 2 * kMaxZoom))
            return false;
    }
    return true;
}

}  // namespace kydai::maprender
