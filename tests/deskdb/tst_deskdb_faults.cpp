// SPDX-License-Identifier: GPL-3.0-or-later
// Every write of every act of both files fails once: an error value, the state of before or after,
// and the same act done again succeeds.
#include <sqlite3.h>

#include <QTemporaryDir>
#include <QTest>

#include "deskdb/cache_db.h"
#include "deskdb/cache_reader.h"
#include "deskdb/make_case.h"
#include "deskdb/work_db.h"
#include "storage/fault_points.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

const Uuid kEpoch(u"{01900000-0000-7000-8000-0000000000e1}"_s);
constexpr qint64 kNow = 1792400000000;

Uuid midOf(quint32 number) { return idOf(0x10000 + number); }

// Everything of the cache that can be seen, as one string.
QString imageOf(const CacheDb& cache)
{
    QString image;
    const CacheReader reader = CacheReader::over(cache);
    const auto rows = reader.readBodies([&](const Uuid& id, const QByteArray& body) {
        image += id.toString() + protocol::decodeCase(body)->title + u';';
    });
    const auto index = reader.readIndex([&](const CacheIndexRow& row) {
        image += QString::number(row.seq) + u' ';
    });
    const auto hits = reader.search(u"ngap"_s);
    const auto cursor = cache.cursor();
    const auto snapshot = cache.snapshot();
    KYDAI_ASSERT(rows && index && hits && cursor && snapshot);
    return image + u"hits %1 cursor %2 snapshot %3 %4"_s.arg(hits->size()).arg(cursor->seq)
        .arg(snapshot->position.s0).arg(snapshot->rows);
}

QString imageOf(const WorkDb& work)
{
    QString image;
    const auto entries = work.outbox();
    const auto drafts = work.drafts(u"operator"_s);
    const auto attention = work.attention(u"operator"_s);
    KYDAI_ASSERT(entries && drafts && attention);
    for (const OutboxEntry& entry : *entries) {
        image += entry.op.mid.toString() + QString::number(int(entry.state))
            + QString::number(entry.attempted) + QString::number(entry.result.seq) + u';';
    }
    for (const Draft& draft : *drafts)
        image += draft.key + QString::fromUtf8(draft.body) + u';';
    return image + QString::number(attention->size())
        + QString::number(work.recentlySent()->size());
}

using CacheAct = std::function<bool(CacheDb&)>;
using WorkAct = std::function<Result<void>(WorkDb&)>;

}  // namespace

class TestFaults : public QObject
{
    Q_OBJECT

private slots:
    void everyWriteOfTheCache();
    void everyWriteOfTheOutbox();
    void aLostAnswerMayBeRepeated();
    void theReserveKeepsTheRowInHand();
    void openingIsRepeatable();

private:
    QTemporaryDir m_dir;
};

void TestFaults::everyWriteOfTheCache()
{
    protocol::Page first{1, "k1", {makeRow(1, 1, u"ngập một"_s), makeRow(2, 2, u"hai"_s)}, false};
    protocol::Page last{2, "k2", {makeRow(3, 3, u"ngập ba"_s)}, true};
    protocol::Page refresh{1, "k3", {makeRow(3, 9, u"không còn"_s)}, true};
    protocol::Delta delta{10, 12, {makeRow(2, 11, u"ngập hai"_s), makeRow(4, 12, u"ngập bốn"_s)},
        {{idOf(1), 12}}};
    const QList<CacheAct> acts{
        [](CacheDb& c) { return c.beginSnapshot(kEpoch, 10, "s").has_value(); },
        [&](CacheDb& c) { return c.applyPage(first).has_value(); },
        [&](CacheDb& c) { return c.applyPage(last).has_value(); },
        [&](CacheDb& c) { return c.applyDelta(delta).has_value(); },
        [](CacheDb& c) { return c.beginSnapshot(kEpoch, 20, "s").has_value(); },
        [&](CacheDb& c) { return c.applyPage(refresh).has_value(); },
        [](CacheDb& c) { return c.eraseResidue().has_value(); },
    };
    FaultPoints faults;
    auto cache = CacheDb::open(m_dir.filePath(u"cache.db"_s), &faults);
    QVERIFY(cache);
    int points = 0;
    for (qsizetype i = 0; i < acts.size(); ++i) {
        const QString before = imageOf(*cache);
        for (int n = 1;; ++n) {
            faults.failAt(n, n % 2 ? SQLITE_FULL : SQLITE_IOERR);
            const bool done = acts.at(i)(*cache);
            if (!faults.fired()) {
                QVERIFY2(done, qPrintable(u"act %1"_s.arg(i)));
                break;
            }
            QVERIFY(!done);
            QCOMPARE(imageOf(*cache), before);
            ++points;
        }
        faults.off();
    }
    QVERIFY(points > 30);
    QCOMPARE(*cache->rowCount(), 1);
    QVERIFY(cache->quickCheck());
    QVERIFY(CacheReader::over(*cache).search(u"ngap"_s)->isEmpty());
    QCOMPARE(CacheReader::over(*cache).search(u"khong con"_s)->size(), 1);
}

