// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// The files of the case: photographs before against those after where there are both, else one large
// and the rest as thumbnails; a document opens in its own program.
Card {
    id: root

    required property CaseModel model
    property int current: 0
    property bool compact: false  // a narrow column keeps room for the words
    readonly property int count: root.model.attachments.count
    readonly property bool comparable: root.model.before.count > 0 && root.model.after.count > 0

    signal imageWanted(int row)

    title: root.comparable ? qsTr("Before and after") : qsTr("Evidence")
    iconName: "image"
    note: root.count === 0 ? qsTr("no file") : qsTr("%n file(s)", "", root.count)
    onCountChanged: root.current = 0

    Repeater {
        model: root.comparable ? 1 : 0

        ComparePanel {
            width: parent ? parent.width : 0
            model: root.model
            onImageWanted: row => root.imageWanted(row)
        }
    }

    Item {
        width: parent.width
        height: root.count > 0 ? Math.min(width * 0.56, root.compact ? Theme.queueRow * 2.4 : width) : 0
        visible: root.count > 0 && !root.comparable

        Repeater {
            model: root.model.attachments

            EvidenceThumb {
                id: picture

                anchors.fill: parent
                visible: picture.index === root.current
                large: true
                onChosen: root.imageWanted(picture.index)
                onRetry: root.model.attachments.retry(picture.index)
                onOpened: root.model.attachments.openDocument(picture.index)
            }
        }
    }

    Flow {
        width: parent.width
        spacing: Theme.space2
        visible: root.count > 1 && !root.comparable

        Repeater {
            model: root.model.attachments

            EvidenceThumb {
                id: thumb

                width: Theme.space9 * 1.6
                height: Theme.space9
                selected: thumb.index === root.current
                onChosen: root.current = thumb.index
                onOpened: root.model.attachments.openDocument(thumb.index)
                onRetry: root.model.attachments.retry(thumb.index)
            }
        }
    }

    UiText {
        width: parent.width
        visible: root.count === 0
        role: "meta"
        tone: "text.muted"
        text: qsTr("The reporter sent no photo.")
    }
}
