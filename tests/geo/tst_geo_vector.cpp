// SPDX-License-Identifier: GPL-3.0-or-later
// The vector tile decoder: its own rules, what it writes, damage, and Mapbox's fixtures.
#include <algorithm>

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "geo/geo_testing.h"
#include "geo/inflate.h"
#include "geo/vector_tile.h"

using namespace kydai;
using namespace kydai::geo;
using namespace Qt::StringLiterals;
using kydai::geo::testing::Dice;

namespace {

QString fixtures()
{
    return QStringLiteral(KYDAI_SOURCE_DIR
        "/build/peers/geo/node_modules/@mapbox/mvt-fixtures");
}

QByteArray bytesOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void addFeature(VectorLayer& layer, GeomType type, const std::vector<std::vector<TilePoint>>& parts,
    const std::vector<bool>& holes, const std::vector<std::pair<quint32, quint32>>& tags, quint64 id)
{
    VectorFeature feature;
    feature.id = id;
    feature.type = type;
    feature.partBegin = quint32(layer.parts.size());
    for (size_t i = 0; i < parts.size(); ++i) {
        const quint32 begin = quint32(layer.points.size());
        layer.points.insert(layer.points.end(), parts[i].begin(), parts[i].end());
        layer.parts.push_back({begin, quint32(layer.points.size()), bool(holes[i])});
    }
    feature.partEnd = quint32(layer.parts.size());
    feature.tagBegin = quint32(layer.tags.size());
    for (const auto& [key, value] : tags)
        layer.tags.push_back({key, value});
    feature.tagEnd = quint32(layer.tags.size());
    layer.features.push_back(feature);
}

VectorTile randomTile(Dice& dice)
{
    VectorTile tile;
    const int layers = dice.whole(1, 3);
    for (int l = 0; l < layers; ++l) {
        VectorLayer layer;
        layer.name = u"lớp %1"_s.arg(l);
        layer.extent = quint32(256 << dice.whole(0, 4));
        layer.keys = {u"tên"_s, u"n"_s, u"x"_s};
        layer.values = {u"Cầu Trường Tiền"_s, 2.5, qint64(-7), quint64(1) << 63, true, false};
        const auto point = [&] { return TilePoint{dice.whole(-500, 5000), dice.whole(-500, 5000)}; };
        const int features = dice.whole(1, 8);
        for (int f = 0; f < features; ++f) {
            const std::vector<std::pair<quint32, quint32>> tags = {
                {quint32(dice.whole(0, 2)), quint32(dice.whole(0, 5))}};
            const int kind = dice.whole(1, 3);
            if (kind == 1) {
                std::vector<TilePoint> points(size_t(dice.whole(1, 5)));
                std::generate(points.begin(), points.end(), point);
                addFeature(layer, GeomType::Point, {points}, {false}, tags, quint64(f));
            } else if (kind == 2) {
                std::vector<TilePoint> line{point()};
                for (int i = dice.whole(1, 9); i > 0; --i)
                    line.push_back({line.back().x + dice.whole(1, 40), line.back().y - i});
                addFeature(layer, GeomType::Line, {line, line}, {false, false}, tags, quint64(f));
            } else {
                const TilePoint at = point();
                const int side = dice.whole(10, 99);
                const std::vector<TilePoint> outer = {at, {at.x + side, at.y},
                    {at.x + side, at.y + side}, {at.x, at.y + side}};
                const std::vector<TilePoint> hole = {{at.x + 2, at.y + 2}, {at.x + 2, at.y + 6},
                    {at.x + 6, at.y + 6}};
                addFeature(layer, GeomType::Polygon, {outer, hole, outer}, {false, true, false},
                    tags, quint64(f));
            }
        }
        tile.layers.push_back(std::move(layer));
    }
    return tile;
}

QByteArray rawLayer(const QByteArray& features, quint32 version = 2)
{
    QByteArray layer = QByteArrayLiteral("\x0a\x01h\x78") + char(version) + features;
    return QByteArrayLiteral("\x1a") + char(layer.size()) + layer;
}

QByteArray rawFeature(char type, const std::vector<uchar>& commands)
{
    QByteArray feature = QByteArrayLiteral("\x18") + type + "\x22" + char(commands.size());
    for (const uchar byte : commands)
        feature.append(char(byte));
    return QByteArrayLiteral("\x12") + char(feature.size()) + feature;
}

}  // namespace

