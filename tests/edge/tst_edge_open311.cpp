// SPDX-License-Identifier: GPL-3.0-or-later
// Open311 against the real server.
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>
#include <QXmlStreamReader>

#include "edge/serverprocess.h"

using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

using Fields = QList<QPair<QString, QString>>;

const Fields kPlace{{u"lat"_s, u"16.4637"_s}, {u"long"_s, u"107.5909"_s}};

}  // namespace

class TestOpen311Server : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void services();
    void postAndRead();
    void postWithPhoto();
    void postInXml();
    void keys();
    void refused_data();
    void refused();
    void lists();
    void withdraws();
    void survivesRestart();
    void ratesAreBounded();

private:
    Fields report(const QString& text, const QString& key = u"key1"_s) const
    {
        return Fields{
                   {u"api_key"_s, key}, {u"service_code"_s, m_service}, {u"description"_s, text}} +
               kPlace;
    }
    QString idOf(const Answered& answer) const
    {
        return answer.json().array().at(0).toObject().value(u"service_request_id"_s).toString();
    }
    QJsonObject read(const QString& id, const QString& key)
    {
        return m_server.get(u"/open311/v2/requests/%1.json?api_key=%2"_s.arg(id, key))
            .json()
            .array()
            .at(0)
            .toObject();
    }

    ServerProcess m_server;
    QString m_service, m_operator;
    QStringList m_ids;
};

void TestOpen311Server::initTestCase()
{
    QVERIFY(m_server.prepare());
    QVERIFY(m_server.start());
    m_operator = m_server.login(u"operator"_s);
    const Answered list = m_server.get(u"/open311/v2/services.json"_s);
    QCOMPARE(list.status, 200);
    m_service = list.json().array().at(0).toObject().value(u"service_code"_s).toString();
    QVERIFY(!m_service.isEmpty());
}

void TestOpen311Server::services()
{
    const Answered xml = m_server.get(u"/open311/v2/services.xml"_s);
    QCOMPARE(xml.status, 200);
    QVERIFY(xml.headers.value("content-type").startsWith("text/xml"));
    QXmlStreamReader reader(xml.body);
    while (!reader.atEnd())
        reader.readNext();
    QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    QCOMPARE(m_server.get(u"/open311/v2/services/%1.json"_s.arg(m_service)).status, 200);
    const Answered none = m_server.get(u"/open311/v2/services/no-such.json"_s);
    QCOMPARE(none.status, 404);
    QCOMPARE(none.json().array().at(0).toObject().value(u"code"_s).toInt(), 404);
    QCOMPARE(m_server.get(u"/open311/v2/services"_s).status, 404);   // neither .json nor .xml
}

void TestOpen311Server::postAndRead()
{
    const QString text = u"Đèn đường hỏng trước kiệt 43/2 Thạch Hãn <b>&"_s;
    Fields fields = report(text);
    fields += Fields{{u"phone"_s, u"0900000575"_s},
                     {u"first_name"_s, u"575"_s},
                     {u"last_name"_s, u"Công dân"_s},
                     {u"email"_s, u"cong.dan.575@example.org"_s}};
    const Answered posted = m_server.form(u"/open311/v2/requests.json"_s, fields);
    QVERIFY2(posted.status == 201, posted.body.constData());
    const QString id = idOf(posted);
    QVERIFY(id.startsWith(u"PA-"_s));
    m_ids.append(id);
    const QJsonObject record = read(id, u"key1"_s);
    QCOMPARE(record.value(u"service_request_id"_s).toString(), id);
    QCOMPARE(record.value(u"description"_s).toString(), text);
    QCOMPARE(record.value(u"status"_s).toString(), u"open"_s);
    QCOMPARE(record.value(u"lat"_s).toDouble(), 16.4637);
    // Contact fields are stored, never read back.
    const QByteArray whole =
        m_server.get(u"/open311/v2/requests/%1.xml?api_key=key1"_s.arg(id)).body;
    QVERIFY(whole.contains("Thạch Hãn &lt;b&gt;&amp;"));
    for (const char* canary : {"0900000575", "Công dân", "example.org"})
        QVERIFY(!whole.contains(canary));
    // The operator sees the case, the number masked; revealing needs a reason.
    const Answered c = m_server.get(u"/api/cases/"_s + id, bearer(m_operator));
    QCOMPARE(c.status, 200);
    QCOMPARE(c.text("state"), u"received"_s);
    QVERIFY(!c.body.contains("0900000575"));
    QVERIFY(c.body.contains("•••575"));
    const QString reveal = u"/api/cases/%1/reveal"_s.arg(id);
    QCOMPARE(m_server.json(reveal, "{}", m_operator).status, 400);
    const Answered shown = m_server.json(reveal, R"({"reason":"call back"})", m_operator);
    QCOMPARE(shown.status, 200);
    QVERIFY(shown.body.contains("0900000575"));
    QCOMPARE(m_server.json(reveal, R"({"reason":"x"})", m_server.login(u"admin"_s)).status / 100,
             4);
}

