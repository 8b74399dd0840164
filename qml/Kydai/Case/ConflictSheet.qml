// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// Two people changed one case: a choice a field, one decision in the end. Esc is later: the refused
// decision stays in the list.
SheetFrame {
    id: root

    property ConflictModel conflict: null
    readonly property string busyReason: root.conflict ? root.conflict.saveReason : ""

    signal sheetWanted(ActionSheet sheet)

    function present(model) {
        root.conflict = model
        root.open()
    }

    function save() {
        if (root.conflict)
            root.conflict.save()
    }

    title: root.conflict ? root.conflict.title : ""
    subtitle: root.conflict ? root.conflict.subtitle : ""
    size: "large"
    onSubmitted: root.save()
    onOpened: {
        const table = tables.itemAt(0) as ConflictTable
        if (table)
            table.focusFirst()
    }
    onClosed: {
        const gone = root.conflict
        root.conflict = null
        if (gone)
            gone.close()
    }
    actions: [
        ActionButton {
            visible: root.conflict !== null && root.conflict.differing > 0
            text: qsTr("Keep all of mine")
            onClicked: if (root.conflict) root.conflict.chooseAll("mine")
        },
        ActionButton {
            visible: root.conflict !== null && root.conflict.differing > 0
            text: qsTr("Keep all of theirs")
            onClicked: if (root.conflict) root.conflict.chooseAll("theirs")
        },
        ActionButton {
            kind: "quiet"
            text: qsTr("Later")
            keyText: "Esc"
            onClicked: root.close()
        },
        ActionButton {
            kind: "primary"
            iconName: "check"
            text: root.conflict ? root.conflict.saveLabel : ""
            keyText: "Ctrl Enter"
            busy: root.conflict ? root.conflict.busy : false
            enabledReason: root.busyReason
            onClicked: root.save()
        }
    ]

    Repeater {
        id: tables

        model: root.conflict !== null ? [root.conflict] : []

        ConflictTable {
            id: table

            required property ConflictModel modelData

            width: parent ? parent.width : 0
            conflict: table.modelData
            onInsteadWanted: action => {
                const caseId = table.modelData.caseId
                root.close()
                const sheet = Desk.actions.start(caseId, action)
                if (sheet)
                    root.sheetWanted(sheet)
            }
        }
    }

    Connections {
        target: root.conflict

        function onSettled() {
            root.close()
        }
    }
}
