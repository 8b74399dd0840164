// SPDX-License-Identifier: GPL-3.0-or-later
// The rows: subscription, pages and deltas, and the file they are kept in. What touches cache.db is
// a job on its lane; its answer comes later, when the link may be gone or another subscription
// asked for: then the rows are still shown, and nothing else follows from it.
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

}  // namespace

SyncEngine::Impl::Stepped SyncEngine::Impl::taken(Inbox& inbox, Inbox::Step step)
{
    Stepped what;
    what.step = step;
    if (step == Inbox::Step::Failed)
        what.error = inbox.error();
    else
        what.applied = inbox.takeApplied();
    // What comes before the answer is of the same broken chain.
    if (step == Inbox::Step::Gap)
        inbox.pause();
    return what;
}

void SyncEngine::Impl::learnDirectory()
{
    m_cache.ask([](Inbox&, CacheDb& cache) { return cache.directoryVersion(); },
                [this](const Result<QByteArray>& version) {
                    m_directoryVersion = version.value_or(QByteArray());
                });
}

// What still comes of the present subscription is ignored.
void SyncEngine::Impl::pause()
{
    ++m_sub;
    m_subscribing = false;
    m_cache.tell([](Inbox& inbox, CacheDb&) { inbox.pause(); });
}

// Rows of another user or of other roles must not stay in the cache of this one.
void SyncEngine::Impl::adoptOwner()
{
    const CacheDb::Owner owner{m_account.user, m_account.roles.bits()};
    m_cache.ask(
        [owner, release = m_call.releaseReaders](Inbox& inbox, CacheDb& cache) -> Replaced {
            const Result<CacheDb::Owner> known = cache.owner();
            if (known && *known == owner)
                return {};
            if (!known || !known->user.isEmpty()) {
                const bool damaged = !known && known.error().code == ErrorCode::Corrupt;
                return replaceFile(inbox, cache, damaged, owner, release);
            }
            if (const Result<void> set = cache.setOwner(owner); !set)
                return {set.error(), false};  // tried again by probeStorage()
            return {};
        },
        [this](const Replaced& what) { replaced(what); });
}

// keepOld: damaged, put aside for whoever wants to look; otherwise another account's, deleted.
SyncEngine::Impl::Replaced SyncEngine::Impl::replaceFile(Inbox& inbox, CacheDb& cache, bool keepOld,
                                                         const CacheDb::Owner& owner,
                                                         const Release& release)
{
    if (release)
        release();
    Result<void> fresh = keepOld ? cache.recover() : cache.reset();
    inbox.restart();
    if (fresh && !owner.user.isEmpty())
        fresh = cache.setOwner(owner);
    Replaced what;
    what.replaced = true;
    if (!fresh)
        what.error = fresh.error();
    return what;
}

void SyncEngine::Impl::replaced(const Replaced& what)
{
    if (what.error.code != ErrorCode::None)
        m_cacheError = what.error;
    else if (what.replaced)
        m_cacheFailures = 0;
    if (!what.replaced)
        return;
    m_directoryVersion.clear();
    if (m_call.rows)
        m_call.rows({RowBatch::Kind::Reset, {}, {}, -1});
}

void SyncEngine::Impl::on(const protocol::DirectoryData& directory)
{
    m_unsaved = directory;
    saveDirectory();
    if (m_call.directory)
        m_call.directory(directory.version, directory.packed);
}

void SyncEngine::Impl::saveDirectory()
{
    if (m_unsaved.version.isEmpty())
        return;
    m_cache.ask([data = m_unsaved](Inbox&, CacheDb& cache) {
                    return cache.putDirectory(data.version, data.packed);
                },
                [this, version = m_unsaved.version](const Result<void>& saved) {
                    if (!saved) {  // tried again, and it comes again with the next link
                        m_cacheError = saved.error();
                        return;
                    }
                    m_directoryVersion = version;
                    if (m_unsaved.version == version)
                        m_unsaved = {};
                });
}

