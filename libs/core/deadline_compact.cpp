// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deadline_compact.h"

#include <algorithm>

#include <QHash>

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBase = 36;
constexpr qsizetype kMaxGapsText = 3900;  // below kMaxText, the codec's bound

struct Pause {
    qint64 from = 0, to = 0;
};

// "<from after the end before>.<length>" each, base 36, in milliseconds.
QString packed(const Pause& pause, qint64 before)
{
    return QString::number(pause.from - before, kBase) + u'.'
        + QString::number(pause.to - pause.from, kBase);
}

// One or more segments that list all of them; the other fields are those of `like`.
QList<ClockSegment> packGaps(const QList<Pause>& pauses, const ClockSegment& like)
{
    QList<ClockSegment> out;
    qint64 before = 0;
    for (const Pause& pause : pauses) {
        if (out.isEmpty() || out.last().gaps.size() > kMaxGapsText) {
            ClockSegment segment = like;
            segment.kind = SegmentKind::Pause;
            segment.fromUtcMs = pause.from;
            segment.untilUtcMs = 0;
            segment.gaps.clear();
            out.append(segment);
            before = 0;
        }
        QString& text = out.last().gaps;
        text += (text.isEmpty() ? QString() : u" "_s) + packed(pause, before);
        before = pause.to;
    }
    return out;
}

// What happens to the segments: dropped, or replaced by others at their place.
struct Edit {
    QList<bool> drop;
    QHash<qsizetype, QList<ClockSegment>> instead;
};

using Places = QList<qsizetype>;

// A run of pauses that are over, in one stage, with nothing else of it between them.
struct Run {
    QList<Pause> pauses;
    Places places;
    ClockSegment like;

    bool takes(const ClockSegment& s, bool anyReason) const
    {
        return places.isEmpty() || anyReason
            || (like.reasonCode == s.reasonCode && like.reference == s.reference);
    }
    void add(qint64 from, qint64 to)
    {
        // As the clock itself reads them: never before the end of the last, nothing of no length.
        from = std::max(from, pauses.isEmpty() ? from : pauses.last().to);
        if (to > from)
            pauses.append({from, to});
    }
    void finish(Edit& edit)
    {
        if (places.size() > 2 || (places.size() == 2 && pauses.isEmpty())) {
            for (qsizetype place : std::as_const(places))
                edit.drop[place] = true;
            edit.instead.insert(places.last(), packGaps(pauses, like));
        }
        *this = {};
    }
};

void foldPauses(const QList<ClockSegment>& segments, const Places& tail, bool anyReason, Edit& edit)
{
    Run run;
    for (qsizetype i = 0; i < tail.size(); ++i) {
        const ClockSegment& s = segments[tail[i]];
        const bool isPacked = !s.gaps.isEmpty();
        const bool isPair = s.kind == SegmentKind::Pause && !isPacked && i + 1 < tail.size()
            && segments[tail[i + 1]].kind == SegmentKind::Resume;
        // Inside a pause that still stands nothing is folded: it would end it.
        if (!isPacked && !isPair) {
            run.finish(edit);
            if (s.kind == SegmentKind::Pause)
                return;
            continue;
        }
        if (!run.takes(s, anyReason))
            run.finish(edit);
        if (run.places.isEmpty())
            run.like = s;
        run.places.append(tail[i]);
        if (isPacked) {
            for (const ClockGap& gap : unpackGaps(s))
                run.add(gap.fromUtcMs, gap.toUtcMs);
            continue;
        }
        run.add(s.fromUtcMs, segments[tail[i + 1]].fromUtcMs);
        run.places.append(tail[++i]);
    }
    run.finish(edit);
}

// Kept: the last extension with the term it was given on, and the last re-base. Extensions of the
// same term become one.
void foldTerms(QList<ClockSegment>& segments, Places& tail, Edit& edit)
{
    const auto lastOf = [&](SegmentKind kind, qsizetype below) {
        for (qsizetype i = below - 1; i >= 0; --i) {
            if (segments[tail[i]].kind == kind)
                return i;
        }
        return qsizetype(-1);
    };
    const qsizetype extended = lastOf(SegmentKind::Extend, tail.size());
    const qsizetype basis = extended < 0 ? -1 : lastOf(SegmentKind::Rebase, extended);
    const qsizetype rebased = lastOf(SegmentKind::Rebase, tail.size());
    Places kept;
    for (qsizetype i = 0; i < tail.size(); ++i) {
        ClockSegment& s = segments[tail[i]];
        const bool term = s.kind == SegmentKind::Extend || s.kind == SegmentKind::Rebase;
        if (!term || i == extended || i == basis || i == rebased) {
            kept.append(tail[i]);
            continue;
        }
        if (s.kind == SegmentKind::Extend && i > basis && i < extended)
            segments[tail[extended]].term.amount += s.term.amount;
        edit.drop[tail[i]] = true;
    }
    tail = kept;
}

