// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// Several lines of text with a counter. Tab leaves, Ctrl Enter submits.
FieldFrame {
    id: root

    property alias text: area.text
    property alias input: area
    property string placeholder
    property int limit: 0
    property int lines: 4
    readonly property bool over: root.limit > 0 && area.length > root.limit

    signal edited()
    signal submitted()

    boxHeight: Math.max(Theme.hitTarget, root.lines * Theme.lineHeightBody + 2 * Theme.space2)
    note: root.limit > 0 ? Words.count(area.length) + "/" + Words.count(root.limit) : ""

    Flickable {
        id: view

        anchors.fill: parent
        anchors.margins: Theme.hairline
        contentWidth: width
        contentHeight: area.height
        boundsBehavior: Flickable.StopAtBounds
        clip: true

        T.ScrollBar.vertical: ScrollHandle {}

        T.TextArea {
            id: area

            width: view.width
            height: Math.max(view.height, implicitHeight)
            implicitHeight: contentHeight + topPadding + bottomPadding
            leftPadding: Theme.space2
            rightPadding: Theme.space3
            topPadding: Theme.space2
            bottomPadding: Theme.space2
            focus: true
            font: Theme.fontBody
            color: root.locked ? Theme.textMuted : Theme.textPrimary
            selectionColor: Theme.accentFill
            selectedTextColor: Theme.accentOnFill
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.Wrap
            readOnly: root.locked
            selectByMouse: true
            Accessible.role: Accessible.EditableText
            Accessible.name: root.label.length > 0 ? root.label : root.placeholder
            Accessible.description: root.error.length > 0 ? root.error : root.help
            Accessible.multiLine: true
            KeyNavigation.priority: KeyNavigation.BeforeItem
            Keys.onTabPressed: root.leave(true)
            Keys.onBacktabPressed: root.leave(false)
            Keys.onReturnPressed: event => root.submitOn(event)
            Keys.onEnterPressed: event => root.submitOn(event)
            onTextChanged: {
                if (activeFocus)
                    root.edited()
            }
            onCursorRectangleChanged: {
                if (cursorRectangle.y < view.contentY)
                    view.contentY = Math.max(0, cursorRectangle.y - topPadding)
                else if (cursorRectangle.y + cursorRectangle.height > view.contentY + view.height)
                    view.contentY = cursorRectangle.y + cursorRectangle.height - view.height
                        + bottomPadding
            }

            UiText {
                x: area.leftPadding
                y: area.topPadding
                width: area.width - area.leftPadding - area.rightPadding
                visible: area.length === 0 && area.preeditText.length === 0
                tone: "text.muted"
                text: root.placeholder
                wrapMode: Text.WordWrap
                Accessible.ignored: true
            }
        }
    }

    function leave(forward: bool): void {
        const next = area.nextItemInFocusChain(forward)
        if (next)
            next.forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason)
    }

    function submitOn(event: var): void {
        event.accepted = (event.modifiers & Qt.ControlModifier) !== 0
        if (event.accepted)
            root.submitted()
    }
}
