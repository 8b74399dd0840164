# SPDX-License-Identifier: GPL-3.0-or-later
"""Coast, lagoon, islands and rivers out of GSHHG, by GMT's pscoast (packages gmt, gmt-gshhg-full)."""
import math
import subprocess
import tempfile

import drawing

# GSHHG lies off near Huế: measured against 70 coast points. Shifted west and south by so much.
WEST_M, SOUTH_M = 497, 17


def dump(box, margin, *options):
    """Lines within the box and `margin` degrees around it: GMT ends them at its own edge."""
    region = "-R%g/%g/%g/%g" % (box[0] - margin, box[2] + margin, box[1] - margin, box[3] + margin)
    with tempfile.TemporaryDirectory() as folder:  # GMT leaves its history where it runs
        text = subprocess.run(["gmt", "pscoast", region, "-M", *options], check=True, cwd=folder,
                              capture_output=True, text=True).stdout
    lines, level = [], 0
    for row in text.splitlines():
        if row.startswith(">"):
            level = int(row.rsplit("Level", 1)[1]) if "Level" in row else 0
            lines.append((level, []))
        elif row and row[0] not in "#":
            x, y = row.split()[:2]
            lines[-1][1].append((float(x), float(y)))
    return [(lv, pts) for lv, pts in lines if len(pts) > 1]


def shifted(points):
    return [(x - WEST_M / 1000 / drawing.KX, y - SOUTH_M / 1000 / drawing.KY) for x, y in points]


def joined(lines):
    """The pieces of all bins put end to start; GSHHG keeps one direction throughout."""
    key = lambda p: (round(p[0], 4), round(p[1], 4))
    by_start = {}
    for line in lines:
        by_start.setdefault(key(line[0]), []).append(line)
    ends = {key(line[-1]) for line in lines}
    order = [l for l in lines if key(l[0]) not in ends] + lines
    used, out = set(), []
    for line in order:
        if id(line) in used:
            continue
        used.add(id(line))
        chain = list(line)
        while True:
            following = [l for l in by_start.get(key(chain[-1]), []) if id(l) not in used]
            if not following:
                break
            used.add(id(following[0]))
            chain += following[0][1:]
        out.append(chain)
    return out


def is_closed(chain):
    return len(chain) > 3 and math.dist(chain[0], chain[-1]) < 2e-4


def clipped(chain, box):
    """The parts of a line inside the box, their ends on its edge."""
    parts, part = [], []
    for a, b in zip(chain, chain[1:]):
        piece = _clip_segment(a, b, box)
        if piece is None:
            if len(part) > 1:
                parts.append(part)
            part = []
            continue
        if part and math.dist(part[-1], piece[0]) > 1e-9:
            parts.append(part)
            part = []
        part = part or [piece[0]]
        part.append(piece[1])
    if len(part) > 1:
        parts.append(part)
    return parts


def _clip_segment(a, b, box):
    t0, t1, dx, dy = 0.0, 1.0, b[0] - a[0], b[1] - a[1]
    for p, q in ((-dx, a[0] - box[0]), (dx, box[2] - a[0]), (-dy, a[1] - box[1]), (dy, box[3] - a[1])):
        if p == 0:
            if q < 0:
                return None
        elif p < 0:
            t0 = max(t0, q / p)
        else:
            t1 = min(t1, q / p)
    if t0 >= t1:
        return None
    return (a[0] + t0 * dx, a[1] + t0 * dy), (a[0] + t1 * dx, a[1] + t1 * dy)


def _around(p, box):
    """Where on the box's edge: 0 to 4, counter-clockwise from the south-west corner."""
    w, h = box[2] - box[0], box[3] - box[1]
    sides = ((abs(p[1] - box[1]), (p[0] - box[0]) / w), (abs(p[0] - box[2]), 1 + (p[1] - box[1]) / h),
             (abs(p[1] - box[3]), 2 + (box[2] - p[0]) / w), (abs(p[0] - box[0]), 3 + (box[3] - p[1]) / h))
    return min(sides)[1]


def rings(chains, box, wet):
    """Rings left over when coast lines cut the box, those that hold a point of `wet`; and the
    closed lines (islands, lakes) as they are."""
    whole = [c[:-1] + c[:1] for c in chains if is_closed(c)
             and all(box[0] < x < box[2] and box[1] < y < box[3] for x, y in c)]
    cuts = [p for c in chains if not (is_closed(c) and c[:-1] + c[:1] in whole)
            for p in clipped(c, box)]
    for turn in (1, -1):
        made = _walk(cuts, box, turn)
        sea = [r for r in made if any(drawing.inside(p, r) for p in wet)]
        if sea and all(not drawing.inside(d, r) for r in sea for d in DRY):
            return sea, whole
    raise SystemExit("the coast of GSHHG closes in neither direction")


DRY = [(107.45, 16.30), (106.5, 15.0), (107.20, 16.30)]


def _walk(cuts, box, turn):
    corner = {0: (box[0], box[1]), 1: (box[2], box[1]), 2: (box[2], box[3]), 3: (box[0], box[3])}
    left, out = list(cuts), []
    while left:
        ring = list(left.pop(0))
        for _ in range(1000):
            here = _around(ring[-1], box)
            ahead = lambda p: ((_around(p, box) - here) * turn) % 4
            home = ahead(ring[0])
            after = min(left, key=lambda c: ahead(c[0]), default=None)
            target = ring[0] if after is None or home <= ahead(after[0]) else after[0]
            ring += [p for _, p in sorted(((k - here) * turn % 4, corner[k]) for k in corner
                                          if 1e-9 < (k - here) * turn % 4 < ahead(target))]
            if target is ring[0]:
                ring.append(ring[0])
                break
            left.remove(after)
            ring += after
        out.append(ring)
    return out