void TestFaults::everyWriteOfTheOutbox()
{
    protocol::MutateResult ok{midOf(1), protocol::ResultStatus::Ok, 40, {}, {}};
    protocol::MutateResult no{midOf(2), protocol::ResultStatus::Denied, 0, {}, {}};
    const QList<WorkAct> acts{
        [](WorkDb& w) { return w.add(makeEntry(1, midOf(1))); },
        [](WorkDb& w) { return w.add(makeEntry(1, midOf(2))); },
        [](WorkDb& w) { return w.add(makeEntry(2, midOf(3))); },
        [](WorkDb& w) { return w.markAttempted({midOf(1), midOf(2)}); },
        [&](WorkDb& w) { return w.recordResults({ok, no}, kEpoch, kNow); },
        [](WorkDb& w) { return w.settle({midOf(1)}, kNow); },
        [](WorkDb& w) { return w.reopen({midOf(1)}); },
        [](WorkDb& w) { return w.dismiss(midOf(2), kNow); },
        [](WorkDb& w) { return w.withdraw(midOf(3), kNow); },
        [](WorkDb& w) { return w.saveDraft({u"k"_s, u"operator"_s, idOf(1), "text", kNow}); },
        [](WorkDb& w) {
            const auto gone = w.purge(kNow + 1);
            return gone ? Result<void>() : Result<void>(tl::unexpected<Error>(gone.error()));
        },
        [](WorkDb& w) { return w.forgetCase(idOf(1)); },
    };
    FaultPoints faults;
    auto work = WorkDb::open(u":memory:"_s, kNow, &faults);
    QVERIFY(work);
    int points = 0;
    for (const WorkAct& act : acts) {
        const QString before = imageOf(*work);
        for (int n = 1;; ++n) {
            faults.failAt(n, n % 2 ? SQLITE_FULL : SQLITE_IOERR);
            const Result<void> done = act(*work);
            if (!faults.fired()) {
                QVERIFY(done);
                break;
            }
            QVERIFY(!done);
            QCOMPARE(done.error().code, n % 2 ? ErrorCode::DiskFull : ErrorCode::Io);
            QCOMPARE(imageOf(*work), before);
            ++points;
        }
        faults.off();
    }
    QVERIFY(points >= 2 * acts.size());
    QCOMPARE(work->outbox()->size(), 1);  // the reopened one
}

void TestFaults::aLostAnswerMayBeRepeated()
{
    FaultPoints faults;
    auto work = WorkDb::open(u":memory:"_s, kNow, &faults);
    faults.failAt(1, SQLITE_IOERR, FaultPoints::Mode::AfterCommit);
    QCOMPARE(work->add(makeEntry(1, midOf(1))).error().code, ErrorCode::Io);
    QVERIFY(work->find(midOf(1))->has_value());  // it did happen
    QVERIFY(work->add(makeEntry(1, midOf(1))));
    QCOMPARE(work->outbox()->size(), 1);
}

void TestFaults::theReserveKeepsTheRowInHand()
{
    FaultPoints faults;
    const QString path = m_dir.filePath(u"full.db"_s);
    auto work = WorkDb::open(path, kNow, &faults);
    QVERIFY(fileExists(path + u".reserve"_s));
    faults.failAt(1, SQLITE_FULL);
    QVERIFY(work->add(makeEntry(1, midOf(1), u"in hand"_s)));  // kept, at the reserve's cost
    QVERIFY(faults.fired());
    QVERIFY(work->isFull());
    QVERIFY(!fileExists(path + u".reserve"_s));
    QCOMPARE(work->outbox()->size(), 1);
    // Room again: the reserve comes first, then the act.
    QVERIFY(work->add(makeEntry(1, midOf(2))));
    QVERIFY(!work->isFull());
    QVERIFY(fileExists(path + u".reserve"_s));
    // No room at all: the error is told, what is there stays readable.
    faults.failAt(1, SQLITE_FULL, FaultPoints::Mode::Sticky);
    QCOMPARE(work->add(makeEntry(1, midOf(3))).error().code, ErrorCode::DiskFull);
    QCOMPARE(work->outbox()->size(), 2);
    // A folder where the reserve should lie stands for a disk that has no room for it.
    faults.off();
    QVERIFY(QDir().mkpath(path + u".reserve/x"_s));
    QCOMPARE(work->add(makeEntry(1, midOf(3))).error().code, ErrorCode::DiskFull);
    QVERIFY(work->markAttempted({midOf(1)}));  // bookkeeping goes on as long as it fits
    QVERIFY(QDir(path + u".reserve"_s).removeRecursively());
    QVERIFY(work->add(makeEntry(1, midOf(3))));
}

void TestFaults::openingIsRepeatable()
{
    for (int n = 1;; ++n) {
        FaultPoints faults;
        faults.failAt(n, SQLITE_FULL);
        const QString path = m_dir.filePath(u"open%1.db"_s.arg(n));
        const auto work = WorkDb::open(path, kNow, &faults);
        if (!faults.fired()) {
            QVERIFY(work);
            QVERIFY(n > 5);
            break;
        }
        // A backup that could not be made is told and hinders nobody.
        QVERIFY(!work || work->report().backup.code == ErrorCode::DiskFull);
        const auto again = WorkDb::open(path, kNow);
        QVERIFY(again && again->outbox());
    }
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_deskdb_faults.moc"
