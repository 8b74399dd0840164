// SPDX-License-Identifier: GPL-3.0-or-later
// Readers of MBTiles and PMTiles against packs made here and packs made by others.
#include <thread>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include "geo/geo_testing.h"
#include "geo/mbtiles.h"
#include "geo/pack_maker.h"
#include "geo/pmtiles.h"

using namespace kydai;
using namespace kydai::geo;
using namespace kydai::geo::testing;
using namespace Qt::StringLiterals;

class TestPacks : public QObject
{
    Q_OBJECT

private slots:
    void mbTilesGiveWhatWasPut();
    void mbTilesWithoutMetadata();
    void mbTilesOfThreads();
    void aViewThatNeverEndsIsStopped();
    void pmTilesGiveWhatWasPut_data();
    void pmTilesGiveWhatWasPut();
    void directoriesRoundTrip();
    void directoriesRefuseDamage();
    void pmTilesBearDamage();
    void headersAreChecked();
    void picturesTellTheirSize();
    void packsOfOthers();
    void liechtensteinDecodes();

private:
    Tiles randomTiles(Dice& dice, int count) const;
    QString file(const char* name) const { return m_dir.filePath(QLatin1String(name)); }
    QTemporaryDir m_dir;
};

Tiles TestPacks::randomTiles(Dice& dice, int count) const
{
    Tiles tiles;
    for (int i = 0; i < count; ++i) {
        const TileId id = tileAt({dice.real(0, 1), dice.real(0, 1)}, dice.whole(2, 9));
        // Every third is sea: the same bytes at many places.
        tiles[id] = dice.whole(0, 2) == 0 ? namedTile({0, 0, 0}) : namedTile(id);
    }
    return tiles;
}

void TestPacks::mbTilesGiveWhatWasPut()
{
    Dice dice(seed());
    const Tiles tiles = randomTiles(dice, 400);
    Tiles stored = tiles;
    for (auto& [id, bytes] : stored) {
        if (dice.whole(0, 1))
            bytes = gzip(bytes);
    }
    writeMbTiles(file("a.mbtiles"), stored, {{u"name"_s, u"Huế\n thử"_s}, {u"format"_s, u"pbf"_s},
        {u"bounds"_s, u"107,16,108.2,16.8"_s}, {u"minzoom"_s, u"2"_s}, {u"maxzoom"_s, u"9"_s},
        {u"attribution"_s, u"© những người đóng góp"_s}, {u"license"_s, u"ODbL"_s}});
    const auto pack = MbTiles::open(file("a.mbtiles"));
    QVERIFY(pack);
    const TileSourceInfo& info = (*pack)->info();
    QCOMPARE(info.name, u"Huế thử"_s);
    QCOMPARE(info.attribution, u"© những người đóng góp"_s);
    QCOMPARE(info.licence, u"ODbL"_s);
    QCOMPARE(info.minZoom, 2);
    QCOMPARE(info.maxZoom, 9);
    QCOMPARE(info.format, TileFormat::Mvt);
    QCOMPARE(info.southWest.lon, 107.0);
    QCOMPARE(info.northEast.lat, 16.8);
    QCOMPARE((*pack)->countTiles().value(), qint64(tiles.size()));
    auto reader = (*pack)->reader();
    QVERIFY(reader);
    for (const auto& [id, bytes] : tiles) {
        const auto data = (*reader)->tile(id);
        QVERIFY(data && *data);
        QCOMPARE((*data)->bytes, bytes);
        const TileId beside{id.z, id.x ^ 1, id.y};
        if (!tiles.contains(beside)) {
            const auto none = (*reader)->tile(beside);
            QVERIFY(none && !*none);
        }
    }
    const auto invalid = (*reader)->tile({40, -1, 3});
    QVERIFY(invalid && !*invalid);
    const auto samples = (*pack)->sampleTiles();
    QVERIFY(samples && samples->size() >= 8);
    for (const TileId& id : *samples)
        QVERIFY(tiles.contains(id));
}

