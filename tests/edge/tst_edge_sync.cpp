// SPDX-License-Identifier: GPL-3.0-or-later
// The WebSocket against the real server: the handshake, bad frames, and a report arriving on a
// desk.
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>
#include <QWebSocket>

#include "edge/serverprocess.h"
#include "protocol/casecodec.h"
#include "protocol/messages.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

// A desk reduced to what it sees.
class Desk : public QObject
{
public:
    explicit Desk(const QString& url, const QString& origin = {})
        : socket(origin)
    {
        QNetworkRequest request{QUrl(url)};
        request.setRawHeader("Sec-WebSocket-Protocol", protocol::kSubProtocol);
        connect(&socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray& frame) {
            bytes += frame;
            auto message = protocol::decode(frame, protocol::kMaxFrameToClient);
            if (message)
                seen.append(*message);
        });
        connect(&socket, &QWebSocket::disconnected, this, [this] { closed = true; });
        socket.open(request);
    }

    bool isOpen()
    {
        const auto settled = [this] { return socket.state() != QAbstractSocket::ConnectingState; };
        return QTest::qWaitFor(settled, 5000) && socket.state() == QAbstractSocket::ConnectedState;
    }
    template <class T>
    const T* find() const
    {
        for (auto it = seen.crbegin(); it != seen.crend(); ++it) {
            if (const T* message = std::get_if<T>(&*it))
                return message;
        }
        return nullptr;
    }
    void send(const protocol::Message& message)
    {
        socket.sendBinaryMessage(protocol::encode(message));
    }
    bool signIn(const QString& token)
    {
        send(protocol::Hello{1, 1, u"test"_s, QUuid::createUuid(), u"vi"_s});
        send(protocol::Auth{token, {}});
        if (!QTest::qWaitFor([this] { return find<protocol::AuthOk>() || closed; }, 5000) || closed)
            return false;
        send(protocol::Subscribe{});
        return QTest::qWaitFor([this] {
            const auto* page = find<protocol::Page>();
            return (page && page->final) || closed;
        }, 5000) && !closed;
    }

    QWebSocket socket;
    // The verdict on one act.
    std::optional<protocol::MutateResult> act(const Uuid& id, const QString& action,
                                              const QVariantMap& args)
    {
        protocol::Mutate mutate;
        mutate.mid = QUuid::createUuid();
        mutate.caseId = id;
        mutate.action = action;
        mutate.args = protocol::encodeArgs(args);
        send(mutate);
        const auto mine = [&] {
            const auto* result = find<protocol::MutateResult>();
            return result && result->mid == mutate.mid;
        };
        if (!QTest::qWaitFor(mine, 5000))
            return std::nullopt;
        return *find<protocol::MutateResult>();
    }

    QByteArray bytes;   // everything that came
    QList<protocol::Message> seen;
    bool closed = false;
};

}  // namespace

class TestSync : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void foreignOriginIsRefused();
    void subProtocolIsDemanded();
    void badFrames_data();
    void badFrames();
    void silenceIsCut();
    void wrongTokenIsCut();
    void longFrameAfterAuth();
    void reportReachesTheDesk();
    void agencySeesNoIdentity();
    void serverSaysGoodbye();

private:
    ServerProcess m_server{"[session]\nhelloMs=800\nauthMs=1500\n"};
    QString m_operator, m_service;
};

void TestSync::initTestCase()
{
    QVERIFY(m_server.prepare());
    QVERIFY(m_server.start());
    m_operator = m_server.login(u"operator"_s);
    m_service = m_server.get(u"/open311/v2/services.json"_s).json().array().at(0).toObject()
                    .value(u"service_code"_s).toString();
    QVERIFY(!m_operator.isEmpty() && !m_service.isEmpty());
}

void TestSync::foreignOriginIsRefused()
{
    Desk foreign(m_server.ws(), u"https://evil.example"_s);
    QVERIFY(!foreign.isOpen());
    Desk own(m_server.ws(), m_server.http());
    QVERIFY(own.isOpen());
}

