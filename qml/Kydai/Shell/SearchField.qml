// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// The field of the top bar. Up and Down walk the answers, Enter takes one, Esc gives the focus back.
FocusScope {
    id: root

    property SearchFace face: null
    property bool open: false
    property Item returnTo: null

    // Ctrl K: from wherever one is.
    function begin() {
        if (!root.face)
            return
        if (!root.activeFocus)
            root.returnTo = root.Window.activeFocusItem
        field.input.forceActiveFocus(Qt.ShortcutFocusReason)
        field.selectAll()
        root.show()
    }

    function show() {
        if (root.open || !root.face)
            return
        root.open = true
        root.face.begin()
    }

    function leave() {
        const back = root.returnTo
        root.close()
        if (back)
            back.forceActiveFocus(Qt.PopupFocusReason)
    }

    function close() {
        root.open = false
        root.returnTo = null
        field.text = ""
        if (root.face)
            root.face.end()
    }

    implicitWidth: Theme.searchWidth
    implicitHeight: field.implicitHeight
    onActiveFocusChanged: {
        if (!root.activeFocus && root.open)
            root.close()
    }
    onFaceChanged: root.close()
    Keys.onUpPressed: root.step(-1)
    Keys.onDownPressed: root.step(1)
    Keys.onEscapePressed: root.leave()
    Keys.onPressed: event => {
        const page = event.key === Qt.Key_PageDown ? 8 : event.key === Qt.Key_PageUp ? -8 : 0
        event.accepted = page !== 0
        if (page !== 0)
            root.step(page)
    }

    function step(by) {
        root.show()
        root.face.move(by)
    }

    TextEntry {
        id: field

        width: root.width
        focus: true
        iconName: "search"
        placeholder: qsTr("Find a report, a street, an agency; > for commands")
        keyText: "Ctrl K"
        maximumLength: 300
        onEdited: {
            root.show()
            root.face.text = field.text
        }
        onAccepted: {
            if (root.open && root.face.current >= 0)
                root.face.choose(root.face.current)
        }
    }

    TapHandler {
        onTapped: root.begin()
    }
}
