// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Kydai.Case
import Kydai.Desk
import Kydai.Ui

// Every component of the module over a real case, at several steps of its way: it takes room where
// it has something to say, in both languages and both themes, and nothing warns.
Item {
    id: scene

    readonly property WorkspaceContext context: Desk.workspaces.open("operations")

    width: 1500
    height: 900

    Component { id: view; CaseView { context: scene.context } }
    Component { id: header; CaseHeader { model: scene.context.current } }
    Component { id: columns; CaseColumns { model: scene.context.current } }
    Component { id: facts; CaseFacts { model: scene.context.current } }
    Component { id: request; AgencyRequest { model: scene.context.current } }
    Component { id: evidence; EvidencePanel { model: scene.context.current } }
    Component { id: comparison; ComparePanel { model: scene.context.current } }
    Component { id: stage; CompareStage { model: scene.context.current } }
    Component { id: reports; ReportsCard { model: scene.context.current } }
    Component { id: contact; ContactCard { model: scene.context.current } }
    Component { id: near; NearbyCard { model: scene.context.current } }
    Component { id: clock; ClockCard { model: scene.context.current } }
    Component { id: deadline; DeadlineCard { model: scene.context.current } }
    Component { id: checklist; ChecklistCard { model: scene.context.current } }
    Component { id: agencies; AgenciesCard { model: scene.context.current } }
    Component { id: result; ResultCard { model: scene.context.current } }
    Component { id: timeline; TimelinePanel { model: scene.context.current } }
    Component { id: composer; NoteComposer { model: scene.context.current } }
    Component { id: bar; ActionBar { model: scene.context.current } }
    Component { id: viewer; EvidenceViewer { } }

    TestCase {
        name: "EveryComponent"
        when: windowShown

        property string caseId

        function initTestCase() {
            caseId = kit.reportWithPhotos(1, 2, 2)
            kit.enter("centre")
            tryVerify(() => Desk.sync.online, 10000)
            scene.context.selection = caseId
            tryCompare(scene.context.current, "status", "ready")
        }

        function test_everyOne_data() {
            const rows = []
            const all = { view, header, columns, facts, evidence, comparison, stage, reports, contact, clock,
                deadline, checklist, timeline, composer, bar }
            for (const state of ["received", "screening", "in_progress", "awaiting_approval"])
                for (const name in all)
                    rows.push({ tag: name + " " + state, component: all[name], state: state })
            return rows
        }

        function test_everyOne(data) {
            if (scene.context.current.state !== data.state) {
                kit.moveTo(caseId, data.state)
                tryCompare(scene.context.current, "state", data.state)
            }
            const item = createTemporaryObject(data.component, scene, { width: 700, height: 600 })
            verify(item)
            waitForRendering(item, 200)
            verify(item.implicitHeight > 0 || item.height > 0)
            verify(item.childrenRect.height > 10, data.tag + " is empty")
            Desk.settings.language = "vi"
            Theme.dark = false
            wait(1)
            verify(item.childrenRect.height > 10)
            Desk.settings.language = "en"
            Theme.dark = true
        }

        // These are there only when there is something in them.
        function test_nothingToSayTakesNoRoom() {
            const row = kit.report(2)
            scene.context.selection = row
            tryCompare(scene.context.current, "status", "ready")
            for (const component of [request, result]) {
                const item = createTemporaryObject(component, scene, { width: 700 })
                verify(item)
                verify(!item.visible)
            }
            for (const component of [near, agencies]) {
                const item = createTemporaryObject(component, scene, { width: 700 })
                verify(item)
                verify(item.implicitHeight >= 0)
            }
            scene.context.selection = caseId
            tryCompare(scene.context.current, "status", "ready")
        }

        function test_blockedOffersSayWhy() {
            kit.moveTo(caseId, "awaiting_approval")
            tryCompare(scene.context.current, "state", "awaiting_approval")
            const item = createTemporaryObject(bar, scene, { width: 1200 })
            let approve = null
            const find = parent => {
                for (let i = 0; i < parent.children.length; ++i) {
                    if (parent.children[i].code === "approve")
                        approve = parent.children[i]
                    find(parent.children[i])
                }
            }
            find(item)
            verify(approve, "there is a button")
            compare(approve.enabledReason, "")
            compare(approve.kind, "primary")
            kit.cut()
            tryVerify(() => !Desk.sync.online, 10000)
            tryVerify(() => {
                approve = null
                find(item)
                return approve && approve.enabledReason !== ""
            })
            spy.target = item
            mouseClick(approve)
            compare(spy.count, 0)
            kit.listen()
            tryVerify(() => Desk.sync.online, 15000)
        }

        function test_viewerGoesThrough() {
            const item = createTemporaryObject(viewer, scene, { width: 800, height: 600 })
            verify(!item.visible)
            item.open(scene.context.current, 0)
            verify(item.visible)
            keyClick(Qt.Key_Right)
            compare(item.row, 1)
            keyClick(Qt.Key_Plus)
            verify(item.zoom > 1)
            keyClick(Qt.Key_Left)
            compare(item.row, 0)
            compare(item.zoom, 1)
            keyClick(Qt.Key_Escape)
            verify(!item.visible)
        }

        SignalSpy { id: spy; signalName: "actionWanted" }
    }
}
