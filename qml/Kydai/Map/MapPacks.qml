// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import Kydai.Desk
import Kydai.Map
import Kydai.Ui

// The street packs above the map that comes along; a file dropped on the map is looked at and added.
Rectangle {
    id: root

    property bool listed: false
    property string refusedName
    property string refusedWhy
    readonly property int count: packs.count
    readonly property bool telling: root.refusedWhy !== ""

    signal closed

    function open(): void {
        root.listed = true
        adder.forceActiveFocus()
    }

    function close(): void {
        root.listed = false
        root.refusedWhy = ""
        root.closed()
    }

    function add(urls): void {
        root.refusedWhy = ""
        packs.add(urls)
        root.listed = true
    }

    visible: root.listed
    implicitWidth: Theme.px(360)
    implicitHeight: column.implicitHeight + 2 * Theme.space3
    radius: Theme.radiusControl
    color: Theme.bgPopover
    border.color: Theme.lineStrong
    border.width: Theme.hairline
    Accessible.role: Accessible.Dialog
    Accessible.name: qsTr("Street packs")
    Keys.onEscapePressed: root.close()

    PackList {
        id: packs

        files: Desk.settings.streetPacks
        onFilesChanged: Desk.settings.streetPacks = packs.files
        onRefused: (name, sentence) => {
            root.refusedName = name
            root.refusedWhy = sentence
        }
    }

    Column {
        id: column

        x: Theme.space3
        y: Theme.space3
        width: root.width - 2 * Theme.space3
        spacing: Theme.space2

        Item {
            width: parent.width
            height: Theme.controlSmall

            UiText {
                anchors.verticalCenter: parent.verticalCenter
                role: "strong"
                weight: Font.DemiBold
                text: qsTr("Street packs")
            }

            IconButton {
                anchors.right: parent.right
                compact: true
                iconName: "cross"
                text: qsTr("Close")
                keyText: "Esc"
                onClicked: root.close()
            }
        }

        UiText {
            width: parent.width
            visible: packs.count === 0
            role: "meta"
            tone: "text.secondary"
            wrapMode: Text.WordWrap
            text: qsTr("Drop an MBTiles, PMTiles or GeoJSON file on the map. It then lies above the map that comes along.")
        }

        UiText {
            width: parent.width
            visible: packs.checking > 0
            role: "meta"
            tone: "text.muted"
            text: qsTr("Looking at the file…")
        }

        Banner {
            width: parent.width
            visible: root.telling
            tone: "warn"
            iconName: "warning"
            title: root.refusedName
            detail: root.refusedWhy
        }

        ActionButton {
            id: adder

            width: parent.width
            compact: true
            kind: "secondary"
            iconName: "plus"
            text: qsTr("Add a file…")
            onClicked: dialog.open()
        }

        Repeater {
            model: packs

            Item {
                id: entry

                required property int index
                required property string name
                required property string detail
                required property string credit
                required property string problem

                width: column.width
                height: words.height + Theme.space2

                Column {
                    id: words

                    width: parent.width - away.width - Theme.space2

                    UiText {
                        width: parent.width
                        text: entry.name
                    }

                    UiText {
                        width: parent.width
                        visible: text !== ""
                        role: "meta"
                        tone: entry.problem !== "" ? "danger" : "text.secondary"
                        wrapMode: Text.WordWrap
                        text: entry.problem !== "" ? entry.problem : entry.detail
                    }

                    UiText {
                        width: parent.width
                        visible: text !== ""
                        role: "meta"
                        tone: "text.muted"
                        text: entry.credit
                    }
                }

                IconButton {
                    id: away

                    anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                    compact: true
                    iconName: "trash"
                    text: qsTr("Take it off the map")
                    onClicked: packs.remove(entry.index)
                }
            }
        }
    }

    FileDialog {
        id: dialog

        fileMode: FileDialog.OpenFiles
        title: qsTr("Street packs")
        nameFilters: [qsTr("Maps (*.mbtiles *.pmtiles *.geojson *.json)")]
        onAccepted: root.add(dialog.selectedFiles)
    }
}
