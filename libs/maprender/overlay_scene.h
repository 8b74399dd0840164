// SPDX-License-Identifier: GPL-3.0-or-later
// What lies over the tiles, as plain data: the map item fills it, OverlayPainter draws it, tests and
// printing read it. Positions are world coordinates, lengths logical px. Values.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include <QImage>
#include <QList>
#include <QPointF>
#include <QString>

#include "core/states.h"
#include "geo/mercator.h"
#include "maprender/label_layer.h"

namespace kydai::maprender {

// Layers that can be left out; the painter leaves every pixel of a missing one alone.
enum OverlayLayer : quint32 {
    AreaFillLayer = 1 << 0,
    HeatLayer = 1 << 1,
    AreaOutlineLayer = 1 << 2,
    NearStreetLayer = 1 << 3,
    LabelsLayer = 1 << 4,
    AgencyLayer = 1 << 5,
    ClusterLayer = 1 << 6,
    ReportLayer = 1 << 7,
    RescueLayer = 1 << 8,
    SelectionLayer = 1 << 9,
    HoverLayer = 1 << 10,
    ShapeLayer = 1 << 11,     // lasso, box, circle being drawn
    ScaleBarLayer = 1 << 12,
    AttributionLayer = 1 << 13,
    AllOverlayLayers = (1u << 14) - 1,
};

enum class Lateness : quint8 { None, InTime, Soon, Late, Paused };

// A report: a pin. Its glyph is the state, its rim the deadline (amber soon, red with a notch late).
struct ReportMark {
    geo::World at;
    CaseState state = CaseState::Received;
    Lateness lateness = Lateness::InTime;
    bool urgent = false;
    bool dimmed = false;  // outside the current emphasis: half as strong
};

// A cluster: a disc with its number inside a ring of state shares.
struct ClusterMark {
    geo::World at;
    int count = 0;
    std::array<int, 4> shares{};  // new, in work, overdue, done
    bool urgent = false;          // holds an urgent report
    bool selected = false;
};

enum class Danger : quint8 { Low, Medium, High };
struct RescueMark {
    geo::World at;
    Danger danger = Danger::Low;
    bool selected = false;
};

struct AgencyMark {
    geo::World at;
    int open = 0;        // the number in the house
    bool selected = false;
};

// The selected report: a larger violet pin on its spot, and what lies within `radius`.
struct SelectionMark {
    geo::World at;
    CaseState state = CaseState::Received;
    Lateness lateness = Lateness::InTime;
    double radius = 250;  // ground metres of the dotted circle; 0 = none
    std::optional<Danger> rescue = {};  // a request for rescue keeps its own shape
    bool bare = false;             // only the circle: its pin stands in the fan
};

// Reports of one spot, drawn apart with lines to it.
inline constexpr int kFanMost = 12;
struct FanScene {
    struct Leg {
        ReportMark mark;
        std::optional<Danger> rescue;
        bool selected = false;
    };
    geo::World at;
    QList<Leg> legs;   // at fanOffsets()
    int current = -1;  // under the pointer or the keys
};

// An outline of areas. Geometry is shared and never changes; what is shown of it does.
struct AreaShape {
    QString code;
    QString name;
    std::vector<std::vector<geo::World>> rings;  // outer rings and holes alike: even-odd
    geo::World labelAt;
};
struct AreaScene {
    std::shared_ptr<const std::vector<AreaShape>> shapes;
    std::vector<int> classes;     // by shape: 0 … 4, or -1 for no figure (hatched); empty = nothing is filled
    std::vector<QString> values;  // by shape: the figure under the name; may be empty
    int current = -1;             // outlined in the colour of what is touched
    int hovered = -1;
    bool names = false;           // name (and value) at labelAt where there is room; leave LabelsLayer out then
};

struct HeatScene {
    QImage image;        // see heatImage()
    geo::WorldBox area;
};

// A figure the operator draws: lasso, box or circle, as a ring of world points.
struct ShapeScene {
    QList<geo::World> ring;
    bool closed = false;
};

struct ScaleBarScene {
    QPointF rightBottom;   // px
    double maxWidth = 96;  // px
};

struct AttributionScene {
    QString text;        // foreign: drawn as it stands, one line, elided
    QPointF leftBottom;  // px
    double maxWidth = 480;
};

struct OverlayScene {
    AreaScene areas;
    std::optional<HeatScene> heat;
    QList<QList<geo::World>> nearStreets;  // drawn strongly inside nearRadius of the selection
    double nearRadius = 300;               // ground metres
    QString nearColour = QStringLiteral("map.roadNear");  // role; MapStyle::nearColour()
    QList<PlacedLabel> labels;
    QList<AgencyMark> agencies;
    QList<ClusterMark> clusters;
    QList<ReportMark> reports;
    QList<RescueMark> rescues;
    std::optional<SelectionMark> selection;
    std::optional<FanScene> fan;
    std::optional<geo::World> hover;       // a ring around the mark under the pointer
    enum class HoverOn : quint8 { Report, Cluster, Rescue, Dot } hoverOn = HoverOn::Report;
    std::optional<ShapeScene> shape;
    std::optional<ScaleBarScene> scaleBar;
    std::optional<AttributionScene> attribution;
};

// Where the pins of a fan stand, px from its spot: in a ring, so wide that none covers another; the
// first above, then clockwise. At most kFanMost.
QList<QPointF> fanOffsets(int count);

// Where a mark is drawn, px around its spot: for hit tests and label collision. The pin stands on it.
QRectF reportBounds();
QRectF selectionBounds();
QRectF clusterBounds(int count);
QRectF rescueBounds();
QRectF agencyBounds();

// Five classes of figures for a choropleth: quantiles with distinct bounds.
struct ChoroplethClasses {
    QList<double> bounds;  // ascending lower bounds of the classes; at most 5, fewer when values repeat
    int classOf(double value) const;  // -1 for NaN and what lies below every bound
};
ChoroplethClasses choroplethClasses(QList<double> values, int classes = 5);

}  // namespace kydai::maprender
