// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Cameras
import Kydai.Desk
import Kydai.Ui

// One camera: its picture and over it what it is, how it does and who watches. Dark in both themes.
// Wheel and + − zoom, a drag or Shift with the arrows moves the part that is seen, 0 shows the whole.
FocusScope {
    id: root

    property string camera
    property string name
    property string number      // key that enlarges it, in a strip
    property string distanceText
    property bool spot: false
    property bool selected: false
    property alias picture: picture
    readonly property TileWords words: TileWords {
        picture: picture
    }

    signal chosen
    signal opened

    Accessible.role: Accessible.Graphic
    Accessible.name: root.camera === "" ? qsTr("Empty tile")
        : root.camera + " · " + root.name + ". " + root.words.title
    Accessible.description: root.words.detail
    Keys.onPressed: event => {
        event.accepted = true
        const moves = event.modifiers & Qt.ShiftModifier
        const step = Theme.space7
        if (event.key === Qt.Key_Plus || event.key === Qt.Key_Equal)
            picture.zoomAt(1.25, Qt.point(width / 2, height / 2))
        else if (event.key === Qt.Key_Minus)
            picture.zoomAt(0.8, Qt.point(width / 2, height / 2))
        else if (event.key === Qt.Key_0)
            picture.whole()
        else if (moves && event.key === Qt.Key_Left)
            picture.pan(-step, 0)
        else if (moves && event.key === Qt.Key_Right)
            picture.pan(step, 0)
        else if (moves && event.key === Qt.Key_Up)
            picture.pan(0, -step)
        else if (moves && event.key === Qt.Key_Down)
            picture.pan(0, step)
        else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter)
            root.opened()
        else
            event.accepted = false
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.stageBg
        radius: Theme.radiusChip
    }

    CameraPicture {
        id: picture

        anchors.fill: parent
        anchors.margins: Theme.hairline
        streams: Streams
        camera: root.camera
        spot: root.spot
        clip: true
    }

    TileVeil {
        anchors.fill: picture
        visible: root.camera !== "" && !root.words.live
        words: root.words
        dimmed: picture.hasPicture
    }

    // A photograph of the screen names its author.
    UiText {
        anchors { right: parent.right; bottom: foot.top; margins: Theme.space2 }
        visible: picture.hasPicture
        role: "micro"
        color: Theme.stageMuted
        opacity: 0.6
        text: Desk.cameras.watermark
    }

    TileHead {
        width: parent.width
        visible: root.camera !== ""
        number: root.number
        text: root.camera + " · " + root.name
        timeText: root.number === "" && picture.hasPicture ? Desk.texts.time(picture.pictureMs) : ""
    }

    TileFoot {
        id: foot

        anchors.bottom: parent.bottom
        width: parent.width
        visible: root.camera !== ""
        words: root.words
        endText: root.distanceText !== "" ? root.distanceText : root.words.streamText
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.transparent
        radius: Theme.radiusChip
        border.width: root.selected || root.activeFocus ? Theme.focusWidth : Theme.hairline
        border.color: root.activeFocus ? Theme.accentFocus : root.selected ? Theme.stageAccent : Theme.stageLine
    }

    MouseArea {
        property point last

        anchors.fill: parent
        onPressed: event => {
            last = Qt.point(event.x, event.y)
            root.forceActiveFocus(Qt.MouseFocusReason)
            root.chosen()
        }
        onPositionChanged: event => {
            picture.pan(last.x - event.x, last.y - event.y)
            last = Qt.point(event.x, event.y)
        }
        onDoubleClicked: root.opened()
        onWheel: event => picture.zoomAt(event.angleDelta.y > 0 ? 1.25 : 0.8, Qt.point(event.x, event.y))
    }
}
