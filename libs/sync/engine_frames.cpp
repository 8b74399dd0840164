// SPDX-License-Identifier: GPL-3.0-or-later
// What the server says, message by message; what concerns the rows is in engine_rows.cpp.
#include "sync/engine_impl.h"

#include <algorithm>

namespace kydai {

namespace {

constexpr qint64 kLongestSpreadMs = 5 * 60 * 1000;

bool isTemporary(ErrorCode code)
{
    return code == ErrorCode::Later || code == ErrorCode::Busy || code == ErrorCode::Internal
        || code == ErrorCode::Io || code == ErrorCode::DiskFull || code == ErrorCode::Locked;
}

}  // namespace

void SyncEngine::Impl::send(const protocol::Message& message)
{
    if (m_linkOpen)
        m_setup.transport.send(protocol::encode(message));
}

void SyncEngine::Impl::frame(const QByteArray& bytes)
{
    m_receivedMs = m_setup.clock.monotonicMs();
    m_contactMs = m_setup.clock.nowMs();
    m_wakeUntilMs = 0;
    m_unackedBytes += bytes.size();
    const Result<protocol::Message> message = protocol::decode(bytes, protocol::kMaxFrameToClient);
    if (!message) {
        if (message.error().code != ErrorCode::Unsupported)
            cut(closecode::kBadFrame, QStringLiteral("bad frame"), ErrorCode::BadFrame);
        return;
    }
    std::visit([this](const auto& m) { on(m); }, *message);
}

void SyncEngine::Impl::on(const protocol::ServerHello& hello)
{
    if (m_state != State::Authenticating)
        return;
    if (hello.proto != protocol::kVersion) {
        m_setup.transport.close(closecode::kUpgrade, {});
        closed(closecode::kUpgrade, QStringLiteral("protocol %1").arg(hello.proto));
        return;
    }
    m_epoch = hello.epoch;
    const qint64 now = m_setup.clock.monotonicMs();
    if (!m_serverClock.known())
        m_serverClock.sample(hello.serverMs, now, now);
    m_sentToken = m_token;
    send(protocol::Auth{m_token, m_directoryVersion});
}

void SyncEngine::Impl::on(const protocol::AuthOk& ok)
{
    const bool again = m_state == State::Snapshot || m_state == State::Live;
    const QByteArray scopeBefore = m_scopeHash;
    const SyncAccount before = m_account;
    m_scopeHash = ok.scopeHash;
    m_account = {ok.user, ok.displayName, ok.agency, Roles::fromBits(ok.roles), ok.expiresMs};
    countAttention();
    if (m_call.account)
        m_call.account(m_account);
    if (again && before.user == ok.user) {
        if (scopeBefore == ok.scopeHash && before.roles == m_account.roles
            && before.agency == ok.agency)
            return;  // a fresh token, nothing else
        adoptOwner();  // the account was changed: the server waits for a new subscription
        subscribe();
        return;
    }
    adoptOwner();
    m_gaps = 0;
    m_pongSeq = -1;
    m_pump.connected(ok.user, m_epoch);
    m_uploads.connected(ok.user, m_url, m_token);
    subscribe();
    if (m_presenceState)
        sendPresence();
}

void SyncEngine::Impl::on(const protocol::AuthError& refused)
{
    m_setup.transport.close(closecode::kNormal, {});
    if (m_token != m_sentToken || isTemporary(refused.error.code)) {
        retryLater(refused.error);
        return;
    }
    m_token.clear();
    linkGone(refused.error, State::NeedsSignIn, -1);
}

void SyncEngine::Impl::on(const protocol::Presence& presence)
{
    if (m_call.presence)
        m_call.presence(presence);
}

void SyncEngine::Impl::on(const protocol::Ping& ping)
{
    const qint64 server = m_serverClock.known() ? serverNowMs() : 0;
    send(protocol::Pong{ping.t, server, m_cache.position().cursor.seq});
}

// Heartbeats are the gap detector too: a server that was ahead of us a whole beat ago and has sent
// nothing since has forgotten us.
void SyncEngine::Impl::on(const protocol::Pong& pong)
{
    const qint64 now = m_setup.clock.monotonicMs();
    if (pong.t > 0 && pong.t <= now && now - pong.t <= protocol::kDeadMs) {
        m_serverClock.sample(pong.serverMs, pong.t, now);
        m_latencyMs = static_cast<int>(now - pong.t);
    }
    // While cache.db is still busy with what came, nothing is missing yet.
    const bool stuck = isLive() && m_cache.isIdle() && !m_movedSincePong
        && m_pongSeq > m_cache.position().cursor.seq;
    m_pongSeq = isLive() ? pong.seq : -1;
    m_movedSincePong = false;
    if (stuck)
        resubscribe();
    publish();
}

void SyncEngine::Impl::on(const protocol::ErrorMessage& error)
{
    m_problem = error.error;  // fatal or not: the server closes by itself
    publish();
}

void SyncEngine::Impl::on(const protocol::Goaway& goaway)
{
    m_setup.transport.close(closecode::kNormal, {});
    const qint64 spread = std::clamp<qint64>(goaway.spreadMs, 0, kLongestSpreadMs);
    const auto delay = m_setup.random.below(static_cast<quint64>(spread) + 1);
    linkGone({ErrorCode::Offline, {}, goaway.reason}, State::Offline, static_cast<qint64>(delay));
}

void SyncEngine::Impl::on(const protocol::Answer& answer)
{
    const AnswerCallback done = m_queries.take(answer.qid);
    if (!done)
        return;
    if (answer.error.code != ErrorCode::None)
        done(tl::unexpected<Error>(answer.error));
    else
        done(answer);
}

}  // namespace kydai
