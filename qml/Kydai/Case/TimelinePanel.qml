// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kydai.Desk
import Kydai.Ui

// What happened, newest at the foot, and the place to write a note or a message.
PanelFrame {
    id: root

    required property CaseModel model

    function focusNote() {
        composer.takeFocus()
    }

    title: qsTr("History")
    subtitle: root.model.timeline.count

    ListView {
        id: list

        anchors { left: parent.left; right: parent.right; top: parent.top; bottom: composer.top }
        anchors.margins: Theme.space2
        clip: true
        model: root.model.timeline
        boundsBehavior: Flickable.StopAtBounds
        spacing: Theme.space2
        delegate: TimelineRow {
            width: ListView.view.width
        }
        onContentHeightChanged: list.positionViewAtEnd()
        Accessible.role: Accessible.List
        Accessible.name: root.title
        T.ScrollBar.vertical: ScrollHandle {}
    }

    NoteComposer {
        id: composer

        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        model: root.model
    }
}
