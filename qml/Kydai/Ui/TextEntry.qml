// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// One line of text with label, error and help.
FieldFrame {
    id: root

    property alias text: field.text
    property alias validator: field.validator
    property alias maximumLength: field.maximumLength
    property int hints: Qt.ImhNone
    property alias input: field
    property string placeholder
    property string iconName
    property string keyText
    property bool password: false

    signal accepted()
    signal edited()

    function selectAll(): void {
        field.selectAll()
    }

    Icon {
        id: glyph

        x: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        visible: name.length > 0
        name: root.locked ? "lock" : root.iconName
        color: Theme.textMuted
    }

    T.TextField {
        id: field

        x: glyph.visible ? glyph.x + glyph.width : 0
        width: parent.width - x - caps.room
        height: parent.height
        leftPadding: Theme.space2
        rightPadding: Theme.space2
        focus: true
        font: Theme.fontBody
        color: root.locked ? Theme.textMuted : Theme.textPrimary
        selectionColor: Theme.accentFill
        selectedTextColor: Theme.accentOnFill
        placeholderText: root.placeholder
        placeholderTextColor: Theme.textMuted
        verticalAlignment: TextInput.AlignVCenter
        inputMethodHints: root.password ? Qt.ImhHiddenText | Qt.ImhSensitiveData | Qt.ImhNoPredictiveText
            | Qt.ImhNoAutoUppercase : root.hints
        echoMode: root.password ? TextInput.Password : TextInput.Normal
        readOnly: root.locked
        selectByMouse: true
        Accessible.role: Accessible.EditableText
        Accessible.name: root.label.length > 0 ? root.label : root.placeholder
        Accessible.description: root.error.length > 0 ? root.error : root.help
        Accessible.passwordEdit: root.password
        onAccepted: root.accepted()
        onTextEdited: root.edited()

        UiText {
            x: field.leftPadding
            width: field.width - 2 * x
            anchors.verticalCenter: parent.verticalCenter
            visible: field.length === 0 && field.preeditText.length === 0
            tone: "text.muted"
            text: root.placeholder
            Accessible.ignored: true
        }
    }

    KeyCap {
        id: caps

        readonly property real room: visible ? width + Theme.space2 : 0

        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        text: root.keyText
    }
}
