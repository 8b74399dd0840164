// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import Kydai.Desk
import Kydai.Ui

// Photos and documents: dropped here, pasted or chosen. Each is copied into the profile at once and
// shows how far it is on its way; the decision need not wait for that.
Column {
    id: root

    property string label
    property string error
    property var files: []

    signal added(var urls)
    signal pasted(var picture)
    signal removed(string sha256)

    // What a file is doing, in a word or two.
    function stateOf(file) {
        switch (file.status) {
        case "failed": return file.error
        case "loading": return qsTr("being copied")
        case "ready": return qsTr("on the server")
        default: return file.progress > 0 ? qsTr("%1 % sent").arg(Math.round(file.progress * 100)) : qsTr("kept on this machine")
        }
    }

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
                text: entry.modelData.name + " · " + root.stateOf(entry.modelData)
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
                text: qsTr("Drop or paste files here, or")
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

    Shortcut {
        sequence: "Ctrl+U"
        enabled: root.visible && !dialog.visible
        onActivated: dialog.open()
    }

    // A text field that has the focus takes its own paste first.
    Shortcut {
        sequence: "Ctrl+V"
        enabled: root.visible && !dialog.visible
        onActivated: {
            if (Pasteboard.hasFiles())
                root.added(Pasteboard.urls())
            else if (Pasteboard.hasPicture())
                root.pasted(Pasteboard.picture())
        }
    }

    FileDialog {
        id: dialog

        fileMode: FileDialog.OpenFiles
        title: qsTr("Photos and documents")
        nameFilters: [qsTr("Photos and PDF (*.jpg *.jpeg *.png *.webp *.pdf)")]
        onAccepted: root.added(dialog.selectedFiles)
    }
}
