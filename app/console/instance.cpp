// SPDX-License-Identifier: GPL-3.0-or-later
#include "instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>

namespace kydai::console {

Instance::Instance(const QString& profileDir, QObject* parent)
    : QObject(parent), m_lock(QDir(profileDir).filePath(QStringLiteral("console.lock")))
{
    const QByteArray hash = QCryptographicHash::hash(
        QDir(profileDir).absolutePath().toUtf8(), QCryptographicHash::Sha256);
    m_name = QStringLiteral("kydai-") + QString::fromLatin1(hash.toHex().left(20));
    m_lock.setStaleLockTime(0);
}

bool Instance::claim()
{
    if (!m_lock.tryLock(200) && m_lock.error() == QLockFile::LockFailedError) {
        QLocalSocket socket;
        socket.connectToServer(m_name);
        // Before any window exists: this process has nothing else to do.
        if (socket.waitForConnected(1000)) {
            socket.write("raise\n");
            socket.waitForBytesWritten(1000);
        }
        return false;
    }
    QLocalServer::removeServer(m_name);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* socket = m_server.nextPendingConnection()) {
            socket->deleteLater();
            emit raiseWanted();
        }
    });
    m_server.listen(m_name);
    return true;
}

}  // namespace kydai::console
