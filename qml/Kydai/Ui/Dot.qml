// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

Rectangle {
    id: root

    property real size: Theme.dot

    width: root.size
    height: root.size
    radius: root.size / 2
    color: Theme.textMuted
    Accessible.ignored: true
}
