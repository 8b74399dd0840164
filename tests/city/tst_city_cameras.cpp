// SPDX-License-Identifier: GPL-3.0-or-later
// The city's cameras over real sockets: the program with its list, and the misbehaving on purpose.
#include <QProcess>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

#include "city/cameras.h"
#include "rtsp/rtsp_kit.h"

using namespace kydai;
using namespace kydai::cityprogram;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray listBytes()
{
    QFile file(QStringLiteral(KYDAI_SOURCE_DIR "/resources/city/scenes.txt"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

class Client
{
public:
    explicit Client(quint16 port) : m_base("rtsp://127.0.0.1:" + QByteArray::number(port))
    {
        m_socket.connectToHost(u"127.0.0.1"_s, port);
    }
    int ask(const QByteArray& method, const QByteArray& path, const QByteArray& headers = {})
    {
        if (!QTest::qWaitFor([this] { return m_socket.state() == QAbstractSocket::ConnectedState; }, 2000))
            return -1;
        m_socket.write(method + ' ' + m_base + path + " RTSP/1.0\r\nCSeq: 1\r\n" + headers + "\r\n");
        QByteArray answer;
        const bool whole = QTest::qWaitFor([&] {
            answer += m_socket.readAll();
            return answer.contains("\r\n\r\n") || isGone();
        });
        const qsizetype media = answer.indexOf("\r\n\r\n") + 4;
        m_media = answer.mid(media);
        return whole && answer.contains("\r\n\r\n") ? answer.mid(9, 3).toInt() : -1;
    }
    bool play(const QByteArray& path)
    {
        return ask("SETUP", path + "/track1", "Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n") == 200
            && ask("PLAY", path) == 200;
    }
    QList<QByteArray>& units()
    {
        m_media += m_socket.readAll();
        m_packets += takeRtp(m_media);
        QList<RtpPacket> media;
        for (const RtpPacket& packet : m_packets)
            if (packet.channel == 0 && !packet.payload.isEmpty())
                media.append(packet);
        return m_units = nalsOf(media);
    }
    bool isGone() const { return m_socket.state() == QAbstractSocket::UnconnectedState; }

private:
    QTcpSocket m_socket;
    QByteArray m_base, m_media;
    QList<RtpPacket> m_packets;
    QList<QByteArray> m_units;
};

bool waitForStream(quint16 port, const QByteArray& path)
{
    return QTest::qWaitFor([&] { return Client(port).ask("DESCRIBE", path) == 200; }, 60'000);
}

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

bool has(const QList<QByteArray>& units, int type)
{
    return std::any_of(units.begin(), units.end(),
                       [type](const QByteArray& unit) { return (unit.at(0) & 0x1f) == type; });
}

}  // namespace

class TstCityCameras : public QObject
{
    Q_OBJECT

private slots:
    void listIsReadAndChecked()
    {
        const auto scenes = parseScenes(listBytes());
        QVERIFY(scenes.has_value());
        QVERIFY(scenes->size() >= 16);
        QSet<QString> keys;
        for (const CameraScene& camera : *scenes) {
            keys.insert(cityvideo::keyOf(subStream(camera)));
            keys.insert(cityvideo::keyOf(mainStream(camera)));
        }
        QCOMPARE(keys.size(), 2 * scenes->size());
        for (const char* bad : {"C-1 | x | street | night", "C-1 | x | moon | night | clear | 1",
                                "C-1 | x | street | night | clear | many", " | x | street | night | clear | 1",
                                "C-1|x|street|day|clear|1\nC-1|y|street|day|clear|2"})
            QVERIFY2(!parseScenes(bad), bad);
    }

    void programServesThem()
    {
        QTemporaryDir cache;
        for (int start = 0; start < 2; ++start) {
            const quint16 port = freePort();
            QProcess city;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"XDG_CACHE_HOME"_s, cache.path());
            city.setProcessEnvironment(environment);
            city.start(QStringLiteral(KYDAI_CITY), {u"--server"_s, u"http://127.0.0.1:9"_s, u"--rtsp-port"_s,
                                                    QString::number(port)});
            QVERIFY(city.waitForStarted());
            QVERIFY(waitForStream(port, "/C-014/sub"));
            QCOMPARE(Client(port).ask("DESCRIBE", "/C-999/sub"), 404);
            Client client(port);
            QVERIFY(client.play("/C-014/sub"));
            QTRY_VERIFY_WITH_TIMEOUT(has(client.units(), 5) && client.units().size() > 12, 10'000);
            QVERIFY(has(client.units(), 7) && has(client.units(), 8));

            QFile maps(u"/proc/%1/maps"_s.arg(city.processId()));
            QVERIFY(maps.open(QIODevice::ReadOnly));
            QVERIFY2(!maps.readAll().contains("libQt6Gui"), "the city knows no graphical library");
            city.terminate();
            QVERIFY(city.waitForFinished(10'000));
        }
    }

    // The stream ends for its viewers and is there again a while later.
    void troubleComesAndGoes()
    {
        QTemporaryDir cache;
        const auto scenes = parseScenes("C-1 | x | lagoon | dusk | clear | 1");
        QVERIFY(scenes.has_value());
        Cameras cameras(*scenes, 0, cache.path(), {.quietMs = 1500, .lastsMs = 300}, 4);
        const auto port = cameras.start();
        QVERIFY(port.has_value());
        QVERIFY(waitForStream(*port, "/C-1/sub"));
        for (int round = 0; round < 2; ++round) {
            std::unique_ptr<Client> client;  // trouble may come while it asks
            QVERIFY(QTest::qWaitFor([&] {
                client = std::make_unique<Client>(*port);
                return client->play("/C-1/sub");
            }, 20'000));
            QVERIFY(QTest::qWaitFor([&] { return client->isGone(); }, 20'000));
            QVERIFY(waitForStream(*port, "/C-1/sub"));
        }
    }
};

QTEST_GUILESS_MAIN(TstCityCameras)
#include "tst_city_cameras.moc"