// While no agency was chosen yet the resolving clock will ask when the screening stood still, over
// all screening clocks so far.
QList<Pause> screeningStood(const QList<ClockSegment>& segments, qsizetype before)
{
    QList<Pause> out;
    qint64 since = -1;
    for (qsizetype i = 0; i <= before; ++i) {
        const ClockSegment& s = segments[i];
        if (s.stage != Stage::Screen)
            continue;
        if (!s.gaps.isEmpty()) {
            for (const ClockGap& gap : unpackGaps(s))
                out.append({gap.fromUtcMs, gap.toUtcMs});
        } else if (since < 0 && (s.kind == SegmentKind::Pause || s.kind == SegmentKind::Stop)) {
            since = s.fromUtcMs;
        } else if (since >= 0 && (s.kind == SegmentKind::Resume || s.kind == SegmentKind::Start)) {
            const qint64 from = std::max(since, out.isEmpty() ? since : out.last().to);
            if (s.fromUtcMs > from)
                out.append({from, s.fromUtcMs});
            since = -1;
        }
    }
    return out;
}

void compactStage(QList<ClockSegment>& segments, Stage stage, bool resolveIsKnown, bool anyReason,
                  Edit& edit)
{
    qsizetype start = -1;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        if (segments[i].stage == stage && segments[i].kind == SegmentKind::Start)
            start = i;
    }
    if (start < 0)
        return;
    bool older = false;
    Places tail;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        if (segments[i].stage != stage || i == start)
            continue;
        edit.drop[i] = i < start;
        older = older || i < start;
        if (i > start)
            tail.append(i);
    }
    if (stage == Stage::Screen && !resolveIsKnown && older) {
        ClockSegment like = segments[start];
        like.term = {};
        like.policyCode.clear();
        like.reasonCode = u"needs_info"_s;
        QList<ClockSegment> list = packGaps(screeningStood(segments, start), like);
        edit.drop[start] = true;
        edit.instead.insert(start, list << segments[start]);
    }
    foldTerms(segments, tail, edit);
    foldPauses(segments, tail, anyReason, edit);
}

void compactOnce(QList<ClockSegment>& segments, bool anyReason)
{
    const bool resolveIsKnown =
        std::any_of(segments.cbegin(), segments.cend(), [](const ClockSegment& s) {
            return s.stage == Stage::Resolve && s.kind == SegmentKind::Start;
        });
    Edit edit;
    edit.drop.resize(segments.size());
    for (int stage = 0; stage < kStageCount; ++stage)
        compactStage(segments, static_cast<Stage>(stage), resolveIsKnown, anyReason, edit);
    QList<ClockSegment> out;
    for (qsizetype i = 0; i < segments.size(); ++i) {
        out.append(edit.instead.value(i));
        if (!edit.drop[i])
            out.append(segments[i]);
    }
    segments = out;
}

}  // namespace

QList<ClockGap> unpackGaps(const ClockSegment& segment)
{
    QList<ClockGap> out;
    qint64 before = 0;
    const QList<QStringView> items = QStringView(segment.gaps).split(u' ');
    for (QStringView item : items) {
        const auto dot = item.indexOf(u'.');
        bool ok = dot > 0, ok2 = false;
        const qint64 after = ok ? item.first(dot).toLongLong(&ok, kBase) : 0;
        const qint64 length = ok ? item.sliced(dot + 1).toLongLong(&ok2, kBase) : 0;
        constexpr qint64 kFar = 1LL << 53;
        if (!ok || !ok2 || after < 0 || length <= 0 || after > kFar || length > kFar
            || before > kFar)
            break;  // not written by this room: what stands before it counts
        out.append({before + after, before + after + length, segment.reasonCode, segment.reference});
        before = out.last().toUtcMs;
    }
    return out;
}

void compactSegments(QList<ClockSegment>& segments)
{
    compactOnce(segments, false);
    if (segments.size() >= kCompactAt)
        compactOnce(segments, true);
}

bool appendSegment(QList<ClockSegment>& segments, ClockSegment segment)
{
    if (segments.size() >= kCompactAt)
        compactSegments(segments);
    if (segments.size() >= kMaxSegments)
        return false;
    segments.append(std::move(segment));
    return true;
}

}  // namespace kydai
