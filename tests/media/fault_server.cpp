// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/fault_server.h"

#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>

#include "rtsp/packetiser.h"
#include "rtsp/request.h"

namespace kydai::test {

using namespace rtsp;
using namespace Qt::StringLiterals;

namespace {

ClipPtr readClip(const QString& name)
{
    QFile file(QStringLiteral(KYDAI_SOURCE_DIR "/tests/media/data/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return nullptr;
    return clipFromAnnexB(file.readAll(), 25).value_or(nullptr);
}

QByteArray withoutSets(QByteArray text)
{
    const qsizetype begin = text.indexOf(";sprop-parameter-sets=");
    return text.remove(begin, text.indexOf("\r\n", begin) - begin);
}

}  // namespace

class FaultConnection : public QObject
{
public:
    FaultConnection(FaultServer& server, QTcpSocket* socket) : m_server(server), m_socket(socket)
    {
        setObjectName(u"line"_s);
        m_socket->setParent(this);
        ++m_server.accepted;
        m_server.mostConnections = std::max<int>(m_server.mostConnections, ++m_server.connections);
        connect(m_socket, &QTcpSocket::readyRead, this, [this] { read(); });
        connect(m_socket, &QTcpSocket::disconnected, this, [this] { deleteLater(); });
        m_ticker.setTimerType(Qt::PreciseTimer);
        connect(&m_ticker, &QTimer::timeout, this, [this] { tick(); });
        connect(&m_drip, &QTimer::timeout, this, [this] {
            m_socket->write(m_slow.left(1));
            m_slow.remove(0, 1);
        });
    }
    ~FaultConnection() override
    {
        --m_server.connections;
        endSession();
    }

private:
    void read()
    {
        m_reader.feed(m_socket->readAll());
        while (const auto request = m_reader.next())
            handle(*request);
    }
    void answer(const Request& request, const QByteArray& status, const QByteArray& rest = {})
    {
        const QByteArray text = "RTSP/1.0 " + status + "\r\nCSeq: " + request.header("CSeq") + "\r\n"
            + (rest.contains("\r\n\r\n") ? rest : rest + "\r\n");
        if (m_script.fault == Fault::Trickle) {
            m_slow += text;
            m_drip.start(50);
        } else {
            m_socket->write(text);
        }
    }
    void handle(const Request& request)
    {
        if (m_path.isEmpty()) {
            m_path = pathOf(request.uri);
            Script unknown;
            unknown.fault = Fault::Status;
            m_script = m_server.m_scripts.value(m_path, unknown);
        }
        const Fault fault = m_script.fault;
        if (fault == Fault::Silent)
            return;
        if (fault == Fault::Html) {
            m_socket->write("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html></html>");
            m_socket->disconnectFromHost();
            return;
        }
        if (request.method == "OPTIONS") {
            answer(request, "200 OK", "Public: DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER\r\n");
            return;
        }
        const QByteArray nonce = "5ccc069c403ebaf9f0171e95";
        if (!isAuthorized(m_script.account, nonce, request.header("Authorization"), request.method,
                          request.uri)) {
            answer(request, "401 Unauthorized",
                   "WWW-Authenticate: " + challenge(m_script.account, nonce) + "\r\n");
            return;
        }
        if (request.method == "DESCRIBE")
            describeIt(request);
        else if (request.method == "SETUP")
            setUp(request);
        else if (request.method == "PLAY")
            play(request);
        else if (request.method == "TEARDOWN")
            tearDown(request);
        else
            answer(request, "200 OK");
    }
    void describeIt(const Request& request)
    {
        if (m_script.fault == Fault::SilentDescribe)
            return;
        if (m_script.fault == Fault::Status) {
            answer(request, QByteArray::number(m_script.status) + " No");
            return;
        }
        QByteArray text = describe(*m_server.m_clip, "127.0.0.1", "track1");
        if (m_script.fault == Fault::NoSets)
            text = withoutSets(text);
        answer(request, "200 OK",
               "Content-Base: " + request.uri + "/\r\nContent-Type: application/sdp\r\nContent-Length: "
                   + QByteArray::number(text.size()) + "\r\n\r\n" + text);
    }
    void setUp(const Request& request)
    {
        int& sessions = m_server.m_sessions[m_path];
        if (m_script.fault == Fault::SilentSetup)
            return;
        if (m_script.fault == Fault::UdpOnly) {
            answer(request, "461 Unsupported Transport");
        } else if (m_script.fault == Fault::SetupStatus) {
            answer(request, QByteArray::number(m_script.status) + " No");
        } else if (m_script.sessionLimit > 0 && sessions >= m_script.sessionLimit) {
            answer(request, "453 Not Enough Bandwidth");
        } else {
            ++sessions;
            m_hasSession = true;
            answer(request, "200 OK",
                   "Session: 1234;timeout=60\r\nTransport: RTP/AVP/TCP;unicast;interleaved=0-1\r\n");
        }
    }
    void play(const Request& request)
    {
        if (m_script.fault == Fault::SilentPlay)
            return;
        answer(request, "200 OK", "Session: 1234\r\nRange: npt=now-\r\n");
        ++m_server.playing;
        m_plays = true;
        if (m_script.fault == Fault::NoPictures)
            return;
        m_ticker.start(int(1000 / m_script.fps));
        tick();
    }
    void tearDown(const Request& request)
    {
        ++m_server.teardowns;
        answer(request, "200 OK");
        m_socket->disconnectFromHost();
    }
    void endSession()
    {
        if (std::exchange(m_plays, false))
            --m_server.playing;
        if (std::exchange(m_hasSession, false))
            --m_server.m_sessions[m_path];
    }
    void tick()
    {
        const bool due = m_sent >= m_script.after;
        if (due && !misbehave())
            return;
        const Clip& clip = *(due && m_script.fault == Fault::SizeChange ? m_server.m_other
                                                                        : m_server.m_clip);
        const auto count = int(clip.units.size());
        AccessUnit unit = clip.units[size_t((m_sent - (due ? m_script.after : 0)) % count)];
        if (!due || m_script.fault != Fault::SizeChange)
            unit = clip.units[size_t(m_sent % count)];
        if (due && m_script.fault == Fault::BadNal) {
            for (QByteArray& nal : unit.nals)
                nal = QByteArray(1, nal.at(0)) + QByteArray(std::max<qsizetype>(8, nal.size()), '\x5a');
        }
        if (m_script.fault == Fault::Frozen)
            unit = clip.units.front();
        if (m_script.fault == Fault::NoKey && unit.key) {
            ++m_sent;
            return;
        }
        qint64 time = qint64(m_sent * 90'000 / m_script.fps);
        if (due && m_script.fault == Fault::Backwards)
            time -= 3600LL * 90'000;
        const QByteArray bytes = packetise(m_rtp, unit, quint32(time));
        ++m_sent;
        if (m_script.fault == Fault::Late && due && m_sent <= m_script.after + 30) {
            m_held += bytes;
            return;
        }
        m_socket->write(std::exchange(m_held, {}) + bytes);
    }
    // False: no picture this time.
    bool misbehave()
    {
        switch (m_script.fault) {
        case Fault::Stalls: m_ticker.stop(); return false;
        case Fault::Resets:
            m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 0);
            m_socket->abort();
            return false;
        case Fault::HalfFrame: {
            const QByteArray bytes = packetise(m_rtp, m_server.m_clip->units.front(), 0);
            m_socket->write(bytes.left(bytes.size() / 2));
            m_socket->disconnectFromHost();
            m_ticker.stop();
            return false;
        }
        case Fault::Goodbye:
            m_socket->write(goodbye(m_rtp));
            m_ticker.stop();
            return false;
        default: return true;
        }
    }

    FaultServer& m_server;
    QTcpSocket* m_socket;
    RequestReader m_reader;
    Script m_script;
    QByteArray m_path, m_slow, m_held;
    QTimer m_ticker, m_drip;
    RtpStream m_rtp{0, 96, 100, 4711, 1400};
    int m_sent = 0;
    bool m_hasSession = false, m_plays = false;
};

FaultServer::FaultServer()
    : m_clip(readClip(u"clip_160.h264"_s)), m_other(readClip(u"clip_128.h264"_s))
{
    m_worker = new QObject;
    m_worker->moveToThread(&m_thread);
    m_thread.start();
    run([this] {
        m_listener = new QTcpServer(m_worker);
        QObject::connect(m_listener, &QTcpServer::newConnection, m_listener, [this] {
            while (QTcpSocket* socket = m_listener->nextPendingConnection())
                (new FaultConnection(*this, socket))->setParent(m_worker);
        });
        m_listener->listen(QHostAddress::LocalHost);
        m_port = m_listener->serverPort();
    });
}

FaultServer::~FaultServer()
{
    run([this] { delete m_worker; });
    m_thread.quit();
    m_thread.wait();
}

void FaultServer::run(const std::function<void()>& task)
{
    QMetaObject::invokeMethod(m_worker, task, Qt::BlockingQueuedConnection);
}

void FaultServer::set(const QByteArray& path, const Script& script)
{
    run([&] { m_scripts[path] = script; });
}

QString FaultServer::url(const QByteArray& path) const
{
    return u"rtsp://127.0.0.1:%1%2"_s.arg(m_port).arg(QString::fromUtf8(path));
}

void FaultServer::stopListening()
{
    run([this] { m_listener->close(); });
}

void FaultServer::listenAgain()
{
    run([this] { m_listener->listen(QHostAddress::LocalHost, m_port); });
}

void FaultServer::cutAll()
{
    run([this] {
        for (QObject* each : m_worker->findChildren<QObject*>(u"line"_s, Qt::FindDirectChildrenOnly))
            delete each;
    });
}

}  // namespace kydai::test
