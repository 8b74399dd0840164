#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes style_dark, _light, _contrast and _print.json: the same rules in four dresses.

Colours are names of resources/tokens.json, resolved by the program. docs/maps.md tells the schema.
"""
import json
import os

HERE = os.path.dirname(os.path.abspath(__file__))

# role in a rule: token. "casing" of None: streets stand on their own colour.
DRESSES = {
    "dark": {"theme": "dark", "land": "map.land", "urban": "map.urban", "park": "map.park",
             "water": "map.water", "road1": "map.road1", "road2": "map.road2", "road3": "map.road3",
             "casing1": None, "casing2": None, "casing3": None, "bridge": "map.road1",
             "building": "bg.hover", "label": "map.label", "halo": "map.land", "strong": "text.secondary",
             "waterLabel": "map.waterLabel", "wall": "map.road3", "rail": "map.road2",
             "boundary": "map.ward", "shore": None, "wallWidth": 1.4},
    "light": {"theme": "light", "land": "map.land", "urban": "map.urban", "park": "map.park",
              "water": "map.water", "road1": "map.road1", "road2": "map.road2", "road3": "map.road3",
              "casing1": "line.strong", "casing2": "line.strong", "casing3": "line.strong",
              "bridge": "map.road1", "building": "line.subtle", "label": "map.label", "halo": "map.land",
              "strong": "text.secondary", "waterLabel": "map.waterLabel", "wall": "line.strong",
              "rail": "line.control", "boundary": "map.ward", "shore": None, "wallWidth": 1.4},
    "contrast": {"theme": "dark", "land": "bg.rail", "urban": "bg.rail", "park": "ok.soft",
                 "water": "info.fill", "road1": "text.primary", "road2": "text.secondary",
                 "road3": "line.control", "casing1": "bg.rail", "casing2": "bg.rail", "casing3": None,
                 "bridge": "text.primary", "building": "line.default", "label": "text.primary",
                 "halo": "bg.rail", "strong": "text.primary", "waterLabel": "text.primary",
                 "wall": "warn.text", "rail": "text.muted", "boundary": "accent.text",
                 "shore": "text.secondary", "wallWidth": 2},
    "print": {"theme": "light", "land": "bg.panel", "urban": "bg.panel", "park": "map.park",
              "water": "map.water", "road1": "bg.panel", "road2": "bg.panel", "road3": "bg.panel",
              "casing1": "text.muted", "casing2": "line.control", "casing3": "line.control",
              "bridge": "bg.panel", "building": "bg.raised", "label": "text.primary", "halo": "bg.panel",
              "strong": "text.primary", "waterLabel": "text.primary", "wall": "text.secondary",
              "rail": "text.secondary", "boundary": "text.secondary", "shore": "line.control",
              "wallWidth": 1.6},
}

# Widths in pixels by zoom, between the stops in proportion. Roads of our layers and of packs.
WIDE = {1: [[7, 0.6], [10, 1.2], [12, 2.2], [14, 3.4], [16, 6], [18, 12], [20, 26]],
        2: [[11, 0.7], [13, 1.7], [15, 3.2], [17, 6.5], [19, 14]],
        3: [[13, 0.7], [15, 1.9], [17, 4.2], [19, 10]],
        4: [[14, 0.6], [16, 1.4], [18, 3.2], [20, 7]]}
ROADS = [  # id, width, ours, of OpenMapTiles, from zoom
    ("lane", 4, None, ["service", "track", "path", "pier"], 14),
    ("road3", 3, ["class3"], ["minor", "residential", "unclassified", "living_street"], 12),
    ("road2", 2, ["class2"], ["tertiary", "secondary"], 10),
    ("road1", 1, ["class1"], ["primary", "trunk", "motorway"], 6)]
NAMES = ["name:vi", "name", "name:latin"]  # the first that a feature has
URBAN = ["residential", "suburb", "neighbourhood", "commercial", "industrial", "retail", "school",
         "university", "college", "kindergarten", "hospital", "railway", "military", "bus_station"]
GREEN = ["park", "cemetery", "pitch", "playground", "stadium", "zoo", "garden", "recreation_ground"]


def rule(name, layer, kinds=None, low=0, high=24, **what):
    out = {"id": name, "layer": layer if isinstance(layer, list) else [layer]}
    if kinds:
        out["filter"] = {"class": kinds}
    out.update({k: what.pop(k) for k in ("exclude",) if k in what})
    return {**out, "minzoom": low, "maxzoom": high, **what}


def stroke(color, width, **more):
    return {"color": color, "width": width, **{k: v for k, v in more.items() if v is not None}}


def grounds(d):
    flow = [[9, 0.8], [12, 1.4], [14, 2.4], [16, 5]]
    edge = lambda name, layer, kinds, low=0: [rule(
        name, layer, kinds, low, line=stroke(d["shore"], [[8, 1.4], [16, 2.4]], rings=True))] if d["shore"] else []
    # An edge is drawn whole before the fill covers its inner half: where arms of a river meet, none shows.
    inland = ["river", "canal", "moat", "lake", "lagoon", "pond", "dock", "swimming_pool"]
    return [
        rule("land", "land", ["land"], fill=d["land"]),
        *edge("seaEdge", "water", ["sea", "ocean"]),
        rule("sea", "water", ["sea", "ocean"], fill=d["water"]),
        *edge("coastIslandEdge", "island", ["land"]),
        rule("coastIsland", "island", ["land"], fill=d["land"]),
        rule("urban", "land", ["urban", "military"], 9, fill=d["urban"]),
        rule("packUrban", "landuse", URBAN, 9, fill=d["urban"]),
        rule("packGreen", ["landcover", "landuse", "park"],
             ["grass", "wood", "forest", "scrub", *GREEN, "national_park", "nature_reserve",
              "protected_area"], 8, fill=d["park"]),
        rule("gardens", "land", ["park"], 11, fill=d["park"]),
        rule("streams", ["river", "waterway"], None, 8, line=stroke(d["water"], flow, cap="round"),
             exclude={"brunnel": ["tunnel"]}),
        *edge("waterEdge", "water", inland, 10),
        rule("water", "water", inland, 6, fill=d["water"]),
        *edge("isletEdge", "island", ["urban", "park"], 10),
        rule("islet", "island", ["urban"], 9, fill=d["urban"]),
        rule("isletGarden", "island", ["park"], 9, fill=d["park"]),
        rule("wall", "boundary", ["wall"], 12,
             line=stroke(d["wall"], [[12, 0.8], [14, d["wallWidth"]], [17, 2 * d["wallWidth"]]])),
        rule("airfield", "aeroway", None, 11, fill=d["urban"]),
        rule("runway", "aeroway", ["runway", "taxiway"], 11,
             line=stroke(d["road3"], [[11, 1], [14, 5], [17, 24]], cap="butt")),
        rule("building", "building", None, 14, fill=d["building"]),
    ]


def ways(d):
    out = []
    thick = lambda n, more: [[z, round(w + more, 1)] for z, w in WIDE[n]]
    for kind in ("casing", "fill"):  # all edges first, so that streets join without a seam
        for name, n, ours, packs, low in ROADS:
            edge = d["casing%d" % min(n, 3)]
            if kind == "casing" and not edge:
                continue
            color, width = (edge, thick(n, 1.6 if n < 3 else 1.2)) if kind == "casing" else (d["road%d" % min(n, 3)], WIDE[n])
            drawn = {"line": stroke(color, width, cap="round")}
            names = (name + "Edge") if kind == "casing" else name
            if ours:
                out.append(rule(names, "road", ours, low, **drawn))
            out.append(rule(names + "Pack", "transportation", packs, low,
                            exclude={"brunnel": ["tunnel", "bridge"]}, **drawn))
    rail = [[9, 0.8], [13, 1.4], [16, 2.2], [18, 4]]
    out += [rule("rail", ["rail", "transportation"], ["rail", "transit"], 9,
                 line=stroke(d["rail"], rail, dash=[6, 2], cap="butt"))]
    for name, n, ours, packs, low in ROADS[1:]:  # over the water: edges of the land's colour
        for layer, kinds, extra in (("bridge", ours, {}), ("transportation", packs,
                                                           {"filter2": ["bridge"]})):
            edge = d["casing%d" % n] or d["land"]
            for part, color, more in (("Edge", edge, 2.2), ("", d["bridge"], 0)):
                made = rule("bridge%d%s%s" % (n, part, "Pack" if extra else ""), layer, kinds, low,
                            line=stroke(color, thick(n, more), cap="butt" if part else "round"))
                if extra:
                    made["filter"]["brunnel"] = extra["filter2"]
                out.append(made)
    line = lambda width, dash: stroke(d["boundary"], width, dash=dash, cap="butt")
    # Lines on the sea and disputed lines of foreign packs are not drawn (docs/maps.md).
    for name, level, low, width, dash in (("country", 2, 3, [[3, 1], [10, 2]], [8, 3, 2, 3]),
                                          ("province", 4, 6, [[6, 0.8], [12, 1.6]], [6, 4]),
                                          ("ward", 6, 11, [[11, 0.8], [15, 1.3]], [5, 4])):
        made = rule("boundary_" + name, "boundary", None, low, line=line(width, dash),
                    exclude={"maritime": [1], "disputed": [1], "class": ["wall"]})
        made["filter"] = {"admin_level": [level] if level < 6 else [6, 7, 8]}
        out.append(made)
    return out


def labels(d):
    def text(size, priority, color="label", **more):
        halo = None if color == "waterLabel" and d["theme"] == "dark" else d["halo"]
        out = {"field": NAMES, "size": size, "color": d[color], "priority": priority}
        if halo and color != "waterLabel":
            out.update(halo=halo, haloWidth=2)
        return {"label": {**out, **more}}
    water = dict(color="waterLabel", italic=True, spacing=0.06)
    return [
        rule("nameArchipelago", "label", ["archipelago"], 3,
             **text([[3, 12], [6, 15], [10, 17]], 0, "waterLabel", weight=600, always=True)),
        rule("nameCountry", "label", ["country"], 3, 7, **text([[3, 13], [6, 16]], 5, "strong", weight=600,
                                                               spacing=0.06)),
        rule("nameSea", "label", ["sea"], 3, **text([[3, 13], [8, 17], [12, 17]], 10, **water)),
        rule("nameLagoon", "label", ["lagoon"], 9, **text([[9, 12], [12, 15]], 30, **water)),
        rule("nameWaterPack", "water_name", None, 9, exclude={"class": ["ocean", "sea", "river", "canal", "stream", "drain", "ditch"]},
             **text([[9, 12], [14, 15]], 40, **water)),
        rule("nameRiver", ["river", "waterway"], ["river"], 11,
             **text([[11, 12], [13, 14], [16, 17]], 35, along=True, repeat=520, **water)),
        rule("nameCanal", ["river", "waterway"], ["canal", "stream"], 14,
             **text([[14, 12], [17, 14]], 60, along=True, repeat=520, **water)),
        rule("nameCity", "place", ["city"], 4, 13,
             **text([[4, 12], [8, 17], [12, 22]], 15, "strong", weight=600)),
        rule("nameTown", "place", ["town"], 8, 15, **text([[8, 13], [12, 16]], 20, weight=600)),
        rule("nameVillage", "place", ["village", "hamlet"], 10, 16, **text([[10, 12], [14, 14]], 50)),
        rule("nameQuarter", "place", ["quarter", "suburb", "neighbourhood"], 12.5, 16,
             **text([[12, 12], [15, 14]], 55, weight=600)),
        rule("nameLandmark", "place", ["landmark"], 12.5, **text([[12, 13], [16, 14]], 25, "strong")),
        rule("nameIslet", "place", ["island"], 12.5, **text([[12, 13], [16, 14]], 32, "strong")),
        rule("nameService", "place", ["station", "hospital", "market", "bus"], 13.5,
             **text([[14, 12], [17, 13]], 45, "strong", dot=3)),
        rule("namePoi", "poi", ["hospital", "school", "railway", "bus", "town_hall", "police",
                                "fire_station", "marketplace"], 15, **text([[15, 12], [18, 13]], 90, dot=3)),
        rule("namePeak", ["mountain_peak", "aerodrome_label"], None, 11,
             **text([[11, 12], [14, 13]], 85, italic=True)),
        rule("nameMountain", "place", ["mountain"], 9, 14, **text([[9, 12], [13, 13]], 58, italic=True)),
        rule("nameGate", "place", ["gate"], 15, **text([[15, 12], [18, 13]], 70, dot=3)),
        rule("nameGarden", "land", ["park"], 15, **text([[15, 12], [18, 13]], 80)),
        rule("nameBridge", "bridge", None, 14, **text([[14, 12], [17, 14]], 38, "strong", along=True)),
        rule("nameRoad1", ["road", "transportation_name"], ["class1", "motorway", "trunk", "primary"], 12.5,
             **text([[12, 12], [15, 14], [18, 16]], 42, "strong", along=True, repeat=420)),
        rule("nameRoad2", ["road", "transportation_name"], ["class2", "secondary", "tertiary"], 13.5,
             **text([[13, 12], [16, 14]], 62, along=True, repeat=380)),
        rule("nameRoad3", ["road", "transportation_name"],
             ["class3", "minor", "residential", "unclassified", "living_street", "service"], 14.5,
             **text([[14, 12], [17, 13]], 75, along=True, repeat=340)),
        rule("numberHouse", "housenumber", None, 17, **text([[17, 12]], 95, field=["housenumber"])),
    ]


def style(name):
    d = DRESSES[name]
    return {"schema": 1, "name": name, "theme": d["theme"], "background": d["land"], "tilePx": 512,
            "near": "map.roadNear" if name in ("dark", "light") else d["strong"],
            "rules": grounds(d) + ways(d) + labels(d)}


def text(name):
    made = style(name)
    rules = made.pop("rules")
    pack = lambda x: json.dumps(x, ensure_ascii=False, separators=(", ", ": "))
    return pack(made)[:-1] + ', "rules": [\n  ' + ",\n  ".join(pack(r) for r in rules) + "\n]}\n"


if __name__ == "__main__":
    for dress in DRESSES:
        with open(os.path.join(HERE, "style_%s.json" % dress), "w", encoding="utf-8") as out:
            out.write(text(dress))
