// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

T.ScrollBar {
    id: root

    implicitWidth: Theme.scrollHandle + 2 * padding
    implicitHeight: Theme.scrollHandle + 2 * padding
    padding: Theme.focusGap
    minimumSize: 0.05
    visible: size < 1

    contentItem: Rectangle {
        implicitWidth: Theme.scrollHandle
        implicitHeight: Theme.scrollHandle
        radius: Theme.scrollHandle / 2
        color: root.pressed || root.hovered ? Theme.lineControl : Theme.lineStrong
    }
}
