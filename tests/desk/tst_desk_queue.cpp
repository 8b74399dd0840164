// SPDX-License-Identifier: GPL-3.0-or-later
// The queue and the urgent lane: what stands where, what waits behind the bar, model signals under
// QAbstractItemModelTester, and a random life against a list made from nothing.
#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>

#include "desk/queue_model.h"
#include "desk/urgent_model.h"
#include "desk_kit.h"

using namespace kydai;
using namespace kydai::desk;
using namespace kydai::desk::kit;

class TestDeskQueue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void groupsByLateness();
    void arrivalsWait();
    void ownActsDoNotWait();
    void urgentNeverWaits();
    void clockMovesRows();
    void foldsGroups();
    void asksForTextsOfVisibleRowsOnly();
    void randomLifeEqualsRebuild_data();
    void randomLifeEqualsRebuild();
    void isFastAtHundredThousand();
};

namespace {

const WorkspaceDef& operations() { return *workspaceDef(u"operations"); }

RowUpdate received(quint32 n, const Desk& desk, qint64 dueInMin,
                   Priority priority = Priority::Normal)
{
    const qint64 now = desk.fake.nowMs();
    auto s = summaryOf(n, CaseState::Received, now - 60'000 * n, now + dueInMin * 60'000,
                       now + (dueInMin - 10) * 60'000);
    s.priority = priority;
    return update(n, n, s);
}

QStringList codes(const QAbstractListModel& model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list.append(model.index(row).data(CodeRole).toString());
    return list;
}

QStringList groupsOf(const QueueModel& queue)
{
    QStringList list;
    for (const QVariant& group : queue.groups()) {
        const QVariantMap map = group.toMap();
        list.append(map.value(u"code"_s).toString() + u':' + map.value(u"count"_s).toString());
    }
    return list;
}

}  // namespace

void TestDeskQueue::groupsByLateness()
{
    Desk desk;
    auto paused = summaryOf(9, CaseState::NeedsInfo, 1, 0, 0);
    desk.fill({received(1, desk, 60), received(2, desk, 5), received(3, desk, -7),
               received(4, desk, 8), update(9, 9, paused)});
    QueueModel queue(desk.core, operations());
    QAbstractItemModelTester tester(&queue, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(codes(queue), (QStringList{u"PA-3"_s, u"PA-2"_s, u"PA-4"_s, u"PA-1"_s}));
    QCOMPARE(groupsOf(queue), (QStringList{u"overdue:1"_s, u"due_soon:2"_s, u"in_time:1"_s}));
    QCOMPARE(queue.index(0).data(GroupRole).toString(), u"overdue"_s);
    QCOMPARE(queue.index(0).data(DueTextRole).toString(), u"7 min late"_s);
    QCOMPARE(queue.index(1).data(DueTextRole).toString(), u"5 min left"_s);
    QCOMPARE(queue.index(3).data(SlaKindRole).toString(), u"in_time"_s);
    queue.setTab(u"all"_s);
    QCOMPARE(groupsOf(queue).last(), u"paused:1"_s);
    queue.setTab(u"overdue"_s);
    QCOMPARE(codes(queue), QStringList{u"PA-3"_s});
    QCOMPARE(queue.state(), u"ready"_s);
    queue.setTab(u"mine"_s);
    QCOMPARE(queue.state(), u"empty"_s);
}

void TestDeskQueue::arrivalsWait()
{
    Desk desk;
    desk.fill({received(1, desk, 60), received(2, desk, 50)});
    QueueModel queue(desk.core, operations());
    QAbstractItemModelTester tester(&queue, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy inserts(&queue, &QAbstractItemModel::rowsInserted);
    QSignalSpy resets(&queue, &QAbstractItemModel::modelReset);
    desk.core.putRows({received(3, desk, 5), received(4, desk, 70)}, {});
    QCOMPARE(queue.count(), 2);
    QCOMPARE(queue.newCount(), 2);
    QCOMPARE(inserts.count() + resets.count(), 0);
    QCOMPARE(queue.tabs().first().toMap().value(u"count"_s).toInt(), 4);

    // What waits may leave again, and change, unseen.
    desk.core.putRows({}, {idOf(4)});
    QCOMPARE(queue.newCount(), 1);
    // What is listed leaves at once.
    auto taken = summaryOf(2, CaseState::Assigned, 1, 0, 0);
    desk.core.putRows({update(2, 50, taken)}, {});
    QCOMPARE(codes(queue), QStringList{u"PA-1"_s});
    queue.loadNew();
    QCOMPARE(codes(queue), (QStringList{u"PA-3"_s, u"PA-1"_s}));
    QCOMPARE(queue.newCount(), 0);

    // Catching up with many keeps the list still as well.
    QList<RowUpdate> many;
    for (quint32 n = 100; n < 100 + 2 * kPatchBound; ++n)
        many.append(received(n, desk, 90));
    desk.core.putRows(many, {});
    QCOMPARE(queue.count(), 2);
    QCOMPARE(queue.newCount(), static_cast<int>(many.size()));
}

void TestDeskQueue::ownActsDoNotWait()
{
    Desk desk;
    desk.fill({received(1, desk, 60), received(2, desk, 50)});
    QueueModel queue(desk.core, operations());
    queue.setTab(u"mine"_s);
    QCOMPARE(queue.count(), 0);
    auto mine = summaryOf(1, CaseState::Screening, 1, desk.fake.nowMs() + 1000, desk.fake.nowMs());
    mine.claimUser = u"operator"_s;
    mine.claimUntilMs = desk.fake.nowMs() + kClaimLeaseMs;
    desk.core.putRows({update(1, 5, mine)}, {});
    QCOMPARE(codes(queue), QStringList{u"PA-1"_s});  // an empty list has nothing to move
    desk.fake.pass(kClaimLeaseMs + 1000);            // the lease ran out
    QCOMPARE(queue.count(), 0);
}

void TestDeskQueue::urgentNeverWaits()
{
    Desk desk;
    desk.fill({received(1, desk, 60), received(2, desk, 5, Priority::Urgent)});
    QueueModel queue(desk.core, operations());
    UrgentModel lane(desk.core, operations());
    QAbstractItemModelTester tester(&lane, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(codes(queue), QStringList{u"PA-1"_s});
    QCOMPARE(codes(lane), QStringList{u"PA-2"_s});
    desk.core.putRows({received(3, desk, 90, Priority::Urgent)}, {});
    QCOMPARE(codes(lane), (QStringList{u"PA-3"_s, u"PA-2"_s}));  // the older one first
    QCOMPARE(lane.untaken(), 2);
    QCOMPARE(queue.newCount(), 0);

    // A filter on the queue does not touch the lane.
    FilterSpec spec;
    spec.categories = {u"nothing"_s};
    queue.setFilter(spec, RowFilter(spec, desk.core.index()));
    QCOMPARE(queue.count(), 0);
    QCOMPARE(queue.state(), u"filtered"_s);
    QCOMPARE(lane.count(), 2);

    // Becoming urgent moves a row from the queue to the lane at once.
    queue.setFilter({}, {});
    desk.core.putRows({received(1, desk, 60, Priority::Urgent)}, {});
    QCOMPARE(queue.count(), 0);
    QCOMPARE(lane.count(), 3);
}

void TestDeskQueue::clockMovesRows()
{
    Desk desk;
    desk.fill({received(1, desk, 60), received(2, desk, 30)});
    QueueModel queue(desk.core, operations());
    QAbstractItemModelTester tester(&queue, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(groupsOf(queue), QStringList{u"in_time:2"_s});
    desk.fake.pass(20 * 60'000);
    QCOMPARE(groupsOf(queue), (QStringList{u"due_soon:1"_s, u"in_time:1"_s}));
    desk.fake.pass(10 * 60'000 + 1);
    QCOMPARE(groupsOf(queue), (QStringList{u"overdue:1"_s, u"in_time:1"_s}));
    QCOMPARE(codes(queue), (QStringList{u"PA-2"_s, u"PA-1"_s}));
}

void TestDeskQueue::foldsGroups()
{
    Desk desk;
    desk.fill({received(1, desk, 60), received(2, desk, -5), received(3, desk, 61)});
    QueueModel queue(desk.core, operations());
    QAbstractItemModelTester tester(&queue, QAbstractItemModelTester::FailureReportingMode::Fatal);
    queue.toggleGroup(u"overdue"_s);
    QCOMPARE(codes(queue), (QStringList{u"PA-1"_s, u"PA-3"_s}));
    QCOMPARE(queue.indexOf(idOf(2).toString()), -1);
    QCOMPARE(queue.indexOf(idOf(3).toString()), 1);
    QCOMPARE(Uuid::fromString(queue.idAt(0)), idOf(1));
    // A change inside the folded group, and one that leaves it.
    desk.core.putRows({received(2, desk, -6)}, {});
    QCOMPARE(queue.count(), 2);
    desk.core.putRows({received(2, desk, 30)}, {});
    QCOMPARE(codes(queue), (QStringList{u"PA-2"_s, u"PA-1"_s, u"PA-3"_s}));
}

void TestDeskQueue::asksForTextsOfVisibleRowsOnly()
{
    Desk desk;
    QList<RowUpdate> rows;
    for (quint32 n = 1; n <= 500; ++n) {
        RowUpdate row = received(n, desk, 30 + n);
        row.summary.title.clear();  // as read from the index alone
        rows.append(row);
    }
    desk.fill(rows);
    QueueModel queue(desk.core, operations());
    QVERIFY(desk.askedTexts.isEmpty());
    QCOMPARE(queue.index(0).data(LoadedRole).toBool(), false);
    (void)queue.index(1).data(TitleRole);
    (void)queue.index(1).data(TitleRole);
    QVERIFY(desk.askedTexts.isEmpty());  // in one batch, in a turn of its own
    desk.fake.pass(1);
    QCOMPARE(desk.askedTexts.size(), 2);
    QSignalSpy changes(&queue, &QAbstractItemModel::dataChanged);
    desk.core.giveTexts({{idOf(1), {u"PA-1"_s, u"Ngập"_s, u"1 Lê Lợi"_s, 2, {}}}}, desk.askedTexts);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(queue.index(0).data(TitleRole).toString(), u"Ngập"_s);
}

void TestDeskQueue::randomLifeEqualsRebuild_data()
{
    QTest::addColumn<quint64>("seed");
    for (int i = 0; i < 8; ++i) {
        const quint64 seed = QRandomGenerator::global()->generate64();
        QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
    }
}

void TestDeskQueue::randomLifeEqualsRebuild()
{
    QFETCH(quint64, seed);
    Desk desk(seed);
    desk.fill({});
    const QStringList names = {u"operations"_s, u"cases"_s, u"inbox"_s};
    const WorkspaceDef& def = *workspaceDef(names.at(static_cast<qsizetype>(desk.fake.below(3))));
    QueueModel queue(desk.core, def);
    UrgentModel lane(desk.core, def);
    QAbstractItemModelTester tester(&queue, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QAbstractItemModelTester laneTester(&lane,
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (int step = 0; step < 400; ++step) {
        QList<RowUpdate> rows;
        QList<Uuid> leaves;
        for (quint64 i = desk.fake.below(6); i-- > 0;) {
            const auto n = static_cast<quint32>(desk.fake.below(80) + 1);
            rows.append(update(n, step + 1, randomSummary(n, desk.fake, desk.core.nowMs())));
        }
        if (desk.fake.below(3) == 0)
            leaves.append(idOf(static_cast<quint32>(desk.fake.below(80) + 1)));
        desk.core.putRows(rows, leaves);
        if (desk.fake.below(4) == 0)
            queue.loadNew();
        if (desk.fake.below(30) == 0) {
            const auto tab = desk.fake.below(def.tabs.size());
            queue.setTab(QString::fromLatin1(def.tabs[tab].code));
        }
        if (desk.fake.below(10) == 0 && !queue.groups().isEmpty()) {
            queue.toggleGroup(queue.groups().first().toMap().value(u"code"_s).toString());
        }
        desk.fake.pass(static_cast<qint64>(desk.fake.below(10)) * 60'000);
        const QVariantList counts = queue.tabs();

        queue.loadNew();
        QueueModel fresh(desk.core, def);
        fresh.setTab(queue.tab());
        for (const QVariant& group : queue.groups()) {
            if (group.toMap().value(u"folded"_s).toBool())
                fresh.toggleGroup(group.toMap().value(u"code"_s).toString());
        }
        QCOMPARE(counts, fresh.tabs());  // kept up step by step
        QCOMPARE(codes(queue), codes(fresh));
        QCOMPARE(groupsOf(queue), groupsOf(fresh));
        UrgentModel freshLane(desk.core, def);
        QCOMPARE(codes(lane), codes(freshLane));
    }
}

void TestDeskQueue::isFastAtHundredThousand()
{
    Desk desk;
    QList<RowUpdate> rows;
    rows.reserve(100'000);
    for (quint32 n = 1; n <= 100'000; ++n)
        rows.append(update(n, n, randomSummary(n, desk.fake, desk.fake.nowMs())));
    desk.fill(rows);
    QueueModel queue(desk.core, *workspaceDef(u"cases"));
    queue.setTab(u"all"_s);
    QElapsedTimer timer;
    FilterSpec spec;
    spec.categories = {u"flood"_s};
    double narrowMs = 1e9, widenMs = 1e9;
    for (int run = 0; run < 5; ++run) {
        timer.start();
        queue.setFilter(spec, RowFilter(spec, desk.core.index()));
        narrowMs = std::min(narrowMs, static_cast<double>(timer.nsecsElapsed()) / 1e6);
        timer.start();
        queue.setFilter({}, {});
        widenMs = std::min(widenMs, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    timer.start();
    for (quint32 n = 1; n <= 100; ++n)
        desk.core.putRows({update(n, 200'000 + n, randomSummary(n, desk.fake, desk.fake.nowMs()))},
                          {});
    const double changeMs = static_cast<double>(timer.nsecsElapsed()) / 1e8;
    qInfo() << "narrow" << narrowMs << "ms, widen" << widenMs << "ms, one change" << changeMs
            << "ms";
    QVERIFY(narrowMs < 5 * kSlack && widenMs < 5 * kSlack);
    QVERIFY(changeMs < 1 * kSlack);
}

QTEST_GUILESS_MAIN(TestDeskQueue)
#include "tst_desk_queue.moc"
