// SPDX-License-Identifier: GPL-3.0-or-later
// GeoJSON to areas: a private part of geo/area_index.h.
#pragma once

#include <QJsonArray>
#include <QJsonObject>

#include "geo/area_index.h"

namespace kydai::geo {

class AreaReader
{
public:
    Result<AreaIndex> read(const QByteArray& bytes);

private:
    Result<void> readFeature(const QJsonObject& feature);
    Result<void> readProperties(const QJsonObject& properties, MapArea& area);
    Result<void> readPolygon(const QJsonArray& rings, MapArea& area);
    Result<void> readRing(const QJsonArray& ring, MapArea& area);
    tl::unexpected<Error> refuse(const char* what) const;

    AreaIndex m_made;
    int m_feature = 0;  // from 1; 0 = the file
};

}  // namespace kydai::geo
