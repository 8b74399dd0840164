// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority/presencehub.h"

#include "authority/sessionstate.h"
#include "core/permissions.h"

namespace kydai {

namespace {

// Heartbeats are passed on this often; a change of case or state at once.
constexpr qint64 kRelayMs = 12'000;

bool sees(const Actor& reader, const Actor& other)
{
    if (!may(reader.roles, Capability::SeePresence))
        return false;
    if (!reader.roles.isAgency())
        return true;
    return other.roles.isAgency() && other.agency == reader.agency;
}

}  // namespace

void PresenceHub::enter(SyncSession* session) { m_sessions.append(session); }

void PresenceHub::set(SyncSession* session, const Uuid& caseId, quint8 state, qint64 nowMs)
{
    const Entry before = m_entries.value(session);
    if (!before.caseId.isNull() && (before.caseId != caseId || state == 0)) {
        m_entries.remove(session);
        tell(session, before.caseId, 0);
    }
    if (caseId.isNull() || state == 0)
        return;
    const bool news = before.caseId != caseId || before.state != state
        || nowMs - before.relayedMs >= kRelayMs;
    m_entries.insert(session, {caseId, state, nowMs, news ? nowMs : before.relayedMs});
    if (news)
        tell(session, caseId, state);
}

void PresenceHub::remove(SyncSession* session, qint64 nowMs)
{
    set(session, {}, 0, nowMs);
    m_sessions.removeOne(session);
}

void PresenceHub::replay(SyncSession* session) const
{
    const auto d = session->d;
    for (auto it = m_entries.begin(); it != m_entries.end(); ++it) {
        const SignedIn& other = it.key()->d->who;
        if (it.key() != session && sees(d->who.actor, other.actor))
            d->send(protocol::Presence{it->caseId, other.actor.user, it->state});
    }
}

void PresenceHub::expire(qint64 nowMs)
{
    const QList<SyncSession*> sessions = m_entries.keys();
    for (SyncSession* session : sessions) {
        const Entry entry = m_entries.value(session);
        if (nowMs - entry.atMs > kPresenceTtlMs)
            set(session, {}, 0, nowMs);
    }
}

void PresenceHub::tell(SyncSession* from, const Uuid& caseId, quint8 state)
{
    const SignedIn who = from->d->who;
    const QList<SyncSession*> sessions = m_sessions;
    for (SyncSession* session : sessions) {
        if (session == from || !m_sessions.contains(session))
            continue;
        const auto d = session->d;
        if (d->isSignedIn() && sees(d->who.actor, who.actor))
            d->send(protocol::Presence{caseId, who.actor.user, state});
    }
}

}  // namespace kydai
