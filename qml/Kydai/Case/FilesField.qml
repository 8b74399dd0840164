// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import Kydai.Ui

// Photos and documents: dropped here or chosen; each shows how far its upload is.
Column {
    id: root

    property string label
    property string error
    property var files: []

    signal added(var urls)
    signal removed(string sha256)

    spacing: Theme.space2

    UiText {
        role: "meta"
        tone: "text.secondary"
        text: root.label
    }

    Repeater {
        model: root.files

        Item {
            id: entry

            required property var modelData

            width: root.width
            height: Theme.control

            UiText {
                anchors { left: parent.left; right: bin.left; rightMargin: Theme.space2; verticalCenter: parent.verticalCenter }
                role: "meta"
                tone: entry.modelData.error ? "danger" : "text.primary"
                text: entry.modelData.name + " · " + (entry.modelData.error ? entry.modelData.error
                    : entry.modelData.progress < 1 ? qsTr("%1 % sent").arg(Math.round(entry.modelData.progress * 100)) : qsTr("kept"))
            }

            IconButton {
                id: bin

                anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                iconName: "cross"
                text: qsTr("Remove %1").arg(entry.modelData.name)
                onClicked: root.removed(entry.modelData.sha256)
            }
        }
    }

    DropArea {
        width: root.width
        height: Theme.space8
        onDropped: drop => {
            if (drop.hasUrls)
                root.added(drop.urls)
        }

        Rectangle {
            anchors.fill: parent
            radius: Theme.radiusControl
            color: Theme.bgInset
            border.width: Theme.hairline
            border.color: Theme.lineStrong
        }

        Row {
            anchors.centerIn: parent
            spacing: Theme.space3

            UiText {
                anchors.verticalCenter: parent.verticalCenter
                tone: "text.secondary"
                text: qsTr("Drop photos here, or")
            }

            ActionButton {
                id: choose

                compact: true
                iconName: "upload"
                text: qsTr("choose files")
                keyText: "Ctrl U"
                onClicked: dialog.open()
            }
        }
    }

    InlineError {
        width: parent.width
        visible: root.error !== ""
        text: root.error
    }

    FileDialog {
        id: dialog

        fileMode: FileDialog.OpenFiles
        title: qsTr("Photos and documents")
        nameFilters: [qsTr("Photos (*.jpg *.jpeg *.png *.webp)")]
        onAccepted: root.added(dialog.selectedFiles)
    }
}
