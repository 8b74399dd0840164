// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// F6 walks the regions of the window in order; each remembers what had the focus in it last.
Item {
    id: root

    // In order; what is null, hidden or has nothing to focus is passed over.
    property list<Item> order
    property Item focusItem: Window.activeFocusItem
    property var remembered: ({})

    function regionOf(item) {
        for (let up = item; up; up = up.parent) {
            for (let at = 0; at < root.order.length; ++at) {
                if (root.order[at] === up)
                    return at
            }
        }
        return -1
    }

    function isWithin(item, region) {
        for (let up = item; up; up = up.parent) {
            if (up === region)
                return true
        }
        return false
    }

    // The first in the region that Tab would stop at; an own choice of the region goes before.
    function firstIn(item) {
        if (!item || !item.visible || !item.enabled)
            return null
        if (item.firstFocus)
            return item.firstFocus
        if (item.activeFocusOnTab)
            return item
        for (let at = 0; at < item.children.length; ++at) {
            const found = root.firstIn(item.children[at])
            if (found)
                return found
        }
        return null
    }

    function go(by) {
        const count = root.order.length
        const from = root.regionOf(root.focusItem)
        for (let step = 1; step <= count; ++step) {
            if (root.enter(((from < 0 && by < 0 ? 0 : from) + by * step + count * step) % count, by))
                return
        }
    }

    function enter(at, by = 1) {
        const region = root.order[at]
        if (!region || !region.visible)
            return false
        const last = root.remembered[at]
        const target = last && last.visible && last.enabled && root.isWithin(last, region)
            ? last : root.firstIn(region)
        if (target)
            target.forceActiveFocus(by < 0 ? Qt.BacktabFocusReason : Qt.TabFocusReason)
        return target !== null
    }

    onFocusItemChanged: {
        const at = root.regionOf(root.focusItem)
        if (at >= 0)
            root.remembered[at] = root.focusItem
    }
    onOrderChanged: root.remembered = ({})
}
