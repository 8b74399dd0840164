// SPDX-License-Identifier: GPL-3.0-or-later
// What is measured of the map. A figure is printed as a line "figure NAME VALUE UNIT" for the script;
// times are CPU time of the process, the middle of several runs. A new group of figures is a function
// here and a line in kGroups.
#pragma once

#include <string>
#include <vector>

namespace kydai::bench {

struct Settings {
    std::string pointsFolder;  // where points are written for the peers; empty = nowhere
    std::string areas;         // GeoJSON of wards; empty or absent = no ward figures
    bool quick = false;
};

void figure(const std::string& name, double value, const char* unit);

void indexFigures(const Settings& settings);   // build, query, insert, memory
void wardFigures(const Settings& settings);
void otherFigures(const Settings& settings);   // heat, filter, labels

// One piece of work for instruction counts; false when the name is unknown. "setup" prepares alone.
bool runOnce(const std::string& name);
std::vector<std::string> onceNames();

}  // namespace kydai::bench
