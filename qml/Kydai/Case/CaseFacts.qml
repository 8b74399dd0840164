// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// The line of facts under a case's title: state, priority, channel, field, place, time, flags.
Flow {
    id: root

    required property CaseModel model

    spacing: Theme.space4

    component Fact: Row {
        id: fact

        property string iconName
        property string text

        spacing: Theme.space1
        visible: fact.text !== ""

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: fact.iconName
            size: Theme.iconSmall
            color: Theme.textMuted
        }

        UiText {
            role: "meta"
            tone: "text.secondary"
            text: fact.text
        }
    }

    StateGlyph {
        code: root.model.state
        label: root.model.stateLabel
    }

    PriorityGlyph {
        visible: root.model.priority !== "normal"
        priority: root.model.priority
        label: root.model.priorityLabel
        showLabel: true
    }

    Fact {
        iconName: root.model.channelIcon
        text: root.model.channelLabel
    }

    Fact {
        iconName: "tag"
        text: root.model.categoryLabel
    }

    Fact {
        iconName: "pin"
        text: root.model.areaLabel
    }

    Fact {
        iconName: "clock"
        text: root.model.receivedText
    }

    Fact {
        iconName: "house"
        text: root.model.agencyLabel
    }

    Fact {
        iconName: "merge"
        text: root.model.masterCode
    }

    Fact {
        iconName: "ban"
        text: root.model.reasonLabel
    }

    Repeater {
        model: root.model.flags

        Tag {
            required property var modelData

            visible: modelData.done
            tone: "ok"
            iconName: modelData.code === "rated" ? "star" : "eye"
            text: modelData.detail !== "" ? modelData.label + " · " + modelData.detail : modelData.label
        }
    }
}
