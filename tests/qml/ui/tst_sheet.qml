// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Kydai.Ui

// A dialog keeps Tab inside, closes on Esc, submits on Ctrl Enter and gives the focus back.
Item {
    id: scene

    width: 900
    height: 700

    ActionButton { id: before; text: "Chuyển"; onClicked: sheet.open() }
    ActionButton { id: after; y: 60; text: "Sau" }

    SheetFrame {
        id: sheet

        title: "Chuyển xử lý"
        subtitle: "PA-216935"
        actions: [
            ActionButton { id: cancel; text: "Thôi"; kind: "quiet" },
            ActionButton { id: send; text: "Chuyển"; kind: "primary"; keyText: "Ctrl Enter" }
        ]

        ComboField { id: agency; width: 400; label: "Đơn vị"; model: [{ code: "a", label: "A" }] }
        TextEntry { id: note; width: 400; label: "Ghi chú" }
    }

    SignalSpy { id: submitted; target: sheet; signalName: "submitted" }

    TestCase {
        name: "SheetFrame"
        when: windowShown

        function init() {
            before.forceActiveFocus(Qt.TabFocusReason)
            keyClick(Qt.Key_Space)
            tryCompare(sheet, "opened", true)
        }

        function cleanup() {
            sheet.close()
            tryCompare(sheet, "visible", false)
        }

        function inside() {
            return agency.activeFocus || note.activeFocus || cancel.activeFocus || send.activeFocus
        }

        function test_startsInside() {
            verify(inside(), "the focus is in the dialog")
            verify(agency.activeFocus, "on its first field")
        }

        function test_tabStaysInside() {
            const met = new Set()
            for (let turn = 0; turn < 9; ++turn) {
                keyClick(Qt.Key_Tab)
                verify(!before.activeFocus && !after.activeFocus, "turn " + turn)
                verify(inside(), "turn " + turn + " at " + scene.Window.activeFocusItem)
                for (const item of [agency, note, cancel, send])
                    if (item.activeFocus)
                        met.add(item)
            }
            compare(met.size, 4)
            for (let turn = 0; turn < 5; ++turn) {
                keyClick(Qt.Key_Tab, Qt.ShiftModifier)
                verify(inside(), "back turn " + turn)
            }
        }

        function test_escapeClosesAndReturnsFocus() {
            keyClick(Qt.Key_Escape)
            tryCompare(sheet, "visible", false)
            verify(before.activeFocus)
        }

        function test_escapeClosesTheListFirst() {
            agency.forceActiveFocus()
            keyClick(Qt.Key_Down)
            verify(agency.open)
            keyClick(Qt.Key_Escape)
            verify(!agency.open)
            verify(sheet.visible)
        }

        function test_ctrlEnterSubmits() {
            submitted.clear()
            note.forceActiveFocus()
            keyClick(Qt.Key_Return, Qt.ControlModifier)
            compare(submitted.count, 1)
        }

        function test_fitsTheWindow() {
            verify(sheet.height <= scene.height)
            verify(sheet.width <= scene.width)
            verify(sheet.height > 150)
        }
    }
}
