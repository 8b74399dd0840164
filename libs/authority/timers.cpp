// SPDX-License-Identifier: GPL-3.0-or-later
// What the server does by itself when time passes. A claim's lease needs nothing: it lapses by its
// own date.
#include "authority/batch.h"

namespace kydai {

namespace {

qint64 pausedUntil(const Case& c)
{
    const QList<ClockSegment>& segments = c.deadline.segments;
    for (auto it = segments.rbegin(); it != segments.rend(); ++it) {
        if (it->kind == SegmentKind::Pause)
            return it->untilUtcMs;
    }
    return 0;
}

}  // namespace

qint64 wakeOf(const Case& c, qint64 purgeAfterMs)
{
    switch (c.state) {
    case CaseState::NeedsInfo: return c.stateSinceMs + kNeedsInfoTimeoutMs;
    case CaseState::Paused: return pausedUntil(c);
    case CaseState::Resolved:
        if (c.rating != Rating::None)
            return qMax<qint64>(1, c.stateSinceMs);
        return c.published ? c.result.publishedMs + kCloseAfterMs : 0;
    default: break;
    }
    if (isFinal(c.state) && !c.purged && purgeAfterMs > 0 && c.closedMs > 0)
        return c.closedMs + purgeAfterMs;
    return 0;
}

std::optional<Action> timerActionOf(const Case& c)
{
    switch (c.state) {
    case CaseState::NeedsInfo: return Action::Timeout;
    case CaseState::Paused: return Action::Resume;
    case CaseState::Resolved: return Action::Close;
    default: break;
    }
    if (isFinal(c.state) && !c.purged)
        return Action::Purge;
    return {};
}

}  // namespace kydai
