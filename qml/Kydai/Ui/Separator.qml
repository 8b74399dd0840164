// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

Rectangle {
    id: root

    property bool vertical: false

    implicitWidth: root.vertical ? Theme.hairline : Theme.space5
    implicitHeight: root.vertical ? Theme.space5 : Theme.hairline
    color: root.vertical ? Theme.lineDefault : Theme.lineSubtle
    Accessible.role: Accessible.Separator
}
