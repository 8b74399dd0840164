// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Cameras
import Kydai.Ui

// The lower edge of a tile: how the stream does, and what it is.
Rectangle {
    id: root

    required property TileWords words
    property string endText

    height: Theme.chip
    color: Theme.stageScrim
    Accessible.ignored: true

    Dot {
        id: dot

        x: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        visible: root.words.iconName === ""
        color: root.words.ink
    }

    Icon {
        x: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.iconSmall
        name: root.words.iconName
        color: root.words.ink
    }

    UiText {
        x: Theme.space2 + Theme.icon + Theme.space1
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(0, end.x - x - Theme.space2)
        role: "meta"
        color: root.words.live ? Theme.stageText : root.words.ink
        text: root.words.rateText
    }

    UiText {
        id: end

        anchors { right: parent.right; rightMargin: Theme.space2; verticalCenter: parent.verticalCenter }
        role: "meta"
        color: Theme.stageText
        text: root.endText
    }
}
