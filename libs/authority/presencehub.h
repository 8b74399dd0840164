// SPDX-License-Identifier: GPL-3.0-or-later
// Who looks at which case right now. Ephemeral: nothing is stored, a heartbeat keeps an entry for
// kPresenceTtlMs. The centre sees everybody, an agency's desk only its own colleagues.
#pragma once

#include <QHash>
#include <QList>

#include "core/case.h"

namespace kydai {

class SyncSession;

inline constexpr qint64 kPresenceTtlMs = 120'000;

class PresenceHub
{
public:
    // One case a session: saying another one leaves the first. state 0 or a null case = left.
    void set(SyncSession* session, const Uuid& caseId, quint8 state, qint64 nowMs);
    void remove(SyncSession* session, qint64 nowMs);
    // Tells a session that has just signed in who is where.
    void replay(SyncSession* session) const;
    void expire(qint64 nowMs);

private:
    friend class SyncSession;
    struct Entry {
        Uuid caseId;
        quint8 state = 0;
        qint64 atMs = 0, relayedMs = 0;
    };
    void enter(SyncSession* session);
    void tell(SyncSession* from, const Uuid& caseId, quint8 state);

    QHash<SyncSession*, Entry> m_entries;
    QList<SyncSession*> m_sessions;
};

}  // namespace kydai
