// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Map
import Kydai.Ui

// The ward under the pointer or reached by keys: its name and its figures.
Rectangle {
    id: root

    required property WardLayer wards
    property point at
    property real room: 0   // width of the map
    property bool shown: true
    readonly property int figures: root.wards.total  // asked again when a count ends
    readonly property var about: root.figures < 0 ? null : root.wards.about(root.wards.ward)

    visible: root.shown && root.wards.ward !== ""
    implicitWidth: column.implicitWidth + 2 * Theme.space3
    implicitHeight: column.implicitHeight + 2 * Theme.space2
    x: Math.max(0, Math.min(root.room - width, root.at.x + Theme.space4))
    y: Math.max(0, root.at.y - height - Theme.space4)
    radius: Theme.radiusControl
    color: Theme.bgPopover
    border.color: Theme.accentText
    border.width: Theme.hairline
    Accessible.role: Accessible.AlertMessage
    Accessible.name: name.text + ", " + amount.text + ", " + late.text

    Column {
        id: column

        x: Theme.space3
        y: Theme.space2

        UiText {
            id: name

            role: "meta"
            weight: Font.DemiBold
            text: root.about.name
        }

        UiText {
            id: amount

            role: "meta"
            text: qsTr("%1 reports").arg(Desk.texts.count(root.about.count))
        }

        UiText {
            id: late

            role: "meta"
            tone: root.about.late > 0 ? "danger.text" : "text.secondary"
            text: qsTr("%1 overdue").arg(Desk.texts.count(root.about.late))
        }

        UiText {
            role: "micro"
            tone: "text.muted"
            text: root.about.population > 0
                ? qsTr("%1 people").arg(Desk.texts.count(root.about.population))
                : qsTr("population not known")
        }
    }
}