void SyncEngine::Impl::subscribe()
{
    pause();
    m_ackedSeq = -1;
    m_saidBackground = false;
    m_pongSeq = -1;
    m_deadline.stop();
    m_cache.ask(
        [](Inbox& inbox, CacheDb&) -> Result<protocol::Subscribe> {
            if (const Result<void> loaded = inbox.load(); !loaded)
                return tl::unexpected<Error>(loaded.error());
            return inbox.subscription();
        },
        [this, sub = m_sub](const Result<protocol::Subscribe>& asked) {
            if (sub != m_sub)
                return;
            if (!asked) {
                m_cacheError = asked.error();
                cacheFailed();
                return;
            }
            m_deadline.start(kHandshakeMs, [this] {
                cut(closecode::kTimeout, QStringLiteral("subscribe"), ErrorCode::Offline);
            });
            m_subscribing = true;
            send(*asked);
        });
}

// The chain does not fit. First from the cursor again, then without it, then with a new link: never
// the same try for ever.
void SyncEngine::Impl::resubscribe()
{
    ++m_gaps;
    if (m_gaps >= kGapsBeforeSnapshot)
        m_cache.tell([](Inbox& inbox, CacheDb&) { inbox.distrust(); });
    if (m_gaps >= kGapsBeforeCut)
        cut(closecode::kNormal, QStringLiteral("gap"), ErrorCode::BadFrame);
    else
        subscribe();
}

void SyncEngine::Impl::on(const protocol::SubOk& ok)
{
    if (m_state < State::Authenticating || !m_subscribing)
        return;
    m_subscribing = false;
    m_deadline.stop();
    m_cache.ask(
        [ok, epoch = m_epoch, scope = m_scopeHash](Inbox& inbox, CacheDb&) {
            return taken(inbox, inbox.begin(ok, epoch, scope));
        },
        [this, sub = m_sub](const Stepped& what) {
            if (sub != m_sub)
                return;
            if (what.step == Inbox::Step::Gap || what.step == Inbox::Step::Failed) {
                fault(what);
            } else if (m_cache.position().live) {
                becameLive();
            } else {
                m_receivedMs = m_setup.clock.monotonicMs();
                setState(State::Snapshot, {ErrorCode::None, {}, {}});
            }
        });
}

void SyncEngine::Impl::becameLive()
{
    m_liveSub = m_sub;
    if (!m_liveSinceMs)
        m_liveSinceMs = m_setup.clock.monotonicMs();
    if (m_pingedMs != m_receivedMs)
        ping();  // the server's clock and the latency, at once
    m_cache.ask([](Inbox&, CacheDb& cache) { return cache.hasResidue().value_or(false); },
                [this](bool residue) {
                    if (residue)
                        eraseSoon(kEraseAfterMs);
                });
    setState(State::Live, {ErrorCode::None, {}, {}});
    m_pump.cursorMoved(m_cache.position().cursor);
}

void SyncEngine::Impl::on(const protocol::Page& page)
{
    m_cache.ask([page](Inbox& inbox, CacheDb&) { return taken(inbox, inbox.page(page)); },
                [this, sub = m_sub, number = page.number](Stepped what) {
                    const Inbox::Step step = what.step;
                    const bool isCurrent = sub == m_sub;
                    applied(std::move(what), RowBatch::Kind::Page, isCurrent);
                    if (!isCurrent)
                        return;
                    if (step == Inbox::Step::Applied || step == Inbox::Step::Finished)
                        send(protocol::PageAck{number});
                    if (step == Inbox::Step::Finished)
                        becameLive();
                    else
                        publish();
                });
}

