# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules of the QML modules: the theme is the only source of colour and size, text is plain."""
import re

from house import rule

FEATURES_SEE = {"Ui", "Desk"}  # what a feature may import; Shell sees everything
BASE = {"Ui": set(), "Desk": set()}


def module_of(f):
    parts = f.path.split("/")
    return parts[2] if f.path.startswith("qml/Kydai/") and len(parts) > 3 else None


def is_screen(f):
    """QML of a feature or of the Shell: all modules but Ui, which draws the theme."""
    return f.is_qml() and module_of(f) not in (None, "Ui")


@rule("qml-imports")
def qml_imports(f):
    module = module_of(f)
    if not f.is_qml() or module is None or module == "Shell":
        return
    may = BASE.get(module, FEATURES_SEE)
    for n, line in enumerate(f.code, 1):
        m = re.match(r"\s*import\s+Kydai\.(\w+)", line)
        if m and m.group(1) != module and m.group(1) not in may:
            yield n, f"{module} imports {m.group(1)}: features never import each other"
        if re.match(r'\s*import\s+"\.\.', line):
            yield n, "import modules by name, not by folder"


COLOUR = re.compile(r"[\"']#[0-9a-fA-F]{3,8}[\"']|\b(Qt\.)?(rgba|hsla|hsva|lighter|darker|tint)\s*\("
                    r"|\b\w*[cC]olor\s*:\s*[\"'](?!transparent)")


@rule("colour-literal")
def colour_literal(f):
    if is_screen(f):
        for n, line in enumerate(f.code, 1):
            m = COLOUR.search(line)
            if m:
                yield n, f"{m.group(0).strip()}: colours come from Theme"
    elif f.is_cpp() and not f.under("qml/Kydai/Ui", "tests", "benchmarks"):
        for n, line in enumerate(f.code, 1):
            m = re.search(r"\"#[0-9a-fA-F]{3,8}\"|\bQColor\s*\(\s*\d|\bQt::(red|green|blue|white)\b", line)
            if m:
                yield n, f"{m.group(0)}: colours come from resources/tokens.json"


PIXEL = re.compile(
    r"\b(width|height|implicitWidth|implicitHeight|x|y|spacing|columnSpacing|rowSpacing|padding"
    r"|\w+Padding|margins|\w+Margin|radius|pixelSize|pointSize|preferredWidth|preferredHeight"
    r"|minimumWidth|minimumHeight|maximumWidth|maximumHeight|cellWidth|cellHeight)"
    r"\s*:\s*-?(\d+(\.\d+)?)\s*(;|\}|$)")
PIXEL_ALLOWED = {
    # The window's first and least size: of the screens the console is made for, not of the theme.
    "qml/Kydai/Shell/MainWindow.qml": {("width", "1920"), ("height", "1080"),
                                       ("minimumWidth", "1366"), ("minimumHeight", "768")},
}


@rule("pixel-literal")
def pixel_literal(f):
    if not is_screen(f):
        return
    for n, line in enumerate(f.bare, 1):
        for m in PIXEL.finditer(line):
            if float(m.group(2)) <= 3:
                continue
            if (m.group(1), m.group(2)) not in PIXEL_ALLOWED.get(f.path, ()):
                yield n, f"{m.group(1)}: {m.group(2)}: sizes come from Theme"


RAW = re.compile(r"(?<![\w.])(Text|Label|TextEdit|TextInput|TextField|TextArea|Button|ToolButton"
                 r"|CheckBox|ComboBox|ScrollBar)\s*\{")


@rule("raw-control")
def raw_control(f):
    if not is_screen(f):
        return
    for n, line in enumerate(f.bare, 1):
        m = RAW.search(line)
        if m:
            yield n, f"{m.group(1)} {{: the house's own controls (UiText, TextEntry …) instead"


@rule("text-format")
def text_format(f):
    """A Text with the default format fetches what a citizen's text names."""
    if not f.is_qml():
        return
    for n, line in enumerate(f.bare, 1):
        m = re.search(r"\btextFormat\s*:\s*(\S+)", line)
        if m and m.group(1).rstrip(";}") not in ("Text.PlainText", "TextEdit.PlainText"):
            yield n, f"textFormat: {m.group(1)}: text from outside is plain"
    if not f.under("qml"):
        return
    text = "\n".join(f.bare)
    for m in re.finditer(r"(?<![\w.])(?:T\.)?(Text|Label|TextEdit|TextArea)\s*\{", text):
        depth, i = 1, m.end()
        while i < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[i], 0)
            i += 1
        if "textFormat" not in text[m.end():i]:
            n = text.count("\n", 0, m.start()) + 1
            yield n, f"{m.group(1)} without textFormat: Text.PlainText"


@rule("qml-context")
def qml_context(f):
    """Nothing reaches a view but by its properties and the two singletons."""
    if f.is_cpp() and f.under("app", "qml", "libs"):
        for n, line in enumerate(f.bare, 1):
            if re.search(r"\bsetContextProperty\s*\(|\bQQuickWidget\b", line):
                yield n, "no context property, no QQuickWidget"
    if f.is_qml() and f.under("qml"):
        for n, line in enumerate(f.bare, 1):
            if re.search(r"\bXMLHttpRequest\b|\beval\s*\(|\bQt\.createQmlObject\b|\bopenUrlExternally\b", line):
                yield n, "views fetch, evaluate and open nothing"


@rule("qml-timer")
def qml_timer(f):
    """Lateness comes from the desk's wheel; a screen with a timer of its own disagrees with it."""
    if is_screen(f):
        for n, line in enumerate(f.bare, 1):
            if re.search(r"(?<![\w.])Timer\s*\{|\bDate\.now\s*\(|\bnew\s+Date\s*\(\s*\)", line):
                yield n, "no view has a clock or a timer of its own"
