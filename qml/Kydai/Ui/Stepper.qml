// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick

// The way of a case: steps {label, detail, state: done | now | todo | skipped}.
Grid {
    id: root

    property var steps: []
    property bool vertical: false

    columns: root.vertical ? 1 : Math.max(1, root.steps.length)
    spacing: root.vertical ? Theme.space3 : Theme.space4
    Accessible.role: Accessible.List

    Repeater {
        model: root.steps

        Item {
            id: step

            required property var modelData
            required property int index
            readonly property string phase: modelData.state ?? "todo"

            width: root.vertical || root.width <= 0 ? mark.width + Theme.space2
                + words.implicitWidth
                : (root.width - (root.columns - 1) * root.spacing) / root.columns
            height: Math.max(mark.height, words.implicitHeight)
            Accessible.role: Accessible.ListItem
            Accessible.name: (index + 1) + ". " + modelData.label + (words.detail.length > 0
                ? ", " + words.detail : "")

            StepMark {
                id: mark

                phase: step.phase
                number: step.index + 1
            }

            Column {
                id: words

                readonly property string detail: step.modelData.detail ?? ""

                x: mark.width + Theme.space2
                width: step.width - x

                UiText {
                    width: root.vertical ? implicitWidth : parent.width
                    role: "meta"
                    weight: step.phase === "now" ? Font.DemiBold : Font.Medium
                    tone: step.phase === "now" || step.phase === "done" ? "text.primary"
                        : "text.secondary"
                    text: step.modelData.label
                }

                UiText {
                    width: root.vertical ? implicitWidth : parent.width
                    visible: text.length > 0
                    role: "meta"
                    tone: "text.muted"
                    text: words.detail
                }
            }
        }
    }
}
