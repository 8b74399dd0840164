// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Kydai.Case
import Kydai.Desk
import Kydai.Ui

// The agency's officer writes the result in the form docked beside the report.
Item {
    id: scene

    readonly property WorkspaceContext context: Desk.workspaces.open("inbox")

    width: 900
    height: 1200

    SheetPanel {
        id: panel

        width: 700
    }

    TestCase {
        name: "Officer"
        when: windowShown

        property string caseId

        function find(parent, test) {
            for (let i = 0; i < parent.children.length; ++i) {
                if (test(parent.children[i]))
                    return parent.children[i]
                const deeper = find(parent.children[i], test)
                if (deeper)
                    return deeper
            }
            return null
        }

        function control(code, type) {
            const field = find(panel, item => item instanceof SheetField && item.model.code === code)
            return field ? find(field, item => item instanceof type) : null
        }

        function initTestCase() {
            caseId = kit.report(1)
            kit.moveTo(caseId, "in_progress")
            kit.enter("officer")
            tryVerify(() => Desk.sync.online, 10000)
            scene.context.selection = caseId
            tryCompare(scene.context.current, "status", "ready")
            panel.sheet = Desk.actions.start(caseId, "submit")
            verify(panel.sheet)
        }

        function test_1_fieldsOfAResult() {
            verify(control("text", TextPane))
            verify(control("files", FilesField))
            verify(control("doneAt", TextEntry))
            verify(control("letterDate", TextEntry))
            verify(control("documents", TicksField))
            compare(control("letterDate", TextEntry).help, "day/month/year")
            verify(/^\d\d\/\d\d\/\d{4} \d\d:\d\d$/.test(control("doneAt", TextEntry).text))
        }

        function test_2_theDraftIsKept() {
            panel.sheet.setValue("text", "Đã thay 6 bóng")
            tryVerify(() => panel.sheet.savedText !== "", 4000)
            compare(panel.note, panel.sheet.savedText)
        }

        function test_3_sentAsTyped() {
            const entries = [["letterNumber", "412/TTCS-KT"], ["letterDate", "20/10/2026"], ["signatory", "Giám đốc"]]
            for (const [code, text] of entries) {
                const entry = control(code, TextEntry)
                entry.input.forceActiveFocus()
                entry.text = text
                entry.edited()
            }
            verify(!panel.sheet.submit(), "a document is missing")
            const tick = find(control("documents", TicksField), item => item instanceof CheckField)
            mouseClick(tick, 10, tick.height / 2)
            const sheet = panel.sheet
            verify(sheet.submit(), sheet.error)
            panel.sheet = null
            tryVerify(() => kit.there(caseId).lastAction === "submit")
            compare(kit.there(caseId).result, "Đã thay 6 bóng")
            compare(kit.there(caseId).letterDate, "2026-10-20")
            tryCompare(scene.context.current, "letterText", "Letter 412/TTCS-KT of 20/10/2026")
        }
    }
}
