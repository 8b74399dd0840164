// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kydai.Desk
import Kydai.Ui

// The rows by group. Nothing moves under the cursor: new rows wait in the bar above.
FocusScope {
    id: root

    required property WorkspaceContext context
    readonly property QueueModel queue: root.context.queue

    // Over the lane and the list as one.
    function step(by) {
        if (by < 0)
            root.context.previous()
        else
            root.context.next()
    }

    // Home: what waits comes in, and the first row is the one.
    function toTop() {
        root.queue.loadNew()
        root.pick(0)
        list.positionViewAtBeginning()
    }

    function pick(row) {
        const id = root.queue.idAt(row)
        if (id !== "")
            root.context.selection = id
    }

    function fold() {
        if (list.currentItem && root.queue.indexOf(root.context.selection) >= 0)
            root.queue.toggleGroup(list.currentItem.ListView.section)
    }

    function unfold() {
        const groups = root.queue.groups
        for (let at = 0; at < groups.length; ++at) {
            if (groups[at].folded)
                root.queue.toggleGroup(groups[at].code)
        }
        root.reveal()
    }

    function reveal() {
        const at = root.queue.indexOf(root.context.selection)
        if (at < 0)
            return
        list.currentIndex = at
        list.positionViewAtIndex(at, ListView.Contain)
    }

    signal opened  // Enter: into the case

    activeFocusOnTab: true
    Keys.onDownPressed: root.step(1)
    Keys.onUpPressed: root.step(-1)
    Keys.onLeftPressed: root.fold()
    Keys.onRightPressed: root.unfold()
    Keys.onReturnPressed: root.opened()
    Keys.onEnterPressed: root.opened()
    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_End
        if (event.accepted)
            root.pick(list.count - 1)
    }

    Connections {
        target: root.context

        function onSelectionChanged() {
            root.reveal()
        }
    }

    QueueHeaders {
        id: headers
    }

    ListView {
        id: list

        anchors.fill: parent
        clip: true
        focus: true
        model: root.queue
        reuseItems: true
        cacheBuffer: Theme.queueRow * 4
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: false
        section.property: "group"
        section.labelPositioning: ViewSection.InlineLabels | ViewSection.CurrentLabelAtStart
        section.delegate: headers.component
        delegate: QueueRow {
            id: row

            width: ListView.view.width
            selected: root.context.selection === row.caseId
            focusedRow: row.selected && root.activeFocus
            onPressed: {
                root.forceActiveFocus()
                root.context.selection = row.caseId
            }
        }
        Accessible.role: Accessible.List
        Accessible.name: root.queue.title
        T.ScrollBar.vertical: ScrollHandle {}
    }

    // The focus is seen also when no row of the list is chosen.
    FocusRing {
        gap: -Theme.focusWidth - Theme.focusGap
        shown: root.activeFocus && root.queue.indexOf(root.context.selection) < 0
    }

    Skeleton {
        anchors.fill: parent
        anchors.margins: Theme.panelPadding
        visible: root.queue.state === "loading"
        active: visible
        rows: 6
        wordText: qsTr("Loading the list…")
    }

    EmptyState {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.panelPadding
        visible: root.queue.state === "empty"
        iconName: "check"
        title: qsTr("Nothing is waiting")
        detail: qsTr("New reports show up here.")
    }

    EmptyState {
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.panelPadding
        visible: root.queue.state === "filtered"
        iconName: "search"
        title: qsTr("No result")
        detail: qsTr("Remove a filter, or search the whole city.")
        actionText: qsTr("Remove a filter")
        onTriggered: root.context.filter.broaden()
    }
}
