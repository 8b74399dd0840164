// SPDX-License-Identifier: GPL-3.0-or-later
// What the server says, message by message.
#include "sync/engine_impl.h"

#include <algorithm>

namespace kydai {

namespace {

constexpr int kAckBytes = 256 * 1024;
constexpr qint64 kCacheRetryMs = 5000;
constexpr int kCacheFailuresBeforeReset = 3;  // of an error that is neither a full disk nor a lock
constexpr int kGapsBeforeSnapshot = 2;
constexpr int kGapsBeforeCut = 4;
constexpr qint64 kHandshakeMs = 10000;
constexpr qint64 kEraseAfterMs = 5000;
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
    if (m_unackedBytes >= kAckBytes)
        ackNow();
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
    const Result<QByteArray> known = m_setup.cache.directoryVersion();
    send(protocol::Auth{m_token, known.value_or(QByteArray())});
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

// Rows of another user or of other roles must not stay in the cache of this one.
void SyncEngine::Impl::adoptOwner()
{
    const CacheDb::Owner owner{m_account.user, m_account.roles.bits()};
    const Result<CacheDb::Owner> known = m_setup.cache.owner();
    if (known && *known == owner)
        return;
    if (!known) {
        m_cacheError = known.error();
        replaceCache(known.error().code == ErrorCode::Corrupt);
    } else if (!known->user.isEmpty()) {
        replaceCache(false);
    } else if (const Result<void> set = m_setup.cache.setOwner(owner); !set) {
        m_cacheError = set.error();  // tried again by probeStorage()
    }
}

void SyncEngine::Impl::on(const protocol::DirectoryData& directory)
{
    m_unsaved = directory;
    saveDirectory();
    if (m_call.directory)
        m_call.directory(directory.version, directory.packed);
}

bool SyncEngine::Impl::saveDirectory()
{
    if (m_unsaved.version.isEmpty())
        return true;
    const Result<void> saved = m_setup.cache.putDirectory(m_unsaved.version, m_unsaved.packed);
    if (saved)
        m_unsaved = {};
    else
        m_cacheError = saved.error();  // tried again, and it comes again with the next link
    return saved.has_value();
}

void SyncEngine::Impl::subscribe()
{
    m_inbox.pause();
    m_ackedSeq = -1;
    m_saidBackground = false;
    m_pongSeq = -1;
    if (const Result<void> loaded = m_inbox.load(); !loaded) {
        m_cacheError = loaded.error();
        cacheFailed();
        return;
    }
    m_deadline.start(kHandshakeMs, [this] {
        cut(closecode::kTimeout, QStringLiteral("subscribe"), ErrorCode::Offline);
    });
    send(m_inbox.subscription());
}

// The chain does not fit. First from the cursor again, then without it, then with a new link: never
// the same try for ever.
void SyncEngine::Impl::resubscribe()
{
    ++m_gaps;
    if (m_gaps >= kGapsBeforeSnapshot)
        m_inbox.distrust();
    if (m_gaps >= kGapsBeforeCut)
        cut(closecode::kNormal, QStringLiteral("gap"), ErrorCode::BadFrame);
    else
        subscribe();
}

void SyncEngine::Impl::on(const protocol::SubOk& ok)
{
    if (m_state < State::Authenticating || m_inbox.live() || m_inbox.filling())
        return;
    m_deadline.stop();
    const Inbox::Step step = m_inbox.begin(ok, m_epoch, m_scopeHash);
    if (step == Inbox::Step::Gap) {
        resubscribe();
    } else if (step == Inbox::Step::Failed) {
        m_cacheError = m_inbox.error();
        cacheFailed();
    } else if (m_inbox.live()) {
        becameLive();
    } else {
        m_receivedMs = m_setup.clock.monotonicMs();
        setState(State::Snapshot, {ErrorCode::None, {}, {}});
    }
}

void SyncEngine::Impl::becameLive()
{
    if (!m_liveSinceMs)
        m_liveSinceMs = m_setup.clock.monotonicMs();
    if (m_pingedMs != m_receivedMs)
        ping();  // the server's clock and the latency, at once
    if (m_setup.cache.hasResidue().value_or(false))
        eraseSoon(kEraseAfterMs);
    setState(State::Live, {ErrorCode::None, {}, {}});
    m_pump.cursorMoved(m_inbox.cursor());
}

void SyncEngine::Impl::on(const protocol::Page& page)
{
    const Inbox::Step step = m_inbox.page(page);
    applied(step, RowBatch::Kind::Page);
    if (step == Inbox::Step::Applied || step == Inbox::Step::Finished)
        send(protocol::PageAck{page.number});
    if (step == Inbox::Step::Finished)
        becameLive();
    else
        publish();
}

void SyncEngine::Impl::on(const protocol::Delta& delta)
{
    const Inbox::Step step = m_inbox.delta(delta);
    applied(step, RowBatch::Kind::Delta);
    if (step == Inbox::Step::Applied)
        m_pump.cursorMoved(m_inbox.cursor());
}

void SyncEngine::Impl::applied(Inbox::Step step, RowBatch::Kind kind)
{
    if (step == Inbox::Step::Gap) {
        resubscribe();
    } else if (step == Inbox::Step::Failed) {
        m_cacheError = m_inbox.error();
        cacheFailed();
    } else if (step != Inbox::Step::Ignored) {
        m_gaps = 0;
        m_cacheFailures = 0;
        m_cacheError = {ErrorCode::None, {}, {}};
        m_movedSincePong = true;
        CacheDb::Applied done = m_inbox.takeApplied();
        m_unreadable += static_cast<int>(done.rejected.size());
        if (!done.leaves.isEmpty())
            eraseSoon(kEraseAfterMs);
        if (m_call.rows && (!done.puts.isEmpty() || !done.leaves.isEmpty()))
            m_call.rows({kind, std::move(done.puts), std::move(done.leaves), m_inbox.cursor().seq});
    }
}

// cache.db did not take a write. The rows stay readable, decisions go on; a damaged file is
// replaced.
void SyncEngine::Impl::cacheFailed()
{
    ++m_cacheFailures;
    m_inbox.pause();
    const ErrorCode code = m_cacheError.code;
    const bool waitable = code == ErrorCode::DiskFull || code == ErrorCode::Busy
        || code == ErrorCode::ReadOnly;
    const bool damaged = code == ErrorCode::Corrupt;
    if (damaged || (!waitable && m_cacheFailures >= kCacheFailuresBeforeReset))
        replaceCache(true);
    else if (!waitable && m_call.rows)  // it may be done all the same
        m_call.rows({RowBatch::Kind::Reset, {}, {}, m_inbox.cursor().seq});
    m_deadline.stop();
    m_cacheRetry.start(kCacheRetryMs, [this] { subscribe(); });
    publish();
}

// keepOld: damaged, put aside for whoever wants to look; otherwise another account's, deleted.
void SyncEngine::Impl::replaceCache(bool keepOld)
{
    if (m_call.releaseReaders)
        m_call.releaseReaders();
    const Result<void> fresh = keepOld ? m_setup.cache.recover() : m_setup.cache.reset();
    m_inbox.restart();
    if (fresh)
        m_cacheFailures = 0;
    else
        m_cacheError = fresh.error();
    if (fresh && m_state >= State::Authenticating && !m_account.user.isEmpty()) {
        const CacheDb::Owner owner{m_account.user, m_account.roles.bits()};
        if (const Result<void> set = m_setup.cache.setOwner(owner); !set)
            m_cacheError = set.error();
    }
    if (m_call.rows)
        m_call.rows({RowBatch::Kind::Reset, {}, {}, -1});
}

// Words and pages of rows that left are erased from the file when nothing else goes on.
void SyncEngine::Impl::eraseSoon(qint64 delayMs)
{
    m_erase.start(delayMs, [this] {
        if (m_inbox.filling()) {
            eraseSoon(kEraseAfterMs);
        } else if (const Result<void> erased = m_setup.cache.eraseResidue(); !erased) {
            if (erased.error().code == ErrorCode::Busy)
                eraseSoon(6 * kEraseAfterMs);
        }
    });
}

void SyncEngine::Impl::on(const protocol::Presence& presence)
{
    if (m_call.presence)
        m_call.presence(presence);
}

void SyncEngine::Impl::on(const protocol::Ping& ping)
{
    const qint64 server = m_serverClock.known() ? serverNowMs() : 0;
    send(protocol::Pong{ping.t, server, m_inbox.cursor().seq});
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
    const bool stuck = m_inbox.live() && m_pongSeq > m_inbox.cursor().seq && !m_movedSincePong;
    m_pongSeq = m_inbox.live() ? pong.seq : -1;
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
