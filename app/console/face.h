// SPDX-License-Identifier: GPL-3.0-or-later
// One console: the desk, its QML engine and its window. GUI thread. Several may live one after
// another in one process (pictures of every account).
#pragma once

#include <memory>

#include <QObject>
#include <QQmlApplicationEngine>
#include <QStringList>

#include "options.h"

class QQuickWindow;

namespace kydai::desk {
class DeskFace;
}

namespace kydai::console {

class NetGuard;

class Face : public QObject
{
    Q_OBJECT

public:
    Face(const QString& server, const QString& profileDir, const Options& options);
    ~Face() override;

    bool load(bool quiet);  // false: QML did not load; warnings() says why
    QQuickWindow* window() const;
    QQmlEngine& engine() { return *m_engine; }
    QObject* desk() const;                        // the singleton Desk
    QObject* part(const char* name) const;        // a sub-object of Desk
    void signIn(const QString& user, const QString& password);
    void setBackground(bool background);          // no window of ours has the focus
    QStringList warnings() const { return m_warnings; }  // of QML, since the start

private:
    std::unique_ptr<desk::DeskFace> m_desk;
    std::unique_ptr<QQmlApplicationEngine> m_engine;
    std::unique_ptr<NetGuard> m_guard;
    QStringList m_warnings;
};

}  // namespace kydai::console