void TestPacks::mbTilesWithoutMetadata()
{
    writeMbTiles(file("b.mbtiles"), {{{3, 1, 2}, pngHead(256, 256)}, {{5, 1, 2}, pngHead(256, 256)}},
        {{u"bounds"_s, u"nonsense"_s}, {u"minzoom"_s, u"-4"_s}, {u"format"_s, u"pbf"_s}});
    const auto pack = MbTiles::open(file("b.mbtiles"));
    QVERIFY(pack);
    QCOMPARE((*pack)->info().minZoom, 3);
    QCOMPARE((*pack)->info().maxZoom, 5);
    QCOMPARE((*pack)->info().format, TileFormat::Png);  // the tiles outweigh the word
    QCOMPARE((*pack)->info().southWest.lon, -180.0);
    auto reader = (*pack)->reader();
    QVERIFY((*reader)->tile({3, 1, 2}).value());
}

void TestPacks::mbTilesOfThreads()
{
    Dice dice(seed());
    const Tiles tiles = randomTiles(dice, 100);
    writeMbTiles(file("c.mbtiles"), tiles, {});
    const auto pack = MbTiles::open(file("c.mbtiles"));
    QVERIFY(pack);
    int good[4] = {};
    {
        std::vector<std::thread> threads;
        for (int& count : good) {
            threads.emplace_back([&count, &tiles, source = *pack] {
                auto reader = source->reader();
                for (const auto& [id, bytes] : tiles) {
                    const auto data = (*reader)->tile(id);
                    count += data && *data && (*data)->bytes == bytes ? 1 : 0;
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
    }
    for (const int count : good)
        QCOMPARE(count, int(tiles.size()));
}

void TestPacks::aViewThatNeverEndsIsStopped()
{
    const QString path = file("endless.mbtiles");
    {
        const auto db = Db::open(path);
        QVERIFY(db);
        QVERIFY(db->exec("CREATE TABLE t(z,x,y,d); INSERT INTO t VALUES(0,0,0,x'1a00');"
            "CREATE VIEW tiles AS SELECT z AS zoom_level, x AS tile_column, y AS tile_row, d AS"
            " tile_data FROM t UNION ALL SELECT 1, 0, 0, x'1a00' WHERE (WITH RECURSIVE c(n) AS"
            " (SELECT 1 UNION ALL SELECT n+1 FROM c) SELECT count(*) FROM c) > 0;"
            "CREATE TABLE metadata(name,value); INSERT INTO metadata VALUES('minzoom','0'),"
            " ('maxzoom','1'),('format','pbf')"));
    }
    const auto pack = MbTiles::open(path);
    QVERIFY(pack);
    auto reader = (*pack)->reader();
    QVERIFY(reader);
    const auto data = (*reader)->tile({1, 0, 1});
    QVERIFY(!data);
    QCOMPARE(data.error().code, ErrorCode::Busy);
}

void TestPacks::pmTilesGiveWhatWasPut_data()
{
    QTest::addColumn<int>("leafSize");
    QTest::addColumn<bool>("packed");
    for (const int leafSize : {0, 1, 7, 64}) {
        QTest::addRow("%d plain", leafSize) << leafSize << false;
        QTest::addRow("%d gzip", leafSize) << leafSize << true;
    }
}

void TestPacks::pmTilesGiveWhatWasPut()
{
    QFETCH(int, leafSize);
    QFETCH(bool, packed);
    Dice dice(seed());
    Tiles tiles = randomTiles(dice, 500);
    for (int x = 0; x < 16; ++x) {  // a whole zoom of sea: one run
        for (int y = 0; y < 16; ++y)
            tiles[{4, x, y}] = namedTile({0, 0, 0});
    }
    const QByteArray bytes = makePmTiles(tiles, size_t(leafSize), packed,
        QByteArrayLiteral(R"({"name":"Huế","attribution":"© A","license":"PD"})"));
    const QString path = file("a.pmtiles");
    writeFile(path, bytes);
    const auto pack = PmTiles::open(fileBytes(path));
    QVERIFY2(pack, pack ? "" : qPrintable(pack.error().detail));
    QCOMPARE((*pack)->info().name, u"Huế"_s);
    QCOMPARE((*pack)->info().licence, u"PD"_s);
    QCOMPARE((*pack)->info().northEast.lat, 17.0);
    QCOMPARE((*pack)->countTiles(), qint64(tiles.size()));
    auto reader = (*pack)->reader();
    QVERIFY(reader);
    for (const auto& [id, content] : tiles) {
        const auto data = (*reader)->tile(id);
        QVERIFY(data && *data);
        QCOMPARE((*data)->bytes, content);
    }
    for (int i = 0; i < 1000; ++i) {
        const TileId id = tileAt({dice.real(0, 1), dice.real(0, 1)}, dice.whole(0, 12));
        const auto data = (*reader)->tile(id);
        QVERIFY(data);
        QCOMPARE(data->has_value(), tiles.contains(id));
    }
    const auto samples = (*pack)->sampleTiles();
    QVERIFY(samples && !samples->isEmpty());
    for (const TileId& id : *samples)
        QVERIFY(tiles.contains(id));
}

void TestPacks::directoriesRoundTrip()
{
    Dice dice(seed());
    for (int round = 0; round < 2000; ++round) {
        std::vector<PmEntry> entries;
        quint64 id = 0;
        quint64 end = 0;
        const int count = dice.whole(0, 60);
        for (int i = 0; i < count; ++i) {
            const quint32 run = quint32(dice.whole(0, 5));
            const quint32 length = quint32(dice.whole(1, 90000));
            const quint64 offset = dice.whole(0, 1) ? end : quint64(dice.whole(0, 1 << 20));
            id += quint64(dice.whole(0, 1 << 12));
            entries.push_back({id, offset, length, run});
            id += std::max(run, 1u);
            end = offset + length;
        }
        const auto read = readPmDirectory(writePmDirectory(entries), 1 << 30, 1 << 30);
        QVERIFY(read);
        QCOMPARE(read->size(), entries.size());
        for (size_t i = 0; i < entries.size(); ++i) {
            QCOMPARE((*read)[i].id, entries[i].id);
            QCOMPARE((*read)[i].offset, entries[i].offset);
            QCOMPARE((*read)[i].length, entries[i].length);
            QCOMPARE((*read)[i].run, entries[i].run);
        }
        for (int probe = 0; probe < 20 && !entries.empty(); ++probe) {
            const quint64 wanted = quint64(dice.whole(0, int(id)));
            const PmEntry* brute = nullptr;
            for (const PmEntry& entry : *read) {
                if (entry.id <= wanted)
                    brute = &entry;
            }
            if (brute && brute->run > 0 && wanted >= brute->id + brute->run)
                brute = nullptr;
            QCOMPARE(findPmEntry(*read, wanted), brute);
        }
    }
}

void TestPacks::directoriesRefuseDamage()
{
    const auto refused = [](const QByteArray& bytes) {
        const auto read = readPmDirectory(bytes, 1000, 1000);
        return !read && read.error().params.value(0) == u"directory"_s;
    };
    const QByteArray good = writePmDirectory({{5, 0, 10, 1}, {9, 10, 20, 3}});
    QVERIFY(readPmDirectory(good, 1000, 1000));
    QVERIFY(refused({}));
    QVERIFY(refused(good.chopped(1)));
    QVERIFY(refused(good + '\0'));
    QVERIFY(refused(QByteArray("\xff\xff\xff\xff\x0f", 5)));          // four billion entries
    QVERIFY(refused(writePmDirectory({{5, 0, 10, 1}, {9, 995, 20, 1}})));  // beyond the tiles
    QVERIFY(refused(writePmDirectory({{5, 0, 10, 9}, {9, 10, 20, 1}})));   // overlapping
    QVERIFY(refused(writePmDirectory({{5, 0, 0, 1}})));                // nothing there
    QVERIFY(refused(writePmDirectory({{5, 0, 1, 1}, {5, 3, 1, 1}})));  // twice
    QVERIFY(refused(QByteArray(20, '\xff')));                          // a number without end
    QVERIFY(refused(QByteArray("\x01\x05\x01\x0a\x00", 5)));           // a first one without place
}

void TestPacks::pmTilesBearDamage()
{
    Dice dice(seed());
    const QByteArray good = makePmTiles(randomTiles(dice, 80), 9, true, "{}");
    int refused = 0;
    int opened = 0;
    for (int round = 0; round < 2000 || refused < 50 || opened < 50; ++round) {
        QByteArray bytes = good;
        for (int i = dice.whole(1, 3); i > 0; --i)
            bytes[dice.whole(0, round % 2 ? 130 : int(bytes.size()) - 1)] = char(dice.bits());
        if (dice.whole(0, 4) == 0)
            bytes.truncate(dice.whole(0, int(bytes.size())));
        const auto pack = PmTiles::open(memoryBytes(bytes));
        if (!pack) {
            ++refused;
            continue;
        }
        ++opened;
        auto reader = (*pack)->reader();
        QVERIFY(reader);
        for (int i = 0; i < 20; ++i)  // any answer will do, but there is one
            static_cast<void>((*reader)->tile(tileAt({dice.real(0, 1), dice.real(0, 1)},
                dice.whole(2, 9))));
        static_cast<void>((*pack)->sampleTiles());
    }
}

void TestPacks::headersAreChecked()
{
    const QByteArray good = makePmTiles({{{2, 1, 1}, namedTile({2, 1, 1})}}, 0, false, "{}");
    const auto reason = [](const QByteArray& bytes) {
        const auto pack = PmTiles::open(memoryBytes(bytes));
        return pack ? QString() : pack.error().params.value(0);
    };
    const auto with = [&good](qsizetype at, char value) {
        QByteArray bytes = good;
        bytes[at] = value;
        return bytes;
    };
    QCOMPARE(reason(good), QString());
    QCOMPARE(reason(with(0, 'X')), u"pmtiles"_s);
    QCOMPARE(reason(with(7, 2)), u"version"_s);
    QCOMPARE(reason(good.first(60)), u"truncated"_s);
    QCOMPARE(reason(good.chopped(1)), u"truncated"_s);
    QCOMPARE(reason(with(98, 3)), u"packing"_s);
    QCOMPARE(reason(with(97, 4)), u"packing"_s);
    QCOMPARE(reason(with(99, 5)), u"format"_s);
    QCOMPARE(reason(with(100, 7)), u"directory"_s);  // lowest zoom above the highest
    QCOMPARE(reason(with(16, 0)), u"directory"_s);   // no root
    QCOMPARE(reason(with(15, '\xff')), u"truncated"_s);
}

void TestPacks::picturesTellTheirSize()
{
    const auto size = [](const QByteArray& bytes, TileFormat format) {
        return pictureSize({bytes, format}).value_or(QSize(-1, -1));
    };
    QCOMPARE(size(pngHead(256, 512), TileFormat::Png), QSize(256, 512));
    QCOMPARE(size(pngHead(256, 512).chopped(4), TileFormat::Png), QSize(-1, -1));
    const QByteArray jpeg("\xff\xd8\xff\xe0\x00\x04zz\xff\xc0\x00\x0b\x08\x01\x00\x02\x00\x01\x01"
                          "\x11\x00\xff\xd9", 23);
    QCOMPARE(size(jpeg, TileFormat::Jpeg), QSize(512, 256));
    QCOMPARE(size(jpeg.chopped(2), TileFormat::Jpeg), QSize(-1, -1));
    QByteArray webp("RIFF\x16\0\0\0WEBPVP8L\x0a\0\0\0\x2f", 21);
    webp.append(QByteArray("\xff\xc0\x3f\x00\0\0\0\0\0", 9));  // 256 x 256, less one each
    QCOMPARE(size(webp, TileFormat::Webp), QSize(256, 256));
    QVERIFY(checkPicture({pngHead(256, 256), TileFormat::Png}));
    QVERIFY(!checkPicture({pngHead(256, 512), TileFormat::Png}));
    QVERIFY(!checkPicture({pngHead(30000, 30000), TileFormat::Png}));
    QVERIFY(!checkPicture({pngHead(0, 0), TileFormat::Png}));
    Dice dice(seed());
    for (int i = 0; i < 20000; ++i) {  // never beyond the bytes
        QByteArray bytes = i % 3 == 0 ? pngHead(8, 8) : i % 3 == 1 ? jpeg : webp;
        bytes[dice.whole(2, int(bytes.size()) - 1)] = char(dice.bits());
        bytes.truncate(dice.whole(0, int(bytes.size())));
        for (const TileFormat format : {TileFormat::Png, TileFormat::Jpeg, TileFormat::Webp})
            static_cast<void>(pictureSize({bytes, format}));
        static_cast<void>(openTile(bytes, std::nullopt));
    }
}

void TestPacks::packsOfOthers()
{
    KYDAI_NEED_MAP(toner, "stamen_toner_z3.pmtiles");
    KYDAI_NEED_MAP(fixture, "test_fixture_1.pmtiles");
    KYDAI_NEED_MAP(geography, "geography-class-png.mbtiles");
    const auto raster = PmTiles::open(fileBytes(toner));
    QVERIFY(raster);
    QCOMPARE((*raster)->info().format, TileFormat::Png);
    auto reader = (*raster)->reader();
    for (int z = 0; z <= 3; ++z) {  // the whole world
        for (const TileId& id : cover({0, 0, 1, 1}, z)) {
            const auto data = (*reader)->tile(id);
            QVERIFY(data && *data);
            QVERIFY(checkPicture(**data));
        }
    }
    const auto vector = PmTiles::open(fileBytes(fixture));
    QVERIFY(vector);
    auto tiles = (*vector)->reader();
    const auto data = (*tiles)->tile({0, 0, 0});
    QVERIFY(data && *data);
    const auto tile = decodeVectorTile((*data)->bytes);
    QVERIFY(tile && tile->faults == 0 && tile->layers.size() == 1);
    const auto view = MbTiles::open(geography);  // normalised: tiles is a view
    QVERIFY(view);
    QCOMPARE((*view)->info().name, u"Geography Class"_s);
    QCOMPARE((*view)->countTiles().value(), 5);
    auto pictures = (*view)->reader();
    for (const TileId& id : cover({0, 0, 1, 1}, 1))
        QVERIFY(checkPicture((*pictures)->tile(id)->value()));
}

void TestPacks::liechtensteinDecodes()
{
    KYDAI_NEED_MAP(path, "liechtenstein-2013-08-03.mbtiles");
    const auto pack = MbTiles::open(path);
    QVERIFY(pack);
    auto reader = (*pack)->reader();
    QVERIFY(reader);
    int streets = 0;
    QString slowest;
    double worst = 0;
    for (int z = (*pack)->info().minZoom; z <= (*pack)->info().maxZoom; ++z) {
        int count = 0;
        qint64 bytes = 0;
        qint64 reading = 0;
        qint64 decoding = 0;
        for (const TileId& id : cover((*pack)->info().area(), z)) {
            QElapsedTimer timer;
            timer.start();
            const auto data = (*reader)->tile(id);
            const qint64 read = timer.nsecsElapsed();
            QVERIFY(data);
            if (!*data)
                continue;
            const auto tile = decodeVectorTile((*data)->bytes);
            const qint64 all = timer.nsecsElapsed();
            QVERIFY(tile);
            QVERIFY2(tile->faults == 0, qPrintable(tile->firstFault));
            ++count;
            bytes += (*data)->bytes.size();
            reading += read;
            decoding += all - read;
            if (double(all) / 1e6 > worst) {
                worst = double(all) / 1e6;
                slowest = u"%1/%2/%3"_s.arg(id.z).arg(id.x).arg(id.y);
            }
            if (const VectorLayer* names = tile->layer(u"transportation_name"_s)) {
                for (const VectorFeature& feature : names->features)
                    streets += names->text(feature, u"name:latin"_s).isEmpty() ? 0 : 1;
            }
        }
        QVERIFY(count > 0);
        qInfo("z%d: %d tiles, %lld bytes, read %.3f ms, decoded %.3f ms a tile", z, count, bytes,
            double(reading) / count / 1e6, double(decoding) / count / 1e6);
    }
    qInfo("slowest %s: %.3f ms read and decoded", qPrintable(slowest), worst);
    QVERIFY(streets > 100);
}

QTEST_APPLESS_MAIN(TestPacks)
#include "tst_geo_packs.moc"
