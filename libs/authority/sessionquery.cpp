// SPDX-License-Identifier: GPL-3.0-or-later
// Questions beside the row stream: a whole case, its timeline, search and archive beyond the cache.
#include "authority/sessionstate.h"
#include "core/window.h"
#include "protocol/casecodec.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

constexpr int kTimelineRows = 100;
constexpr int kSearchRows = 100, kSearchRowsUsual = 50;
constexpr int kMaxCodes = 64;                    // of one kind in a filter
constexpr qsizetype kPieceBytes = 48 * 1024;     // of a whole case

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

QString deliveryOf(const OutgoingMessage& m, qint64 nowMs)
{
    if (m.deliveredMs > 0)
        return u"delivered"_s;
    if (m.notBeforeMs > nowMs)
        return u"waiting"_s;
    const bool readable = !m.apiKey.isEmpty() && (m.channel == u"app"_s || m.channel == u"web"_s);
    return readable ? u"readable"_s : u"no_gateway"_s;
}

QVariantMap rowOf(const OutgoingMessage& m, qint64 nowMs)
{
    return {{u"report"_s, m.reportCode},  {u"kind"_s, m.kind}, {u"channel"_s, m.channel},
            {u"at"_s, m.notBeforeMs},     {u"mid"_s, m.mid},   {u"state"_s, deliveryOf(m, nowMs)},
            {u"deliveredAt"_s, m.deliveredMs}};
}

Error badInput(const QString& field) { return {ErrorCode::BadInput, {field}, {}}; }

// The first field that does not fit, or none.
Error readFilter(const QVariantMap& args, FindQuery& query)
{
    FilterSpec& f = query.filter;
    f.text = args.value(u"text"_s).toString();
    if (f.text.size() > kMaxLine)
        return {ErrorCode::TooLarge, {u"text"_s, QString::number(kMaxLine)}, {}};
    const std::pair<QString, quint32*> bits[] = {
        {u"states"_s, &f.states}, {u"priorities"_s, &f.priorities}, {u"channels"_s, &f.channels}};
    for (const auto& [name, target] : bits) {
        const qint64 value = args.value(name).toLongLong();
        if (value < 0 || value > UINT32_MAX)
            return badInput(name);
        *target = quint32(value);
    }
    const std::pair<QString, QStringList*> lists[] = {
        {u"categories"_s, &f.categories}, {u"agencies"_s, &f.agencies}, {u"areas"_s, &f.areas}};
    for (const auto& [name, target] : lists) {
        *target = args.value(name).toStringList();
        if (target->size() > kMaxCodes)
            return {ErrorCode::TooLarge, {name, QString::number(kMaxCodes)}, {}};
    }
    f.fromMs = args.value(u"from"_s).toLongLong();
    f.toMs = args.value(u"to"_s).toLongLong();
    query.limit = args.value(u"limit"_s, kSearchRowsUsual).toInt();
    if (query.limit < 1 || query.limit > kSearchRows)
        return badInput(u"limit"_s);
    query.after = args.value(u"after"_s).toByteArray();
    return {ErrorCode::None, {}, {}};
}

Error none() { return {ErrorCode::None, {}, {}}; }

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
        search(query, *args);
    else if (query.kind == u"case"_s)
        oneCase(query, *args);
    else
        finishQuery(query.qid, {}, {ErrorCode::Unsupported, {query.kind}, {}});
}

// ---- timeline ----

// The centre reads the log; an agency what its view of the row holds.
void SyncSession::Private::timeline(const protocol::Query& query, const QVariantMap& args)
{
    const Uuid id = uuidOf(args.value(u"case"_s));
    const qint64 before = args.value(u"before"_s).toLongLong();
    ports.readCase(id, guarded([this, id, before, qid = query.qid](const Result<CaseBody>& r) {
        const Result<Case> c = r ? protocol::decodeWhole(r->body)
                                 : Result<Case>(tl::unexpected<Error>(r.error()));
        if (!c || !inSight(who.actor, *c)) {
            const QString text = id.toString(QUuid::WithoutBraces);
            return finishQuery(qid, {}, {ErrorCode::Unknown, {u"case"_s, text}, {}});
        }
        if (sight != Sight::Agency)
            return eventsAndDelivery(qid, id, before);
        QVariantList rows;
        const Case view = viewFor(who.actor, *c);
        for (auto it = view.timeline.rbegin(); it != view.timeline.rend(); ++it) {
            if ((before <= 0 || it->seq < before) && rows.size() < kTimelineRows)
                rows.append(rowOf(*it));
        }
        finishQuery(qid, protocol::encodeArgs({{u"rows"_s, rows}}), none());
    }));
}

