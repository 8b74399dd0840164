# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts of the sources that a .ts file lacks: as the extractor sees them, and as plain reading does.

The extractor passes over a text in silence where it cannot read the call, for instance when the source of
translate() is itself a QT_TRANSLATE_NOOP(); such a text would stay English for ever.
"""
import os
import re
import shutil
import subprocess
import tempfile

import ts

FOLDERS = ("app", "libs", "qml")
_LITERAL = r'"(?:[^"\\\n]|\\.)*"'
_CPP = re.compile(r'\b(?:translate|QT_TRANSLATE_NOOP3?)\(\s*"(\w+)"\s*,\s*((?:' + _LITERAL + r"\s*)+)")
_QML = re.compile(r"\bqsTr\(\s*(" + _LITERAL + r")")
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "'": "'"}


def _text(literals):
    joined = "".join(part[1:-1] for part in re.findall(_LITERAL, literals))
    joined = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m.group(1), 16)), joined)
    return re.sub(r"\\(.)", lambda m: _ESCAPES.get(m.group(1), m.group(0)), joined)


def in_cpp(code):
    return [(m.group(1), _text(m.group(2))) for m in _CPP.finditer(code)]


def in_qml(code, name):
    return [(name, _text(m.group(1))) for m in _QML.finditer(code)]


def written(root):
    """(context, source, file) of every text that plain reading finds."""
    for folder in FOLDERS:
        for at, folders, names in os.walk(os.path.join(root, folder)):
            folders.sort()
            for name in sorted(names):
                base, ending = os.path.splitext(name)
                path = os.path.join(at, name)
                if ending not in (".cpp", ".h", ".qml"):
                    continue
                with open(path, encoding="utf-8") as f:
                    code = f.read()
                found = in_qml(code, base) if ending == ".qml" else in_cpp(code)
                for context, source in found:
                    yield context, source, os.path.relpath(path, root)


def unread(root, messages):
    have = {(m.context, m.source) for m in messages}
    for context, source, path in written(root):
        if (context, source) not in have:
            yield f"{path}: {context}: {source!r} is not in the file"


def extracted(root, lupdate, path, plural_only):
    """Keys that the extractor would add to the file at `path`, and those it would drop."""
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, os.path.basename(path))
        shutil.copyfile(path, copy)
        command = [lupdate, *FOLDERS, "-silent", "-locations", "none", "-no-obsolete", "-no-ui-lines"]
        if plural_only:
            command.append("-pluralonly")
        done = subprocess.run([*command, "-ts", copy], cwd=root, capture_output=True, text=True,
                              timeout=50, check=False)
        if done.returncode != 0:
            return [f"lupdate ended with {done.returncode}: {done.stderr.strip()}"], []
        before = {m.key for m in ts.read(path)}
        after = {m.key for m in ts.read(copy)}
    return sorted(after - before), sorted(before - after)
