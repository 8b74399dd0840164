// SPDX-License-Identifier: GPL-3.0-or-later
// Rows and decisions for the tests of deskdb.
#pragma once

#include "deskdb/outbox.h"
#include "protocol/casecodec.h"

namespace kydai::test {

class Dice : public Random
{
public:
    explicit Dice(quint64 seed) : m_state(seed) {}
    quint64 next() override
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

private:
    quint64 m_state;
};

// The same number, the same id; ids ascend with it.
inline Uuid idOf(quint32 number)
{
    return Uuid(0x01900000u + number, 0x1234, 0x7abc, 0x80, 1, 2, 3, 4, 5, 6, 7);
}

inline Case makeCase(quint32 number, qint64 seq, const QString& text)
{
    Case c;
    c.id = idOf(number);
    c.code = QStringLiteral("PA-%1").arg(200000 + number);
    c.seq = seq;
    c.version = 1;
    c.title = text.left(40);
    c.address = QStringLiteral("%1 Lê Lợi").arg(number);
    c.category = QStringLiteral("flood");
    c.area = QStringLiteral("19753");
    c.agency = QStringLiteral("A-%1").arg(number % 159);
    c.state = CaseState(number % kCaseStateCount);
    c.hasPosition = true;
    c.lat = 16.4 + (number % 1000) / 1e4;
    c.lon = 107.5;
    c.createdMs = 1792400000000 + qint64(number) * 1000;
    c.dueMs = c.createdMs + 1800000;
    c.dueSoonMs = c.createdMs + 1200000;
    ReportRef report;
    report.code = c.code;
    report.text = text;
    report.receivedMs = c.createdMs;
    c.reports.append(report);
    return c;
}

inline protocol::Row makeRow(quint32 number, qint64 seq, const QString& text)
{
    return {idOf(number), seq, protocol::encodeCase(makeCase(number, seq, text))};
}

inline OutboxEntry makeEntry(quint32 number, const Uuid& mid, const QString& text = {})
{
    OutboxEntry entry;
    entry.op.mid = mid;
    entry.op.caseId = idOf(number);
    entry.op.action = QStringLiteral("note");
    entry.op.args = {{QStringLiteral("text"), text}};
    entry.op.actor = Actor{QStringLiteral("operator"), {Role::Operator, Role::Dispatcher}, {}};
    entry.op.atMs = 1792400000000;
    entry.op.clientAtMs = 1792400000123;
    entry.op.baseVersion = 7;
    entry.queuedMs = 1792400000456;
    return entry;
}

}  // namespace kydai::test