class TestVector : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsRead();
    void damageIsToldAndBounded();
    void versionOneIsMoreLenient();
    void ringsKnowTheirHoles();
    void absurdCoordinatesStayInBounds();
    void tagsAreFound();
    void inflateIsBounded();
    void fixturesOfTheSpecification();
    void realWorldTiles();
};

void TestVector::whatIsWrittenIsRead()
{
    Dice dice(testing::seed());
    for (int round = 0; round < 1000; ++round) {
        const VectorTile tile = randomTile(dice);
        const QByteArray bytes = encodeVectorTile(tile);
        const auto read = decodeVectorTile(bytes);
        QVERIFY(read);
        QVERIFY2(read->faults == 0, qPrintable(read->firstFault));
        QCOMPARE(read->layers.size(), tile.layers.size());
        for (size_t l = 0; l < tile.layers.size(); ++l) {
            const VectorLayer& a = tile.layers[l];
            const VectorLayer& b = read->layers[l];
            QCOMPARE(b.name, a.name);
            QCOMPARE(b.extent, a.extent);
            QCOMPARE(b.version, 2u);
            QVERIFY(b.keys == a.keys && b.values == a.values);
            QCOMPARE(b.features.size(), a.features.size());
            for (size_t f = 0; f < a.features.size(); ++f) {
                QCOMPARE(b.features[f].id, a.features[f].id);
                QCOMPARE(b.features[f].type, a.features[f].type);
                const auto before = a.partsOf(a.features[f]);
                const auto after = b.partsOf(b.features[f]);
                QCOMPARE(after.size(), before.size());
                for (size_t p = 0; p < before.size(); ++p) {
                    QCOMPARE(after[p].hole, before[p].hole);
                    QVERIFY(std::ranges::is_permutation(
                        b.pointsOf(after[p]), a.pointsOf(before[p])));
                }
            }
        }
    }
}

void TestVector::damageIsToldAndBounded()
{
    Dice dice(testing::seed());
    int refused = 0;
    int mended = 0;
    for (int round = 0; round < 5000 || refused < 100 || mended < 100; ++round) {
        QByteArray bytes = encodeVectorTile(randomTile(dice));
        const int hits = dice.whole(1, 4);
        for (int i = 0; i < hits; ++i)
            bytes[dice.whole(0, int(bytes.size()) - 1)] = char(dice.bits());
        if (dice.whole(0, 3) == 0)
            bytes.truncate(dice.whole(0, int(bytes.size())));
        const auto read = decodeVectorTile(bytes);
        if (!read) {
            QCOMPARE(read.error().code, ErrorCode::Corrupt);
            ++refused;
            continue;
        }
        mended += read->faults > 0 ? 1 : 0;
        for (const VectorLayer& layer : read->layers) {
            QVERIFY(layer.points.size() <= size_t(bytes.size()));
            for (const VectorFeature& feature : layer.features) {
                QVERIFY(feature.partEnd <= layer.parts.size() && feature.tagEnd <= layer.tags.size());
                for (const TilePart& part : layer.partsOf(feature))
                    QVERIFY(part.begin < part.end && part.end <= layer.points.size());
            }
        }
        QVERIFY(decodeVectorTile(encodeVectorTile(*read)));
    }
    QCOMPARE(decodeVectorTile(QByteArray(kMaxTileBytes + 1, '\0')).error().code, ErrorCode::TooLarge);
}

