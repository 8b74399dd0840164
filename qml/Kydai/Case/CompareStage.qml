// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// Before and after over each other or beside each other. Slide: the handle, or Left and Right,
// Home and End. Blink: alternates, or Space where motion is reduced. Enter opens the picture.
Item {
    id: root

    required property CaseModel model
    property int beforeRow: 0
    property int afterRow: 0
    property string mode: "slide"
    property real cut: 0.5           // share of the width that shows the picture before
    property bool afterShown: false  // blink: which of the two
    property int blinkMs: 800
    readonly property alias beforeSha: before.sha256
    readonly property alias afterSha: after.sha256
    readonly property bool ready: before.ready && after.ready
    // What assistive programs read of the slider.
    readonly property int value: Math.round(root.cut * 100)
    readonly property int minimumValue: 0
    readonly property int maximumValue: 100
    readonly property int stepSize: 5

    signal enlarged(string sha256)

    function slideTo(share: real): void {
        root.cut = Math.max(0, Math.min(1, share))
    }

    function key(event: var): bool {
        if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
            root.enlarged(root.mode === "slide" && root.cut >= 0.5 || root.mode === "blink" && !root.afterShown
                ? root.beforeSha : root.afterSha)
            return true
        }
        if (root.mode === "blink" && event.key === Qt.Key_Space) {
            root.afterShown = !root.afterShown
            return true
        }
        if (root.mode !== "slide")
            return false
        const steps = { [Qt.Key_Left]: root.cut - 0.05, [Qt.Key_Right]: root.cut + 0.05, [Qt.Key_Home]: 0, [Qt.Key_End]: 1 }
        if (steps[event.key] === undefined)
            return false
        root.slideTo(steps[event.key])
        return true
    }

    activeFocusOnTab: true
    Accessible.role: root.mode === "slide" ? Accessible.Slider : Accessible.Graphic
    Accessible.name: qsTr("Comparison: %1 and %2").arg(before.captionText).arg(after.captionText)
    Accessible.focusable: true
    Keys.onPressed: event => event.accepted = root.key(event)
    onModeChanged: root.afterShown = false

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusChip
        color: Theme.bgInset
        border.width: Theme.hairline
        border.color: Theme.lineDefault
    }

    ComparePicture {
        id: after

        x: root.mode === "side" ? (root.width + Theme.space2) / 2 : 0
        width: root.mode === "side" ? (root.width - Theme.space2) / 2 : root.width
        height: root.height
        visible: root.mode !== "blink" || root.afterShown
        files: root.model.after
        row: root.afterRow
        sideLabel: qsTr("After")
        captionAtRight: root.mode === "slide"
    }

    Item {
        id: window

        width: root.mode === "slide" ? root.width * root.cut : root.mode === "side" ? (root.width - Theme.space2) / 2 : root.width
        height: root.height
        visible: root.mode !== "blink" || !root.afterShown
        clip: true

        Rectangle {
            anchors.fill: parent
            color: Theme.bgInset
        }

        ComparePicture {
            id: before

            width: root.mode === "side" ? window.width : root.width
            height: root.height
            files: root.model.before
            row: root.beforeRow
            sideLabel: qsTr("Before")
        }
    }

    Rectangle {
        x: root.width * root.cut - width / 2
        width: Theme.focusWidth
        height: root.height
        visible: root.mode === "slide"
        color: Theme.textPrimary

        Rectangle {
            anchors.centerIn: parent
            width: Theme.control
            height: width
            radius: width / 2
            color: Theme.bgPopover
            border.width: Theme.focusWidth
            border.color: Theme.textPrimary

            Icon {
                anchors.centerIn: parent
                name: "swap"
                color: Theme.textPrimary
            }
        }
    }

    MouseArea {
        anchors.fill: parent
        cursorShape: root.mode === "slide" ? Qt.SplitHCursor : Qt.ArrowCursor
        onPressed: mouse => {
            root.forceActiveFocus()
            if (root.mode === "slide")
                root.slideTo(mouse.x / root.width)
        }
        onPositionChanged: mouse => {
            if (root.mode === "slide")
                root.slideTo(mouse.x / root.width)
        }
        onDoubleClicked: mouse => root.enlarged(root.mode === "blink" ? (root.afterShown ? root.afterSha : root.beforeSha)
            : mouse.x < root.width * (root.mode === "slide" ? root.cut : 0.5) ? root.beforeSha : root.afterSha)
    }

    FocusRing {
        shown: root.activeFocus
    }

    SequentialAnimation {
        running: root.mode === "blink" && root.visible && !Theme.reducedMotion
        loops: Animation.Infinite

        PauseAnimation {
            duration: root.blinkMs
        }

        PropertyAction {
            target: root
            property: "afterShown"
            value: true
        }

        PauseAnimation {
            duration: root.blinkMs
        }

        PropertyAction {
            target: root
            property: "afterShown"
            value: false
        }
    }
}
