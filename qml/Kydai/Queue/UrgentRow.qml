// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// One urgent case, with how long nobody has acted on it.
Item {
    id: root

    required property string caseId
    required property string title
    required property string channelIcon
    required property string meta
    required property string createdText
    required property string waitText
    required property string handedOver
    required property string stateLabel
    required property bool taken
    required property bool pending
    required property string accessibleText
    property bool selected: false

    signal pressed

    implicitHeight: Theme.queueRow
    Accessible.role: Accessible.ListItem
    Accessible.name: root.accessibleText
    Accessible.onPressAction: root.pressed()

    Rectangle {
        anchors.fill: parent
        visible: root.selected || hover.hovered
        color: root.selected ? Theme.bgSelected : Theme.bgHover
    }

    Rectangle {
        width: Theme.selectionBar
        height: parent.height
        visible: root.selected
        color: Theme.dangerText
    }

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: root.pressed()
    }

    Icon {
        id: channel

        x: Theme.space5
        anchors.verticalCenter: parent.verticalCenter
        name: root.channelIcon
        size: Theme.iconRail
        color: Theme.dangerText
    }

    UiText {
        anchors { left: channel.right; leftMargin: Theme.space4; right: parent.right; rightMargin: Theme.space4 }
        anchors.bottom: parent.verticalCenter
        role: "strong"
        weight: Font.DemiBold
        text: root.title
    }

    UiText {
        anchors { left: channel.right; leftMargin: Theme.space4; right: wait.left; rightMargin: Theme.space3 }
        anchors.top: parent.verticalCenter
        role: "meta"
        tone: "text.secondary"
        text: root.meta + " · " + root.createdText
    }

    UiText {
        id: wait

        anchors { right: parent.right; rightMargin: Theme.space4; top: parent.verticalCenter }
        role: "meta"
        tone: root.taken ? "text.secondary" : "danger"
        text: root.handedOver !== "" ? root.handedOver : root.taken ? root.stateLabel : root.waitText
    }
}