void TestVector::versionOneIsMoreLenient()
{
    // A line that is closed: MoveTo 2,2; LineTo +0,+8 +8,+0; ClosePath.
    const QByteArray line = rawFeature(2, {9, 4, 4, 18, 0, 16, 16, 0, 15});
    const auto old = decodeVectorTile(rawLayer(line, 1));
    QVERIFY(old && old->faults == 0);
    const VectorLayer& layer = old->layers.front();
    const auto points = layer.pointsOf(layer.partsOf(layer.features.front()).front());
    QCOMPARE(points.size(), size_t(4));
    QCOMPARE(points.front(), points.back());
    const auto now = decodeVectorTile(rawLayer(line, 2));
    QVERIFY(now && now->faults == 1 && now->layers.front().features.empty());
    const auto unknown = decodeVectorTile(rawLayer(line, 3));
    QVERIFY(unknown && unknown->faults == 1 && unknown->layers.empty());
}

void TestVector::ringsKnowTheirHoles()
{
    // An outer square of 10 and, turned the other way, one of 4 inside; then a ring without area.
    const QByteArray polygon = rawFeature(3, {9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15,
        9, 4, 17, 26, 0, 8, 8, 0, 0, 7, 15, 9, 4, 4, 18, 4, 0, 3, 0, 15});
    const auto tile = decodeVectorTile(rawLayer(polygon));
    QVERIFY(tile);
    QVERIFY2(tile->faults == 0, qPrintable(tile->firstFault));
    const VectorLayer& layer = tile->layers.front();
    const auto parts = layer.partsOf(layer.features.front());
    QCOMPARE(parts.size(), size_t(2));
    QVERIFY(!parts[0].hole && parts[1].hole);
    QCOMPARE(doubleArea(layer.pointsOf(parts[0])), qint64(200));
    QCOMPARE(doubleArea(layer.pointsOf(parts[1])), qint64(-32));
}

void TestVector::absurdCoordinatesStayInBounds()
{
    // MoveTo by the largest step there is, four times.
    std::vector<uchar> commands{4 << 3 | 1};
    for (int i = 0; i < 8; ++i)
        commands.insert(commands.end(), {0xfe, 0xff, 0xff, 0xff, 0x0f});
    const auto tile = decodeVectorTile(rawLayer(rawFeature(1, commands)));
    QVERIFY(tile && tile->faults == 0);
    for (const TilePoint& point : tile->layers.front().points)
        QVERIFY(std::abs(point.x) <= 1 << 20 && std::abs(point.y) <= 1 << 20);
    QCOMPARE(tile->layers.front().points.size(), size_t(4));
}

void TestVector::tagsAreFound()
{
    VectorTile tile;
    VectorLayer layer;
    layer.name = u"đường"_s;
    layer.keys = {u"name"_s, u"lanes"_s};
    layer.values = {u"Lê Lợi"_s, qint64(4)};
    addFeature(layer, GeomType::Point, {{{1, 2}}}, {false}, {{0, 0}, {1, 1}}, 5);
    addFeature(layer, GeomType::Point, {{{1, 2}}}, {false}, {}, 6);
    tile.layers.push_back(layer);
    const auto read = decodeVectorTile(encodeVectorTile(tile));
    QVERIFY(read);
    const VectorLayer* found = read->layer(u"đường"_s);
    QVERIFY(found && !read->layer(u"nhà"_s));
    QCOMPARE(found->text(found->features[0], u"name"_s), u"Lê Lợi"_s);
    QCOMPARE(std::get<qint64>(*found->tag(found->features[0], u"lanes"_s)), qint64(4));
    QCOMPARE(found->text(found->features[0], u"lanes"_s), QString());
    QVERIFY(!found->tag(found->features[1], u"name"_s));
}

