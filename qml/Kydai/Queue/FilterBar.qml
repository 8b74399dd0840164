// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// Words and chips make one query. It narrows the list below, never the urgent lane above.
Item {
    id: root

    required property CaseFilter filter
    property bool shown: false
    property bool pinned: false  // always there, as on an agency's desk

    signal dismissed

    function takeFocus() {
        words.input.forceActiveFocus()
        words.selectAll()
    }

    height: visible ? column.height + 2 * Theme.space2 : 0
    visible: root.pinned || root.shown || root.filter.active

    Keys.onEscapePressed: {
        root.filter.clear()
        words.text = ""
        root.shown = false
        root.dismissed()
    }

    Column {
        id: column

        x: Theme.space3
        y: Theme.space2
        width: parent.width - 2 * Theme.space3
        spacing: Theme.space2

        Row {
            width: parent.width
            spacing: Theme.space2

            TextEntry {
                id: words

                width: parent.width - menuButton.width - parent.spacing
                iconName: "search"
                placeholder: qsTr("Code, street, words of the report")
                keyText: "Ctrl F"
                text: root.filter.text
                maximumLength: 200
                onEdited: root.filter.text = text
                onAccepted: root.dismissed()
            }

            IconButton {
                id: menuButton

                anchors.verticalCenter: parent.verticalCenter
                kind: "secondary"
                iconName: "plus"
                text: qsTr("Add a filter")
                onClicked: menu.toggle()
            }
        }

        FilterMenu {
            id: menu

            width: parent.width
            filter: root.filter
        }

        Flow {
            width: parent.width
            spacing: Theme.space1
            visible: root.filter.chips.length > 0

            Repeater {
                model: root.filter.chips

                Chip {
                    id: chip

                    required property var modelData

                    text: chip.modelData.label
                    value: chip.modelData.value
                    removable: true
                    onRemoved: root.filter.removeChip(chip.modelData.code)
                }
            }
        }

        UiText {
            width: parent.width
            visible: root.filter.text !== ""
            role: "meta"
            tone: "text.muted"
            text: root.filter.searchNote
        }
    }

    Separator {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
