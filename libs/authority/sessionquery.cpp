// SPDX-License-Identifier: GPL-3.0-or-later
// Questions beside the row stream: the whole timeline of a case, search beyond the cache.
#include "authority/sessionstate.h"
#include "protocol/casecodec.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

constexpr int kTimelineRows = 100;
constexpr int kSearchRows = 100;

QVariantMap rowOf(const Event& e)
{
    return {{u"seq"_s, e.seq},       {u"at"_s, e.atMs},       {u"clientAt"_s, e.clientAtMs},
            {u"actor"_s, e.user},    {u"agency"_s, e.agency}, {u"roles"_s, e.roles},
            {u"action"_s, e.action},
            {u"args"_s, protocol::decodeArgs(e.args).value_or(QVariantMap())}};
}

QVariantMap rowOf(const TimelineEntry& e)
{
    return {{u"seq"_s, e.seq},       {u"at"_s, e.atMs},       {u"clientAt"_s, e.clientAtMs},
            {u"actor"_s, e.actor},   {u"agency"_s, e.agency}, {u"action"_s, e.action},
            {u"text"_s, e.text},     {u"param"_s, e.param}};
}

Uuid uuidOf(const QVariant& value)
{
    const Uuid direct = value.toUuid();
    return direct.isNull() ? QUuid::fromString(value.toString()) : direct;
}

}  // namespace

void SyncSession::Private::finishQuery(quint32 qid, const QByteArray& body, const Error& error)
{
    if (!openQueries.remove(qid))
        return;  // cancelled
    send(protocol::Answer{qid, seen, body, {error.code, error.params, {}}});
}

void SyncSession::Private::on(const protocol::Query& query)
{
    const Result<QVariantMap> args = protocol::decodeArgs(query.args);
    const bool crowded = openQueries.size() >= limits.queries || bytesIn.isEmpty(mono());
    openQueries.insert(query.qid);
    if (!args)
        finishQuery(query.qid, {}, args.error());
    else if (crowded)
        finishQuery(query.qid, {}, {ErrorCode::Later, {u"1000"_s}, {}});
    else if (query.kind == u"timeline"_s)
        timeline(query, *args);
    else if (query.kind == u"search"_s)
        searchCases(query, *args);
    else
        finishQuery(query.qid, {}, {ErrorCode::Unsupported, {query.kind}, {}});
}

// The centre reads the log; an agency what its view of the row holds.
void SyncSession::Private::timeline(const protocol::Query& query, const QVariantMap& args)
{
    const Uuid id = uuidOf(args.value(u"case"_s));
    const qint64 before = args.value(u"before"_s).toLongLong();
    const auto done = [this, qid = query.qid](const QVariantList& rows) {
        finishQuery(qid, protocol::encodeArgs({{u"rows"_s, rows}}), {ErrorCode::None, {}, {}});
    };
    ports.readCase(id, guarded([this, id, before, done, qid = query.qid](const Result<CaseBody>& r) {
        const Result<Case> c = r ? protocol::decodeCase(r->body)
                                 : Result<Case>(tl::unexpected<Error>(r.error()));
        if (!c || !inSight(who.actor, *c)) {
            const QString text = id.toString(QUuid::WithoutBraces);
            return finishQuery(qid, {}, {ErrorCode::Unknown, {u"case"_s, text}, {}});
        }
        if (sight == Sight::Agency) {
            QVariantList rows;
            const Case view = viewFor(who.actor, *c);
            for (auto it = view.timeline.rbegin(); it != view.timeline.rend(); ++it) {
                if ((before <= 0 || it->seq < before) && rows.size() < kTimelineRows)
                    rows.append(rowOf(*it));
            }
            return done(rows);
        }
        ports.readEvents(id, before, kTimelineRows,
                         guarded([this, done, qid](const Result<QList<Event>>& events) {
                             if (!events)
                                 return finishQuery(qid, {}, events.error());
                             QVariantList rows;
                             for (const Event& e : *events)
                                 rows.append(rowOf(e));
                             done(rows);
                         }));
    }));
}

// Over whole texts, so for the centre only: an agency could probe for what is masked in its view.
void SyncSession::Private::searchCases(const protocol::Query& query, const QVariantMap& args)
{
    const quint32 qid = query.qid;
    if (sight == Sight::Agency || sight == Sight::None)
        return finishQuery(qid, {}, {ErrorCode::NotAllowed, {u"search"_s}, {}});
    const QString text = args.value(u"text"_s).toString().left(kMaxLine);
    ports.search(scopes, text, kSearchRows,
                 guarded([this, qid](const Result<QList<Uuid>>& found) {
                     if (!found)
                         return finishQuery(qid, {}, found.error());
                     QVariantList rows;
                     for (const Uuid& id : *found)
                         rows.append(QVariant(id));
                     finishQuery(qid, protocol::encodeArgs({{u"rows"_s, rows}}),
                                 {ErrorCode::None, {}, {}});
                 }));
}

}  // namespace kydai
