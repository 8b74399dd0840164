// SPDX-License-Identifier: GPL-3.0-or-later
// Cameras over the real server: imported beside it, read by the centre alone, their credentials
// apart, how they are doing.
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "edge/serverprocess.h"

using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestEdgeCameras : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void importsBesideTheServer();
    void rejectsAreKept();
    void badFiles();
    void centreReadsTheCatalogue();
    void credentialsForWhoWatches();
    void healthComesAndGoes();
    void healthIsBounded();
    void clipsAreTheCentres();

private:
    Ran import(const QByteArray& csv);
    QByteArray lastLine(const Ran& ran) const { return ran.out.trimmed().split('\n').last(); }
    Answered get(const QString& path, const QString& user);
    Answered tell(const QString& user, const QJsonArray& seen, const QString& desk = u"desk-1"_s);

    ServerProcess m_server;
    QHash<QString, QString> m_tokens;
};

Ran TestEdgeCameras::import(const QByteArray& csv)
{
    const QString path = m_server.dir() + u"/cameras.csv"_s;
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(csv) != csv.size())
        qFatal("no room for a test's file");
    file.close();
    return runServer({u"--data"_s, m_server.dir() + u"/store"_s, u"import"_s, u"cameras"_s, path});
}

Answered TestEdgeCameras::get(const QString& path, const QString& user)
{
    return m_server.get(path, bearer(m_tokens.value(user)));
}

Answered TestEdgeCameras::tell(const QString& user, const QJsonArray& seen, const QString& desk)
{
    const QJsonObject body{{u"desk"_s, desk}, {u"seen"_s, seen}};
    return m_server.json(u"/api/cameras/health"_s, QJsonDocument(body).toJson(),
                         m_tokens.value(user));
}

void TestEdgeCameras::initTestCase()
{
    QVERIFY(m_server.prepare());
    QVERIFY(m_server.start());
    for (const QString& user : {u"operator"_s, u"admin"_s, u"officer"_s})
        m_tokens.insert(user, m_server.login(user));
}

