#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes libs/city/street_lines.h: where the demo's streets run on the schematic base map.

Usage: make_street_lines.py ROOT. Of each street of libs/city/places.cpp the 450 m to both sides of its
point are kept, a point every 50 m, so that what happens in a street lies beside it on the map and in
the ward the table names. A street the map does not have keeps its point alone.
"""
import json
import math
import pathlib
import re
import sys

REACH_M, STEP_M = 450, 50


def metres(a, b):
    return math.hypot((a[0] - b[0]) * 106700, (a[1] - b[1]) * 110600)


def sampled(line):
    """(distance from the start, position) every metre or so along a line of (lon, lat)."""
    out, gone = [], 0.0
    for a, b in zip(line, line[1:]):
        length = metres(a, b)
        for k in range(max(1, round(length))):
            t = k / max(1, round(length))
            out.append((gone + length * t, (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t)))
        gone += length
    out.append((gone, tuple(line[-1])))
    return out


def stretch(line, point):
    points = sampled(line)
    middle = min(points, key=lambda p: metres(p[1], point))[0]
    low = max(0.0, middle - REACH_M)
    high = min(points[-1][0], middle + REACH_M)
    wanted = [low + i * STEP_M for i in range(int((high - low) / STEP_M) + 1)]
    return [min(points, key=lambda p, at=at: abs(p[0] - at))[1] for at in wanted]


def main():
    root = pathlib.Path(sys.argv[1])
    table = re.findall(r'\{"([^"]+)", ([\d.]+), ([\d.]+), "[^"]+"\}',
                       (root / "libs/city/places.cpp").read_text(encoding="utf-8"))
    roads = {}
    features = json.loads((root / "resources/basemap/centre.geojson").read_text(encoding="utf-8"))
    for feature in features["features"]:
        tags = feature["properties"]
        if tags.get("layer") == "road" and tags.get("name"):
            roads.setdefault(tags["name"], []).append(feature["geometry"]["coordinates"])
    starts, points = [0], []
    for name, lat, lon in table:
        at = (float(lon), float(lat))
        lines = roads.get(name, [])
        line = min(lines, key=lambda l: min(metres(p, at) for p in l)) if lines else None
        points += stretch(line, at) if line else [at]
        starts.append(len(points))
    out = ["// SPDX-License-Identifier: GPL-3.0-or-later",
           "// Made by resources/city/make_street_lines.py from the schematic base map; do not edit.",
           "// Points (latitude, longitude) in 1e-5 degrees, and where the points of each street begin, in",
           "// the order of the table in places.cpp.", "#pragma once", "", "#include <array>", "",
           "#include <QtGlobal>", "", "namespace kydai::city {", "",
           "struct LinePoint {", "    qint32 latE5, lonE5;", "};", "",
           f"inline constexpr std::array<quint16, {len(starts)}> kLineStarts{{"]
    for i in range(0, len(starts), 16):
        out.append("    " + ", ".join(str(s) for s in starts[i:i + 16]) + ",")
    out += ["};", "", f"inline constexpr std::array<LinePoint, {len(points)}> kLinePoints{{{{"]
    for i in range(0, len(points), 4):
        out.append("    " + " ".join(f"{{{round(p[1] * 1e5)}, {round(p[0] * 1e5)}}},"
                                     for p in points[i:i + 4]))
    out += ["}};", "", "}  // namespace kydai::city", ""]
    (root / "libs/city/street_lines.h").write_text("\n".join(out), encoding="utf-8")


if __name__ == "__main__":
    main()
