// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Text of the house: always plain (outside text must never be read as markup), a role of the type
// scale and a tone of the palette. One line sits in the middle of its line height.
Text {
    id: root

    property string role: "body"
    property string tone: "text.primary"

    textFormat: Text.PlainText
    color: Theme.colorOf(root.tone)
    font: Theme.fontOf(root.role)
    lineHeightMode: Text.FixedHeight
    lineHeight: Theme.lineOf(root.role)
    topPadding: Theme.leadOf(root.role)
    bottomPadding: -root.topPadding
    elide: Text.ElideRight
}
