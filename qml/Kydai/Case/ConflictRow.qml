// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// One field: what it was, mine, theirs. Left and Right choose where there is something to choose;
// the others say why nothing is asked.
FocusScope {
    id: root

    required property string key
    required property bool choiceRow
    required property string label
    required property string base
    required property string mine
    required property string theirs
    required property string theirsDetail
    required property string choice
    required property string note
    property real labelWidth: 0
    property real baseWidth: 0
    readonly property real valueWidth: (root.width - root.labelWidth - root.baseWidth - Theme.space3) / 2

    signal chosen(string side)
    signal stepped(int by)

    implicitHeight: Math.max(name.height, was.height, own.height, other.height) + Theme.space3
    activeFocusOnTab: root.choiceRow
    Accessible.role: root.choiceRow ? Accessible.Grouping : Accessible.ListItem
    Accessible.name: Words.joinedBy([root.label, qsTr("before: %1").arg(root.base),
        qsTr("yours: %1").arg(root.mine), qsTr("theirs: %1").arg(root.theirs), root.note], ", ")
    Keys.onLeftPressed: if (root.choiceRow) root.chosen("mine")
    Keys.onRightPressed: if (root.choiceRow) root.chosen("theirs")
    Keys.onUpPressed: root.stepped(-1)
    Keys.onDownPressed: root.stepped(1)

    RowSurface {
        anchors.fill: parent
        visible: root.choiceRow
        selected: root.activeFocus
    }

    Icon {
        id: mark

        x: Theme.space2
        y: Theme.space2
        name: root.choiceRow ? "swap" : "check"
        size: Theme.iconSmall
        color: root.choiceRow && root.choice === "" ? Theme.dangerText : Theme.okText
    }

    UiText {
        id: name

        x: mark.x + mark.width + Theme.space2
        y: Theme.space2
        width: root.labelWidth - x
        role: "strong"
        wrapMode: Text.Wrap
        text: root.label
    }

    UiText {
        id: was

        x: root.labelWidth
        y: Theme.space2
        width: root.baseWidth - Theme.space3
        tone: "text.muted"
        wrapMode: Text.Wrap
        text: root.base
    }

    ConflictValue {
        id: own

        x: root.labelWidth + root.baseWidth
        y: Theme.space2 / 2
        width: root.valueWidth
        choiceRow: root.choiceRow
        checked: root.choice === "mine"
        text: root.mine
        detail: root.choiceRow ? "" : root.theirs === "" ? root.note : ""
        onPicked: root.pick("mine")
    }

    ConflictValue {
        id: other

        x: own.x + own.width + Theme.space3
        y: own.y
        width: root.valueWidth
        choiceRow: root.choiceRow
        checked: root.choice === "theirs"
        text: root.theirs
        detail: root.choiceRow ? root.theirsDetail : root.theirs !== "" ? root.note : ""
        onPicked: root.pick("theirs")
    }

    function pick(side: string): void {
        root.forceActiveFocus()
        root.chosen(side)
    }
}
