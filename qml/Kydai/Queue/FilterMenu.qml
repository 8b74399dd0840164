// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// Choices that become chips: field, ward, agency, state, channel.
Column {
    id: root

    required property CaseFilter filter
    property bool open: false

    function toggle() {
        root.open = !root.open
    }

    function with_(list, code) {
        return list.includes(code) ? list : list.concat([code])
    }

    visible: root.open
    spacing: Theme.space2

    ComboField {
        width: parent.width
        label: qsTr("Field")
        model: Desk.directory.categories
        matches: (query, text) => Desk.directory.matches(query, text)
        onChosen: code => root.filter.categories = root.with_(root.filter.categories, code)
    }

    ComboField {
        width: parent.width
        label: qsTr("Ward")
        model: Desk.directory.areas
        matches: (query, text) => Desk.directory.matches(query, text)
        onChosen: code => root.filter.areas = root.with_(root.filter.areas, code)
    }

    ComboField {
        width: parent.width
        visible: !Desk.session.isAgency
        label: qsTr("Agency")
        model: Desk.directory.agencies
        matches: (query, text) => Desk.directory.matches(query, text)
        onChosen: code => root.filter.agencies = root.with_(root.filter.agencies, code)
    }

    ComboField {
        width: parent.width
        label: qsTr("State")
        model: root.filter.stateOptions
        matches: (query, text) => Desk.directory.matches(query, text)
        onChosen: code => root.filter.states = root.with_(root.filter.states, code)
    }

    ComboField {
        width: parent.width
        label: qsTr("Channel")
        model: root.filter.channelOptions
        matches: (query, text) => Desk.directory.matches(query, text)
        onChosen: code => root.filter.channels = root.with_(root.filter.channels, code)
    }
}
