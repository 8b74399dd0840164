// SPDX-License-Identifier: GPL-3.0-or-later
// Cameras as values: what is refused, what survives being written, what a camera sees.
#include <cmath>
#include <limits>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/camera.h"
#include "core/camera_samples.h"
#include "core/directory_json.h"
#include "core/seeded.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestCamera : public QObject
{
    Q_OBJECT
private slots:
    void takesAWholeCamera();
    void refuses_data();
    void refuses();
    void noCredentialsInAddresses_data();
    void noCredentialsInAddresses();
    void randomCataloguesComeBack();
    void wrongDocumentsAreRefused_data();
    void wrongDocumentsAreRefused();
    void brokenBytesAreReadOrRefused();
    void bounds();
    void distancesAndBearings();
    void whatACameraSees();
    void demoCameras();
};

void TestCamera::takesAWholeCamera()
{
    QVERIFY(checkCamera(wholeCamera()));
    Camera least;
    least.code = u"C-1"_s;
    least.name = u"Cầu Trường Tiền"_s;
    QVERIFY(checkCamera(least));
    QVERIFY(!least.hasStream());
}

void TestCamera::refuses_data()
{
    using Spoil = std::function<void(Camera&)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::addColumn<QString>("field");
    const auto row = [](const char* tag, const char* field, const Spoil& spoil) {
        QTest::newRow(tag) << spoil << QString::fromLatin1(field);
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    row("no code", "code", [](Camera& c) { c.code.clear(); });
    row("blank in the code", "code", [](Camera& c) { c.code = u"C 14"_s; });
    row("code with a path", "code", [](Camera& c) { c.code = u"../C"_s; });
    row("long code", "code", [](Camera& c) { c.code = QString(33, u'C'); });
    row("no name", "name", [](Camera& c) { c.name = u"  "_s; });
    row("line break in the name", "name", [](Camera& c) { c.name += u'\n'; });
    row("long name", "name", [](Camera& c) { c.name = QString(201, u'n'); });
    row("long group", "group", [](Camera& c) { c.group = QString(201, u'n'); });
    row("area", "area", [](Camera& c) { c.area = u"Phường"_s; });
    row("owner", "owner", [](Camera& c) { c.owner = u"a b"_s; });
    row("latitude", "position", [](Camera& c) { c.lat = 91; });
    row("longitude", "position", [](Camera& c) { c.lon = -181; });
    row("no number", "position", [nan](Camera& c) { c.lon = nan; });
    row("place without position", "position", [](Camera& c) { c.hasPosition = false; });
    row("direction 360", "direction", [](Camera& c) { c.direction = 360; });
    row("direction -2", "direction", [](Camera& c) { c.direction = -2; });
    row("direction nan", "direction", [nan](Camera& c) { c.direction = nan; });
    row("field of view", "fov", [](Camera& c) { c.fov = 361; });
    row("reach", "reach", [](Camera& c) { c.reach = 5001; });
    row("no session", "sessions", [](Camera& c) { c.sessionLimit = 0; });
    row("many sessions", "sessions", [](Camera& c) { c.sessionLimit = 17; });
    row("validity", "validity", [](Camera& c) { c.valid.to = c.valid.from.addDays(-1); });
    row("codec", "main_codec", [](Camera& c) { c.main.codec = u"vp8"_s; });
    row("size", "sub_size", [](Camera& c) { c.sub.width = 8193; });
    row("fps", "main_fps", [nan](Camera& c) { c.main.fps = nan; });
    row("codec of no stream", "sub_url", [](Camera& c) { c.sub.url.clear(); });
    row("a file", "main_url", [](Camera& c) { c.main.url = u"file:///etc/passwd"_s; });
    row("no host", "main_url", [](Camera& c) { c.main.url = u"rtsp:///1"_s; });
    row("words", "sub_url", [](Camera& c) { c.sub.url = u"cam at the bridge"_s; });
    row("long address", "main_url", [](Camera& c) { c.main.url += QString(1000, u'a'); });
    row("snapshot over rtsp", "snapshot_url", [](Camera& c) { c.snapshot = u"rtsp://h/1"_s; });
}

void TestCamera::refuses()
{
    using Spoil = std::function<void(Camera&)>;
    QFETCH(Spoil, spoil);
    QFETCH(QString, field);
    Camera camera = wholeCamera();
    spoil(camera);
    const auto checked = checkCamera(camera);
    QVERIFY(!checked);
    QCOMPARE(checked.error().code, ErrorCode::BadInput);
    QCOMPARE(checked.error().params, (QStringList{u"camera"_s, field}));
    // The reader checks the same.
    QVERIFY(!camerasFromJson(camerasToJson({camera})) || std::isnan(camera.lon)
            || !camera.hasPosition || camera.sub.isEmpty() || std::isnan(camera.main.fps)
            || std::isnan(camera.direction));
}

void TestCamera::noCredentialsInAddresses_data()
{
    QTest::addColumn<QString>("url");
    QTest::newRow("user and password") << u"rtsp://admin:secret@10.0.0.4/1"_s;
    QTest::newRow("user") << u"rtsp://admin@10.0.0.4/1"_s;
    QTest::newRow("empty user") << u"rtsp://@10.0.0.4/1"_s;
    QTest::newRow("two at signs") << u"rtsp://a:b@c@10.0.0.4/1"_s;
    QTest::newRow("query") << u"http://10.0.0.4/jpg?User=admin&x=1"_s;
    QTest::newRow("password in a query") << u"http://10.0.0.4/jpg?x=1&pwd=secret"_s;
}

void TestCamera::noCredentialsInAddresses()
{
    QFETCH(QString, url);
    const auto checked = checkCameraUrl(url, u"main_url"_s);
    QVERIFY(!checked);
    QVERIFY(!checked.error().params.join(u' ').contains(u"secret"_s));
    QVERIFY(!checked.error().detail.contains(u"secret"_s));
    QVERIFY(checkCameraUrl(u"rtsp://10.0.0.4/a@b?channel=1&subtype=0"_s, u"main_url"_s));
}

void TestCamera::randomCataloguesComeBack()
{
    SeededRandom random("cameras come back");
    for (int round = 0; round < 200; ++round) {
        QList<Camera> cameras;
        const int count = random.upTo(12);
        for (int i = 0; i < count; ++i)
            cameras.append(randomCamera(random, i));
        const QByteArray json = camerasToJson(cameras);
        const auto back = camerasFromJson(json);
        QVERIFY2(back, back ? "" : qPrintable(back.error().params.join(u' ')));
        QCOMPARE(*back, cameras);
        QCOMPARE(camerasToJson(*back), json);  // same content, same bytes: the document's version
    }
}

void TestCamera::wrongDocumentsAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("array") << QByteArray("[]");
    QTest::newRow("no cameras") << QByteArray("{}");
    QTest::newRow("map") << QByteArray(R"({"cameras": {}})");
    QTest::newRow("later format") << QByteArray(R"({"format": 2, "cameras": []})");
    QTest::newRow("number") << QByteArray(R"({"cameras": [1]})");
    QTest::newRow("code as number") << QByteArray(R"({"cameras": [{"code": 1, "name": "a"}]})");
    QTest::newRow("place as text")
        << QByteArray(R"({"cameras": [{"code": "1", "name": "a", "at": ["107", "16"]}]})");
    QTest::newRow("half a place")
        << QByteArray(R"({"cameras": [{"code": "1", "name": "a", "at": [107]}]})");
    QTest::newRow("sessions 1.5")
        << QByteArray(R"({"cameras": [{"code": "1", "name": "a", "sessions": 1.5}]})");
    QTest::newRow("stream without address")
        << QByteArray(R"({"cameras": [{"code": "1", "name": "a", "main": {"codec": "h264"}}]})");
    QTest::newRow("day") << QByteArray(R"({"cameras": [{"code": "1", "name": "a", "to": "soon"}]})");
    QTest::newRow("twice")
        << QByteArray(R"({"cameras": [{"code": "1", "name": "a"}, {"code": "1", "name": "b"}]})");
}

