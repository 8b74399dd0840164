// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTcpSocket>
#include <QTest>

#include "rtsp/rtsp_kit.h"
#include "rtsp/server.h"

using namespace kydai;
using namespace kydai::rtsp;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

struct Answer {
    int status = 0;
    QByteArray head, body;
};

// A client by hand, on the server's thread.
class Client
{
public:
    explicit Client(quint16 port)
    {
        socket.connectToHost(u"127.0.0.1"_s, port);
        base = "rtsp://127.0.0.1:" + QByteArray::number(port);
        connected = QTest::qWaitFor(
            [this] { return socket.state() == QAbstractSocket::ConnectedState; });
    }
    Answer ask(const QByteArray& method, const QByteArray& path, const QByteArray& headers = {})
    {
        socket.write(method + ' ' + base + path + " RTSP/1.0\r\nCSeq: " + QByteArray::number(++number)
                     + "\r\n" + headers + "\r\n");
        Answer answer;
        if (!QTest::qWaitFor([&] { return take(answer); }))
            answer.status = -1;
        return answer;
    }
    Answer setUp(const QByteArray& path)
    {
        return ask("SETUP", path + "/track1",
                   "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n");
    }
    bool play(const QByteArray& path)
    {
        return setUp(path).status == 200 && ask("PLAY", path).status == 200;
    }
    bool isClosed()
    {
        return QTest::qWaitFor([this] {
            return socket.state() == QAbstractSocket::UnconnectedState;
        });
    }
    QList<RtpPacket>& packets()
    {
        buffer += socket.readAll();
        rtp += takeRtp(buffer);
        return rtp;
    }

    QTcpSocket socket;
    QByteArray base, buffer;
    QList<RtpPacket> rtp;
    int number = 0;
    bool connected = false;

private:
    bool take(Answer& answer)
    {
        packets();
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (!buffer.startsWith("RTSP/") || end < 0)
            return false;
        answer.head = buffer.left(end);
        answer.status = answer.head.mid(9, 3).toInt();
        const qsizetype length = answer.head.indexOf("Content-Length: ");
        const int size = length < 0 ? 0
            : answer.head.mid(length + 16, answer.head.indexOf("\r\n", length) - length - 16).toInt();
        if (buffer.size() < end + 4 + size)
            return false;
        answer.body = buffer.mid(end + 4, size);
        buffer.remove(0, end + 4 + size);
        return answer.head.contains("CSeq: " + QByteArray::number(number));
    }
};

}  // namespace

class TestServer : public QObject
{
    Q_OBJECT

private slots:
    void playsInALoop();
    void joinsWhatIsOn();
    void refusals();
    void limits();
    void passwords();
    void goodbye();
    void slowClientsHarmNobody();
    void brokenClients();
    void silentClients();
};

void TestServer::playsInALoop()
{
    RtspServer server;
    const ClipPtr source = clip(u"clip_128.h264"_s, 100);
    server.mount({"/cam/1", source});
    const auto port = server.listen();
    QVERIFY(port.has_value());
    Client client(*port);
    QVERIFY(client.ask("OPTIONS", "/cam/1").head.contains("DESCRIBE"));
    const Answer description = client.ask("DESCRIBE", "/cam/1");
    QCOMPARE(description.status, 200);
    QVERIFY(description.head.contains("Content-Base: " + client.base + "/cam/1/"));
    QVERIFY(description.body.contains("H264/90000"));
    QVERIFY(client.play("/cam/1"));
    QCOMPARE(server.counts().playing, 1);
    QList<QByteArray> expected;  // twice around
    for (int round = 0; round < 2; ++round) {
        for (const AccessUnit& unit : source->units)
            expected += unit.nals;
    }
    QVERIFY(QTest::qWaitFor([&] { return nalsOf(client.packets()).size() > expected.size(); }));
    QCOMPARE(nalsOf(client.packets()).mid(0, expected.size()), expected);
    quint32 last = client.rtp.first().timestamp;
    for (const RtpPacket& packet : std::as_const(client.rtp)) {
        QVERIFY(packet.timestamp - last == 0 || packet.timestamp - last == 900);
        last = packet.timestamp;
    }
    QCOMPARE(client.ask("GET_PARAMETER", "/cam/1").status, 200);
    QCOMPARE(client.ask("TEARDOWN", "/cam/1").status, 200);
    QVERIFY(client.isClosed());
    QVERIFY(QTest::qWaitFor([&] { return server.counts().connections == 0; }));
    QCOMPARE(server.counts().sessions, 0);
    QCOMPARE(server.counts().playing, 0);
}

void TestServer::joinsWhatIsOn()
{
    RtspServer server;
    Mount mount{"/a", clip(u"clip_128.h264"_s, 25)};
    mount.fromStart = false;
    mount.offset = 7;
    server.mount(mount);
    mount.path = "/b";
    mount.fromStart = true;
    server.mount(mount);
    QList<qsizetype> a, b;
    server.onPicture([&](const QByteArray& path, qsizetype index) {
        (path == "/a" ? a : b).append(index);
    });
    const auto port = server.listen();
    QVERIFY(port.has_value());
    Client first(*port), second(*port);
    QVERIFY(first.play("/a") && second.play("/b"));
    QVERIFY(QTest::qWaitFor([&] { return a.size() > 2 && b.size() > 2; }));
    QVERIFY(a.first() >= 7);
    QCOMPARE(b.first(), 0);  // back to the key frame
    QCOMPARE(a.at(1), (a.at(0) + 1) % 25);
}

