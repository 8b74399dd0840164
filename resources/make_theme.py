#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes Theme.qml, the one place of colours, sizes and durations, from tokens.json.

Usage: make_theme.py TOKENS OUTPUT. Standard library only. The output is rewritten only when it
changes, so that an unchanged palette rebuilds nothing.
"""
import json
import pathlib
import re
import sys


def camel(role):
    """bg.app -> bgApp, accent.onFill -> accentOnFill."""
    head, *tail = re.split(r"[._]", role)
    return head + "".join(part[0].upper() + part[1:] for part in tail)


def colours(tokens):
    dark, light = tokens["color"]["dark"], tokens["color"]["light"]
    for role, entry in dark.items():
        yield camel(role), f'dark ? "{entry["value"]}" : "{light[role]["value"]}"'


def ramps(tokens):
    """The steps of the sequential ramp, for legends of what the map fills: seq0 to seq6."""
    steps = tokens["color"]["ramps"]
    for step, (night, day) in enumerate(zip(steps["dark"]["seq"], steps["light"]["seq"])):
        yield f"seq{step}", f'dark ? "{night}" : "{day}"'


def with_alpha(tokens):
    def argb(theme, role, alpha):
        value = tokens["color"][theme][role]["value"].lstrip("#")
        return f'"#{round(alpha * 255):02X}{value}"'
    for name, themes in tokens["alpha"].items():
        if name != "note":
            yield name, f'dark ? {argb("dark", *themes["dark"])} : {argb("light", *themes["light"])}'


def stage(tokens):
    """Over live pictures the dark palette stands in both themes."""
    dark = tokens["color"]["dark"]
    for name, role in (("stageBg", "bg.rail"), ("stageLine", "line.strong"),
                       ("stageText", "text.primary"), ("stageMuted", "text.secondary"),
                       ("stageOk", "ok.text"), ("stageWarn", "warn.text"),
                       ("stageDanger", "danger.text"), ("stageAccent", "accent.text")):
        yield name, f'"{dark[role]["value"]}"'
    yield "stageScrim", f'"#B3{dark["bg.rail"]["value"].lstrip("#")}"'


def sizes(tokens):
    space, size, radius = tokens["space"], tokens["size"], tokens["radius"]
    for step, value in space["scale"].items():
        if step != "0":
            yield f"space{step}", value
    yield "panelGap", space["panelGap"]
    yield "panelPadding", space["panelPadding"]
    yield "cardPadding", space["cardPadding"]
    yield "gutter", space["gutterDashboard"]
    for name in ("rail", "topBar", "callBar", "hintBar", "panelHeader", "queuePanel", "casePanel"):
        yield name, size[name]
    yield "iconSmall", size["icon"]["small"]
    yield "icon", size["icon"]["default"]
    yield "iconRail", size["icon"]["rail"]
    yield "hitTarget", size["hitTargetMin"]
    for name in ("chip", "control", "card", "dialog"):
        yield camel(f"radius.{name}"), radius[name]
    for name, value in tokens["component"].items():
        if name != "note":
            yield name, value


def density(tokens):
    kinds = tokens["density"]
    for name in ("tableRow", "queueRow", "control"):
        yield name, (f'px(density === "day" ? {kinds["day"][name]} : '
                     f'density === "thoang" ? {kinds["thoang"][name]} : {kinds["vua"][name]})')


def fonts(tokens):
    """Name, size, line height and weight; body text follows the density."""
    scale = tokens["type"]["scale"]
    roomy = scale[tokens["density"]["thoang"]["font"]]
    for name, entry in scale.items():
        size, line = entry["size"], entry["line"]
        if name in ("body", "strong"):
            size = f'(density === "thoang" ? {roomy["size"]} : {size})'
            line = f'(density === "thoang" ? {roomy["line"]} : {line})'
        yield name, size, line, entry["weight"]


def switch(name, kind, cases, fallback):
    body = "".join(f'        case "{key}": return {value}\n' for key, value in cases)
    return (f"    function {name}(role: string): {kind} {{\n        switch (role) {{\n{body}"
            f"        }}\n        return {fallback}\n    }}\n")


def role_cases(tokens):
    roles = tokens["color"]["dark"]
    # Text roles first: every text asks for one, and the switch compares in order.
    for role in sorted(roles, key=lambda name: not name.startswith("text.")):
        yield role, camel(role)
    for role in ("info", "ok", "warn", "danger", "accent"):
        yield role, camel(f"{role}.text")
    for short in ("primary", "secondary", "muted", "disabled", "inverse"):
        yield short, camel(f"text.{short}")


def theme(tokens):
    out = ["// SPDX-License-Identifier: GPL-3.0-or-later",
           "// Generated from resources/tokens.json by resources/make_theme.py.",
           "pragma Singleton", "import QtQuick", "", "QtObject {",
           "    property bool dark: true", '    property string density: "vua"',
           "    property real scale: 1.0", "    property bool reducedMotion: false",
           '    readonly property string fontFamily: "Kydai Sans"',
           f'    readonly property string monoFamily: "{tokens["type"]["family"]["mono"][0]}"', ""]
    out += [f"    readonly property color {name}: {value}" for name, value in colours(tokens)]
    out += [f"    readonly property color {name}: {value}" for name, value in with_alpha(tokens)]
    out += [f"    readonly property color {name}: {value}" for name, value in ramps(tokens)]
    out += [f"    readonly property color {name}: {value}" for name, value in stage(tokens)]
    out.append('    readonly property color transparent: "transparent"')
    out.append("")
    out += [f"    readonly property int {name}: px({value})" for name, value in sizes(tokens)]
    out += [f"    readonly property int {name}: {value}" for name, value in density(tokens)]
    border = tokens["border"]
    out += [f"    readonly property int {name}: {border[name]}"
            for name in ("hairline", "focusWidth", "focusGap", "selectionBar", "alertFrame")]
    out.append("")
    natural = tokens["ink"]["natural"]
    for name, size, line, weight in fonts(tokens):
        title = camel(f"font.{name}")
        out.append(f"    readonly property font {title}: Qt.font({{ family: fontFamily, "
                   f"pixelSize: px({size}), weight: {weight} }})")
        out.append(f"    readonly property int {camel('lineHeight.' + name)}: px({line})")
        out.append(f"    readonly property int {camel('lead.' + name)}: "
                   f"Math.round(px({line} - {size} * {natural}) / 2)")
    out.append("    readonly property font fontMono: Qt.font({ family: monoFamily, pixelSize: px(14) })")
    out.append("")
    motion = tokens["motion"]["duration"]
    out += [f"    readonly property int {name}: reducedMotion ? 0 : {motion[name]}"
            for name in ("fast", "base", "slow")]
    out += [f"    readonly property int {name}: {motion[name]}" for name in ("toastStay", "undoWindow")]
    out += [f"    readonly property int {camel('wait.' + name)}: {value}"
            for name, value in tokens["wait"].items() if name != "note"]
    out += [f"    readonly property int {camel('z.' + name)}: {value}"
            for name, value in tokens["z"].items()]
    cap = tokens["imageCap"]
    out.append(f"    readonly property real imageCap: dark ? {cap['dark']} : {cap['light']}")
    out.append("")
    out.append("    function px(n: real): int { return Math.round(n * scale) }")
    out.append(switch("colorOf", "color", role_cases(tokens), "textPrimary"))
    names = [entry[0] for entry in fonts(tokens)]
    for name, kind, part in (("fontOf", "font", "font"), ("lineOf", "int", "lineHeight"), ("leadOf", "int", "lead")):
        out.append(switch(name, kind, [(n, camel(f"{part}.{n}")) for n in names], f"{part}Body"))
    out.append("    function weightedFont(role: string, weight: int): font {\n"
               "        return Qt.font({ family: fontFamily, pixelSize: fontOf(role).pixelSize, weight: weight })\n    }\n")
    states = [(code, f'"{entry["color"]}"') for code, entry in tokens["caseState"].items()]
    out.append(switch("stateRole", "string", states, '"text.muted"'))
    out.append("}")
    return "\n".join(out) + "\n"


def main():
    source, target = map(pathlib.Path, sys.argv[1:3])
    text = theme(json.loads(source.read_text(encoding="utf-8")))
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
