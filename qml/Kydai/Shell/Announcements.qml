// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Shell
import Kydai.Ui

// What was done, refused or came back, as toasts; and the tones of the notices.
Item {
    id: root

    property WorkspaceContext context: null
    property bool quiet: false

    z: Theme.zToast

    ToastStack {
        id: toasts

        anchors { right: parent.right; bottom: parent.bottom }
        onTriggered: Desk.actions.undo()
    }

    Chime {
        id: chime

        volume: Desk.settings.volume
    }

    Connections {
        target: Desk.notices

        function onSoundWanted(kind) {
            if (!root.quiet && Desk.settings.sound)
                chime.play(kind)
        }
    }

    Connections {
        target: Desk.actions

        function onRecorded(caseId, action, title, detail, undoable) {
            toasts.show("ok", title, detail, undoable ? qsTr("Undo") : "", undoable ? "Ctrl Z" : "", undoable)
        }

        function onRefused(caseId, action, sentence) {
            toasts.show("warn", Desk.texts.action(action), sentence, "", "", false)
        }

        function onReturned(caseId, action, sentence) {
            toasts.show("danger", Desk.texts.action(action), sentence, "", "", false)
        }
    }

    Connections {
        target: root.context

        function onTakeNextRefused(sentence) {
            toasts.show("info", sentence, "", "", "", false)
        }
    }
}
