// SPDX-License-Identifier: GPL-3.0-or-later
// A request and its answer as values, without Boost. Edge thread.
#pragma once

#include <functional>
#include <memory>

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include "core/result.h"

namespace kydai::edge {

struct RequestHead {
    QByteArray method;              // upper case as sent
    QByteArray path;                // percent-decoded, starts with '/'
    QByteArray query;               // behind '?', raw
    QHash<QByteArray, QByteArray> headers;  // names lower case; repeated ones joined by ", "
    qint64 contentLength = -1;      // -1 = none or chunked
    bool hasBody = false;
    QString address;                // of the peer (or what the proxy says)
    bool isLoopback = false;
    bool wantsUpgrade = false;      // WebSocket

    QByteArray header(const QByteArray& lowerName) const { return headers.value(lowerName); }
    QByteArray bearer() const;      // token of "Authorization: Bearer …", empty = none
};

// Gives the next piece of a body; called again after the piece before it left. An empty piece ends
// it.
using BodySource = std::function<void(std::function<void(Result<QByteArray>)> piece)>;

struct Response {
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    QList<QPair<QByteArray, QByteArray>> headers;
    BodySource source;              // instead of body, of exactly sourceBytes bytes
    qint64 sourceBytes = 0;
};

Response textResponse(int status, const QByteArray& text);
const char* reasonOf(int status);
// Status line and headers with the ones every answer bears; `keepAlive` decides Connection.
QByteArray responseHead(const Response& response, bool keepAlive);

class Connection;

// One request on its way to an answer. Whoever answers keeps it; without respond() it answers 500
// when it goes.
class Exchange
{
public:
    virtual ~Exchange() = default;
    virtual const RequestHead& head() const = 0;

    // The body piece by piece: `next` asks for another one. `done` comes once: ok at the end,
    // TooLarge (limit; known at once from Content-Length, nothing is read then), BadInput (cut
    // off).
    using Piece = std::function<void(const QByteArray& bytes, std::function<void()> next)>;
    virtual void readPieces(qint64 limit, Piece piece, std::function<void(Result<void>)> done) = 0;
    void readAll(qint64 limit, std::function<void(Result<QByteArray>)> done);

    // The first answer counts. With a body unread, the connection ends after it.
    virtual void respond(Response response) = 0;
    // The peer showed a valid token or key: its socket no longer counts as a stranger's.
    virtual void markTrusted() = 0;
    // Takes the WebSocket handshake; `accepted` gets null when it failed. Instead of respond().
    virtual void upgrade(const QByteArray& subProtocol,
                         std::function<void(std::shared_ptr<Connection>)> accepted) = 0;
};
using ExchangePointer = std::shared_ptr<Exchange>;

}  // namespace kydai::edge
