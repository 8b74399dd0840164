// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// What all buttons share: blocked with a reason, Enter as well as Space, focus ring, tooltip.
T.Button {
    id: root

    property string enabledReason
    property string keyText
    property string hint: root.enabledReason
    property bool busy: false
    property int corner: Theme.radiusControl
    readonly property bool blocked: root.busy || root.enabledReason.length > 0
    readonly property bool dimmed: !root.enabled || root.enabledReason.length > 0

    // What a shortcut calls: clicked() of the template knows nothing of reasons.
    function press(): void {
        if (root.enabled && !root.blocked)
            root.clicked()
    }

    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.name: root.text
    Accessible.description: root.enabledReason
    Keys.onPressed: event => {
        const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter
        if (event.modifiers & (Qt.ControlModifier | Qt.AltModifier))
            return
        if (enter && !event.isAutoRepeat)
            root.press()
        event.accepted = enter || (root.blocked && event.key === Qt.Key_Space)
    }

    MouseArea {
        id: blocker

        anchors.fill: parent
        z: 1
        visible: root.blocked
        hoverEnabled: true
        cursorShape: Qt.ForbiddenCursor
    }

    FocusRing {
        shown: root.activeFocus
        corner: root.corner
    }

    Tooltip {
        visible: text.length > 0
            && (root.hovered || blocker.containsMouse || (root.activeFocus && root.blocked))
        text: root.hint
        keyText: root.blocked ? "" : root.keyText
    }
}
