// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// How long is what on the map.
Item {
    id: root

    required property real pixels
    required property string text

    implicitWidth: Math.max(root.pixels, words.implicitWidth)
    implicitHeight: bar.height + words.height
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text

    Item {
        id: bar

        anchors.right: parent.right
        width: root.pixels
        height: Theme.space2

        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: Theme.hairline
            color: Theme.textSecondary
        }

        Rectangle {
            width: Theme.hairline
            height: parent.height
            color: Theme.textSecondary
        }

        Rectangle {
            anchors.right: parent.right
            width: Theme.hairline
            height: parent.height
            color: Theme.textSecondary
        }
    }

    UiText {
        id: words

        anchors { right: parent.right; top: bar.bottom }
        role: "meta"
        tone: "text.secondary"
        text: root.text
        style: Text.Outline
        styleColor: Theme.mapLand
    }
}
