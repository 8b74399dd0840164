// SPDX-License-Identifier: GPL-3.0-or-later
// The import commands of the program: beside a running server, twice, with rejects, with bad files.
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

#include "edge/serverprocess.h"

using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestImport : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void areasBesideTheServer();
    void rejectsAreKept();
    void badFiles();
    void reportsBesideTheServer();
    void aCitysReports();
    void demoDrawsItsWards();

private:
    Ran run(const QStringList& words);
    QString file(const QString& name, const QByteArray& bytes);
    QByteArray lastLine(const Ran& ran) const { return ran.out.trimmed().split('\n').last(); }
    QJsonObject area(const QString& code);

    ServerProcess m_server;
    QString m_token;
};

Ran TestImport::run(const QStringList& words)
{
    return runServer(QStringList{u"--data"_s, m_server.dir() + u"/store"_s} + words);
}

QString TestImport::file(const QString& name, const QByteArray& bytes)
{
    QFile out(m_server.dir() + u'/' + name);
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size())
        qFatal("no room for a test's file");
    return out.fileName();
}

QJsonObject TestImport::area(const QString& code)
{
    const QJsonArray areas =
        m_server.get(u"/api/directory"_s, bearer(m_token)).json()["areas"_L1].toArray();
    for (const QJsonValue& value : areas) {
        if (value["c"_L1] == code)
            return value.toObject();
    }
    return {};
}

void TestImport::initTestCase()
{
    QVERIFY(m_server.prepare());
    QVERIFY(m_server.start());
    m_token = m_server.login(u"operator"_s);
}

void TestImport::areasBesideTheServer()
{
    const QByteArray ward =
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)"
        R"({"code":"19753","population":%1},"geometry":{"type":"Polygon","coordinates":)"
        R"([[[107.55,16.45],[107.6,16.45],[107.6,16.5],[107.55,16.5],[107.55,16.45]]]}}]})";
    const QString path = file(u"wards.geojson"_s, QByteArray(ward).replace("%1", "41000"));
    const Ran first = run({u"import"_s, u"areas"_s, path});
    QCOMPARE(first.exitCode, 0);
    QCOMPARE(lastLine(first), QByteArray("imported 1 unchanged 0 rejected 0 rejects none"));
    QTRY_COMPARE_WITH_TIMEOUT(area(u"19753"_s)["p"_L1].toInt(), 41000, 10'000);
    QVERIFY(std::abs(area(u"19753"_s)["km2"_L1].toDouble() - 29.6) < 0.3);
    const Answered document = m_server.get(u"/api/documents/areas"_s, bearer(m_token));
    QCOMPARE(document.status, 200);
    QCOMPARE(document.json()["features"_L1].toArray().size(), 1);
    const QByteArray version = document.headers.value("etag");
    QCOMPARE(lastLine(run({u"import"_s, u"areas"_s, path})),
             QByteArray("imported 0 unchanged 1 rejected 0 rejects none"));
    file(u"wards.geojson"_s, QByteArray(ward).replace("%1", "41001"));
    QCOMPARE(lastLine(run({u"import"_s, u"areas"_s, path})),
             QByteArray("imported 1 unchanged 0 rejected 0 rejects none"));
    QTRY_COMPARE_WITH_TIMEOUT(area(u"19753"_s)["p"_L1].toInt(), 41001, 10'000);
    QVERIFY(m_server.get(u"/api/documents/areas"_s, bearer(m_token)).headers.value("etag")
            != version);
}

void TestImport::rejectsAreKept()
{
    const QString path = file(
        u"some wards.geojson"_s,
        R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":)"
        R"({"name":"no, \"code\""},"geometry":{"type":"Point","coordinates":[107,16]}}]})");
    const Ran ran = run({u"import"_s, u"areas"_s, path});
    QCOMPARE(ran.exitCode, 0);
    static const QRegularExpression line(
        u"^imported 0 unchanged 0 rejected 1 rejects (.*/store/rejects/some wards-\\d{8}-\\d{6}\\.csv)$"_s);
    const auto match = line.match(QString::fromUtf8(lastLine(ran)));
    QVERIFY2(match.hasMatch(), ran.out.constData());
    QFile rejects(match.captured(1));
    QVERIFY(rejects.open(QIODevice::ReadOnly));
    const QByteArray text = rejects.readAll();
    QVERIFY2(text.startsWith("line,reason,raw\r\n1,code,\"{"), text.constData());
    QVERIFY(!(rejects.permissions() & (QFile::ReadOther | QFile::ReadGroup))
            || !(QFile::permissions(m_server.dir() + u"/store/rejects"_s)
                 & (QFile::ExeOther | QFile::ExeGroup)));
}

void TestImport::badFiles()
{
    const auto fails = [this](const QStringList& words, const char* named) {
        const Ran ran = run(words);
        return ran.exitCode == 1 && ran.out.isEmpty() && ran.err.contains(named);
    };
    QVERIFY(fails({u"import"_s, u"areas"_s, u"/nonexistent.geojson"_s}, "nonexistent"));
    QVERIFY(fails({u"import"_s, u"areas"_s, file(u"x.geojson"_s, "{")}, "x.geojson"));
    QVERIFY(fails({u"import"_s, u"areas"_s, file(u"y.geojson"_s, "{}"), u"--mapping"_s,
                   file(u"m.json"_s, R"({"values":{"colour":1}})")}, "m.json"));
    QCOMPARE(run({u"import"_s, u"areas"_s}).exitCode, 2);
    QCOMPARE(run({u"import"_s, u"dreams"_s, u"x"_s}).exitCode, 2);
}

