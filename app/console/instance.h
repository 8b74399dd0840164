// SPDX-License-Identifier: GPL-3.0-or-later
// One console a profile: a second start raises the first window and ends.
#pragma once

#include <QLocalServer>
#include <QLockFile>
#include <QObject>

namespace kydai::console {

class Instance : public QObject
{
    Q_OBJECT

public:
    explicit Instance(const QString& profileDir, QObject* parent = nullptr);
    // False: another console holds the profile and was asked to show itself.
    bool claim();

signals:
    void raiseWanted();

private:
    QString m_name;
    QLockFile m_lock;
    QLocalServer m_server;
};

}  // namespace kydai::console
