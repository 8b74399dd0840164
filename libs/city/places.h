// SPDX-License-Identifier: GPL-3.0-or-later
// Where things happen in the simulated city: streets, bridges, markets, schools, sights, with rough
// positions (WGS 84, a few hundred metres) and the ward of 2025 they lie in.
#pragma once

#include <span>

#include "city/chance.h"
#include "core/directory.h"

namespace kydai::city {

struct Street {
    const char* name;
    double lat, lon;
    const char* ward;  // name since 1 July 2025
};
std::span<const Street> streets();

struct Spot {
    QString street, street2, house, kiet, ward, areaCode, bridge, market, school, place;
    double lat = 0, lon = 0;
};

// A spot in the city: mostly in the centre's streets, else near the middle of a ward.
Spot pickSpot(Chance& chance, const Directory& directory, QDate day);
// Another spot of the same happening, within about `metres`.
Spot nearby(const Spot& spot, Chance& chance, double metres);

}  // namespace kydai::city
