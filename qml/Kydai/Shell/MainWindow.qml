// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// The window: sign-in, first run, or the workbench.
Window {
    id: root

    // "" lets the workbench open the first workspace of the account.
    property string workspace
    property bool quiet: false  // no sound: pictures and tests
    // Of the workspace that is shown; null before it is.
    readonly property WorkspaceContext context: benches.count > 0 ? (benches.itemAt(0) as Workbench)?.context ?? null : null

    width: 1920
    height: 1080
    minimumWidth: 1366
    minimumHeight: 768
    visible: true
    color: Theme.bgApp
    title: qsTr("Kỳ Đài")

    Binding {
        target: Theme
        property: "dark"
        value: Desk.settings.theme !== "light"
    }

    Binding {
        target: Theme
        property: "density"
        value: Desk.settings.density
    }

    Binding {
        target: Theme
        property: "reducedMotion"
        value: Desk.settings.reducedMotion
    }

    // Repeaters, not Loaders: in Qt 6.4 a Loader cannot make a component of a file with bound ids.
    Repeater {
        model: Desk.session.state !== "signed_in" ? 1 : 0

        LoginScreen {
            anchors.fill: parent
            focus: true
        }
    }

    Repeater {
        model: Desk.session.state === "signed_in" && !Desk.settings.firstRunDone ? 1 : 0

        FirstRun {
            anchors.fill: parent
            focus: true
        }
    }

    Repeater {
        id: benches

        model: Desk.session.state === "signed_in" && Desk.settings.firstRunDone ? 1 : 0

        Workbench {
            anchors.fill: parent
            focus: true
            quiet: root.quiet
            workspace: root.workspace
            onWorkspaceChosen: code => root.workspace = code
        }
    }
}
