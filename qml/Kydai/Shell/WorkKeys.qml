// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk

// Every key of the workbench in one place. Keys that type are off in a text field; all are off while
// a sheet is open, which has its own.
Item {
    id: root

    required property WorkspaceContext context
    required property bool modal
    readonly property bool free: !root.modal
    readonly property Item focusItem: root.Window.activeFocusItem
    readonly property bool typing: root.focusItem !== null
        && (root.focusItem instanceof TextInput || root.focusItem instanceof TextEdit)

    signal actionWanted(string action)
    signal doWanted            // Ctrl Enter
    signal noteWanted
    signal reportWanted
    signal keysWanted
    signal regionWanted(int by)
    signal searchWanted
    signal topWanted           // Home: load what waits, go to the first
    signal evidenceWanted
    signal filterWanted
    signal syncWanted
    signal workspaceWanted(string code)

    function act(key) {
        if (!root.context)
            return
        const code = root.context.current.offerForKey(key)
        if (code !== "")
            root.actionWanted(code)
    }

    // Keys with a verb of the table, found through what the selected case offers.
    Instantiator {
        model: ["F2", "F3", "F4", "F5", "F7", "F8", "Ctrl+G", "Ctrl+N", "Ctrl+U"]

        Shortcut {
            id: verb

            required property string modelData

            sequence: verb.modelData
            enabled: root.free
            onActivated: root.act(verb.modelData.replace("+", " "))
        }
    }

    Shortcut {
        sequence: "Space"
        enabled: root.free && !root.typing && root.context !== null
        onActivated: {
            const code = root.context.current.offerForKey("Space")
            if (code !== "")
                root.actionWanted(code)
            else
                root.context.takeNext()
        }
    }

    Shortcut {
        sequence: "Delete"
        enabled: root.free && !root.typing
        onActivated: root.act("Delete")
    }

    Shortcut {
        sequences: ["Ctrl+Return", "Ctrl+Enter"]
        enabled: root.free && !root.typing
        onActivated: root.doWanted()
    }

    Shortcut {
        sequence: "Insert"
        enabled: root.free && !root.typing
        onActivated: root.noteWanted()
    }

    Shortcut {
        sequence: "F9"
        enabled: root.free && !Desk.session.isAgency
        onActivated: root.reportWanted()
    }

    Shortcut {
        sequence: "F1"
        enabled: root.free
        onActivated: root.keysWanted()
    }

    Shortcut {
        sequence: "F6"
        enabled: root.free
        onActivated: root.regionWanted(1)
    }

    Shortcut {
        sequence: "Shift+F6"
        enabled: root.free
        onActivated: root.regionWanted(-1)
    }

    Shortcut {
        sequence: "Ctrl+K"
        enabled: root.free
        onActivated: root.searchWanted()
    }

    Shortcut {
        sequence: "F11"
        enabled: root.free
        onActivated: root.evidenceWanted()
    }

    Shortcut {
        sequence: "F12"
        onActivated: Desk.notices.acknowledgeAll()
    }

    Shortcut {
        sequence: "Ctrl+F"
        enabled: root.free
        onActivated: root.filterWanted()
    }

    Shortcut {
        sequence: "Ctrl+Z"
        enabled: root.free && !root.typing && Desk.actions.undoText !== ""
        onActivated: Desk.actions.undo()
    }

    Shortcut {
        sequence: "Ctrl+O"
        enabled: root.free
        onActivated: root.syncWanted()
    }

    Shortcut {
        sequence: "Ctrl+R"
        enabled: root.free && !Desk.sync.online
        onActivated: Desk.sync.retryNow()
    }

    Shortcut {
        sequence: "Home"
        enabled: root.free && !root.typing && root.context !== null
        onActivated: root.topWanted()
    }

    Shortcut {
        sequence: "PgDown"
        enabled: root.free && !root.typing && root.context !== null
        onActivated: root.context.next()
    }

    Shortcut {
        sequence: "PgUp"
        enabled: root.free && !root.typing && root.context !== null
        onActivated: root.context.previous()
    }

    Instantiator {
        model: Desk.workspaces

        Shortcut {
            id: entry

            required property string code
            required property string keyText

            sequence: entry.keyText.replace(" ", "+")
            enabled: root.free && entry.keyText !== ""
            onActivated: root.workspaceWanted(entry.code)
        }
    }
}
