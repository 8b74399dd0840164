// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Map
import Kydai.Ui

// When the reports on the map came in: all, today, this shift, or a span drawn on the bars. Play lets
// the span grow from its beginning to now.
Rectangle {
    id: root

    required property CaseFeed feed
    readonly property bool narrowed: root.feed.fromMs > 0 || root.feed.toMs > 0
    readonly property string span: !root.narrowed ? "all" : root.feed.toMs > 0 ? ""
        : root.feed.fromMs === arrivals.shiftStartMs ? "shift"
        : root.feed.fromMs === arrivals.dayStartMs ? "day" : ""
    property bool playing: false
    property double playedFrom: 0
    property int playedBins: 0

    function pick(code: string): void {
        root.playing = false
        root.feed.setWindow(code === "shift" ? arrivals.shiftStartMs : code === "day" ? arrivals.dayStartMs : 0, 0)
    }

    function play(): void {
        if (root.playing) {
            root.playing = false
            return
        }
        const from = root.feed.fromMs > 0 ? root.feed.fromMs : arrivals.startMs
        film.from = 1
        film.to = Math.ceil((arrivals.endMs - from) / arrivals.binMs)
        root.playedFrom = from
        root.playing = true
    }

    // At the end the span is open again: what comes in now belongs to it.
    function showPlayed(): void {
        if (!root.playing)
            return
        const to = root.playedFrom + root.playedBins * arrivals.binMs
        root.feed.setWindow(root.playedFrom, to >= arrivals.endMs ? 0 : to)
    }

    onPlayedBinsChanged: root.showPlayed()

    implicitHeight: Theme.px(60)
    radius: Theme.radiusControl
    color: Theme.bgPopover
    border.color: Theme.lineDefault
    border.width: Theme.hairline

    Arrivals {
        id: arrivals

        feed: root.feed
    }

    NumberAnimation {
        id: film

        target: root
        property: "playedBins"
        duration: Math.max(1, film.to - film.from) * Theme.base
        running: root.playing
        onFinished: root.playing = false
    }

    IconButton {
        id: playButton

        x: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        compact: true
        kind: "secondary"
        iconName: root.playing ? "pause" : "play"
        text: root.playing ? qsTr("Stop") : qsTr("Play the arrivals")
        onClicked: root.play()
    }

    MapHistogram {
        anchors { left: playButton.right; right: choice.left; top: parent.top; bottom: parent.bottom }
        anchors.leftMargin: Theme.space4
        anchors.rightMargin: Theme.space4
        anchors.topMargin: Theme.space1
        anchors.bottomMargin: Theme.space1
        arrivals: arrivals
        fromMs: root.feed.fromMs
        toMs: root.feed.toMs
        onChosen: (fromMs, toMs) => {
            root.playing = false
            root.feed.setWindow(fromMs, toMs)
        }
    }

    Column {
        id: choice

        anchors { right: parent.right; rightMargin: Theme.space3; verticalCenter: parent.verticalCenter }

        SegmentedTabs {
            label: qsTr("Time of arrival")
            look: "segment"
            current: root.span
            options: [
                { "code": "all", "label": qsTr("All") },
                { "code": "day", "label": qsTr("Today") },
                { "code": "shift", "label": qsTr("This shift") }
            ]
            onChosen: code => root.pick(code)
        }
    }
}