void TestVector::inflateIsBounded()
{
    Dice dice(testing::seed());
    for (int i = 0; i < 300; ++i) {
        QByteArray plain(dice.whole(0, 200000), 'x');
        for (qsizetype k = 0; k < plain.size(); k += dice.whole(1, 50))
            plain[k] = char(dice.bits());
        const QByteArray packed = gzip(plain);
        QVERIFY(isGzip(packed));
        const auto whole = inflate(packed, plain.size());
        QVERIFY(whole && *whole == plain);
        if (!plain.isEmpty())
            QCOMPARE(inflate(packed, plain.size() - 1).error().code, ErrorCode::TooLarge);
        QCOMPARE(inflate(packed.chopped(dice.whole(1, int(packed.size()))), plain.size()).error().code,
            ErrorCode::Corrupt);
        QCOMPARE(inflate(packed + 'x', plain.size()).error().code, ErrorCode::Corrupt);
    }
    const QByteArray bomb = gzip(QByteArray(64 << 20, '\0'));
    QCOMPARE(inflate(bomb, 1 << 20).error().code, ErrorCode::TooLarge);
    QVERIFY(!openTile(bomb, TileFormat::Mvt));
}

void TestVector::fixturesOfTheSpecification()
{
    const QString root = fixtures() + u"/fixtures"_s;
    if (!QFileInfo(root).isDir())
        QSKIP("no fixtures: tests/geo/peers/fetch brings them");
    // Said to be valid there; but 016 is byte for byte 003, which is said not to be, and the one
    // MoveTo of 057 announces 536,870,911 points and brings one.
    const QStringList doubted = {u"016"_s, u"057"_s};
    int seen = 0;
    QDirIterator folders(root, QDir::Dirs | QDir::NoDotAndDotDot);
    while (folders.hasNext()) {
        const QString folder = folders.next();
        const QString name = QFileInfo(folder).fileName();
        const QJsonObject info = QJsonDocument::fromJson(bytesOf(folder + u"/info.json"_s)).object();
        const QJsonObject validity = info.value("validity"_L1).toObject();
        const QByteArray bytes = bytesOf(folder + u"/tile.mvt"_s);
        const auto tile = decodeVectorTile(bytes);
        const quint32 version =
            tile && !tile->layers.empty() ? tile->layers.front().version : 2;
        const bool valid = validity.value(version == 1 ? "v1"_L1 : "v2"_L1).toBool();
        const bool clean = tile && tile->faults == 0;
        ++seen;
        if (doubted.contains(name)) {
            QVERIFY(tile && !clean);
            continue;
        }
        QVERIFY2(clean == valid, qPrintable(u"%1 %2: %3"_s.arg(name,
            info.value("description"_L1).toString(), tile ? tile->firstFault : tile.error().detail)));
        // What can be borne with does not cost the rest of the tile.
        if (validity.value("error"_L1).toString() == "recoverable"_L1)
            QVERIFY2(tile.has_value(), qPrintable(name));
    }
    qInfo("%d fixtures", seen);
    QVERIFY(seen >= 70);
}

void TestVector::realWorldTiles()
{
    const QString root = fixtures() + u"/real-world"_s;
    if (!QFileInfo(root).isDir())
        QSKIP("no fixtures: tests/geo/peers/fetch brings them");
    int tiles = 0;
    qint64 bytes = 0;
    qint64 features = 0;
    qint64 faults = 0;
    qint64 nanoseconds = 0;
    QDirIterator files(root, {u"*.mvt"_s, u"*.pbf"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const auto data = openTile(bytesOf(files.next()), TileFormat::Mvt);
        QVERIFY2(data, qPrintable(files.filePath()));
        QElapsedTimer timer;
        timer.start();
        const auto tile = decodeVectorTile(data->bytes);
        nanoseconds += timer.nsecsElapsed();
        QVERIFY2(tile, qPrintable(files.filePath()));
        ++tiles;
        bytes += data->bytes.size();
        faults += tile->faults;
        for (const VectorLayer& layer : tile->layers)
            features += qint64(layer.features.size());
    }
    qInfo("%d tiles, %lld bytes, %lld features, %lld faults, decoded in %.1f ms", tiles, bytes,
        features, faults, double(nanoseconds) / 1e6);
    QVERIFY(tiles > 100 && features > 50000);
    QVERIFY(faults * 100 < features);
}

QTEST_APPLESS_MAIN(TestVector)
#include "tst_geo_vector.moc"
