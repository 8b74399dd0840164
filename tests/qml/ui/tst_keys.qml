// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Kydai.Ui

// What the keyboard does, and that the focus can always be seen.
Item {
    id: scene

    width: 800
    height: 600

    Column {
        spacing: 8

        ActionButton { id: plain; text: "Nhận"; onClicked: spyPlain.hits += 1 }
        ActionButton { id: blocked; text: "Duyệt"; enabledReason: "cần người thứ hai duyệt"; onClicked: spyBlocked.hits += 1 }
        SegmentedTabs { id: tabs; options: [{ code: "a", label: "A" }, { code: "b", label: "B" }, { code: "c", label: "C" }]; current: "a" }
        RadioRow { id: radio; width: 400; options: [{ code: "x", label: "X" }, { code: "y", label: "Y", enabledReason: "khóa" }, { code: "z", label: "Z" }]; current: "x" }
        CheckField { id: check; text: "Che mặt" }
        Chip { id: chip; text: "Kênh"; value: "Zalo"; removable: true }
        TextEntry { id: entry; label: "Mã" }
        TextPane { id: pane; label: "Nội dung"; limit: 10; width: 300; lines: 2 }
    }

    QtObject { id: spyPlain; property int hits: 0 }
    QtObject { id: spyBlocked; property int hits: 0 }
    SignalSpy { id: chosen; target: tabs; signalName: "chosen" }
    SignalSpy { id: removed; target: chip; signalName: "removed" }
    SignalSpy { id: submitted; target: pane; signalName: "submitted" }
    ToastStack { id: toasts; anchors { right: parent.right; bottom: parent.bottom } }
    SignalSpy { id: expired; target: toasts; signalName: "expired" }
    SignalSpy { id: acted; target: toasts; signalName: "triggered" }

    TestCase {
        name: "Keys"
        when: windowShown

        function ring(item) {
            for (let at = 0; at < item.children.length; ++at) {
                const child = item.children[at]
                if (child.shown !== undefined && child.gap !== undefined)
                    return child
                const inner = ring(child)
                if (inner)
                    return inner
            }
            return null
        }

        function test_buttonKeys() {
            plain.forceActiveFocus(Qt.TabFocusReason)
            const before = spyPlain.hits
            keyClick(Qt.Key_Space)
            keyClick(Qt.Key_Return)
            keyClick(Qt.Key_Enter)
            compare(spyPlain.hits, before + 3)
            mouseClick(plain)
            compare(spyPlain.hits, before + 4)
            plain.press()
            compare(spyPlain.hits, before + 5)
        }

        function test_blockedSaysWhyAndDoesNothing() {
            blocked.forceActiveFocus(Qt.TabFocusReason)
            verify(blocked.activeFocus)
            keyClick(Qt.Key_Space)
            keyClick(Qt.Key_Return)
            mouseClick(blocked)
            blocked.press()
            compare(spyBlocked.hits, 0)
            compare(blocked.hint, "cần người thứ hai duyệt")
            verify(blocked.dimmed)
        }

        function test_focusRing_data() {
            return [{ tag: "button", item: plain }, { tag: "blocked", item: blocked }, { tag: "tabs", item: tabs },
                { tag: "check", item: check }, { tag: "chip", item: chip }, { tag: "entry", item: entry }, { tag: "pane", item: pane }]
        }

        function test_focusRing(row) {
            const frame = ring(row.item)
            verify(frame !== null)
            plain.forceActiveFocus()
            if (row.item !== plain)
                verify(!frame.visible)
            row.item.forceActiveFocus(Qt.TabFocusReason)
            verify(frame.visible)
            compare(frame.border.width, 2)
            compare(frame.anchors.margins, -(Theme.focusWidth + frame.gap))
            compare(String(frame.border.color), String(Theme.accentFocus))
        }

        function test_tabsMove() {
            tabs.current = "a"
            tabs.forceActiveFocus()
            chosen.clear()
            keyClick(Qt.Key_Left)
            compare(tabs.current, "a")
            keyClick(Qt.Key_Right)
            keyClick(Qt.Key_Right)
            keyClick(Qt.Key_Right)
            compare(tabs.current, "c")
            compare(chosen.count, 2)
        }

        function test_radioSkipsTheBlocked() {
            radio.forceActiveFocus()
            keyClick(Qt.Key_Right)
            compare(radio.current, "z")
            keyClick(Qt.Key_Left)
            compare(radio.current, "x")
        }

        function test_check() {
            check.forceActiveFocus()
            const was = check.checked
            keyClick(Qt.Key_Space)
            compare(check.checked, !was)
        }

        function test_chipDelete() {
            chip.forceActiveFocus()
            removed.clear()
            keyClick(Qt.Key_Delete)
            compare(removed.count, 1)
        }

        function test_paneCountsAndSubmits() {
            pane.text = ""
            pane.forceActiveFocus()
            keyClick(Qt.Key_A)
            compare(pane.note, "1/10")
            submitted.clear()
            keyClick(Qt.Key_Return, Qt.ControlModifier)
            compare(submitted.count, 1)
            compare(pane.text, "a")
            keyClick(Qt.Key_Tab)
            verify(!pane.activeFocus, "Tab leaves the field")
            compare(pane.text, "a")
            pane.text = "hơn mười ký tự"
            verify(pane.over)
        }

        function test_tabWalksEverything() {
            plain.forceActiveFocus(Qt.TabFocusReason)
            for (const next of [blocked, tabs, radio, check, chip, entry, pane]) {
                keyClick(Qt.Key_Tab)
                verify(next.activeFocus, "Tab reaches " + next)
            }
        }

        function test_countsAreGrouped() {
            compare(Words.count(999), "999")
            compare(Words.count(2000), "2,000")
            compare(Words.count(1234567), "1,234,567")
        }

        function test_toastsAtMostThree() {
            expired.clear()
            const first = toasts.show("ok", "một", "", "", "", false)
            toasts.show("ok", "hai", "", "", "", false)
            toasts.show("info", "ba", "", "", "", false)
            const last = toasts.show("warn", "bốn", "chi tiết", "Hoàn tác", "Ctrl Z", true)
            compare(toasts.count, 3)
            compare(expired.count, 1)
            compare(expired.signalArguments[0][0], first)
            acted.clear()
            toasts.act(last)
            compare(acted.count, 1)
            compare(acted.signalArguments[0][0], last)
            compare(toasts.count, 2)
            tryCompare(toasts, "count", 0, 8000)
        }
    }
}
