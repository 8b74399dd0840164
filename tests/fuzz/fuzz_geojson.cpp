// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as GeoJSON, cut into some tiles, each of which must be a sound vector tile.
#include <cstdlib>

#include "geo/geojson.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    using namespace kydai::geo;
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    GeoJsonOptions options;
    options.layerKey = QStringLiteral("kind");
    const auto source = GeoJson::parse(bytes, options);
    if (!source)
        return 0;
    const WorldBox area = (*source)->info().area();
    for (const int z : {0, 3, 10, 18, 30}) {
        for (const World at : {World{area.left, area.top}, World{area.right, area.bottom}}) {
            const VectorTile tile = (*source)->cut(tileAt(at, z));
            const auto read = decodeVectorTile(encodeVectorTile(tile));
            if (!read || read->faults != 0)
                std::abort();
        }
    }
    return 0;
}
