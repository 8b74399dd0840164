// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Ui

// What the shapes mean; each is a switch of its class.
Rectangle {
    id: root

    property int classes: 7
    readonly property var entries: [
        { "bit": 1, "code": "received", "label": qsTr("New") },
        { "bit": 2, "code": "in_progress", "label": qsTr("In work") },
        { "bit": 4, "code": "overdue", "label": qsTr("Overdue") },
        { "bit": 8, "code": "resolved", "label": qsTr("Handled") }
    ]

    signal toggled(int bit)

    implicitWidth: row.implicitWidth + 2 * Theme.space2
    implicitHeight: Theme.control
    radius: Theme.radiusControl
    color: Theme.bgPopover
    border.color: Theme.lineDefault
    border.width: Theme.hairline

    Row {
        id: row

        anchors.centerIn: parent

        Repeater {
            model: root.entries

            LegendEntry {
                required property var modelData

                anchors.verticalCenter: parent ? parent.verticalCenter : undefined
                code: modelData.code
                text: modelData.label
                checked: (root.classes & modelData.bit) !== 0
                onClicked: root.toggled(modelData.bit)
            }
        }
    }
}
