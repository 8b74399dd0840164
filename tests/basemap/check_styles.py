# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks of resources/basemap/style_*.json against tokens.json, the data and the tiles' schema."""
import copy
import json
import os
import sys

DRESSES = ("dark", "light", "contrast", "print")
PACK_LAYERS = {"water", "waterway", "landcover", "landuse", "transportation", "transportation_name",
               "building", "boundary", "place", "water_name", "park", "poi", "housenumber", "aeroway", "mountain_peak"}
KEYS = {"id", "layer", "filter", "exclude", "minzoom", "maxzoom", "fill", "line", "label"}
LINE = {"color", "width", "dash", "cap", "rings"}
LABEL = {"field", "size", "color", "halo", "haloWidth", "priority", "along", "repeat", "weight", "italic",
         "spacing", "dot", "always"}
# The classes of OpenMapTiles that must not fall through, by layer.
PACK_CLASSES = {
    "water": ["ocean", "lake", "river", "dock", "swimming_pool"],
    "waterway": ["river", "canal", "stream"],
    "landcover": ["grass", "wood"], "landuse": ["residential", "commercial", "industrial", "school"],
    "transportation": ["motorway", "trunk", "primary", "secondary", "tertiary", "minor", "service", "track",
                       "path", "rail", "transit"],
    "transportation_name": ["motorway", "trunk", "primary", "secondary", "tertiary", "minor", "service"],
    "place": ["city", "town", "village", "hamlet", "suburb", "neighbourhood", "island"],
    "water_name": ["lake"], "building": [None], "aeroway": ["runway"], "mountain_peak": ["peak"]}


def load(root):
    base = os.path.join(root, "resources", "basemap")
    read = lambda *p: open(os.path.join(root, "resources", *p), encoding="utf-8").read()
    world = {"raw": {n: read("basemap", "style_%s.json" % n) for n in DRESSES}}
    world["styles"] = {n: json.loads(world["raw"][n]) for n in DRESSES}
    world["tokens"] = json.loads(read("tokens.json"))["color"]
    world["features"] = [f for n in ("centre", "region", "national")
                         for f in json.loads(read("basemap", n + ".geojson"))["features"]]
    if base not in sys.path:
        sys.path.insert(0, base)
    return world


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(a, b):
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def matches(rule, properties):
    return properties["layer"] in rule["layer"] \
        and all(properties.get(k) in v for k, v in rule.get("filter", {}).items()) \
        and not any(properties.get(k) in v for k, v in rule.get("exclude", {}).items())


def well_formed(world):
    for n in DRESSES:
        style = world["styles"][n]
        ids = [r["id"] for r in style["rules"]]
        for twice in sorted({i for i in ids if ids.count(i) > 1}):
            yield "%s: two rules %s" % (n, twice)
        for rule in style["rules"]:
            where = "%s/%s" % (n, rule["id"])
            for key in set(rule) - KEYS:
                yield "%s: unknown key %s" % (where, key)
            for key in set(rule.get("line", {})) - LINE | set(rule.get("label", {})) - LABEL:
                yield "%s: unknown key %s" % (where, key)
            if len(set(rule) & {"fill", "line", "label"}) != 1:
                yield where + " must have one of fill, line and label"
            edges = {"water", "island"} & set(rule["layer"]) and "line" in rule
            if edges and not rule["line"].get("rings"):
                yield where + ": the edge of a shape wants rings"
            if not 0 <= rule["minzoom"] < rule["maxzoom"] <= 24:
                yield where + " has no zooms"
            for stops in (rule.get("line", {}).get("width"), rule.get("label", {}).get("size")):
                if stops is not None and (sorted(stops) != stops or len({z for z, _ in stops}) < len(stops)
                                          or any(v <= 0 for _, v in stops)):
                    yield where + ": zoom stops out of order"
            if "label" in rule and not all(isinstance(n, str) for n in rule["label"]["field"] or [0]):
                yield where + ": a label without a field"
            size = rule.get("label", {}).get("size")
            if size and min(v for _, v in size) < 12:
                yield where + ": letters under 12 px"
            for token in colours(rule):
                if token not in world["tokens"][style["theme"]]:
                    yield "%s: no token %s" % (where, token)


def colours(rule):
    found = [rule.get("fill"), rule.get("line", {}).get("color"), rule.get("label", {}).get("color"),
             rule.get("label", {}).get("halo")]
    return [c for c in found if c]


