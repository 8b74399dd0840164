// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// What was checked on this device, told truthfully, and the choice of theme and density.
Column {
    id: root

    spacing: Theme.space3

    UiText {
        role: "title"
        text: qsTr("Check of the device")
    }

    Repeater {
        model: Desk.device.checks

        Row {
            id: entry

            required property var modelData

            width: root.width
            spacing: Theme.space3

            Icon {
                id: mark

                y: Theme.space1
                name: entry.modelData.state === "ok" ? "check" : entry.modelData.state === "warn" ? "warning" : "info"
                color: entry.modelData.state === "ok" ? Theme.okText
                    : entry.modelData.state === "warn" ? Theme.warnText : Theme.textMuted
            }

            Column {
                width: entry.width - mark.width - entry.spacing

                UiText {
                    width: parent.width
                    role: "strong"
                    wrapMode: Text.Wrap
                    text: entry.modelData.label
                }

                UiText {
                    width: parent.width
                    role: "meta"
                    tone: "text.muted"
                    wrapMode: Text.Wrap
                    text: entry.modelData.detail
                }
            }
        }
    }

    Separator {
        width: parent.width
    }

    RadioRow {
        width: parent.width
        columns: 2
        label: qsTr("Theme")
        options: [{ code: "dark", label: qsTr("Dark, control room") }, { code: "light", label: qsTr("Light, office") }]
        current: Desk.settings.theme
        onChosen: code => Desk.settings.theme = code
    }

    UiText {
        role: "meta"
        tone: "text.secondary"
        text: qsTr("Density")
    }

    SegmentedTabs {
        options: [
            { code: "day", label: qsTr("Compact") },
            { code: "vua", label: qsTr("Default") },
            { code: "thoang", label: qsTr("Comfortable") }
        ]
        current: Desk.settings.density
        onChosen: code => Desk.settings.density = code
    }

    UiText {
        role: "meta"
        tone: "text.secondary"
        text: qsTr("Language")
    }

    SegmentedTabs {
        options: [{ code: "vi", label: "Tiếng Việt" }, { code: "en", label: "English" }]
        current: Desk.settings.language
        onChosen: code => Desk.settings.language = code
    }
}
