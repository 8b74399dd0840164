// SPDX-License-Identifier: GPL-3.0-or-later
// Places labels on the screen so that none touches another, and so that they stay: what stood in the
// last picture keeps its place against all that is not more important. Coordinates are pixels of the
// view, y downwards; a pan by whole pixels moves every label with the map.
//
// One placer a view, one thread. It remembers the placements of the last call, no more. Domains do
// not see each other: labels of reports may cover those of the base map, not other reports'. At most
// kMostLabels a call; what comes after is left out, least important first.
#pragma once

#include <array>
#include <span>
#include <vector>

#include <QHash>
#include <QString>

namespace kydai::geo {

inline constexpr size_t kMostLabels = 20'000;

struct ScreenPoint {
    double x = 0, y = 0;
};

struct ScreenBox {
    double left = 0, top = 0, right = 0, bottom = 0;
    bool meets(const ScreenBox& o) const
    {
        return left < o.right && right > o.left && top < o.bottom && bottom > o.top;
    }
};

enum class LabelDomain : quint8 { Map = 0, Reports = 1 };

struct Label {
    quint64 feature = 0;       // stable from picture to picture; unique within its domain
    QString name;              // same names closer than repeatDistance are shown once
    LabelDomain domain = LabelDomain::Map;
    int priority = 0;          // greater wins
    double width = 0, height = 0;
    double gap = 0;            // around a point: distance of the text from it
    bool centred = false;      // text on the point instead of beside it
    std::vector<ScreenPoint> at;  // one point; two and more are a line along which the text lies
};

struct PlacedLabel {
    quint64 feature = 0;
    LabelDomain domain = LabelDomain::Map;
    quint32 index = 0;         // of the label handed in
    ScreenPoint middle;        // of the text
    double angle = 0;          // radians, clockwise, within a quarter turn either way
    int choice = 0;            // which of its places it took
};

struct LabelOptions {
    double width = 0, height = 0;     // of the view
    double padding = 2;               // between labels that are new
    double repeatDistance = 250;      // for the same name; 0 = as often as there is room
    double bend = 0.35;               // radians a line may turn under its text
};

class LabelPlacer
{
public:
    // In the order they were decided: by domain, priority, what stood before, feature.
    std::vector<PlacedLabel> place(std::span<const Label> labels, const LabelOptions& options);
    void forget() { m_last.clear(); }

    // The corners of a placed text, for drawing and for tests.
    static std::array<ScreenPoint, 4> corners(const Label& label, const PlacedLabel& placed);

private:
    using Key = std::pair<quint64, int>;
    QHash<Key, int> m_last;  // feature and domain -> choice
};

}  // namespace kydai::geo
