# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads a .ts file: one Message per text."""
import dataclasses
import xml.etree.ElementTree as ET


@dataclasses.dataclass(frozen=True)
class Message:
    context: str
    source: str
    comment: str = ""
    kind: str = ""  # "", "unfinished", "vanished" or "obsolete"
    numerus: bool = False
    forms: tuple = ()  # the translation; several where the language counts

    @property
    def key(self):
        return self.context, self.source, self.comment

    def __str__(self):
        return f"{self.context}: {self.source!r}"


def read(path):
    messages = []
    for context in ET.parse(path).getroot().iter("context"):
        for node in context.iter("message"):
            numerus = node.get("numerus") == "yes"
            translation = node.find("translation")
            kind, forms = "unfinished", ()
            if translation is not None:
                kind = translation.get("type", "")
                forms = tuple(f.text or "" for f in translation.iter("numerusform")) if numerus \
                    else (translation.text or "",)
            messages.append(Message(context.findtext("name", ""), node.findtext("source", ""),
                                    node.findtext("comment", ""), kind, numerus, forms))
    return messages
