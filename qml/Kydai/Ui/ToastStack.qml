// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick

// At most three passing messages, newest below; undo has its own, longer time and counts down.
Column {
    id: root

    readonly property int limit: 3
    readonly property int count: toasts.count
    property int lastId: 0

    signal triggered(int id)
    signal expired(int id)

    function show(kind: string, title: string, detail: string, actionText: string,
        actionKey: string, undo: bool): int {
        root.lastId += 1
        if (toasts.count >= root.limit)
            root.drop(toasts.get(0).toastId)
        toasts.append({ "toastId": root.lastId, "kind": kind, "title": title, "detail": detail,
            "actionText": actionText, "actionKey": actionKey, "undo": undo })
        return root.lastId
    }

    function drop(id: int): void {
        for (let row = 0; row < toasts.count; ++row) {
            if (toasts.get(row).toastId === id) {
                toasts.remove(row)
                root.expired(id)
                return
            }
        }
    }

    function act(id: int): void {
        root.triggered(id)
        root.drop(id)
    }

    spacing: Theme.space2
    width: Theme.toastWidth
    z: Theme.zToast

    ListModel {
        id: toasts
    }

    Repeater {
        model: toasts

        Toast {
            id: toast

            required property int toastId
            required property bool undo
            required kind
            required title
            required detail
            required property var model
            property int secondsLeft: Math.round((toast.undo ? Theme.undoWindow
                : Theme.toastStay) / Theme.waitTick)

            width: root.width
            actionText: toast.undo ? model.actionText + " " + toast.secondsLeft : model.actionText
            actionKey: model.actionKey
            onTriggered: root.act(toast.toastId)
            onDismissed: root.drop(toast.toastId)

            Timer {
                interval: Theme.waitTick
                running: true
                repeat: true
                onTriggered: {
                    toast.secondsLeft -= 1
                    if (toast.secondsLeft <= 0)
                        root.drop(toast.toastId)
                }
            }
        }
    }
}
