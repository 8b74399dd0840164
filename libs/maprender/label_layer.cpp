// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/label_layer.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>

namespace kydai::maprender {
namespace {

constexpr double kJoint = 1.5;       // px between the ends of a street's pieces in two tiles
constexpr int kNearBoost = 10'000;   // above every priority a style can give
constexpr int kTakenBoost = 1'000'000;
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
};

namespace {

using CandidateLines = QHash<quint64, std::vector<size_t>>;

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

QList<PlacedLabel> LabelLayer::place(const QList<TilePtr>& tiles, const MapCamera& camera,
                                     const LabelSettings& settings)
{
    const auto toPoint = [&](geo::World w) {
        const QPointF p = camera.toScreen(w);
        return geo::ScreenPoint{p.x(), p.y()};
    };
    const QPointF selection = settings.selection ? camera.toScreen(*settings.selection) : QPointF();
    const double nearPx = settings.nearRadius / camera.metresPerPixel();

    std::vector<Chain> chains;
    QSet<quint64> points;
    CandidateLines lines;
    for (const TilePtr& tile : tiles) {
        if (!tile)
            continue;
        for (const LabelCandidate& candidate : tile->labels) {
            if (chains.size() >= kMaxChains)
                break;
            if (candidate.line.size() < 2) {
                if (points.contains(candidate.key))
                    continue;
                points.insert(candidate.key);
                chains.push_back({&candidate, {toPoint(candidate.anchor)}, false});
                continue;
            }
            std::vector<geo::ScreenPoint> piece;
            piece.reserve(static_cast<size_t>(candidate.line.size()));
            for (const geo::World& point : candidate.line)
                piece.push_back(toPoint(point));
            std::vector<size_t>& same = lines[candidate.key];
            const bool joined = std::any_of(same.begin(), same.end(), [&](size_t i) {
                return join(chains[i].points, piece);
            });
            if (!joined) {
                same.push_back(chains.size());
                chains.push_back({&candidate, std::move(piece), false});
            }
        }
    }

    m_nearStreets.clear();
    std::vector<geo::Label> labels;
    QHash<quint64, int> ordinals;
    for (Chain& chain : chains) {
        const bool street = chain.points.size() > 1;
        chain.near = settings.selection && street && distanceToLine(selection, chain.points) <= nearPx;
        if (chain.near) {
            QList<geo::World> line;
            for (const geo::ScreenPoint& point : chain.points)
                line.append(camera.toWorld({point.x, point.y}));
            m_nearStreets.append(line);
        }
        LabelLook look = chain.from->look;
        if (chain.near) {
            look.weight = std::max(look.weight, 600);
            look.size = std::max(look.size, 15.0);
        }
        const QSizeF size = measure(chain.from->text, look, settings.family);
        geo::Label label;
        label.feature = qHashMulti(size_t(1), chain.from->key, ordinals[chain.from->key]++);
        label.name = chain.from->text;
        label.priority = (chain.near || chain.from->always ? kNearBoost : 0) - chain.from->priority;
        label.width = size.width();
        label.height = size.height();
        label.centred = chain.from->dot <= 0;
        label.gap = chain.from->dot > 0 ? chain.from->dot + kPointGap : 0;
        label.at = chain.points;
        labels.push_back(std::move(label));
    }
    const size_t names = labels.size();
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

    geo::LabelOptions options;
    options.width = camera.viewport().width();
    options.height = camera.viewport().height();
    options.repeatDistance = settings.repeat;
    options.padding = 3;
    std::vector<geo::PlacedLabel> placed = m_placer.place(labels, options);
    std::erase_if(placed, [&](const geo::PlacedLabel& label) { return label.index >= names; });

    // Names near the selection are always there: those without a place take one.
    QSet<QString> shown;
    for (const geo::PlacedLabel& label : placed)
        shown.insert(labels[label.index].name);
    for (quint32 i = 0; i < names; ++i) {
        if (!chains[i].near || shown.contains(labels[i].name))
            continue;
        const geo::PlacedLabel label = forced(chains[i].points, selection, i);
        const auto corners = geo::LabelPlacer::corners(labels[i], label);
        std::erase_if(placed, [&](const geo::PlacedLabel& other) {
            return !chains[other.index].near
                && overlap(corners, geo::LabelPlacer::corners(labels[other.index], other));
        });
        shown.insert(labels[i].name);
        placed.insert(placed.begin(), label);
    }

    QList<PlacedLabel> result;
    for (const geo::PlacedLabel& label : placed) {
        if (result.size() >= settings.most)
            break;
        const Chain& chain = chains[label.index];
        PlacedLabel out;
        out.key = labels[label.index].feature;
        out.text = chain.from->text;
        out.look = chain.from->look;
        out.near = chain.near;
        if (out.near) {
            out.look.weight = std::max(out.look.weight, 600);
            out.look.size = std::max(out.look.size, 15.0);
        }
        out.size = QSizeF(labels[label.index].width, labels[label.index].height);
        out.angle = label.angle * 180 / M_PI;
        out.dot = chain.from->dot;
        // A point keeps its own place, so that its disc sits on it; a street's anchor is the text.
        const QPointF middle(label.middle.x, label.middle.y);
        if (chain.points.size() == 1) {
            out.anchor = chain.from->anchor;
            out.offset = middle - camera.toScreen(out.anchor);
        } else {
            out.anchor = camera.toWorld(middle);
        }
        result.append(out);
    }
    return result;
}

}  // namespace kydai::maprender
