#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Draws docs/rooms.svg from the rooms that CMake wrote at configure time.

Usage: cmake/draw_rooms.py [BUILD_DIR] > docs/rooms.svg      (default build/dev)
BUILD_DIR/rooms.txt has a line "target dependency" an edge; the layers are read from the CMake files.
An edge that another path already implies is drawn faint, so that the shape of the house stays seen.
tests/tidy checks that the committed drawing has exactly the edges of the build.
"""
import os
import re
import sys
from html import escape

BOX_W, BOX_H, GAP_X, GAP_Y, MARGIN = 124, 36, 26, 62, 28


def read_edges(path):
    with open(path, encoding="utf-8") as handle:
        return sorted({tuple(line.split()) for line in handle if line.strip()})


def read_layers(root):
    layers = {}
    for top in ("libs", "qml", "app", "tests"):
        for folder, _, names in os.walk(os.path.join(root, top)):
            if "CMakeLists.txt" not in names:
                continue
            with open(os.path.join(folder, "CMakeLists.txt"), encoding="utf-8") as handle:
                text = re.sub(r"#[^\n]*", "", handle.read())
            for m in re.finditer(r"kydai_add_room\(\s*(\w+)\s+LAYER\s+([\d.]+)", text):
                layers["kydai_" + m.group(1)] = float(m.group(2))
            for m in re.finditer(r"kydai_set_layer\(\s*([\w-]+)\s+([\d.]+)", text):
                layers[m.group(1)] = float(m.group(2))
            for m in re.finditer(r"kydai_add_program\(\s*([\w-]+)", text):
                layers[m.group(1)] = 9.0
    return layers


def implied(edges):
    """Edges (a, c) for which a way a -> b -> … -> c exists."""
    below = {}
    for a, b in edges:
        below.setdefault(a, set()).add(b)

    def reach(node, seen):
        for other in below.get(node, ()):
            if other not in seen:
                seen.add(other)
                reach(other, seen)
        return seen
    return {(a, c) for a, c in edges
            if any(c in reach(b, set()) for b in below[a] if b != c)}


def place(nodes, layers, edges):
    """Rows by layer, highest on top; within a row ordered by the mean place of what is linked."""
    rows = {}
    for node in sorted(nodes):
        rows.setdefault(layers[node], []).append(node)
    order = sorted(rows)
    x = {n: i for row in rows.values() for i, n in enumerate(row)}
    for sweep in range(12):
        for layer in order if sweep % 2 == 0 else reversed(order):
            def pull(node):
                near = [x[b] for a, b in edges if a == node] + [x[a] for a, b in edges if b == node]
                return sum(near) / len(near) if near else x[node]
            rows[layer].sort(key=lambda n: (pull(n), n))
            shift = -(len(rows[layer]) - 1) / 2
            for i, node in enumerate(rows[layer]):
                x[node] = shift + i
    width = max(len(r) for r in rows.values())
    spots = {}
    for level, layer in enumerate(sorted(rows, reverse=True)):
        for node in rows[layer]:
            spots[node] = (MARGIN + 40 + (x[node] + (width - 1) / 2) * (BOX_W + GAP_X),
                           MARGIN + level * (BOX_H + GAP_Y))
    return spots, rows, width


def draw(edges, layers):
    nodes = {n for edge in edges for n in edge}
    for node in nodes:
        if node not in layers:
            sys.exit(f"draw_rooms: {node} has no layer in the CMake files")
    spots, rows, width = place(nodes, layers, edges)
    faint = implied(edges)
    w = 2 * MARGIN + 40 + width * (BOX_W + GAP_X) - GAP_X
    h = 2 * MARGIN + len(rows) * (BOX_H + GAP_Y) - GAP_Y
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w:.0f} {h:.0f}" '
           'font-family="sans-serif" font-size="13">',
           '<!-- SPDX-License-Identifier: GPL-3.0-or-later. Made by cmake/draw_rooms.py. -->',
           '<title>Rooms of Kỳ Đài: every edge goes down</title>',
           f'<rect width="{w:.0f}" height="{h:.0f}" fill="#ffffff"/>',
           '<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" '
           'markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" fill="#41566b"/></marker></defs>']
    for layer in rows:
        y = spots[rows[layer][0]][1] + BOX_H / 2 + 4
        out.append(f'<text x="{MARGIN - 12}" y="{y:.0f}" fill="#8896a5">{layer:g}</text>')
    for a, b in sorted(edges, key=lambda e: e not in faint):
        (ax, ay), (bx, by) = spots[a], spots[b]
        x1, y1, x2, y2 = ax + BOX_W / 2, ay + BOX_H, bx + BOX_W / 2, by - 1
        bend = (y2 - y1) / 2
        style = 'stroke="#41566b" stroke-width="1.4" marker-end="url(#to)"'
        if (a, b) in faint:
            style = 'stroke="#c4ced8" stroke-width="1"'
        out.append(f'<path data-edge="{a} {b}" fill="none" {style} d="M{x1:.0f} {y1:.0f}'
                   f'C{x1:.0f} {y1 + bend:.0f} {x2:.0f} {y2 - bend:.0f} {x2:.0f} {y2:.0f}"/>')
    for node, (x, y) in sorted(spots.items()):
        program, qml = layers[node] >= 9, node.endswith("_qml")
        fill = "#17324d" if program else "#fdf3dc" if qml else "#e8f0f7"
        ink = "#ffffff" if program else "#17324d"
        label = node if program else re.sub(r"^kydai_", "", node)
        label = "qml " + label[:-4].capitalize() if qml else label
        out.append(f'<rect x="{x:.0f}" y="{y:.0f}" width="{BOX_W}" height="{BOX_H}" rx="6" '
                   f'fill="{fill}" stroke="#41566b"/>')
        out.append(f'<text x="{x + BOX_W / 2:.0f}" y="{y + BOX_H / 2 + 5:.0f}" text-anchor="middle" '
                   f'fill="{ink}">{escape(label)}</text>')
    out.append("</svg>")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    build = sys.argv[1] if len(sys.argv) > 1 else os.path.join(root, "build", "dev")
    sys.stdout.write(draw(read_edges(os.path.join(build, "rooms.txt")), read_layers(root)))
