// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// The queue: urgent lane on top of everything, tabs, the bar of new reports, the list.
PanelFrame {
    id: root

    required property WorkspaceContext context
    readonly property bool filtering: filterBar.shown || root.context.filter.active
    readonly property Item firstFocus: list  // where F6 comes in

    signal opened

    title: root.context.queue.title
    subtitle: root.context.queue.subtitle
    actions: [
        IconButton {
            iconName: "filter"
            text: qsTr("Filter")
            keyText: "Ctrl F"
            checked: root.filtering
            onClicked: root.focusFilter()
        }
    ]

    function focusFilter() {
        filterBar.shown = true
        filterBar.takeFocus()
    }

    function focusList() {
        list.forceActiveFocus()
    }

    function toTop() {
        list.toTop()
    }

    UrgentLane {
        id: lane

        anchors { left: parent.left; right: parent.right; top: parent.top }
        context: root.context
    }

    FilterBar {
        id: filterBar

        anchors { left: parent.left; right: parent.right; top: lane.bottom }
        filter: root.context.filter
        pinned: Desk.session.isAgency
        onDismissed: root.focusList()
    }

    SegmentedTabs {
        id: tabs

        anchors { left: parent.left; right: parent.right; top: filterBar.bottom }
        anchors.leftMargin: Theme.space2
        anchors.rightMargin: Theme.space2
        look: "tabs"
        options: root.context.queue.tabs
        current: root.context.queue.tab
        visible: root.context.queue.tabs.length > 1
        height: visible ? implicitHeight : 0
        onChosen: code => root.context.queue.tab = code
    }

    NewBar {
        id: newBar

        anchors { left: parent.left; right: parent.right; top: tabs.bottom }
        queue: root.context.queue
    }

    QueueList {
        id: list

        anchors { left: parent.left; right: parent.right; top: newBar.bottom; bottom: parent.bottom }
        context: root.context
        onOpened: root.opened()
    }
}
