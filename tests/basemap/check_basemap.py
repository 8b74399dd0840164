#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks resources/basemap: data, styles, and that each check notices what it is for.

Usage: check_basemap.py ROOT data|styles|wards|caught
Exit: 0 clean, 1 findings.
"""
import copy
import json
import math
import os
import re
import sys

sys.dont_write_bytecode = True
ROOT = os.path.abspath(sys.argv[1])
BASE = os.path.join(ROOT, "resources", "basemap")
sys.path.insert(0, BASE)
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import check_styles  # noqa: E402
import check_wards  # noqa: E402
import drawing  # noqa: E402
import make_basemap  # noqa: E402

NAMES = ("centre", "region", "national")
BOUNDS = {"centre": (107.40, 16.35, 107.75, 16.60), "region": (106.89, 15.89, 108.31, 16.91),
          "national": (87.99, -2.01, 134.01, 32.01)}
LAYERS = {"land", "water", "river", "island", "boundary", "place", "label", "road", "bridge", "rail"}
NEAR_M, JOIN_M, MOST_BYTES = 60, 12, 400 * 1024
BRIDGES = {"Cầu Trường Tiền", "Cầu Phú Xuân", "Cầu Dã Viên", "Cầu Nguyễn Hoàng", "Cầu Chợ Dinh",
           "Đập Đá", "Cầu Vỹ Dạ"}
RIVERS = {"Sông Hương", "Sông An Cựu", "Sông Đông Ba", "Sông Kẻ Vạn", "Sông Như Ý", "Ngự Hà",
          "Hói Phát Lát"}


def text(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as source:
        return source.read()


def load():
    world = {"raw": {n: text("resources", "basemap", n + ".geojson") for n in NAMES}}
    world["maps"] = {n: json.loads(world["raw"][n]) for n in NAMES}
    rows = re.findall(r'\{"([^"]+)", ([\d.]+), ([\d.]+), "[^"]+"\}', text("libs", "city", "places.cpp"))
    world["spots"] = [(name, (float(lon), float(lat))) for name, lat, lon in rows]
    world["licences"] = text("resources", "basemap", "LICENSES.md")
    return world


def features(world, layer=None, name=NAMES):
    for n in ([name] if isinstance(name, str) else name):
        for f in world["maps"][n]["features"]:
            if layer is None or f["properties"]["layer"] == layer:
                yield f


def points(geometry):
    def walk(c):
        if isinstance(c[0], (int, float)):
            yield c
        else:
            for part in c:
                yield from walk(part)
    return list(walk(geometry["coordinates"]))


def away(p, lines):
    """Metres from a point to the nearest of some lines."""
    flat = drawing.plane(p)
    return min((drawing.to_segment(flat, drawing.plane(a), drawing.plane(b)) * 1000
                for line in lines for a, b in zip(line, line[1:])), default=math.inf)


def lines_of(world, *layers):
    out = {}
    for layer in layers:
        for f in features(world, layer, "centre"):
            out.setdefault(f["properties"]["name"], []).append(f["geometry"]["coordinates"])
    return out


def spots_on_their_streets(world):
    drawn = lines_of(world, "road")
    if len(world["spots"]) < 40:
        yield "only %d streets read from places.cpp" % len(world["spots"])
    for name, spot in world["spots"]:
        if name not in drawn:
            yield "%s of the demo city is not drawn" % name
        elif away(spot, drawn[name]) > NEAR_M:
            yield "%s: the demo city's point lies %d m off" % (name, away(spot, drawn[name]))
    if len(drawn) < 80:
        yield "only %d streets" % len(drawn)


def streets_join(world):
    """An end of a street meets another street or a bridge, or it is well away from all: never nearly.
    And no street turns back on itself."""
    ways = [(n, line) for n, lines in lines_of(world, "road", "bridge").items() for line in lines]
    for f in features(world, "road", "centre"):
        name, line = f["properties"]["name"], f["geometry"]["coordinates"]
        others = [l for _, l in ways if l is not line]
        for end in (line[0], line[-1]):
            gap = away(end, others)
            if JOIN_M < gap < 40:
                yield "%s ends %d m short of another street at %s" % (name, gap, end)
        flat = [drawing.plane(p) for p in line]
        for a, b, c in zip(flat, flat[1:], flat[2:]):
            turn = abs(math.remainder(math.atan2(c[1] - b[1], c[0] - b[0])
                                      - math.atan2(b[1] - a[1], b[0] - a[0]), math.tau))
            if math.degrees(turn) > 100:
                yield "%s turns by %d degrees" % (name, math.degrees(turn))


def bridges_cross_water(world):
    waters = [(f["properties"].get("name"), f["geometry"]["coordinates"][0])
              for f in features(world, "water", "centre")]
    roads = [f["geometry"]["coordinates"] for f in features(world, "road", "centre")]
    found = set()
    for f in features(world, "bridge", "centre"):
        a, b = f["geometry"]["coordinates"][0], f["geometry"]["coordinates"][-1]
        found.add(f["properties"]["name"])
        along = [(a[0] + (b[0] - a[0]) * k / 40, a[1] + (b[1] - a[1]) * k / 40) for k in range(41)]
        if not any(drawing.inside(p, ring) for p in along for _, ring in waters):
            yield f["properties"]["name"] + " crosses no water"
        for end in (a, b):
            if any(drawing.inside(end, ring) for _, ring in waters):
                yield f["properties"]["name"] + " ends in the water"
            if away(end, roads) > JOIN_M:
                yield f["properties"]["name"] + " meets no street"
    for name in sorted(BRIDGES - found):
        yield "no bridge " + name
    names = {n for n, _ in waters}
    for name in sorted(RIVERS - names):
        yield "no water " + name


def streets_are_dry(world):
    """No street runs along inside the Hương: only bridges and the causeway lie over it."""
    rings = [f["geometry"]["coordinates"][0] for f in features(world, "water", "centre")
             if f["properties"].get("name") == "Sông Hương"]
    for f in features(world, "road", "centre"):
        for p in f["geometry"]["coordinates"]:
            if any(drawing.inside(p, ring) for ring in rings):
                yield "%s runs in the Hương at %s" % (f["properties"]["name"], p)
    for name, spot in world["spots"]:
        if any(drawing.inside(spot, ring) for ring in rings):
            yield "the demo city's %s lies in the Hương" % name


def shapes_are_sound(world):
    for n in NAMES:
        low_x, low_y, high_x, high_y = BOUNDS[n]
        for f in features(world, name=n):
            label = "%s: %s" % (n, json.dumps(f["properties"], ensure_ascii=False)[:90])
            for x, y in points(f["geometry"]):
                if not (low_x <= x <= high_x and low_y <= y <= high_y):
                    yield "%s leaves the map at %s" % (label, (x, y))
                    break
            if f["geometry"]["type"] == "Polygon":
                for ring in f["geometry"]["coordinates"]:
                    if len(ring) < 4 or ring[0] != ring[-1]:
                        yield label + " is not closed"
                    elif drawing.area(ring) == 0:
                        yield label + " is empty"
                    elif drawing.crossings(ring):
                        yield "%s crosses itself at %s" % (label, ring[drawing.crossings(ring)[0]])
            low, high = f["properties"]["minzoom"], f["properties"]["maxzoom"]
            if not 0 <= low < high <= 24:
                yield "%s: zooms %s to %s" % (label, low, high)


def layers_are_there(world):
    seen = {f["properties"]["layer"] for f in features(world)}
    for layer in sorted(LAYERS ^ seen):
        yield "layer %s: %s" % (layer, "unknown" if layer in seen else "missing")
    for f in features(world, name="centre"):
        if f["properties"].get("schematic") is not True:
            yield "not marked schematic: %s" % f["properties"]
    for n in ("region", "national"):
        if any(f["properties"].get("schematic") for f in features(world, name=n)):
            yield n + " holds schematic shapes"
    if world["maps"]["centre"]["attribution"] != "sơ đồ của dự án":
        yield "the schematic's attribution is missing"


def archipelagos_are_named(world):
    wanted = {"Quần đảo Hoàng Sa (Việt Nam)": (111, 15.5, 113, 17.5),
              "Quần đảo Trường Sa (Việt Nam)": (111.3, 6.5, 117.7, 12)}
    for f in features(world, "label", "national"):
        box = wanted.get(f["properties"]["name"])
        x, y = points(f["geometry"])[0]
        if box and box[0] < x < box[2] and box[1] < y < box[3] and f["properties"]["minzoom"] <= 4 \
                and f["properties"]["maxzoom"] >= 22:
            del wanted[f["properties"]["name"]]
    for name in wanted:
        yield "no label " + name
    for box in ((111, 15.5, 113, 17.5), (111.3, 6.5, 117.7, 12)):
        isles = [f for f in features(world, "island", "national")
                 if all(box[0] < x < box[2] and box[1] < y < box[3] for x, y in points(f["geometry"]))]
        if not isles:
            yield "no islands drawn in %s" % (box,)
    if not any(f["properties"]["name"] == "Biển Đông" for f in features(world, "label", "national")):
        yield "no label Biển Đông"
    foreign = re.compile(r"Paracel|Spratly|Xisha|Nansha|South China", re.I)
    for n in NAMES:
        if foreign.search(world["raw"][n]):
            yield n + " carries a foreign name of Vietnamese waters or islands"


def sizes_and_licences(world):
    total = sum(len(raw.encode()) for raw in world["raw"].values())
    if total > MOST_BYTES:
        yield "%d bytes of maps" % total
    for n in NAMES:
        if re.search(r"\d\.\d{6}", world["raw"][n]):
            yield n + " has more than five decimals"
        if not world["maps"][n].get("attribution"):
            yield n + " names no source"
    for source in sorted({f["properties"].get("source", "none") for f in features(world)}):
        section = re.search(r"^## `%s`.*?(?=^## |\Z)" % source, world["licences"], re.M | re.S)
        if not section or not re.search(r"^Licence: \S+", section[0], re.M) \
                or not re.search(r"^Attribution: \S+", section[0], re.M):
            yield "LICENSES.md lacks source %s with Licence: and Attribution:" % source


def centre_is_fresh(world):
    made = json.loads(json.dumps(list(make_basemap.centre())))
    if made != world["maps"]["centre"]["features"]:
        yield "centre.geojson is not what make_basemap.py draws now"


CHECKS = [spots_on_their_streets, streets_join, bridges_cross_water, streets_are_dry, shapes_are_sound,
          layers_are_there, archipelagos_are_named, sizes_and_licences, centre_is_fresh]


# --- each check must notice a planted fault --------------------------------------------------------
def named(world, name, layer=None):
    return next(f for f in features(world, layer) if f["properties"].get("name") == name)


def bow_tie(world):
    ring = named(world, "Sông Hương", "water")["geometry"]["coordinates"][0]
    ring[3], ring[30] = ring[30], ring[3]


def moved(world, name, layer, dx, dy):
    geometry = named(world, name, layer)["geometry"]
    geometry["coordinates"] = [[x + dx, y + dy] for x, y in geometry["coordinates"]]


def without(world, name):
    for n in NAMES:
        rows = world["maps"][n]["features"]
        rows[:] = [f for f in rows if f["properties"].get("name") != name]


def renamed(world):
    world["raw"]["national"] = world["raw"]["national"].replace("Hoang Sa Islands", "Paracel Islands")


FAULTS = [
    (spots_on_their_streets, lambda w: moved(w, "Hùng Vương", "road", 0.001, 0)),
    (spots_on_their_streets, lambda w: without(w, "Bà Triệu")),
    (streets_join, lambda w: moved(w, "Nguyễn Du", "road", 0.0002, 0)),
    (streets_join, lambda w: named(w, "Tố Hữu", "road")["geometry"]["coordinates"].insert(
        2, named(w, "Tố Hữu", "road")["geometry"]["coordinates"][0])),
    (bridges_cross_water, lambda w: moved(w, "Cầu Trường Tiền", "bridge", 0, -0.01)),
    (bridges_cross_water, lambda w: without(w, "Đập Đá")),
    (bridges_cross_water, lambda w: without(w, "Sông Kẻ Vạn")),
    (streets_are_dry, lambda w: moved(w, "Lê Lợi", "road", -0.001, 0.001)),
    (streets_are_dry, lambda w: w["spots"].append(("Lê Lợi", (107.5837, 16.4651)))),
    (shapes_are_sound, bow_tie),
    (shapes_are_sound, lambda w: named(w, "Cồn Hến", "island")["geometry"]["coordinates"][0].pop()),
    (shapes_are_sound, lambda w: moved(w, "Lê Duẩn", "road", 1, 0)),
    (layers_are_there, lambda w: without(w, "Đường sắt Bắc - Nam")),
    (layers_are_there, lambda w: named(w, "Lê Lợi", "road")["properties"].pop("schematic")),
    (archipelagos_are_named, lambda w: without(w, "Quần đảo Hoàng Sa (Việt Nam)")),
    (archipelagos_are_named, lambda w: without(w, "Quần đảo Trường Sa (Việt Nam)")),
    (archipelagos_are_named, renamed),
    (sizes_and_licences, lambda w: w.update(licences=w["licences"].replace("Licence: ", "", 1))),
    (sizes_and_licences, lambda w: w["raw"].update(centre=w["raw"]["centre"] * 5)),
    (centre_is_fresh, lambda w: moved(w, "Lê Duẩn", "road", 0.0001, 0)),
]


def caught(world):
    for check, spoil in FAULTS:
        spoilt = copy.deepcopy(world)
        spoil(spoilt)
        if not list(check(spoilt)):
            yield "%s passes over a planted fault (%d)" % (check.__name__, FAULTS.index((check, spoil)))
    for check in CHECKS:
        if check not in [c for c, _ in FAULTS]:
            yield check.__name__ + " has no planted fault"
    yield from check_styles.caught(ROOT)
    yield from wards_caught()


def wards_caught():
    def spoilt(**changes):
        return dict(check_wards.load(ROOT), **changes)

    there = check_wards.load(ROOT)
    swapped = copy.deepcopy(there["map"])
    first, second = swapped["features"][:2]
    first["geometry"], second["geometry"] = second["geometry"], first["geometry"]
    faults = [(check_wards.fresh, spoilt(raw=there["raw"] + " ")),
              (check_wards.says_what_it_is, spoilt(map=dict(there["map"], schematic=False))),
              (check_wards.says_what_it_is, spoilt(raw=there["raw"] * 4)),
              (check_wards.shapes, spoilt(map=dict(there["map"], features=[]))),
              (check_wards.shapes, spoilt(map=swapped))]
    for check, world in faults:
        if not list(check(world)):
            yield "%s passes over a planted fault" % check.__name__


def main():
    world = load()
    part = sys.argv[2]
    if part == "data":
        found = [line for check in CHECKS for line in check(world)]
    elif part == "wards":
        wards = check_wards.load(ROOT)
        found = [line for check in check_wards.CHECKS for line in check(wards)]
    elif part == "styles":
        found = list(check_styles.findings(check_styles.load(ROOT)))
    else:
        found = list(caught(world))
    for line in found:
        print(line)
    print("%s: %d findings" % (part, len(found)))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
