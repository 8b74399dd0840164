// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/label_layer.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>

namespace kydai::maprender {
namespace {

constexpr double kJoint = 1.5;       // px between the ends of a street's pieces in two tiles
constexpr int kAlwaysBoost = 2'000'000;
constexpr int kNearBoost = 1'000'000;  // above every priority a style can give
constexpr int kTakenBoost = 3'000'000;
constexpr int kNearWeight = 600;
constexpr double kNearSize = 15;       // px at least
constexpr int kMaxChains = 4000;
constexpr qsizetype kMaxSizes = 20'000;
constexpr double kPointGap = 4;      // px between a disc and the name beside it

double distance(geo::ScreenPoint a, geo::ScreenPoint b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

double distanceToSegment(QPointF p, geo::ScreenPoint a, geo::ScreenPoint b)
{
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length = dx * dx + dy * dy;
    const double t = length > 0
        ? std::clamp(((p.x() - a.x) * dx + (p.y() - a.y) * dy) / length, 0.0, 1.0) : 0;
    return std::hypot(p.x() - a.x - t * dx, p.y() - a.y - t * dy);
}

double distanceToLine(QPointF p, const std::vector<geo::ScreenPoint>& line)
{
    double best = 1e18;
    for (size_t i = 1; i < line.size(); ++i)
        best = std::min(best, distanceToSegment(p, line[i - 1], line[i]));
    return best;
}

// Joins `piece` to `line` where their ends meet; false when they do not.
bool join(std::vector<geo::ScreenPoint>& line, std::vector<geo::ScreenPoint>& piece)
{
    if (distance(line.front(), piece.front()) < kJoint || distance(line.back(), piece.back()) < kJoint)
        std::reverse(piece.begin(), piece.end());
    if (distance(line.back(), piece.front()) < kJoint) {
        line.insert(line.end(), piece.begin() + 1, piece.end());
        return true;
    }
    if (distance(piece.back(), line.front()) < kJoint) {
        piece.insert(piece.end(), line.begin() + 1, line.end());
        line.swap(piece);
        return true;
    }
    return false;
}

bool overlap(const std::array<geo::ScreenPoint, 4>& a, const std::array<geo::ScreenPoint, 4>& b)
{
    // Two rectangles are apart when one of their four directions tells them apart.
    for (const auto* box : {&a, &b}) {
        for (size_t side = 0; side < 2; ++side) {
            const double nx = (*box)[side + 1].y - (*box)[side].y;
            const double ny = (*box)[side].x - (*box)[side + 1].x;
            double lowA = 1e18, highA = -1e18, lowB = 1e18, highB = -1e18;
            for (size_t i = 0; i < 4; ++i) {
                const double pa = a[i].x * nx + a[i].y * ny, pb = b[i].x * nx + b[i].y * ny;
                lowA = std::min(lowA, pa), highA = std::max(highA, pa);
                lowB = std::min(lowB, pb), highB = std::max(highB, pb);
            }
            if (highA <= lowB || highB <= lowA)
                return false;
        }
    }
    return true;
}

}  // namespace

// A name and what it may stand on; `from` is the first candidate it was made of.
struct LabelLayer::Chain {
    const LabelCandidate* from = nullptr;
    std::vector<geo::ScreenPoint> points;
    bool near = false;

