// SPDX-License-Identifier: GPL-3.0-or-later
// The consoles' connections: a SyncSession over each WebSocket, fed with every outcome. Loop
// thread.
#pragma once

#include <unordered_map>

#include "authority/presencehub.h"
#include "authority/sessionfeed.h"
#include "authority/syncsession.h"
#include "edge/context.h"

namespace kydai::edge {

class SyncHost
{
public:
    SyncHost(EdgeContext& context, const SessionFeed& start);
    ~SyncHost();

    void handle(const ExchangePointer& exchange);
    void publish(const Outcome& outcome);
    void goaway(const QString& reason, int spreadMs);
    void directoryChanged();

    qsizetype sessions() const { return static_cast<qsizetype>(m_sessions.size()); }
    qsizetype liveSessions() const;
    SessionCounters totals() const;   // of those that ended and those that are
    qint64 queuedBytes() const;
    qint64 seq() const { return m_feed.seq(); }

private:
    struct Session;
    void adopt(const std::shared_ptr<Connection>& connection);
    void drop(quint64 id);
    SessionPorts portsFor(const std::shared_ptr<Connection>& connection);
    void addReads(SessionPorts& ports);
    void housekeep();

    EdgeContext& m_context;
    SessionFeed m_feed;
    PresenceHub m_presence;
    protocol::DirectoryData m_directory;
    std::unordered_map<quint64, std::unique_ptr<Session>> m_sessions;
    SessionCounters m_ended;
    quint64 m_nextId = 1;
    quint64 m_accountsRevision = 0;
    quint64 m_directoryRevision = 0;
    Scheduler::Ticket m_timer = 0;
};

}  // namespace kydai::edge
