// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP against the real server: signing in, cases, photos up and down, and everything that is
// wrong.
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

#include "edge/serverprocess.h"

using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestHttp : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void healthAndMetrics();
    void unknownAndWrongMethod();
    void login();
    void badJson_data();
    void badJson();
    void tokens();
    void uploadAndRanges();
    void uploadRefused_data();
    void uploadRefused();
    void casesOfOthers();
    void hugeBodyIsNotRead();
    void continueIsAnswered();
    void notHttp_data();
    void notHttp();
    void keepsTheConnection();
    void slowHeadIsCut();
    void slowBodyIsCut();
    void strangersAreBounded();
    void stillServes();

private:
    ServerProcess m_server{"[limits]\nheaderMs=700\nbodyIdleMs=700\nsocketsPerAddress=12\n"};
    QString m_operator, m_admin;
};

void TestHttp::initTestCase()
{
    QVERIFY(m_server.prepare());
    QVERIFY(m_server.start());
    m_operator = m_server.login(u"operator"_s);
    m_admin = m_server.login(u"admin"_s);
    QVERIFY(!m_operator.isEmpty() && !m_admin.isEmpty());
}

void TestHttp::healthAndMetrics()
{
    const Answered health = m_server.get(u"/healthz"_s);
    QCOMPARE(health.status, 200);
    QCOMPARE(health.body, QByteArray("ok\n"));
    QCOMPARE(health.headers.value("x-content-type-options"), QByteArray("nosniff"));
    const Answered metrics = m_server.get(u"/metrics"_s);
    QCOMPARE(metrics.status, 200);
    QVERIFY(metrics.body.contains("\nkydai_requests_total "));
    QVERIFY(metrics.body.contains("kydai_verdicts_total{verdict=\"ok\"} "));
    QVERIFY(metrics.headers.value("content-type").startsWith("text/plain"));
}

void TestHttp::unknownAndWrongMethod()
{
    for (const char* path : {"/", "/nothing", "/api/", "/api/nothing", "/open311/v2/nothing.json"})
        QCOMPARE(m_server.get(QString::fromLatin1(path), bearer(m_operator)).status, 404);
    QCOMPARE(m_server.get(u"/api/login"_s).status, 405);
    QCOMPARE(m_server.json(u"/api/directory"_s, "{}", m_operator).status, 405);
    QCOMPARE(m_server.get(u"/sync"_s).status, 426);
}

void TestHttp::login()
{
    const Answered good =
        m_server.json(u"/api/login"_s, R"({"user":"operator","password":"secret"})");
    QCOMPARE(good.status, 200);
    QVERIFY(good.text("token").size() >= 40);
    QVERIFY(good.json().object().value(u"expires"_s).toInteger() > 1'700'000'000'000);
    QCOMPARE(good.json().object().value(u"roles"_s).toArray().size(), 2);
    const Answered wrong =
        m_server.json(u"/api/login"_s, R"({"user":"operator","password":"Secret"})");
    QCOMPARE(wrong.status, 401);
    QVERIFY(!wrong.text("description").isEmpty());
    QCOMPARE(m_server.json(u"/api/login"_s, R"({"user":"nobody-here","password":"x"})").status,
             401);
    // Five wrong tries lock the name, not the others.
    for (int i = 0; i < 6; ++i)
        m_server.json(u"/api/login"_s, R"({"user":"nobody-else","password":"x"})");
    const Answered locked =
        m_server.json(u"/api/login"_s, R"({"user":"nobody-else","password":"x"})");
    QCOMPARE(locked.status, 429);
    QVERIFY(locked.headers.value("retry-after").toInt() > 0);
}

