// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Kydai.Ui

// One of many by keyboard: type to search with the filter handed in, arrows, Enter, Esc.
Item {
    id: scene

    width: 600
    height: 600

    ComboField {
        id: combo

        width: 300
        label: "Đơn vị chủ trì"
        model: [{ code: "vd", label: "UBND phường Vỹ Dạ", detail: "phường" }, { code: "th", label: "UBND phường Thuận Hóa" },
            { code: "mt", label: "Công ty Môi trường và Công trình Đô thị" }]
        matches: (query, text) => scene.fold(text).includes(scene.fold(query))
    }

    ActionButton {
        id: other

        y: 500
        text: "Khác"
    }

    SignalSpy { id: chosen; target: combo; signalName: "chosen" }

    function fold(text) {
        return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "")
    }

    TestCase {
        name: "ComboField"
        when: windowShown

        function init() {
            other.forceActiveFocus()
            combo.current = ""
            chosen.clear()
            combo.forceActiveFocus()
        }

        function type(keys) {
            for (const key of keys)
                keyClick(key)
        }

        function test_typeFoldsAndChooses() {
            type(["v", "y"])
            verify(combo.open)
            compare(combo.rows.length, 1)
            keyClick(Qt.Key_Return)
            verify(!combo.open)
            compare(combo.current, "vd")
            compare(combo.input.text, "UBND phường Vỹ Dạ")
            compare(chosen.count, 1)
            compare(chosen.signalArguments[0][0], "vd")
        }

        function test_arrows() {
            keyClick(Qt.Key_Down)
            verify(combo.open)
            compare(combo.rows.length, 3)
            keyClick(Qt.Key_Down)
            keyClick(Qt.Key_Down)
            keyClick(Qt.Key_Down)
            keyClick(Qt.Key_Enter)
            compare(combo.current, "mt")
            keyClick(Qt.Key_Down)
            keyClick(Qt.Key_Home)
            keyClick(Qt.Key_Return)
            compare(combo.current, "vd")
        }

        function test_escapeKeepsTheOldChoice() {
            combo.current = "th"
            type(["m", "o", "i"])
            compare(combo.rows.length, 1)
            keyClick(Qt.Key_Escape)
            verify(!combo.open)
            compare(combo.current, "th")
            compare(combo.input.text, "UBND phường Thuận Hóa")
            compare(chosen.count, 0)
        }

        function test_nothingFoundChoosesNothing() {
            type(["z", "z"])
            compare(combo.rows.length, 0)
            keyClick(Qt.Key_Return)
            compare(combo.current, "")
            compare(chosen.count, 0)
            keyClick(Qt.Key_Escape)
        }

        function test_leavingClosesAndRestores() {
            type(["t"])
            verify(combo.open)
            other.forceActiveFocus()
            verify(!combo.open)
            compare(combo.input.text, "")
        }

        function test_mouse() {
            mouseClick(combo.input)
            verify(combo.open)
            compare(combo.rows.length, 3)
            keyClick(Qt.Key_Escape)
        }

        function test_locked() {
            combo.locked = true
            keyClick(Qt.Key_Down)
            verify(!combo.open)
            combo.locked = false
        }
    }
}
