// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T

// One of many: type to search, arrows to move, Enter to choose, Esc to give up. The meaning of a
// match (folded diacritics, abbreviations) is handed in with `matches`.
FieldFrame {
    id: root

    property var model: []
    property string current
    property string placeholder
    property var matches: (query, text) => text.toLowerCase().includes(query.toLowerCase())
    property string query
    readonly property bool open: popup.visible
    readonly property var rows: root.query.length === 0 ? root.model
        : root.model.filter(row => root.matches(root.query, row.label + " " + (row.detail ?? "")))
    readonly property alias input: field

    signal chosen(string code)

    function labelOf(code: string): string {
        const row = root.model.find(entry => entry.code === code)
        return row ? row.label : ""
    }

    function show(query: string): void {
        root.query = query
        if (!root.locked)
            popup.open()
        const at = root.rows.findIndex(row => row.code === root.current)
        list.currentIndex = query.length > 0 ? 0 : Math.max(0, at)
        list.positionViewAtIndex(Math.max(0, list.currentIndex), ListView.Contain)
    }

    function pick(index: int): void {
        const row = root.rows[index]
        if (!row)
            return
        const code = row.code
        popup.close()
        root.current = code
        root.restore()
        root.chosen(code)
    }

    function restore(): void {
        root.query = ""
        field.text = root.labelOf(root.current)
        if (field.activeFocus)
            field.selectAll()
    }

    function move(by: int): void {
        if (root.open)
            list.currentIndex = Math.max(0, Math.min(list.count - 1, list.currentIndex + by))
        else
            root.show("")
    }

    onCurrentChanged: restore()
    onModelChanged: {
        if (!root.open)
            restore()
    }
    Component.onCompleted: restore()

    T.TextField {
        id: field

        width: parent.width - arrow.width - Theme.space2
        height: parent.height
        leftPadding: Theme.space2
        rightPadding: Theme.space2
        focus: true
        font: Theme.fontBody
        color: root.locked ? Theme.textMuted : Theme.textPrimary
        selectionColor: Theme.accentFill
        selectedTextColor: Theme.accentOnFill
        verticalAlignment: TextInput.AlignVCenter
        readOnly: root.locked
        selectByMouse: true
        Accessible.role: Accessible.ComboBox
        Accessible.name: root.label.length > 0 ? root.label : root.placeholder
        Accessible.description: root.error.length > 0 ? root.error : root.help
        onTextEdited: root.show(text)
        onPressed: root.show("")
        onActiveFocusChanged: {
            if (activeFocus)
                selectAll()
            else
                popup.close()
        }
        Keys.onDownPressed: root.move(1)
        Keys.onUpPressed: root.move(-1)
        Keys.onReturnPressed: event => root.takeEnter(event)
        Keys.onEnterPressed: event => root.takeEnter(event)
        Keys.onPressed: event => {
            const page = Math.max(1, Math.floor(list.height / Theme.control) - 1)
            event.accepted = true
            if (event.key === Qt.Key_PageDown)
                root.move(page)
            else if (event.key === Qt.Key_PageUp)
                root.move(-page)
            else if (root.open && event.key === Qt.Key_Escape)
                popup.close()
            else if (root.open && event.key === Qt.Key_Home)
                list.currentIndex = 0
            else if (root.open && event.key === Qt.Key_End)
                list.currentIndex = list.count - 1
            else
                event.accepted = false
        }

        UiText {
            x: field.leftPadding
            width: field.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            visible: field.length === 0 && field.preeditText.length === 0
            tone: "text.muted"
            text: root.placeholder
            Accessible.ignored: true
        }
    }

    Icon {
        id: arrow

        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        name: root.locked ? "lock" : "chevron-down"

        MouseArea {
            anchors.fill: parent
            anchors.margins: -Theme.space2
            onClicked: {
                field.forceActiveFocus()
                root.show("")
            }
        }
    }

    T.Popup {
        id: popup

        parent: root.box
        y: root.box.height + Theme.space1
        width: root.box.width
        height: Math.min(Theme.comboList, Math.max(Theme.control, list.contentHeight)
            + 2 * Theme.space1)
        padding: Theme.space1
        margins: Theme.space1
        closePolicy: T.Popup.CloseOnPressOutsideParent
        onClosed: root.restore()

        ListView {
            id: list

            anchors.fill: parent
            model: root.rows
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            keyNavigationEnabled: false
            Accessible.role: Accessible.List
            Accessible.name: root.label

            T.ScrollBar.vertical: ScrollHandle {}

            delegate: ComboRow {
                required property var modelData
                required property int index

                width: ListView.view.width
                text: modelData.label
                detail: modelData.detail ?? ""
                chosen: modelData.code === root.current
                highlighted: ListView.isCurrentItem
                onClicked: root.pick(index)
            }

            UiText {
                anchors.centerIn: parent
                visible: list.count === 0
                tone: "text.muted"
                text: qsTr("Nothing found")
            }
        }
        background: Rectangle {
            color: Theme.bgPopover
            radius: Theme.radiusControl
            border.width: Theme.hairline
            border.color: Theme.lineStrong
        }
    }

    function takeEnter(event: var): void {
        event.accepted = root.open
        if (root.open)
            root.pick(list.currentIndex)
    }
}
