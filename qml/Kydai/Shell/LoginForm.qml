// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

FocusScope {
    id: root

    function submit() {
        if (user.text.trim() === "" || password.text === "")
            return
        Desk.session.signIn(user.text.trim(), password.text)
    }

    Component.onCompleted: {
        Desk.session.probe()
        user.text = Desk.session.lastUser  // once: what is typed is never overwritten
        if (user.text === "")
            user.input.forceActiveFocus()
        else
            password.input.forceActiveFocus()
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.bgPanel

        Separator {
            vertical: true
            height: parent.height
        }
    }

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.space9, Theme.queuePanel + Theme.space6)
        spacing: Theme.space4

        UiText {
            role: "kpi"
            text: qsTr("Start the shift")
            Accessible.role: Accessible.Heading
        }

        UiText {
            role: "bodyLarge"
            tone: "text.secondary"
            text: Desk.clock.shiftText + ", " + Desk.clock.weekdayText + " " + Desk.clock.dateText
        }

        TextEntry {
            id: user

            width: parent.width
            label: qsTr("Account")
            iconName: "user"
            maximumLength: 64
            onAccepted: password.input.forceActiveFocus()
        }

        TextEntry {
            id: password

            width: parent.width
            label: qsTr("Password")
            iconName: "lock"
            password: true
            maximumLength: 256
            onAccepted: root.submit()
        }

        InlineError {
            width: parent.width
            visible: Desk.session.error !== ""
            text: Desk.session.error
        }

        ActionButton {
            width: parent.width
            large: true
            kind: "primary"
            text: qsTr("Begin")
            keyText: "Enter"
            busy: Desk.session.state === "signing_in"
            onClicked: root.submit()
        }

        Card {
            width: parent.width
            iconName: Desk.session.serverReachable ? "check" : "cloud-off"
            title: Desk.session.serverText

            UiText {
                width: parent.width
                role: "meta"
                tone: "text.secondary"
                wrapMode: Text.Wrap
                text: Desk.session.serverReachable
                    ? qsTr("Without the network: only an account that signed in on this device this shift, until its end; no approving, no publishing.")
                    : Desk.session.canUnlockOffline
                        ? qsTr("The server cannot be reached. Your password opens the work kept on this device; unsent work waits for the network.")
                        : qsTr("The server cannot be reached, and nobody has signed in on this device this shift.")
            }

            UiText {
                width: parent.width
                visible: Desk.device.disk !== "encrypted"
                role: "meta"
                tone: "warn"
                wrapMode: Text.Wrap
                text: Desk.device.diskText
            }
        }
    }

    Row {
        anchors { right: parent.right; bottom: parent.bottom; margins: Theme.space5 }
        spacing: Theme.space2

        ActionButton {
            kind: "quiet"
            iconName: "globe"
            text: Desk.settings.language === "vi" ? qsTr("English") : qsTr("Tiếng Việt")
            onClicked: Desk.settings.language = Desk.settings.language === "vi" ? "en" : "vi"
        }

        ActionButton {
            kind: "quiet"
            iconName: Theme.dark ? "moon" : "sun"
            text: Theme.dark ? qsTr("Dark") : qsTr("Light")
            onClicked: Desk.settings.theme = Theme.dark ? "light" : "dark"
        }
    }

    UiText {
        anchors { left: parent.left; bottom: parent.bottom; margins: Theme.space5 }
        role: "meta"
        tone: "text.muted"
        text: qsTr("Version %1").arg(Qt.application.version)
    }
}
