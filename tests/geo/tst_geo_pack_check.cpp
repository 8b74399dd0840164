// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of any file that is offered as a map.
#include <QTemporaryDir>
#include <QTest>

#include "geo/geo_testing.h"
#include "geo/pack_check.h"
#include "geo/pack_maker.h"

using namespace kydai;
using namespace kydai::geo;
using namespace kydai::geo::testing;
using namespace Qt::StringLiterals;

class TestPackCheck : public QObject
{
    Q_OBJECT

private slots:
    void tellsWhatItIs();
    void refusesByItsFirstBytes_data();
    void refusesByItsFirstBytes();
    void refusesBrokenMbTiles();
    void refusesBrokenPmTiles();
    void refusesBrokenGeoJson();
    void cutAnywhereIsNoCrash();
    void theFilesGiven();
    void everyRefusalHasItsName();

private:
    QString file(const char* name) const { return m_dir.filePath(QLatin1String(name)); }
    QString refusal(const QString& path) const
    {
        const auto report = checkPack(path);
        if (report)
            return u"fine"_s;
        // Whatever is refused has one of the names.
        return QString::fromLatin1(nameOf(refusalOf(report.error())))
            + (report.error().params.value(0)
                        == QLatin1String(nameOf(refusalOf(report.error())))
                    ? QString() : u" without its name"_s);
    }
    QTemporaryDir m_dir;
};

void TestPackCheck::tellsWhatItIs()
{
    Tiles tiles;
    for (const TileId& id : cover({0.79, 0.44, 0.81, 0.46}, 10))
        tiles[id] = gzip(namedTile(id));
    writeMbTiles(file("good.mbtiles"), tiles, {{u"name"_s, u"Phố"_s}, {u"date"_s, u"2025-07-01"_s},
        {u"bounds"_s, u"107,16,108,17"_s}, {u"license"_s, u"ODbL"_s}});
    const auto report = checkPack(file("good.mbtiles"));
    QVERIFY2(report, report ? "" : qPrintable(report.error().detail));
    QCOMPARE(report->kind, PackKind::MbTiles);
    QCOMPARE(report->info.name, u"Phố"_s);
    QCOMPARE(report->info.date, u"2025-07-01"_s);
    QCOMPARE(report->info.minZoom, 10);
    QCOMPARE(report->tiles, qint64(tiles.size()));
    QCOMPARE(report->fileBytes, QFileInfo(file("good.mbtiles")).size());
    QVERIFY(report->checkedTiles >= 2);
    QVERIFY(report->warning.isEmpty());
    QVERIFY(openPack(file("good.mbtiles")));

    for (auto& [id, bytes] : tiles)
        bytes = namedTile(id);
    writeFile(file("good.pmtiles"), makePmTiles(tiles, 5, true, R"({"name":"P"})"));
    const auto second = checkPack(file("good.pmtiles"));
    QVERIFY(second);
    QCOMPARE(second->kind, PackKind::PmTiles);
    QCOMPARE(second->tiles, qint64(tiles.size()));
    QVERIFY(second->checkedTiles >= 2);
    QVERIFY(openPack(file("good.pmtiles")));

    writeFile(file("good.geojson"), R"( {"type":"Point","coordinates":[107,16]})");
    const auto third = checkPack(file("good.geojson"));
    QVERIFY(third);
    QCOMPARE(third->kind, PackKind::GeoJson);
    QCOMPARE(third->tiles, 1);
    const auto source = openPack(file("good.geojson"));
    QVERIFY(source);
    auto reader = (*source)->reader();
    QVERIFY((*reader)->tile({0, 0, 0}).value());
}

void TestPackCheck::refusesByItsFirstBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const QByteArray& bytes, const char* reason) {
        QTest::newRow(name) << bytes << QString::fromLatin1(reason);
    };
    row("nothing", "", "empty");
    row("text", "xin chao, day khong phai ban do", "unknown");
    row("zip", QByteArray("PK\x03\x04zzzzzzzzz", 13), "archive");
    row("gzip", gzip("{}"), "archive");
    row("extract", QByteArray("\0\0\0\x0d\x0a\x09OSMHeader\x18\x7c", 17), "osm-extract");
    row("pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "pointer");
    row("old pmtiles", QByteArray("PM\x02\0zzzzz", 9), "version");
    row("other pmtiles", QByteArray("PMTiles\x02zzzzz", 13), "version");
    row("short pmtiles", QByteArray("PMTiles\x03zzzzz", 13), "truncated");
    row("short sqlite", QByteArray("SQLite format 3\0zzz", 19), "truncated");
    row("list", "[1,2]", "json");
    row("half an object", R"({"type":)", "json");
}

