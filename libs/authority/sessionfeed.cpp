// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority/sessionfeed.h"

#include "authority/sessionstate.h"

namespace kydai {

void SessionFeed::publish(const QList<Change>& changes, qint64 throughSeq)
{
    if (throughSeq > m_seq)
        m_seq = throughSeq;
    const QList<SyncSession*> sessions = m_sessions;  // one may leave while it is told
    for (SyncSession* session : sessions) {
        if (!m_sessions.contains(session))
            continue;
        const auto d = session->d;
        d->changed(changes, m_seq);
    }
}

void SessionFeed::breakOff(qint64 seq)
{
    if (seq <= m_seq)
        return;
    m_seq = seq;
    const QList<SyncSession*> sessions = m_sessions;
    for (SyncSession* session : sessions) {
        if (m_sessions.contains(session)) {
            const auto d = session->d;
            d->end(CloseCode::Overload);
        }
    }
}

void SessionFeed::enter(SyncSession* session) { m_sessions.append(session); }
void SessionFeed::leave(SyncSession* session) { m_sessions.removeOne(session); }

}  // namespace kydai
