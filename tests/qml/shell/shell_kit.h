// SPDX-License-Identifier: GPL-3.0-or-later
// A whole console for a test: window, desk and a small server, offscreen, with the shipped texts.
// GUI thread; one at a time, since the language belongs to the process.
#pragma once

#include <functional>
#include <memory>

#include <QMap>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTemporaryDir>

#include "desk/deskface.h"
#include "desk/mini_server.h"
#include "face.h"

namespace kydai::test {

class Console
{
public:
    explicit Console(const QString& language = QStringLiteral("en"), int reports = 6);
    ~Console();

    // A fresh window on a fresh profile (or on the one there is); the server stays.
    void open(const QString& language, bool freshProfile = true);
    void close();
    // True when rows are here and the first case can be chosen.
    bool signIn(const QString& user = QStringLiteral("operator"),
                const QString& password = QStringLiteral("demo"));
    bool select(const Case& c);
    // Polishes and renders what changed, as the next frame would.
    void frame();

    desk::DeskFace& desk() const { return *qobject_cast<desk::DeskFace*>(m_face->desk()); }
    QQuickWindow* window() const { return m_face->window(); }
    QStringList warnings() const { return m_face ? m_face->warnings() : m_seen; }
    desk::WorkspaceContext* operations() const;
    MiniServer& server() { return m_server; }

    // All items below the window's root for which `wanted` holds, in painting order.
    QList<QQuickItem*> items(const std::function<bool(QQuickItem*)>& wanted) const;
    // First item whose QML type is `type` ("TopBar"); null when there is none.
    QQuickItem* item(const QString& type) const;
    // First visible item that shows exactly `text`.
    QQuickItem* showing(const QString& text) const;
    // Every visible text with the place it stands at: path of types -> text.
    QMap<QString, QString> texts() const;
    QQuickItem* focus() const { return window()->activeFocusItem(); }

    static QString typeOf(const QObject* object);  // "TopBar" of "TopBar_QMLTYPE_12"
    static bool isBelow(const QQuickItem* item, const QQuickItem* above);

private:
    MiniServer m_server;
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<console::Face> m_face;
    QStringList m_seen;
};

}  // namespace kydai::test
