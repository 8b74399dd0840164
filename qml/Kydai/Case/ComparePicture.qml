// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// One photograph of a list, whole in its box, with whose it is and when.
Item {
    id: root

    required property AttachmentsModel files
    required property int row
    property string sideLabel
    property bool captionAtRight: false
    // Of the picture that is shown.
    property string sha256
    property string captionText
    property bool ready: false

    clip: true

    Repeater {
        model: root.files

        Item {
            id: picture

            required property int index
            required property string sha256
            required property string atText
            required property string byLabel
            required property string url
            required property string status
            readonly property bool shown: picture.index === root.row
            readonly property string caption: Words.joined([root.sideLabel, picture.atText, picture.byLabel])

            width: root.width
            height: root.height
            visible: picture.shown

            Binding {
                target: root
                when: picture.shown
                restoreMode: Binding.RestoreNone
                property: "sha256"
                value: picture.sha256
            }

            Binding {
                target: root
                when: picture.shown
                restoreMode: Binding.RestoreNone
                property: "captionText"
                value: picture.caption
            }

            Binding {
                target: root
                when: picture.shown
                restoreMode: Binding.RestoreNone
                property: "ready"
                value: picture.status === "ready"
            }

            Image {
                anchors.fill: parent
                source: picture.shown && picture.status === "ready" ? picture.url : ""
                asynchronous: true
                fillMode: Image.PreserveAspectFit
                sourceSize.width: Theme.casePanel * 2
                opacity: Theme.imageCap
            }

            UiText {
                anchors.centerIn: parent
                visible: picture.status !== "ready"
                role: "meta"
                tone: "text.muted"
                text: picture.status === "offline" ? qsTr("needs the network")
                    : picture.status === "failed" ? qsTr("This file could not be opened") : qsTr("loading…")
            }
        }
    }

    Rectangle {
        x: root.captionAtRight ? root.width - width - Theme.space2 : Theme.space2
        y: Theme.space2
        width: Math.min(words.implicitWidth + 2 * Theme.space2, root.width - 2 * Theme.space2)
        height: Theme.space5
        radius: Theme.radiusChip
        color: Theme.scrim

        UiText {
            id: words

            anchors { fill: parent; leftMargin: Theme.space2; rightMargin: Theme.space2 }
            verticalAlignment: Text.AlignVCenter
            role: "micro"
            color: Theme.accentOnFill
            text: root.captionText
        }
    }
}
