// SPDX-License-Identifier: GPL-3.0-or-later
// kydai_bench_map [--quick] [--points DIR] [--areas FILE]   the map's figures, a line each
// kydai_bench_map --once NAME                               one piece of work, for instruction counts
// kydai_bench_map --names                                   the names of those
#include <cstdio>
#include <cstring>

#include "benchmarks/map/figures.h"

using namespace kydai::bench;

int main(int argc, char** argv)
{
    Settings settings;
    for (int i = 1; i < argc; ++i) {
        const bool more = i + 1 < argc;
        if (std::strcmp(argv[i], "--quick") == 0) {
            settings.quick = true;
        } else if (std::strcmp(argv[i], "--points") == 0 && more) {
            settings.pointsFolder = argv[++i];
        } else if (std::strcmp(argv[i], "--areas") == 0 && more) {
            settings.areas = argv[++i];
        } else if (std::strcmp(argv[i], "--once") == 0 && more) {
            return runOnce(argv[++i]) ? 0 : 2;
        } else if (std::strcmp(argv[i], "--names") == 0) {
            for (const std::string& name : onceNames())
                std::printf("%s\n", name.c_str());
            return 0;
        } else {
            std::fprintf(stderr, "unknown option %s\n", argv[i]);
            return 2;
        }
    }
    for (const auto group : {indexFigures, wardFigures, otherFigures})
        group(settings);
    return 0;
}