void TestCamera::wrongDocumentsAreRefused()
{
    QFETCH(QByteArray, json);
    QVERIFY(!camerasFromJson(json));
}

// Whatever is read from spoilt bytes keeps every bound.
void TestCamera::brokenBytesAreReadOrRefused()
{
    SeededRandom random("cameras of broken bytes");
    const QByteArray sound = camerasToJson({wholeCamera(), randomCamera(random, 1)});
    for (int round = 0; round < 3000; ++round) {
        QByteArray bytes = sound;
        for (int n = random.upTo(4) + 1; n > 0; --n)
            bytes[random.upTo(int(bytes.size()))] = static_cast<char>(random.upTo(256));
        if (random.oneIn(4))
            bytes.truncate(random.upTo(int(bytes.size())));
        const auto read = camerasFromJson(bytes);
        if (!read)
            continue;
        for (const Camera& camera : *read)
            QVERIFY(checkCamera(camera));
    }
}

void TestCamera::bounds()
{
    QList<Camera> cameras;
    for (int i = 0; i < kMaxCameras; ++i) {
        Camera camera = wholeCamera();
        camera.code = u"C-%1"_s.arg(i);
        cameras.append(camera);
    }
    const QByteArray most = camerasToJson(cameras);
    QVERIFY(most.size() < kMaxCamerasBytes / 4);
    QVERIFY(camerasFromJson(most));
    Camera more = wholeCamera();
    more.code = u"C-more"_s;
    cameras.append(more);
    const auto refused = camerasFromJson(camerasToJson(cameras));
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::TooLarge);
    QCOMPARE(camerasFromJson(QByteArray(kMaxCamerasBytes + 1, ' ')).error().code,
             ErrorCode::TooLarge);
}

