// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// The clock of a step: the arc is the share of time left. Kinds in_time, due_soon, overdue, paused,
// none. Quantised to 24 steps, so that few pictures exist and nothing repaints every second.
Image {
    id: root

    property string kind: "in_time"
    property real fraction: 1
    property real size: Theme.ring
    property string label
    // A remainder too small for a step still shows one.
    readonly property int least: root.fraction > 0 ? 1 : 0
    readonly property int step: Math.max(root.least, Math.min(24, Math.round(root.fraction * 24)))
    readonly property color ink: root.kind === "due_soon" ? Theme.warnText
        : root.kind === "overdue" ? Theme.dangerFill
        : root.kind === "in_time" ? Theme.textSecondary : Theme.textMuted
    readonly property color track: root.kind === "overdue" ? Theme.dangerOnFill : Theme.lineDefault

    width: root.size
    height: root.size
    sourceSize.width: root.size
    sourceSize.height: root.size
    source: root.kind === "" ? "" : "image://sla/" + root.kind + "/" + root.step + "/" + root.ink.toString().slice(1) + "/"
        + root.track.toString().slice(1)
    Accessible.role: Accessible.Indicator
    Accessible.name: root.label
}
