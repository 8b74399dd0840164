// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// Nearer, farther, to the selected case, the whole city.
Rectangle {
    id: root

    property bool selected: false

    signal stepped(int by)
    signal selectionWanted
    signal homeWanted

    implicitWidth: column.implicitWidth + 2 * Theme.hairline
    implicitHeight: column.implicitHeight + 2 * Theme.hairline
    radius: Theme.radiusControl
    color: Theme.bgPopover
    border.color: Theme.lineDefault
    border.width: Theme.hairline

    Column {
        id: column

        anchors.centerIn: parent

        IconButton {
            iconName: "plus"
            text: qsTr("Zoom in")
            keyText: "+"
            compact: true
            onClicked: root.stepped(1)
        }

        IconButton {
            iconName: "minus"
            text: qsTr("Zoom out")
            keyText: "-"
            compact: true
            onClicked: root.stepped(-1)
        }

        IconButton {
            iconName: "target"
            text: qsTr("Show the selected case")
            compact: true
            enabledReason: root.selected ? "" : qsTr("No case is selected.")
            onClicked: root.selectionWanted()
        }

        IconButton {
            iconName: "expand"
            text: qsTr("Show the whole city")
            keyText: "Home"
            compact: true
            onClicked: root.homeWanted()
        }
    }
}
