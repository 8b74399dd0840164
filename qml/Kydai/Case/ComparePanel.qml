// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// Photographs of the citizen against those of the agency: how they are laid together, and which two.
Column {
    id: root

    required property CaseModel model
    readonly property string caseId: root.model.caseId
    readonly property alias stage: stage
    readonly property string apart: stage.ready ? root.model.distanceText(stage.beforeSha, stage.afterSha) : ""

    signal imageWanted(int row)

    function shortHash(sha256: string): string {
        return sha256 === "" ? "" : sha256.slice(0, 4) + "…" + sha256.slice(-4)
    }

    function reset(): void {
        stage.beforeRow = 0
        stage.afterRow = 0
        stage.cut = 0.5
    }

    onCaseIdChanged: root.reset()
    spacing: Theme.space2

    Row {
        spacing: Theme.space2

        SegmentedTabs {
            current: stage.mode
            label: qsTr("How to compare")
            options: [
                { code: "slide", label: qsTr("Slide") },
                { code: "side", label: qsTr("Side by side") },
                { code: "blink", label: qsTr("Blink") }
            ]
            onChosen: code => stage.mode = code
        }

        Tag {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.apart !== ""
            tone: "ok"
            iconName: "pin"
            text: root.apart
        }
    }

    CompareStage {
        id: stage

        width: parent.width
        height: width * 0.58
        model: root.model
        onEnlarged: sha256 => root.imageWanted(root.model.attachments.rowOf(sha256))
    }

    UiText {
        width: parent.width
        visible: stage.mode === "blink" && Theme.reducedMotion
        role: "meta"
        tone: "text.muted"
        text: qsTr("Space shows the other picture.")
    }

    Flow {
        width: parent.width
        spacing: Theme.space2

        Repeater {
            model: root.model.before

            EvidenceThumb {
                id: early

                width: Theme.space9 * 1.6
                height: Theme.space9
                caption: qsTr("Before %1").arg(early.index + 1)
                selected: early.index === stage.beforeRow
                onChosen: stage.beforeRow = early.index
                onRetry: root.model.before.retry(early.index)
            }
        }

        Repeater {
            model: root.model.after

            EvidenceThumb {
                id: late

                width: Theme.space9 * 1.6
                height: Theme.space9
                caption: qsTr("After %1").arg(late.index + 1)
                selected: late.index === stage.afterRow
                onChosen: stage.afterRow = late.index
                onRetry: root.model.after.retry(late.index)
            }
        }

        Repeater {
            model: root.model.attachments

            EvidenceThumb {
                id: other

                width: Theme.space9 * 1.6
                height: Theme.space9
                visible: !other.isImage
                onChosen: root.imageWanted(other.index)
                onRetry: root.model.attachments.retry(other.index)
            }
        }
    }

    UiText {
        width: parent.width
        role: "meta"
        tone: "text.muted"
        wrapMode: Text.Wrap
        text: qsTr("Originals unchanged · hash %1 and %2").arg(root.shortHash(stage.beforeSha)).arg(root.shortHash(stage.afterSha))
    }
}