void TestOpen311Server::postWithPhoto()
{
    const QByteArray photo = smallJpeg(800, 600, "CANARY");
    const QByteArray body = multipart({{"api_key", "key1"},
                                       {"service_code", m_service.toUtf8()},
                                       {"address_string", "ngã tư Hùng Vương"},
                                       {"description", "Ổ gà"}},
                                      {{"a.jpg", photo}, {"", ""}, {"b.jpg", smallJpeg(40, 30)}});
    const Answered posted = m_server.post(u"/open311/v2/requests.json"_s, body, kMultipartType);
    QVERIFY2(posted.status == 201, posted.body.constData());
    const QString id = idOf(posted);
    m_ids.append(id);
    const QJsonArray attachments = m_server.get(u"/api/cases/"_s + id, bearer(m_operator))
                                       .json().object().value(u"attachments"_s).toArray();
    QCOMPARE(attachments.size(), 2);
    QCOMPARE(attachments[0].toObject().value(u"width"_s).toInt(), 800);
    const QString sha256 = attachments[0].toObject().value(u"sha256"_s).toString();
    QCOMPARE(m_server.get(u"/api/blobs/"_s + sha256, bearer(m_operator)).body, photo);
    QCOMPARE(m_server.get(u"/api/blobs/"_s + sha256, bearer(m_server.login(u"admin"_s))).status,
             404);
}

void TestOpen311Server::postInXml()
{
    const Answered posted = m_server.form(u"/open311/v2/requests.xml"_s, report(u"Cây ngã"_s));
    QCOMPARE(posted.status, 201);
    QVERIFY(posted.body.contains("<service_requests><request>"));
    QVERIFY(posted.body.contains("<service_request_id>PA-"));
    const Answered refused =
        m_server.form(u"/open311/v2/requests.xml"_s, {{u"api_key"_s, u"key1"_s}});
    QCOMPARE(refused.status, 400);
    QVERIFY(refused.body.contains("<errors><error><code>400</code>"));
}

void TestOpen311Server::keys()
{
    const QString id = m_ids.first();
    const QString path = u"/open311/v2/requests/%1.json"_s.arg(id);
    QCOMPARE(m_server.get(path + u"?api_key=key1"_s).status, 200);
    QCOMPARE(m_server.get(path, {{"X-Api-Key", "key1"}}).status, 200);
    QCOMPARE(m_server.get(path).status, 404);                       // not published
    QCOMPARE(m_server.get(path + u"?api_key=key2"_s).status, 404);  // another app's
    QCOMPARE(m_server.get(path + u"?api_key=wrong"_s).status, 403);
    QCOMPARE(m_server.get(u"/open311/v2/requests/PA-1.json?api_key=key1"_s).status, 404);
    QCOMPARE(m_server.form(u"/open311/v2/requests.json"_s, report(u"x"_s, QString())).status, 401);
    QCOMPARE(m_server.form(u"/open311/v2/requests.json"_s, report(u"x"_s, u"wrong"_s)).status, 403);
    // A key that is added beside the running server works.
    QCOMPARE(runServer(m_server.arguments() + QStringList{u"key"_s, u"add"_s, u"app3"_s}, "key3\n")
                 .exitCode,
             0);
    QCOMPARE(m_server.form(u"/open311/v2/requests.json"_s, report(u"x"_s, u"key3"_s)).status, 201);
}

void TestOpen311Server::refused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    const QByteArray form = "application/x-www-form-urlencoded";
    QTest::newRow("no service") << QByteArray("api_key=key1&lat=16&long=107&description=x") << form
                                << 400;
    QTest::newRow("unknown service")
        << QByteArray("api_key=key1&service_code=zz&lat=16&long=107&description=x") << form << 400;
    QTest::newRow("broken escape") << QByteArray("api_key=key1&description=%zz") << form << 400;
    QTest::newRow("not UTF-8") << QByteArray("api_key=key1&description=%FF") << form << 400;
    QTest::newRow("json") << QByteArray("{}") << QByteArray("application/json") << 400;
    QTest::newRow("long form") << "api_key=key1&description=" + QByteArray(300'000, 'x') << form
                               << 413;
    QTest::newRow("long field") << "api_key=key1&description=" + QByteArray(100'000, 'x') << form
                                << 413;
    QTest::newRow("no image")
        << multipart({{"api_key", "key1"}, {"service_code", "@"}, {"lat", "16"}, {"long", "107"}},
                     {{"a.jpg", "GIF89a not taken"}})
        << kMultipartType << 400;
    QTest::newRow("six photos") << multipart({{"api_key", "key1"}},
                                             QList<QPair<QByteArray, QByteArray>>(
                                                 6, {"a.jpg", smallJpeg(9, 9)}))
                                << kMultipartType << 413;
    QTest::newRow("part without name")
        << QByteArray("--b0\r\nContent-Type: text/plain\r\n\r\nx\r\n--b0--") << kMultipartType
        << 400;
    QTest::newRow("binary") << QByteArray("\x00\x01\x02", 3) << kMultipartType << 400;
}

void TestOpen311Server::refused()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, type);
    QFETCH(int, status);
    body.replace("\r\n@\r\n", "\r\n" + m_service.toUtf8() + "\r\n");
    const Answered answer = m_server.post(u"/open311/v2/requests.json"_s, body, type);
    QVERIFY2(answer.status == status, answer.body.constData());
    const QJsonObject error = answer.json().array().at(0).toObject();
    QCOMPARE(error.value(u"code"_s).toInt(), status);
    QVERIFY(!error.value(u"description"_s).toString().isEmpty());
}

