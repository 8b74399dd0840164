// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A dialog: modal, keeps Tab inside, closes on Esc, gives the focus back to where it was.
T.Popup {
    id: root

    property string title
    property string subtitle
    property string size: "medium"
    property Item returnTo: null
    property alias actions: footer.data
    default property alias content: body.content

    signal submitted()

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(root.size === "small" ? Theme.sheetSmall : root.size === "large"
        ? Theme.sheetLarge : Theme.sheetMedium,
        (parent ? parent.width : Theme.sheetLarge) - 2 * Theme.space5)
    height: Math.min(head.height + body.contentHeight + foot.height + topPadding + bottomPadding,
        (parent ? parent.height : Theme.sheetLarge) - 2 * Theme.space5)
    padding: Theme.hairline
    modal: true
    focus: true
    closePolicy: T.Popup.CloseOnEscape
    onAboutToShow: root.returnTo = root.parent ? root.parent.Window.activeFocusItem : null
    onOpened: {
        const first = body.contentItem.nextItemInFocusChain(true)
        if (first && !frame.activeFocus)
            first.forceActiveFocus(Qt.TabFocusReason)
    }
    onClosed: {
        if (root.returnTo)
            root.returnTo.forceActiveFocus(Qt.PopupFocusReason)
        root.returnTo = null
    }

    T.Overlay.modal: Rectangle {
        color: Theme.scrim
    }

    background: Rectangle {
        color: Theme.bgPopover
        radius: Theme.radiusDialog
        border.width: Theme.hairline
        border.color: Theme.lineStrong
    }

    FocusScope {
        id: frame

        anchors.fill: parent
        focus: true
        Accessible.role: Accessible.Dialog
        Accessible.name: root.title
        Accessible.description: root.subtitle
        Keys.onPressed: event => {
            const enter = event.key === Qt.Key_Return || event.key === Qt.Key_Enter
            event.accepted = enter && (event.modifiers & Qt.ControlModifier) !== 0
            if (event.accepted)
                root.submitted()
        }

        Item {
            id: head

            width: frame.width
            height: heading.height + (under.visible ? under.height : 0) + Theme.space4
                + Theme.space2

            UiText {
                id: heading

                x: Theme.space5
                y: Theme.space4
                width: parent.width - 2 * x
                role: "title"
                text: root.title
            }

            UiText {
                id: under

                x: Theme.space5
                anchors.top: heading.bottom
                width: parent.width - 2 * x
                visible: text.length > 0
                role: "meta"
                tone: "text.muted"
                text: root.subtitle
                wrapMode: Text.WordWrap
            }
        }

        ScrollArea {
            id: body

            y: head.height
            width: frame.width
            height: frame.height - head.height - foot.height
            padding: Theme.space5
        }

        Item {
            id: foot

            y: frame.height - height
            width: frame.width
            height: footer.children.length > 0 ? footer.implicitHeight + 2 * Theme.space3 : 0

            Separator {
                width: parent.width
                visible: parent.height > 0
            }

            Row {
                id: footer

                anchors.right: parent.right
                anchors.rightMargin: Theme.space5
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.space2
            }
        }
    }
}