    LabelLook look() const
    {
        LabelLook found = from->look;
        if (near) {
            found.weight = std::max(found.weight, kNearWeight);
            found.size = std::max(found.size, kNearSize);
        }
        return found;
    }
    PlacedLabel placed(const geo::PlacedLabel& place, const geo::Label& label,
                       const MapCamera& camera) const
    {
        PlacedLabel out;
        out.key = label.feature;
        out.text = from->text;
        out.look = look();
        out.near = near;
        out.size = QSizeF(label.width, label.height);
        out.angle = place.angle * 180 / M_PI;
        out.dot = from->dot;
        // A point keeps its own place, so that its disc sits on it; a street's anchor is the text.
        const QPointF middle(place.middle.x, place.middle.y);
        if (points.size() == 1) {
            out.anchor = from->anchor;
            out.offset = middle - camera.toScreen(out.anchor);
        } else {
            out.anchor = camera.toWorld(middle);
        }
        return out;
    }
};

namespace {

// Where a near street's name goes when it found no place: on the segment nearest to the selection.
geo::PlacedLabel forced(const std::vector<geo::ScreenPoint>& line, QPointF selection, quint32 index)
{
    geo::PlacedLabel label;
    label.index = index;
    double best = 1e18;
    for (size_t i = 1; i < line.size(); ++i) {
        const double away = distanceToSegment(selection, line[i - 1], line[i])
            - distance(line[i - 1], line[i]) * 0.25;  // a longer segment may be a little farther
        if (away >= best)
            continue;
        best = away;
        label.middle = {(line[i - 1].x + line[i].x) / 2, (line[i - 1].y + line[i].y) / 2};
        label.angle = std::atan2(line[i].y - line[i - 1].y, line[i].x - line[i - 1].x);
    }
    if (label.angle > M_PI / 2)
        label.angle -= M_PI;
    else if (label.angle <= -M_PI / 2)
        label.angle += M_PI;
    return label;
}

}  // namespace

QFont labelFont(const QString& family, const LabelLook& look)
{
    QFont font(family);
    font.setPixelSize(std::max(1, qRound(look.size)));
    font.setWeight(static_cast<QFont::Weight>(std::clamp(look.weight, 1, 1000)));
    font.setItalic(look.italic);
    font.setHintingPreference(QFont::PreferNoHinting);
    if (look.spacing > 0)
        font.setLetterSpacing(QFont::AbsoluteSpacing, look.spacing * look.size);
    return font;
}

QSizeF LabelLayer::measure(const QString& text, const LabelLook& look, const QString& family)
{
    const QString key = text + QChar(0) + family
        + QStringLiteral("|%1|%2|%3|%4").arg(qRound(look.size)).arg(look.weight).arg(look.italic)
              .arg(look.spacing);
    if (const auto known = m_sizes.constFind(key); known != m_sizes.cend())
        return *known;
    if (m_sizes.size() > kMaxSizes)
        m_sizes.clear();
    const QFontMetricsF metrics(labelFont(family, look));
    const QSizeF size(metrics.horizontalAdvance(text), metrics.ascent() + metrics.descent());
    m_sizes.insert(key, size);
    return size;
}

std::vector<LabelLayer::Chain> LabelLayer::gather(const QList<TilePtr>& tiles, const MapCamera& camera,
                                                  const LabelSettings& settings) const
{
    const auto toPoint = [&](geo::World w) {
        const QPointF p = camera.toScreen(w);
        return geo::ScreenPoint{p.x(), p.y()};
    };
    std::vector<Chain> chains;
    QSet<quint64> points;
    QHash<quint64, std::vector<size_t>> lines;  // chains of the same street
    const auto addLine = [&](const LabelCandidate& candidate) {
        std::vector<geo::ScreenPoint> piece;
        piece.reserve(static_cast<size_t>(candidate.line.size()));
        for (const geo::World& point : candidate.line)
            piece.push_back(toPoint(point));
        std::vector<size_t>& same = lines[candidate.key];
        if (!std::any_of(same.begin(), same.end(), [&](size_t i) { return join(chains[i].points, piece); })) {
            same.push_back(chains.size());
            chains.push_back({&candidate, std::move(piece), false});
        }
    };
    for (const TilePtr& tile : tiles) {
        for (const LabelCandidate& candidate : tile ? tile->labels : QList<LabelCandidate>()) {
            if (chains.size() >= kMaxChains)
                break;
            if (candidate.line.size() > 1) {
                addLine(candidate);
            } else if (!points.contains(candidate.key) && !candidate.early) {
                points.insert(candidate.key);
                chains.push_back({&candidate, {toPoint(candidate.anchor)}, false});
            }
        }
    }
    if (settings.selection) {
        const QPointF selection = camera.toScreen(*settings.selection);
        const double radius = settings.nearRadius / camera.metresPerPixel();
        for (Chain& chain : chains)
            chain.near = chain.points.size() > 1 && distanceToLine(selection, chain.points) <= radius;
    }
    std::erase_if(chains, [](const Chain& chain) { return chain.from->early && !chain.near; });
    return chains;
}

std::vector<geo::Label> LabelLayer::labelsOf(const std::vector<Chain>& chains,
                                             const LabelSettings& settings)
{
    std::vector<geo::Label> labels;
    QHash<quint64, int> ordinals;
    for (const Chain& chain : chains) {
        const LabelCandidate& from = *chain.from;
        const QSizeF size = measure(from.text, chain.look(), settings.family);
        geo::Label label;
        label.feature = qHashMulti(size_t(1), from.key, ordinals[from.key]++);
        label.name = from.text;
        label.priority = (from.always ? kAlwaysBoost : chain.near ? kNearBoost : 0) - from.priority;
        label.width = size.width();
        label.height = size.height();
        label.centred = from.dot <= 0;
        label.gap = from.dot > 0 ? from.dot + kPointGap : 0;
        label.at = chain.points;
        labels.push_back(std::move(label));
    }
    quint64 ordinal = 0;
    for (const QRectF& box : settings.taken) {
        geo::Label label;
        label.feature = ~ordinal++;
        label.priority = kTakenBoost;
        label.width = box.width();
        label.height = box.height();
        label.centred = true;
        label.at = {{box.center().x(), box.center().y()}};
        labels.push_back(std::move(label));
    }
    return labels;
}

QList<PlacedLabel> LabelLayer::place(const QList<TilePtr>& tiles, const MapCamera& camera,
                                     const LabelSettings& settings)
{
    const std::vector<Chain> chains = gather(tiles, camera, settings);
    const std::vector<geo::Label> labels = labelsOf(chains, settings);
    m_nearStreets.clear();
    for (const Chain& chain : chains) {
        if (!chain.near)
            continue;
        QList<geo::World> line;
        for (const geo::ScreenPoint& point : chain.points)
            line.append(camera.toWorld({point.x, point.y}));
        m_nearStreets.append(line);
    }
    geo::LabelOptions options;
    options.width = camera.viewport().width();
    options.height = camera.viewport().height();
    options.repeatDistance = settings.repeat;
    options.padding = 3;
    std::vector<geo::PlacedLabel> placed = m_placer.place(labels, options);
    std::erase_if(placed, [&](const auto& label) { return label.index >= chains.size(); });

    // Names near the selection are always there: those without a place take one.
    QSet<QString> shown;
    for (const geo::PlacedLabel& label : placed)
        shown.insert(labels[label.index].name);
    for (quint32 i = 0; i < chains.size(); ++i) {
        if (!chains[i].near || shown.contains(labels[i].name))
            continue;
        const geo::PlacedLabel label = forced(chains[i].points, camera.toScreen(*settings.selection), i);
        const auto corners = geo::LabelPlacer::corners(labels[i], label);
        std::erase_if(placed, [&](const geo::PlacedLabel& other) {
            return !chains[other.index].near && !chains[other.index].from->always
                && overlap(corners, geo::LabelPlacer::corners(labels[other.index], other));
        });
        shown.insert(labels[i].name);
        placed.insert(placed.begin(), label);
    }

    QList<PlacedLabel> result;
    for (const geo::PlacedLabel& label : placed) {
        if (result.size() < settings.most)
            result.append(chains[label.index].placed(label, labels[label.index], camera));
    }
    return result;
}

}  // namespace kydai::maprender
