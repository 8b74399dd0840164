// SPDX-License-Identifier: GPL-3.0-or-later
// The command stream of one vector tile feature. Private to the room. Any thread.
#pragma once

#include <vector>

#include <protozero/pbf_reader.hpp>

#include "geo/vector_tile.h"

namespace kydai::geo {

using PackedNumbers = protozero::iterator_range<protozero::pbf_reader::const_uint32_iterator>;

enum class GeometryFault { None, Mended, Bad };

// Appends the feature's parts and points to the layer. On Bad the layer is as it was before. May
// throw what protozero throws on damaged numbers; the layer may then be thrown away only.
GeometryFault decodeGeometry(PackedNumbers commands, qsizetype packedBytes, GeomType type,
    VectorLayer& layer);

}  // namespace kydai::geo
