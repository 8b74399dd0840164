// SPDX-License-Identifier: GPL-3.0-or-later
// Puts an accepted plan into the ledger's running transaction.
#include "authority/batch.h"
#include "protocol/casecodec.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {
constexpr int kMaxMessages = 20;  // reports of one case that are told
}

qint64 Batch::purgeAfterMs() const
{
    return a.m_directory.setting(u"purge_after_days"_s, u"0"_s).toLongLong() * kDayMs;
}

Result<qint64> Batch::write(Plan& plan)
{
    if (!plan.undone.isNull()) {
        if (Result<void> r = m_ledger.dropOutgoing(plan.undone); !r)
            return tl::unexpected<Error>(r.error());
        outgoing.removeIf([&](const OutgoingMessage& m) { return m.mid == plan.undone; });
    }
    for (Effect& effect : plan.effects) {
        if (Result<void> r = writeEffect(effect); !r)
            return tl::unexpected<Error>(r.error());
    }
    return plan.effects.first().after.seq;
}

Result<void> Batch::writeEffect(Effect& e)
{
    const Result<qint64> seq = m_ledger.appendEvent(e.event);
    if (!seq)
        return tl::unexpected<Error>(seq.error());
    ++a.m_counters.events;
    KYDAI_ASSERT(*seq == e.after.seq);  // planned as the next ones
    const Row row = std::make_shared<const Case>(e.after);
    m_rows.insert(row->id, row);
    if (m_mode == Mode::History) {
        m_dirty.insert(row->id);
        return {};
    }
    Change change;
    change.seq = *seq;
    change.id = row->id;
    change.row = row;
    change.body = std::make_shared<const QByteArray>(protocol::encodeCase(*row));
    change.before = e.before ? scopesOf(*e.before) : QStringList();
    change.after = scopesOf(*row);
    if (Result<void> r = m_ledger.putCase(*row, wakeOf(*row, purgeAfterMs())); !r)
        return r;
    if (Result<void> r = m_ledger.putChange({change.seq, change.id, change.before, change.after}); !r)
        return r;
    changes.append(change);
    if (e.before) {
        const Result<void> r = e.undoable
            ? m_ledger.putUndo({row->id, e.event.mid, e.event.user, e.event.atMs,
                                protocol::encodeWhole(*e.before)})
            : m_ledger.dropUndo(row->id);
        if (!r)
            return r;
    }
    return writeMessages(e);
}

Result<void> Batch::writeMessages(const Effect& e)
{
    const Result<QVariantMap> args = protocol::decodeArgs(e.event.args);
    const QString text = messageOf(e.event.action, args.value_or(QVariantMap()), e.after);
    if (text.isEmpty())
        return {};
    for (const ReportRef& report : e.after.reports.mid(0, kMaxMessages)) {
        OutgoingMessage m;
        m.reportCode = report.code;
        m.caseId = e.after.id;
        m.mid = e.event.mid;
        m.kind = e.event.action;
        m.text = text;
        m.notBeforeMs = m_nowMs + kOutgoingDelayMs;
        const QString asked = args ? args->value(u"channel"_s).toString() : QString();
        m.channel = asked.isEmpty() ? codeOf(report.channel) : asked;
        if (Result<void> r = m_ledger.putOutgoing(m); !r)
            return r;
        outgoing.append(m);
    }
    return {};
}

Result<void> Batch::writeRows()
{
    const qint64 purgeAfter = purgeAfterMs();
    for (const Uuid& id : std::as_const(m_dirty)) {
        const Row row = m_rows.value(id);
        if (Result<void> r = m_ledger.putCase(*row, wakeOf(*row, purgeAfter)); !r)
            return r;
    }
    m_dirty.clear();
    return {};
}

QString messageOf(const QString& action, const QVariantMap& args, const Case& after)
{
    const auto known = actionFrom(action);
    if (!known)
        return {};
    switch (*known) {
    case Action::Ask: return args.value(u"question"_s).toString();
    case Action::Reject:
    case Action::Refer: return args.value(u"message"_s).toString();
    case Action::Message: return args.value(u"text"_s).toString();
    case Action::Publish: return publicNotes(after);
    case Action::DeclineReopen: return after.publicMessage;
    default: return {};
    }
}

}  // namespace kydai
