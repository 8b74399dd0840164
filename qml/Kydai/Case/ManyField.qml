// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// Several of a long list, shown as chips: the agencies that join in.
Column {
    id: root

    property string label
    property string error
    property var options: []
    property var values: []

    signal edited(var values)

    spacing: Theme.space2

    ComboField {
        id: combo

        width: parent.width
        label: root.label
        error: root.error
        model: root.options
        matches: (query, text) => Desk.directory.matches(query, text)
        onChosen: code => {
            if (code !== "" && !root.values.includes(code))
                root.edited(root.values.concat([code]))
            combo.current = ""
        }
    }

    Flow {
        width: parent.width
        spacing: Theme.space1
        visible: root.values.length > 0

        Repeater {
            model: root.values

            Chip {
                id: chip

                required property string modelData

                text: Desk.directory.agencyShort(chip.modelData)
                removable: true
                onRemoved: root.edited(root.values.filter(v => v !== chip.modelData))
            }
        }
    }
}
