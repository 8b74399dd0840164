// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// The flag tower, flag in the accent.
Image {
    id: root

    property real size: Theme.iconLarge

    width: root.size
    height: root.size
    sourceSize.width: root.size
    sourceSize.height: root.size
    source: "image://glyph/brand/" + Theme.textPrimary.toString().slice(1) + "/"
        + Theme.accentText.toString().slice(1)
    Accessible.ignored: true
}
