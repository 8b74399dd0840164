// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Text of the house: always plain (outside text must never be read as markup), a role of the type
// scale and a tone of the palette. One line sits in the middle of its line height. Another weight
// is set by `weight`: font.weight would drop the whole font.
Text {
    id: root

    property string role: "body"
    property string tone: "text.primary"
    property int weight: 0

    textFormat: Text.PlainText
    color: Theme.colorOf(root.tone)
    font: root.weight > 0 ? Theme.weightedFont(root.role, root.weight) : Theme.fontOf(root.role)
    lineHeightMode: Text.FixedHeight
    lineHeight: Theme.lineOf(root.role)
    topPadding: Theme.leadOf(root.role)
    bottomPadding: -root.topPadding
    elide: Text.ElideRight
}
