// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// Where one is, how fresh it is, the server's clock, the shift, notices, the user.
Rectangle {
    id: root

    property WorkspaceContext context: null

    readonly property alias search: searchField

    signal noticesWanted
    signal syncWanted
    signal userWanted

    color: Theme.bgRail

    Separator {
        anchors.bottom: parent.bottom
        width: parent.width
    }

    Row {
        id: place

        x: Theme.space4
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space3

        UiText {
            role: "bodyLarge"
            weight: Font.DemiBold
            text: root.context ? root.context.label : ""
            Accessible.role: Accessible.Heading
        }

        UiText {
            anchors.verticalCenter: parent.verticalCenter
            role: "meta"
            tone: "text.muted"
            text: Desk.session.isAgency ? Desk.session.agencyLabel : ""
        }
    }

    // In the middle, or as near to it as both sides leave.
    SearchField {
        id: searchField

        readonly property real from: place.x + place.width + Theme.space5
        readonly property real to: facts.x - Theme.space4

        x: Math.max(from, Math.min((root.width - width) / 2, to - width))
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(Theme.searchWidth, to - from)
        visible: width >= Theme.searchWidth / 3
        face: root.context ? root.context.search : null
    }

    Row {
        id: facts

        anchors { right: parent.right; rightMargin: Theme.space3; verticalCenter: parent.verticalCenter }
        spacing: Theme.space4

        UiText {
            anchors.verticalCenter: parent.verticalCenter
            visible: Desk.clock.skewWarning !== ""
            role: "meta"
            tone: "warn"
            text: Desk.clock.skewWarning
        }

        SyncPill {
            anchors.verticalCenter: parent.verticalCenter
            code: Desk.sync.state
            text: Desk.sync.text
            onClicked: root.syncWanted()
        }

        UiText {
            anchors.verticalCenter: parent.verticalCenter
            role: "title"
            text: Desk.clock.timeText
        }

        Column {
            anchors.verticalCenter: parent.verticalCenter

            UiText {
                role: "micro"
                tone: "text.secondary"
                text: Desk.clock.weekdayText
            }

            UiText {
                role: "micro"
                tone: "text.muted"
                text: Desk.clock.dateText
            }
        }

        UiText {
            anchors.verticalCenter: parent.verticalCenter
            role: "meta"
            tone: "text.secondary"
            text: Desk.clock.shiftText
        }

        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            iconName: "bell"
            text: qsTr("Notices")
            keyText: "F12"
            badgeText: Desk.notices.unacknowledged > 0 ? Desk.notices.unacknowledged : ""
            onClicked: root.noticesWanted()
        }

        Avatar {
            anchors.verticalCenter: parent.verticalCenter
            text: Desk.session.initials
        }

        Column {
            anchors.verticalCenter: parent.verticalCenter

            UiText {
                role: "meta"
                weight: Font.DemiBold
                text: Desk.session.displayName
            }

            UiText {
                width: Math.min(implicitWidth, Theme.queuePanel / 2)
                role: "micro"
                tone: "text.muted"
                text: Desk.session.roleLabel
            }
        }

        IconButton {
            anchors.verticalCenter: parent.verticalCenter
            iconName: "chevron-down"
            text: qsTr("Account")
            onClicked: root.userWanted()
        }
    }
}
