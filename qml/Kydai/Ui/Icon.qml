// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A glyph in one colour, drawn once per size, colour and pixel ratio. Decorative: the word beside
// it carries the meaning for assistive technology.
Image {
    id: root

    property string name
    property color color: Theme.textSecondary
    property real size: Theme.icon

    width: root.size
    height: root.size
    sourceSize.width: root.size
    sourceSize.height: root.size
    source: root.name.length > 0
        ? "image://glyph/" + root.name + "/" + root.color.toString().slice(1) : ""
    Accessible.ignored: true
}
