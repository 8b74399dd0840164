// SPDX-License-Identifier: GPL-3.0-or-later
// Cameras from a table to a desk and back over the real server: catalogue, credentials in memory
// alone, sightings, walls after a restart and without the server, nothing for agencies.
#include <QDirIterator>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QtTest/QtTest>

#include "desk/deskface.h"
#include "edge/serverprocess.h"

using namespace kydai;
using namespace kydai::desk;
using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestDeskCameraLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_desk.reset(); }
    void catalogueAndCredentials();
    void sightingsReachOthers();
    void agencyHasNone();
    void withoutTheServer();

private:
    bool open(const QString& user);
    bool import(const QByteArray& csv);
    DeskCameras& cameras() { return *m_desk->cameras(); }

    QTemporaryDir m_dir;
    ServerProcess m_server;
    std::unique_ptr<DeskFace> m_desk;
    int m_wall = 0;
};

bool TestDeskCameraLink::open(const QString& user)
{
    m_desk.reset();
    DeskOptions options;
    options.serverUrl = m_server.http();
    options.profileDir = m_dir.filePath(user);
    options.appVersion = u"kydai/test"_s;
    options.user = user;
    options.password = u"secret"_s;
    m_desk = std::make_unique<DeskFace>(options);
    m_desk->settings()->setLanguage(u"en"_s);
    return QTest::qWaitFor(
        [this] { return m_desk->sync()->online() || m_desk->session()->offline(); }, 20'000);
}

bool TestDeskCameraLink::import(const QByteArray& csv)
{
    QFile file(m_dir.filePath(u"cameras.csv"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
        return false;
    file.close();
    return runServer({u"--data"_s, m_server.dir() + u"/store"_s, u"import"_s, u"cameras"_s,
                      file.fileName()})
               .exitCode == 0;
}

void TestDeskCameraLink::initTestCase()
{
    QVERIFY(m_server.prepare());
    QVERIFY(m_server.start());
    QVERIFY(import("code,name,area,lat,lon,direction,fov,reach,main_url,user,password\n"
                   "C-014,Cầu Trường Tiền,19753,16.4675,107.5909,0,90,200,rtsp://10.1.0.14/main,"
                   "camadmin,s3cret-of-camera\n"
                   "C-015,Chợ Đông Ba,,16.4720,107.5880,,,,rtsp://10.1.0.15/main,,\n"));
}

void TestDeskCameraLink::catalogueAndCredentials()
{
    QVERIFY(open(u"operator"_s));
    QVERIFY(cameras().allowed());
    QTRY_COMPARE_WITH_TIMEOUT(cameras().count(), 2, 15'000);
    QVERIFY(cameras().ready());
    QVERIFY(cameras().camera(u"C-014"_s).value(u"group"_s).toString().contains(u"Phú Xuân"_s));
    QVERIFY(cameras().watermark().contains(u"operator"_s));
    cameras().tree()->setSearch(u"tien"_s);
    QCOMPARE(cameras().tree()->found(), 1);
    const QVariantList near = cameras().nearest(16.4684, 107.5909, 4, 0);
    QCOMPARE(near.size(), 2);
    QCOMPARE(near[0].toMap().value(u"code"_s).toString(), u"C-014"_s);
    QVERIFY(near[0].toMap().value(u"sees"_s).toBool());
    QCOMPARE(near[0].toMap().value(u"distanceText"_s).toString(), u"100 m"_s);
    QTRY_VERIFY_WITH_TIMEOUT(cameras().secretOf(u"C-014"_s), 15'000);
    QCOMPARE(cameras().secretOf(u"C-014"_s)->password, u"s3cret-of-camera"_s);
    QVERIFY(!cameras().secretOf(u"C-015"_s));

    // A camera more, beside the running server.
    QSignalSpy catalogue(&cameras(), &DeskCameras::catalogueChanged);
    QVERIFY(import("code,name\nC-016,Đập Đá\n"));
    QTRY_COMPARE_WITH_TIMEOUT(cameras().count(), 3, 15'000);
    QVERIFY(catalogue.count() > 0);

    // The first wall is there, another is made; its way to disk is waited for.
    QTRY_COMPARE(cameras().layouts()->count(), 1);
    QCOMPARE(cameras().layouts()->cells(cameras().layouts()->current(), 0).count(u"C-014"_s), 1);
    m_wall = cameras().layouts()->addOf(u"Flood"_s, u"1+5"_s, {u"C-015"_s, u"C-014"_s});
    QVERIFY(m_wall > 0);
    QVERIFY(cameras().watch()->add(u"Markets"_s) > 0);
    cameras().tree()->setSearch(QString());
}

void TestDeskCameraLink::sightingsReachOthers()
{
    QVERIFY(open(u"operator"_s));
    QTRY_COMPARE_WITH_TIMEOUT(cameras().count(), 3, 15'000);
    QTRY_COMPARE(cameras().layouts()->count(), 2);
    QCOMPARE(cameras().layouts()->current(), m_wall);
    QCOMPARE(cameras().layouts()->cells(m_wall, 0).first(), u"C-015"_s);
    QTRY_COMPARE(cameras().watch()->count(), 1);
    QCOMPARE(cameras().tree()->online(), 0);
    cameras().report(u"C-014"_s, u"online"_s, {});
    cameras().report(u"C-015"_s, u"reconnecting"_s, u"no_packets"_s);
    cameras().report(u"C-999"_s, u"online"_s, {});
    cameras().report(u"C-016"_s, u"perfect"_s, {});
    QCOMPARE(cameras().tree()->online(), 1);
    QCOMPARE(cameras().tree()->reconnecting(), 1);
    const QString token = m_server.login(u"operator"_s);
    const auto stateOf = [&](const QString& code) {
        const QJsonArray list = m_server.get(u"/api/cameras/health"_s, bearer(token))
                                    .json()["cameras"_L1].toArray();
        for (const QJsonValue& one : list) {
            if (one["camera"_L1] == code)
                return one["state"_L1].toString();
        }
        return QString();
    };
    QTRY_COMPARE_WITH_TIMEOUT(stateOf(u"C-014"_s), u"online"_s, 15'000);
    QCOMPARE(stateOf(u"C-015"_s), u"reconnecting"_s);
    // What others saw is shown where this desk does not look.
    cameras().report(u"C-014"_s, u"closed"_s, {});
    m_server.json(u"/api/cameras/health"_s,
                  R"({"desk":"other","seen":[{"camera":"C-016","state":"lost","ago":0}]})", token);
    QVERIFY(open(u"operator"_s));
    QTRY_COMPARE_WITH_TIMEOUT(cameras().tree()->lost(), 1, 15'000);
    QCOMPARE(cameras().camera(u"C-016"_s).value(u"health"_s).toString(), u"lost"_s);
    QCOMPARE(cameras().camera(u"C-016"_s).value(u"observations"_s).toInt(), 1);
}

void TestDeskCameraLink::agencyHasNone()
{
    QVERIFY(open(u"officer"_s));
    QVERIFY(!cameras().allowed());
    QTest::qWait(300);
    QCOMPARE(cameras().count(), 0);
    QCOMPARE(cameras().layouts()->count(), 0);
    QCOMPARE(cameras().layouts()->add(u"A"_s, u"9"_s), 0);
    QVERIFY(!cameras().secretOf(u"C-014"_s));
}

void TestDeskCameraLink::withoutTheServer()
{
    QVERIFY(m_server.terminate());
    QVERIFY(open(u"operator"_s));
    QVERIFY(m_desk->session()->offline());
    QTRY_COMPARE_WITH_TIMEOUT(cameras().count(), 3, 15'000);
    QTRY_COMPARE(cameras().layouts()->count(), 2);
    QVERIFY(!cameras().secretOf(u"C-014"_s));
    cameras().report(u"C-014"_s, u"online"_s, {});
    QCOMPARE(cameras().tree()->online(), 1);
    m_desk.reset();
    // No credential ever lay on this disk.
    QDirIterator files(m_dir.filePath(u"operator"_s), QDir::Files | QDir::Hidden,
                       QDirIterator::Subdirectories);
    int looked = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY2(!bytes.contains("s3cret-of-camera") && !bytes.contains("camadmin"),
                 qPrintable(file.fileName()));
        ++looked;
    }
    QVERIFY(looked > 2);
}

QTEST_GUILESS_MAIN(TestDeskCameraLink)
#include "tst_desk_camera_link.moc"