void TestEdgeCameras::importsBesideTheServer()
{
    const QByteArray csv = "code,name,area,lat,lon,main_url,user,password\n"
                           "C-014,Cầu Trường Tiền,19753,16.4675,107.5909,rtsp://10.1.0.14/main,"
                           "admin,s3cret\n"
                           "C-015,Chợ Đông Ba,,,,rtsp://10.1.0.15/main,,\n";
    const Ran first = import(csv);
    QCOMPARE(first.exitCode, 0);
    QCOMPARE(lastLine(first), QByteArray("imported 2 unchanged 0 rejected 0 rejects none"));
    QCOMPARE(lastLine(import(csv)),
             QByteArray("imported 0 unchanged 2 rejected 0 rejects none"));
    // Announced to those who are signed in.
    QTRY_VERIFY_WITH_TIMEOUT(get(u"/api/directory"_s, u"operator"_s).body.contains(
                                 "document.cameras"),
                             10'000);
    QCOMPARE(lastLine(import("code,name\nC-016,Đập Đá\n")),
             QByteArray("imported 1 unchanged 0 rejected 0 rejects none"));
    QCOMPARE(get(u"/api/documents/cameras"_s, u"operator"_s)
                 .json()["cameras"_L1].toArray().size(), 3);
}

void TestEdgeCameras::rejectsAreKept()
{
    const Ran ran = import("code,name,main_url,user,password\n"
                           "C-020,Chợ,rtsp://root:hidden@10.1.0.20/1,root,hidden\n");
    QCOMPARE(ran.exitCode, 0);
    const QByteArray line = lastLine(ran);
    QVERIFY2(line.startsWith("imported 0 unchanged 0 rejected 1 rejects "), line.constData());
    QFile rejects(QString::fromUtf8(line.mid(line.indexOf("rejects ") + 8)));
    QVERIFY(rejects.open(QIODevice::ReadOnly));
    const QByteArray text = rejects.readAll();
    QVERIFY2(text.contains("2,main_url: credentials in the address"), text.constData());
    QVERIFY(text.contains("C-020") && !text.contains("hidden"));
    QVERIFY(!ran.out.contains("hidden") && !ran.err.contains("hidden"));
}

void TestEdgeCameras::badFiles()
{
    QCOMPARE(import("nothing to see\n").exitCode, 1);
    const QString store = m_server.dir() + u"/store"_s;
    QCOMPARE(runServer({u"--data"_s, store, u"import"_s, u"cameras"_s, u"/nonexistent.csv"_s})
                 .exitCode, 1);
    QCOMPARE(runServer({u"--data"_s, store, u"import"_s, u"cameras"_s}).exitCode, 2);
    QCOMPARE(runServer({u"--data"_s, store, u"--rtsp-port"_s, u"0"_s}).exitCode, 2);
}

void TestEdgeCameras::centreReadsTheCatalogue()
{
    const Answered document = get(u"/api/documents/cameras"_s, u"operator"_s);
    QCOMPARE(document.status, 200);
    QVERIFY(document.body.contains("Trường Tiền"));
    QVERIFY(!document.body.contains("s3cret") && !document.body.contains("admin"));
    QCOMPARE(get(u"/api/documents/cameras"_s, u"officer"_s).status, 404);
    QCOMPARE(get(u"/api/documents/cameras"_s, QString()).status, 401);
    QVERIFY(!get(u"/api/directory"_s, u"officer"_s).body.contains("10.1.0.14"));
}

void TestEdgeCameras::credentialsForWhoWatches()
{
    const Answered given = get(u"/api/cameras/secrets"_s, u"operator"_s);
    QCOMPARE(given.status, 200);
    QCOMPARE(given.headers.value("cache-control"), QByteArray("no-store"));
    const QJsonArray list = given.json()["cameras"_L1].toArray();
    QCOMPARE(list.size(), 1);
    QCOMPARE(list[0]["camera"_L1].toString(), u"C-014"_s);
    QCOMPARE(list[0]["user"_L1].toString(), u"admin"_s);
    QCOMPARE(list[0]["password"_L1].toString(), u"s3cret"_s);
    for (const QString& user : {u"officer"_s, u"admin"_s})
        QCOMPARE(get(u"/api/cameras/secrets"_s, user).status, 403);
    QCOMPARE(get(u"/api/cameras/secrets"_s, QString()).status, 401);
    QCOMPARE(m_server.json(u"/api/cameras/secrets"_s, "{}", m_tokens.value(u"operator"_s)).status,
             405);
    // The asking is in the chain, which holds.
    const Ran check = runServer({u"--data"_s, m_server.dir() + u"/store"_s, u"check"_s});
    QCOMPARE(check.exitCode, 0);
    // Changed alone, and taken away.
    QCOMPARE(lastLine(import("code,name,area,lat,lon,main_url,user,password\n"
                             "C-014,Cầu Trường Tiền,19753,16.4675,107.5909,"
                             "rtsp://10.1.0.14/main,admin,other\n")),
             QByteArray("imported 1 unchanged 0 rejected 0 rejects none"));
    QCOMPARE(get(u"/api/cameras/secrets"_s, u"operator"_s)
                 .json()["cameras"_L1].toArray()[0]["password"_L1].toString(), u"other"_s);
}

void TestEdgeCameras::healthComesAndGoes()
{
    const auto seen = [](const QString& camera, const QString& state, qint64 ago) {
        return QJsonObject{{u"camera"_s, camera}, {u"state"_s, state}, {u"ago"_s, ago}};
    };
    const Answered kept = tell(u"operator"_s, {seen(u"C-014"_s, u"online"_s, 240'000),
                                               seen(u"C-014"_s, u"lost"_s, 60'000),
                                               seen(u"C-015"_s, u"online"_s, 0),
                                               seen(u"C-016"_s, u"online"_s, 3'600'000)});
    QCOMPARE(kept.status, 200);
    QCOMPARE(kept.json()["kept"_L1].toInt(), 3);  // an hour ago is no news
    QCOMPARE(tell(u"operator"_s, {seen(u"C-014"_s, u"lost"_s, 0)}).status, 200);
    const auto figures = [this] {
        QHash<QString, QJsonObject> out;
        const QJsonArray list =
            get(u"/api/cameras/health"_s, u"operator"_s).json()["cameras"_L1].toArray();
        for (const QJsonValue& one : list)
            out.insert(one["camera"_L1].toString(), one.toObject());
        return out;
    };
    auto now = figures();
    QCOMPARE(now.size(), 2);
    QCOMPARE(now[u"C-014"_s]["state"_L1].toString(), u"lost"_s);
    QCOMPARE(now[u"C-014"_s]["n"_L1].toInt(), 2);
    // Three of the four minutes somebody looked there was a picture.
    QVERIFY(std::abs(now[u"C-014"_s]["available"_L1].toDouble() - 0.75) < 0.02);
    QCOMPARE(now[u"C-015"_s]["state"_L1].toString(), u"online"_s);
    // Another desk has the picture: the camera is up.
    QCOMPARE(tell(u"operator"_s, {seen(u"C-014"_s, u"online"_s, 0)}, u"desk-2"_s).status, 200);
    QCOMPARE(figures()[u"C-014"_s]["state"_L1].toString(), u"online"_s);
    QCOMPARE(tell(u"operator"_s, {seen(u"C-014"_s, u"closed"_s, 0)}, u"desk-2"_s).status, 200);
    const QJsonArray rows =
        get(u"/api/cameras/C-014/health"_s, u"operator"_s).json()["rows"_L1].toArray();
    QCOMPARE(rows.size(), 4);
    QVERIFY(rows[0]["from"_L1].toDouble() >= rows[3]["from"_L1].toDouble());
    QCOMPARE(rows[3]["observer"_L1].toString(), u"operator/desk-1"_s);
    for (const QString& user : {u"officer"_s, u"admin"_s}) {
        QCOMPARE(get(u"/api/cameras/health"_s, user).status, 403);
        QCOMPARE(tell(user, {seen(u"C-014"_s, u"lost"_s, 0)}).status, 403);
    }
}

void TestEdgeCameras::healthIsBounded()
{
    QJsonArray many;
    for (int i = 0; i <= 500; ++i)
        many.append(QJsonObject{{u"camera"_s, u"C"_s}, {u"state"_s, u"online"_s}, {u"ago"_s, 0}});
    QCOMPARE(tell(u"operator"_s, many).status, 413);
    QCOMPARE(tell(u"operator"_s, {QJsonObject{{u"camera"_s, u"C"_s}, {u"state"_s, u"fine"_s}}})
                 .status, 400);
    QCOMPARE(tell(u"operator"_s, {1, u"x"_s}).status, 400);
    QCOMPARE(tell(u"operator"_s, {}, QString()).status, 400);
    const QString path = u"/api/cameras/health"_s;
    QCOMPARE(m_server.json(path, QByteArray(200'000, ' '), m_tokens.value(u"operator"_s)).status,
             413);
    QCOMPARE(get(u"/api/cameras/"_s + QString(200, u'C') + u"/health"_s, u"operator"_s).status, 403);
    QCOMPARE(get(u"/api/cameras/nothing"_s, u"operator"_s).status, 404);
}

void TestEdgeCameras::clipsAreTheCentres()
{
    QByteArray clip("\0\0\0\x14" "ftypisom\0\0\2\0isom\0\0\0\x08moov", 28);
    clip += QByteArray("\0\0\0\0mdat", 8) + QByteArray(21 << 20, 'x');  // more than a photo may have
    const auto send = [&](const QByteArray& bytes, const QString& user) {
        auto headers = bearer(m_tokens.value(user));
        headers.append(qMakePair(QByteArray("X-Filename"), QByteArray("C-014.mp4")));
        return m_server.post(u"/api/uploads"_s, bytes, "application/octet-stream", headers);
    };
    const Answered kept = send(clip, u"operator"_s);
    QCOMPARE(kept.status, 201);
    QCOMPARE(kept.text("mime"), u"video/mp4"_s);
    const QString path = u"/api/blobs/"_s + kept.text("sha256");
    const Answered back = get(path, u"operator"_s);
    QCOMPARE(back.status, 200);
    QVERIFY(back.body == clip);
    QVERIFY(back.headers.value("content-disposition").startsWith("attachment"));
    QCOMPARE(get(path, u"officer"_s).status, 404);
    QCOMPARE(send(clip.first(2000), u"officer"_s).status, 400);
    QVERIFY(send(clip, u"officer"_s).status != 201);
    QByteArray photo = smallJpeg(10, 10);
    photo += QByteArray(21 << 20, '\0');
    QCOMPARE(send(photo, u"operator"_s).status, 413);
    QByteArray broken = clip;
    broken[4] = 'x';
    QCOMPARE(send(broken.first(2000), u"operator"_s).status, 400);
}

QTEST_GUILESS_MAIN(TestEdgeCameras)
#include "tst_edge_cameras.moc"
