// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Urgent, normal or complex: a square of its own shape, never a bare number.
Row {
    id: root

    property string priority: "normal"
    property string label
    property bool showLabel: false
    property real size: Theme.icon
    readonly property bool urgent: root.priority === "urgent"
    readonly property color ink: root.urgent ? Theme.dangerFill
        : root.priority === "complex" ? Theme.textSecondary : Theme.textMuted

    spacing: Theme.space2
    Accessible.role: Accessible.StaticText
    Accessible.name: root.label

    Image {
        anchors.verticalCenter: parent.verticalCenter
        width: root.size
        height: root.size
        sourceSize.width: root.size
    sourceSize.height: root.size
        source: root.priority === "" ? "" : "image://glyph/priority-" + root.priority + "/" + root.ink.toString().slice(1) + "/"
            + Theme.dangerOnFill.toString().slice(1)
        Accessible.ignored: true
    }

    UiText {
        anchors.verticalCenter: parent.verticalCenter
        visible: root.showLabel && text.length > 0
        text: root.label
        tone: root.urgent ? "danger" : "text.primary"
    }
}
