// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// Full-window evidence: undimmed, wheel and keys zoom, arrows go through, Esc closes.
Rectangle {
    id: root

    property CaseModel model: null
    property int row: -1
    property real zoom: 1
    readonly property bool shown: root.row >= 0 && root.model !== null

    signal closed

    function open(caseModel, at) {
        root.model = caseModel
        root.row = at
        root.zoom = 1
        root.forceActiveFocus()
    }

    function close() {
        root.row = -1
        root.closed()
    }

    function step(by) {
        root.row = Math.max(0, Math.min(root.model.attachments.count - 1, root.row + by))
        root.zoom = 1
    }

    visible: root.shown
    color: Theme.bgApp
    z: Theme.zDialog
    Accessible.role: Accessible.Dialog
    Accessible.name: qsTr("Evidence")
    Keys.onEscapePressed: root.close()
    Keys.onLeftPressed: root.step(-1)
    Keys.onRightPressed: root.step(1)
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Plus || event.key === Qt.Key_Equal)
            root.zoom = Math.min(8, root.zoom * 1.25)
        else if (event.key === Qt.Key_Minus)
            root.zoom = Math.max(1, root.zoom / 1.25)
        else if (event.key === Qt.Key_F11)
            root.close()
        else
            return
        event.accepted = true
    }

    MouseArea {
        anchors.fill: parent
        hoverEnabled: true
        onWheel: wheel => root.zoom = Math.max(1, Math.min(8, root.zoom * (wheel.angleDelta.y > 0 ? 1.25 : 0.8)))
    }

    Flickable {
        anchors.fill: parent
        anchors.margins: Theme.space7
        clip: true
        contentWidth: width * root.zoom
        contentHeight: height * root.zoom

        Repeater {
            model: root.shown ? root.model.attachments : null

            Image {
                id: picture

                required property int index
                required property string url
                required property bool isImage

                width: parent ? parent.width : 0
                height: parent ? parent.height : 0
                visible: picture.index === root.row
                source: picture.visible && picture.isImage ? picture.url : ""
                asynchronous: true
                fillMode: Image.PreserveAspectFit
            }
        }
    }

    Row {
        anchors { horizontalCenter: parent.horizontalCenter; bottom: parent.bottom; bottomMargin: Theme.space3 }
        spacing: Theme.space3

        IconButton {
            iconName: "arrow-left"
            text: qsTr("Previous")
            onClicked: root.step(-1)
        }

        UiText {
            anchors.verticalCenter: parent.verticalCenter
            role: "meta"
            text: root.shown ? (root.row + 1) + " / " + root.model.attachments.count : ""
        }

        IconButton {
            iconName: "arrow-right"
            text: qsTr("Next")
            onClicked: root.step(1)
        }

        ActionButton {
            text: qsTr("Close")
            keyText: "Esc"
            onClicked: root.close()
        }
    }
}
