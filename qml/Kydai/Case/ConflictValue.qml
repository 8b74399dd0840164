// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// A value of a row of the comparison: a choice, or plain words with why none is asked.
Item {
    id: root

    property bool choiceRow: false
    property bool checked: false
    property string text
    property string detail

    signal picked

    implicitHeight: root.choiceRow ? card.implicitHeight : words.implicitHeight + Theme.space2
    height: implicitHeight

    ConflictChoice {
        id: card

        width: parent.width
        height: implicitHeight
        visible: root.choiceRow
        checked: root.checked
        text: root.text
        detail: root.detail
        onPicked: root.picked()
    }

    UiText {
        id: words

        x: Theme.space2
        y: Theme.space1
        width: parent.width - Theme.space2
        visible: !root.choiceRow
        wrapMode: Text.Wrap
        text: Words.joined([root.text, root.detail])
    }
}
