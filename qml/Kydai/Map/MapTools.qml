// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Ui

// Drawing an area that filters list and map; the tool stays in hand until it is put away.
Rectangle {
    id: root

    property string tool
    readonly property var entries: [
        { "code": "box", "icon": "select-box", "label": qsTr("Choose a box (Shift and drag)") },
        { "code": "lasso", "icon": "select-lasso", "label": qsTr("Choose with a lasso") },
        { "code": "radius", "icon": "select-radius", "label": qsTr("Choose around a place") }
    ]

    signal chosen(string code)

    implicitWidth: row.implicitWidth + 2 * Theme.focusGap
    implicitHeight: Math.max(Theme.hitTarget, Theme.control)
    radius: Theme.radiusControl
    color: Theme.bgInset
    border.color: Theme.lineDefault
    border.width: Theme.hairline

    Row {
        id: row

        anchors.centerIn: parent

        Repeater {
            model: root.entries

            IconButton {
                required property var modelData

                compact: true
                iconName: modelData.icon
                text: modelData.label
                checked: root.tool === modelData.code
                onClicked: root.chosen(root.tool === modelData.code ? "" : modelData.code)
            }
        }
    }
}