// The running server reads what was imported, and goes on behind it.
void TestImport::reportsBesideTheServer()
{
    const auto posted = [this] {
        const Answered sent = m_server.form(
            u"/open311/v2/requests.json"_s,
            {{u"api_key"_s, u"key1"_s}, {u"service_code"_s, u"HT-DUONG"_s}, {u"lat"_s, u"16.47"_s},
             {u"long"_s, u"107.58"_s}, {u"description"_s, u"Mới"_s}});
        return sent.json()[0]["service_request_id"_L1].toString().mid(3).toLongLong();
    };
    const qint64 before = posted();
    QVERIFY(before > 0);
    const QString mapping = file(u"reports.json"_s, R"({"source":"old","time":"yyyy-MM-dd HH:mm",
        "columns":{"id":"n","received":"in","closed":"out","state":"s","text":"t"},
        "states":{"Done":"closed","Open":"received"}})");
    const QString rows = file(u"old.csv"_s, "n,in,out,s,t\n"
                                            "1,2024-03-01 08:00,2024-03-02 09:00,Done,\"Cũ, xong\"\n"
                                            "2,never,,Open,\"x\ny\"\n"
                                            "3,2024-03-03 08:00,,Open,Cũ chưa xong\n");
    const QStringList command{u"import"_s, u"reports"_s, rows, u"--mapping"_s, mapping};
    const Ran first = run(command);
    QVERIFY2(lastLine(first).startsWith("imported 2 unchanged 0 rejected 1 rejects /"),
             (first.out + first.err).constData());
    QVERIFY(lastLine(run(command)).startsWith("imported 0 unchanged 2 rejected 1 rejects /"));
    const auto stored = [this](qint64 number) {
        return m_server.get(u"/api/cases/PA-%1"_s.arg(number), bearer(m_token)).json().object();
    };
    QCOMPARE(stored(before + 1).value("state"_L1).toString(), u"closed"_s);
    QCOMPARE(stored(before + 2).value("state"_L1).toString(), u"received"_s);
    QCOMPARE(posted(), before + 3);
    QCOMPARE(lastLine(run({u"check"_s})), QByteArray("ok"));
    QCOMPARE(run({u"import"_s, u"reports"_s, rows}).exitCode, 1);  // no mapping
}

// Ten thousand real rows into a store of their own, twice.
void TestImport::aCitysReports()
{
    QString folder = qEnvironmentVariable("KYDAI_SHARED");
    if (folder.isEmpty())
        folder = QStringLiteral(KYDAI_SOURCE_DIR "/../shared");
    const QString rows = folder + u"/data/reports/sf311-2008-2018.csv"_s;
    if (!QFile::exists(rows))
        QSKIP("no shared/data beside the checkout (KYDAI_SHARED names its folder)");
    QTemporaryDir dir;
    const QStringList command{u"--data"_s, dir.path(), u"import"_s, u"reports"_s, rows, u"--mapping"_s,
                              QStringLiteral(KYDAI_SOURCE_DIR "/resources/import/sf311.json")};
    QElapsedTimer timer;
    timer.start();
    const Ran first = runServer(command);
    qInfo("10,000 rows imported in %lld ms", static_cast<long long>(timer.restart()));
    QCOMPARE(lastLine(first), QByteArray("imported 10000 unchanged 0 rejected 0 rejects none"));
    QCOMPARE(lastLine(runServer(command)),
             QByteArray("imported 0 unchanged 10000 rejected 0 rejects none"));
    qInfo("10,000 rows seen again in %lld ms", static_cast<long long>(timer.elapsed()));
    QCOMPARE(lastLine(runServer({u"--data"_s, dir.path(), u"check"_s})), QByteArray("ok"));
}

void TestImport::demoDrawsItsWards()
{
    QTemporaryDir dir;
    QProcess server;
    server.start(QStringLiteral(KYDAI_SERVER), {u"--data"_s, dir.path(), u"--demo"_s, u"--port"_s,
                                                u"0"_s});
    QVERIFY(server.waitForReadyRead(60'000));
    const QByteArray ready = server.readAllStandardOutput().trimmed();
    const QString http = QString::fromLatin1(ready.mid(ready.indexOf("http=") + 5));
    QNetworkAccessManager net;
    const auto answer = [&](QNetworkReply* reply) {
        QTRY_VERIFY_WITH_TIMEOUT(reply->isFinished(), 20'000);
    };
    QNetworkRequest login(QUrl(http + u"/api/login"_s));
    login.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    QNetworkReply* in = net.post(login, R"({"user":"officer","password":"demo"})");
    answer(in);
    const QString token =
        QJsonDocument::fromJson(in->readAll()).object().value("token"_L1).toString();
    QNetworkRequest wards(QUrl(http + u"/api/documents/areas"_s));
    wards.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    QNetworkReply* got = net.get(wards);
    answer(got);
    const QJsonObject document = QJsonDocument::fromJson(got->readAll()).object();
    QCOMPARE(document.value("features"_L1).toArray().size(), 40);
    QVERIFY(document.value("schematic"_L1).toBool());
    server.terminate();
    QVERIFY(server.waitForFinished(10'000));
    const Ran real = runServer({u"--data"_s, dir.path(), u"check"_s});
    QCOMPARE(real.exitCode, 0);
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_edge_import.moc"
