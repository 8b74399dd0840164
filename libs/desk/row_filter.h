// SPDX-License-Identifier: GPL-3.0-or-later
// A FilterSpec made ready for index rows: codes as interned numbers, sets as bits. Means exactly
// what core's matches() means for the whole case (property test). GUI thread; a value.
#pragma once

#include <optional>
#include <vector>

#include <QPointF>
#include <QSet>

#include "desk/case_index.h"

namespace kydai::desk {

// A figure drawn on the map: corners (longitude, latitude) in 1e-7 degrees, even-odd. A place on a
// border lies on one of its sides, always the same one.
struct DrawnArea {
    std::vector<std::pair<qint32, qint32>> corners;
    qint32 west = 0, south = 0, east = 0, north = 0;

    bool isEmpty() const { return corners.size() < 3; }
    bool holds(qint32 lonE7, qint32 latE7) const;
    static DrawnArea fromDegrees(const QList<QPointF>& corners);  // x = longitude; at most 2,000
};

class RowFilter
{
public:
    RowFilter() = default;
    // Codes that were never seen match no row. Make a new one after the index has learnt new codes.
    RowFilter(const FilterSpec& spec, const CaseIndex& index);

    // The text part is answered by the full-text search; without an answer it matches every row.
    void setTextHits(QSet<Uuid> hits) { m_hits = std::move(hits); }
    // Rows without a position are not in any area.
    void setArea(DrawnArea area) { m_area = std::move(area); }
    void forgetAreas() { m_areas = {}; }  // whatever the ward: for figures of every ward
    bool isEmpty() const { return m_empty && !m_hits && m_area.isEmpty(); }
    bool usesLateness() const { return m_lateness != 0; }

    bool matches(const IndexRow& row, qint64 nowMs) const
    {
        if (m_states && !(m_states & (1u << static_cast<unsigned>(row.state()))))
            return false;
        if (m_priorities && !(m_priorities & (1u << static_cast<unsigned>(row.priority()))))
            return false;
        if (m_channels && !(m_channels & (1u << static_cast<unsigned>(row.channel()))))
            return false;
        if (m_fromMs && row.createdMs < m_fromMs)
            return false;
        if (m_toMs && row.createdMs >= m_toMs)
            return false;
        if (!inSet(m_categories, row.category) || !inSet(m_agencies, row.agency)
            || !inSet(m_areas, row.area))
            return false;
        if (m_lateness && !(m_lateness & (1u << static_cast<unsigned>(row.latenessAt(nowMs)))))
            return false;
        if (!m_area.isEmpty()
            && (!row.has(FlagHasPosition) || !m_area.holds(row.lonE7, row.latE7)))
            return false;
        return !m_hits || m_hits->contains(row.id);
    }

private:
    struct CodeSet {
        bool all = true;
        std::vector<bool> bits;
    };
    static CodeSet setOf(const QStringList& codes, const Interner& interner);
    static bool inSet(const CodeSet& set, quint16 number)
    {
        return set.all || (number < set.bits.size() && set.bits[number]);
    }

    bool m_empty = true;
    quint32 m_states = 0, m_priorities = 0, m_channels = 0, m_lateness = 0;
    qint64 m_fromMs = 0, m_toMs = 0;
    CodeSet m_categories, m_agencies, m_areas;
    std::optional<QSet<Uuid>> m_hits;
    DrawnArea m_area;
};

}  // namespace kydai::desk
