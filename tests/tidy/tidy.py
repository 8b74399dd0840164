#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the tree keeps the house's rules; first that each rule still finds what it forbids.

Usage: tidy.py ROOT [--rooms FILE] [--only RULE] [--self-test]
Exit: 0 clean, 1 findings, 2 a rule let a planted sample pass (or complained about a clean one).
"""
import argparse
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
sys.dont_write_bytecode = True

import house  # noqa: E402
import rules_cpp  # noqa: E402,F401
import rules_qml  # noqa: E402,F401
import rules_tree  # noqa: E402,F401
import samples  # noqa: E402


def findings(tree, only=None):
    for name, kind, function in house.RULES:
        if only and name != only:
            continue
        if kind == "tree":
            for path, line, message in function(tree):
                yield name, path, line, message
        else:
            for f in tree.files.values():
                for line, message in function(f):
                    yield name, f.path, line, message


def self_test():
    wrong = []
    tried = set()
    for name, path, text, bad in samples.SAMPLES:
        tried.add((name, bad))
        files = dict(samples.AROUND.get(name, {}))
        files[path] = text
        tree = house.Tree([house.File(p, t) for p, t in files.items()], samples.ROOMS)
        found = [f for f in findings(tree, name)]
        if bool(found) != bad:
            wrong.append(f"{name}: {'passed over' if bad else 'complained about'} "
                         f"{path}: {text.strip()[:70]!r} {found}")
    for name, _, _ in house.RULES:
        for bad in (True, False):
            if (name, bad) not in tried:
                wrong.append(f"{name}: no {'bad' if bad else 'clean'} sample")
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root")
    parser.add_argument("--rooms", help="rooms.txt of a build with the console and the programs")
    parser.add_argument("--only")
    parser.add_argument("--self-test", action="store_true")
    options = parser.parse_args()
    wrong = self_test()
    for line in wrong:
        print("self-test:", line)
    if wrong:
        return 2
    print(f"self-test: {len(house.RULES)} rules, {len(samples.SAMPLES)} samples ok")
    if options.self_test:
        return 0
    rooms = None
    if options.rooms:
        with open(options.rooms, encoding="utf-8") as handle:
            rooms = handle.read()
    tree = house.read_tree(options.root, rooms)
    found = sorted(set(findings(tree, options.only)))
    for name, path, line, message in found:
        print(f"{path}:{line}: {name}: {message}")
    for note in rules_tree.notes(tree):
        print("note:", note)
    print(f"{len(tree.files)} files, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