void SyncEngine::Impl::on(const protocol::Delta& delta)
{
    m_cache.ask([delta](Inbox& inbox, CacheDb&) { return taken(inbox, inbox.delta(delta)); },
                [this, sub = m_sub](Stepped what) {
                    const Inbox::Step step = what.step;
                    const bool isCurrent = sub == m_sub;
                    applied(std::move(what), RowBatch::Kind::Delta, isCurrent);
                    if (isCurrent && step == Inbox::Step::Applied)
                        m_pump.cursorMoved(m_cache.position().cursor);
                    if (isCurrent && m_unackedBytes >= kAckBytes)
                        ackNow();
                });
}

void SyncEngine::Impl::applied(Stepped what, RowBatch::Kind kind, bool isCurrent)
{
    if (what.step == Inbox::Step::Ignored)
        return;
    if (what.step == Inbox::Step::Gap || what.step == Inbox::Step::Failed) {
        if (isCurrent) {
            fault(what);
        } else if (what.step == Inbox::Step::Failed) {
            // Of an older subscription; but the disk is the same, and it may be done all the same.
            m_cacheError = what.error;
            if (m_call.rows)
                m_call.rows({RowBatch::Kind::Reset, {}, {}, m_cache.position().cursor.seq});
        }
        return;
    }
    if (isCurrent) {
        m_gaps = 0;
        m_movedSincePong = true;
    }
    m_cacheFailures = 0;
    m_cacheError = {ErrorCode::None, {}, {}};
    CacheDb::Applied& done = what.applied;
    m_unreadable += static_cast<int>(done.rejected.size());
    if (!done.leaves.isEmpty())
        eraseSoon(kEraseAfterMs);
    if (m_call.rows && (!done.puts.isEmpty() || !done.leaves.isEmpty())) {
        m_call.rows({kind, std::move(done.puts), std::move(done.leaves),
                     m_cache.position().cursor.seq});
    }
}

void SyncEngine::Impl::fault(const Stepped& what)
{
    if (what.step == Inbox::Step::Gap) {
        resubscribe();
        return;
    }
    m_cacheError = what.error;
    cacheFailed();
}

// cache.db did not take a write. The rows stay readable, decisions go on; a damaged file is
// replaced.
void SyncEngine::Impl::cacheFailed()
{
    ++m_cacheFailures;
    pause();
    const ErrorCode code = m_cacheError.code;
    const bool waitable = code == ErrorCode::DiskFull || code == ErrorCode::Busy
        || code == ErrorCode::ReadOnly;
    const bool damaged = code == ErrorCode::Corrupt;
    if (damaged || (!waitable && m_cacheFailures >= kCacheFailuresBeforeReset))
        replaceCache(true);
    else if (!waitable && m_call.rows)  // it may be done all the same
        m_call.rows({RowBatch::Kind::Reset, {}, {}, m_cache.position().cursor.seq});
    m_deadline.stop();
    m_cacheRetry.start(kCacheRetryMs, [this] { subscribe(); });
    publish();
}

void SyncEngine::Impl::replaceCache(bool keepOld)
{
    CacheDb::Owner owner;
    if (m_state >= State::Authenticating)
        owner = {m_account.user, m_account.roles.bits()};
    m_cache.ask([keepOld, owner, release = m_call.releaseReaders](Inbox& inbox, CacheDb& cache) {
                    return replaceFile(inbox, cache, keepOld, owner, release);
                },
                [this](const Replaced& what) { replaced(what); });
}

// Words and pages of rows that left are erased from the file when nothing else goes on.
void SyncEngine::Impl::eraseSoon(qint64 delayMs)
{
    m_erase.start(delayMs, [this] {
        m_cache.ask(
            [](Inbox& inbox, CacheDb& cache) -> std::pair<bool, Result<void>> {
                if (inbox.filling())
                    return {true, {}};
                return {false, cache.eraseResidue()};
            },
            [this](const std::pair<bool, Result<void>>& erased) {
                if (erased.first)
                    eraseSoon(kEraseAfterMs);
                else if (!erased.second && erased.second.error().code == ErrorCode::Busy)
                    eraseSoon(6 * kEraseAfterMs);
            });
    });
}

}  // namespace kydai
