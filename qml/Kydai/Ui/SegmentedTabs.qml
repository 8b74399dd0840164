// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick

// A few views of the same thing; Left and Right move, one tab stop. look: "segment" or "tabs".
Rectangle {
    id: root

    property var options: []
    property string current
    property string look: "segment"
    property string label
    readonly property bool flat: root.look === "tabs"
    readonly property int line: root.flat ? Theme.tabs : Math.max(Theme.hitTarget, Theme.control) - 2 * Theme.focusGap

    signal chosen(string code)

    function step(by: int): void {
        const at = root.options.findIndex(option => option.code === root.current) + by
        if (at >= 0 && at < root.options.length)
            root.pick(root.options[at].code)
    }

    function pick(code: string): void {
        root.current = code
        root.chosen(code)
    }

    implicitWidth: row.implicitWidth + 2 * row.x
    implicitHeight: row.implicitHeight + 2 * row.y
    radius: Theme.radiusControl
    color: root.flat ? Theme.transparent : Theme.bgInset
    border.width: root.flat ? 0 : Theme.hairline
    border.color: Theme.lineDefault
    activeFocusOnTab: true
    Accessible.role: Accessible.PageTabList
    Accessible.name: root.label
    Keys.onLeftPressed: root.step(-1)
    Keys.onRightPressed: root.step(1)

    // Too many for the width: they go on in a second line instead of being cut off.
    Flow {
        id: row

        x: root.flat ? 0 : Theme.focusGap
        y: x
        width: root.flat && root.width > 0 ? root.width : undefined
        spacing: Theme.focusGap

        Repeater {
            model: root.options

            SegmentTab {
                required property var modelData

                height: root.line
                text: modelData.label
                count: modelData.count !== undefined ? String(modelData.count) : ""
                iconName: modelData.iconName ?? ""
                current: modelData.code === root.current
                underlined: root.flat
                onPicked: root.pick(modelData.code)
            }
        }
    }

    FocusRing {
        shown: root.activeFocus
    }
}
