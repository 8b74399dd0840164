// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QUrl>

#include "media/fault_server.h"
#include "media/media_kit.h"
#include "media/proc_platform.h"
#include "media/synthetic_source.h"

using namespace kydai;
using namespace kydai::test;

namespace {

const QString kCamera = u"CAM-1"_s;

Viewer tile(int width, int height)
{
    Viewer viewer;
    viewer.pixels = QSize(width, height);
    return viewer;
}

int numberOf(const StreamHandle& handle)
{
    const FramePtr frame = handle.frame();
    return frame ? readSynthetic(*frame) : -1;
}

// Answers every request with the same bytes, on a thread of its own.
class StillCamera
{
public:
    explicit StillCamera(QByteArray answer) : m_answer(std::move(answer))
    {
        m_worker->moveToThread(&m_thread);
        m_thread.start();
        QMetaObject::invokeMethod(m_worker, [this] {
            auto* server = new QTcpServer(m_worker);
            QObject::connect(server, &QTcpServer::newConnection, server, [this, server] {
                while (QTcpSocket* socket = server->nextPendingConnection()) {
                    QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                        asked += socket->readAll().contains("GET /snap.jpg") ? 1 : 0;
                        socket->write(m_answer);
                        socket->disconnectFromHost();
                    });
                    QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
                }
            });
            server->listen(QHostAddress::LocalHost);
            m_port = server->serverPort();
        }, Qt::BlockingQueuedConnection);
    }
    ~StillCamera()
    {
        QMetaObject::invokeMethod(m_worker, [this] { delete m_worker; },
                                  Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
    QString url() const { return u"http://127.0.0.1:%1/snap.jpg"_s.arg(m_port); }
    std::atomic<int> asked{0};

private:
    const QByteArray m_answer;
    QThread m_thread;
    QObject* m_worker = new QObject;
    quint16 m_port = 0;
};

QByteArray dataFile(const QString& name)
{
    QFile file(QStringLiteral(KYDAI_SOURCE_DIR "/tests/media/data/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray http(const QByteArray& status, const QByteArray& body)
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: image/jpeg\r\nConnection: close\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

}  // namespace

class TestSources : public QObject
{
    Q_OBJECT

private slots:
    void jpegAgainAndAgain();
    void jpegRefusals_data();
    void jpegRefusals();
    void brokenFiles_data();
    void brokenFiles();
    void hiddenStreamIsThereAtOnce();
    void keyFramesOnly();
    void lateStreamSkipsToNow();
    void frozenPictureByDay();
    void manyCamerasOneHub();
};

void TestSources::jpegAgainAndAgain()
{
    StillCamera still(http("200 OK", dataFile(u"still.jpg"_s)));
    Wall wall;
    CameraStreams streams;
    streams.camera = kCamera;
    streams.profiles = {{kCamera, Profile::Main, still.url(), {}, 10}};
    wall.hub->setCameras({streams});
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    QVERIFY(wall.time.until([&] { return handle.sequence() >= 3; }));
    QVERIFY(still.asked >= 3);
    QCOMPARE(handle.frame()->sourceSize, QSize(160, 90));
    QCOMPARE(numberOf(handle), 40);
    QCOMPARE(handle.status().state, StreamState::Live);
    QVERIFY(wall.end());
}

void TestSources::jpegRefusals_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<int>("state");
    QTest::newRow("401") << http("401 Unauthorized", "no") << int(StreamState::AuthFailed);
    QTest::newRow("404") << http("404 Not Found", "no") << int(StreamState::NotFound);
    QTest::newRow("500") << http("500 Oh", "no") << int(StreamState::Backoff);
    QTest::newRow("html") << http("200 OK", "<html>") << int(StreamState::Unsupported);
    QTest::newRow("empty") << http("200 OK", "") << int(StreamState::Unsupported);
    QTest::newRow("to a file")
        << QByteArray("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n")
        << int(StreamState::Backoff);
    QTest::newRow("rubbish") << QByteArray("\x01\x02\x03\r\n\r\n") << int(StreamState::Backoff);
}

void TestSources::jpegRefusals()
{
    QFETCH(QByteArray, answer);
    QFETCH(int, state);
    StillCamera still(answer);
    MediaLimits limits;
    limits.openMs = 1000;
    Wall wall(limits);
    wall.add(kCamera, still.url());
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    QVERIFY(wall.time.until([&] { return waits(handle.status().state); }));
    QVERIFY(!handle.frame());
    if (StreamState(state) != StreamState::Backoff)
        QCOMPARE(stateCode(handle.status().state), stateCode(StreamState(state)));
}

void TestSources::brokenFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("name");
    QTest::newRow("not there") << QByteArray() << u"none.mp4"_s;
    QTest::newRow("a list of others")
        << QByteArray("#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n") << u"list.m3u8"_s;
    QTest::newRow("concat") << QByteArray("ffconcat version 1.0\nfile /etc/passwd\n") << u"a.txt"_s;
    QTest::newRow("noise") << QByteArray(5000, '\x5a') << u"noise.mp4"_s;
}

void TestSources::brokenFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, name);
    const QTemporaryDir folder;
    const QString path = folder.filePath(name);
    QFile file(path);
    if (!bytes.isEmpty())
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.flush());
    Wall wall;
    wall.add(kCamera, QUrl::fromLocalFile(path).toString());
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    QVERIFY(wall.time.until([&] { return waits(handle.status().state); }));
    QVERIFY(!handle.frame());
    QVERIFY(!wall.states.value(kCamera).contains(u"live"_s));
}

