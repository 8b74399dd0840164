// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// How a pin in hand is put down.
Rectangle {
    id: root

    implicitWidth: words.implicitWidth + 2 * Theme.space3
    implicitHeight: Theme.control
    radius: Theme.radiusControl
    color: Theme.bgPopover
    border.color: Theme.accentText
    border.width: Theme.hairline
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text

    UiText {
        id: words

        anchors.centerIn: parent
        role: "meta"
        text: qsTr("Enter: put the pin here · Esc: put it back")
    }
}
