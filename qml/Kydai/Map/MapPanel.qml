// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Map
import Kydai.Ui

// The reports of a workspace on the map, and all that stands around it.
Rectangle {
    id: root

    required property WorkspaceContext context
    readonly property bool ready: map.ready

    color: Theme.mapLand
    radius: Theme.radiusCard
    border.width: Theme.hairline
    border.color: Theme.lineDefault
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Map of reports")

    CaseFeed {
        id: feed

        context: root.context
    }

    MapView {
        id: map

        anchors.fill: parent
        anchors.margins: Theme.hairline
        feed: feed
        selection: root.context.selection
        theme: Theme.dark ? "dark" : "light"
        language: Desk.settings.language
        still: Theme.reducedMotion
        circleMetres: 250
        onCasePressed: caseId => root.context.selection = caseId
    }

    SegmentedTabs {
        anchors { left: parent.left; top: parent.top; margins: Theme.space3 }
        label: qsTr("What the map shows")
        options: [
            { "code": "clusters", "label": qsTr("Clusters"), "iconName": "target" },
            { "code": "points", "label": qsTr("Points"), "iconName": "pin" },
            { "code": "heat", "label": qsTr("Heat"), "iconName": "layers" }
        ]
        current: map.mode
        onChosen: code => map.mode = code
    }

    MapZoom {
        anchors { right: parent.right; verticalCenter: parent.verticalCenter; margins: Theme.space3 }
        selected: root.context.selection !== ""
        onStepped: by => map.zoomBy(by)
        onSelectionWanted: map.showSelection()
        onHomeWanted: map.home()
    }

    MapLegend {
        id: legend

        anchors { left: parent.left; bottom: parent.bottom; margins: Theme.space3 }
        classes: feed.classes
        onToggled: bit => feed.classes = feed.classes ^ bit
    }

    MapScale {
        anchors { right: parent.right; bottom: parent.bottom; margins: Theme.space3 }
        pixels: map.scalePixels
        text: map.scaleText
    }
}
