#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes wards.geojson: schematic shapes of the wards and communes, drawn by the project.

Usage: make_wards.py
Each ward is what lies nearer to its point than to any other, weighted so that sizes come near the
official ones (a power diagram), on the land of region.geojson. They are no administrative
boundaries and say so; `kydai-server import areas` replaces them. The build reads the written file.
"""
import json
import math
import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

import drawing  # noqa: E402

ROUNDS, STEP = 60, 0.35
NOTE = "Phường, xã: sơ đồ, không phải ranh giới hành chính (bờ biển: GSHHG)"


def read(*path):
    with open(os.path.join(HERE, *path), encoding="utf-8") as source:
        return json.load(source)


def wards():
    rows = [a for a in read("..", "city", "areas.json")["areas"]
            if "to" not in a and a.get("kind") in ("ward", "commune")]
    return [dict(code=a["code"], name=a["name"], kind=a["kind"], valid_from=a["from"],
                 at=drawing.plane((a["lon"], a["lat"])), size=a["areaKm2"]) for a in rows]


def land(metres=0):
    """Rings of the mainland and the islands, in kilometres, each without holes."""
    features = read("region.geojson")["features"]
    rect = next(f for f in features if f["properties"]["layer"] == "land")
    sea = next(f for f in features if f["properties"]["class"] == "sea")
    rings = [mainland(rect["geometry"]["coordinates"][0][:-1], sea["geometry"]["coordinates"][0])]
    rings += [f["geometry"]["coordinates"][0][:-1] for f in features
              if f["properties"]["layer"] == "island"]
    out = []
    for ring in rings:
        if metres and len(ring) > 8:
            ring = drawing.thin_ring([tuple(p) for p in ring], metres)
        if len(ring) >= 3:
            out.append(counterclockwise([drawing.plane(p) for p in ring]))
    return out


def mainland(rect, sea):
    """The rest of the rectangle beside a sea that lies along its border."""
    xs, ys = [p[0] for p in rect], [p[1] for p in rect]

    def on_border(p):
        return p[0] in (min(xs), max(xs)) or p[1] in (min(ys), max(ys))

    ring = sea[:-1]
    inner = [i for i, p in enumerate(ring) if not on_border(p)]
    gaps = [(inner[k - 1], inner[k]) for k in range(len(inner)) if inner[k] - inner[k - 1] != 1]
    end, begin = max(gaps, key=lambda g: (g[1] - g[0]) % len(ring))
    coast = ring[begin - 1:] + ring[:end + 2] if begin > end else ring[begin - 1:end + 2]
    corners = [p for p in rect if not any(abs(p[0] - q[0]) + abs(p[1] - q[1]) < 1e-9
                                          for q in ring)]

    def turn(p):
        return math.atan2(p[1] - sum(ys) / len(ys), p[0] - sum(xs) / len(xs))

    start = turn(coast[-1])
    return coast + sorted(corners, key=lambda p: (turn(p) - start) % (2 * math.pi),
                          reverse=clockwise_after(coast, corners, turn, start))


def clockwise_after(coast, corners, turn, start):
    first = (turn(coast[0]) - start) % (2 * math.pi)
    return sum((turn(p) - start) % (2 * math.pi) < first for p in corners) < len(corners) / 2


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1])) / 2


def counterclockwise(ring):
    return ring if area(ring) > 0 else ring[::-1]


def hull(points):
    points = sorted(set(points))

    def half(row):
        out = []
        for p in row:
            while len(out) > 1 and ((out[-1][0] - out[-2][0]) * (p[1] - out[-2][1])
                                    - (out[-1][1] - out[-2][1]) * (p[0] - out[-2][0])) <= 0:
                out.pop()
            out.append(p)
        return out[:-1]

    return half(points) + half(points[::-1])


def around(places):
    """The edge of the drawing: every ward has room for a disc of its size."""
    points = []
    for w in places:
        r = math.sqrt(w["size"] / math.pi)
        points += [(round(w["at"][0] + r * math.cos(k * math.pi / 8), 3),
                    round(w["at"][1] + r * math.sin(k * math.pi / 8), 3)) for k in range(16)]
    return hull(points)


def half_plane(ring, a, b, c):
    """What of a convex ring has a x + b y <= c."""
    out = []
    for p, q in zip(ring, ring[1:] + ring[:1]):
        u, v = a * p[0] + b * p[1] - c, a * q[0] + b * q[1] - c
        if u <= 0:
            out.append(p)
        if (u < 0 < v) or (v < 0 < u):
            t = u / (u - v)
            out.append((p[0] + t * (q[0] - p[0]), p[1] + t * (q[1] - p[1])))
    return out


def cells(places, weights, edge):
    out = []
    for i, w in enumerate(places):
        ring = edge
        for j, other in enumerate(places):
            if i == j or not ring:
                continue
            (x, y), (u, v) = w["at"], other["at"]
            ring = half_plane(ring, 2 * (u - x), 2 * (v - y),
                              u * u + v * v - x * x - y * y + weights[i] - weights[j])
        out.append(ring)
    return out


def inside(p, convex):
    return all((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) >= 0
               for a, b in zip(convex, convex[1:] + convex[:1]))


def pieces(ring, convex):
    """The parts of a ring within a convex cell (Weiler and Atherton), both counterclockwise."""
    runs = []  # (where it enters, points, where it leaves), along the cell's border
    n, walk = len(ring), []
    for k in range(n):
        p, q = ring[k], ring[(k + 1) % n]
        cuts = []
        for e, (a, b) in enumerate(zip(convex, convex[1:] + convex[:1])):
            dx, dy, ex, ey = q[0] - p[0], q[1] - p[1], b[0] - a[0], b[1] - a[1]
            cross = dx * ey - dy * ex
            if cross == 0:
                continue
            t = ((a[0] - p[0]) * ey - (a[1] - p[1]) * ex) / cross
            s = ((a[0] - p[0]) * dy - (a[1] - p[1]) * dx) / cross
            if 0 <= t < 1 and 0 <= s < 1:
                cuts.append((t, e + s, (a[0] + s * ex, a[1] + s * ey), cross > 0))
        walk.append((p, None, None))
        walk += [(at, where, leaves) for _, where, at, leaves in sorted(cuts)]
    if not any(w[1] is not None for w in walk):
        if inside(ring[0], convex):
            return [ring]
        return [convex] if holds(ring, convex[0]) else []
    first = next(i for i, w in enumerate(walk) if w[1] is not None and not w[2])
    run = None
    for at, where, leaves in walk[first:] + walk[:first]:
        if where is None:
            if run:
                run[1].append(at)
        elif not leaves:
            run = (where, [at])
        elif run:
            runs.append((run[0], run[1] + [at], where))
            run = None
    out, left = [], runs[:]
    while left:
        enter, points, leave = left.pop(0)
        made = list(points)
        while True:
            ways = [((other[0] - leave) % len(convex), other) for other in left]
            ways.append(((enter - leave) % len(convex), None))
            gone, other = min(ways, key=lambda way: way[0])
            corner = math.floor(leave) + 1
            while corner < leave + gone:
                made.append(convex[corner % len(convex)])
                corner += 1
            if other is None:
                break
            left.remove(other)
            made += other[1]
            leave = other[2]
        out.append(made)
    return out


def holds(ring, p):
    odd = False
    for a, b in zip(ring, ring[1:] + ring[:1]):
        if (a[1] <= p[1]) != (b[1] <= p[1]):
            odd ^= p[0] < a[0] + (p[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
    return odd


def balanced(places, edge):
    """Weights that bring the sizes near the official ones and leave each point in its own cell."""
    coarse = land(800)
    weights = [w["size"] / math.pi for w in places]
    for _ in range(ROUNDS):
        for i, ring in enumerate(cells(places, weights, edge)):
            has = sum(area(p) for part in coarse for p in pieces(part, ring)) if ring else 0
            weights[i] += STEP * (places[i]["size"] - has) / math.pi
        for i, w in enumerate(places):
            most = min(weights[j] + 0.7 * math.dist(w["at"], o["at"]) ** 2
                       for j, o in enumerate(places) if j != i)
            weights[i] = min(weights[i], most)
    return weights


def make():
    places = wards()
    edge = around(places)
    parts = land(40)
    rows = []
    for w, ring in zip(places, cells(places, balanced(places, edge), edge)):
        polygons = []
        for part in parts:
            for piece in pieces(part, ring):
                shape = [[round(v, 5) for v in drawing.globe(p)] for p in piece]
                shape = [p for k, p in enumerate(shape) if p != shape[k - 1]]
                if len(shape) >= 3 and area(piece) > 0.02:
                    polygons.append([shape + shape[:1]])
        rows.append({"type": "Feature",
                     "properties": {k: w[k] for k in ("code", "name", "kind", "valid_from")},
                     "geometry": {"type": "MultiPolygon", "coordinates": polygons}})
    head = {"type": "FeatureCollection", "name": "wards", "schematic": True, "attribution": NOTE}
    lines = [json.dumps(r, ensure_ascii=False, separators=(",", ":")) for r in rows]
    return (json.dumps(head, ensure_ascii=False, separators=(",", ":"))[:-1] + ',"features":[\n'
            + ",\n".join(lines) + "\n]}\n")


if __name__ == "__main__":
    with open(os.path.join(HERE, "wards.geojson"), "w", encoding="utf-8") as out:
        out.write(make())