void TestHttp::badJson_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::newRow("empty") << QByteArray() << 400;
    QTest::newRow("cut") << QByteArray("{\"user\":") << 400;
    QTest::newRow("array") << QByteArray("[]") << 400;
    QTest::newRow("number") << QByteArray("7") << 400;
    QTest::newRow("binary") << QByteArray("\x00\xFF\x80", 3) << 400;
    QTest::newRow("deep") << QByteArray(50'000, '[') << 400;
    QTest::newRow("types") << QByteArray(R"({"user":1,"password":{}})") << 401;
    QTest::newRow("too long") << QByteArray(70'000, ' ') << 413;
}

void TestHttp::badJson()
{
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QCOMPARE(m_server.json(u"/api/login"_s, body).status, status);
    QVERIFY(m_server.get(u"/healthz"_s).status == 200);
}

void TestHttp::tokens()
{
    for (const char* path : {"/api/directory", "/api/cases/PA-1", "/api/blobs/"
                             "0000000000000000000000000000000000000000000000000000000000000000"}) {
        QCOMPARE(m_server.get(QString::fromLatin1(path)).status, 401);
        QCOMPARE(m_server.get(QString::fromLatin1(path), bearer(u"wrong"_s)).status, 401);
        QCOMPARE(m_server.get(QString::fromLatin1(path), {{"Authorization", "Basic b3A6c2VjcmV0"}})
                     .status,
                 401);
    }
    const Answered directory = m_server.get(u"/api/directory"_s, bearer(m_operator));
    QCOMPARE(directory.status, 200);
    QVERIFY(directory.body.size() > 10'000);
    QCOMPARE(
        m_server
            .get(u"/api/directory"_s,
                 bearer(m_operator) +
                     ServerProcess::Headers{{"If-None-Match", directory.headers.value("etag")}})
            .status,
        304);
    const QString token = m_server.login(u"operator"_s);
    QCOMPARE(m_server.json(u"/api/logout"_s, {}, token).status, 200);
    QCOMPARE(m_server.get(u"/api/directory"_s, bearer(token)).status, 401);
}

void TestHttp::uploadAndRanges()
{
    const QByteArray photo = smallJpeg(640, 480, "CANARY-0900000575");
    const Answered sent = m_server.post(
        u"/api/uploads"_s, photo, "image/jpeg",
        bearer(m_operator) + ServerProcess::Headers{{"X-Filename", "%E1%BA%A3nh.jpg"}});
    QCOMPARE(sent.status, 201);
    const QString sha256 = sent.text("sha256");
    QCOMPARE(sha256.toLatin1(),
             QCryptographicHash::hash(photo, QCryptographicHash::Sha256).toHex());
    QCOMPARE(sent.text("mime"), u"image/jpeg"_s);
    QCOMPARE(sent.text("name"), u"ảnh.jpg"_s);
    QCOMPARE(sent.json().object().value(u"width"_s).toInt(), 640);
    const QString path = u"/api/blobs/"_s + sha256;
    const Answered whole = m_server.get(path, bearer(m_operator));
    QCOMPARE(whole.status, 200);
    QCOMPARE(whole.body, photo);
    QCOMPARE(whole.headers.value("content-type"), QByteArray("image/jpeg"));
    QCOMPARE(whole.headers.value("x-content-type-options"), QByteArray("nosniff"));
    const auto with = [this](const QByteArray& name, const QByteArray& value) {
        return bearer(m_operator) + ServerProcess::Headers{{name, value}};
    };
    const Answered part = m_server.get(path, with("Range", "bytes=100-199"));
    QCOMPARE(part.status, 206);
    QCOMPARE(part.body, photo.sliced(100, 100));
    QCOMPARE(part.headers.value("content-range"),
             "bytes 100-199/" + QByteArray::number(photo.size()));
    QCOMPARE(m_server.get(path, with("Range", "bytes=-10")).body, photo.last(10));
    QCOMPARE(m_server.get(path, with("Range", "bytes=999999-")).status, 416);
    QCOMPARE(m_server.get(path, with("If-None-Match", whole.headers.value("etag"))).status, 304);
    // The admin reads no cases, so no photos.
    QCOMPARE(m_server.get(path, bearer(m_admin)).status, 404);
    // The same content again is the same blob.
    QCOMPARE(m_server.post(u"/api/uploads"_s, multipart({}, {{"b.jpg", photo}}), kMultipartType,
                           bearer(m_operator)).text("sha256"), sha256);
}

void TestHttp::uploadRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    QTest::newRow("text") << QByteArray("hello") << QByteArray("image/jpeg") << 400;
    QTest::newRow("html as jpeg") << QByteArray("<html><script>") << QByteArray("image/jpeg")
                                  << 400;
    QTest::newRow("cut jpeg") << smallJpeg(10, 10).first(60) << QByteArray("image/jpeg") << 400;
    QTest::newRow("bomb") << smallJpeg(60000, 60000) << QByteArray("image/jpeg") << 413;
    QTest::newRow("nothing") << QByteArray() << QByteArray("image/jpeg") << 400;
    QTest::newRow("no boundary") << QByteArray("x") << QByteArray("multipart/form-data") << 400;
    QTest::newRow("cut multipart")
        << multipart({}, {{"a.jpg", smallJpeg(9, 9)}}).chopped(8) << kMultipartType << 400;
    QTest::newRow("six files") << multipart({}, QList<QPair<QByteArray, QByteArray>>(
                                                    6, {"a.jpg", smallJpeg(9, 9)}))
                               << kMultipartType << 413;
    QTest::newRow("21 MiB") << smallJpeg(9, 9) + QByteArray(21 << 20, 'x')
                            << QByteArray("image/jpeg") << 413;
}

void TestHttp::uploadRefused()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(int, status);
    const QByteArray head = "POST /api/uploads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " +
                            m_operator.toLatin1() + "\r\nContent-Type: " + type +
                            "\r\nContent-Length: " + QByteArray::number(body.size()) +
                            "\r\nConnection: close\r\n\r\n";
    const QByteArray answer = m_server.raw(head + body, 10'000);
    QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status)),
             answer.left(200).constData());
    QCOMPARE(
        m_server.post(u"/api/uploads"_s, smallJpeg(9, 9), "image/jpeg", bearer(m_admin)).status,
        403);
}