void TestPackCheck::refusesByItsFirstBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    writeFile(file("offered"), bytes);
    QCOMPARE(refusal(file("offered")), reason);
    QVERIFY(!openPack(file("offered")));
}

void TestPackCheck::refusesBrokenMbTiles()
{
    const QString path = file("broken.mbtiles");
    const TileId id{3, 1, 2};
    writeMbTiles(path, {}, {});
    QCOMPARE(refusal(path), u"empty"_s);
    writeMbTiles(path, {{id, "plain text"}}, {});
    QCOMPARE(refusal(path), u"format"_s);
    writeMbTiles(path, {{id, "plain text"}}, {{u"format"_s, u"pbf"_s}});
    QCOMPARE(refusal(path), u"tile"_s);
    writeMbTiles(path, {{id, gzip(namedTile(id)).chopped(6)}}, {{u"format"_s, u"pbf"_s}});
    QCOMPARE(refusal(path), u"tile"_s);
    writeMbTiles(path, {{id, pngHead(256, 100)}}, {});
    QCOMPARE(refusal(path), u"tile"_s);
    writeMbTiles(path, {{id, namedTile(id)}, {{3, 7, 7}, pngHead(256, 256)}}, {});
    QCOMPARE(refusal(path), u"tile"_s);
    {
        QFile::remove(path);
        const auto db = Db::open(path);
        QVERIFY(db && db->exec("CREATE TABLE tracks(id); PRAGMA journal_mode=DELETE"));
    }
    QCOMPARE(refusal(path), u"no-tiles"_s);
    {
        QFile::remove(path);
        const auto db = Db::open(path);
        QVERIFY(db && db->exec("CREATE TABLE tiles(a, b); PRAGMA journal_mode=DELETE"));
    }
    QCOMPARE(refusal(path), u"no-tiles"_s);
    Tiles many;
    for (int x = 0; x < 64; ++x)
        many[{6, x, 20}] = namedTile({6, x, 20}) + QByteArray(1000, '\0');
    for (auto& [key, bytes] : many)
        bytes = namedTile(key);
    writeMbTiles(path, many, {{u"format"_s, u"pbf"_s}});
    QCOMPARE(refusal(path), u"fine"_s);
    QVERIFY(QFile::resize(path, QFileInfo(path).size() / 2));
    QCOMPARE(refusal(path), u"truncated"_s);
    QCOMPARE(refusal(m_dir.path()), u"missing"_s);
    QCOMPARE(refusal(file("absent")), u"missing"_s);
}

void TestPackCheck::refusesBrokenPmTiles()
{
    Tiles tiles;
    for (const TileId& id : cover({0, 0, 1, 1}, 3))
        tiles[id] = namedTile(id);
    const QString path = file("broken.pmtiles");
    const QByteArray good = makePmTiles(tiles, 8, false, "{}");
    writeFile(path, good.chopped(1));
    QCOMPARE(refusal(path), u"truncated"_s);
    QByteArray bytes = good;
    bytes[kPmHeaderBytes] = '\x7f';  // more entries than bytes
    writeFile(path, bytes);
    QCOMPARE(refusal(path), u"directory"_s);
    bytes = good;
    bytes[98] = 3;
    writeFile(path, bytes);
    QCOMPARE(refusal(path), u"packing"_s);
    bytes = good;
    bytes[99] = 5;
    writeFile(path, bytes);
    QCOMPARE(refusal(path), u"format"_s);
    for (auto& [id, content] : tiles)
        content = "\x1a\x7f" "damage";
    writeFile(path, makePmTiles(tiles, 8, true, "{}"));
    QCOMPARE(refusal(path), u"tile"_s);
}