void TestServer::refusals()
{
    RtspServer server;
    server.mount({"/a", clip()});
    const auto port = server.listen();
    QVERIFY(port.has_value());
    Client client(*port);
    QCOMPARE(client.ask("DESCRIBE", "/other").status, 404);
    QCOMPARE(client.ask("PLAY", "/a").status, 455);
    QCOMPARE(client.ask("SETUP", "/a", "Transport: RTP/AVP;unicast;client_port=9-10\r\n").status, 461);
    QCOMPARE(client.ask("GET_PARAMETER", "/a").status, 454);
    QCOMPARE(client.ask("RECORD", "/a").status, 501);
    QCOMPARE(client.setUp("/a").status, 200);
    QCOMPARE(client.setUp("/a").status, 455);
    QCOMPARE(client.ask("PLAY", "/a", "Session: other\r\n").status, 454);
}

void TestServer::limits()
{
    ServerSettings settings;
    settings.maxConnections = 3;
    RtspServer server(settings);
    Mount mount{"/a", clip()};
    mount.sessionLimit = 1;
    server.mount(mount);
    const auto port = server.listen();
    QVERIFY(port.has_value());
    auto first = std::make_unique<Client>(*port);
    QVERIFY(first->play("/a"));
    Client second(*port), third(*port);
    QCOMPARE(second.setUp("/a").status, 453);
    QCOMPARE(server.sessions("/a"), 1);
    Client fourth(*port);
    QVERIFY(fourth.isClosed());
    QCOMPARE(server.counts().refused, 2u);
    first.reset();  // cut, without a word
    QVERIFY(QTest::qWaitFor([&] { return server.sessions("/a") == 0; }));
    QCOMPARE(second.setUp("/a").status, 200);
    settings.port = *port;
    RtspServer other(settings);
    QCOMPARE(other.listen().error().code, ErrorCode::Io);
}

void TestServer::passwords()
{
    ServerSettings settings;
    settings.account = {AuthKind::Basic, "a", "b", "cam"};
    RtspServer server(settings);
    server.mount({"/a", clip()});
    const auto port = server.listen();
    QVERIFY(port.has_value());
    Client client(*port);
    const Answer asked = client.ask("DESCRIBE", "/a");
    QCOMPARE(asked.status, 401);
    QVERIFY(asked.head.contains("WWW-Authenticate: Basic realm=\"cam\""));
    QCOMPARE(client.ask("DESCRIBE", "/a", "Authorization: Basic YTpi\r\n").status, 200);
    QCOMPARE(client.setUp("/a").status, 401);  // each request is asked
    QCOMPARE(server.counts().denied, 2u);
}

void TestServer::goodbye()
{
    RtspServer server;
    server.mount({"/a", clip()});
    const auto port = server.listen();
    QVERIFY(port.has_value());
    Client client(*port);
    QVERIFY(client.play("/a"));
    QVERIFY(QTest::qWaitFor([&] { return !client.packets().isEmpty(); }));
    server.unmount("/a");
    QVERIFY(client.isClosed());
    const RtpPacket last = client.packets().last();
    QCOMPARE(last.channel, 1);
    QCOMPARE(last.payload.size(), 4);
    QCOMPARE(server.counts().sessions, 0);
    Client other(*port);
    QCOMPARE(other.ask("DESCRIBE", "/a").status, 404);
}

void TestServer::slowClientsHarmNobody()
{
    ServerSettings settings;
    settings.maxUnsentBytes = 20'000;
    RtspServer server(settings);
    // Pictures so large that the system's own buffers are full at once.
    auto fat = std::make_shared<Clip>(*clip());
    fat->fps = 60;
    for (AccessUnit& unit : fat->units)
        unit.nals.append(QByteArray(100'000, 'x'));
    server.mount({"/a", fat});
    const auto port = server.listen();
    QVERIFY(port.has_value());
    Client slow(*port), quick(*port);
    QVERIFY(slow.play("/a") && quick.play("/a"));
    slow.socket.setReadBufferSize(1000);  // reads no more than this
    QVERIFY(QTest::qWaitFor([&] {
        quick.packets();
        return server.counts().skipped > 20;
    }, 20'000));
    QVERIFY(quick.packets().size() > 100);
    for (qsizetype i = 1; i < quick.rtp.size(); ++i)
        QCOMPARE(quick.rtp.at(i).sequence, quint16(quick.rtp.at(i - 1).sequence + 1));
}

void TestServer::brokenClients()
{
    RtspServer server;
    server.mount({"/a", clip()});
    const auto port = server.listen();
    QVERIFY(port.has_value());
    for (const QByteArray& bytes : {QByteArray("hello\r\n\r\n"), QByteArray(9000, 'x')}) {
        Client client(*port);
        client.socket.write(bytes);
        QVERIFY(client.isClosed());
    }
    Client cut(*port);
    cut.socket.write("DESCRIBE rtsp://h/a RTSP/1.0\r\nCSeq: 1\r\n\r\n");
    cut.socket.write("TEARDOWN rtsp://h/a RTSP/1.0\r\nCSeq: 2\r\n\r\nPLAY rtsp://h/a RTSP/1.0\r\n\r\n");
    cut.socket.disconnectFromHost();
    QVERIFY(QTest::qWaitFor([&] { return server.counts().connections == 0; }));
    QCOMPARE(server.counts().accepted, 3u);
}

void TestServer::silentClients()
{
    ServerSettings settings;
    settings.clientTimeoutMs = 300;
    RtspServer server(settings);
    server.mount({"/a", clip()});
    const auto port = server.listen();
    QVERIFY(port.has_value());
    Client client(*port);
    QVERIFY(client.play("/a"));
    QVERIFY(client.isClosed());
    QCOMPARE(server.counts().playing, 0);
}

QTEST_GUILESS_MAIN(TestServer)
#include "tst_rtsp_server.moc"
