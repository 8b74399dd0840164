// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// What came in: request, evidence, reports, who sent it, what may be the same.
Column {
    id: root

    required property CaseModel model
    property bool agencyLayout: false
    property Component placeView: null
    property bool compact: false

    signal imageWanted(int row)

    spacing: Theme.panelGap

    AgencyRequest {
        width: parent.width
        model: root.model
    }

    EvidencePanel {
        width: parent.width
        compact: root.compact
        model: root.model
        onImageWanted: row => root.imageWanted(row)
    }

    ReportsCard {
        width: parent.width
        model: root.model
    }

    Repeater {
        model: root.placeView !== null && root.model.positionText !== "" ? 1 : 0
        delegate: root.placeView
    }

    ContactCard {
        width: parent.width
        visible: !root.agencyLayout && !Desk.session.isAgency
        model: root.model
    }

    NearbyCard {
        width: parent.width
        model: root.model
    }
}
