// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// A key and what it does.
Item {
    id: root

    property string key
    property string label

    height: Theme.control

    KeyCap {
        anchors { right: parent.right; rightMargin: Theme.space5; verticalCenter: parent.verticalCenter }
        text: root.key
    }

    UiText {
        anchors { left: parent.left; right: parent.right; rightMargin: Theme.space9 * 2; verticalCenter: parent.verticalCenter }
        text: root.label
    }
}