void TestSources::hiddenStreamIsThereAtOnce()
{
    FaultServer server;
    Script script;
    script.fps = 10;  // a group lasts 2.5 s
    server.set("/a", script);
    Wall wall;
    wall.add(kCamera, server.url("/a"));
    Viewer hidden = tile(160, 90);
    hidden.visible = false;
    hidden.keep = true;
    StreamHandle handle = wall.hub->attach(kCamera, hidden);
    // Far into the first group, nothing decoded.
    QVERIFY(wall.time.until([&] {
        const auto rings = wall.hub->rings(kCamera);
        return !rings.isEmpty() && rings.first()->size() >= 8;
    }));
    QCOMPARE(handle.status().state, StreamState::Live);
    QVERIFY(!handle.frame());
    QCOMPARE(handle.status().tier, Tier::IngestOnly);
    handle.setViewer(tile(160, 90));
    QVERIFY(wall.time.until([&] { return handle.frame() != nullptr; }));
    // Of the group that runs, not of the next one: nobody waited for a key frame.
    const int number = numberOf(handle);
    QVERIFY2(number >= 8 && number <= 25, qPrintable(QString::number(number)));
}

void TestSources::keyFramesOnly()
{
    FaultServer server;
    Script script;
    script.fps = 100;
    server.set("/a", script);
    Wall wall;
    wall.add(kCamera, server.url("/a"));
    Viewer sparing = tile(160, 90);
    sparing.least = Tier::KeyFrames;
    StreamHandle handle = wall.hub->attach(kCamera, sparing);
    QSet<int> numbers;
    QVERIFY(wall.time.until([&] {
        if (const int number = numberOf(handle); number > 0)
            numbers.insert(number);
        return handle.sequence() >= 6;
    }));
    for (const int number : std::as_const(numbers))
        QVERIFY2(number % 25 == 1, qPrintable(QString::number(number)));
    // And all of them again, from the middle of a group on.
    handle.setViewer(tile(160, 90));
    QVERIFY(wall.time.until([&] { return numberOf(handle) % 25 > 1; }));
}

void TestSources::lateStreamSkipsToNow()
{
    FaultServer server;
    Script script;
    script.fault = Fault::Late;
    script.after = 10;
    server.set("/a", script);
    Wall wall;
    wall.add(kCamera, server.url("/a"));
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    // After ten pictures the line holds back a second's worth and lets it through at once.
    QVERIFY(wall.time.until([&] { return handle.stats().drops > 0; }, true));
    const quint64 drops = handle.stats().drops;
    QVERIFY2(drops >= 5 && drops < 40, qPrintable(QString::number(drops)));
    const quint64 last = handle.sequence();
    QVERIFY(wall.time.until([&] { return handle.sequence() > last + 5; }, true));
    QCOMPARE(handle.stats().reconnects, 0);
}

void TestSources::frozenPictureByDay()
{
    FaultServer server;
    Script script;
    script.fault = Fault::Frozen;
    server.set("/a", script);
    MediaLimits limits;
    limits.frozenMs = 1500;
    Wall wall(limits);
    wall.add(kCamera, server.url("/a"));
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    QVERIFY(wall.reach(kCamera, StreamState::Degraded, true));
    QCOMPARE(handle.status().trouble, Trouble::Frozen);
    QVERIFY(handle.status().hasPicture());
    wall.hub->setDaylight(false);  // at night nothing moves
    QVERIFY(wall.reach(kCamera, StreamState::Live, true));
    QCOMPARE(handle.stats().reconnects, 0);
}

void TestSources::manyCamerasOneHub()
{
    bool isNumber = false;
    const int asked = qEnvironmentVariable("KYDAI_MEDIA_SOAK_S").toInt(&isNumber);
    FaultServer server;
    const ProcessFigures before = processFigures();
    Wall wall;
    std::vector<StreamHandle> handles;
    for (int i = 0; i < 12; ++i) {
        server.set("/" + QByteArray::number(i), {});
        wall.add(u"CAM-%1"_s.arg(i), server.url("/" + QByteArray::number(i)));
        handles.push_back(wall.hub->attach(u"CAM-%1"_s.arg(i), tile(100, 60)));
    }
    QVERIFY(wall.time.until([&] {
        return std::all_of(handles.begin(), handles.end(),
                           [](const StreamHandle& handle) { return handle.sequence() >= 10; });
    }, true));
    QCOMPARE(wall.hub->figures().threads, 12);
    const double resident = processFigures().residentMb;
    if (isNumber) {
        const qint64 until = threadMs() + qint64(asked) * 1000;
        QVERIFY(wall.time.until([&] { return threadMs() > until; }, true, qint64(asked) * 2000));
        qInfo("%d s: %+.1f MB, %.0f %% of a core decoding", asked,
              processFigures().residentMb - resident, wall.hub->figures().cpuShare * 100);
        for (const StreamHandle& handle : handles)
            QVERIFY(handle.stats().packetAgeMs < 500 && handle.stats().reconnects == 0);
    }
    handles.clear();
    QVERIFY(wall.end());
    QVERIFY(wall.time.until([&] { return processFigures().threads == before.threads; }));
}

QTEST_GUILESS_MAIN(TestSources)
#include "tst_media_sources.moc"
