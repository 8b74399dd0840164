// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshot, tail and what lies between them: nothing lost, nothing doubled, nothing back in time.
#include <QTest>

#include "deskdb/cache_db.h"
#include "deskdb/cache_reader.h"
#include "deskdb/make_case.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

const Uuid kEpoch(u"{01900000-0000-7000-8000-0000000000e1}"_s);
const Uuid kOtherEpoch(u"{01900000-0000-7000-8000-0000000000e2}"_s);
const QByteArray kScope = "scope-a";

protocol::Page page(QList<protocol::Row> rows, bool last = false, const QByteArray& key = "k")
{
    protocol::Page p;
    p.rows = std::move(rows);
    p.lastKey = key;
    p.final = last;
    return p;
}

CacheDb fresh()
{
    auto cache = CacheDb::open(u":memory:"_s);
    KYDAI_ASSERT(cache.has_value());
    return std::move(*cache);
}

// What is in the cache: number of the case -> seq.
QMap<quint32, qint64> content(const CacheDb& cache)
{
    QMap<quint32, qint64> rows;
    const auto read = CacheReader::over(cache).readIndex([&](const CacheIndexRow& row) {
        rows.insert(row.id.data1 - 0x01900000u, row.seq);
    });
    KYDAI_ASSERT(read.has_value() && *read == rows.size());
    return rows;
}

using Map = QMap<quint32, qint64>;

}  // namespace

class TestSnapshot : public QObject
{
    Q_OBJECT

private slots:
    void emptyHasNoCursor();
    void snapshotThenTail();
    void oldRowsStayUntilTheFinalPage();
    void aNewerRowIsNotOverwritten();
    void resumesWhereItWasCut();
    void anotherEpochOverwritesHigherSeqs();
    void anotherScopeOverwritesEqualSeqs();
    void deltaOnlyAtTheCursor();
    void leaveIsGuarded();
    void anUnreadableRowDoesNotStopTheRest();
    void dropCursorKeepsRows();
    void repeatingChangesNothing();
};

void TestSnapshot::emptyHasNoCursor()
{
    CacheDb cache = fresh();
    QCOMPARE(cache.cursor()->seq, -1);
    QCOMPARE(cache.snapshot()->position.s0, -1);
    QVERIFY(cache.snapshot()->epoch.isNull());
    QCOMPARE(cache.applyPage(page({})).error().code, ErrorCode::BadInput);
    QCOMPARE(cache.applyDelta({0, 1, {}, {}}).error().code, ErrorCode::BadInput);
}

void TestSnapshot::snapshotThenTail()
{
    CacheDb cache = fresh();
    QVERIFY(cache.beginSnapshot(kEpoch, 10, kScope));
    const auto first = cache.applyPage(page({makeRow(1, 4, u"một"_s), makeRow(2, 12, u"hai"_s)}));
    QCOMPARE(first->puts.size(), 2);
    QCOMPARE(cache.cursor()->seq, -1);  // nobody may resume from a half snapshot
    QVERIFY(cache.applyPage(page({makeRow(3, 9, u"ba"_s)}, true)));
    QCOMPARE(*cache.cursor(), (protocol::Cursor{kEpoch, 10, kScope}));
    QCOMPARE(cache.snapshot()->position.s0, -1);
    // Row 2 was read after S0: its change comes again in the tail and is not applied twice.
    protocol::Delta delta{10, 13, {makeRow(2, 12, u"hai"_s), makeRow(4, 13, u"bốn"_s)}, {}};
    const auto applied = cache.applyDelta(delta);
    QVERIFY(applied);
    QCOMPARE(applied->puts.size(), 1);
    QCOMPARE(applied->puts.first().id, idOf(4));
    QCOMPARE(cache.cursor()->seq, 13);
    QCOMPARE(content(cache), (Map{{1, 4}, {2, 12}, {3, 9}, {4, 13}}));
}

