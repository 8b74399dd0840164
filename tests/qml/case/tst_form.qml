// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Kydai.Case
import Kydai.Desk
import Kydai.Ui

// The form made from what the table demands: every kind has its control, what is put in is what the
// server gets, what is missing stands at its field.
Item {
    id: scene

    readonly property WorkspaceContext context: Desk.workspaces.open("operations")
    property ActionSheet sheet: null

    width: 1000
    height: 900

    SheetPanel {
        id: panel

        width: 700
        sheet: scene.sheet
    }

    TestCase {
        name: "Form"
        when: windowShown

        property string caseId
        property int number: 20
        property SheetForm form: null

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

        function field(code) {
            return find(form, item => item instanceof SheetField && item.model.code === code)
        }

        function control(code, type) {
            const one = field(code)
            return one ? find(one, item => item instanceof type) : null
        }

        function open(action) {
            scene.sheet = Desk.actions.start(caseId, action)
            verify(scene.sheet, action)
            form = find(panel, item => item instanceof SheetForm && item.sheet === scene.sheet)
            verify(form)
        }

        function initTestCase() {
            kit.enter("centre")
            tryVerify(() => Desk.sync.online, 10000)
        }

        function init() {
            caseId = kit.report(++number)
            scene.context.selection = caseId
            tryCompare(scene.context.current, "caseId", caseId)
            tryCompare(scene.context.current, "status", "ready")
        }

        function cleanup() {
            form = null
            const gone = scene.sheet
            scene.sheet = null
            if (gone)
                gone.discard()
        }

        function test_everyKindHasItsControl_data() {
            return [
                { tag: "text", action: "assign", code: "request", type: TextPane },
                { tag: "line", action: "assign", code: "address", type: TextEntry },
                { tag: "choice of few", action: "assign", code: "priority", type: RadioRow },
                { tag: "choice of many", action: "message", code: "channel", type: ComboField },
                { tag: "category", action: "assign", code: "category", type: ComboField },
                { tag: "agency", action: "assign", code: "agency", type: ComboField },
                { tag: "agencies", action: "assign", code: "joint", type: ManyField },
                { tag: "area", action: "assign", code: "area", type: ComboField },
                { tag: "position", action: "assign", code: "position", type: TextEntry },
                { tag: "case code", action: "merge", code: "master", type: TextEntry },
                { tag: "time", action: "handover", code: "at", type: TextEntry },
                { tag: "files", action: "attach", code: "files", type: FilesField },
                { tag: "ticks", action: "approve", code: "checks", type: TicksField },
                { tag: "flag", action: "note", code: "share", type: CheckField },
            ]
        }

        function test_everyKindHasItsControl(data) {
            const state = data.action === "approve" ? "awaiting_approval" : "screening"
            kit.moveTo(caseId, state)
            tryCompare(scene.context.current, "state", state)
            open(data.action)
            const made = control(data.code, data.type)
            verify(made, "there is one")
            if (data.code !== "noPosition")
                verify(field(data.code).visible)
            verify(made.height > 0)
        }

        function test_theIdOfAnotherCaseIsNotAsked() {
            kit.moveTo(caseId, "screening")
            tryCompare(scene.context.current, "state", "screening")
            open("merge")
            verify(!field("masterId").visible)
        }

        function test_whatIsMissingStandsAtItsField() {
            kit.moveTo(caseId, "screening")
            tryCompare(scene.context.current, "state", "screening")
            open("reject")
            scene.sheet.setValue("message", "")
            verify(!scene.sheet.submit())
            verify(find(field("reason"), item => item instanceof InlineError && item.visible))
            compare(control("message", TextPane).error !== "", true)
            tryVerify(() => find(field("reason"), item => item.activeFocus) !== null)
        }

        function test_whatWasTypedIsWhatIsSent() {
            open("note")
            form.focusFirst()
            const pane = control("text", TextPane)
            verify(pane.input.activeFocus)
            for (const key of ["b", "a", "o"])
                keyClick(key)
            compare(scene.sheet.valueOf("text"), "bao")
            const share = control("share", CheckField)
            mouseClick(share, 10, share.height / 2)
            compare(scene.sheet.valueOf("share"), true)
            const sent = scene.sheet
            verify(sent.submit())
            scene.sheet = null
            tryVerify(() => kit.there(caseId).lastAction === "note")
            compare(kit.there(caseId).lastText, "bao")
        }

        function test_choicesAreSent() {
            kit.moveTo(caseId, "awaiting_approval")
            tryCompare(scene.context.current, "state", "awaiting_approval")
            open("log_call")
            for (const [code, wanted] of [["party", "agency"], ["direction", "out"], ["outcome", "busy"]]) {
                const row = control(code, RadioRow)
                if (row)
                    row.pick(wanted)
                else
                    control(code, ComboField).chosen(wanted)
                compare(scene.sheet.valueOf(code), wanted)
            }
            const sent = scene.sheet
            verify(sent.submit())
            scene.sheet = null
            tryVerify(() => kit.there(caseId).lastAction === "log_call")
            compare(kit.there(caseId).lastParam, "agency out busy")
            // And the history says it in words.
            tryVerify(() => {
                const lines = scene.context.current.timeline
                const roles = lines.data(lines.index(lines.count - 1, 0), Qt.UserRole + 14)
                return roles === "Agency · Outgoing · Busy"
            })
        }

        function test_dialogSubmitsAndKeepsTheDraft() {
            const dialog = createTemporaryObject(dialogOf, scene)
            dialog.present(Desk.actions.start(caseId, "note"))
            tryCompare(dialog, "opened", true)
            for (const key of ["x", "y"])
                keyClick(key)
            keyClick(Qt.Key_Escape)
            tryCompare(dialog, "visible", false)
            tryCompare(Desk.drafts, "count", 1)
            dialog.present(Desk.actions.start(caseId, "note"))
            tryCompare(dialog, "opened", true)
            tryVerify(() => dialog.sheet.restored)
            compare(dialog.sheet.valueOf("text"), "xy")
            keyClick(Qt.Key_Return, Qt.ControlModifier)
            tryCompare(dialog, "visible", false)
            tryVerify(() => kit.there(caseId).lastText === "xy")
            tryCompare(Desk.drafts, "count", 0)
        }

        Component {
            id: dialogOf

            SheetDialog { }
        }
    }
}
