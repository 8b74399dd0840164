// SPDX-License-Identifier: GPL-3.0-or-later
// Where a photograph was taken, when the file says so (Exif in a JPEG, as the centre's desks get it;
// agencies get files without). Foreign bytes: every offset is checked, nothing is trusted, at most
// kExifReach bytes are looked at. Pure.
#pragma once

#include <optional>

#include <QByteArray>

#include "core/rules_args.h"

namespace kydai::desk {

inline constexpr qint64 kExifReach = 128 * 1024;  // Exif stands in the first 64 KiB segment

std::optional<LatLon> placeOfPhoto(QByteArrayView jpeg);
double metresBetween(const LatLon& a, const LatLon& b);  // on the sphere

}  // namespace kydai::desk