void TestHttp::casesOfOthers()
{
    QCOMPARE(m_server.get(u"/api/cases/PA-999999"_s, bearer(m_operator)).status, 404);
    QCOMPARE(m_server.get(u"/api/cases/018f0000-0000-7000-8000-000000000000"_s, bearer(m_operator))
                 .status,
             404);
    QCOMPARE(m_server.get(u"/api/cases/"_s + QString(300, u'x'), bearer(m_operator)).status, 404);
    QCOMPARE(m_server.get(u"/api/blobs/../../etc/passwd"_s, bearer(m_operator)).status, 404);
    QCOMPARE(m_server.get(u"/api/blobs/xyz"_s, bearer(m_operator)).status, 404);
    QCOMPARE(
        m_server.json(u"/api/cases/PA-999999/reveal"_s, R"({"reason":"x"})", m_operator).status,
        404);
}

void TestHttp::hugeBodyIsNotRead()
{
    for (const char* path : {"/open311/v2/requests.json", "/api/login"}) {
        QElapsedTimer timer;
        timer.start();
        bool closed = false;
        const QByteArray answer = m_server.raw(
            "POST " + QByteArray(path) + " HTTP/1.1\r\nHost: x\r\nContent-Type: " + kMultipartType +
                "\r\nContent-Length: 1073741824\r\n\r\n--b0\r\n",
            8000, &closed);
        QVERIFY2(answer.startsWith("HTTP/1.1 413 "), answer.constData());
        QVERIFY(answer.contains("Connection: close"));
        QVERIFY(closed);
        QVERIFY(timer.elapsed() < 5000);
    }
}

