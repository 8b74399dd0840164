// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A word about something: tone "neutral", "info", "ok", "warn", "danger", "dangerFill", "accent"
// or "outline".
Rectangle {
    id: root

    property string text
    property string tone: "neutral"
    property string iconName
    readonly property color ink: root.tone === "dangerFill" ? Theme.dangerOnFill
        : root.tone === "neutral" || root.tone === "outline" ? Theme.textSecondary
        : Theme.colorOf(root.tone)

    implicitWidth: row.implicitWidth + 2 * Theme.space2
    implicitHeight: Theme.tag
    radius: Theme.radiusChip
    color: root.tone === "dangerFill" ? Theme.dangerFill
        : root.tone === "outline" ? Theme.transparent
        : root.tone === "neutral" ? Theme.bgRaised : Theme.colorOf(root.tone + ".soft")
    border.width: root.tone === "outline" ? Theme.hairline : 0
    border.color: Theme.lineStrong
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.space1

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.iconName.length > 0
            name: root.iconName
            color: root.ink
            size: Theme.iconSmall
        }

        UiText {
            anchors.verticalCenter: parent.verticalCenter
            role: "meta"
            text: root.text
            color: root.ink
        }
    }
}