void SyncSession::Private::eventsAndDelivery(quint32 qid, const Uuid& id, qint64 before)
{
    const auto withEvents = [this, qid, id](const Result<QList<Event>>& events) {
        if (!events)
            return finishQuery(qid, {}, events.error());
        QVariantList rows;
        for (const Event& e : *events)
            rows.append(rowOf(e));
        const auto withMessages = [this, qid, rows](const Result<QList<OutgoingMessage>>& list) {
            if (!list)
                return finishQuery(qid, {}, list.error());
            QVariantList delivery;
            for (const OutgoingMessage& m : *list)
                delivery.append(rowOf(m, clock.nowMs()));
            finishQuery(qid, protocol::encodeArgs({{u"rows"_s, rows}, {u"delivery"_s, delivery}}),
                        none());
        };
        ports.readOutgoing(id, guarded(withMessages));
    };
    ports.readEvents(id, before, kTimelineRows, guarded(withEvents));
}

// ---- search and archive ----

// An agency searches the words of its own view: what is masked there finds nothing.
void SyncSession::Private::search(const protocol::Query& query, const QVariantMap& args)
{
    const quint32 qid = query.qid;
    if (sight == Sight::None)
        return finishQuery(qid, {}, {ErrorCode::NotAllowed, {u"search"_s}, {}});
    FindQuery wanted;
    wanted.scopes = scopes;
    wanted.masked = sight == Sight::Agency;
    if (const Error error = readFilter(args, wanted); error.code != ErrorCode::None)
        return finishQuery(qid, {}, error);
    ports.find(wanted, guarded([this, qid](const Result<FindResult>& result) {
        if (!result)
            return finishQuery(qid, {}, result.error());
        found(qid, *result);
    }));
}

void SyncSession::Private::found(quint32 qid, const FindResult& result)
{
    QVariantList rows;
    for (const CaseBody& row : result.rows) {
        const Result<Case> c = protocol::decodeWhole(row.body);
        if (!c || !inSight(who.actor, *c))
            continue;  // it went elsewhere between the index and the row
        rows.append(QVariantMap{{u"id"_s, row.id},
                                {u"seq"_s, row.seq},
                                {u"body"_s, bodyOf(*c, CaseExtent::Summary)}});
    }
    const bool complete = result.next.isEmpty();
    const QVariantMap covers{{u"store"_s, u"server"_s},
                             {u"scope"_s, sight == Sight::Agency ? u"agency"_s : u"ioc"_s},
                             {u"complete"_s, complete}};
    finishQuery(qid,
                protocol::encodeArgs(
                    {{u"rows"_s, rows}, {u"next"_s, result.next}, {u"covers"_s, covers}}),
                none());
}

// ---- one case as a whole ----

void SyncSession::Private::oneCase(const protocol::Query& query, const QVariantMap& args)
{
    const QVariant asked = args.value(u"case"_s);
    const Uuid id = uuidOf(asked);
    if (!id.isNull())
        return casePiece(query.qid, id, args);
    ports.caseIdOf(asked.toString().left(64),
                   guarded([this, qid = query.qid, args](const Result<Uuid>& found) {
                       if (!found)
                           return finishQuery(qid, {}, {ErrorCode::Unknown, {u"case"_s}, {}});
                       casePiece(qid, *found, args);
                   }));
}

void SyncSession::Private::casePiece(quint32 qid, const Uuid& id, const QVariantMap& args)
{
    const qint64 offset = args.value(u"offset"_s).toLongLong();
    const qint64 seq = args.value(u"seq"_s).toLongLong();
    ports.readCase(id, guarded([this, qid, id, offset, seq](const Result<CaseBody>& row) {
        const Result<Case> c = row ? protocol::decodeWhole(row->body)
                                   : Result<Case>(tl::unexpected<Error>(row.error()));
        if (!c || !inSight(who.actor, *c))
            return finishQuery(qid, {}, {ErrorCode::Unknown, {u"case"_s}, {}});
        if (seq > 0 && seq != row->seq)
            return finishQuery(qid, {}, {ErrorCode::Conflict, {u"seq"_s}, {}});
        const QByteArray whole = protocol::encodeWhole(viewFor(who.actor, *c));
        if (offset < 0 || offset >= whole.size())
            return finishQuery(qid, {}, badInput(u"offset"_s));
        const QByteArray piece = whole.mid(offset, kPieceBytes);
        finishQuery(qid,
                    protocol::encodeArgs({{u"id"_s, id},
                                          {u"seq"_s, row->seq},
                                          {u"total"_s, whole.size()},
                                          {u"offset"_s, offset},
                                          {u"data"_s, piece},
                                          {u"final"_s, offset + piece.size() >= whole.size()}}),
                    none());
    }));
}

}  // namespace kydai
