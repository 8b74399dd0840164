// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/engine.h"

#include "sync/engine_impl.h"

namespace kydai {

namespace {

constexpr qint64 kTickMs = 1000;
constexpr qint64 kConnectMs = 5000;
constexpr qint64 kSuspendMs = 10000;      // a wall clock that jumps further than the monotonic one
constexpr qint64 kAnswerAfterWakeMs = 5000;
constexpr qint64 kSteadyMs = 10000;       // live that long: the next cut starts the back-off anew
constexpr qint64 kUpgradeRetryMs = 5 * 60 * 1000;
constexpr qint64 kPresenceMs = 15000;
constexpr qint64 kProbeMs = 5000;
constexpr qint64 kTidyMs = 3600 * 1000;
constexpr int kMaxQueries = 32;

}  // namespace

OutboxPump::Hooks SyncEngine::Impl::outboxHooks()
{
    return {[this](const protocol::Message& message) { send(message); },
            [this] { changed(); },
            [this](const protocol::MutateResult& result) {
                if (m_call.result)
                    m_call.result(result);
            },
            [this](const Uuid& mid, const Uuid& caseId, const Error& why) {
                if (m_call.attention)
                    m_call.attention(mid, caseId, why);
            },
            [this](const Error& error) {
                m_workError = error;
                publish();
            },
            [this](const QStringList& sha256s, Error* why) {
                return m_uploads.stateOf(sha256s, why);
            },
            [this] { m_uploads.sendAllAgain(); }};
}

UploadPump::Hooks SyncEngine::Impl::uploadHooks()
{
    return {[this](const QString& sha256) { return m_pump.namesFile(sha256); },
            [this] { m_pump.filesSettled(); },
            [this](const UploadNews& news) {
                if (m_call.upload)
                    m_call.upload(news);
            },
            [this](const Error& error) {
                m_workError = error;
                publish();
            }};
}

SyncEngine::Impl::Impl(const SyncSetup& setup, SyncCallbacks callbacks)
    : m_setup(setup), m_call(std::move(callbacks)),
      m_cache(setup.cache, setup.cacheScheduler ? *setup.cacheScheduler : setup.scheduler,
              setup.scheduler),
      m_uploads(setup.work, setup.scheduler, setup.clock, setup.random, setup.sender,
                setup.uploadFolder, uploadHooks()),
      m_pump(setup.work, setup.scheduler, setup.clock, setup.random, outboxHooks()),
      m_tick(setup.scheduler), m_deadline(setup.scheduler), m_retry(setup.scheduler),
      m_cacheRetry(setup.scheduler), m_erase(setup.scheduler)
{
    m_problem.code = m_cacheError.code = m_workError.code = ErrorCode::None;
    m_told.problem.code = m_told.storage.code = ErrorCode::None;
    m_setup.transport.setCallbacks({[this] { opened(); },
                                    [this](const QByteArray& bytes) { frame(bytes); },
                                    [this](int code, const QString& why) { closed(code, why); }});
    if (const Result<void> loaded = m_pump.load(); !loaded)
        m_workError = loaded.error();
    if (const Result<void> loaded = m_uploads.load(); !loaded)
        m_workError = loaded.error();
    learnDirectory();
    countAttention();
}

SyncEngine::Impl::~Impl()
{
    m_setup.transport.close(closecode::kNormal, {});
    m_setup.transport.setCallbacks({});
}

void SyncEngine::Impl::start(const QString& url)
{
    if (m_state != State::Stopped)
        stop();
    m_url = url;
    m_wallMs = m_setup.clock.nowMs();
    m_monoMs = m_setup.clock.monotonicMs();
    m_backoff.reset();
    m_tick.start(kTickMs, [this] { tick(); });
    if (m_token.isEmpty())
        setState(State::NeedsSignIn, {ErrorCode::NotSignedIn, {}, {}});
    else
        connectNow();
}

void SyncEngine::Impl::setToken(const QString& token)
{
    m_token = token;
    m_uploads.setToken(token);
    if (token.isEmpty() || m_state == State::Stopped)
        return;
    if (m_state == State::Snapshot || m_state == State::Live) {
        m_sentToken = token;
        send(protocol::Auth{token, {}});
    } else if (m_state == State::NeedsSignIn || m_state == State::Offline) {
        m_backoff.reset();
        connectNow();
    }
}

void SyncEngine::Impl::stop()
{
    if (m_state == State::Stopped)
        return;
    if (m_linkOpen)
        ackNow();
    m_setup.transport.close(closecode::kNormal, {});
    linkGone({ErrorCode::None, {}, {}}, State::Stopped, -1);
    m_tick.stop();
}

void SyncEngine::Impl::wake()
{
    m_serverClock.clear();  // the monotonic clock may have stood still
    if (m_state == State::Offline || m_state == State::UpgradeNeeded) {
        m_backoff.reset();
        connectNow();
    } else if (m_linkOpen) {
        m_wakeUntilMs = m_setup.clock.monotonicMs() + kAnswerAfterWakeMs;
        ping();
    }
}

void SyncEngine::Impl::connectNow()
{
    m_retry.stop();
    m_nextTryMs = 0;
    m_linkOpen = false;
    setState(State::Connecting, m_problem);
    m_deadline.start(kConnectMs, [this] {
        cut(closecode::kTimeout, QStringLiteral("connect"), ErrorCode::Offline);
    });
    m_setup.transport.open(m_url);
}

void SyncEngine::Impl::opened()
{
    m_linkOpen = true;
    m_receivedMs = m_pingedMs = m_setup.clock.monotonicMs();
    setState(State::Authenticating, m_problem);
    m_deadline.start(2 * kConnectMs, [this] {
        cut(closecode::kTimeout, QStringLiteral("handshake"), ErrorCode::Offline);
    });
    protocol::Hello hello;
    hello.app = m_setup.app;
    hello.locale = m_setup.locale;
    const Result<Uuid> device = m_setup.work.device(m_setup.clock.nowMs(), m_setup.random);
    if (!device) {
        // Results are known by device: without its name nothing may be sent.
        m_workError = device.error();
        cut(closecode::kNormal, QStringLiteral("no device"), device.error().code);
        return;
    }
    hello.device = *device;
    send(hello);
}

void SyncEngine::Impl::closed(int code, const QString& reason)
{
    if (code == closecode::kNotSignedIn && (m_sentToken == m_token || m_token.isEmpty())) {
        m_token.clear();
        linkGone({ErrorCode::NotSignedIn, {}, reason}, State::NeedsSignIn, -1);
    } else if (code == closecode::kUpgrade) {
        linkGone({ErrorCode::Unsupported, {}, reason}, State::UpgradeNeeded, kUpgradeRetryMs);
    } else {
        retryLater({ErrorCode::Offline, {QString::number(code)}, reason});
    }
}

void SyncEngine::Impl::cut(int code, const QString& reason, ErrorCode why)
{
    m_setup.transport.close(code, reason);
    retryLater({why, {QString::number(code)}, reason});
}

// The link is closed, by whomever. delayMs < 0: no new try of our own.
void SyncEngine::Impl::linkGone(const Error& why, State next, qint64 delayMs)
{
    const qint64 now = m_setup.clock.monotonicMs();
    if (m_liveSinceMs && now - m_liveSinceMs >= kSteadyMs)
        m_backoff.reset();
    m_liveSinceMs = m_wakeUntilMs = 0;
    m_linkOpen = false;
    m_deadline.stop();
    m_cacheRetry.stop();
    m_retry.stop();
    pause();
    m_latencyMs = -1;
    m_nextTryMs = 0;
    if (delayMs >= 0) {
        m_nextTryMs = m_setup.clock.nowMs() + delayMs;
        m_retry.start(delayMs, [this] { connectNow(); });
    }
    setState(next, why);
    m_uploads.disconnected();
    m_pump.disconnected();
    failQueries();
}

void SyncEngine::Impl::tick()
{
    m_tick.start(kTickMs, [this] { tick(); });
    watchSuspend();
    if (m_linkOpen) {
        const qint64 now = m_setup.clock.monotonicMs();
        const bool asleep = m_wakeUntilMs && now >= m_wakeUntilMs;
        if (asleep || now - m_receivedMs > protocol::kDeadMs) {
            m_backoff.reset();
            cut(closecode::kLost, QStringLiteral("silent"), ErrorCode::Offline);
        } else {
            if (now - m_pingedMs >= protocol::kPingMs)
                ping();
            if (m_presenceState && now - m_presenceMs >= kPresenceMs)
                sendPresence();
            ackNow();
        }
    }
    probeStorage();
    tidyUp();
    publish();
}

// What is done with is forgotten after a day, also on a desk that is never switched off.
void SyncEngine::Impl::tidyUp()
{
    const qint64 now = m_setup.clock.monotonicMs();
    if (now - m_tidiedMs < kTidyMs)
        return;
    m_tidiedMs = now;
    m_pump.purgeOld();
    m_uploads.clean();
}

// A store that refused a write is asked again from time to time: the banner goes when it may.
void SyncEngine::Impl::probeStorage()
{
    const qint64 now = m_setup.clock.monotonicMs();
    const bool ill = m_cacheError.code != ErrorCode::None || m_workError.code != ErrorCode::None;
    if (!ill || now - m_probedMs < kProbeMs)
        return;
    m_probedMs = now;
    if (m_workError.code != ErrorCode::None
        && m_setup.work.setSetting(QStringLiteral("sync.probe"), QByteArray::number(now)))
        m_workError = {ErrorCode::None, {}, {}};
    if (m_cacheError.code == ErrorCode::None || !isLive())
        return;
    saveDirectory();
    const CacheDb::Owner owner{m_account.user, m_account.roles.bits()};
    m_cache.ask([owner](Inbox&, CacheDb& cache) { return cache.setOwner(owner); },
                [this](const Result<void>& set) {
                    if (set && m_unsaved.version.isEmpty())
                        m_cacheError = {ErrorCode::None, {}, {}};
                });
}

void SyncEngine::Impl::watchSuspend()
{
    const qint64 wall = m_setup.clock.nowMs(), mono = m_setup.clock.monotonicMs();
    const qint64 jump = (wall - m_wallMs) - (mono - m_monoMs);
    m_wallMs = wall;
    m_monoMs = mono;
    if (jump > kSuspendMs)
        wake();
}

void SyncEngine::Impl::ping()
{
    m_pingedMs = m_setup.clock.monotonicMs();
    send(protocol::Ping{m_pingedMs});
}

void SyncEngine::Impl::ackNow()
{
    m_unackedBytes = 0;
    const qint64 seq = m_cache.position().cursor.seq;
    if (!isLive() || (seq <= m_ackedSeq && m_saidBackground == m_background))
        return;
    m_ackedSeq = seq;
    m_saidBackground = m_background;
    send(protocol::Ack{m_ackedSeq, m_background});
}

void SyncEngine::Impl::setBackground(bool background)
{
    m_background = background;
    if (m_state == State::Live)
        ackNow();
}

Result<Uuid> SyncEngine::Impl::enqueue(Operation op)
{
    if (m_state != State::Live && OutboxPump::isOnlineOnly(op.action))
        return fail(ErrorCode::OnlineOnly, {op.action});
    if (op.mid.isNull())
        op.mid = makeUuid7(m_setup.clock, m_setup.random);
    if (op.clientAtMs == 0)
        op.clientAtMs = m_setup.clock.nowMs();
    if (op.atMs == 0)
        op.atMs = serverNowMs();
    if (Result<void> stored = m_pump.add(op); !stored)
        return tl::unexpected<Error>(stored.error());
    m_uploads.pump();  // what it names is wanted from here on
    return op.mid;
}

Result<void> SyncEngine::Impl::dismissNotice(qint64 attentionId)
{
    Result<void> gone = m_setup.work.dismissAttention(attentionId);
    if (gone) {
        countAttention();
        changed();
    }
    return gone;
}

quint32 SyncEngine::Impl::query(const QString& kind, const QByteArray& args, AnswerCallback done)
{
    const bool signedIn = m_state == State::Snapshot || m_state == State::Live;
    if (!signedIn || m_queries.size() >= kMaxQueries) {
        done(fail(signedIn ? ErrorCode::Busy : ErrorCode::Offline));
        return 0;
    }
    const quint32 qid = m_nextQuery++;
    m_queries.insert(qid, std::move(done));
    send(protocol::Query{qid, kind, args});
    return qid;
}

void SyncEngine::Impl::cancel(quint32 qid)
{
    if (m_queries.remove(qid) > 0)
        send(protocol::Cancel{qid});
}

void SyncEngine::Impl::failQueries()
{
    const QHash<quint32, AnswerCallback> queries = std::exchange(m_queries, {});
    for (const AnswerCallback& done : queries)
        done(fail(ErrorCode::Offline));
}

void SyncEngine::Impl::setPresence(const Uuid& caseId, quint8 state)
{
    if (m_presenceState && m_presenceCase != caseId)
        send(protocol::Presence{m_presenceCase, {}, 0});
    m_presenceCase = caseId;
    m_presenceState = state;
    sendPresence();
}

void SyncEngine::Impl::sendPresence()
{
    m_presenceMs = m_setup.clock.monotonicMs();
    if (m_state == State::Snapshot || m_state == State::Live)
        send(protocol::Presence{m_presenceCase, {}, m_presenceState});
}

void SyncEngine::Impl::countAttention()
{
    if (const Result<QList<AttentionItem>> items = m_setup.work.attention(m_account.user))
        m_attention = static_cast<int>(items->size());
}

void SyncEngine::Impl::changed()
{
    if (m_call.pendingChanged)
        m_call.pendingChanged();
    publish();
}

qint64 SyncEngine::Impl::serverNowMs() const
{
    return m_serverClock.known() ? m_serverClock.serverNowMs(m_setup.clock.monotonicMs())
                                 : m_setup.clock.nowMs();
}

SyncStatus SyncEngine::Impl::status() const
{
    SyncStatus s;
    s.state = m_state;
    if (m_cache.position().filling) {
        s.snapshotRows = m_cache.position().rows;
        s.snapshotEstimate = m_cache.position().estimate;
    }
    s.serverClockKnown = m_serverClock.known();
    s.serverOffsetMs = s.serverClockKnown ? serverNowMs() - m_setup.clock.nowMs() : 0;
    s.latencyMs = m_latencyMs;
    s.lastContactMs = m_contactMs;
    s.nextTryMs = m_nextTryMs;
    s.lastSeq = m_cache.position().cursor.seq;
    s.unreadable = m_unreadable;
    s.pending = m_pump.counts().pending;
    s.unsettled = m_pump.counts().unsettled;
    s.attention = m_attention + m_pump.counts().refused;
    s.problem = m_problem;
    s.storage = m_workError.code != ErrorCode::None ? m_workError : m_cacheError;
    return s;
}

void SyncEngine::Impl::setState(State state, const Error& problem)
{
    m_state = state;
    m_problem = problem;
    publish();
}

void SyncEngine::Impl::publish()
{
    const SyncStatus now = status();
    if (now == m_told)
        return;
    m_told = now;
    if (m_call.status)
        m_call.status(now);
}

SyncEngine::SyncEngine(const SyncSetup& setup, SyncCallbacks callbacks)
    : m_impl(std::make_unique<Impl>(setup, std::move(callbacks)))
{
}
SyncEngine::~SyncEngine() = default;
void SyncEngine::start(const QString& url) { m_impl->start(url); }
void SyncEngine::setToken(const QString& token) { m_impl->setToken(token); }
void SyncEngine::stop() { m_impl->stop(); }
void SyncEngine::wake() { m_impl->wake(); }
void SyncEngine::setBackground(bool background) { m_impl->setBackground(background); }
Result<Uuid> SyncEngine::enqueue(Operation op) { return m_impl->enqueue(std::move(op)); }
Result<void> SyncEngine::withdraw(const Uuid& mid) { return m_impl->withdraw(mid); }
Result<void> SyncEngine::dismiss(const Uuid& mid) { return m_impl->dismiss(mid); }
Result<void> SyncEngine::dismissNotice(qint64 attentionId)
{
    return m_impl->dismissNotice(attentionId);
}
quint32 SyncEngine::query(const QString& kind, const QByteArray& args, AnswerCallback done)
{
    return m_impl->query(kind, args, std::move(done));
}
Result<Upload> SyncEngine::addUpload(const Upload& upload) { return m_impl->addUpload(upload); }
void SyncEngine::holdUpload(const QString& sha256) { m_impl->holdUpload(sha256); }
void SyncEngine::releaseUpload(const QString& sha256) { m_impl->releaseUpload(sha256); }
void SyncEngine::cancel(quint32 qid) { m_impl->cancel(qid); }
void SyncEngine::setPresence(const Uuid& caseId, quint8 state)
{
    m_impl->setPresence(caseId, state);
}
SyncStatus SyncEngine::status() const { return m_impl->status(); }
SyncAccount SyncEngine::account() const { return m_impl->account(); }
qint64 SyncEngine::serverNowMs() const { return m_impl->serverNowMs(); }

}  // namespace kydai
