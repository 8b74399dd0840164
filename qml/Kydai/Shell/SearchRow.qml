// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// A line of the answers: a report, a command, a header or a note.
Item {
    id: root

    required property string kind
    required property string code
    required property string title
    required property string detail
    required property string trailing
    required property string tone
    required property string state_
    required property string stateLabel
    required property string iconName
    required property string keyText
    required property string accessibleText
    property bool selected: false
    readonly property bool plain: root.kind === "header" || root.kind === "note" || root.kind === "busy"
    readonly property bool report: root.kind === "case" || root.kind === "archive"

    signal pressed

    height: root.report ? Theme.space8 : root.kind === "header" ? Theme.space6 : Theme.control
    Accessible.role: root.plain ? Accessible.StaticText : Accessible.ListItem
    Accessible.name: root.accessibleText
    Accessible.selected: root.selected
    Accessible.onPressAction: root.pressed()

    RowSurface {
        anchors.fill: parent
        visible: !root.plain
        selected: root.selected
        hovered: hover.hovered
    }

    HoverHandler {
        id: hover

        enabled: !root.plain
    }

    TapHandler {
        enabled: !root.plain
        onTapped: root.pressed()
    }

    StateGlyph {
        id: glyph

        x: Theme.panelPadding
        anchors.verticalCenter: parent.verticalCenter
        visible: root.report
        code: root.state_
        label: root.stateLabel
        showLabel: false
    }

    Icon {
        x: Theme.panelPadding
        anchors.verticalCenter: parent.verticalCenter
        visible: !root.report && root.kind !== "header"
        name: root.kind === "busy" ? "sync" : root.kind === "note" ? "info" : root.iconName
        size: Theme.iconSmall
        color: Theme.textMuted
    }

    UiText {
        id: heading

        x: root.kind === "header" ? Theme.panelPadding : Theme.panelPadding + Theme.icon + Theme.space3
        y: root.report ? Theme.space1 : (parent.height - height) / 2
        width: (end.visible ? end.x : parent.width - Theme.panelPadding) - x - Theme.space3
        role: root.kind === "header" || root.plain ? "meta" : "strong"
        weight: root.kind === "header" ? Font.DemiBold : Font.Normal
        tone: root.plain ? "text.muted" : root.detail !== "" && !root.report ? "text.muted" : "text.primary"
        text: root.code === "" ? root.title : root.code + " · " + root.title
    }

    UiText {
        anchors { left: heading.left; top: heading.bottom; right: heading.right }
        visible: root.report
        role: "meta"
        tone: "text.muted"
        text: Words.joined([root.stateLabel, root.detail])
    }

    UiText {
        id: end

        anchors { right: keys.visible ? keys.left : parent.right; rightMargin: Theme.panelPadding }
        anchors.verticalCenter: parent.verticalCenter
        visible: text !== ""
        width: Math.min(implicitWidth, parent.width * 0.4)
        horizontalAlignment: Text.AlignRight
        role: "meta"
        tone: root.tone
        text: root.report || root.kind === "header" ? root.trailing : root.detail
    }

    KeyCap {
        id: keys

        anchors { right: parent.right; rightMargin: Theme.panelPadding; verticalCenter: parent.verticalCenter }
        text: root.keyText
    }
}
