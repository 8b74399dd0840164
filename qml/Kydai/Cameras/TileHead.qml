// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// The upper edge of a tile: key, code and name, the time of the picture.
Rectangle {
    id: root

    property string number
    required property string text
    property string timeText

    height: Theme.chip
    color: Theme.stageScrim
    Accessible.ignored: true

    KeyCap {
        id: cap

        x: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        text: root.number
    }

    UiText {
        x: cap.visible ? cap.x + cap.width + Theme.space2 : Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(0, time.x - x - Theme.space2)
        role: "meta"
        color: Theme.stageText
        text: root.text
    }

    UiText {
        id: time

        anchors { right: parent.right; rightMargin: Theme.space2; verticalCenter: parent.verticalCenter }
        role: "meta"
        color: Theme.stageText
        text: root.timeText
    }
}
