// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/label_placer.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace kydai::geo {

namespace {

constexpr double kCell = 64;
constexpr int kLineChoices = 7;

struct Spot {
    ScreenPoint middle;
    double angle = 0;
};

bool sound(const Label& label)
{
    const auto finite = [](const ScreenPoint& p) {
        return std::isfinite(p.x) && std::isfinite(p.y) && std::abs(p.x) < 1e7 && std::abs(p.y) < 1e7;
    };
    return !label.at.empty() && label.width > 0 && label.height > 0 && label.width < 1e4
           && label.height < 1e4 && std::all_of(label.at.begin(), label.at.end(), finite);
}

// Boxes that together cover the text: one when it lies level, else a chain along it.
void cover(const Label& label, const Spot& spot, std::vector<ScreenBox>& boxes)
{
    boxes.clear();
    const double c = std::cos(spot.angle), s = std::sin(spot.angle);
    const bool level = std::abs(s) < 1e-12;
    const int pieces = level ? 1 : std::clamp(static_cast<int>(label.width / label.height), 1, 64);
    const double length = label.width / pieces;
    const double halfX = (std::abs(c) * length + std::abs(s) * label.height) / 2;
    const double halfY = (std::abs(s) * length + std::abs(c) * label.height) / 2;
    for (int i = 0; i < pieces; ++i) {
        const double along = -label.width / 2 + length * (i + 0.5);
        const double x = spot.middle.x + c * along, y = spot.middle.y + s * along;
        boxes.push_back({x - halfX, y - halfY, x + halfX, y + halfY});
    }
}

// Right, left, above, below, then the corners: the order maps are read in.
std::optional<Spot> besidePoint(const Label& label, int choice)
{
    static constexpr int kX[] = {1, -1, 0, 0, 1, -1, 1, -1};
    static constexpr int kY[] = {0, 0, -1, 1, -1, -1, 1, 1};
    const ScreenPoint at = label.at[0];
    if (label.centred)
        return choice == 0 ? std::optional(Spot{at, 0}) : std::nullopt;
    if (choice < 0 || choice >= 8)
        return std::nullopt;
    return Spot{{at.x + kX[choice] * (label.width / 2 + label.gap),
                 at.y + kY[choice] * (label.height / 2 + label.gap)}, 0};
}

// The middle of the line first, then to both sides. The text lies straight between two points of the
// line that are its width apart, if the line does not turn too much there.
std::optional<Spot> alongLine(const Label& label, int choice, double bend)
{
    if (choice < 0 || choice >= kLineChoices)
        return std::nullopt;
    double total = 0;
    for (size_t i = 1; i < label.at.size(); ++i)
        total += std::hypot(label.at[i].x - label.at[i - 1].x, label.at[i].y - label.at[i - 1].y);
    const int step = (choice + 1) / 2;
    const double middle = total * (0.5 + (choice % 2 ? -1 : 1) * 0.12 * step);
    const double from = middle - label.width / 2, to = middle + label.width / 2;
    if (from < 0 || to > total)
        return std::nullopt;
    ScreenPoint begin, end;
    double gone = 0, least = 10, most = -10, first = 0;
    bool started = false;
    for (size_t i = 1; i < label.at.size(); ++i) {
        const ScreenPoint a = label.at[i - 1], b = label.at[i];
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        if (!(length > 0))
            continue;
        const auto at = [&](double along) {
            const double part = std::clamp((along - gone) / length, 0.0, 1.0);
            return ScreenPoint{a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part};
        };
        if (gone + length >= from && gone <= to) {
            double angle = std::atan2(b.y - a.y, b.x - a.x);
            if (!started) {
                begin = at(from);
                first = angle;
                started = true;
            }
            angle = std::remainder(angle - first, 2 * std::numbers::pi);
            least = std::min(least, angle);
            most = std::max(most, angle);
            end = at(to);
        }
        gone += length;
    }
    if (!started || most - least > bend)
        return std::nullopt;
    double angle = std::atan2(end.y - begin.y, end.x - begin.x);
    if (angle > std::numbers::pi / 2 || angle <= -std::numbers::pi / 2)
        angle += angle > 0 ? -std::numbers::pi : std::numbers::pi;  // never upside down
    return Spot{{(begin.x + end.x) / 2, (begin.y + end.y) / 2}, angle};
}

int choicesOf(const Label& label)
{
    return label.at.size() > 1 ? kLineChoices : label.centred ? 1 : 8;
}

std::optional<Spot> spotOf(const Label& label, int choice, double bend)
{
    return label.at.size() > 1 ? alongLine(label, choice, bend) : besidePoint(label, choice);
}

// What is taken, by cells of the screen; one a domain.
class Taken
{
public:
    explicit Taken(const LabelOptions& options)
        : m_columns(std::clamp(static_cast<int>(options.width / kCell) + 1, 1, 256)),
          m_rows(std::clamp(static_cast<int>(options.height / kCell) + 1, 1, 256)),
          m_cells(static_cast<size_t>(m_columns) * static_cast<size_t>(m_rows))
    {
    }
    bool free(const ScreenBox& box, double padding) const
    {
        const ScreenBox wide{box.left - padding, box.top - padding, box.right + padding,
                             box.bottom + padding};
        bool clear = true;
        eachCell(wide, [&](size_t cell) {
            for (const int i : m_cells[cell])
                clear = clear && !wide.meets(m_boxes[static_cast<size_t>(i)]);
        });
        return clear;
    }
    void take(const ScreenBox& box)
    {
        const int number = static_cast<int>(m_boxes.size());
        m_boxes.push_back(box);
        eachCell(box, [this, number](size_t cell) { m_cells[cell].push_back(number); });
    }

private:
    // What lies outside the view is kept in the cells at its border.
    template <typename Visit> void eachCell(const ScreenBox& box, Visit&& visit) const
    {
        const auto cell = [](double v, int count) {
            return static_cast<int>(std::clamp(v / kCell, 0.0, static_cast<double>(count - 1)));
        };
        for (int y = cell(box.top, m_rows); y <= cell(box.bottom, m_rows); ++y) {
            for (int x = cell(box.left, m_columns); x <= cell(box.right, m_columns); ++x)
                visit(static_cast<size_t>(y) * static_cast<size_t>(m_columns)
                      + static_cast<size_t>(x));
        }
    }
    int m_columns, m_rows;
    std::vector<std::vector<int>> m_cells;
    std::vector<ScreenBox> m_boxes;
};

bool seen(const std::vector<ScreenBox>& boxes, const LabelOptions& options)
{
    const ScreenBox view{0, 0, options.width, options.height};
    return std::any_of(boxes.begin(), boxes.end(),
                       [&view](const ScreenBox& box) { return view.meets(box); });
}

struct Turn {
    quint32 index;
    int last;  // its choice in the last picture, -1 = it was not there
};

// Important ones first, then what stood in the last picture, then by feature.
std::vector<Turn> turnsOf(std::span<const Label> labels, const QHash<std::pair<quint64, int>, int>& last)
{
    std::vector<Turn> turns;
    turns.reserve(labels.size());
    for (quint32 i = 0; i < labels.size(); ++i) {
        const Label& label = labels[i];
        if (sound(label))
            turns.push_back({i, last.value({label.feature, static_cast<int>(label.domain)}, -1)});
    }
    std::sort(turns.begin(), turns.end(), [&labels](const Turn& a, const Turn& b) {
        const Label& p = labels[a.index];
        const Label& q = labels[b.index];
        if (p.priority != q.priority)
            return p.priority > q.priority;
        if ((a.last >= 0) != (b.last >= 0))
            return a.last >= 0;
        return p.feature != q.feature ? p.feature < q.feature : p.domain < q.domain;
    });
    if (turns.size() > kMostLabels)
        turns.resize(kMostLabels);
    return turns;
}

}  // namespace

