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
    readonly property WorkspaceContext context: (loader.item as Workbench)?.context ?? null

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

    Loader {
        id: loader

        anchors.fill: parent
        focus: true
        sourceComponent: Desk.session.state !== "signed_in" ? login
            : Desk.settings.firstRunDone ? bench : firstRun
    }

    Component {
        id: login

        LoginScreen {}
    }

    Component {
        id: firstRun

        FirstRun {}
    }

    Component {
        id: bench

        Workbench {
            quiet: root.quiet
            workspace: root.workspace
            onWorkspaceChosen: code => root.workspace = code
        }
    }
}