void TestHttp::continueIsAnswered()
{
    const QByteArray head =
        "POST /api/login HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nConnection: close\r\n";
    const QByteArray body = R"({"user":"operator","password":"secret"})";
    QByteArray answer = m_server.raw(head + "Content-Length: " + QByteArray::number(body.size()) +
                                     "\r\n\r\n" + body);
    QVERIFY(answer.startsWith("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"));
    answer = m_server.raw(head + "Content-Length: 99999999\r\n\r\n");
    QVERIFY(answer.startsWith("HTTP/1.1 413 "));
}

void TestHttp::notHttp_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("status");   // empty = closed without a word
    QTest::newRow("words") << QByteArray("hello there\r\n\r\n") << QByteArray("400");
    QTest::newRow("tls") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11)
                         << QByteArray("400");
    QTest::newRow("long head") << "GET / HTTP/1.1\r\nHost: x\r\nX-Long: " +
                                      QByteArray(40'000, 'x') + "\r\n\r\n"
                               << QByteArray("431");
    QTest::newRow("two lengths")
        << QByteArray("POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
                      "Content-Length: 4\r\n\r\nabcd")
        << QByteArray("400");
    QTest::newRow("length and chunks")
        << QByteArray("POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n"
                      "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
        << QByteArray("400");
    QTest::newRow("negative length")
        << QByteArray("POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n")
        << QByteArray("400");
    QTest::newRow("dots")
        << QByteArray("GET /api/%2e%2e/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        << QByteArray("400");
    QTest::newRow("bad chunk")
        << QByteArray("POST /api/login HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked"
                      "\r\n\r\nzz\r\n")
        << QByteArray("400");
}

void TestHttp::notHttp()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, status);
    bool closed = false;
    const QByteArray answer = m_server.raw(bytes, 5000, &closed);
    QVERIFY(closed);
    QVERIFY2(answer.startsWith("HTTP/1.1 " + status), answer.left(100).constData());
}

void TestHttp::keepsTheConnection()
{
    const QByteArray one = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n";
    const QByteArray last = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    QCOMPARE(m_server.raw(one + one + last).count("HTTP/1.1 200 OK"), 3);
    const QByteArray head =
        m_server.raw("HEAD /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    QVERIFY(head.contains("Content-Length: 3") && head.endsWith("\r\n\r\n"));
}

void TestHttp::slowHeadIsCut()
{
    bool closed = false;
    QElapsedTimer timer;
    timer.start();
    m_server.raw("GET / HTTP/1.1\r\nHost:", 5000, &closed);
    QVERIFY(closed);
    QVERIFY(timer.elapsed() < 3000);
}

void TestHttp::slowBodyIsCut()
{
    bool closed = false;
    const QByteArray answer = m_server.raw(
        "POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n\r\n{", 5000, &closed);
    QVERIFY(closed);
    QVERIFY(!answer.startsWith("HTTP/1.1 200"));
}

void TestHttp::strangersAreBounded()
{
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    int refused = 0;
    for (int i = 0; i < 30; ++i) {
        auto socket = std::make_unique<QTcpSocket>();
        socket->connectToHost(u"127.0.0.1"_s, m_server.port());
        QVERIFY(socket->waitForConnected(3000));
        sockets.push_back(std::move(socket));
    }
    for (auto& socket : sockets) {
        if (socket->waitForReadyRead(50)) {
            const QByteArray answer = socket->readAll();
            refused += answer.startsWith("HTTP/1.1 503 ") && answer.contains("Retry-After: ");
        }
    }
    QVERIFY2(refused >= 15, qPrintable(QString::number(refused)));
}

void TestHttp::stillServes()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_server.get(u"/healthz"_s).status, 200, 5000);
    QVERIFY(m_server.terminate());
    const QByteArray log = m_server.log();
    QVERIFY(!log.contains("secret") && !log.contains("CANARY"));
}

QTEST_GUILESS_MAIN(TestHttp)
#include "tst_edge_http.moc"
