// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// What the centre asks of the agency.
Card {
    id: root

    required property CaseModel model

    visible: root.model.request !== ""
    iconName: "flag"
    title: qsTr("Request of the Centre")
    note: root.model.assignedText

    UiText {
        width: parent.width
        role: "bodyLarge"
        wrapMode: Text.Wrap
        text: root.model.request
    }
}