std::vector<PlacedLabel> LabelPlacer::place(std::span<const Label> labels,
                                            const LabelOptions& options)
{
    const std::vector<Turn> turns = turnsOf(labels, m_last);
    std::array<Taken, 2> taken{Taken(options), Taken(options)};
    QHash<std::pair<QString, int>, std::vector<ScreenPoint>> names;
    std::vector<PlacedLabel> placed;
    std::vector<ScreenBox> boxes;
    m_last.clear();
    for (const Turn& turn : turns) {
        const Label& label = labels[turn.index];
        const int domain = static_cast<int>(label.domain);
        Taken& room = taken[static_cast<size_t>(domain)];
        auto& same = names[{label.name, domain}];
        const auto fits = [&](int choice, double padding) -> std::optional<Spot> {
            const auto spot = spotOf(label, choice, options.bend);
            if (!spot)
                return {};
            cover(label, *spot, boxes);
            if (!seen(boxes, options))
                return {};
            for (const ScreenPoint& other : same) {
                const double slack = choice == turn.last ? padding - options.padding : 0;
                if (!label.name.isEmpty()
                    && std::hypot(other.x - spot->middle.x, other.y - spot->middle.y)
                           < options.repeatDistance + slack)
                    return {};
            }
            for (const ScreenBox& box : boxes) {
                if (!room.free(box, padding))
                    return {};
            }
            return spot;
        };
        // New ones keep a distance; those that stood may come as near as not to touch, so that the
        // last digit of a coordinate never makes a label come and go.
        int choice = turn.last;
        auto spot = turn.last >= 0 ? fits(turn.last, 0) : std::nullopt;
        for (int c = 0; !spot && c < choicesOf(label); ++c) {
            choice = c;
            spot = fits(c, options.padding);
        }
        if (!spot)
            continue;
        for (const ScreenBox& box : boxes)
            room.take(box);
        if (!label.name.isEmpty())
            same.push_back(spot->middle);
        m_last.insert({label.feature, domain}, choice);
        placed.push_back({label.feature, label.domain, turn.index, spot->middle, spot->angle, choice});
    }
    return placed;
}

std::array<ScreenPoint, 4> LabelPlacer::corners(const Label& label, const PlacedLabel& placed)
{
    const double c = std::cos(placed.angle), s = std::sin(placed.angle);
    const auto at = [&](double x, double y) {
        return ScreenPoint{placed.middle.x + c * x - s * y, placed.middle.y + s * x + c * y};
    };
    const double w = label.width / 2, h = label.height / 2;
    return {at(-w, -h), at(w, -h), at(w, h), at(-w, h)};
}

}  // namespace kydai::geo
