// SPDX-License-Identifier: GPL-3.0-or-later
// Hands each batch of changes to every session of one thread, in seq order without gaps, and knows
// how far it got: a session that subscribes now misses nothing after seq().
#pragma once

#include <QList>

#include "authority/commands.h"

namespace kydai {

class SyncSession;

class SessionFeed
{
public:
    // seq: the ledger's at the time the feed begins. epoch of the ledger.
    SessionFeed(qint64 seq, const Uuid& epoch, qint64 floor) : m_seq(seq), m_floor(floor), m_epoch(epoch) {}

    // Everything up to throughSeq was committed and lies in `changes` (events without a change leave
    // holes). Call for every outcome of the authority, in order.
    void publish(const QList<Change>& changes, qint64 throughSeq);
    // Another process changed rows up to this seq: who listens now would never hear of them. Ends
    // every session; each comes back and goes on by its cursor, from the change log.
    void breakOff(qint64 seq);
    void setFloor(qint64 floor) { m_floor = floor; }

    qint64 seq() const { return m_seq; }
    qint64 floor() const { return m_floor; }
    const Uuid& epoch() const { return m_epoch; }
    qsizetype sessions() const { return m_sessions.size(); }

private:
    friend class SyncSession;
    void enter(SyncSession* session);
    void leave(SyncSession* session);

    qint64 m_seq, m_floor;
    Uuid m_epoch;
    QList<SyncSession*> m_sessions;
};

}  // namespace kydai
