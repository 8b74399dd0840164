// SPDX-License-Identifier: GPL-3.0-or-later
// CaseIndex: orders against a sort, slots, bounds of time at 100,000 rows.
#include <QElapsedTimer>

#include "desk/row_filter.h"
#include "desk_kit.h"

using namespace kydai;
using namespace kydai::desk;
using namespace kydai::desk::kit;

class TestDeskIndex : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowKeepsWhatItIsGiven();
    void ordersEqualASort();
    void slotsAreNotReusedWithinATurn();
    void unknownCodesMatchNothing();
    void isFastEnough();
};

void TestDeskIndex::rowKeepsWhatItIsGiven()
{
    Fake fake;
    CaseIndex index;
    auto s = summaryOf(1, CaseState::AwaitingApproval, 1000, 900'000, 600'000);
    s.priority = Priority::Complex;
    s.channel = Channel::Other;
    s.hasPosition = true;
    s.lat = 16.4637;
    s.lon = 107.5909;
    s.claimUser = u"operator"_s;
    s.claimUntilMs = 1'760'000'000'001;
    s.agency = u"dxd"_s;
    s.flags = FlagPublished | FlagHasPosition;
    QVERIFY(index.put(idOf(1), 77, s) == CaseIndex::Put::Inserted);
    const IndexRow& row = index.row(index.slotOf(idOf(1)));
    QVERIFY(row.state() == CaseState::AwaitingApproval);
    QVERIFY(row.priority() == Priority::Complex);
    QVERIFY(row.channel() == Channel::Other);
    QCOMPARE(row.seq, 77u);
    QCOMPARE(row.dueSoonMs(), 600'000);
    QCOMPARE(row.claimUntilMs(), 1'760'000'001'000);
    QVERIFY(qAbs(row.latE7 / 1e7 - 16.4637) < 1e-6);
    QVERIFY(qAbs(row.lonE7 / 1e7 - 107.5909) < 1e-6);
    QCOMPARE(index.agencies().code(row.agency), u"dxd"_s);
    QVERIFY(index.put(idOf(1), 77, s) == CaseIndex::Put::Unchanged);
    s.dueMs = 0;
    QVERIFY(index.put(idOf(1), 78, s) == CaseIndex::Put::Changed);
    QCOMPARE(index.row(index.slotOf(idOf(1))).dueSoonMs(), 0);
    QCOMPARE(index.count(), 1);
}

void TestDeskIndex::ordersEqualASort()
{
    const quint64 seed = QRandomGenerator::global()->generate64();
    qInfo() << "seed" << seed;
    Fake fake(seed);
    CaseIndex index;
    for (int step = 0; step < 3000; ++step) {
        const auto n = static_cast<quint32>(fake.below(300) + 1);
        if (fake.below(5) == 0) {
            index.remove(idOf(n));
            index.releaseRemoved();
        } else {
            index.put(idOf(n), step, randomSummary(n, fake, fake.nowMs()));
        }
        if (step % 100)
            continue;
        for (int i = 0; i < kOrderCount; ++i) {
            const auto order = static_cast<Order>(i);
            std::vector<SortKey> expected;
            for (quint32 slot = 0; slot < index.slotEnd(); ++slot) {
                if (index.isLive(slot))
                    expected.push_back(index.keyOf(slot, order));
            }
            std::sort(expected.begin(), expected.end());
            QVERIFY(index.order(order) == expected);
            QCOMPARE(static_cast<qsizetype>(expected.size()), index.count());
        }
    }
}

void TestDeskIndex::slotsAreNotReusedWithinATurn()
{
    CaseIndex index;
    index.put(idOf(1), 1, summaryOf(1, CaseState::Received, 1, 0, 0));
    const quint32 slot = index.slotOf(idOf(1));
    QVERIFY(index.remove(idOf(1)));
    QVERIFY(!index.remove(idOf(1)));
    QVERIFY(!index.isLive(slot));
    index.put(idOf(2), 2, summaryOf(2, CaseState::Received, 1, 0, 0));
    QVERIFY(index.slotOf(idOf(2)) != slot);
    index.releaseRemoved();
    index.put(idOf(3), 3, summaryOf(3, CaseState::Received, 1, 0, 0));
    QCOMPARE(index.slotOf(idOf(3)), slot);
}

void TestDeskIndex::unknownCodesMatchNothing()
{
    CaseIndex index;
    index.put(idOf(1), 1, summaryOf(1, CaseState::Received, 1, 0, 0));
    const IndexRow& row = index.row(index.slotOf(idOf(1)));
    FilterSpec spec;
    spec.categories = {u"never-seen"_s};
    QVERIFY(!RowFilter(spec, index).matches(row, 0));
    spec.categories = {u"never-seen"_s, u"flood"_s};
    QVERIFY(RowFilter(spec, index).matches(row, 0));
    spec = {};
    spec.agencies = {QString()};
    QVERIFY(RowFilter(spec, index).matches(row, 0));  // "with the centre"
    RowFilter text(FilterSpec{}, index);
    text.setTextHits({idOf(2)});
    QVERIFY(!text.matches(row, 0));
}

void TestDeskIndex::isFastEnough()
{
    Fake fake(7);
    CaseIndex index;
    index.beginBulk();
    QElapsedTimer timer;
    QList<protocol::CaseSummary> rows;
    for (quint32 n = 1; n <= 100'000; ++n)
        rows.append(randomSummary(n, fake, fake.nowMs()));
    timer.start();
    for (quint32 n = 1; n <= 100'000; ++n)
        index.put(idOf(n), n, rows.at(n - 1));
    const double fillMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
    for (int i = 0; i < kOrderCount; ++i)
        (void)index.order(static_cast<Order>(i));
    FilterSpec spec;
    spec.states = 0x00ff;
    spec.categories = {u"flood"_s, u"road"_s};
    double walkMs = 1e9;
    qsizetype hits = 0;
    for (int run = 0; run < 5; ++run) {
        timer.start();
        const RowFilter filter(spec, index);
        hits = 0;
        for (const SortKey& key : index.order(Order::Due))
            hits += filter.matches(index.row(key.slot), fake.nowMs()) ? 1 : 0;
        walkMs = std::min(walkMs, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    timer.start();
    for (quint32 n = 0; n < 100; ++n)
        index.put(idOf(200'000 + n), n, randomSummary(n, fake, fake.nowMs()));
    const double insertMs = static_cast<double>(timer.nsecsElapsed()) / 1e8;
    qInfo() << "fill" << fillMs << "ms, filter walk" << walkMs << "ms," << hits << "hits, insert"
            << insertMs << "ms";
    QVERIFY(hits > 1000);
    QVERIFY(walkMs < 5 * kSlack);
    QVERIFY(insertMs < 1 * kSlack);
}

QTEST_APPLESS_MAIN(TestDeskIndex)
#include "tst_desk_index.moc"
