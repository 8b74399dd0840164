// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A column that scrolls; what gets the focus is scrolled into view.
Flickable {
    id: root

    property alias spacing: column.spacing
    property int padding: 0
    property Item focusedItem: Window.activeFocusItem
    default property alias content: column.data

    function reveal(item: Item): void {
        const top = item.mapToItem(root.contentItem, 0, 0).y
        if (top < contentY)
            contentY = Math.max(0, top - Theme.space2)
        else if (top + item.height > contentY + height)
            contentY = Math.min(contentHeight - height, top + item.height - height + Theme.space2)
    }

    implicitWidth: column.implicitWidth + 2 * root.padding
    implicitHeight: contentHeight
    contentWidth: width
    contentHeight: column.implicitHeight + 2 * root.padding
    boundsBehavior: Flickable.StopAtBounds
    clip: true
    onFocusedItemChanged: {
        for (let up = root.focusedItem; up; up = up.parent) {
            if (up === column) {
                root.reveal(root.focusedItem)
                return
            }
        }
    }

    T.ScrollBar.vertical: ScrollHandle {}

    Column {
        id: column

        x: root.padding
        y: root.padding
        width: root.width - 2 * root.padding
        spacing: Theme.space3
    }
}
