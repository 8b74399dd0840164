// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

T.ToolTip {
    id: root

    property string keyText

    y: -implicitHeight - Theme.space1
    x: root.parent ? (root.parent.width - implicitWidth) / 2 : 0
    implicitWidth: Math.min(Theme.tooltipWidth, words.implicitWidth + caps.width + leftPadding
        + rightPadding)
    implicitHeight: words.implicitHeight + topPadding + bottomPadding
    margins: Theme.space1
    leftPadding: Theme.space2
    rightPadding: Theme.space2
    topPadding: Theme.space1
    bottomPadding: Theme.space1
    delay: Theme.waitTooltip
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutsideParent

    background: Rectangle {
        color: Theme.bgPopover
        radius: Theme.radiusControl
        border.width: Theme.hairline
        border.color: Theme.lineStrong
    }

    UiText {
        id: words

        width: parent.width - caps.width
        role: "meta"
        text: root.text
        wrapMode: Text.WordWrap
    }

    KeyCap {
        id: caps

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        width: root.keyText.length > 0 ? implicitWidth + Theme.space2 : 0
        text: root.keyText
    }
}
