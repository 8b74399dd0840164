// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/inbox.h"

namespace kydai {

using protocol::Delta;
using protocol::Page;
using protocol::SubMode;
using protocol::SubOk;

Result<void> Inbox::load()
{
    const Result<protocol::Cursor> cursor = m_cache.cursor();
    if (!cursor)
        return tl::unexpected<Error>(cursor.error());
    const Result<CacheDb::Snapshot> snapshot = m_cache.snapshot();
    if (!snapshot)
        return tl::unexpected<Error>(snapshot.error());
    m_cursor = *cursor;
    m_snapshot = *snapshot;
    return {};
}

protocol::Subscribe Inbox::subscription() const
{
    if (m_distrusted)
        return {};
    if (m_snapshot.position.s0 >= 0)
        return {{m_snapshot.epoch, -1, m_snapshot.scopeHash}, m_snapshot.position};
    return {m_cursor, {}};
}

Inbox::Step Inbox::begin(const SubOk& ok, const Uuid& epoch, const QByteArray& scopeHash)
{
    const protocol::Subscribe asked = subscription();
    if (ok.mode == SubMode::Resume) {
        if (asked.cursor.seq < 0 || asked.cursor.epoch != epoch)
            return Step::Gap;  // nothing to resume from
        m_mode = Mode::Tail;
        return Step::Applied;
    }
    const bool goesOn = asked.resume.s0 >= 0 && ok.reason == u"resumed" && ok.s0 == asked.resume.s0;
    if (!goesOn) {
        if (const Result<void> begun = m_cache.beginSnapshot(epoch, ok.s0, scopeHash); !begun)
            return failed(begun.error());
        if (const Result<void> loaded = load(); !loaded)
            return failed(loaded.error());
    }
    m_distrusted = false;
    m_mode = Mode::Pages;
    m_nextPage = -1;
    m_estimate = ok.estimatedRows;
    return Step::Applied;
}

Inbox::Step Inbox::page(const Page& page)
{
    if (m_mode != Mode::Pages)
        return Step::Ignored;
    if (m_nextPage >= 0 && page.number != m_nextPage)
        return Step::Gap;
    Result<CacheDb::Applied> applied = m_cache.applyPage(page);
    if (!applied)
        return failed(applied.error());
    m_applied = std::move(*applied);
    m_nextPage = page.number + 1;
    if (const Result<void> loaded = load(); !loaded)
        return failed(loaded.error());
    if (!page.final)
        return Step::Applied;
    m_mode = Mode::Tail;
    return Step::Finished;
}

Inbox::Step Inbox::delta(const Delta& delta)
{
    if (m_mode != Mode::Tail)
        return Step::Ignored;
    if (delta.to <= m_cursor.seq)
        return Step::Ignored;  // a repetition
    if (delta.from != m_cursor.seq)
        return Step::Gap;
    Result<CacheDb::Applied> applied = m_cache.applyDelta(delta);
    if (!applied)
        return applied.error().code == ErrorCode::BadInput ? Step::Gap : failed(applied.error());
    m_applied = std::move(*applied);
    m_cursor.seq = delta.to;
    return Step::Applied;
}

void Inbox::restart()
{
    m_mode = Mode::Idle;
    m_distrusted = false;
    m_cursor = {};
    m_snapshot = {};
}

// A write that failed may be done all the same: load() before the next subscription asks the file.
Inbox::Step Inbox::failed(const Error& error)
{
    m_error = error;
    m_mode = Mode::Idle;
    return Step::Failed;
}

}  // namespace kydai
