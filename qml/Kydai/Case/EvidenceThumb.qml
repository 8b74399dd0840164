// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Kydai.Ui

// One attachment: its picture when it is here, else what is the matter.
T.AbstractButton {
    id: root

    required property int index
    required property string name
    required property string kindLabel
    required property string byLabel
    required property string atText
    required property string url
    required property string status
    required property string error
    required property bool isImage
    required property bool isDocument
    required property string sizeText
    property bool selected: false
    property bool large: false
    property string caption: root.kindLabel

    signal retry

    text: root.caption + ", " + root.name
    Accessible.role: Accessible.Graphic
    Accessible.name: root.text
    Keys.onReturnPressed: root.clicked()
    onClicked: root.isDocument ? root.opened() : root.status === "failed" ? root.retry() : root.chosen()

    signal chosen
    signal opened

    background: Rectangle {
        radius: Theme.radiusChip
        color: Theme.bgInset
        border.width: root.selected ? Theme.focusWidth : Theme.hairline
        border.color: root.selected ? Theme.accentText : Theme.lineDefault

        FocusRing {
            shown: root.visualFocus
        }
    }

    contentItem: Item {
        clip: true

        Image {
            anchors.fill: parent
            anchors.margins: Theme.focusWidth
            visible: root.isImage && root.status === "ready"
            source: visible ? root.url : ""
            asynchronous: true
            fillMode: root.large ? Image.PreserveAspectFit : Image.PreserveAspectCrop
            sourceSize.width: root.large ? Theme.casePanel * 2 : Theme.casePanel / 2
            // Photographs in the dark theme are dimmed; F11 shows them as they are.
            opacity: Theme.dark ? Theme.imageCap : 1
        }

        EmptyState {
            anchors.centerIn: parent
            width: parent.width
            visible: root.large && root.status === "failed" && !root.isDocument
            tone: "danger"
            iconName: "warning"
            title: qsTr("This file could not be opened")
            detail: root.error
            actionText: qsTr("Load again")
            onTriggered: root.retry()
        }

        // A document is opened in the system's own viewer, from a copy of its own.
        Column {
            anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter; margins: Theme.space2 }
            visible: root.isDocument
            spacing: Theme.space1

            UiText {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                role: root.large ? "body" : "micro"
                elide: Text.ElideMiddle
                text: root.name
            }

            UiText {
                width: parent.width
                horizontalAlignment: Text.AlignHCenter
                role: "micro"
                tone: root.status === "failed" ? "danger" : "text.secondary"
                text: root.status === "failed" ? root.error : Words.joined(["PDF", root.sizeText, root.status === "loading" ? qsTr("loading…") : root.large ? qsTr("open") : ""])
            }
        }

        UiText {
            anchors.centerIn: parent
            visible: !root.isDocument && (root.status === "loading" || root.status === "waiting" || root.status === "offline")
            role: "meta"
            tone: "text.muted"
            text: root.status === "offline" ? qsTr("needs the network") : qsTr("loading…")
        }

        Rectangle {
            anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
            height: Theme.space5
            color: Theme.scrim

            UiText {
                anchors { fill: parent; leftMargin: Theme.space2; rightMargin: Theme.space2 }
                role: "micro"
                color: Theme.accentOnFill
                text: root.large ? Words.joined([root.kindLabel, root.atText, root.byLabel]) : root.caption
            }
        }
    }
}
