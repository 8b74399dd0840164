# SPDX-License-Identifier: GPL-3.0-or-later
"""Plane geometry of the basemap: smoothing, ribbons, rings, thinning. Points are (lon, lat)."""
import math

KX, KY = 106.76, 110.66  # kilometres in a degree near Huế


def plane(p):
    return (p[0] * KX, p[1] * KY)


def globe(p):
    return (p[0] / KX, p[1] / KY)


def smooth(points, parts=4):
    """A Catmull-Rom curve through all points; further values of a point (a width) come along."""
    if len(points) < 3:
        return list(points)
    out = []
    for i in range(len(points) - 1):
        b, c = points[i], points[i + 1]
        a = points[i - 1] if i else tuple(2 * x - y for x, y in zip(b, c))
        d = points[i + 2] if i + 2 < len(points) else tuple(2 * y - x for x, y in zip(b, c))
        reach = math.dist(b[:2], c[:2])
        # A short step beside a long one must not swing out: the slope is held to the step's size.
        ta = _slope(a, c, reach)
        tb = _slope(b, d, reach)
        for k in range(parts):
            t = k / parts
            h1, h2 = 2 * t ** 3 - 3 * t ** 2 + 1, t ** 3 - 2 * t ** 2 + t
            h3, h4 = -2 * t ** 3 + 3 * t ** 2, t ** 3 - t ** 2
            out.append(tuple(h1 * p + h2 * m + h3 * q + h4 * n for p, m, q, n in zip(b, ta, c, tb)))
    out.append(tuple(points[-1]))
    return out


def _slope(before, after, reach):
    size = math.dist(before[:2], after[:2]) or 1e-12
    return tuple((y - x) * min(0.5, 0.8 * reach / size) for x, y in zip(before, after))


def thin(points, metres):
    """Douglas and Peucker: the same line with fewer points."""
    if len(points) < 3:
        return list(points)
    keep, stack = {0, len(points) - 1}, [(0, len(points) - 1)]
    flat = [plane(p) for p in points]
    while stack:
        a, b = stack.pop()
        far, at = 0.0, None
        for i in range(a + 1, b):
            off = to_segment(flat[i], flat[a], flat[b])
            if off > far:
                far, at = off, i
        if at is not None and far * 1000 > metres:
            keep.add(at)
            stack += [(a, at), (at, b)]
    return [points[i] for i in sorted(keep)]


def thin_ring(ring, metres):
    half = max(range(len(ring)), key=lambda i: math.dist(ring[0][:2], ring[i][:2]))
    return thin(ring[:half + 1], metres)[:-1] + thin(ring[half:], metres)


def to_segment(p, a, b):
    dx, dy = b[0] - a[0], b[1] - a[1]
    size = dx * dx + dy * dy
    t = 0 if size == 0 else max(0, min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / size))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def _normals(flat, closed):
    """Unit normals (to the left) at each point, lengthened at corners, at most twice."""
    n, out = len(flat), []
    for i in range(n):
        a = flat[i - 1] if i or closed else None
        b = flat[(i + 1) % n] if i + 1 < n or closed else None
        sides = []
        for p, q in ((a, flat[i]), (flat[i], b)):
            if p is not None and q is not None:
                size = math.dist(p, q) or 1e-12
                sides.append(((p[1] - q[1]) / size, (q[0] - p[0]) / size))
        x, y = sum(s[0] for s in sides), sum(s[1] for s in sides)
        size = math.hypot(x, y) or 1e-12
        x, y = x / size, y / size
        stretch = 1 / max(0.5, x * sides[0][0] + y * sides[0][1])
        out.append((x * stretch, y * stretch))
    return out


def ribbon(points, half=None):
    """The ring of a river: `half` metres (or the third value of each point) to either side."""
    flat = [plane(p) for p in points]
    wide = [(half if half is not None else p[2]) / 1000 for p in points]
    normal = _normals(flat, False)
    left = [globe((x + n[0] * w, y + n[1] * w)) for (x, y), n, w in zip(flat, normal, wide)]
    right = [globe((x - n[0] * w, y - n[1] * w)) for (x, y), n, w in zip(flat, normal, wide)]
    ring = left + right[::-1]
    return ring + ring[:1]


def grow(ring, metres):
    """A closed ring's copy, `metres` outwards of a counter-clockwise ring (inwards when negative)."""
    flat = [plane(p) for p in ring[:-1]]
    if area(ring) < 0:
        metres = -metres
    out = [globe((x - n[0] * metres / 1000, y - n[1] * metres / 1000))
           for (x, y), n in zip(flat, _normals(flat, True))]
    return out + out[:1]


def area(ring):
    """Signed, in square kilometres; counter-clockwise is positive."""
    flat = [plane((p[0] - ring[0][0], p[1] - ring[0][1])) for p in ring]
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(flat, flat[1:])) / 2


def inside(p, ring):
    hit = False
    for a, b in zip(ring, ring[1:]):
        if (a[1] > p[1]) != (b[1] > p[1]) and \
                p[0] < (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]) + a[0]:
            hit = not hit
    return hit


def crossings(ring):
    """The first pair of edges of a closed ring that cross, or None."""
    edges = list(zip(ring, ring[1:]))
    for i, (a, b) in enumerate(edges):
        for j in range(i + 2, len(edges)):
            if i == 0 and j == len(edges) - 1:
                continue
            c, d = edges[j]
            if max(a[0], b[0]) < min(c[0], d[0]) or max(c[0], d[0]) < min(a[0], b[0]):
                continue
            if _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0:
                return i, j
    return None


def _turn(a, b, c):
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
