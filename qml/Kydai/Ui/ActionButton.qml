// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A button with words: kind "primary", "secondary", "quiet", "danger" or "dangerFill". A non-empty
// enabledReason blocks it, drawn disabled and telling why.
ButtonBase {
    id: root

    property string kind: "secondary"
    property string iconName
    property bool compact: false
    property bool large: false

    readonly property bool filled: root.kind === "primary" || root.kind === "dangerFill"
    readonly property string face: root.dimmed ? "dim" : root.checked ? "on" : root.kind
    readonly property color ink: root.face === "dim" ? Theme.textDisabled
        : root.face === "on" ? Theme.accentText
        : root.face === "primary" ? Theme.accentOnFill
        : root.face === "dangerFill" ? Theme.dangerOnFill
        : root.face === "danger" ? Theme.dangerText
        : root.face === "quiet" ? Theme.textSecondary : Theme.textPrimary
    readonly property color fill: root.face === "dim" ? Theme.transparent
        : root.face === "on" ? Theme.accentSoft
        : root.face === "primary" && (root.hovered || root.down) ? Theme.accentHover
        : root.face === "primary" ? Theme.accentFill
        : root.face === "dangerFill" ? Theme.dangerFill
        : root.hovered || root.down ? Theme.bgHover
        : root.face === "quiet" ? Theme.transparent : Theme.bgRaised
    readonly property color line: root.face === "dim" ? Theme.transparent
        : root.face === "on" ? Theme.accentText
        : root.filled || root.face === "quiet" ? Theme.transparent
        : root.hovered ? Theme.lineStrong : Theme.lineDefault

    implicitWidth: leftPadding + rightPadding + glyph.room + label.implicitWidth + caps.room
    implicitHeight: root.compact ? Theme.controlSmall
        : root.large ? Theme.controlLarge : Theme.control
    leftPadding: root.compact ? Theme.space2 : Theme.space3
    rightPadding: leftPadding

    background: Rectangle {
        radius: Theme.radiusControl
        color: root.fill
        border.width: Theme.hairline
        border.color: root.line

        Loader {
            anchors.fill: parent
            active: root.dimmed && root.kind !== "quiet"
            sourceComponent: DashedFrame {
                color: Theme.lineDefault
            }
        }
    }

    Row {
        anchors.centerIn: parent

        Icon {
            id: glyph

            readonly property real room: visible ? width + Theme.space2 : 0

            anchors.verticalCenter: parent.verticalCenter
            visible: name.length > 0
            name: root.busy ? "sync" : root.iconName
            color: root.ink
            size: Theme.icon
        }

        Item {
            width: glyph.visible ? Theme.space2 : 0
            height: Theme.hairline
        }

        UiText {
            id: label

            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, root.availableWidth - glyph.room - caps.room)
            role: root.compact ? "meta" : root.filled ? "strong" : "body"
            weight: root.filled ? Font.DemiBold : Font.Medium
            text: root.text
            color: root.ink
        }

        Item {
            width: caps.visible ? Theme.space2 : 0
            height: Theme.hairline
        }

        KeyCap {
            id: caps

            readonly property real room: visible ? implicitWidth + Theme.space2 : 0

            anchors.verticalCenter: parent.verticalCenter
            visible: root.keyText.length > 0 && !root.dimmed && !root.busy
            text: root.keyText
            filled: root.filled
        }
    }
}