void TestOpen311Server::lists()
{
    const auto ids = [this](const QString& query) {
        QStringList out;
        const Answered answer = m_server.get(u"/open311/v2/requests.json?"_s + query);
        for (const QJsonValue& value : answer.json().array())
            out.append(value.toObject().value(u"service_request_id"_s).toString());
        return answer.status == 200 ? out : QStringList{QString::number(answer.status)};
    };
    const QStringList mine = ids(u"api_key=key1"_s);
    for (const QString& id : m_ids)
        QVERIFY(mine.contains(id));
    QVERIFY(ids(QString()).isEmpty());               // nothing is published
    QVERIFY(ids(u"api_key=key2"_s).isEmpty());
    QCOMPARE(ids(u"api_key=key1&service_request_id="_s + m_ids.join(u',') + u",PA-1"_s), m_ids);
    QVERIFY(ids(u"api_key=key1&status=closed"_s).isEmpty());
    QCOMPARE(ids(u"api_key=key1&status=open"_s), mine);
    QCOMPARE(ids(u"api_key=key1&page_size=1"_s), mine.first(1));
    QCOMPARE(ids(u"api_key=key1&page_size=1&page=2"_s), mine.sliced(1, 1));
    QVERIFY(ids(u"api_key=key1&service_code=zz"_s).isEmpty());
    QVERIFY(ids(u"api_key=key1&end_date=2020-01-01"_s).isEmpty());
    QCOMPARE(ids(u"api_key=key1&start_date=never"_s), QStringList{u"400"_s});
    QCOMPARE(ids(u"api_key=key1&status=maybe"_s), QStringList{u"400"_s});
}

void TestOpen311Server::withdraws()
{
    const QString id = m_ids.takeLast();
    const QString path = u"/open311/v2/requests/%1/withdraw.json"_s.arg(id);
    QVERIFY(m_server.form(path, {{u"api_key"_s, u"key2"_s}}).status / 100 == 4);   // not that app's
    QCOMPARE(m_server.form(path, {}).status, 401);
    QCOMPARE(
        m_server.form(u"/open311/v2/requests/PA-1/withdraw.json"_s, {{u"api_key"_s, u"key1"_s}})
            .status,
        404);
    QCOMPARE(
        m_server.form(u"/open311/v2/requests/%1/assign.json"_s.arg(id), {{u"api_key"_s, u"key1"_s}})
            .status,
        404);
    QCOMPARE(m_server.form(u"/open311/v2/requests/%1/rating.json"_s.arg(id),
                           {{u"api_key"_s, u"key1"_s}, {u"rating"_s, u"wonderful"_s}}).status, 400);
    QCOMPARE(m_server.form(u"/open311/v2/requests/%1/rating.json"_s.arg(id),
                           {{u"api_key"_s, u"key1"_s}, {u"rating"_s, u"satisfied"_s}}).status, 409);
    const Answered done = m_server.form(path, {{u"api_key"_s, u"key1"_s}});
    QVERIFY2(done.status == 200, done.body.constData());
    QCOMPARE(done.json().array().at(0).toObject().value(u"status"_s).toString(), u"closed"_s);
    QCOMPARE(m_server.form(path, {{u"api_key"_s, u"key1"_s}}).status, 409);
}

void TestOpen311Server::survivesRestart()
{
    QVERIFY(m_server.terminate());
    const Ran check = runServer(m_server.arguments() + QStringList{u"check"_s});
    QCOMPARE(check.out, QByteArray("ok\n"));
    QCOMPARE(check.exitCode, 0);
    QVERIFY(m_server.start());
    for (const QString& id : m_ids)
        QCOMPARE(read(id, u"key1"_s).value(u"service_request_id"_s).toString(), id);
    m_operator = m_server.login(u"operator"_s);
    QCOMPARE(m_server.get(u"/api/cases/"_s + m_ids.first(), bearer(m_operator)).status, 200);
}

void TestOpen311Server::ratesAreBounded()
{
    ServerProcess small("[limits]\napiKeyPerSecond=1\n");
    QVERIFY(small.prepare());
    QVERIFY(small.start());
    Answered answer;
    for (int i = 0; i < 12 && answer.status != 429; ++i)
        answer = small.get(u"/open311/v2/requests.json?api_key=key1"_s);
    QCOMPARE(answer.status, 429);
    QVERIFY(answer.headers.value("retry-after").toInt() >= 1);
    QCOMPARE(small.get(u"/open311/v2/requests.json?api_key=key2"_s).status, 200);
}

QTEST_GUILESS_MAIN(TestOpen311Server)
#include "tst_edge_open311.moc"
