// SPDX-License-Identifier: GPL-3.0-or-later
// The tile cache on disk against a brute one, and what it does with files that are not its own.
#include <QTemporaryDir>
#include <QTest>

#include "geo/geo_testing.h"
#include "geo/pack_maker.h"
#include "geo/xyz_testing.h"

using namespace kydai;
using namespace kydai::geo;
using namespace kydai::geo::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr TileId kTile{5, 25, 14};

}  // namespace

class TestXyzCache : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void theCacheKeepsItsLimit();
    void theCacheIsTheBruteCache();
    void rubbishBecomesAnEmptyCache();
    void anotherServerEmptiesIt();

private:
    QTemporaryDir m_dir;
    QString m_path;
    int m_count = 0;
    std::unique_ptr<TestTime> m_time;
};

void TestXyzCache::init()
{
    m_path = m_dir.filePath(u"cache-%1.db"_s.arg(++m_count));
    m_time = std::make_unique<TestTime>();
}

void TestXyzCache::theCacheKeepsItsLimit()
{
    constexpr qint64 limit = 200'000;
    auto cache = XyzCache::open(m_path, u"a"_s, limit, *m_time);
    QVERIFY(cache);
    CachedTile tile;
    tile.data = TileData{QByteArray(5000, 'x'), TileFormat::Mvt};
    for (int i = 0; i < 200; ++i) {
        m_time->pass(1000);
        QVERIFY(cache->store({10, i, 0}, tile));
        QVERIFY(cache->bytes() <= limit);
    }
    QVERIFY(cache->bytes() > limit / 2);
    QVERIFY(!cache->find({10, 0, 0}).value() && cache->find({10, 199, 0}).value());
    // Used today: outlives those that came after it.
    const int kept = 180;
    m_time->pass(XyzCache::kUsedStepMs);
    QVERIFY(cache->find({10, kept, 0}).value());
    for (int i = 0; i < 25; ++i) {
        m_time->pass(10);
        QVERIFY(cache->store({11, i, 0}, tile));
    }
    QVERIFY(cache->find({10, kept, 0}).value());
    QVERIFY(!cache->find({10, kept + 1, 0}).value());
    tile.data->bytes = QByteArray(int(limit) / 4, 'x');  // one that would push out the rest
    QVERIFY(cache->store({12, 1, 1}, tile));
    QVERIFY(!cache->find({12, 1, 1}).value());
    QVERIFY(cache->clear());
    QCOMPARE(cache->bytes(), 0);
    QCOMPARE(cache->countTiles().value(), 0);
}

void TestXyzCache::theCacheIsTheBruteCache()
{
    Dice dice(seed());
    constexpr qint64 limit = 60'000;
    struct Kept { QByteArray bytes; qint64 used; qint64 order; };
    std::map<TileId, Kept> brute;
    auto cache = XyzCache::open(m_path, u"a"_s, limit, *m_time);
    QVERIFY(cache);
    const auto total = [&brute] {
        qint64 sum = 0;
        for (const auto& [id, kept] : brute)
            sum += kept.bytes.size() + XyzCache::kRowBytes;
        return sum;
    };
    for (qint64 step = 0; step < 3000; ++step) {
        m_time->pass(XyzCache::kUsedStepMs);  // every use is written
        const TileId id{6, dice.whole(0, 7), dice.whole(0, 7)};
        if (dice.whole(0, 2) > 0) {
            const auto found = cache->find(id);
            QVERIFY(found);
            QCOMPARE(found->has_value(), brute.contains(id));
            if (*found) {
                QCOMPARE((*found)->data->bytes, brute[id].bytes);
                brute[id].used = m_time->nowMs();
            }
            continue;
        }
        CachedTile tile;
        tile.data = TileData{QByteArray(dice.whole(1, 4000), char(dice.whole(32, 120))),
            TileFormat::Png};
        QVERIFY(cache->store(id, tile));
        brute[id] = {tile.data->bytes, m_time->nowMs(), step};
        if (total() > limit) {
            while (total() > limit / 10 * 9) {
                const auto oldest = std::min_element(brute.begin(), brute.end(),
                    [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
                brute.erase(oldest);
            }
        }
        QCOMPARE(cache->bytes(), total());
        QCOMPARE(cache->countTiles().value(), qint64(brute.size()));
        if (dice.whole(0, 50) == 0) {  // a new start
            cache = XyzCache::open(m_dir.filePath(u"other.db"_s), u"a"_s, limit, *m_time);
            cache = XyzCache::open(m_path, u"a"_s, limit, *m_time);
            QVERIFY(cache);
            QCOMPARE(cache->bytes(), total());
        }
    }
}

void TestXyzCache::rubbishBecomesAnEmptyCache()
{
    writeFile(m_path, QByteArray(5000, 'r'));
    auto cache = XyzCache::open(m_path, u"a"_s, 1 << 20, *m_time);
    QVERIFY2(cache, cache ? "" : qPrintable(cache.error().detail));
    QCOMPARE(cache->countTiles().value(), 0);
    QVERIFY(cache->store(kTile, {}));
    const QString foreign = m_dir.filePath(u"foreign.db"_s);
    {
        const auto db = Db::open(foreign);
        QVERIFY(db && db->exec("CREATE TABLE x(y); PRAGMA application_id=5"));
    }
    QVERIFY(XyzCache::open(foreign, u"a"_s, 1 << 20, *m_time));
    QVERIFY(!XyzCache::open(m_dir.filePath(u"no/such/folder/x.db"_s), u"a"_s, 1, *m_time));
}

void TestXyzCache::anotherServerEmptiesIt()
{
    {
        auto cache = XyzCache::open(m_path, u"https://a/{z}"_s, 1 << 20, *m_time);
        QVERIFY(cache->store(kTile, {TileData{"x", TileFormat::Mvt}, {}, {}, 0, 0}));
    }
    {
        auto same = XyzCache::open(m_path, u"https://a/{z}"_s, 1 << 20, *m_time);
        QVERIFY(same->find(kTile).value());
    }
    auto other = XyzCache::open(m_path, u"https://b/{z}"_s, 1 << 20, *m_time);
    QVERIFY(!other->find(kTile).value());
    QCOMPARE(other->bytes(), 0);
}

QTEST_APPLESS_MAIN(TestXyzCache)
#include "tst_geo_xyz_cache.moc"
