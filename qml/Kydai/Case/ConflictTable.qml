// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// The fields of a conflict, one a row, and what would be saved.
Column {
    id: root

    required property ConflictModel conflict
    readonly property real labelWidth: root.width * 0.22
    readonly property real baseWidth: root.width * 0.18
    readonly property real valueWidth: (root.width - root.labelWidth - root.baseWidth - Theme.space3) / 2

    signal insteadWanted(string action)

    // The next row with a choice from here on, in this direction.
    function step(from: int, by: int): void {
        for (let at = from + by; at >= 0 && at < rows.count; at += by) {
            const row = rows.itemAt(at) as ConflictRow
            if (row && row.choiceRow) {
                row.forceActiveFocus(Qt.TabFocusReason)
                return
            }
        }
    }

    function focusFirst(): void {
        root.step(-1, 1)
    }

    spacing: Theme.space2

    Row {
        spacing: Theme.space2

        Tag {
            visible: root.conflict.differing > 0
            tone: "danger"
            iconName: "swap"
            text: root.conflict.differText
        }

        Tag {
            tone: "ok"
            iconName: "check"
            text: root.conflict.mergedText
        }
    }

    Item {
        width: parent.width
        height: Theme.controlLarge

        UiText {
            x: Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            role: "meta"
            tone: "text.secondary"
            text: qsTr("Field")
        }

        UiText {
            x: root.labelWidth
            anchors.verticalCenter: parent.verticalCenter
            role: "meta"
            tone: "text.secondary"
            text: qsTr("Before")
        }

        ConflictHead {
            x: root.labelWidth + root.baseWidth
            width: root.valueWidth
            anchors.verticalCenter: parent.verticalCenter
            initials: Desk.session.initials
            name: qsTr("You")
            when: root.conflict.mineWhen
            keyText: "←"
        }

        ConflictHead {
            anchors.right: parent.right
            width: root.valueWidth
            anchors.verticalCenter: parent.verticalCenter
            initials: root.conflict.theirsInitials
            name: root.conflict.theirsName
            when: root.conflict.theirsWhen
            keyText: "→"
        }
    }

    Separator {
        width: parent.width
    }

    Repeater {
        id: rows

        model: root.conflict

        ConflictRow {
            id: row

            required property int index

            width: root.width
            height: implicitHeight
            labelWidth: root.labelWidth
            baseWidth: root.baseWidth
            onChosen: side => root.conflict.choose(row.key, side)
            onStepped: by => root.step(row.index, by)
        }
    }

    Banner {
        width: parent.width
        visible: root.conflict.goneText !== ""
        tone: "warn"
        iconName: "warning"
        title: root.conflict.goneText
        detail: qsTr("Keep theirs, or do one of these instead; your words stay in the list.")
    }

    Flow {
        width: parent.width
        spacing: Theme.space2
        visible: root.conflict.options.length > 0

        Repeater {
            model: root.conflict.options

            ActionButton {
                id: option

                required property var modelData

                compact: true
                text: option.modelData.label
                onClicked: root.insteadWanted(option.modelData.code)
            }
        }
    }

    Card {
        width: parent.width
        visible: root.conflict.goneText === ""
        title: qsTr("What will be saved")

        UiText {
            width: parent.width
            wrapMode: Text.Wrap
            text: root.conflict.resultText
        }
    }

    InlineError {
        width: parent.width
        visible: root.conflict.error !== ""
        text: root.conflict.error
    }
}
