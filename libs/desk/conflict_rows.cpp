// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/conflict_rows.h"

#include <algorithm>

#include "core/rules_args.h"
#include "desk/field_words.h"
#include "desk/time_words.h"
#include "desk/translate.h"
#include "desk/words.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kOfflineMs = 60'000;  // sent so much later: it was done without the server

// What `edit` can set: what is left of a decision that itself is no longer possible.
const QStringList& editFields()
{
    static const QStringList fields = {u"title"_s, u"category"_s, u"priority"_s, u"track"_s,
                                       u"area"_s,  u"address"_s,  u"position"_s, u"noPosition"_s};
    return fields;
}

// The act as a whole rests on it: without one's own agency there is no assignment of one's own.
bool isWhole(const FieldConflict& conflict)
{
    return conflict.group == u"agency"_s || conflict.group == u"result"_s;
}

bool sameValue(const QString& field, const QVariant& a, const QVariant& b)
{
    const QString left = a.toString().trimmed(), right = b.toString().trimmed();
    if (field != u"position"_s || left == right)
        return left == right;
    const auto one = args::parsePosition(left), two = args::parsePosition(right);
    return one && two
        && args::positionText(one->lat, one->lon) == args::positionText(two->lat, two->lon);
}

QVariant baseValue(const ConflictInput& in, const QString& field)
{
    return in.base.value(field == u"text"_s ? u"result"_s : field);
}

// Fields change in groups, so one that only one of the two has touched may come as a conflict: what
// was is known, and the other value is no wish of anybody.
Side implied(const ConflictInput& in, const FieldConflict& conflict)
{
    if (in.base.isEmpty() || isWhole(conflict))
        return Side::None;
    const QVariant was = baseValue(in, conflict.field);
    if (sameValue(conflict.field, conflict.mine, was))
        return Side::Theirs;
    return sameValue(conflict.field, conflict.theirs, was) ? Side::Mine : Side::None;
}

QString quoted(const QString& text)
{
    return u'“' + (text.size() > 80 ? text.left(79) + u'…' : text) + u'”';
}

QString wordsOf(const ConflictInput& in, const QString& field, const QVariant& value)
{
    if (!value.isValid() || value.toString().isEmpty())
        return translate("Desk", "none");
    return fieldValue(in.directory, in.refused.op.action, field, value, in.current.category);
}

QString baseWords(const ConflictInput& in, const QString& field)
{
    return in.base.isEmpty() ? translate("Desk", "not known")
                             : wordsOf(in, field, baseValue(in, field));
}

// The line of the timeline that brought the case to this version; every change writes one. What an
// agency sees of the timeline has gaps: then the newest line of somebody else.
const TimelineEntry* entryAt(const Case& c, int version, const QString& me)
{
    const qsizetype at = c.timeline.size() - 1 - (c.version - version);
    if (at >= 0 && at < c.timeline.size() && c.timeline.at(at).actor != me)
        return &c.timeline.at(at);
    const auto other = std::find_if(c.timeline.crbegin(), c.timeline.crend(),
                                    [&me](const TimelineEntry& e) { return e.actor != me; });
    return other == c.timeline.crend() ? nullptr : &*other;
}

ConflictAuthor authorAt(const ConflictInput& in, int version)
{
    const TimelineEntry* entry = entryAt(in.current, version, in.refused.op.actor.user);
    if (!entry)
        return {};
    const bool offline
        = entry->clientAtMs && std::abs(entry->clientAtMs - entry->atMs) > kOfflineMs;
    return {entry->actor, entry->clientAtMs ? entry->clientAtMs : entry->atMs, offline};
}

