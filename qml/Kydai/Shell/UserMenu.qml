// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// The account: language, theme, lock, sign out (which asks when something is unsent).
PanelFrame {
    id: root

    property bool asking: false

    function toggle() {
        root.visible = !root.visible
        root.asking = false
        if (root.visible)
            language.forceActiveFocus()
    }

    visible: false
    z: Theme.zPopover
    width: Theme.queuePanel * 0.7
    height: column.height + 2 * Theme.space4
    headerVisible: false
    color: Theme.bgPopover
    Keys.onEscapePressed: root.visible = false

    Column {
        id: column

        x: Theme.space4
        y: Theme.space4
        width: parent.width - 2 * Theme.space4
        spacing: Theme.space3

        UiText {
            width: parent.width
            role: "strong"
            text: Desk.session.displayName
        }

        UiText {
            width: parent.width
            role: "meta"
            tone: "text.muted"
            wrapMode: Text.Wrap
            text: Desk.session.roleLabel
        }

        SegmentedTabs {
            id: language

            options: [{ code: "vi", label: "Tiếng Việt" }, { code: "en", label: "English" }]
            current: Desk.settings.language
            onChosen: code => Desk.settings.language = code
        }

        SegmentedTabs {
            options: [{ code: "dark", label: qsTr("Dark") }, { code: "light", label: qsTr("Light") }]
            current: Desk.settings.theme
            onChosen: code => Desk.settings.theme = code
        }

        Banner {
            width: parent.width
            visible: root.asking
            tone: "warn"
            title: qsTr("%n action(s) not sent yet", "", Desk.session.unsentAtSignOut)
            detail: qsTr("They stay sealed on this device until you sign in again.")
        }

        ActionButton {
            width: parent.width
            iconName: "logout"
            kind: root.asking ? "danger" : "secondary"
            text: root.asking ? qsTr("Sign out all the same") : qsTr("Sign out")
            onClicked: {
                if (Desk.session.unsentAtSignOut > 0 && !root.asking) {
                    root.asking = true
                    return
                }
                Desk.session.signOut()
            }
        }
    }
}
