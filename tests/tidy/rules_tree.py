# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of the whole tree: sizes, names, words, what the documents must agree with."""
import re

from house import rule

CPP_LINES, QML_LINES, FUNCTION_LINES = 600, 400, 70
LONG_FUNCTIONS = 3  # how many functions over FUNCTION_LINES are borne with
WIDTH, WIDEST = 100, 180  # columns: what the house writes, and what fails


def notes(tree):
    """What is worth a look and fails nothing."""
    code = [f for f in tree.files.values() if f.is_cpp() or f.is_qml()]
    wide = sum(len(line) > WIDTH for f in code for line in f.lines)
    large = sorted(f"{f.path} ({len(f.lines) - 1})" for f in code
                   if len(f.lines) - 1 > (400 if f.is_cpp() else 250))
    long = [f"{f.path}:{n} ({size})" for f in code for n, size in long_functions(f)]
    yield f"{len(long)} functions over {FUNCTION_LINES} lines: {', '.join(long)}"
    yield f"{wide} lines over {WIDTH} columns"
    yield f"{len(large)} files over 400 lines (C++) or 250 (QML): {', '.join(large)}"


@rule("file-size")
def file_size(f):
    count = len(f.lines) - 1
    if f.is_cpp() and count > CPP_LINES:
        yield 1, f"{count} lines: over {CPP_LINES}, split it"
    if f.is_qml() and count > QML_LINES:
        yield 1, f"{count} lines: over {QML_LINES}, split it"


def long_functions(f):
    """(line, length) of bodies whose braces stand on lines of their own."""
    if not f.is_cpp():
        return
    for n, line in enumerate(f.bare):
        if line.strip() != "{" or n == 0 or not re.search(r"[)\w>}]\s*$", f.bare[n - 1]):
            continue
        if re.search(r"\b(struct|class|enum|union|namespace)\b[^;()]*$", f.bare[n - 1]):
            continue
        end = line.replace("{", "}").rstrip()
        for k in range(n + 1, len(f.bare)):
            if f.bare[k].rstrip().rstrip(";") == end:
                if k - n + 1 > FUNCTION_LINES:
                    yield n, k - n + 1
                break


@rule("function-size", "tree")
def function_size(tree):
    found = [(f.path, n, size) for f in tree.files.values() for n, size in long_functions(f)]
    if len(found) > LONG_FUNCTIONS:
        for path, n, size in found:
            yield path, n, f"function of {size} lines, over {FUNCTION_LINES}"


@rule("line-width")
def line_width(f):
    if not (f.is_cpp() or f.is_qml()) or f.under("tests"):
        return
    for n, line in enumerate(f.lines, 1):
        if len(line) > WIDEST and not re.search(r"https?://\S{40}", line):
            yield n, f"{len(line)} columns, over {WIDEST}"


@rule("spdx")
def spdx(f):
    source = f.path.endswith((".cpp", ".h", ".qml", ".js", ".py", ".cmake")) \
        or f.name == "CMakeLists.txt" or f.text.startswith("#!")
    if source and not any("SPDX-License-Identifier: GPL-3.0-or-later" in l for l in f.lines[:3]):
        yield 1, "no SPDX line"


OURS = "tests/tidy"  # the rules and their samples name what they forbid


@rule("unfinished")
def unfinished(f):
    if f.under(OURS) or f.name == "LICENSE":
        return
    for n, line in enumerate(f.lines, 1):
        m = re.search(r"\b(TODO|FIXME|XXX|HACK|TEMPORARY)\b", line)
        if m:
            yield n, f"{m.group(1)}: finish it, or file an issue"


@rule("foreign-path")
def foreign_path(f):
    if f.under(OURS):
        return
    for n, line in enumerate(f.lines, 1):
        m = re.search(r"(?<![\w.$}])/(work|tmp)/|https?://(registry|proxy|deb|files|index)\.", line)
        if m:
            yield n, f"{m.group(0)}: no path or host of one machine"


@rule("names", "tree")
def names(tree):
    seen = {}
    for path in tree.files:
        other = seen.setdefault(path.lower(), path)
        if other != path:
            yield path, 1, f"differs from {other} by case only"
        if re.search(r"[^A-Za-z0-9_./+-]", path):
            yield path, 1, "a file's name has only letters, digits and _ . + -"


@rule("drawn-rooms", "tree")
def drawn_rooms(tree):
    """docs/rooms.svg shows the edges CMake knows. Needs a build with the console and the programs."""
    drawing = tree.files.get("docs/rooms.svg")
    if drawing is None or tree.rooms_txt is None:
        return
    drawn = set(re.findall(r'data-edge="([\w-]+ [\w-]+)"', drawing.text))
    known = {line.strip() for line in tree.rooms_txt.splitlines() if line.strip()}
    for edge in sorted(known - drawn):
        yield "docs/rooms.svg", 1, f"lacks the edge {edge}: run cmake/draw_rooms.py"
    for edge in sorted(drawn - known):
        yield "docs/rooms.svg", 1, f"shows {edge}, which is gone: run cmake/draw_rooms.py"


def codes_in(text, block):
    """The first words of a table {"code", …} called `block` in C++."""
    m = re.search(r"\b%s\b[^;]*?\{(.*?)\n\}\)?\}?;" % block, text, re.S)
    return re.findall(r'\{"(\w+)"', m.group(1)) if m else []


GLOSSARY = {
    "libs/core/states.cpp": ("kStates", "kPriorities", "kTracks", "kChannels", "kReportTypes",
                             "kRatings", "kRoles"),
    "libs/core/workflow.cpp": ("kActions",),
}


@rule("glossary", "tree")
def glossary(tree):
    book = tree.files.get("docs/glossary.md")
    if book is None:
        return
    known = set(re.findall(r"`([\w]+)`", book.text))
    for path, blocks in GLOSSARY.items():
        for block in blocks:
            codes = codes_in(tree.files[path].text, block) if path in tree.files else []
            if not codes:
                yield path, 1, f"table {block} not found by tests/tidy"
            for code in codes:
                if code not in known:
                    yield "docs/glossary.md", 1, f"lacks `{code}` of {block}"


@rule("dependencies", "tree")
def dependencies(tree):
    book = tree.files.get("docs/dependencies.md")
    if book is None:
        return
    known = set(re.findall(r"`([a-z0-9.+-]+)`", book.text))
    for path in ("packaging/packages.txt", "packaging/testpackages.txt"):
        f = tree.files.get(path)
        for n, line in enumerate(f.lines if f else [], 1):
            name = line.split("#")[0].strip()
            if name and name not in known:
                yield path, n, f"{name} has no reason in docs/dependencies.md"


@rule("doc-links", "tree")
def doc_links(tree):
    """Relative links of the documents lead somewhere."""
    for f in tree.files.values():
        if not f.path.endswith(".md"):
            continue
        base = f.path.rsplit("/", 1)[0] + "/" if "/" in f.path else ""
        for n, line in enumerate(f.lines, 1):
            for link in re.findall(r"\]\(([^)#\s]+)", line):
                if "://" in link or link.startswith("mailto:"):
                    continue
                parts = []
                for part in (base + link).split("/"):
                    if part == "..":
                        parts = parts[:-1]
                    elif part not in (".", ""):
                        parts.append(part)
                path = "/".join(parts)
                if path not in tree.files and not any(p.startswith(path + "/") for p in tree.files):
                    yield f.path, n, f"link to {link} leads nowhere"
