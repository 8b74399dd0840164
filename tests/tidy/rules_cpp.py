# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of the C++ rooms: who may know whom, what is not called, how SQL is made."""
import re

from house import rule

PURE = ("core", "protocol", "storage", "deskdb", "ledger", "authority", "sync", "city", "intake",
        "geo", "cityscene")


def room_of(f):
    """The room a file belongs to; None outside libs/."""
    parts = f.path.split("/")
    if parts[0] != "libs" or len(parts) < 3:
        return None
    if f.path.startswith("libs/sync/qt/"):
        return "sync_qt"
    return parts[1]


def is_platform(f):
    return "platform" in f.name


@rule("include-layers", "tree")
def include_layers(tree):
    for f in tree.files.values():
        room = room_of(f)
        if room is None or not f.is_cpp():
            continue
        for n, line in enumerate(f.code, 1):
            m = re.match(r'\s*#\s*include\s+"(\w+)/', line)
            if not m or (m.group(1) not in tree.links and m.group(1) != "qml"):
                continue
            other = "sync_qt" if '"sync/qt/' in line else m.group(1)
            if other != room and other not in tree.links.get(room, ()):
                yield f.path, n, f"room {room} includes {other}, which it does not link"


@rule("include-quotes")
def include_quotes(f):
    if not f.under("libs") or not f.is_cpp():
        return
    for n, line in enumerate(f.code, 1):
        m = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
        if m and ("../" in m.group(1) or "/" not in m.group(1)) and not m.group(1).endswith(".moc"):
            yield n, f'include as "room/file.h", not "{m.group(1)}"'


# (pattern, where it is banned, why)
def in_pure(f):
    return room_of(f) in PURE and not is_platform(f)


def not_app(f):
    return not f.under("app", "tests", "benchmarks")


BANNED = [
    (r"\bQTimer\b|\bstartTimer\s*\(", in_pure, "timers come from the Scheduler handed in"),
    (r"\bcurrentDateTime(Utc)?\s*\(|\bcurrent(M)?SecsSinceEpoch\s*\(|\bQDate::currentDate\b"
     r"|\bQTime::currentTime\b|\bQElapsedTimer\b|\b(system|steady|high_resolution)_clock\b"
     r"|\bstd::time\s*\(|[^.\w>]time\s*\(\s*(nullptr|0|NULL)\s*\)",
     in_pure, "time comes from the Clock handed in"),
    (r"\bQRandomGenerator\b|\brandom_device\b|\bcreateUuid\s*\(|\bmt19937", in_pure,
     "chance comes from the Random handed in"),
    (r"\bQ(Temporary|Save)?File\b", lambda f: in_pure(f) and room_of(f) != "storage",
     "files are reached through storage"),
    (r"\bQThread\b|\bstd::j?thread\b|\bQtConcurrent\b", in_pure,
     "threads belong to the programs; hops go through the Scheduler"),
    (r"\bQWebSocket(Server)?\b", lambda f: room_of(f) != "sync_qt" and not f.under("tests"),
     "sockets of the console live in libs/sync/qt"),
    (r"\bstd::rand\b|(?<![\w.>:])s?rand\s*\(|(?<![\w.>:])system\s*\(|\bstd::system\b|\bpopen\s*\(",
     lambda f: True, "never"),
    (r"\bignoreSslErrors\b|\bVerifyNone\b", lambda f: True, "certificates are never waved through"),
    (r"\bwaitFor\w+\s*\(", not_app, "nothing blocks a thread outside programs and tests"),
    (r"\bprocessEvents\s*\(|\bQEventLoop\b", not_app, "no nested event loop"),
    (r"\bQProcess\b", not_app, "only programs start programs"),
    (r"\b(strcpy|strcat|sprintf|gets|atoi|atof)\s*\(", lambda f: True, "unbounded or unchecked"),
    (r"\bq(Debug|Warning|Critical|Info)\s*\(", lambda f: f.under("libs"),
     "log by category (qCDebug …), or return an Error"),
]


@rule("banned-call")
def banned_call(f):
    if not f.is_cpp():
        return
    for n, line in enumerate(f.bare, 1):
        for pattern, where, why in BANNED:
            m = re.search(pattern, line)
            if m and where(f):
                yield n, f"{m.group(0).strip(' (')}: {why}"


