// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// Sign-in: the tower at night beside a short form. The role comes from the account.
FocusScope {
    id: root

    focus: true

    Item {
        id: picture

        width: parent.width - form.width
        height: parent.height
        clip: true

        Image {
            anchors.fill: parent
            source: "qrc:/kydai/pictures/flagtower.svg"
            sourceSize.height: height
            fillMode: Image.PreserveAspectCrop
            asynchronous: true
        }

        Row {
            x: Theme.space9
            y: Theme.space8
            spacing: Theme.space4

            Image {
                anchors.verticalCenter: parent.verticalCenter
                width: Theme.space8
                height: Theme.space8
                sourceSize.width: width
                sourceSize.height: height
                source: "image://glyph/brand/" + Theme.accentOnFill.toString().slice(1) + "/"
                    + Theme.accentOnFill.toString().slice(1)
            }

            Column {
                UiText {
                    role: "heading"
                    tone: "accent.onFill"
                    text: qsTr("Kỳ Đài")
                }

                UiText {
                    role: "bodyLarge"
                    tone: "accent.onFill"
                    text: qsTr("Centre for smart city monitoring and operation, Huế")
                }
            }
        }
    }

    LoginForm {
        id: form

        anchors.right: parent.right
        width: Math.max(Theme.casePanel, parent.width * 0.385)
        height: parent.height
        focus: true
    }
}
