// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Map
import Kydai.Ui

// The reports of a workspace on the map, and all that stands around it.
FocusScope {
    id: root

    required property WorkspaceContext context
    readonly property bool ready: map.ready
    readonly property Item firstFocus: map   // where F6 lands
    readonly property bool movable: root.context !== null && root.context.current.offerForKey("F2") !== ""
    // Signing out takes the context away a moment before the panel.
    readonly property string selection: root.context?.selection ?? ""
    readonly property var drawnArea: root.context?.filter.drawnArea ?? []
    readonly property string code: root.context?.code ?? ""

    signal sheetWanted(ActionSheet made)

    function showPacks(): void {
        packs.open()
    }

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Map of reports")
    onCodeChanged: map.viewState = Desk.settings.mapView(root.code)
    Component.onCompleted: map.viewState = Desk.settings.mapView(root.code)

    MapPinMove {
        id: pin

        map: map
        onSheetWanted: made => root.sheetWanted(made)
    }

    CaseFeed {
        id: feed

        context: root.context
    }

    WardLayer {
        id: wards

        feed: feed
        areas: Desk.areas
        chosen: root.context?.filter.areas ?? []
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.mapLand
        radius: Theme.radiusCard
        border.width: Theme.hairline
        border.color: Theme.lineDefault
    }

    MapView {
        id: map

        anchors.fill: parent
        anchors.margins: Theme.hairline
        focus: true
        feed: feed
        wards: wards
        selection: root.selection
        theme: Theme.dark ? "dark" : "light"
        language: Desk.settings.language
        packs: Desk.settings.streetPacks
        still: Theme.reducedMotion
        circleMetres: 250
        pinMovable: root.movable
        area: root.drawnArea
        onCasePressed: caseId => root.context.selection = caseId
        onClusterPressed: (cases, total, at, sameSpot) => {
            fan.close()
            if (sameSpot && total <= fan.most) {
                places.close()
                fan.show(cases)
                return
            }
            places.x = Math.max(Theme.space3, Math.min(root.width - places.width - Theme.space3, at.x + Theme.space5))
            places.at = at.y
            places.show(cases, total, sameSpot)
        }
        onGroundPressed: {
            places.close()
            fan.close()
        }
        onWardPressed: code => {
            const chosen = root.context.filter.areas
            root.context.filter.areas = chosen.length === 1 && chosen[0] === code ? [] : [code]
        }
        onPinMoved: (lat, lon) => pin.begin(root.selection, lat, lon)
        onShapeDrawn: corners => {
            root.context.filter.drawnArea = corners
            map.tool = ""
        }
        onViewSettled: Desk.settings.setMapView(root.code, map.viewState)
        Keys.onEscapePressed: event => {
            event.accepted = map.tool !== "" || places.visible
            map.tool = ""
            places.close()
        }
    }

    Row {
        anchors { left: parent.left; top: parent.top; margins: Theme.space3 }
        spacing: Theme.space2

        SegmentedTabs {
            label: qsTr("What the map shows")
            options: [
                { "code": "clusters", "label": qsTr("Clusters"), "iconName": "cluster" },
                { "code": "points", "label": qsTr("Points"), "iconName": "pin" },
                { "code": "heat", "label": qsTr("Heat"), "iconName": "flame" }
            ]
            current: map.mode
            onChosen: code => map.mode = code
        }

        MapTools {
            tool: map.tool
            onChosen: code => map.tool = code
        }

        Chip {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.drawnArea.length > 0
            text: qsTr("In the drawn area")
            value: Desk.texts.count(feed.count)
            removable: true
            onRemoved: root.context.filter.removeChip("area")
        }
    }

    MapLayers {
        id: layers

        packs: packs.count
        onPacksWanted: packs.listed ? packs.close() : packs.open()
        anchors { right: parent.right; top: parent.top; margins: Theme.space3 }
        layers: [
            { "code": "reports", "label": qsTr("Reports"), "count": feed.count, "on": map.showReports },
            { "code": "rescues", "label": qsTr("Rescue requests"), "count": feed.rescues, "on": map.showRescues },
            { "code": "agencies", "label": qsTr("Ward offices"), "count": map.agencies, "on": map.showAgencies },
            { "code": "wards", "label": qsTr("Wards and communes"), "count": wards.count, "on": wards.on }
        ]
        onToggled: code => {
            if (code === "reports")
                map.showReports = !map.showReports
            else if (code === "wards")
                wards.on = !wards.on
            else if (code === "rescues")
                map.showRescues = !map.showRescues
            else
                map.showAgencies = !map.showAgencies
        }
    }

    MapPacks {
        id: packs

        anchors { right: layers.left; top: parent.top; margins: Theme.space3 }
        onClosed: map.forceActiveFocus()
    }

    DropArea {
        anchors.fill: parent
        onDropped: drop => {
            if (!drop.hasUrls)
                return
            drop.acceptProposedAction()
            packs.add(drop.urls)
        }
    }

    MapZoom {
        anchors { right: parent.right; verticalCenter: parent.verticalCenter; margins: Theme.space3 }
        selected: root.selection !== ""
        onStepped: by => map.zoomBy(by)
        onSelectionWanted: map.showSelection()
        onHomeWanted: map.home()
    }

    MapLegend {
        id: legend

        anchors { left: parent.left; bottom: timeline.top; margins: Theme.space3 }
        classes: feed.classes
        onToggled: bit => feed.classes = feed.classes ^ bit
    }

    MapCredits {
        anchors { left: legend.right; leftMargin: Theme.space3; right: scale.left; rightMargin: Theme.space3 }
        anchors.bottom: legend.bottom
        room: width
        sources: map.credits
        wardSource: wards.on ? wards.attribution : ""
        schematic: map.schematic
    }

    MapScale {
        id: scale

        anchors { right: parent.right; bottom: timeline.top; margins: Theme.space3 }
        pixels: map.scalePixels
        text: map.scaleText
    }

    MapTimeline {
        id: timeline

        anchors { left: parent.left; right: parent.right; bottom: parent.bottom; margins: Theme.space3 }
        feed: feed
    }

    WardLegend {
        anchors { right: parent.right; bottom: scale.top; margins: Theme.space3 }
        visible: wards.on && wards.count > 0
        wards: wards
    }

    WardCard {
        wards: wards
        at: map.wardSpot
        room: root.width
        shown: map.hovered.length === 0 && !places.visible
    }

    MapHoverCard {
        feed: feed
        cases: places.visible ? [] : fan.visible ? fan.told : map.hovered
        at: fan.visible ? fan.toldAt : map.hoveredAt
        room: root.width
    }

    MapFan {
        id: fan

        anchors.fill: map
        feed: feed
        map: map
        onChosen: caseId => root.context.selection = caseId
        onClosed: map.forceActiveFocus()
    }

    MapPinHint {
        anchors { horizontalCenter: parent.horizontalCenter; bottom: timeline.top; margins: Theme.space3 }
        visible: map.pinInHand
    }

    MapPlaces {
        id: places

        property real at: 0

        y: Math.max(Theme.space3, Math.min(timeline.y - height - Theme.space3, at - height / 2))
        feed: feed
        selection: root.selection
        onChosen: caseId => root.context.selection = caseId
        onExpandWanted: cases => {
            places.close()
            map.expand(cases)
        }
        onClosed: map.forceActiveFocus()
    }

    FocusRing {
        shown: map.activeFocus
        corner: Theme.radiusCard
        gap: -Theme.focusWidth
    }
}
