// SPDX-License-Identifier: GPL-3.0-or-later
// The socket, the loop and the clocks of a program, against a real WebSocket server on loopback.
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <QWebSocket>
#include <QWebSocketServer>

#include "sync/qt/qt_scheduler.h"
#include "sync/qt/system_seams.h"
#include "sync/qt/websocket_transport.h"

using namespace kydai;
using namespace Qt::StringLiterals;

class TestSyncSocket : public QObject
{
    Q_OBJECT

private slots:
    void addresses();
    void carriesBinaryFrames();
    void refusedConnectionCloses();
    void closeIsSilent();
    void textEndsTheLink();
    void clocksRun();
    void schedulerRunsInOrder();
    void schedulerTakesTasksFromOtherThreads();
};

namespace {

struct Link {
    Link()
    {
        transport.setCallbacks({[this] { ++opened; },
                                [this](const QByteArray& frame) { frames.append(frame); },
                                [this](int code, const QString&) { closed.append(code); }});
    }
    WebSocketTransport transport;
    int opened = 0;
    QList<QByteArray> frames;
    QList<int> closed;
};

QString listenOn(QWebSocketServer& server)
{
    return server.listen(QHostAddress::LocalHost)
        ? u"ws://127.0.0.1:%1/sync"_s.arg(server.serverPort()) : QString();
}

}  // namespace

void TestSyncSocket::addresses()
{
    QVERIFY(WebSocketTransport::urlAllowed(u"ws://127.0.0.1:8080/sync"_s));
    QVERIFY(WebSocketTransport::urlAllowed(u"ws://localhost/sync"_s));
    QVERIFY(WebSocketTransport::urlAllowed(u"ws://[::1]:80/sync"_s));
    QVERIFY(WebSocketTransport::urlAllowed(u"wss://ioc.example.vn/sync"_s));
    QVERIFY(!WebSocketTransport::urlAllowed(u"ws://ioc.example.vn/sync"_s));
    QVERIFY(!WebSocketTransport::urlAllowed(u"ws://127.0.0.1.example.vn/sync"_s));
    QVERIFY(!WebSocketTransport::urlAllowed(u"http://127.0.0.1/sync"_s));
    QVERIFY(!WebSocketTransport::urlAllowed(u"wss://user:word@ioc.example.vn/"_s));
    QVERIFY(!WebSocketTransport::urlAllowed(QString()));
    Link link;
    link.transport.open(u"ws://ioc.example.vn/sync"_s);
    QTRY_COMPARE(link.closed.size(), 1);
    QCOMPARE(link.opened, 0);
}

void TestSyncSocket::carriesBinaryFrames()
{
    QWebSocketServer server(u"test"_s, QWebSocketServer::NonSecureMode);
    const QString url = listenOn(server);
    QVERIFY(!url.isEmpty());
    QByteArray atServer;
    connect(&server, &QWebSocketServer::newConnection, this, [&] {
        QWebSocket* socket = server.nextPendingConnection();
        socket->setParent(&server);
        connect(socket, &QWebSocket::binaryMessageReceived, this, [&, socket](const QByteArray& m) {
            atServer = m;
            socket->sendBinaryMessage("back");
            socket->close(static_cast<QWebSocketProtocol::CloseCode>(4401));
        });
    });
    Link link;
    link.transport.open(url);
    QTRY_COMPARE(link.opened, 1);
    const QByteArray big(200 * 1024, 'x');
    link.transport.send(big);
    QTRY_COMPARE(link.closed, QList<int>{closecode::kNotSignedIn});
    QCOMPARE(atServer, big);
    QCOMPARE(link.frames, QList<QByteArray>{"back"});
}

void TestSyncSocket::refusedConnectionCloses()
{
    QWebSocketServer server(u"test"_s, QWebSocketServer::NonSecureMode);
    const QString url = listenOn(server);
    server.close();
    Link link;
    link.transport.open(url);
    QTRY_COMPARE(link.closed.size(), 1);
    QTest::qWait(50);
    QCOMPARE(link.closed.size(), 1);  // once
}

void TestSyncSocket::closeIsSilent()
{
    QWebSocketServer server(u"test"_s, QWebSocketServer::NonSecureMode);
    const QString url = listenOn(server);
    Link link;
    link.transport.open(url);
    link.transport.close(closecode::kNormal, {});
    link.transport.open(url);
    QTRY_COMPARE(link.opened, 1);
    link.transport.close(closecode::kNormal, {});
    QTest::qWait(50);
    QVERIFY(link.closed.isEmpty());
    QCOMPARE(link.transport.bytesToWrite(), 0);
}

void TestSyncSocket::textEndsTheLink()
{
    QWebSocketServer server(u"test"_s, QWebSocketServer::NonSecureMode);
    const QString url = listenOn(server);
    connect(&server, &QWebSocketServer::newConnection, this, [&] {
        QWebSocket* socket = server.nextPendingConnection();
        socket->setParent(&server);
        socket->sendTextMessage(u"hello"_s);
    });
    Link link;
    link.transport.open(url);
    QTRY_COMPARE(link.closed, QList<int>{1003});
    QVERIFY(link.frames.isEmpty());
}

void TestSyncSocket::clocksRun()
{
    SystemClock clock;
    SystemRandom random;
    const qint64 before = clock.monotonicMs();
    QTest::qSleep(3);
    QVERIFY(clock.monotonicMs() > before);
    QVERIFY(clock.nowMs() > 1'700'000'000'000);
    QVERIFY(random.next() != random.next());
}

void TestSyncSocket::schedulerRunsInOrder()
{
    QtScheduler scheduler;
    QList<int> ran;
    scheduler.postAfter(30, [&] { ran.append(3); });
    scheduler.post([&] { ran.append(1); });
    scheduler.post([&] { ran.append(2); });
    const Scheduler::Ticket dropped = scheduler.postAfter(5, [&] { ran.append(99); });
    QVERIFY(dropped != 0);
    scheduler.cancel(dropped);
    QTRY_COMPARE(ran, (QList<int>{1, 2, 3}));
}

void TestSyncSocket::schedulerTakesTasksFromOtherThreads()
{
    QtScheduler scheduler;
    QThread* const own = QThread::currentThread();
    QThread* ranOn = nullptr;
    std::unique_ptr<QThread> thread(QThread::create([&] {
        scheduler.post([&] { ranOn = QThread::currentThread(); });
    }));
    thread->start();
    QTRY_COMPARE(ranOn, own);
    QVERIFY(thread->wait());
}

QTEST_GUILESS_MAIN(TestSyncSocket)
#include "tst_sync_socket.moc"
