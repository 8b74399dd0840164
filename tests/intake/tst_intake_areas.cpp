// SPDX-License-Identifier: GPL-3.0-or-later
// Areas from a file: what is taken, what is refused and why, dated steps, names that come twice.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/directory_json.h"
#include "core/vietnamese.h"
#include "geo/area_index.h"
#include "geo/area_measure.h"
#include "intake/areafile.h"

using namespace kydai;
using namespace kydai::intake;
using namespace Qt::StringLiterals;

namespace {

QByteArray fileBytes(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray source(const char* path)
{
    return fileBytes(QStringLiteral(KYDAI_SOURCE_DIR "/") + QLatin1String(path));
}

QByteArray hueWards()
{
    QString folder = qEnvironmentVariable("KYDAI_SHARED");
    if (folder.isEmpty())
        folder = QStringLiteral(KYDAI_SOURCE_DIR "/../shared");
    return fileBytes(folder + u"/data/areas/hue-wards-2025.geojson"_s);
}

Directory city()
{
    return *directoryFromJson(source("resources/city/areas.json"),
                              source("resources/city/agencies.json"),
                              source("resources/city/categories.json"),
                              source("resources/city/calendars.json"));
}

// A square of `side` degrees from its south-western corner.
QByteArray square(const QByteArray& properties, double west, double south, double side = 0.1)
{
    const auto at = [](double x, double y) {
        return '[' + QByteArray::number(x, 'f', 5) + ',' + QByteArray::number(y, 'f', 5) + ']';
    };
    return R"({"type":"Feature","properties":{)" + properties
           + R"(},"geometry":{"type":"Polygon","coordinates":[[)" + at(west, south) + ','
           + at(west + side, south) + ',' + at(west + side, south + side) + ','
           + at(west, south + side) + ',' + at(west, south) + "]]}}";
}

QByteArray collection(const QByteArrayList& features, const QByteArray& more = {})
{
    return R"({"type":"FeatureCollection",)" + more + R"("features":[)" + features.join(',') + "]}";
}

Directory with(Directory directory, const AreaImport& import)
{
    for (const Area& area : import.areas) {
        if (!directory.addArea(area))
            qFatal("an area that was checked is refused");
    }
    return directory;
}

}  // namespace

class TestIntakeAreas : public QObject
{
    Q_OBJECT
private slots:
    void theWardsOfHue();
    void theSchematicGivesWay();
    void eachFeatureForItself();
    void mapping();
    void notAFile();
    void stepsInTime();
    void fiveNamesTwice();
    void sizeAndPlaceInside();
};

void TestIntakeAreas::theWardsOfHue()
{
    const QByteArray file = hueWards();
    if (file.isEmpty())
        QSKIP("no shared/data beside the checkout (KYDAI_SHARED names its folder)");
    const Directory before = city();
    const auto first = importAreas(file, {}, before, {});
    QVERIFY2(first, first ? "" : qPrintable(first.error().detail));
    QCOMPARE(first->imported, 40);
    QVERIFY(first->rejected.isEmpty());
    const Directory after = with(before, *first);
    const auto index = geo::AreaIndex::fromGeoJson(first->document);
    QVERIFY(index);
    QCOMPARE(index->size(), 40);
    const QDate today(2026, 11, 21);
    for (const Area& area : first->areas) {
        const Area& old = *before.area(area.code);
        QCOMPARE(fold(area.fullName), fold(old.fullName));  // the file writes "Thuận Hoá"
        QCOMPARE(area.valid, old.valid);
        QCOMPARE(area.kind, old.kind);
        QVERIFY2(std::abs(area.areaKm2 - old.areaKm2) < 0.02 * old.areaKm2 + 0.05,
                 qPrintable(u"%1: %2, officially %3"_s.arg(area.name).arg(area.areaKm2)
                                .arg(old.areaKm2)));
        const int at = index->areaAt({area.lon, area.lat}, today);
        QVERIFY(at >= 0);
        QCOMPARE(index->area(at).code, area.code);
        QCOMPARE(index->area(at).valid, old.valid);
    }
    const auto again = importAreas(file, {}, after, first->document);
    QCOMPARE(again->imported, 0);
    QCOMPARE(again->unchanged, 40);
    QVERIFY(!again->changed);
    QCOMPARE(again->document, first->document);
}

// What the demonstration draws reads as areas, and goes when real ones come; other imports add.
void TestIntakeAreas::theSchematicGivesWay()
{
    const QByteArray drawn = source("resources/basemap/wards.geojson");
    QVERIFY(isSchematic(drawn));
    const auto wards = geo::AreaIndex::fromGeoJson(drawn);
    QVERIFY(wards);
    QCOMPARE(wards->size(), 40);
    const Directory directory = city();
    for (int i = 0; i < wards->size(); ++i)
        QVERIFY(directory.areaAt(wards->area(i).code, QDate(2026, 11, 21)));
    const auto real = importAreas(
        collection({square(R"("code":"19753","name":"Phú Xuân")", 107.5, 16.4)}), {}, directory,
        drawn);
    QCOMPARE(real->imported, 1);
    QVERIFY(!isSchematic(real->document));
    QCOMPARE(geo::AreaIndex::fromGeoJson(real->document)->size(), 1);
    const auto more = importAreas(
        collection({square(R"("code":"19777","name":"Vỹ Dạ")", 107.6, 16.4)},
                   R"("attribution":"Sở Nông nghiệp và Môi trường",)"),
        {}, with(directory, *real), real->document);
    QCOMPARE(more->imported, 1);
    QCOMPARE(geo::AreaIndex::fromGeoJson(more->document)->size(), 2);
    QVERIFY(more->document.contains("Sở Nông nghiệp và Môi trường"));
}

void TestIntakeAreas::eachFeatureForItself()
{
    const QByteArray line =
        R"({"type":"Feature","properties":{"code":"L"},"geometry":{"type":"LineString",)"
        R"("coordinates":[[107,16],[108,16]]}})";
    const QByteArrayList features{
        square(R"("code":"a","name":"A","kind":"ward")", 107, 16),
        square(R"("name":"no code")", 107, 16),
        line,
        square(R"("code":"a","name":"twice")", 107.1, 16),
        square(R"("code":"d","name":"D","valid_from":"2025-07-01","valid_to":"2021-01-01")", 107, 16),
        square(R"("code":"e","name":"E","successors":["f"])", 107, 16),
        square(R"("code":"f","name":"F","successors":["nobody"])", 107, 16),
        square(R"("code":"g")", 107, 16),
        square(R"("code":"h","name":"H")", 1070, 16),
        square(R"("code":"i","name":"I","population":-5)", 107, 16),
        R"("nothing")",
        square(R"("code":20101,"name":"Số","population":4200,"successors":["a"])", 107.2, 16)};
    const auto read = importAreas(collection(features), {}, Directory(), {});
    QVERIFY(read);
    QCOMPARE(read->imported, 2);
    QStringList reasons;
    for (const RejectedArea& r : read->rejected)
        reasons.append(u"%1 %2"_s.arg(r.feature).arg(r.reason));
    QCOMPARE(reasons, (QStringList{u"2 code"_s, u"3 geometry"_s, u"4 code twice"_s, u"5 validity"_s,
                                   u"6 successor f is not known"_s,
                                   u"7 successor nobody is not known"_s, u"8 code or name"_s,
                                   u"9 coordinate"_s, u"10 population"_s, u"11 Feature"_s}));
    QVERIFY(read->rejected[0].raw.contains(u"no code"_s));
    QCOMPARE(read->areas.last().code, u"20101"_s);
    QCOMPARE(read->areas.last().population, 4200);
    QCOMPARE(geo::AreaIndex::fromGeoJson(read->document)->size(), 2);
}

void TestIntakeAreas::mapping()
{
    const auto wrong = readAreaMapping(R"({"properties":{"colour":"MAU"}})");
    QVERIFY(!wrong && wrong.error().detail.contains(u"colour"_s));
    QVERIFY(!readAreaMapping("no json"));
    const auto mapping = readAreaMapping(
        R"({"properties":{"code":"MA_XA","name":"TEN_XA"},"values":{"kind":"commune"}})");
    QVERIFY(mapping);
    const auto read = importAreas(
        collection({square(R"("MA_XA":"9","TEN_XA":"Xã mới","code":"not this")", 107, 16)}),
        *mapping, Directory(), {});
    QCOMPARE(read->imported, 1);
    QCOMPARE(read->areas[0].code, u"9"_s);
    QCOMPARE(read->areas[0].kind, u"commune"_s);
}

void TestIntakeAreas::notAFile()
{
    const Directory directory;
    QCOMPARE(importAreas("{", {}, directory, {}).error().params, QStringList{u"json"_s});
    QCOMPARE(importAreas("{}", {}, directory, {}).error().params, QStringList{u"FeatureCollection"_s});
    QCOMPARE(importAreas(R"({"type":"FeatureCollection","features":{}})", {}, directory, {})
                 .error().params, QStringList{u"FeatureCollection"_s});
    const auto none = importAreas(collection({}), {}, directory, {});
    QVERIFY(none && !none->changed);
}

// Three eras over one place: a ward of 2021 merged at the end of 2024, again in the middle of 2025.
void TestIntakeAreas::stepsInTime()
{
    const auto read = importAreas(
        collection(
            {square(R"("code":"cu-1","name":"Cũ","kind":"ward","valid_to":"2021-06-30","successors":["cu-2"])",
                    107, 16),
             square(R"("code":"cu-2","name":"Giữa","kind":"ward","valid_from":"2021-07-01",)"
                    R"("valid_to":"2025-06-30","successors":["3"])", 107, 16, 0.15),
             square(R"("code":"3","name":"Nay","kind":"ward","valid_from":"2025-07-01")", 107, 16, 0.2)}),
        {}, Directory(), {});
    QCOMPARE(read->imported, 3);
    const auto index = *geo::AreaIndex::fromGeoJson(read->document);
    const Directory directory = with(Directory(), *read);
    const auto at = [&](QDate day, double east = 107.05) {
        const int found = index.areaAt({east, 16.05}, day);
        return found < 0 ? QString() : index.area(found).code;
    };
    QCOMPARE(at({2020, 1, 1}), u"cu-1"_s);
    QCOMPARE(at({2021, 6, 30}), u"cu-1"_s);
    QCOMPARE(at({2021, 7, 1}), u"cu-2"_s);
    QCOMPARE(at({2025, 6, 30}), u"cu-2"_s);
    QCOMPARE(at({2025, 7, 1}), u"3"_s);
    QCOMPARE(at({2020, 1, 1}, 107.12), QString());  // not yet part of it
    QCOMPARE(at({2026, 1, 1}, 107.18), u"3"_s);
    QCOMPARE(directory.currentAreas(u"cu-1"_s, {2026, 1, 1}), QStringList{u"3"_s});
    QCOMPARE(directory.areasAt({2023, 1, 1}).size(), 1);
}

// The same name in two eras: Hương Phong, Hương Xuân, Phú Vinh, Phú Xuân and Thuận Hòa/Thuận Hóa.
// An import touches the code it names and no other.
void TestIntakeAreas::fiveNamesTwice()
{
    const Directory before = city();
    const QDate today(2026, 11, 21), then(2024, 1, 1);
    int pairs = 0;
    for (const char* name : {"Hương Phong", "Hương Xuân", "Phú Vinh", "Phú Xuân", "Thuận Hòa"}) {
        QStringList codes;
        for (const NameHolder& holder : before.holdersOfName(QString::fromUtf8(name), today)) {
            if (holder.kind == HolderKind::Area)
                codes.append(holder.code);
        }
        QVERIFY2(codes.size() >= 2, name);
        for (const QString& code : std::as_const(codes)) {
            const Area old = *before.area(code);
            const QByteArray properties =
                u"\"code\":\"%1\",\"name\":\"%2\",\"population\":777"_s.arg(code, old.name).toUtf8();
            const auto read =
                importAreas(collection({square(properties, 107.5, 16.4)}), {}, before, {});
            QCOMPARE(read->imported, 1);
            const Directory after = with(before, *read);
            QCOMPARE(after.area(code)->population, 777);
            QCOMPARE(after.area(code)->valid, old.valid);
            QCOMPARE(after.area(code)->successors, old.successors);
            for (const QString& other : std::as_const(codes)) {
                if (other != code)
                    QCOMPARE(*after.area(other), *before.area(other));
            }
            const auto index = *geo::AreaIndex::fromGeoJson(read->document);
            QCOMPARE(index.areaAt({107.55, 16.45}, then) >= 0, old.valid.contains(then));
            QCOMPARE(index.areaAt({107.55, 16.45}, today) >= 0, old.valid.contains(today));
        }
        ++pairs;
    }
    QCOMPARE(pairs, 5);
}

void TestIntakeAreas::sizeAndPlaceInside()
{
    // A horseshoe with a hole: the middle of its box is outside.
    const QByteArray shape =
        R"({"type":"Feature","properties":{"code":"u"},"geometry":{"type":"MultiPolygon","coordinates":)"
        R"([[[[107,16],[107.3,16],[107.3,16.3],[107.2,16.3],[107.2,16.1],[107.1,16.1],[107.1,16.3],)"
        R"([107,16.3],[107,16]],[[107.01,16.01],[107.02,16.01],[107.02,16.02],[107.01,16.02],)"
        R"([107.01,16.01]]]]}})";
    const auto index = *geo::AreaIndex::fromGeoJson(collection({shape}));
    const double degree = 6371.0088 * M_PI / 180;
    const double narrow = std::cos(16.15 * M_PI / 180);
    const double size = (0.3 * 0.3 - 0.1 * 0.2 - 0.01 * 0.01) * degree * degree * narrow;
    QVERIFY(std::abs(geo::squareKilometres(index, 0) - size) < 0.005 * size);
    QVERIFY(index.holds(0, geo::pointInside(index, 0)));
    QVERIFY(!index.holds(0, {107.15, 16.15}));
}

QTEST_GUILESS_MAIN(TestIntakeAreas)
#include "tst_intake_areas.moc"
