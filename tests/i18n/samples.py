# SPDX-License-Identifier: GPL-3.0-or-later
"""Planted faults: a rule that lets one pass, or complains about a sound text, is broken."""
import rules
import sources
import vocabulary
from ts import Message

SOUND = [
    Message("Desk", "%1 left", forms=("còn %1",)),
    Message("Desk", "Catching up %1 %", forms=("Đang bắt kịp %1%",)),
    Message("Desk", "On the scene", forms=("Đã tiếp nhận tại hiện trường",)),
    Message("Desk", "Make a choice…", forms=("Hãy quý trọng phòng thủ, tòa nhà, thủy lợi…",)),
    Message("Desk", "%n files", numerus=True, forms=("%n tệp",)),
    Message("Channel", "Zalo", forms=("Zalo",)),
    Message("Time", ",", "separator of thousands", forms=(".",)),
]

FAULTY = [
    (rules.finished, Message("A", "Open", kind="unfinished", forms=("Mở",))),
    (rules.finished, Message("A", "Open", forms=("",))),
    (rules.finished, Message("A", "Open", forms=())),
    (rules.finished, Message("A", "%n files", numerus=True, forms=("%n tệp", " "))),
    (rules.placeholders, Message("A", "%1 of %2", forms=("%1 trên",))),
    (rules.placeholders, Message("A", "%1 left", forms=("còn %2",))),
    (rules.placeholders, Message("A", "%n files", numerus=True, forms=("các tệp",))),
    (rules.placeholders, Message("A", "Open", forms=("Mở %1",))),
    (rules.shape, Message("A", "Open", forms=(" Mở",))),
    (rules.shape, Message("A", "Open it", forms=("Mở  ra",))),
    (rules.shape, Message("A", "Open", forms=("Mo\u031b\u0309",))),
    (rules.shape, Message("A", "Loading...", forms=("Đang tải...",))),
    (rules.shape, Message("A", "Write it.", forms=("Hãy ghi",))),
    (rules.shape, Message("A", "Write it", forms=("Hãy ghi.",))),
    (rules.words, Message("A", "7 min", forms=("7 ph",))),
    (rules.words, Message("A", "%1 h", forms=("%1 g",))),
    (rules.words, Message("A", "%1 s", forms=("%1 s",))),
    (rules.words, Message("A", "Reject", forms=("Từ chối",))),
    (rules.words, Message("A", "Classify", forms=("Chờ sàng lọc",))),
    (rules.words, Message("A", "Dismiss", forms=("Bác bỏ",))),
    (rules.words, Message("A", "Rate", forms=("Mời chấm mức hài lòng",))),
    (rules.words, Message("A", "Taken", forms=("Đã tiếp nhận",))),
    (rules.words, Message("A", "Offline", forms=("Đang offline",))),
    (rules.words, Message("A", "Delete", forms=("Xoá",))),
    (rules.words, Message("A", "Water", forms=("Thuỷ lợi",))),
    (rules.translated, Message("A", "Open it", forms=("Open it",))),
]


def complaints():
    for rule, message in FAULTY:
        if not list(rule(message)):
            yield f"rule {rule.__name__} lets pass: {message} {message.forms}"
    for complaint in rules.complaints(SOUND, rules.VIETNAMESE):
        yield f"a sound text is blamed: {complaint}"
    if not list(vocabulary.complaints([])):
        yield "the vocabulary does not miss its labels"
    wrong = [Message("CaseState", "New", forms=("Mới tinh",)), Message("Time", "%1 left", forms=("còn %1",)),
             Message("Time", "%1 min", forms=("%1 ph",))]
    said = "\n".join(vocabulary.complaints(wrong))
    for wanted in ("'Mới tinh'", "'còn 7 ph'"):
        if wanted not in said:
            yield f"the vocabulary does not see {wanted}"
    nested = 'translate("Error", QT_TRANSLATE_NOOP("Error", "The disk "\n    "is \\"full\\"."))'
    if sources.in_cpp(nested) != [("Error", 'The disk is "full".')]:
        yield f"plain reading of C++ finds {sources.in_cpp(nested)}"
    if sources.in_qml('text: qsTr("Loading\\u2026")', "Row") != [("Row", "Loading…")]:
        yield "plain reading of QML misses a text"
