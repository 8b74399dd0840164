// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Kydai.Case
import Kydai.Desk
import Kydai.Ui

// The contact is shown for a reason only; what is being written belongs to its case and is kept.
Item {
    id: scene

    readonly property WorkspaceContext context: Desk.workspaces.open("operations")

    width: 900
    height: 800

    ContactCard {
        id: contact

        width: 600
        model: scene.context.current
    }

    NoteComposer {
        id: composer

        y: 400
        width: 600
        model: scene.context.current
    }

    TestCase {
        name: "Words"
        when: windowShown

        property string first
        property string second

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

        function pick(id) {
            scene.context.selection = id
            tryCompare(scene.context.current, "status", "ready")
            tryCompare(scene.context.current, "caseId", id)
        }

        function initTestCase() {
            first = kit.report(1)
            second = kit.report(2)
            kit.enter("centre")
            tryVerify(() => Desk.sync.online, 10000)
        }

        function test_revealNeedsAReason() {
            pick(first)
            const form = find(contact, item => item instanceof RevealForm)
            const entry = find(form, item => item instanceof TextEntry)
            verify(!form.visible)
            mouseClick(find(contact, item => item instanceof ActionButton && item.visible))
            verify(form.visible)
            verify(entry.input.activeFocus)
            keyClick(Qt.Key_Return)
            verify(entry.error !== "")
            compare(kit.reveals().length, 0)
            entry.text = "gọi lại người dân"
            keyClick(Qt.Key_Return)
            tryVerify(() => scene.context.current.revealed)
            compare(kit.reveals()[0], "gọi lại người dân")
            verify(find(contact, item => item.text !== undefined && String(item.text).includes("0900 000 123")))
            verify(!form.visible)
            scene.context.current.hideContact()
            verify(!find(contact, item => item.text !== undefined && String(item.text).includes("0900 000 123")))
        }

        function test_whatIsWrittenStaysWithItsCase() {
            const pane = find(composer, item => item instanceof TextPane)
            pick(first)
            tryCompare(pane, "text", "")
            composer.takeFocus()
            for (const key of ["d", "o"])
                keyClick(key)
            compare(pane.text, "do")
            pick(second)
            tryCompare(pane, "text", "")
            for (const key of ["h", "a", "i"])
                keyClick(key)
            pick(first)
            tryCompare(pane, "text", "do")
            pick(second)
            tryCompare(pane, "text", "hai")
            tryCompare(Desk.drafts, "count", 2, 4000)
            keyClick(Qt.Key_Return, Qt.ControlModifier)
            compare(pane.text, "")
            tryVerify(() => kit.there(second).lastAction === "note")
            compare(kit.there(second).lastText, "hai")
            compare(kit.there(first).lastAction, "report")
            pick(first)
            tryCompare(pane, "text", "do")
            pick(second)
            wait(50)
            compare(pane.text, "")
        }

        function test_aNoteIsNoMessage() {
            const pane = find(composer, item => item instanceof TextPane)
            pick(second)
            composer.kind = "note"
            composer.takeFocus()
            keyClick("n")
            composer.kind = "message"
            compare(pane.text, "")
            composer.kind = "note"
            compare(pane.text, "n")
            pane.text = ""
        }

        function test_counterFollowsTheLanguage() {
            const pane = find(composer, item => item instanceof TextPane)
            verify(pane.note.endsWith("/2,000"), pane.note)
        }
    }
}
