// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Map

// A pin that was put down elsewhere asks why, in the sheet that changes a place. However that sheet
// ends, the pin then stands where the case says.
Item {
    id: root

    required property MapView map
    property ActionSheet sheet: null

    signal sheetWanted(ActionSheet made)

    function begin(caseId: string, lat: double, lon: double): void {
        const made = Desk.actions.start(caseId, "edit")
        if (!made) {
            root.map.dropPin()
            return
        }
        made.setValue("position", lat.toFixed(6) + "," + lon.toFixed(6))
        root.sheet = made
        root.sheetWanted(made)
    }

    Connections {
        target: root.sheet

        function onClosed() {
            root.sheet = null
            root.map.dropPin()
        }
    }
}
