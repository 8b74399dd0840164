# SPDX-License-Identifier: GPL-3.0-or-later
"""What the rules share: the files of the tree, text without comments, the rooms and their links."""
import os
import re

TOP = ("app", "benchmarks", "cmake", "docs", "libs", "packaging", "qml", "resources", "tests",
       "translations")
TEXT = (".cpp", ".h", ".qml", ".js", ".py", ".cmake", ".txt", ".md", ".json", ".svg", ".ts", ".sh",
        ".in", ".ini", ".service", ".desktop", ".yml")
RULES = []  # (name, kind, function): kind "file" gets a File, kind "tree" gets a Tree


def rule(name, kind="file"):
    def keep(function):
        RULES.append((name, kind, function))
        return function
    return keep


class File:
    """One file: its path from the root with '/', its text, and the text without comments."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.lines = text.split("\n")
        self._code = None
        self._bare = None

    @property
    def name(self):
        return self.path.rsplit("/", 1)[-1]

    def is_cpp(self):
        return self.path.endswith((".cpp", ".h"))

    def is_qml(self):
        return self.path.endswith(".qml")

    def under(self, *folders):
        return any(self.path.startswith(folder + "/") for folder in folders)

    @property
    def code(self):
        """Lines without comments; string literals stay."""
        if self._code is None:
            self._code = strip(self.text, False).split("\n")
        return self._code

    @property
    def bare(self):
        """Lines without comments and without what stands in string literals."""
        if self._bare is None:
            self._bare = strip(self.text, True).split("\n")
        return self._bare


_PIECE = re.compile(
    r'(?P<raw>R"(?P<tag>[^()\\\s]{0,16})\(.*?\)(?P=tag)")|(?P<str>"(?:\\.|[^"\\\n])*")'
    r"|(?P<chr>(?<![0-9A-Za-z_])'(?:\\.|[^'\\\n])*')|(?P<line>//[^\n]*)|(?P<block>/\*.*?\*/)", re.S)


def strip(text, strings):
    def put(match):
        kind = match.lastgroup if match.lastgroup != "tag" else "raw"
        whole = match.group(0)
        newlines = "\n" * whole.count("\n")
        if kind in ("line", "block"):
            return newlines
        return '""' + newlines if strings else whole
    return _PIECE.sub(put, text)


class Tree:
    """All files, by path; what CMake says of rooms."""

    def __init__(self, files, rooms_txt=None):
        self.files = {f.path: f for f in files}
        self.rooms_txt = rooms_txt  # text of <build>/rooms.txt, None when the build is partial
        self.layers, self.links = read_rooms(self)


def read_rooms(tree):
    """Layers and links as the CMake files write them: {room: layer}, {room: {rooms it may see}}."""
    layers, direct = {}, {}
    for f in tree.files.values():
        if f.name != "CMakeLists.txt":
            continue
        text = re.sub(r"#[^\n]*", "", f.text)
        for m in re.finditer(r"kydai_add_room\(\s*(\w+)\s+LAYER\s+([\d.]+)([^)]*)\)", text):
            layers[m.group(1)] = float(m.group(2))
            direct[m.group(1)] = set(re.findall(r"\bkydai_(\w+)", m.group(3)))
        for m in re.finditer(r"kydai_set_layer\(\s*(?:kydai_)?([\w-]+)\s+([\d.]+)\s*\)", text):
            layers[m.group(1)] = float(m.group(2))
    links = {}
    for room in direct:
        seen, todo = set(), [room]
        while todo:
            for below in direct.get(todo.pop(), ()):
                if below not in seen and below in direct:
                    seen.add(below)
                    todo.append(below)
        links[room] = seen
    return layers, links


def read_tree(root, rooms_txt=None):
    files = []
    for top in TOP + (".ci",):
        for folder, folders, names in os.walk(os.path.join(root, top)):
            folders[:] = sorted(d for d in folders if not d.startswith((".", "__pycache__")))
            for name in sorted(names):
                files.append(os.path.join(folder, name))
    files += [os.path.join(root, n) for n in sorted(os.listdir(root))
              if os.path.isfile(os.path.join(root, n)) and not n.startswith(".git")]
    found = []
    for full in files:
        path = os.path.relpath(full, root).replace(os.sep, "/")
        text = ""
        if path.endswith(TEXT) or "." not in os.path.basename(path):
            try:
                with open(full, encoding="utf-8") as handle:
                    text = handle.read()
            except (UnicodeDecodeError, FileNotFoundError):
                text = ""
        found.append(File(path, text))
    return Tree(found, rooms_txt)
