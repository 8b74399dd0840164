// SPDX-License-Identifier: GPL-3.0-or-later
// Dated areas (wards, communes, zones) and the question which of them holds a place. Read from GeoJSON
// as a whole, then read only: const calls from any number of threads. Foreign bytes: everything is
// bounded and refused with the reason, nothing is read halfway.
//
// An area is all its rings, even-odd: holes and islands need no order. A place on a border that two
// areas share belongs to exactly one of them. Distances are right within 1 % for data of a province.
#pragma once

#include <span>
#include <vector>

#include "core/directory.h"
#include "core/result.h"
#include "geo/packed_rtree.h"

namespace kydai::geo {

inline constexpr qsizetype kMostAreaBytes = 64 * 1024 * 1024;
inline constexpr qsizetype kMostAreas = 5000;
inline constexpr size_t kMostAreaVertices = 2'000'000;

struct MapArea {
    QString code, name, kind;
    Validity valid;
    QStringList successors;   // codes, at most 50
    qint64 population = 0;    // 0 = not known
    double west = 0, south = 0, east = 0, north = 0;
    quint32 firstRing = 0, endRing = 0;  // for AreaIndex::ring
};

class AreaIndex
{
public:
    // FeatureCollection of Polygon and MultiPolygon; properties code (demanded), name, kind,
    // valid_from, valid_to (yyyy-MM-dd), successors (list), population. Errors: BadInput with
    // params = what, which feature (from 1, 0 = the file); TooLarge with params = what, bound.
    static Result<AreaIndex> fromGeoJson(const QByteArray& bytes);

    int size() const { return static_cast<int>(m_areas.size()); }
    const MapArea& area(int index) const { return m_areas[static_cast<size_t>(index)]; }
    int indexOf(const QString& code, QDate day) const;  // -1: none valid that day
    // Closed: the last place repeats the first.
    std::span<const LonLat> ring(quint32 number) const;
    quint32 rings() const { return static_cast<quint32>(m_ringStart.size()) - 1; }
    size_t vertices() const { return m_places.size(); }

    // Indexes in the order of the file; an invalid day asks for all eras.
    std::vector<int> areasAt(LonLat at, QDate day) const;
    int areaAt(LonLat at, QDate day) const;  // the first of them, -1 when none
    bool holds(int index, LonLat at) const;
    // areaAt, else the area whose border is nearest and at most `metres` away, else -1.
    int nearestArea(LonLat at, QDate day, double metres) const;
    double metresToBorder(int index, LonLat at) const;
    size_t bytes() const;

private:
    friend class AreaReader;

    struct Edge {  // lower end first, so that both neighbours compute alike
        double y0, y1, x0, x1;
        bool crossedBy(double x, double y) const
        {
            return y >= y0 && y < y1 && x < x0 + (y - y0) / (y1 - y0) * (x1 - x0);
        }
    };
    struct Strips {  // of one area: its edges by height
        quint32 first = 0, count = 0;
        double perDegree = 0;
    };

    void index();
    void indexArea(const MapArea& area);
    World flat(LonLat at) const { return {at.lon * m_narrow, at.lat}; }
    double edgeDistance2(quint32 edge, World from) const;  // degrees of latitude, squared

    std::vector<MapArea> m_areas;
    std::vector<LonLat> m_places;
    std::vector<quint32> m_ringStart{0};
    std::vector<quint32> m_areaOfRing;
    std::vector<Strips> m_strips;
    std::vector<quint32> m_stripStart;  // into m_edges, one more than strips for each area
    std::vector<Edge> m_edges;
    std::vector<quint32> m_edgeArea;    // of border edges, numbered by their first place
    PackedRTree m_boxes;                // of areas
    PackedRTree m_borders;              // of border edges, flat()
    double m_narrow = 1;
};

}  // namespace kydai::geo
