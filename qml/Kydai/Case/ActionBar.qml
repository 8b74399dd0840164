// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// What this person may do now: one filled button, the others beside it with their keys.
PanelFrame {
    id: root

    required property CaseModel model

    signal actionWanted(string action)

    headerVisible: false
    implicitHeight: flow.height + 2 * Theme.space3
    height: implicitHeight

    Flow {
        id: flow

        x: Theme.space3
        y: Theme.space3
        width: parent.width - 2 * Theme.space3
        spacing: Theme.space2

        Repeater {
            model: root.model.offers

            ActionButton {
                id: offer

                required property string code
                required property string label
                required keyText
                required iconName
                required kind
                required enabledReason

                text: offer.label
                onClicked: root.actionWanted(offer.code)
            }
        }

        UiText {
            height: Theme.control
            visible: root.model.offers.count === 0
            verticalAlignment: Text.AlignVCenter
            role: "meta"
            tone: "text.muted"
            text: qsTr("Nothing for you to do on this case now.")
        }
    }
}
