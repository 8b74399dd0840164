// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// The visible focus: a ring outside its parent, with a gap.
Rectangle {
    id: root

    property bool shown: false
    property int corner: Theme.radiusControl
    property int gap: Theme.focusGap

    anchors.fill: parent
    anchors.margins: -(root.gap + Theme.focusWidth)
    visible: root.shown
    color: Theme.transparent
    radius: root.corner + root.gap + Theme.focusWidth
    border.width: Theme.focusWidth
    border.color: Theme.accentFocus
}
