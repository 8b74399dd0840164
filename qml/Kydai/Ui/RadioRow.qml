// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick

// One of a few, all visible: cards with a mark. Arrows move the choice, one tab stop.
FocusScope {
    id: root

    property string label
    property var options: []
    property string current
    property int columns: Math.max(1, root.options.length)

    signal chosen(string code)

    function step(by: int): void {
        const count = root.options.length
        let at = root.options.findIndex(option => option.code === root.current)
        for (let tries = 0; tries < count; ++tries) {
            at = (at + by + count) % count
            if ((root.options[at].enabledReason ?? "").length === 0) {
                root.pick(root.options[at].code)
                return
            }
        }
    }

    function pick(code: string): void {
        root.current = code
        root.chosen(code)
    }

    implicitWidth: grid.implicitWidth
    implicitHeight: grid.y + grid.implicitHeight
    activeFocusOnTab: true
    Accessible.role: Accessible.Grouping
    Accessible.name: root.label
    Keys.onLeftPressed: root.step(-1)
    Keys.onUpPressed: root.step(-1)
    Keys.onRightPressed: root.step(1)
    Keys.onDownPressed: root.step(1)
    Keys.onSpacePressed: {
        if (root.current.length === 0)
            root.step(1)
    }

    UiText {
        id: heading

        visible: text.length > 0
        role: "meta"
        tone: "text.secondary"
        weight: Font.Medium
        text: root.label
    }

    Grid {
        id: grid

        readonly property real share: (root.width + spacing) / root.columns - spacing

        y: heading.visible ? heading.height + Theme.space1 : 0
        columns: root.columns
        spacing: Theme.space2

        Repeater {
            model: root.options

            RadioCard {
                required property var modelData
                required property int index

                width: root.width > 0 ? grid.share : implicitWidth
                text: modelData.label
                detail: modelData.detail ?? ""
                enabledReason: modelData.enabledReason ?? ""
                checked: modelData.code === root.current
                focused: root.activeFocus && (checked || (root.current.length === 0 && index === 0))
                onPicked: {
                    root.forceActiveFocus()
                    root.pick(modelData.code)
                }
            }
        }
    }
}