ConflictRow choiceRow(const ConflictInput& in, const FieldConflict& conflict)
{
    const Operation& op = in.refused.op;
    const ConflictAuthor author = authorAt(in, conflict.theirVersion);
    ConflictRow row;
    row.key = conflict.field;
    const Side side = implied(in, conflict);
    row.choice = side == Side::None;
    row.label = words::fieldLabel(conflict.field);
    if (conflict.group == u"result"_s)
        row.label = translate("Desk", "Answer to the citizen");
    row.base = baseWords(in, conflict.field);
    // Recalling or approving names no value: the act itself is what stands against theirs.
    row.mine = conflict.mine.isValid() ? wordsOf(in, conflict.field, conflict.mine)
                                       : words::actionLabel(op.action);
    row.theirs = wordsOf(in, conflict.field, conflict.theirs);
    if (side == Side::Mine)
        row.theirs.clear();
    if (side == Side::Theirs)
        row.mine.clear();
    if (!author.user.isEmpty())
        row.theirsDetail = in.directory.userName(author.user) + u", "_s
            + words::whenText(author.atMs, in.nowMs);
    if (!row.choice)
        row.note = side == Side::Mine ? translate("Desk", "only you changed it")
                                      : translate("Desk", "only they changed it");
    return row;
}

// Fields that nobody disputes: mine that only I set, theirs that only they set.
void addUndisputed(QList<ConflictRow>& rows, const ConflictInput& in)
{
    const QVariantMap now = baseOf(in.current);
    const QVariantMap& args = in.refused.op.args;
    const auto shown = [&rows](const QString& key) {
        return std::any_of(rows.cbegin(), rows.cend(),
                           [&key](const ConflictRow& row) { return row.key == key; });
    };
    for (const QString& key : editFields() + QStringList{u"agency"_s}) {
        if (shown(key))
            continue;
        const bool theirs = !in.base.isEmpty() && !sameValue(key, now.value(key), in.base.value(key));
        const bool mine = args.contains(key) && !sameValue(key, args.value(key), now.value(key));
        const bool both = theirs && args.contains(key) && !mine;
        if (!theirs && !mine)
            continue;
        ConflictRow row;
        row.key = key;
        row.label = words::fieldLabel(key);
        row.base = baseWords(in, key);
        if (mine || both)
            row.mine = wordsOf(in, key, args.value(key));
        if (theirs)
            row.theirs = wordsOf(in, key, now.value(key));
        row.note = both    ? translate("Desk", "the same from both")
                   : mine  ? translate("Desk", "only you changed it")
                           : translate("Desk", "only they changed it");
        rows.append(row);
    }
}

void addState(QList<ConflictRow>& rows, const ConflictInput& in)
{
    const auto before = caseStateFrom(in.base.value(u"state"_s).toString());
    const auto action = actionFrom(in.refused.op.action);
    if (!before || *before == in.current.state)
        return;
    const Transition* mine = action ? findTransition(*before, *action) : nullptr;
    ConflictRow row;
    row.key = u"state"_s;
    row.label = translate("Desk", "State");
    row.base = words::label(*before);
    row.mine = mine && mine->to != *before ? words::label(mine->to) : QString();
    row.theirs = words::label(in.current.state);
    row.note = translate("Desk", "the state on the server counts");
    rows.append(row);
}

void addNotes(QList<ConflictRow>& rows, const ConflictInput& in)
{
    static const QStringList kinds = {u"note"_s, u"message"_s, u"log_call"_s};
    const Operation& op = in.refused.op;
    QStringList mine, theirs;
    const qsizetype since = in.current.version - op.baseVersion;
    const qsizetype from = std::max<qsizetype>(0, in.current.timeline.size() - since);
    for (const TimelineEntry& entry : in.current.timeline.mid(from)) {
        if (kinds.contains(entry.action) && !entry.text.isEmpty())
            (entry.actor == op.actor.user ? mine : theirs).append(quoted(entry.text));
    }
    if (mine.isEmpty() && theirs.isEmpty())
        return;
    rows.append({u"notes"_s, false, translate("Desk", "Notes and messages"), {},
                 mine.join(u' '), theirs.join(u' '), {}, translate("Desk", "all are kept")});
}

}  // namespace

bool mayConflict(const QString& action)
{
    static const QList<Action> actions = {
        Action::Edit, Action::Assign, Action::Reassign, Action::Recall, Action::GrantReopen,
        Action::Reopen, Action::JointWaive, Action::Submit, Action::Sign, Action::SendBack,
        Action::Approve, Action::Rework, Action::Publish, Action::Unpublish};
    const auto known = actionFrom(action);
    return known && actions.contains(*known);
}