void TestSnapshot::oldRowsStayUntilTheFinalPage()
{
    CacheDb cache = fresh();
    QVERIFY(cache.beginSnapshot(kEpoch, 10, kScope));
    QVERIFY(cache.applyPage(page({makeRow(1, 1, u"a"_s), makeRow(2, 2, u"b"_s)}, true)));
    QVERIFY(cache.beginSnapshot(kEpoch, 20, kScope));
    QCOMPARE(cache.cursor()->seq, 10);
    QVERIFY(cache.applyPage(page({makeRow(2, 2, u"b"_s)})));
    QCOMPARE(content(cache), (Map{{1, 1}, {2, 2}}));
    const auto last = cache.applyPage(page({makeRow(3, 15, u"c"_s)}, true));
    QCOMPARE(last->leaves, QList<Uuid>{idOf(1)});
    QCOMPARE(content(cache), (Map{{2, 2}, {3, 15}}));
    QCOMPARE(cache.cursor()->seq, 20);
    QVERIFY(*cache.hasResidue());
}

void TestSnapshot::aNewerRowIsNotOverwritten()
{
    CacheDb cache = fresh();
    QVERIFY(cache.beginSnapshot(kEpoch, 10, kScope));
    QVERIFY(cache.applyPage(page({makeRow(1, 9, u"new"_s)})));
    QVERIFY(cache.applyPage(page({makeRow(1, 7, u"old"_s)}))->puts.isEmpty());
    QVERIFY(cache.applyPage(page({}, true)));
    QCOMPARE(content(cache), (Map{{1, 9}}));
    const auto body = CacheReader::over(cache).body(idOf(1));
    QCOMPARE(protocol::decodeCase(**body)->title, u"new"_s);
}

void TestSnapshot::resumesWhereItWasCut()
{
    CacheDb cache = fresh();
    QVERIFY(cache.beginSnapshot(kEpoch, 10, kScope));
    QVERIFY(cache.applyPage(page({makeRow(1, 1, u"a"_s), makeRow(2, 2, u"b"_s)}, false, "key-2")));
    const auto at = cache.snapshot();
    QCOMPARE(at->epoch, kEpoch);
    QCOMPARE(at->scopeHash, kScope);
    QCOMPARE(at->position.s0, 10);
    QCOMPARE(at->position.lastKey, QByteArray("key-2"));
    QCOMPARE(at->rows, 2);
    QVERIFY(cache.applyPage(page({makeRow(3, 3, u"c"_s)}, true)));
    QCOMPARE(content(cache), (Map{{1, 1}, {2, 2}, {3, 3}}));
}

void TestSnapshot::anotherEpochOverwritesHigherSeqs()
{
    CacheDb cache = fresh();
    QVERIFY(cache.beginSnapshot(kEpoch, 100, kScope));
    QVERIFY(cache.applyPage(page({makeRow(1, 90, u"a"_s), makeRow(2, 95, u"b"_s)}, true)));
    QVERIFY(cache.beginSnapshot(kOtherEpoch, 50, kScope));
    QVERIFY(cache.applyPage(page({makeRow(1, 40, u"restored"_s)})));
    // Cut, and begun again: rows of the third kind are still told apart.
    QVERIFY(cache.beginSnapshot(kOtherEpoch, 55, kScope));
    QVERIFY(cache.applyPage(page({makeRow(1, 40, u"restored"_s), makeRow(2, 41, u"b"_s)})));
    QVERIFY(cache.applyPage(page({makeRow(2, 40, u"older"_s)}, true))->puts.isEmpty());
    QCOMPARE(content(cache), (Map{{1, 40}, {2, 41}}));
    QCOMPARE(*cache.cursor(), (protocol::Cursor{kOtherEpoch, 55, kScope}));
    // And back to the first log, in the middle of a snapshot of the other.
    QVERIFY(cache.beginSnapshot(kEpoch, 30, kScope));
    QVERIFY(cache.applyPage(page({makeRow(1, 20, u"x"_s)})));
    QVERIFY(cache.beginSnapshot(kOtherEpoch, 30, kScope));
    QVERIFY(cache.applyPage(page({makeRow(1, 10, u"y"_s)}, true)));
    QCOMPARE(content(cache), (Map{{1, 10}}));
}

void TestSnapshot::anotherScopeOverwritesEqualSeqs()
{
    CacheDb cache = fresh();
    QVERIFY(cache.beginSnapshot(kEpoch, 10, kScope));
    QVERIFY(cache.applyPage(page({makeRow(1, 5, u"with the reporter"_s)}, true)));
    QVERIFY(cache.beginSnapshot(kEpoch, 10, "scope-b"));
    QCOMPARE(cache.applyPage(page({makeRow(1, 5, u"without"_s)}, true))->puts.size(), 1);
    const auto body = CacheReader::over(cache).body(idOf(1));
    QCOMPARE(protocol::decodeCase(**body)->title, u"without"_s);
}

