// SPDX-License-Identifier: GPL-3.0-or-later
// The pool: the same pictures from one thread and from four, order, taking back, bounds, hanging and
// broken sources.
#include <atomic>
#include <mutex>
#include <thread>

#include <QElapsedTimer>
#include <QTest>

#include "maprender/map_kit.h"

using namespace Qt::StringLiterals;
using namespace kydai;
using namespace kydai::maprender;
using namespace kydai::maprender::test;

namespace {

// Tiles whose drawing depends on their id; can be slow, broken, or hang until told otherwise.
struct Behaviour {
    std::atomic<int> reads{0};
    std::atomic<int> pauseMs{0};
    std::atomic<bool> hang{false};
    std::atomic<bool> broken{false};
    std::mutex mutex;
    QList<geo::TileId> order;
};

class FakeReader : public geo::TileReader
{
public:
    explicit FakeReader(std::shared_ptr<Behaviour> how) : m_how(std::move(how)) {}
    Result<std::optional<geo::TileData>> tile(geo::TileId id) override
    {
        ++m_how->reads;
        {
            const std::lock_guard lock(m_how->mutex);
            m_how->order.append(id);
        }
        if (m_how->pauseMs > 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(m_how->pauseMs));
        while (m_how->hang)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        if (m_how->broken)
            return fail(ErrorCode::Corrupt, {u"tile"_s});
        if ((id.x + id.y) % 7 == 3)
            return std::optional<geo::TileData>();
        Drawing drawing;
        drawing.square(u"water"_s, u"river"_s, (id.x * 37) % 3000, (id.y * 53) % 3000, 1000);
        for (int i = 0; i < 40; ++i)
            drawing.line(u"road"_s, u"class1"_s, u"Lê Lợi"_s, {{0, i * 100}, {(id.x * i) % 4096, 4096}});
        return std::optional<geo::TileData>(drawing.data());
    }

private:
    std::shared_ptr<Behaviour> m_how;
};

class FakeSource : public geo::TileSource
{
public:
    explicit FakeSource(std::shared_ptr<Behaviour> how) : m_how(std::move(how)) { m_info.maxZoom = 14; }
    const geo::TileSourceInfo& info() const override { return m_info; }
    Result<std::unique_ptr<geo::TileReader>> reader() const override
    {
        return std::unique_ptr<geo::TileReader>(std::make_unique<FakeReader>(m_how));
    }

private:
    std::shared_ptr<Behaviour> m_how;
    geo::TileSourceInfo m_info;
};

QList<geo::TileId> block(int z, int x, int y, int wide)
{
    QList<geo::TileId> tiles;
    for (int dy = 0; dy < wide; ++dy) {
        for (int dx = 0; dx < wide; ++dx)
            tiles.append({z, x + dx, y + dy});
    }
    return tiles;
}

struct Rig {
    std::shared_ptr<Behaviour> how = std::make_shared<Behaviour>();
    QList<TilePtr> arrived;
    std::unique_ptr<TilePool> pool;

    explicit Rig(int threads, qint64 bytes = kDefaultTileBytes)
    {
        pool = std::make_unique<TilePool>([this](const TilePtr& tile) { arrived.append(tile); },
                                          TilePoolSettings{threads, bytes});
        pool->setSources({{std::make_shared<const FakeSource>(how), false}});
        pool->setPainter(std::make_shared<const TilePainter>(houseStyle(u"dark"_s), colours()));
    }
};

}  // namespace