@rule("posix-header")
def posix_header(f):
    if not f.is_cpp() or is_platform(f) or f.under("tests"):
        return
    header = (r"\s*#\s*include\s+<(unistd\.h|sys/[^>]*|signal\.h|csignal|fcntl\.h|poll\.h|pwd\.h"
              r"|dirent\.h|termios\.h|netinet/[^>]*|arpa/[^>]*|mntent\.h|dlfcn\.h|pthread\.h)>")
    for n, line in enumerate(f.code, 1):
        m = re.match(header, line)
        if m:
            yield n, f"<{m.group(1)}> outside a file with 'platform' in its name"


BEAST_UNITS = 3


@rule("boost", "tree")
def boost(tree):
    units = []
    for f in tree.files.values():
        if not f.is_cpp():
            continue
        for n, line in enumerate(f.code, 1):
            if re.match(r"\s*#\s*include\s+[<\"](boost/)", line) and room_of(f) != "edge":
                yield f.path, n, "boost is libs/edge's alone"
            if re.search(r"\bboost::(asio|beast)\b", line) and room_of(f) not in ("edge", None):
                yield f.path, n, "boost is libs/edge's alone"
            if re.match(r"\s*#\s*include\s+<boost/beast", line) and f.path.endswith(".cpp"):
                units.append(f.path)
    if len(set(units)) > BEAST_UNITS:
        yield sorted(set(units))[-1], 1, f"more than {BEAST_UNITS} units include Beast: {set(units)}"


GUI = (r"\s*#\s*include\s+<(Qt(Gui|Widgets|Quick\w*|Qml\w*|Charts|Multimedia)/[^>]*|QGuiApplication"
       r"|QApplication|QColor|QImage\w*|QPixmap\w*|QPainter\w*|QPen|QBrush|QFont\w*|QIcon|QPalette"
       r"|QKeySequence|QKeyEvent|QMouseEvent|QScreen|QWindow|QClipboard|QAction|QQml\w*|QQuick\w*"
       r"|QJSEngine|QWidget|QSvg\w*|QText(Document|Layout)|QDesktopServices|QStyleHints)>")


@rule("gui-include")
def gui_include(f):
    if not f.is_cpp() or not f.under("libs", "app/server", "app/city"):
        return
    if room_of(f) == "maprender" and not re.search(r"<(Qt)?(Quick|Qml|QQuick|QQml)", "\n".join(f.code)):
        return  # the one room that paints; it knows no Quick
    for n, line in enumerate(f.code, 1):
        m = re.match(GUI, line)
        if m:
            yield n, f"<{m.group(1)}>: rooms and the servers know no Gui"


@rule("q-object-line")
def q_object_line(f):
    if not f.is_cpp():
        return
    for n, line in enumerate(f.bare, 1):
        if re.search(r"\bQ_OBJECT\b", line) and line.strip() != "Q_OBJECT":
            yield n, "Q_OBJECT stands on a line of its own, else AutoMoc misses it"


@rule("pragma-once")
def pragma_once(f):
    if f.path.endswith(".h") and not any(l.strip() == "#pragma once" for l in f.lines):
        yield 1, "a header starts with #pragma once"


# SQL put together at run time from the program's own constants: path, and why it is sound.
SQL_ALLOWED = {
    "libs/deskdb/work_salvage.cpp": "table names of its own schema, marks counted from it",
}


def arguments(text, start):
    """The arguments of the call whose opening bracket ends at `start`, by commas of the top level."""
    depth, begin, found = 1, start, []
    for i in range(start, len(text)):
        depth += {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}.get(text[i], 0)
        if depth == 0 or (depth == 1 and text[i] == ","):
            found.append(text[begin:i])
            begin = i + 1
        if depth == 0:
            break
    return found


@rule("sql-concat")
def sql_concat(f):
    if not f.is_cpp() or f.under("tests") or f.path in SQL_ALLOWED:
        return
    text = "\n".join(f.bare)
    for m in re.finditer(r"\b(prepare|exec|scalar|runSql|readSql)\s*\(", text):
        call = arguments(text, m.end())
        at = 1 if m.group(1) in ("runSql", "readSql") else 0
        sql = call[at] if at < len(call) else ""
        # A PRAGMA takes no parameter; a number is harmless.
        sql = re.sub(r"\+\s*QByteArray::number\([^()]*\)", "", sql)
        if re.search(r"\+|\.arg\s*\(|\bappend\s*\(|\basprintf\b", sql):
            yield text.count("\n", 0, m.start()) + 1, "SQL is a constant with parameters"