QString baseKey(const Uuid& mid) { return u"base:"_s + mid.toString(QUuid::WithoutBraces); }

QVariantMap baseOf(const Case& c)
{
    return {{u"category"_s, c.category},
            {u"priority"_s, codeOf(c.priority)},
            {u"track"_s, codeOf(c.track)},
            {u"title"_s, c.title},
            {u"area"_s, c.area},
            {u"address"_s, c.address},
            {u"position"_s, c.hasPosition ? args::positionText(c.lat, c.lon) : QString()},
            {u"noPosition"_s, c.noPosition},
            {u"agency"_s, c.agency},
            {u"result"_s, c.result.text},
            {u"state"_s, codeOf(c.state)}};
}

QList<ConflictRow> conflictRows(const ConflictInput& in)
{
    QList<ConflictRow> rows, plain;
    for (const FieldConflict& conflict : conflictsOf(in.current, in.refused.op)) {
        const ConflictRow row = choiceRow(in, conflict);
        (row.choice ? rows : plain).append(row);
    }
    if (rows.isEmpty() && plain.isEmpty())
        return {};
    rows += plain;
    addUndisputed(rows, in);
    addNotes(rows, in);
    addState(rows, in);
    rows.append({u"deadline"_s, false, translate("Desk", "Deadline"), {}, {},
                 words::dueAtText(in.current.dueMs, in.nowMs), {},
                 translate("Desk", "follows from the choice, it is never chosen")});
    return rows;
}

ConflictAuthor theirAuthor(const ConflictInput& in)
{
    const QList<FieldConflict> conflicts = conflictsOf(in.current, in.refused.op);
    return conflicts.isEmpty() ? ConflictAuthor() : authorAt(in, conflicts.first().theirVersion);
}

namespace {

bool demanded(const Transition& row, const QString& field)
{
    return std::any_of(row.demands.begin(), row.demands.end(), [&field](const Field& f) {
        return f.required && field == QLatin1StringView(f.code);
    });
}

// What of mine is still to be corrected in the case as it is.
QVariantMap corrections(const ConflictInput& in, const QVariantMap& args)
{
    const QVariantMap now = baseOf(in.current);
    QVariantMap out;
    for (const QString& key : editFields()) {
        const QVariant value = args.value(key);
        if (!value.toString().trimmed().isEmpty() && !sameValue(key, value, now.value(key)))
            out.insert(key, value);
    }
    return out;
}

}  // namespace

ConflictPlan conflictPlan(const ConflictInput& in, const QHash<QString, Side>& choices)
{
    using Kind = ConflictPlan::Kind;
    const Operation& op = in.refused.op;
    const auto action = actionFrom(op.action);
    const Transition* row = action ? findTransition(in.current.state, *action) : nullptr;
    QVariantMap args = op.args;
    bool wholeTheirs = false, mineChosen = false;
    for (const FieldConflict& conflict : conflictsOf(in.current, op)) {
        const Side sure = implied(in, conflict);
        const Side side = sure == Side::None ? choices.value(conflict.field) : sure;
        if (side == Side::None)
            return {};
        mineChosen = mineChosen || side == Side::Mine;
        if (side == Side::Mine)
            continue;
        wholeTheirs = wholeTheirs || isWhole(conflict);
        const bool needed = row && demanded(*row, conflict.field);
        if (needed && !conflict.theirs.toString().isEmpty())
            args.insert(conflict.field, conflict.theirs);
        else
            args.remove(conflict.field);
    }
    const bool correctsOnly = wholeTheirs || !action || *action == Action::Edit;
    if (!correctsOnly)
        return row ? ConflictPlan{Kind::Send, op.action, args, {}}
                   : ConflictPlan{Kind::Gone, op.action, {}, {}};
    const QVariantMap left = corrections(in, args);
    if (left.isEmpty())
        return {Kind::Nothing, {}, {}, {}};
    if (findTransition(in.current.state, Action::Edit))
        return {Kind::Send, codeOf(Action::Edit), left, {}};
    return {mineChosen ? Kind::Gone : Kind::Nothing, {}, {}, left.keys()};
}

}  // namespace kydai::desk
