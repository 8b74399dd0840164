// SPDX-License-Identifier: GPL-3.0-or-later
// The WebSocket against the real server: the handshake, bad frames, and a report arriving on a desk.
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>
#include <QWebSocket>

#include "edge/serverprocess.h"
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
    void send(const protocol::Message& message) { socket.sendBinaryMessage(protocol::encode(message)); }
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
    const QByteArray answer = m_server.raw("GET /sync HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade"
        "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", 3000);
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
    const Answered posted = m_server.form(u"/open311/v2/requests.json"_s,
        {{u"api_key"_s, u"key1"_s}, {u"service_code"_s, m_service}, {u"lat"_s, u"16.46"_s}, {u"long"_s, u"107.59"_s},
         {u"description"_s, u"Nước ngập"_s}});
    QCOMPARE(posted.status, 201);
    QTRY_VERIFY_WITH_TIMEOUT(desk.find<protocol::Delta>() && !desk.find<protocol::Delta>()->puts.isEmpty(), 5000);
    qInfo("report to desk in %lld ms", timer.elapsed());
    QVERIFY(timer.elapsed() < 1000);
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
