// SPDX-License-Identifier: GPL-3.0-or-later
// Walks through every workspace of every demo account, in both themes and languages, and writes a
// picture of each: "NN-workspace-role-theme-lang.png", one line "shot PATH" each.
#pragma once

#include <memory>

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryDir>
#include <QTimer>

#include "face.h"

namespace kydai::console {

class Shots : public QObject
{
    Q_OBJECT

public:
    Shots(const QString& server, const Options& options, QObject* parent = nullptr);
    void start();

signals:
    void done(int exitCode);

private:
    struct Look { QString theme, language; };
    void nextAccount();
    void poll();
    bool settled();
    void arrange();
    void advance();
    void take(const QString& workspace);
    bool atTheDoor();
    void fail(const QString& why);

    QString m_server;
    Options m_options;
    QStringList m_accounts;
    qsizetype m_account = -1;
    QStringList m_workspaces;
    qsizetype m_workspace = 0;
    QList<Look> m_looks;
    qsizetype m_look = 0;
    int m_number = 0;
    bool m_arranged = false;
    enum class Door { Login, FirstRun, In } m_door = Door::In;
    int m_calm = 0;
    QTemporaryDir m_profiles;
    std::unique_ptr<Face> m_face;
    QTimer m_timer;
    QElapsedTimer m_since;
};

}  // namespace kydai::console
