// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/store.h"

#include <algorithm>

#include "core/vietnamese.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

void Store::setDirectory(DirectoryPtr directory)
{
    m_directory = std::move(directory);
    for (auto it = m_pending.cbegin(); it != m_pending.cend(); ++it) {
        if (auto entry = m_entries.find(it.key()); entry != m_entries.end())
            compose(it.key(), *entry);
    }
}

CasePtr Store::effective(const Uuid& id)
{
    const auto it = m_entries.find(id);
    if (it == m_entries.end())
        return {};
    it->used = ++m_clock;
    return it->effective;
}

CasePtr Store::confirmed(const Uuid& id) const
{
    const auto it = m_entries.constFind(id);
    return it == m_entries.cend() ? CasePtr() : it->confirmed;
}

void Store::putConfirmed(CasePtr row)
{
    const Uuid id = row->id;
    Entry& entry = m_entries[id];
    if (entry.confirmed && entry.confirmed->seq > row->seq)
        return;  // an older copy that was still being read
    // The stream tells of a large or old case in less than was read from the server.
    if (entry.confirmed && entry.confirmed->seq == row->seq
        && entry.confirmed->extent == CaseExtent::Whole && row->extent != CaseExtent::Whole)
        return;
    entry.confirmed = std::move(row);
    entry.used = ++m_clock;
    compose(id, entry);
    evict();
}

void Store::forget(const Uuid& id)
{
    m_entries.remove(id);
}

void Store::clear()
{
    m_entries.clear();
    // Reports that are still to be created live from pending work alone.
    const QList<Uuid> ids = m_pending.keys();
    for (const Uuid& id : ids) {
        Entry entry;
        compose(id, entry);
        if (entry.effective)
            m_entries.insert(id, entry);
    }
}

void Store::compose(const Uuid& id, Entry& entry)
{
    const auto pending = m_pending.constFind(id);
    if (pending == m_pending.cend() || !m_directory) {
        entry.effective = entry.confirmed;
        return;
    }
    std::shared_ptr<Case> result;
    if (entry.confirmed)
        result = std::make_shared<Case>(*entry.confirmed);
    for (const Operation& op : *pending) {
        if (op.action == kReportAction) {
            if (!result)
                result = std::make_shared<Case>(openCase(newReportFrom(op), *m_directory));
            continue;
        }
        if (!result || result->recentMids.contains(op.mid))
            continue;
        // What does not fit any more is shown as it is; the server's refusal will say why.
        if (Result<Case> next = reduce(*result, op, *m_directory))
            *result = std::move(*next);
    }
    entry.effective = result;
}

QList<Uuid> Store::setPending(const QList<Operation>& operations)
{
    QHash<Uuid, QList<Operation>> next;
    for (const Operation& op : operations)
        next[op.caseId].append(op);
    const auto mids = [](const QList<Operation>& list) {
        QList<Uuid> ids;
        for (const Operation& op : list)
            ids.append(op.mid);
        return ids;
    };
    QSet<Uuid> touched;
    for (auto it = m_pending.cbegin(); it != m_pending.cend(); ++it) {
        if (mids(next.value(it.key())) != mids(it.value()))
            touched.insert(it.key());
    }
    for (auto it = next.cbegin(); it != next.cend(); ++it) {
        if (!m_pending.contains(it.key()))
            touched.insert(it.key());
    }
    m_pending = std::move(next);
    for (const Uuid& id : std::as_const(touched)) {
        Entry entry = m_entries.value(id);
        compose(id, entry);
        if (entry.effective)
            m_entries.insert(id, entry);
        else
            m_entries.remove(id);
    }
    return QList<Uuid>(touched.cbegin(), touched.cend());
}

void Store::evict()
{
    if (m_entries.size() <= m_bound)
        return;
    // A tenth at once, so that the sort is rare.
    QList<std::pair<quint64, Uuid>> oldest;
    oldest.reserve(m_entries.size());
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it) {
        if (!m_pending.contains(it.key()))
            oldest.append({it->used, it.key()});
    }
    std::sort(oldest.begin(), oldest.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    const qsizetype surplus = m_entries.size() - m_bound + m_bound / 10;
    for (qsizetype i = 0; i < std::min(surplus, oldest.size()); ++i)
        m_entries.remove(oldest.at(i).second);
}

NewReport newReportFrom(const Operation& op)
{
    NewReport report;
    const auto text = [&op](const QString& key) { return op.args.value(key).toString(); };
    report.caseId = op.caseId;
    report.mid = op.mid;
    report.channel = channelFrom(text(u"channel"_s)).value_or(Channel::Phone);
    report.type = reportTypeFrom(text(u"type"_s)).value_or(ReportType::Incident);
    report.priority = priorityFrom(text(u"priority"_s)).value_or(Priority::Normal);
    report.text = text(u"text"_s);
    report.address = text(u"address"_s);
    report.category = text(u"category"_s);
    report.area = text(u"area"_s);
    const QStringList position = text(u"position"_s).split(u',');
    if (position.size() == 2) {
        bool latOk = false, lonOk = false;
        report.lat = position.at(0).toDouble(&latOk);
        report.lon = position.at(1).toDouble(&lonOk);
        report.hasPosition = latOk && lonOk;
    }
    report.reporterName = text(u"name"_s);
    report.reporterMasked = maskedPhone(text(u"phone"_s));
    report.hasContact = !text(u"phone"_s).isEmpty();
    report.enteredBy = op.actor.user;
    report.receivedMs = op.atMs;
    return report;
}

}  // namespace kydai::desk
