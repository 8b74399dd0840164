// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// One case of a cluster's list.
Item {
    id: root

    required property string caseId
    required property string title
    required property string slaKind
    required property real slaFraction
    required property string meta
    required property string dueText
    required property string dueTone
    required property string accessibleText
    property bool current: false

    signal pressed

    implicitHeight: Theme.px(52)
    Accessible.role: Accessible.ListItem
    Accessible.name: root.accessibleText
    Accessible.onPressAction: root.pressed()

    RowSurface {
        anchors.fill: parent
        selected: root.current
        hovered: hover.hovered
    }

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: root.pressed()
    }

    SlaRing {
        id: glyph

        x: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        kind: root.slaKind
        fraction: root.slaFraction
        size: Theme.ringSmall
        label: root.dueText
    }

    UiText {
        anchors { left: glyph.right; leftMargin: Theme.space3; right: parent.right; rightMargin: Theme.space3 }
        anchors.bottom: parent.verticalCenter
        role: "meta"
        weight: Font.Medium
        text: root.title !== "" ? root.title : "…"
    }

    UiText {
        anchors { left: glyph.right; leftMargin: Theme.space3; right: due.left; rightMargin: Theme.space2 }
        anchors.top: parent.verticalCenter
        role: "meta"
        tone: "text.muted"
        text: root.meta
    }

    UiText {
        id: due

        anchors { right: parent.right; rightMargin: Theme.space3; top: parent.verticalCenter }
        role: "meta"
        tone: root.dueTone
        text: root.dueText
    }
}
