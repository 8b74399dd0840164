// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtTest
import Kydai.Case
import Kydai.Desk
import Kydai.Ui

// Before and after: the handle by mouse and keys, beside each other, blinking only where motion is
// wanted, and which two are compared.
Item {
    id: scene

    readonly property WorkspaceContext context: Desk.workspaces.open("operations")

    width: 900
    height: 700

    EvidencePanel {
        id: panel

        width: 800
        model: scene.context.current
    }

    SignalSpy { id: wanted; target: panel; signalName: "imageWanted" }

    TestCase {
        name: "Compare"
        when: windowShown

        property string withBoth
        property string onlyBefore
        property ComparePanel comparison: null

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

        function initTestCase() {
            withBoth = kit.reportWithPhotos(1, 2, 3)
            onlyBefore = kit.reportWithPhotos(2, 2, 0)
            kit.enter("centre")
            tryVerify(() => Desk.sync.online, 10000)
        }

        function init() {
            Theme.reducedMotion = false
            scene.context.selection = withBoth
            tryCompare(scene.context.current, "status", "ready")
            tryVerify(() => panel.comparable)
            comparison = find(panel, item => item instanceof ComparePanel)
            verify(comparison)
            comparison.reset()
            comparison.stage.mode = "slide"
            tryVerify(() => comparison.stage.beforeSha !== "" && comparison.stage.afterSha !== "")
            comparison.stage.forceActiveFocus()
        }

        function test_withoutAfterThereIsNothingToCompare() {
            scene.context.selection = onlyBefore
            tryCompare(scene.context.current, "status", "ready")
            tryVerify(() => !panel.comparable)
            tryVerify(() => find(panel, item => item instanceof ComparePanel) === null)
        }

        function test_keysMoveTheHandle() {
            compare(comparison.stage.cut, 0.5)
            keyClick(Qt.Key_Right)
            fuzzyCompare(comparison.stage.cut, 0.55, 0.001)
            keyClick(Qt.Key_Left)
            keyClick(Qt.Key_Left)
            fuzzyCompare(comparison.stage.cut, 0.45, 0.001)
            keyClick(Qt.Key_Home)
            compare(comparison.stage.cut, 0)
            keyClick(Qt.Key_Left)
            compare(comparison.stage.cut, 0)
            keyClick(Qt.Key_End)
            compare(comparison.stage.cut, 1)
            compare(comparison.stage.value, 100)
        }

        function test_mouseDragsTheHandle() {
            const stage = comparison.stage
            mousePress(stage, stage.width * 0.5, 40)
            mouseMove(stage, stage.width * 0.25, 40)
            fuzzyCompare(stage.cut, 0.25, 0.02)
            mouseRelease(stage, stage.width * 0.25, 40)
            verify(stage.activeFocus)
        }

        function test_slideShowsBothColours() {
            const stage = comparison.stage
            stage.slideTo(0.5)
            tryVerify(() => {
                const shot = grabImage(stage)
                // Blue is the citizen's picture, yellow the agency's.
                return shot.blue(stage.width * 0.4, stage.height / 2) > shot.red(stage.width * 0.4, stage.height / 2)
                    && shot.red(stage.width * 0.6, stage.height / 2) > shot.blue(stage.width * 0.6, stage.height / 2)
            }, 5000)
            stage.slideTo(0.7)
            tryVerify(() => {
                const shot = grabImage(stage)
                return shot.blue(stage.width * 0.6, stage.height / 2) > shot.red(stage.width * 0.6, stage.height / 2)
            }, 5000)
        }

        function test_besideEachOther() {
            const stage = comparison.stage
            stage.mode = "side"
            tryVerify(() => {
                const shot = grabImage(stage)
                return shot.blue(stage.width * 0.25, stage.height / 2) > shot.red(stage.width * 0.25, stage.height / 2)
                    && shot.red(stage.width * 0.75, stage.height / 2) > shot.blue(stage.width * 0.75, stage.height / 2)
            }, 5000)
            const cut = stage.cut
            keyClick(Qt.Key_Right)
            compare(stage.cut, cut)
        }

        function test_blinkAlternates() {
            const stage = comparison.stage
            stage.blinkMs = 40
            stage.mode = "blink"
            tryCompare(stage, "afterShown", true)
            tryCompare(stage, "afterShown", false)
            stage.blinkMs = 800
        }

        function test_reducedMotionWaitsForTheKey() {
            const stage = comparison.stage
            stage.blinkMs = 20
            Theme.reducedMotion = true
            stage.mode = "blink"
            wait(200)
            verify(!stage.afterShown)
            keyClick(Qt.Key_Space)
            verify(stage.afterShown)
            keyClick(Qt.Key_Space)
            verify(!stage.afterShown)
            stage.blinkMs = 800
        }

        function test_thumbnailsChooseWhichTwo() {
            const second = find(comparison, item => item.caption === "Before 2")
            const third = find(comparison, item => item.caption === "After 3")
            verify(second && third)
            const before = comparison.stage.beforeSha
            const after = comparison.stage.afterSha
            mouseClick(second)
            tryVerify(() => comparison.stage.beforeSha !== before)
            compare(comparison.stage.afterSha, after)
            third.forceActiveFocus()
            keyClick(Qt.Key_Space)
            tryVerify(() => comparison.stage.afterSha !== after)
            verify(third.selected && second.selected)
            const hash = find(comparison, item => item.text !== undefined
                && String(item.text).includes(comparison.shortHash(comparison.stage.afterSha)))
            verify(hash, "the hash is said")
        }

        function test_enterOpensThePicture() {
            wanted.clear()
            comparison.stage.slideTo(1)
            keyClick(Qt.Key_Return)
            compare(wanted.count, 1)
            compare(wanted.signalArguments[0][0],
                scene.context.current.attachments.rowOf(comparison.stage.beforeSha))
        }
    }
}
