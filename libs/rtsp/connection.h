// SPDX-License-Identifier: GPL-3.0-or-later
// One client of the server. Thread: the server's.
#pragma once

#include <functional>
#include <memory>

#include <QTcpSocket>

#include "rtsp/packetiser.h"
#include "rtsp/request.h"
#include "rtsp/server.h"

namespace kydai::rtsp {

// What is played under one path, and since when.
struct Stage {
    Mount mount;
    qint64 begunMs = 0;
    int sessions = 0;
};

class ConnectionHost
{
public:
    virtual ~ConnectionHost() = default;
    virtual const ServerSettings& settings() const = 0;
    virtual ServerCounts& counts() = 0;
    virtual std::shared_ptr<Stage> stage(const QByteArray& path) = 0;  // null: none
    virtual qint64 nowMs() const = 0;
    virtual void playingChanged() = 0;
    virtual void sending(const QByteArray& path, qsizetype index) = 0;
};

class Connection
{
public:
    // Takes the socket over. gone is called once, when the connection is to be destroyed.
    Connection(ConnectionHost& host, QTcpSocket* socket, std::function<void(Connection*)> gone);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    bool isPlaying() const { return m_playing; }
    bool plays(const Stage& stage) const { return m_stage.get() == &stage; }
    qint64 nextDueMs() const;      // when its next picture is due
    void sendDue(qint64 nowMs);
    void sayGoodbye();
    bool isSilent(qint64 nowMs) const;
    void drop();

private:
    void read();
    void handle(const Request& request);
    void reply(const Request& request, int status, const QByteArray& headers = {},
               const QByteArray& body = {});
    void describeStream(const Request& request);
    void setUp(const Request& request);
    void play(const Request& request);
    void endSession();
    bool isInSession(const Request& request) const;
    void send(qsizetype index, quint64 number);

    ConnectionHost& m_host;
    std::unique_ptr<QTcpSocket> m_socket;
    std::function<void(Connection*)> m_gone;
    RequestReader m_reader;
    QByteArray m_nonce, m_session;
    std::shared_ptr<Stage> m_stage;
    RtpStream m_rtp;
    quint32 m_firstTimestamp = 0;
    qint64 m_playedSinceMs = 0;
    quint64 m_number = 0;          // of the next picture since PLAY
    qsizetype m_first = 0;         // index of its first picture
    qint64 m_heardMs = 0;
    bool m_playing = false;
    bool m_waitsForKey = false;    // was behind
    QObject m_here;                // nothing is called back once it is gone
};

}  // namespace kydai::rtsp
