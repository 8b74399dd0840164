// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Map
import Kydai.Ui

// Where the selected case is: a still picture beside it.
Rectangle {
    id: root

    required property WorkspaceContext context

    implicitHeight: Theme.px(300)
    radius: Theme.radiusCard
    color: Theme.mapLand
    border.width: Theme.hairline
    border.color: Theme.lineDefault
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Map of the place")

    CaseFeed {
        id: feed

        context: root.context
    }

    MapView {
        id: map

        anchors.fill: parent
        anchors.margins: Theme.hairline
        enabled: false
        centred: true
        feed: feed
        showReports: false
        selection: root.context?.selection ?? ""
        theme: Theme.dark ? "dark" : "light"
        language: Desk.settings.language
        packs: Desk.settings.streetPacks
        still: true
    }

    MapScale {
        anchors { right: parent.right; bottom: parent.bottom; margins: Theme.space3 }
        pixels: map.scalePixels
        text: map.scaleText
    }

    MapCredits {
        anchors { left: parent.left; bottom: parent.bottom; margins: Theme.space2 }
        sources: map.credits
        schematic: map.schematic
        room: root.width / 2
    }
}
