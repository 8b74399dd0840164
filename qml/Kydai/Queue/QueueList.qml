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

    function step(by) {
        if (list.count === 0)
            return
        const at = root.queue.indexOf(root.context.selection)
        list.currentIndex = Math.max(0, Math.min(list.count - 1, at < 0 ? 0 : at + by))
        root.context.selection = root.queue.idAt(list.currentIndex)
        list.positionViewAtIndex(list.currentIndex, ListView.Contain)
    }

    function reveal() {
        const at = root.queue.indexOf(root.context.selection)
        if (at < 0)
            return
        list.currentIndex = at
        list.positionViewAtIndex(at, ListView.Contain)
    }

    Keys.onDownPressed: root.step(1)
    Keys.onUpPressed: root.step(-1)

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
