#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the translations.

Usage: check.py ROOT rules | texts | sources [LUPDATE] | release [LRELEASE]
  rules    each rule still finds a planted fault and passes a sound text
  texts    both files are complete, keep placeholders, use the agreed words
  sources  no text of the sources is missing in the files
  release  the files compile, nothing unfinished
Exit: 0 sound, 1 findings, 2 wrong use, 77 skipped because the tool is absent.
"""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

import rules  # noqa: E402
import samples  # noqa: E402
import sources  # noqa: E402
import ts  # noqa: E402
import vocabulary  # noqa: E402

SKIPPED = 77


def files(root):
    return (os.path.join(root, "translations", "kydai_vi.ts"),
            os.path.join(root, "translations", "kydai_en.ts"))


def check_texts(root):
    vietnamese, english = (ts.read(path) for path in files(root))
    if not vietnamese:
        yield "kydai_vi.ts is empty"
    yield from rules.complaints(vietnamese, rules.VIETNAMESE)
    yield from vocabulary.complaints(vietnamese)
    yield from (f"kydai_en.ts: {c}" for c in rules.complaints(english, rules.EVERY))


def check_sources(root, lupdate):
    vietnamese, english = files(root)
    yield from sources.unread(root, ts.read(vietnamese))
    if not lupdate:
        return
    for path in (vietnamese, english):
        added, dropped = sources.extracted(root, lupdate, path, path == english)
        name = os.path.basename(path)
        for key in added:
            yield f"{name} lacks {key}: run translations/update and translate it"
        for key in dropped:
            print(f"note: {name} has {key}, which no source uses any more: run translations/update")


def check_release(root, lrelease):
    for path in files(root):
        with tempfile.TemporaryDirectory() as folder:
            out = os.path.join(folder, "out.qm")
            done = subprocess.run([lrelease, path, "-qm", out], capture_output=True, text=True,
                                  timeout=50, check=False)
            made = os.path.exists(out) and os.path.getsize(out) > 0
        said = (done.stdout + done.stderr).strip()
        if done.returncode != 0 or not made:
            yield f"{os.path.basename(path)} does not compile: {said}"
        elif not re.search(r"\b0 unfinished\b", said):
            yield f"{os.path.basename(path)}: {said}"


def main(arguments):
    if len(arguments) < 2 or arguments[1] not in ("rules", "texts", "sources", "release"):
        print(__doc__, file=sys.stderr)
        return 2
    root, what, tool = arguments[0], arguments[1], (arguments[2:] or [""])[0]
    if tool and not os.path.isfile(tool):
        tool = ""
    if what == "release" and not tool:
        print("skipped: lrelease is not installed")
        return SKIPPED
    checks = {"rules": lambda: samples.complaints(), "texts": lambda: check_texts(root),
              "sources": lambda: check_sources(root, tool), "release": lambda: check_release(root, tool)}
    findings = list(checks[what]())
    for finding in findings:
        print(finding)
    print(f"{len(findings)} findings")
    if findings:
        return 1
    if what == "sources" and not tool:
        print("skipped: lupdate is not installed; the sources were only read without it")
        return SKIPPED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
