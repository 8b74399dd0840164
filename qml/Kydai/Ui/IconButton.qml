// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A button that is only a glyph: its words are the accessible name and the tooltip.
ButtonBase {
    id: root

    property string kind: "quiet"
    property string iconName
    property string badgeText
    property bool compact: false
    readonly property color ink: root.dimmed ? Theme.textDisabled
        : root.checked ? Theme.accentText : root.hovered ? Theme.textPrimary : Theme.textSecondary

    implicitWidth: implicitHeight
    implicitHeight: root.compact ? Theme.controlSmall : Theme.control
    hint: root.enabledReason.length > 0 ? root.enabledReason : root.text

    background: Rectangle {
        radius: Theme.radiusControl
        color: root.checked ? Theme.accentSoft : root.hovered && !root.dimmed ? Theme.bgHover
            : root.kind === "secondary" ? Theme.bgRaised : Theme.transparent
        border.width: Theme.hairline
        border.color: root.checked ? Theme.accentText
            : root.kind === "secondary" ? Theme.lineDefault : Theme.transparent
    }

    Icon {
        anchors.centerIn: parent
        name: root.busy ? "sync" : root.iconName
        color: root.ink
        size: root.compact ? Theme.icon : Theme.iconRail
    }

    Badge {
        anchors.horizontalCenter: parent.right
        anchors.horizontalCenterOffset: -Theme.space2
        y: -Theme.space1
        tone: "danger"
        text: root.badgeText
    }
}
