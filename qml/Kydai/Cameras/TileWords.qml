// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Cameras
import Kydai.Desk
import Kydai.Ui

// What a tile says of its stream: glyph, words and colour, never the colour alone.
QtObject {
    id: root

    required property CameraPicture picture
    readonly property string state: root.picture.streamState
    readonly property bool live: root.state === "live" || root.state === "degraded"
    readonly property bool waits: root.state === "backoff" || root.state === "stalled"
    readonly property bool refused: root.state === "auth_failed" || root.state === "not_found"
        || root.state === "unsupported" || root.state === "disabled"
    // The stream counts by this machine's clock.
    readonly property int secondsLeft: Math.max(0, Math.round((root.picture.nextTryMs
        - (Desk.clock.nowMs - Desk.clock.offsetMs)) / 1000))

    readonly property string iconName: root.refused ? "eye-off" : root.waits ? "sync"
        : root.state === "degraded" ? "warning" : ""
    readonly property color ink: root.refused ? Theme.stageDanger
        : root.waits || root.state === "degraded" ? Theme.stageWarn
        : root.live ? Theme.stageOk : Theme.stageMuted

    readonly property string title: root.state === "live" ? qsTr("Live")
        : root.state === "degraded" ? (root.picture.trouble === "frozen" ? qsTr("Picture stands still")
            : qsTr("Pictures come late"))
        : root.state === "auth_failed" ? qsTr("Camera refuses the password")
        : root.state === "not_found" ? qsTr("Camera has no such stream")
        : root.state === "unsupported" ? qsTr("Picture cannot be read")
        : root.state === "disabled" ? qsTr("Camera gives no live picture")
        : root.waits ? qsTr("Reconnecting")
        : root.state === "waiting_keyframe" ? qsTr("Waiting for the picture") : qsTr("Connecting")

    readonly property string detail: {
        const parts = []
        if (root.waits && root.picture.reconnects > 0)
            parts.push(qsTr("try %1").arg(root.picture.reconnects + 1))
        if (root.picture.nextTryMs > 0)
            parts.push(qsTr("again in %1 s").arg(root.secondsLeft))
        if (!root.live && root.picture.hasPicture)
            parts.push(qsTr("last picture %1").arg(Desk.texts.time(root.picture.pictureMs)))
        return parts.join(" · ")
    }

    readonly property string rateText: root.live
        ? qsTr("%1 fps").arg(root.picture.fps) + (root.picture.latencyMs > 0
            ? " · " + qsTr("%1 ms").arg(root.picture.latencyMs) : "") : root.title
    readonly property string limitText: root.picture.reason === "cpu_budget" ? qsTr("spares the processor")
        : root.picture.reason === "network" ? qsTr("slow line")
        : root.picture.reason === "session_limit" ? qsTr("camera serves no more viewers")
        : root.picture.reason === "failed" ? qsTr("sharper stream failed") : ""
    readonly property string streamText: root.limitText !== "" ? root.limitText
        : root.picture.codec.toUpperCase()
}
