// SPDX-License-Identifier: GPL-3.0-or-later
// What of a vector tile is painted, how and in what order: a small JSON (docs/maps.md). Rules name
// layers, tags and zooms; colours are roles, resolved by the ColourTable of the theme. Input is
// foreign (an operator may bring a style): sizes and numbers are bounded, every error names the rule.
// An immutable value after reading; any thread.
#pragma once

#include <vector>

#include <QByteArray>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

#include "core/result.h"
#include "maprender/map_colours.h"

namespace kydai::maprender {

inline constexpr qsizetype kMaxStyleBytes = 256 << 10;
inline constexpr int kMaxStyleRules = 256;
inline constexpr int kMaxCurveStops = 16;

// A number that depends on the zoom: stops in ascending zoom; between two positive values it grows
// by a constant factor a zoom (as roads do), else evenly; constant outside.
class ZoomCurve
{
public:
    ZoomCurve() = default;
    explicit ZoomCurve(double constant) : m_stops{{0, constant}} {}
    explicit ZoomCurve(std::vector<std::pair<double, double>> ascending)
        : m_stops(std::move(ascending)) {}
    bool isEmpty() const { return m_stops.empty(); }
    double at(double zoom) const;  // 0 without stops

private:
    std::vector<std::pair<double, double>> m_stops;
};

enum class RuleKind : quint8 { Fill, Line, Label };

// How a name looks. Sizes in logical px.
struct LabelLook {
    QString colour;       // role
    QString halo;         // role; empty = none
    double haloWidth = 2;
    double size = 14;
    int weight = 500;     // 100 … 900
    bool italic = false;
    double spacing = 0;   // share of the size between letters
    bool operator==(const LabelLook&) const = default;
};

// A condition on a tag: the value's text is (or is not) one of the list.
struct TagTest {
    QString key;
    QSet<QString> values;
    bool negated = false;
};

struct StyleRule {
    RuleKind kind = RuleKind::Fill;
    QString id;                  // for messages
    QStringList layers;          // of the vector tile
    std::vector<TagTest> tests;  // all must hold
    double minZoom = 0;          // painted from minZoom on and below maxZoom, in the camera's zoom
    double maxZoom = 25;
    QString colour;              // role
    ZoomCurve opacity;           // empty = 1
    // Line
    bool rings = false;          // also the edges of polygons
    ZoomCurve width;             // px
    QList<double> dash;          // lengths in px; empty = drawn through
    bool round = true;           // caps; joins are always round
    // Label
    LabelLook look;
    ZoomCurve size;
    QStringList fields;          // tags to try in order
    bool along = false;          // follows the line
    double dot = 0;              // radius of a disc at the point; the name then stands beside it
    int priority = 0;            // smaller goes first
    double repeat = 0;           // px between two equal names of this rule; 0 = the view's
    bool always = false;         // never gives way; also shown above what covers its source

    bool appliesAt(double zoom) const { return zoom >= minZoom && zoom < maxZoom; }
};

class MapStyle
{
public:
    // Errors: TooLarge, BadFrame (no JSON object), BadInput (params[0] = rule, params[1] = field;
    // `detail` says what is wrong), Unsupported (schema).
    // `language` "en": names are first looked for in name_en and name:en.
    static Result<MapStyle> parse(const QByteArray& json, const QString& language = {});

    const QString& name() const { return m_name; }
    const QString& theme() const { return m_theme; }            // of the palette: "dark", "light"
    const QString& background() const { return m_background; }  // role
    const QString& nearColour() const { return m_near; }        // role of streets near the selection
    const std::vector<StyleRule>& rules() const { return m_rules; }
    // Roles that the table does not know: what has them is not painted. Sorted.
    QStringList unknownRoles(const ColourTable& colours) const;

private:
    QString m_name;
    QString m_theme;
    QString m_background;
    QString m_near;
    std::vector<StyleRule> m_rules;
};

}  // namespace kydai::maprender
