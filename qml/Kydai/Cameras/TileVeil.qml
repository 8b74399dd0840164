// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Cameras
import Kydai.Ui

// No live picture: the last one stays, dimmed, under the words that say why.
Rectangle {
    id: root

    required property TileWords words
    property bool dimmed: false

    color: root.dimmed ? Theme.stageScrim : Theme.transparent
    Accessible.ignored: true

    Column {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.space2
        spacing: Theme.space1

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: root.words.iconName !== "" && root.height > 4 * Theme.space7
            size: Theme.iconRail
            name: root.words.iconName
            color: root.words.ink
        }

        UiText {
            width: parent.width
            role: "strong"
            color: Theme.stageText
            horizontalAlignment: Text.AlignHCenter
            text: root.words.title
        }

        UiText {
            width: parent.width
            visible: text.length > 0
            role: "meta"
            color: Theme.stageMuted
            horizontalAlignment: Text.AlignHCenter
            text: root.words.detail
        }
    }
}
