// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// Whose map it is. What the sources write of themselves is foreign text.
UiText {
    id: root

    property var sources: []
    property string wardSource  // whose boundaries are shown; empty = none are
    property bool schematic: false
    property real room: 0

    width: Math.min(implicitWidth, root.room)
    role: "micro"
    tone: "text.muted"
    style: Text.Outline
    styleColor: Theme.mapLand
    text: (root.schematic ? [qsTr("schematic, not surveyed")] : []).concat(root.sources)
        .concat(root.wardSource !== "" ? [root.wardSource] : []).join(" · ")
}
