// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A count on something else; nothing for "" and "0".
Rectangle {
    id: root

    property string text
    property string tone: "neutral"

    visible: root.text.length > 0 && root.text !== "0"
    implicitWidth: Math.max(Theme.badge, word.implicitWidth + 2 * Theme.space1)
    implicitHeight: Theme.badge
    radius: height / 2
    color: root.tone === "danger" ? Theme.dangerFill
        : root.tone === "accent" ? Theme.accentFill : Theme.bgRaised
    Accessible.role: Accessible.StaticText
    Accessible.name: root.text

    UiText {
        id: word

        anchors.centerIn: parent
        role: "micro"
        weight: Font.DemiBold
        text: root.text
        color: root.tone === "danger" ? Theme.dangerOnFill
            : root.tone === "accent" ? Theme.accentOnFill : Theme.textPrimary
    }
}