void TestCamera::distancesAndBearings()
{
    // A hundredth of a degree at the citadel, by hand.
    QVERIFY(std::abs(metresBetween(107.58, 16.47, 107.58, 16.48) - 1111.9) < 1);
    QVERIFY(std::abs(metresBetween(107.58, 16.47, 107.59, 16.47) - 1066.3) < 1);
    QCOMPARE(metresBetween(107.58, 16.47, 107.58, 16.47), 0.0);
    QVERIFY(std::abs(bearingBetween(107.58, 16.47, 107.58, 16.48) - 0) < 0.01);
    QVERIFY(std::abs(bearingBetween(107.58, 16.47, 107.59, 16.47) - 90) < 0.01);
    QVERIFY(std::abs(bearingBetween(107.58, 16.47, 107.58, 16.46) - 180) < 0.01);
    QVERIFY(std::abs(bearingBetween(107.58, 16.47, 107.57, 16.47) - 270) < 0.01);
}

void TestCamera::whatACameraSees()
{
    Camera c = wholeCamera();  // looks north, 90 degrees, 200 m
    const auto at = [&c](double east, double north) {  // metres from the camera
        return sees(c, c.lon + east / 106'630.0, c.lat + north / 111'195.0);
    };
    QVERIFY(at(0, 100));
    QVERIFY(at(90, 100));
    QVERIFY(at(-90, 100));
    QVERIFY(!at(110, 100));
    QVERIFY(!at(-110, 100));
    QVERIFY(!at(0, -100));
    QVERIFY(!at(0, 210));
    c.direction = 350;  // across north
    QVERIFY(at(50, 100));
    QVERIFY(!at(90, 100));
    QVERIFY(at(-130, 100));
    c.direction = -1;
    QVERIFY(!at(0, 100));
    c.fov = 360;
    QVERIFY(at(0, -100));
    c.reach = 0;
    QVERIFY(!at(0, 1));
    c = wholeCamera();
    c.hasPosition = false;
    QVERIFY(!at(0, 1));
}

// What the demonstration ships: places of the city, areas and owners of its directory.
void TestCamera::demoCameras()
{
    const auto bytes = [](const char* name) {
        QFile file(QStringLiteral(KYDAI_SOURCE_DIR "/resources/city/%1").arg(QLatin1String(name)));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const auto directory = directoryFromJson(bytes("areas.json"), bytes("agencies.json"),
                                             bytes("categories.json"), bytes("calendars.json"));
    QVERIFY(directory);
    const auto cameras = camerasFromJson(bytes("cameras.json"));
    QVERIFY2(cameras, cameras ? "" : qPrintable(cameras.error().params.join(u' ')));
    QVERIFY(cameras->size() >= 60);
    for (const Camera& camera : *cameras) {
        const Area* area = directory->areaAt(camera.area, QDate(2026, 10, 20));
        QVERIFY2(area, qPrintable(camera.code));
        QVERIFY2(directory->agencyAt(camera.owner, QDate(2026, 10, 20)), qPrintable(camera.code));
        QVERIFY(camera.hasPosition && !camera.group.isEmpty());
        QVERIFY(camera.direction >= 0 && camera.fov > 0 && camera.reach > 0);
        QVERIFY2(camera.lon > area->west && camera.lon < area->east && camera.lat > area->south
                     && camera.lat < area->north,
                 qPrintable(camera.code));
    }
}

QTEST_GUILESS_MAIN(TestCamera)
#include "tst_core_camera.moc"