def contrasts(world):
    """The ratios of ui/design.md: words 4.5 on all they lie on, trunk roads and boundaries 3, streets 2;
    a cased road is known by its edge."""
    for n in DRESSES:
        style = world["styles"][n]
        tone = lambda token: world["tokens"][style["theme"]][token]["value"]
        rules = {r["id"]: r for r in style["rules"]}
        grounds = {k: rules[k]["fill"] for k in ("land", "urban", "gardens")}
        water = rules["water"]["fill"]
        for rule in style["rules"]:
            if "label" not in rule:
                continue
            label = rule["label"]
            under = [label["halo"], *grounds.values()] if "halo" in label else [water, grounds["land"]]
            for token in under:
                if ratio(tone(label["color"]), tone(token)) < 4.5:
                    yield "%s/%s on %s: %.2f" % (n, rule["id"], token, ratio(tone(label["color"]), tone(token)))
        least = {"road1": 3, "road2": 2, "road3": 1.6, "boundary_ward": 3, "boundary_country": 3, "rail": 2,
                 "bridge1": 3}
        for name, wanted in least.items():
            edge = rules.get(name + "Edge")
            for token in (grounds["land"], grounds["urban"]):
                best = max(ratio(tone(r["line"]["color"]), tone(token)) for r in (rules[name], edge) if r)
                # White streets of the light dress: their edge only has to be seen.
                floor = 1.5 if n == "light" and edge else wanted
                if best < floor:
                    yield "%s/%s on %s: %.2f, wanted %.1f" % (n, name, token, best, floor)
        edged = "waterEdge" in rules
        shore = ratio(tone(rules["waterEdge"]["line"]["color"] if edged else water), tone(grounds["land"]))
        if shore < {"dark": 1.4, "light": 1.15, "contrast": 3, "print": 3}[n]:
            yield "%s: water on land %.2f" % (n, shore)
        if ratio(tone(style["near"]), tone(grounds["land"])) < 3:
            yield "%s: streets near the selection too faint" % n


def all_is_drawn(world):
    for n in DRESSES:
        rules = world["styles"][n]["rules"]
        lost = {(f["properties"]["layer"], f["properties"]["class"]) for f in world["features"]
                if not any(matches(r, f["properties"]) and r["minzoom"] < f["properties"]["maxzoom"]
                           and r["maxzoom"] > f["properties"]["minzoom"] for r in rules)}
        for layer, kind in sorted(lost):
            yield "%s draws no %s of class %s" % (n, layer, kind)
        known = {layer for r in rules for layer in r["layer"]}
        for layer in sorted(PACK_LAYERS - known):
            yield "%s has no rule for the packs' layer %s" % (n, layer)
        for layer, kinds in PACK_CLASSES.items():
            for kind in kinds:
                if not any(matches(r, {"layer": layer, "class": kind}) for r in rules):
                    yield "%s draws no %s/%s of packs" % (n, layer, kind)


def sovereignty(world):
    """Hoàng Sa and Trường Sa are placed before all else, always; no foreign line on the sea is drawn."""
    for n in DRESSES:
        rules = world["styles"][n]["rules"]
        names = [r for r in rules if r.get("label") and "archipelago" in r.get("filter", {}).get("class", [])]
        least = min(r["label"]["priority"] for r in rules if "label" in r)
        if not names or not names[0]["label"].get("always") or names[0]["label"]["priority"] != least \
                or names[0]["minzoom"] > 4 or names[0]["maxzoom"] < 24:
            yield n + ": the archipelagos' names may give way"
        for extra in ("maritime", "disputed"):
            if any("line" in r and matches(r, {"layer": "boundary", "admin_level": 2, extra: 1})
                   for r in rules):
                yield "%s draws %s lines of packs" % (n, extra)


def fresh(world):
    import make_styles
    for n in DRESSES:
        if make_styles.text(n) != world["raw"][n]:
            yield "style_%s.json is not what make_styles.py writes now" % n


CHECKS = [well_formed, contrasts, all_is_drawn, sovereignty, fresh]


def findings(world):
    return [line for check in CHECKS for line in check(world)]


def _rule(world, dress, name):
    return next(r for r in world["styles"][dress]["rules"] if r["id"] == name)


def _drop(world, dress, name):
    rules = world["styles"][dress]["rules"]
    rules.remove(_rule(world, dress, name))


FAULTS = [
    (well_formed, lambda w: _rule(w, "dark", "urban").update(fill="map.nowhere")),
    (well_formed, lambda w: _rule(w, "print", "road1")["line"]["width"].reverse()),
    (well_formed, lambda w: _rule(w, "light", "nameRoad1")["label"].update(size=[[12, 9]])),
    (well_formed, lambda w: _rule(w, "dark", "nameCity")["label"].update(field=[])),
    (well_formed, lambda w: _rule(w, "dark", "urban").update(line={"color": "map.land", "width": [[1, 1]]})),
    (well_formed, lambda w: _rule(w, "print", "waterEdge")["line"].pop("rings")),
    (contrasts, lambda w: _rule(w, "dark", "nameRoad1")["label"].update(color="map.road2")),
    (contrasts, lambda w: _rule(w, "light", "nameRiver")["label"].update(color="map.road2")),
    (contrasts, lambda w: _drop(w, "print", "road1Edge")),
    (contrasts, lambda w: _rule(w, "dark", "water").update(fill="map.land")),
    (all_is_drawn, lambda w: _drop(w, "contrast", "wall")),
    (all_is_drawn, lambda w: _drop(w, "dark", "road2Pack")),
    (all_is_drawn, lambda w: _drop(w, "light", "building")),
    (sovereignty, lambda w: _drop(w, "print", "nameArchipelago")),
    (sovereignty, lambda w: _rule(w, "dark", "nameArchipelago")["label"].pop("always")),
    (sovereignty, lambda w: _rule(w, "dark", "boundary_country")["exclude"].pop("maritime")),
    (fresh, lambda w: w["raw"].update(dark=w["raw"]["dark"].replace("map.road1", "map.road2", 1))),
]


def caught(root):
    world = load(root)
    for i, (check, spoil) in enumerate(FAULTS):
        spoilt = copy.deepcopy(world)
        spoil(spoilt)
        if not list(check(spoilt)):
            yield "%s passes over a planted fault (%d)" % (check.__name__, i)
