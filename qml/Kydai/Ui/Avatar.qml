// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A person as desk number or initials.
Rectangle {
    id: root

    property string text
    property real size: Theme.avatar

    implicitWidth: root.size
    implicitHeight: root.size
    radius: root.size / 2
    color: Theme.bgRaised
    border.width: Theme.hairline
    border.color: Theme.lineStrong
    Accessible.ignored: true

    UiText {
        anchors.centerIn: parent
        role: "micro"
        weight: Font.DemiBold
        text: root.text
        tone: "text.secondary"
    }
}
