// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Map
import Kydai.Ui

// What the colours of the wards say, of how many reports, and which figure it is.
Rectangle {
    id: root

    required property WardLayer wards

    function shown(value: real): string {
        return root.wards.metric === "count" ? Desk.texts.count(value)
            : root.wards.metric === "late" ? Math.round(value) + " %"
            : value.toLocaleString(Qt.locale(Desk.settings.language), "f", 1)
    }

    function rangeOf(entry: var): string {
        const from = root.shown(entry.from), to = root.shown(entry.to)
        return from === to ? from : from + " – " + to
    }

    implicitWidth: Math.max(Theme.px(240), metrics.implicitWidth) + 2 * Theme.space3
    implicitHeight: column.implicitHeight + 2 * Theme.space2
    radius: Theme.radiusControl
    color: Theme.bgPopover
    border.color: Theme.lineDefault
    border.width: Theme.hairline
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Wards")

    Column {
        id: column

        x: Theme.space3
        y: Theme.space2
        width: root.width - 2 * Theme.space3
        spacing: Theme.space1

        SegmentedTabs {
            id: metrics

            label: qsTr("Wards by")
            options: [
                { "code": "count", "label": qsTr("Reports") },
                { "code": "rate", "label": qsTr("Per 1,000") },
                { "code": "late", "label": qsTr("Overdue") },
                { "code": "outline", "label": qsTr("Outline") }
            ]
            current: root.wards.metric
            onChosen: code => root.wards.metric = code
        }

        Repeater {
            model: root.wards.classes

            WardLegendRow {
                required property var modelData

                width: column.width
                level: modelData.level
                range: modelData.level < 0 ? "" : root.rangeOf(modelData)
                wards: modelData.wards
            }
        }

        UiText {
            width: parent.width
            visible: root.wards.metric !== "outline"
            role: "micro"
            tone: "text.muted"
            wrapMode: Text.Wrap
            text: root.wards.elsewhere > 0
                ? qsTr("n = %1 in this filter, %2 of them without a ward").arg(Desk.texts.count(root.wards.total)).arg(Desk.texts.count(root.wards.elsewhere))
                : qsTr("n = %1 in this filter").arg(Desk.texts.count(root.wards.total))
        }

        UiText {
            width: parent.width
            visible: root.wards.schematic
            role: "micro"
            tone: "text.muted"
            wrapMode: Text.Wrap
            text: qsTr("schematic, no administrative boundaries")
        }
    }
}
