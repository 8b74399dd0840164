// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a tile: opened, decoded, written again, decoded again.
#include <cstdlib>

#include "geo/vector_tile.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    using namespace kydai::geo;
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    if (const auto opened = openTile(bytes, std::nullopt))
        static_cast<void>(checkPicture(*opened));
    const auto tile = decodeVectorTile(bytes);
    if (!tile)
        return 0;
    for (const VectorLayer& layer : tile->layers) {
        if (layer.points.size() > size)
            std::abort();
        for (const VectorFeature& feature : layer.features) {
            if (feature.partEnd > layer.parts.size() || feature.tagEnd > layer.tags.size())
                std::abort();
            for (const TilePart& part : layer.partsOf(feature)) {
                if (part.begin > part.end || part.end > layer.points.size())
                    std::abort();
            }
            for (quint32 i = feature.tagBegin; i < feature.tagEnd; ++i) {
                if (layer.tags[i].key >= layer.keys.size()
                    || layer.tags[i].value >= layer.values.size())
                    std::abort();
            }
        }
    }
    const auto again = decodeVectorTile(encodeVectorTile(*tile));
    if (!again || again->layers.size() != tile->layers.size())
        std::abort();
    return 0;
}
