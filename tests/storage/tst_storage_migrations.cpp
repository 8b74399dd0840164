// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include "storage/fault_points.h"
#include "storage/migrations.h"

using namespace kydai;
using namespace Qt::StringLiterals;

namespace {

const Migration kSteps[] = {
    {1, "CREATE TABLE a(x); INSERT INTO a VALUES(1)"},
    {2, "CREATE TABLE b(x)",
        [](const Db& db) { return db.exec("INSERT INTO b SELECT x+1 FROM a"); }},
    {3, "ALTER TABLE a ADD COLUMN y INT NOT NULL DEFAULT 7"},
};
constexpr int kFull = 13;  // SQLITE_FULL

}  // namespace

class TestMigrations : public QObject
{
    Q_OBJECT

private slots:
    void fromNothingAndFromEveryVersion();
    void newerIsRefusedUntouched();
    void negativeIsRefusedUntouched();
    void everyFaultLeavesAWholeVersion();
};

void TestMigrations::fromNothingAndFromEveryVersion()
{
    for (size_t first = 0; first <= 3; ++first) {
        const auto db = Db::open(u":memory:"_s);
        QCOMPARE(migrate(*db, std::span(kSteps, first)).value_or(-1), int(first));
        QCOMPARE(migrate(*db, kSteps).value_or(-1), int(3 - first));
        QCOMPARE(migrate(*db, kSteps).value_or(-1), 0);
        QCOMPARE(db->userVersion().value_or(-1), 3);
        QCOMPARE(db->scalar("SELECT sum(b.x) + sum(a.y) FROM a, b").value_or(-1), 9);
    }
}

void TestMigrations::newerIsRefusedUntouched()
{
    const auto db = Db::open(u":memory:"_s);
    QVERIFY(migrate(*db, kSteps));
    const auto refused = migrate(*db, std::span(kSteps, 2));
    QCOMPARE(refused.error().code, ErrorCode::Unsupported);
    QCOMPARE(refused.error().params, (QStringList{u"3"_s, u"2"_s}));
    QCOMPARE(db->userVersion().value_or(-1), 3);
}

// No step would fit it: without the check the first one ran over whatever is there.
void TestMigrations::negativeIsRefusedUntouched()
{
    const auto db = Db::open(u":memory:"_s);
    QVERIFY(db->exec("CREATE TABLE other(x)"));
    QVERIFY(db->setUserVersion(-3));
    const auto refused = migrate(*db, kSteps);
    QCOMPARE(refused.error().code, ErrorCode::Unsupported);
    QCOMPARE(refused.error().params, (QStringList{u"-3"_s, u"3"_s}));
    QVERIFY(refused.error().detail.contains(u"-3"_s));
    QCOMPARE(db->userVersion().value_or(0), -3);
    QCOMPARE(db->scalar("SELECT count(*) FROM sqlite_schema").value_or(-1), 1);
}

void TestMigrations::everyFaultLeavesAWholeVersion()
{
    QTemporaryDir dir;
    for (int n = 1;; ++n) {
        FaultPoints faults;
        const auto db = Db::open(dir.filePath(u"m%1.db"_s.arg(n)));
        db->setFaults(&faults);
        faults.failAt(n, kFull);
        const auto done = migrate(*db, kSteps);
        const int version = db->userVersion().value_or(-1);
        const qint64 tables = *db->scalar("SELECT count(*) FROM sqlite_schema");
        QCOMPARE(tables, qMin(version, 2));
        if (version == 1)
            QCOMPARE(db->scalar("SELECT count(*) FROM a").value_or(-1), 1);
        if (version == 2)
            QCOMPARE(db->scalar("SELECT x FROM b").value_or(-1), 2);
        if (!faults.fired()) {
            QVERIFY(done);
            QVERIFY(n > 6);
            break;
        }
        QCOMPARE(done.error().code, ErrorCode::DiskFull);
        QVERIFY(migrate(*db, kSteps));  // and the next start repairs it
        QCOMPARE(db->userVersion().value_or(-1), 3);
    }
}

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_storage_migrations.moc"
