// SPDX-License-Identifier: GPL-3.0-or-later
// Bounds and rates of the edge: all of them settings (group [limits] of server.ini), with what a
// centre of a city needs as defaults.
#pragma once

#include <QString>
#include <QStringList>

#include "authority/sessionlimits.h"

namespace kydai::edge {

struct EdgeLimits {
    int headerBytes = 16 * 1024;          // of one request
    int headerMs = 10'000;                // from the first byte waited for to the last of the head
    int idleMs = 30'000;                  // between two requests on a connection
    int bodyIdleMs = 15'000;              // between two pieces of a body
    qint64 bodyBytesPerSecond = 8 * 1024; // slower bodies are cut off (30 s grace)
    qint64 jsonBytes = 64 * 1024;
    qint64 formBytes = 256 * 1024;        // urlencoded
    qint64 fileBytes = 20LL << 20;
    qint64 videoBytes = 64LL << 20;       // of the centre's accounts
    int files = 5;
    int writeMs = 60'000;                 // a piece of an answer that does not leave

    int sockets = 4096;                   // all
    int socketsPerAddress = 64;           // not signed in
    int handshakesPerSecond = 200;        // WebSocket
    int apiKeyPerSecond = 50;             // requests of one key, burst four times
    int addressPerSecond = 50;            // requests of one address without a key or token
    int uploadsAtOnce = 32;               // bodies with files being read
};

struct EdgeSettings {
    QString address = QStringLiteral("127.0.0.1");
    quint16 port = 0;
    bool behindProxy = false;      // take the peer's address from X-Forwarded-For's last entry
    QString tlsCertificate, tlsKey;
    QStringList allowedOrigins;    // beside the server's own, for /sync
    EdgeLimits limits;
    SessionLimits session;
};

}  // namespace kydai::edge