void TestPackCheck::refusesBrokenGeoJson()
{
    const QString path = file("broken.geojson");
    writeFile(path, R"({"type":"Point","coordinates":[561584.5,1820975.1]})");
    QCOMPARE(refusal(path), u"position"_s);
    writeFile(path, R"({"type":"Topology"})");
    QCOMPARE(refusal(path), u"json"_s);
    writeFile(path, R"({"type":"FeatureCollection","features":[]})");
    QCOMPARE(refusal(path), u"empty"_s);
}

void TestPackCheck::cutAnywhereIsNoCrash()
{
    Dice dice(seed());
    Tiles tiles;
    for (const TileId& id : cover({0, 0, 1, 1}, 4))
        tiles[id] = namedTile(id);
    writeMbTiles(file("whole"), tiles, {{u"format"_s, u"pbf"_s}});
    QFile whole(file("whole"));
    QVERIFY(whole.open(QIODevice::ReadOnly));
    const QByteArray database = whole.readAll();
    const QByteArray archive = makePmTiles(tiles, 16, true, "{}");
    int refused = 0;
    for (int round = 0; round < 300 || refused < 50; ++round) {
        QByteArray bytes = round % 2 ? database : archive;
        for (int i = dice.whole(0, 6); i > 0; --i)
            bytes[dice.whole(0, int(bytes.size()) - 1)] = char(dice.bits());
        if (dice.whole(0, 1))
            bytes.truncate(dice.whole(0, int(bytes.size())));
        writeFile(file("hit"), bytes);
        const QString answer = refusal(file("hit"));
        QVERIFY2(!answer.contains(u"without"_s), qPrintable(answer));
        refused += answer == u"fine"_s ? 0 : 1;
    }
}

void TestPackCheck::theFilesGiven()
{
    KYDAI_NEED_MAP(invalid, "invalid.mbtiles");
    KYDAI_NEED_MAP(format, "invalid-tile-format.mbtiles");
    QCOMPARE(refusal(invalid), u"no-tiles"_s);
    QCOMPARE(refusal(format), u"format"_s);
    const struct {
        const char* name;
        const char* kind;
        int low, high;
        qint64 tiles;
        TileFormat format;
    } good[] = {
        {"geography-class-png.mbtiles", "mbtiles", 0, 1, 5, TileFormat::Png},
        {"hue-gshhg-z5-12.mbtiles", "mbtiles", 5, 12, 577, TileFormat::Mvt},
        {"liechtenstein-2013-08-03.mbtiles", "mbtiles", 0, 14, 183, TileFormat::Mvt},
        {"stamen_toner_z3.pmtiles", "pmtiles", 0, 3, 85, TileFormat::Png},
        {"test_fixture_1.pmtiles", "pmtiles", 0, 0, 1, TileFormat::Mvt},
        {"hue_default_basemap_gshhg.geojson", "geojson", 0, 18, 0, TileFormat::Mvt},
    };
    for (const auto& one : good) {
        const QString path = sharedMap(one.name);
        QVERIFY2(!path.isEmpty(), one.name);
        const auto report = checkPack(path);
        QVERIFY2(report, report ? "" : qPrintable(report.error().params.value(0) + u": "_s
                                      + report.error().detail));
        QCOMPARE(QLatin1String(nameOf(report->kind)), QLatin1String(one.kind));
        QCOMPARE(report->info.minZoom, one.low);
        QCOMPARE(report->info.maxZoom, one.high);
        QCOMPARE(report->info.format, one.format);
        if (one.tiles > 0)
            QCOMPARE(report->tiles, one.tiles);
        QVERIFY(report->warning.isEmpty());
        QVERIFY(openPack(path));
    }
}

void TestPackCheck::everyRefusalHasItsName()
{
    QSet<QByteArray> names;
    for (int i = 0; i <= int(PackRefusal::Busy); ++i) {
        const auto refusalKind = PackRefusal(i);
        names.insert(nameOf(refusalKind));
        QCOMPARE(refusalOf(Error{ErrorCode::Corrupt, {QString::fromLatin1(nameOf(refusalKind))}, {}}),
            refusalKind);
    }
    QCOMPARE(names.size(), int(PackRefusal::Busy) + 1);
    QCOMPARE(QLatin1String(nameOf(PackRefusal::Busy)), "busy"_L1);
    QCOMPARE(refusalOf(Error{}), PackRefusal::Damaged);
}

QTEST_APPLESS_MAIN(TestPackCheck)
#include "tst_geo_pack_check.moc"
