// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kydai.Map
import Kydai.Ui

// The cases of one cluster: arrows, Enter chooses, + goes nearer, Esc closes.
Rectangle {
    id: root

    required property CaseFeed feed
    property string selection
    property int total: 0
    property bool sameSpot: false

    signal chosen(string caseId)
    signal expandWanted(var cases)
    signal closed

    function show(cases, total: int, sameSpot: bool): void {
        root.total = total
        root.sameSpot = sameSpot
        list.cases = cases
        view.currentIndex = 0
        root.visible = true
        view.forceActiveFocus()
    }

    function close(): void {
        if (!root.visible)
            return
        root.visible = false
        list.cases = []
        root.closed()
    }

    visible: false
    implicitWidth: Theme.px(340)
    implicitHeight: head.height + view.height + 2 * Theme.hairline
    radius: Theme.radiusControl
    color: Theme.bgPopover
    border.color: Theme.lineStrong
    border.width: Theme.hairline
    Accessible.role: Accessible.Dialog
    Accessible.name: title.text

    PlaceList {
        id: list

        feed: root.feed
        onCasesChanged: if (count === 0) root.close()
    }

    Item {
        id: head

        width: parent.width
        height: Theme.nestedHeader

        UiText {
            id: title

            x: Theme.space3
            anchors.verticalCenter: parent.verticalCenter
            role: "strong"
            weight: Font.DemiBold
            text: root.sameSpot ? qsTr("%n reports on one spot", "", root.total) : qsTr("%n reports here", "", root.total)
        }

        Row {
            anchors { right: parent.right; rightMargin: Theme.space2; verticalCenter: parent.verticalCenter }

            IconButton {
                visible: !root.sameSpot
                compact: true
                iconName: "plus"
                keyText: "+"
                text: qsTr("Zoom in to them")
                onClicked: root.expandWanted(list.cases)
            }

            IconButton {
                compact: true
                iconName: "cross"
                keyText: "Esc"
                text: qsTr("Close")
                onClicked: root.close()
            }
        }
    }

    ListView {
        id: view

        anchors { left: parent.left; right: parent.right; top: head.bottom; margins: Theme.hairline }
        height: Math.min(contentHeight, Theme.px(52) * 6)
        clip: true
        model: list
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: true
        T.ScrollBar.vertical: ScrollHandle {}
        Keys.onReturnPressed: root.chosen(list.idAt(view.currentIndex))
        Keys.onEnterPressed: root.chosen(list.idAt(view.currentIndex))
        Keys.onEscapePressed: root.close()
        Keys.onPressed: event => {
            if (event.key !== Qt.Key_Plus || root.sameSpot)
                return
            event.accepted = true
            root.expandWanted(list.cases)
        }
        delegate: MapPlaceRow {
            id: row

            required property int index

            width: view.width
            current: ListView.isCurrentItem
            onPressed: {
                view.currentIndex = row.index
                root.chosen(row.caseId)
            }
        }
    }
}