void TestSync::subProtocolIsDemanded()
{
    const QByteArray answer = m_server.raw(
        "GET /sync HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade"
        "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        3000);
    QVERIFY2(answer.startsWith("HTTP/1.1 400 "), answer.constData());
}

void TestSync::badFrames_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<bool>("text");
    QTest::addColumn<int>("code");
    QTest::newRow("text") << QByteArray("hello") << true << 1003;
    QTest::newRow("garbage") << QByteArray("\xFF\xFF\xFF", 3) << false << 4003;
    QTest::newRow("empty") << QByteArray() << false << 4003;
    QTest::newRow("too long before signing in") << QByteArray(9000, 'x') << false << 1009;
    QTest::newRow("two megabytes") << QByteArray(2 << 20, 'x') << false << 1009;
}

void TestSync::badFrames()
{
    QFETCH(QByteArray, frame);
    QFETCH(bool, text);
    QFETCH(int, code);
    Desk desk(m_server.ws());
    QVERIFY(desk.isOpen());
    QCOMPARE(desk.socket.subprotocol(), QString::fromLatin1(protocol::kSubProtocol));
    if (text)
        desk.socket.sendTextMessage(QString::fromUtf8(frame));
    else
        desk.socket.sendBinaryMessage(frame);
    QTRY_VERIFY_WITH_TIMEOUT(desk.closed, 6000);
    QCOMPARE(int(desk.socket.closeCode()), code);
    QCOMPARE(m_server.get(u"/healthz"_s).status, 200);
}

void TestSync::silenceIsCut()
{
    Desk desk(m_server.ws());
    QVERIFY(desk.isOpen());
    QTRY_VERIFY_WITH_TIMEOUT(desk.closed, 5000);
    QCOMPARE(int(desk.socket.closeCode()), 4001);
}

void TestSync::wrongTokenIsCut()
{
    Desk desk(m_server.ws());
    QVERIFY(desk.isOpen());
    desk.send(protocol::Hello{1, 1, u"test"_s, QUuid::createUuid(), u"vi"_s});
    desk.send(protocol::Auth{u"wrong"_s, {}});
    QTRY_VERIFY_WITH_TIMEOUT(desk.closed, 5000);
    QCOMPARE(int(desk.socket.closeCode()), 4401);
    QVERIFY(desk.find<protocol::AuthError>());
}

void TestSync::longFrameAfterAuth()
{
    Desk desk(m_server.ws());
    QVERIFY(desk.isOpen());
    QVERIFY(desk.signIn(m_operator));
    desk.socket.sendBinaryMessage(QByteArray(300 * 1024, 'x'));
    QTRY_VERIFY_WITH_TIMEOUT(desk.closed, 6000);
    QCOMPARE(int(desk.socket.closeCode()), 1009);
}

void TestSync::reportReachesTheDesk()
{
    Desk desk(m_server.ws());
    QVERIFY(desk.isOpen());
    QVERIFY(desk.signIn(m_operator));
    QElapsedTimer timer;
    timer.start();
    const Answered posted =
        m_server.form(u"/open311/v2/requests.json"_s, {{u"api_key"_s, u"key1"_s},
                                                       {u"service_code"_s, m_service},
                                                       {u"lat"_s, u"16.46"_s},
                                                       {u"long"_s, u"107.59"_s},
                                                       {u"description"_s, u"Nước ngập"_s}});
    QCOMPARE(posted.status, 201);
    QTRY_VERIFY_WITH_TIMEOUT(
        desk.find<protocol::Delta>() && !desk.find<protocol::Delta>()->puts.isEmpty(), 5000);
    qInfo("report to desk in %lld ms", timer.elapsed());
    QVERIFY(timer.elapsed() < 1000);
}

