// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/sim_desk.h"

#include "protocol/casecodec.h"

namespace kydai::sim {

using namespace Qt::StringLiterals;

SimDesk::SimDesk(VirtualTime& time, SimNet& net, SimServer& server, quint64 seed, int index,
                 Actor actor, const QString& dir)
    : m_time(time), m_server(server), m_random(seed), m_index(index), m_actor(std::move(actor)),
      m_dir(dir), m_scheduler(time), m_cacheThread(m_scheduler, time, seed ^ 0xcac4eULL),
      m_clock(time), m_transport(net)
{
}

SimDesk::~SimDesk()
{
    m_engine.reset();
}

void SimDesk::open()
{
    cacheFaults.off();
    workFaults.off();
    const bool files = !m_dir.isEmpty();
    const QString base = u"%1/%2"_s.arg(m_dir).arg(m_index);
    if (!m_cache) {
        auto cache = CacheDb::open(files ? base + u"-cache.db"_s : u":memory:"_s, &cacheFaults);
        KYDAI_ASSERT(cache.has_value());
        m_cache.emplace(std::move(*cache));
    }
    if (!m_work) {
        auto work = WorkDb::open(files ? base + u"-work.db"_s : u":memory:"_s, m_clock.nowMs(),
                                 &workFaults);
        KYDAI_ASSERT(work.has_value());
        m_work.emplace(std::move(*work));
    }
}

void SimDesk::start()
{
    open();
    SyncCallbacks call;
    call.rows = [this](const RowBatch& batch) { rows(batch); };
    call.pendingChanged = [this] { checkSettled(); };
    call.result = [this](const protocol::MutateResult& result) {
        if (result.status == protocol::ResultStatus::Ok
            || result.status == protocol::ResultStatus::Merged)
            m_accepted.insert(result.mid);
    };
    call.status = [this](const SyncStatus& status) {
        m_cursor = std::max(m_cursor, status.lastSeq);
        if (status.state == SyncStatus::State::NeedsSignIn)
            signIn();
    };
    m_engine = std::make_unique<SyncEngine>(
        SyncSetup{m_scheduler, m_clock, m_random, m_transport, *m_cache, *m_work, u"sim"_s,
                  u"vi"_s, &m_cacheThread},
        call);
    rebuildMirror();
    m_signingIn = false;
    m_engine->start(u"ws://127.0.0.1/sync"_s);
}

void SimDesk::crash()
{
    m_engine.reset();
    m_scheduler.dropAll();
    if (!m_dir.isEmpty()) {
        m_cache.reset();
        m_work.reset();
    }
}

void SimDesk::signIn()
{
    if (m_signingIn)
        return;
    m_signingIn = true;
    m_scheduler.postAfter(m_random.range(10, 2500), [this] {
        m_signingIn = false;
        const Result<QString> token = m_server.login(m_actor.user);
        if (token)
            m_engine->setToken(*token);
        else
            signIn();
    });
}

void SimDesk::rows(const RowBatch& batch)
{
    m_cursor = std::max(m_cursor, batch.cursor);
    if (batch.kind == RowBatch::Kind::Reset) {
        ++resets;
        rebuildMirror();
        return;
    }
    for (const protocol::Row& row : batch.puts) {
        qint64& seen = m_seen[row.id];
        if (row.seq < seen)
            findings.append(
                u"%1: row went from %2 back to %3"_s.arg(user()).arg(seen).arg(row.seq));
        seen = std::max(seen, row.seq);
        m_rows.insert(row.id, row);
    }
    for (const Uuid& id : batch.leaves)
        m_rows.remove(id);
}

void SimDesk::rebuildMirror()
{
    m_rows = cached();
}

QHash<Uuid, protocol::Row> SimDesk::cached() const
{
    QHash<Uuid, protocol::Row> rows;
    const CacheReader reader = CacheReader::over(*m_cache);
    const auto count = reader.readIndex([&](const CacheIndexRow& row) {
        rows.insert(row.id, protocol::Row{row.id, row.seq, {}});
    });
    const auto bodies = reader.bodies(rows.keys());
    if (!count || !bodies)
        return {};  // there is no cache at the moment
    for (auto it = bodies->cbegin(); it != bodies->cend(); ++it)
        rows[it.key()].body = it.value();
    return rows;
}

// An act that left the outbox must be visible in the rows: the cursor has reached its position.
void SimDesk::checkSettled()
{
    if (const auto cursor = m_cache->cursor())
        m_cursor = std::max(m_cursor, cursor->seq);
    QList<Uuid> gone;
    for (const Uuid& mid : std::as_const(m_accepted)) {
        const auto entry = m_work->find(mid);
        if (!entry || !*entry || (*entry)->state != OutboxState::Sent)
            continue;
        gone.append(mid);
        const qint64 seq = m_server.verdicts.value(mid).seq;
        if (seq > m_cursor)
            findings.append(u"%1: let go of an act at %2, rows stand at %3"_s.arg(user()).arg(seq)
                                .arg(m_cursor));
    }
    for (const Uuid& mid : std::as_const(gone))
        m_accepted.remove(mid);
}

QVariant SimDesk::valueFor(const Case& c, const Field& field)
{
    static const QStringList agencies{u"light"_s, u"water"_s, u"tiny"_s};
    const auto other = [&]() -> Uuid {
        const QList<Uuid> ids = m_rows.keys();
        return ids.at(m_random.range(0, static_cast<int>(ids.size()) - 1));
    };
    switch (field.kind) {
    case FieldKind::Text:
    case FieldKind::Line: return u"%1 ghi lần %2"_s.arg(user()).arg(++m_words);
    case FieldKind::Choice: {
        const int n = static_cast<int>(field.choices.size());
        const ChoiceItem& item = field.choices[static_cast<size_t>(m_random.range(0, n - 1))];
        return QString::fromLatin1(item.code);
    }
    case FieldKind::Category: return m_random.chance(50) ? u"lamp"_s : u"flood"_s;
    case FieldKind::Agency: return agencies.at(m_random.range(0, 2));
    case FieldKind::Agencies: return QStringList{agencies.at(m_random.range(0, 2))};
    case FieldKind::Area: return u"19753"_s;
    case FieldKind::Position: return u"16.4637,107.5909"_s;
    case FieldKind::CaseCode: {
        const auto row = protocol::decodeCase(m_rows.value(other()).body);
        return row ? row->code : QString();
    }
    case FieldKind::Time: return m_clock.nowMs() + (m_random.chance(50) ? -1 : 1) * 3'600'000LL;
    case FieldKind::Day: return u"2026-03-02"_s;
    case FieldKind::Ticks: return QStringList{u"pole"_s};
    case FieldKind::Flag: return true;
    case FieldKind::Mid: return c.lastMid.toString(QUuid::WithoutBraces);
    case FieldKind::Files:
    case FieldKind::Documents: return QStringList();
    }
    return {};
}

QVariantMap SimDesk::argsFor(const Case& c, std::span<const Field> demands)
{
    QVariantMap args;
    for (const Field& field : demands) {
        const QString code = QString::fromLatin1(field.code);
        const bool lists = field.kind == FieldKind::Files || field.kind == FieldKind::Documents
            || (field.kind == FieldKind::Mid && !field.required);
        if (field.required || code == u"waiver" || (!lists && m_random.chance(30)))
            args.insert(code, valueFor(c, field));
    }
    return args;
}

Uuid SimDesk::enqueue(const Case& c, const QString& action, const QVariantMap& args,
                      QList<Act>& acts)
{
    Operation op;
    op.mid = makeUuid7(m_clock, m_random);
    op.caseId = c.id;
    op.action = action;
    op.args = args;
    op.actor = m_actor;
    op.baseVersion = c.version;
    Act act{op.mid, op.caseId, action, m_index};
    act.taken = m_engine->enqueue(op).has_value();
    enqueueFailures += !act.taken;
    acts.append(act);
    return op.mid;
}

void SimDesk::act(QList<Act>& acts)
{
    if (m_rows.isEmpty())
        return;
    // keys() of a QHash differ from run to run with its seed: sorted, so that a seed means one run.
    QList<Uuid> ids = m_rows.keys();
    std::sort(ids.begin(), ids.end());
    // Mostly the oldest few, so that some go their whole way and change hands.
    const int last = static_cast<int>(ids.size()) - 1;
    const Uuid id = ids.at(m_random.range(0, m_random.chance(70) ? std::min(last, 7) : last));
    const Result<Case> c = protocol::decodeCase(m_rows.value(id).body);
    KYDAI_ASSERT(c.has_value());
    const RuleContext context{m_server.directory(), m_clock.nowMs()};
    const Transition* row = nullptr;
    if (m_random.chance(85)) {
        QList<const Transition*> open, onward;
        for (const Offer& offer : offersFor(*c, m_actor, context)) {
            if (offer.refusal.code != ErrorCode::None)
                continue;
            open.append(offer.row);
            if (offer.row->to != c->state && !isFinal(offer.row->to))
                onward.append(offer.row);
        }
        if (!onward.isEmpty() && m_random.chance(60))
            open = onward;  // a case that goes nowhere is never shown to an agency
        if (open.isEmpty())
            return;
        row = open.at(m_random.range(0, static_cast<int>(open.size()) - 1));
    } else {
        const auto table = workflowTable();
        row = &table[static_cast<size_t>(m_random.range(0, static_cast<int>(table.size()) - 1))];
    }
    // Several decisions in a row on one case.
    const int repeat = row->to == c->state && m_random.chance(20) ? 3 : 1;
    for (int i = 0; i < repeat; ++i)
        enqueue(*c, codeOf(row->action), argsFor(*c, row->demands), acts);
}

// A caller's report typed here, and a decision on the case to be before the server knows it.
void SimDesk::typeReport(QList<Act>& acts)
{
    Case c;
    c.id = makeUuid7(m_clock, m_random);
    enqueue(c, u"report"_s,
            {{u"text"_s, u"Người gọi %1 báo cống tràn"_s.arg(++m_words)},
             {u"channel"_s, u"phone"_s},
             {u"name"_s, QString::fromLatin1(kCanary)},
             {u"phone"_s, u"0900 000 111"_s}},
            acts);
    if (m_random.chance(70))
        enqueue(c, u"claim"_s, {}, acts);
}

Uuid SimDesk::note(const Uuid& caseId, QList<Act>& acts)
{
    const Result<Case> c = protocol::decodeCase(m_rows.value(caseId).body);
    KYDAI_ASSERT(c.has_value());
    return enqueue(*c, u"note"_s, {{u"text"_s, u"ghi %1"_s.arg(++m_words)}}, acts);
}

void SimDesk::withdraw(QList<Act>& acts)
{
    for (qsizetype i = acts.size() - 1; i >= 0 && i > acts.size() - 40; --i) {
        Act& act = acts[i];
        if (act.desk != m_index || !act.taken || act.withdrawn || !m_random.chance(30))
            continue;
        act.withdrawn = m_engine->withdraw(act.mid).has_value();
        return;
    }
}

void SimDesk::look()
{
    if (m_rows.isEmpty())
        return;
    QList<Uuid> ids = m_rows.keys();
    std::sort(ids.begin(), ids.end());
    m_engine->setPresence(ids.at(m_random.range(0, static_cast<int>(ids.size()) - 1)),
                          static_cast<quint8>(m_random.range(0, 3)));
}

bool SimDesk::settled() const
{
    if (!m_engine)
        return false;
    const SyncStatus s = m_engine->status();
    return s.state == SyncStatus::State::Live && s.pending == 0 && s.unsettled == 0
        && s.lastSeq == m_server.seq() && s.storage.code == ErrorCode::None;
}

}  // namespace kydai::sim
