#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the face "Kydai Sans" from Debian's fonts-inter: Inter with its tabular digits frozen in.

Qt 6.4 cannot switch OpenType features, and Inter's default "1" is 26 % narrower than "0", so the
character map is pointed at the tabular alternates. Inter is under the SIL Open Font License without
a reserved name; the licence text is written beside the fonts.

Usage: make_fonts.py INTER_DIR LICENCE OUTPUT_DIR
"""
import pathlib
import shutil
import sys

from fontTools import subset, ttLib

FAMILY = "Kydai Sans"
ROUNDING = 4  # font units of 2048 or more to the em
STYLES = ("Regular", "Medium", "SemiBold")
RANGES = ((0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x18F), (0x1A0, 0x1B0), (0x1CD, 0x1DC),
          (0x2B0, 0x2C7), (0x300, 0x304), (0x309, 0x309), (0x31B, 0x31B), (0x323, 0x323),
          (0x1EA0, 0x1EF9), (0x2010, 0x2027), (0x202F, 0x203A), (0x2044, 0x2044), (0x2070, 0x209F),
          (0x20AB, 0x20AC), (0x2116, 0x2122), (0x2150, 0x215F), (0x2190, 0x2199), (0x21BA, 0x21BB),
          (0x2212, 0x2215), (0x221E, 0x221E), (0x2248, 0x2248), (0x2260, 0x2265), (0x25A0, 0x25CF),
          (0x2713, 0x2717))


def tabular(font):
    """Digit glyph -> tabular alternate, from the single substitutions of the tnum feature."""
    table = font["GSUB"].table
    wanted = set()
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            wanted.update(record.Feature.LookupListIndex)
    swaps = {}
    for index in sorted(wanted):
        for sub in table.LookupList.Lookup[index].SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            swaps.update(getattr(sub, "mapping", {}))
    return swaps


def freeze(font):
    swaps = tabular(font)
    for cmap in font["cmap"].tables:
        if cmap.isUnicode():
            for code in range(0x30, 0x3A):
                name = cmap.cmap.get(code)
                cmap.cmap[code] = swaps.get(name, name)
    digits = [font.getBestCmap()[code] for code in range(0x30, 0x3A)]
    widths = {font["hmtx"][name][0] for name in digits}
    # The static cuts differ by rounding only; anything more means that the feature was not found.
    if max(widths) - min(widths) > ROUNDING:
        raise SystemExit(f"digits are not tabular: widths {sorted(widths)}")
    for name in digits:
        font["hmtx"][name] = (max(widths), font["hmtx"][name][1])


def rename(font, style):
    full = f"{FAMILY} {style}"
    # Medium and SemiBold name the typographic family as well: the legacy family holds four styles.
    legacy = FAMILY if style == "Regular" else full
    values = {1: legacy, 2: "Regular", 3: f"{full};kydai", 4: full, 6: f"KydaiSans-{style}",
              16: FAMILY, 17: style}
    table = font["name"]
    table.names = [r for r in table.names if r.nameID in (0, 5, 13, 14)]
    for identifier, value in values.items():
        table.setName(value, identifier, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [f"KydaiSans-{style}"]
        top = cff.topDictIndex[0]
        top.FullName, top.FamilyName = full, FAMILY


def shrink(font):
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "calt"]
    options.name_IDs = ["*"]
    options.hinting = False
    options.notdef_outline = True
    worker = subset.Subsetter(options)
    worker.populate(unicodes=[c for first, last in RANGES for c in range(first, last + 1)])
    worker.subset(font)


def main():
    source, licence, target = map(pathlib.Path, sys.argv[1:4])
    target.mkdir(parents=True, exist_ok=True)
    for style in STYLES:
        font = ttLib.TTFont(source / f"Inter-{style}.otf", recalcTimestamp=False)
        freeze(font)
        rename(font, style)
        shrink(font)
        font.save(target / f"KydaiSans-{style}.otf")
    shutil.copyfile(licence, target / "OFL.txt")


if __name__ == "__main__":
    main()