// From a report with a photo to the agency it was assigned to: neither its frames, its answers nor
// its photo hold anything of the reporter; another agency gets nothing at all.
void TestSync::agencySeesNoIdentity()
{
    Desk office(m_server.ws()), agency(m_server.ws()), other(m_server.ws());
    QVERIFY(office.isOpen() && agency.isOpen() && other.isOpen());
    const QString officer = m_server.login(u"officer"_s), stranger = m_server.login(u"other"_s);
    QVERIFY(office.signIn(m_operator));
    QVERIFY(agency.signIn(officer));
    QVERIFY(other.signIn(stranger));
    const QList<QPair<QByteArray, QByteArray>> fields{
        {"api_key", "key1"}, {"service_code", m_service.toUtf8()}, {"lat", "16.46"},
        {"long", "107.59"}, {"description", "Canary-text, call 0900 000 575"},
        {"phone", "0900000575"}, {"last_name", "Canary-name"}, {"email", "canary@example.org"}};
    const Answered posted =
        m_server.post(u"/open311/v2/requests.json"_s,
                      multipart(fields, {{"a.jpg", smallJpeg(320, 200, "Canary-exif")}}),
                      kMultipartType);
    QCOMPARE(posted.status, 201);
    const QString code =
        posted.json().array().at(0).toObject().value(u"service_request_id"_s).toString();
    const QJsonObject row =
        m_server.get(u"/api/cases/"_s + code, bearer(m_operator)).json().object();
    const Uuid id = Uuid::fromString(row.value(u"id"_s).toString());
    const QJsonArray attachments = row.value(u"attachments"_s).toArray();
    const QString blob =
        u"/api/blobs/"_s + attachments.at(0).toObject().value(u"sha256"_s).toString();
    QVERIFY(m_server.get(blob, bearer(m_operator)).body.contains("Canary-exif"));
    QCOMPARE(m_server.get(blob, bearer(officer)).status, 404);   // not theirs yet
    const auto claimed = office.act(id, u"claim"_s, {});
    QVERIFY(claimed && claimed->status == protocol::ResultStatus::Ok);
    const auto assigned =
        office.act(id, u"assign"_s, {{u"category"_s, m_service}, {u"agency"_s, u"SXD"_s}});
    QVERIFY2(assigned && assigned->status == protocol::ResultStatus::Ok,
             assigned ? qPrintable(assigned->error.params.join(u' ')) : "no answer");
    const Answered c = m_server.get(u"/api/cases/"_s + code, bearer(officer));
    QCOMPARE(c.status, 200);
    QVERIFY(c.body.contains("Canary-text"));
    QTRY_VERIFY_WITH_TIMEOUT(agency.bytes.contains("Canary-text"), 5000);
    const Answered photo = m_server.get(blob, bearer(officer));
    QCOMPARE(photo.status, 200);
    QCOMPARE(photo.headers.value("content-type"), QByteArray("image/jpeg"));
    for (const char* canary :
         {"0900000575", "0900 000 575", "Canary-name", "canary@example", "Canary-exif"}) {
        QVERIFY2(!agency.bytes.contains(canary), canary);
        QVERIFY2(!c.body.contains(canary), canary);
        QVERIFY2(!photo.body.contains(canary), canary);
    }
    const QString reveal = u"/api/cases/%1/reveal"_s.arg(code);
    QCOMPARE(m_server.json(reveal, R"({"reason":"x"})", officer).status, 403);
    QCOMPARE(m_server.get(u"/api/cases/"_s + code, bearer(stranger)).status, 404);
    QCOMPARE(m_server.get(blob, bearer(stranger)).status, 404);
    QVERIFY(!other.bytes.contains(code.toUtf8()) && !other.bytes.contains("Canary"));
}

void TestSync::serverSaysGoodbye()
{
    Desk desk(m_server.ws());
    QVERIFY(desk.isOpen());
    QVERIFY(desk.signIn(m_operator));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(m_server.terminate());
    QVERIFY(timer.elapsed() < 5000);
    QTRY_VERIFY_WITH_TIMEOUT(desk.closed, 5000);
    QVERIFY(desk.find<protocol::Goaway>());
}

QTEST_GUILESS_MAIN(TestSync)
#include "tst_edge_sync.moc"
