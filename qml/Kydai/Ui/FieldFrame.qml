// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// What entry fields share: label above, box with focus ring, error or help below.
FocusScope {
    id: root

    property string label
    property string note
    property string error
    property string help
    property bool required: false
    property bool locked: false
    property bool focusShown: root.activeFocus
    property int boxHeight: Math.max(Theme.hitTarget, Theme.control)
    readonly property Item box: frame
    default property alias content: frame.data

    implicitWidth: Theme.toastWidth / 2
    implicitHeight: column.implicitHeight

    Column {
        id: column

        width: root.width
        spacing: Theme.space1

        Item {
            width: parent.width
            height: Theme.lineHeightMeta
            visible: root.label.length > 0 || root.note.length > 0

            UiText {
                id: name

                width: Math.min(implicitWidth, parent.width - note.width)
                role: "meta"
                weight: Font.Medium
                tone: "text.secondary"
                text: root.required ? root.label + " *" : root.label
            }

            UiText {
                id: note

                anchors.right: parent.right
                role: "meta"
                tone: "text.muted"
                text: root.note
            }
        }

        Rectangle {
            id: frame

            width: parent.width
            height: root.boxHeight
            radius: Theme.radiusControl
            color: root.locked ? Theme.transparent : Theme.bgInset
            border.width: Theme.hairline
            border.color: root.error.length > 0 ? Theme.dangerText
                : root.locked ? Theme.lineDefault : Theme.lineControl

            FocusRing {
                shown: root.focusShown
            }
        }

        InlineError {
            width: parent.width
            text: root.error
        }

        UiText {
            width: parent.width
            visible: text.length > 0 && root.error.length === 0
            role: "meta"
            tone: "text.muted"
            text: root.help
            wrapMode: Text.WordWrap
        }
    }
}
