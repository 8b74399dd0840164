// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// The header of a group as a component of its own, free of the list's ids.
QtObject {
    readonly property Component component: QueueGroup {}
}