void TestSnapshot::deltaOnlyAtTheCursor()
{
    CacheDb cache = fresh();
    QVERIFY(cache.beginSnapshot(kEpoch, 10, kScope));
    QVERIFY(cache.applyPage(page({}, true)));
    for (const qint64 from : {9, 11}) {
        const auto refused = cache.applyDelta({from, 12, {makeRow(1, 12, u"a"_s)}, {}});
        QCOMPARE(refused.error().code, ErrorCode::BadInput);
        QCOMPARE(refused.error().params,
            (QStringList{u"from"_s, u"10"_s, QString::number(from)}));
    }
    QVERIFY(content(cache).isEmpty());
    QVERIFY(cache.applyDelta({10, 10, {}, {}}));
    QVERIFY(cache.applyDelta({10, 25, {}, {}}));  // filtered changes only move the cursor
    QCOMPARE(cache.cursor()->seq, 25);
    QVERIFY(!cache.applyDelta({25, 24, {}, {}}));
}

void TestSnapshot::leaveIsGuarded()
{
    CacheDb cache = fresh();
    QVERIFY(cache.beginSnapshot(kEpoch, 10, kScope));
    QVERIFY(cache.applyPage(page({makeRow(1, 5, u"a"_s), makeRow(2, 9, u"b"_s)}, true)));
    const auto applied = cache.applyDelta(
        {10, 14, {makeRow(2, 14, u"b2"_s)}, {{idOf(1), 12}, {idOf(2), 13}, {idOf(77), 11}}});
    QCOMPARE(applied->leaves, QList<Uuid>{idOf(1)});
    QCOMPARE(content(cache), (Map{{2, 14}}));
    QVERIFY(CacheReader::over(cache).search(u"a"_s)->isEmpty());
}

void TestSnapshot::anUnreadableRowDoesNotStopTheRest()
{
    CacheDb cache = fresh();
    protocol::Row foreign = makeRow(9, 3, u"x"_s);
    foreign.id = idOf(8);  // the body says it is another case
    QVERIFY(cache.beginSnapshot(kEpoch, 10, kScope));
    const QList<protocol::Row> rows{makeRow(1, 1, u"a"_s), {idOf(2), 2, "rubbish"}, foreign,
        makeRow(3, 3, u"c"_s)};
    const auto applied = cache.applyPage(page(rows, true));
    QCOMPARE(applied->puts.size(), 2);
    QCOMPARE(applied->rejected, (QList<Uuid>{idOf(2), idOf(8)}));
    QCOMPARE(content(cache), (Map{{1, 1}, {3, 3}}));
}

void TestSnapshot::dropCursorKeepsRows()
{
    CacheDb cache = fresh();
    QVERIFY(cache.beginSnapshot(kEpoch, 10, kScope));
    QVERIFY(cache.applyPage(page({makeRow(1, 5, u"a"_s)}, true)));
    QVERIFY(cache.dropCursor());
    QCOMPARE(cache.cursor()->seq, -1);
    QCOMPARE(content(cache), (Map{{1, 5}}));
    QVERIFY(!cache.applyDelta({10, 11, {}, {}}));
}

void TestSnapshot::repeatingChangesNothing()
{
    CacheDb cache = fresh();
    QVERIFY(cache.beginSnapshot(kEpoch, 10, kScope));
    const auto rows = page({makeRow(1, 5, u"a"_s)});
    QCOMPARE(cache.applyPage(rows)->puts.size(), 1);
    QCOMPARE(cache.applyPage(rows)->puts.size(), 0);
    QVERIFY(cache.applyPage(page({}, true)));
    const protocol::Delta delta{10, 11, {makeRow(1, 11, u"b"_s)}, {}};
    QVERIFY(cache.applyDelta(delta));
    QVERIFY(!cache.applyDelta(delta));  // its from is no longer the cursor
    QCOMPARE(content(cache), (Map{{1, 11}}));
}

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_deskdb_snapshot.moc"