class TestMapPool : public QObject
{
    Q_OBJECT

private slots:
    void oneThreadAndFourPaintAlike()
    {
        QHash<geo::TileId, QImage> first;
        for (int threads : {1, 4}) {
            Rig rig(threads);
            const QList<geo::TileId> tiles = block(13, 6540, 3720, 5) + block(16, 52000, 29760, 3);
            QCOMPARE(rig.pool->request(tiles, 512), tiles.size());
            QTRY_COMPARE_WITH_TIMEOUT(rig.arrived.size(), tiles.size(), 60'000);
            QCOMPARE(rig.pool->waiting(), 0);
            for (const TilePtr& tile : rig.arrived) {
                if (threads == 1)
                    first.insert(tile->id, tile->image);
                else
                    QVERIFY(first.value(tile->id) == tile->image);
            }
        }
    }

    void visibleFirst()
    {
        Rig rig(1);
        const QList<geo::TileId> tiles = block(13, 6540, 3720, 3);
        rig.pool->request(tiles, 256);
        QTRY_COMPARE_WITH_TIMEOUT(rig.arrived.size(), tiles.size(), 60'000);
        QCOMPARE(rig.how->order, tiles);
        // Kept tiles are not painted again, of another size they are.
        QCOMPARE(rig.pool->request(tiles, 256), 0);
        QCOMPARE(rig.pool->request(tiles, 300), tiles.size());
        QTRY_COMPARE_WITH_TIMEOUT(rig.pool->waiting(), 0, 60'000);
    }

    void whatIsTakenBackNeverArrives()
    {
        Rig rig(2);
        rig.how->pauseMs = 3;
        for (int round = 0; round < 30; ++round) {
            rig.pool->request(block(13, 6000 + 10 * round, 3000, 4), 128);
            QTest::qWait(round % 5);
            rig.arrived.clear();
            const QList<geo::TileId> wanted = block(13, 6000 + 10 * round + 2, 3000, 2);
            rig.pool->request(wanted, 128);
            QTRY_COMPARE_WITH_TIMEOUT(rig.pool->waiting(), 0, 60'000);
            for (const TilePtr& tile : rig.arrived)
                QVERIFY(wanted.contains(tile->id));
        }
        rig.pool->request(block(13, 100, 100, 4), 128);
        rig.arrived.clear();
        rig.pool->cancel();
        QTest::qWait(120);
        QCOMPARE(rig.arrived.size(), 0);
        QVERIFY(rig.pool->counts().abandoned > 0);
    }

    void cacheIsBounded()
    {
        Rig rig(2, 8 << 20);
        for (int round = 0; round < 6; ++round) {
            rig.pool->request(block(13, 6000 + 10 * round, 3000, 3), 512);
            while (rig.pool->waiting() > 0) {
                QVERIFY(rig.pool->bytes() <= 8 << 20);
                QTest::qWait(1);
            }
            QVERIFY(rig.pool->bytes() <= 8 << 20);
        }
        QVERIFY(rig.pool->bytes() > 4 << 20);
        TileCache cache(3 << 20);
        QList<geo::TileId> ids = block(10, 0, 0, 2);
        for (geo::TileId id : ids) {
            auto tile = std::make_shared<PaintedTile>();
            tile->id = id;
            tile->image = QImage(512, 512, QImage::Format_ARGB32_Premultiplied);
            cache.put(tile, 1);
            cache.find(ids.first());  // used again and again
        }
        QCOMPARE(cache.count(), 2);
        QVERIFY(cache.peek(ids.first()) && cache.peek(ids.last()) && !cache.peek(ids.at(1)));
    }

    // Until a tile arrives its parent stands in, then its own; afterwards children for a parent.
    void standIns()
    {
        Rig rig(1);
        const geo::TileId parent{12, 3270, 1860};
        const geo::TileId child = geo::childrenOf(parent)[3];
        QVERIFY(rig.pool->standIns(child).isEmpty());
        rig.pool->request({parent}, 512);
        QTRY_COMPARE_WITH_TIMEOUT(rig.arrived.size(), 1, 60'000);
        QList<StandIn> found = rig.pool->standIns(child);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().from, QRectF(256, 256, 256, 256));
        rig.pool->setPainter(std::make_shared<const TilePainter>(houseStyle(u"light"_s), colours(u"light"_s)));
        QCOMPARE(rig.pool->standIns(child).size(), 1);  // an old tile is better than none
        rig.pool->request({child}, 512);
        QTRY_COMPARE_WITH_TIMEOUT(rig.arrived.size(), 2, 60'000);
        QCOMPARE(rig.pool->standIns(child).first().tile->id, child);
        rig.pool->clear();
        QVERIFY(rig.pool->standIns(child).isEmpty());
        rig.pool->request({child}, 512);
        QTRY_COMPARE_WITH_TIMEOUT(rig.arrived.size(), 3, 60'000);
        found = rig.pool->standIns(parent);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.first().to, QRectF(0.5, 0.5, 0.5, 0.5));
    }

    void brokenTilesAreCounted()
    {
        Rig rig(2);
        rig.how->broken = true;
        rig.pool->request(block(13, 6540, 3720, 3), 256);
        QTRY_COMPARE_WITH_TIMEOUT(rig.arrived.size(), 9, 60'000);
        QCOMPARE(rig.pool->counts().broken, 9u);
        QCOMPARE(rig.arrived.first()->state, PaintedTile::State::Broken);
        QCOMPARE(rig.arrived.first()->error.code, ErrorCode::Corrupt);
        QCOMPARE(rig.arrived.first()->image.width(), 256);
    }

    void endsWithinASecond()
    {
        auto rig = std::make_unique<Rig>(2);
        rig->how->hang = true;
        rig->pool->request(block(13, 6540, 3720, 3), 256);
        QTRY_VERIFY_WITH_TIMEOUT(rig->how->reads > 0, 60'000);
        const std::shared_ptr<Behaviour> how = rig->how;
        QElapsedTimer timer;
        timer.start();
        rig.reset();
        const qint64 took = timer.elapsed();
        how->hang = false;  // the threads left behind end by themselves
        QVERIFY2(took < 1000, qPrintable(QString::number(took)));
    }

    void coveringSourceHidesTheOnesBelow()
    {
        Rig rig(1);
        auto below = std::make_shared<Behaviour>();
        rig.pool->setSources({{std::make_shared<const FakeSource>(below), false},
                              {std::make_shared<const FakeSource>(rig.how), true}});
        const geo::TileId id{13, 6540, 3720};
        rig.pool->request({id}, 256);
        QTRY_COMPARE_WITH_TIMEOUT(rig.arrived.size(), 1, 60'000);
        const QImage both = rig.arrived.first()->image;
        rig.pool->setSources({{std::make_shared<const FakeSource>(rig.how), true}});
        rig.pool->request({id}, 256);
        QTRY_COMPARE_WITH_TIMEOUT(rig.arrived.size(), 2, 60'000);
        QVERIFY(rig.arrived.last()->image == both);
    }
};

QTEST_GUILESS_MAIN(TestMapPool)
#include "tst_map_pool.moc"
