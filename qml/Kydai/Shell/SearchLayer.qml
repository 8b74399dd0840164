// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// The answers of the search field over the workbench, and what choosing one means.
Item {
    id: root

    required property SearchField field
    property WorkspaceContext context: null
    property real foot: 0  // where the answers must end

    signal caseWanted(string caseId)
    signal actionWanted(string action)
    signal workspaceWanted(string code)
    signal reportWanted
    signal filterWanted
    signal outboxWanted
    signal noticesWanted
    signal packsWanted
    signal keysWanted

    readonly property var verbs: ({
        report: () => root.reportWanted(),
        filter: () => root.filterWanted(),
        outbox: () => root.outboxWanted(),
        notices: () => root.noticesWanted(),
        packs: () => root.packsWanted(),
        keys: () => root.keysWanted(),
        silence: () => Desk.notices.acknowledgeAll(),
        theme: () => { Desk.settings.theme = Theme.dark ? "light" : "dark" },
        language: () => { Desk.settings.language = Desk.settings.language === "vi" ? "en" : "vi" }
    })

    function obey(kind, code) {
        root.field.leave()
        if (kind === "action")
            root.actionWanted(code)
        else if (kind === "go")
            root.workspaceWanted(code)
        else
            root.verbs[code]()
    }

    z: Theme.zPopover

    Repeater {
        model: root.field.open && root.context !== null ? 1 : 0

        SearchPopover {
            x: Math.max(Theme.rail + Theme.space4, Math.min(root.width - width - Theme.space4,
                Theme.rail + root.field.x + (root.field.width - width) / 2))
            y: Theme.topBar + Theme.space1
            width: Math.max(root.field.width, Theme.casePanel * 1.25)
            room: root.foot - y - Theme.space4
            face: root.context.search
        }
    }

    Connections {
        target: root.context?.search ?? null

        function onCaseChosen(caseId) {
            root.field.leave()
            root.caseWanted(caseId)
        }

        function onCommandChosen(kind, code) {
            root.obey(kind, code)
        }
    }
}
