// SPDX-License-Identifier: GPL-3.0-or-later
// DueWheel against brute force: at every moment exactly the rows whose boundary lies between two
// firings were reported, whatever changed in between.
#include "desk/due_wheel.h"
#include "desk_kit.h"

using namespace kydai;
using namespace kydai::desk;
using namespace kydai::desk::kit;

class TestDeskWheel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalsBruteForce_data();
    void equalsBruteForce();
    void firesAtMidnight();
    void followsTheServersClock();
    void survivesAClockSetBack();
    void forgetsOldBoundaries();
};

namespace {

// What the wheel promises: the lateness and lease of every row as last reported are those of now.
struct Seen {
    Lateness lateness;
    bool claimed;
    bool operator==(const Seen&) const = default;
};

Seen seenOf(const IndexRow& row, qint64 nowMs)
{
    return {row.latenessAt(nowMs), row.claimUntilS != 0 && row.claimUntilMs() > nowMs};
}

}  // namespace

void TestDeskWheel::equalsBruteForce_data()
{
    QTest::addColumn<quint64>("seed");
    for (int i = 0; i < 12; ++i) {
        const quint64 seed = QRandomGenerator::global()->generate64();
        QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
    }
}

void TestDeskWheel::equalsBruteForce()
{
    QFETCH(quint64, seed);
    Fake fake(seed);
    CaseIndex index;
    QHash<quint32, Seen> seen;
    qint64 offset = 0;
    const auto now = [&] { return fake.nowMs() + offset; };
    DueWheel wheel(
        fake, fake, [&](quint32 slot) { return index.isLive(slot) ? &index.row(slot) : nullptr; },
        [&](const QList<quint32>& crossed, bool) {
            for (quint32 slot : crossed)
                seen[slot] = seenOf(index.row(slot), now());
        });
    for (int step = 0; step < 600; ++step) {
        const auto n = static_cast<quint32>(fake.below(60) + 1);
        if (fake.below(6) == 0) {
            if (const quint32 slot = index.slotOf(idOf(n)); index.remove(idOf(n)))
                seen.remove(slot);
            index.releaseRemoved();
        } else {
            index.put(idOf(n), step, randomSummary(n, fake, now()));
            const quint32 slot = index.slotOf(idOf(n));
            seen[slot] = seenOf(index.row(slot), now());
            wheel.watch(slot);
        }
        if (fake.below(20) == 0) {
            offset = static_cast<qint64>(fake.below(20'000)) - 10'000;
            wheel.setOffset(offset);
        }
        fake.pass(static_cast<qint64>(fake.below(40)) * 60'000 + 1);
        for (quint32 slot = 0; slot < index.slotEnd(); ++slot) {
            if (!index.isLive(slot))
                continue;
            // The timer may be one tick of the clock late, never more.
            const Seen expected = seenOf(index.row(slot), now());
            if (!(seen.value(slot) == expected)) {
                qWarning() << "seed" << seed << "step" << step << "slot" << slot;
                QFAIL("a row crossed a boundary unnoticed");
            }
        }
    }
}

void TestDeskWheel::firesAtMidnight()
{
    Fake fake;
    int days = 0;
    DueWheel wheel(fake, fake, [](quint32) { return nullptr; },
                   [&](const QList<quint32>& crossed, bool dayChanged) {
                       QVERIFY(crossed.isEmpty());
                       days += dayChanged ? 1 : 0;
                   });
    fake.pass(kDayMs * 3);
    QCOMPARE(days, 3);
}

void TestDeskWheel::followsTheServersClock()
{
    Fake fake;
    CaseIndex index;
    const qint64 due = fake.nowMs() + 60'000;
    // Due soon since long: there is one boundary left.
    index.put(idOf(1), 1, summaryOf(1, CaseState::Received, fake.nowMs(), due, due - kDayMs));
    int fired = 0;
    DueWheel wheel(
        fake, fake, [&](quint32 slot) { return index.isLive(slot) ? &index.row(slot) : nullptr; },
        [&](const QList<quint32>& crossed, bool) { fired += static_cast<int>(crossed.size()); });
    wheel.watch(0);
    wheel.setOffset(55'000);  // the server is ahead: due in five seconds
    fake.pass(4'000);
    QCOMPARE(fired, 0);
    fake.pass(1'500);
    QCOMPARE(fired, 1);
}

void TestDeskWheel::survivesAClockSetBack()
{
    Fake fake;
    CaseIndex index;
    const qint64 due = fake.nowMs() + 30'000;
    // Due soon since long: there is one boundary left.
    index.put(idOf(1), 1, summaryOf(1, CaseState::Received, fake.nowMs(), due, due - kDayMs));
    QList<Lateness> reported;
    DueWheel wheel(
        fake, fake, [&](quint32 slot) { return index.isLive(slot) ? &index.row(slot) : nullptr; },
        [&](const QList<quint32>&, bool) {
            reported.append(index.row(0).latenessAt(fake.nowMs()));
        });
    wheel.watch(0);
    fake.pass(31'000);
    QCOMPARE(reported.size(), 1);
    QVERIFY(reported.last() == Lateness::Overdue);
    fake.setBack(300'000);
    fake.pass(61'000);
    QCOMPARE(reported.size(), 2);
    QVERIFY(reported.last() == Lateness::DueSoon);
    fake.pass(300'000);
    QCOMPARE(reported.size(), 3);
    QVERIFY(reported.last() == Lateness::Overdue);
}

void TestDeskWheel::forgetsOldBoundaries()
{
    Fake fake;
    CaseIndex index;
    DueWheel wheel(
        fake, fake, [&](quint32 slot) { return index.isLive(slot) ? &index.row(slot) : nullptr; },
        [](const QList<quint32>&, bool) {});
    for (int i = 0; i < 50'000; ++i) {  // one row that changes all the time
        const qint64 due = fake.nowMs() + kDayMs + i;
        index.put(idOf(1), i, summaryOf(1, CaseState::Received, fake.nowMs(), due, due));
        wheel.watch(0);
    }
    QVERIFY(wheel.pendingBoundaries() < 10'000);
}

QTEST_APPLESS_MAIN(TestDeskWheel)
#include "tst_desk_wheel.moc"
