// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Kydai.Case
import Kydai.Desk
import Kydai.Ui

// The sheet of a real conflict by keys alone: arrows go through rows and choose, Ctrl Enter saves,
// Esc is later.
Item {
    id: scene

    readonly property WorkspaceContext context: Desk.workspaces.open("operations")

    width: 1200
    height: 800

    ConflictSheet { id: sheet }

    TestCase {
        name: "Conflict"
        when: windowShown

        property string caseId
        property int number: 10

        function initTestCase() {
            kit.enter("centre")
            tryVerify(() => Desk.sync.online, 10000)
        }

        // Cut off, I change title and priority; the other one changes both; the line is back.
        function init() {
            caseId = kit.report(++number)
            scene.context.selection = caseId
            tryCompare(scene.context.current, "status", "ready")
            kit.cut()
            tryVerify(() => !Desk.sync.online, 10000)
            const edit = Desk.actions.start(caseId, "edit")
            edit.setValue("title", "Mine")
            edit.setValue("priority", "urgent")
            verify(edit.submit())
            tryCompare(Desk.sync, "pendingCount", 1)
            verify(kit.other(caseId, "edit", { title: "Theirs", priority: "complex" }))
            kit.listen()
            tryVerify(() => Desk.sync.online, 15000)
            tryCompare(Desk.sync, "attentionCount", 1, 10000)
            tryVerify(() => kit.versionHere(caseId) === kit.there(caseId).version)
            const conflict = Desk.sync.attention.compare(mid())
            verify(conflict)
            sheet.present(conflict)
            tryCompare(sheet, "opened", true)
            tryVerify(() => row("title") !== null && row("title").base.startsWith("Đèn tắt"))
        }

        function cleanup() {
            sheet.close()
            tryCompare(sheet, "visible", false)
            if (Desk.sync.attentionCount > 0)
                Desk.sync.attention.discard(mid())
            tryCompare(Desk.sync, "attentionCount", 0)
        }

        function mid() {
            return Desk.sync.attention.data(Desk.sync.attention.index(0, 0), Qt.UserRole + 1)
        }

        function row(key) {
            const find = parent => {
                for (let i = 0; i < parent.children.length; ++i) {
                    const child = parent.children[i]
                    if (child instanceof ConflictRow && child.key === key)
                        return child
                    const deeper = find(child)
                    if (deeper)
                        return deeper
                }
                return null
            }
            return find(sheet.contentItem)
        }

        function test_bothValuesAreThere() {
            compare(row("title").mine, "Mine")
            compare(row("title").theirs, "Theirs")
            compare(row("priority").mine, "Urgent")
            compare(row("priority").theirs, "Complex")
            verify(row("title").choiceRow)
            verify(!row("deadline").choiceRow)
            verify(row("deadline").note !== "")
        }

        function test_keysChooseAndSave() {
            const first = row("priority").y < row("title").y ? "priority" : "title"
            const second = first === "priority" ? "title" : "priority"
            verify(row(first).activeFocus, "the first row has the focus")
            keyClick(Qt.Key_Return, Qt.ControlModifier)
            verify(sheet.opened, "nothing is chosen yet")
            keyClick(Qt.Key_Left)
            tryCompare(row(first), "choice", "mine")
            keyClick(Qt.Key_Down)
            verify(row(second).activeFocus)
            keyClick(Qt.Key_Left)
            tryCompare(row(second), "choice", "mine")
            keyClick(Qt.Key_Right)
            tryCompare(row(second), "choice", "theirs")
            keyClick(Qt.Key_Down)
            verify(row(second).activeFocus, "the rows below ask for nothing")
            keyClick(Qt.Key_Up)
            verify(row(first).activeFocus)
            keyClick(Qt.Key_Return, Qt.ControlModifier)
            tryCompare(sheet, "visible", false)
            tryCompare(Desk.sync, "attentionCount", 0)
            tryCompare(Desk.sync, "pendingCount", 0)
            const mine = { title: "Mine", priority: "urgent" }
            const theirs = { title: "Theirs", priority: "complex" }
            compare(kit.there(caseId)[first], mine[first])
            compare(kit.there(caseId)[second], theirs[second])
        }

        function test_escapeIsLater() {
            keyClick(Qt.Key_Left)
            keyClick(Qt.Key_Escape)
            tryCompare(sheet, "visible", false)
            compare(Desk.sync.attentionCount, 1)
            compare(kit.there(caseId).title, "Theirs")
        }

        function test_allOfTheirs() {
            const before = kit.mutations()
            sheet.conflict.chooseAll("theirs")
            keyClick(Qt.Key_Return, Qt.ControlModifier)
            tryCompare(sheet, "visible", false)
            tryCompare(Desk.sync, "attentionCount", 0)
            compare(kit.mutations(), before)
            compare(kit.there(caseId).title, "Theirs")
        }
    }
}
