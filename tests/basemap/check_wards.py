# SPDX-License-Identifier: GPL-3.0-or-later
"""The schematic wards: what the script writes, each around its own place, no two over each other."""
import json
import os
import sys

sys.dont_write_bytecode = True
MOST_BYTES = 150 * 1024


def load(root):
    base = os.path.join(root, "resources", "basemap")
    sys.path.insert(0, base)
    with open(os.path.join(base, "wards.geojson"), encoding="utf-8") as source:
        raw = source.read()
    return {"raw": raw, "map": json.loads(raw)}


def fresh(world):
    import make_wards
    if make_wards.make() != world["raw"]:
        yield "wards.geojson is not what make_wards.py writes"


def says_what_it_is(world):
    if not world["map"].get("schematic"):
        yield "wards.geojson is not marked schematic"
    if "không phải ranh giới hành chính" not in world["map"].get("attribution", ""):
        yield "wards.geojson does not say that it holds no official boundaries"
    if len(world["raw"].encode()) > MOST_BYTES:
        yield "wards.geojson is larger than %d bytes" % MOST_BYTES


def shapes(world):
    import drawing
    import make_wards
    made = {f["properties"]["code"]: f["geometry"]["coordinates"] for f in world["map"]["features"]}
    places = make_wards.wards()
    if sorted(made) != sorted(w["code"] for w in places):
        yield "wards.geojson and areas.json name different wards"
        return
    rings = {code: [[drawing.plane(p) for p in polygon[0][:-1]] for polygon in polygons]
             for code, polygons in made.items()}
    astray = 0
    for ward in places:
        mine = rings[ward["code"]]
        size = sum(make_wards.area(ring) for ring in mine)
        if not 0.45 * ward["size"] < size < 1.6 * ward["size"]:
            yield "%s has %.1f km², officially %.1f" % (ward["name"], size, ward["size"])
        astray += not any(make_wards.holds(ring, ward["at"]) for ring in mine)
        for other in places:
            if other is not ward and any(make_wards.holds(ring, ward["at"])
                                         for ring in rings[other["code"]]):
                yield "%s lies in %s" % (ward["name"], other["name"])
    if astray > 1:  # the spit of Thuận An is narrower in the coast's data
        yield "%d wards are not around their place" % astray


CHECKS = [fresh, says_what_it_is, shapes]
