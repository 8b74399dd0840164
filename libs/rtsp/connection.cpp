// SPDX-License-Identifier: GPL-3.0-or-later
#include "rtsp/connection.h"

#include <QRandomGenerator>

namespace kydai::rtsp {
namespace {

constexpr int kMaxCatchUp = 8;     // pictures at once after a pause of the loop; the rest is skipped

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200: return "OK";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 404: return "Not Found";
    case 453: return "Not Enough Bandwidth";
    case 454: return "Session Not Found";
    case 455: return "Method Not Valid in This State";
    case 461: return "Unsupported Transport";
    default: return "Not Implemented";
    }
}

}  // namespace

Connection::Connection(ConnectionHost& host, QTcpSocket* socket,
                       std::function<void(Connection*)> gone)
    : m_host(host), m_socket(socket), m_gone(std::move(gone)), m_heardMs(host.nowMs())
{
    m_socket->setParent(nullptr);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_nonce = QByteArray::number(QRandomGenerator::global()->generate64(), 16);
    QObject::connect(m_socket.get(), &QTcpSocket::readyRead, &m_here, [this] { read(); });
    // Queued: a socket may be gone in the middle of an answer to it.
    QObject::connect(m_socket.get(), &QTcpSocket::disconnected, &m_here, [this] { drop(); },
                     Qt::QueuedConnection);
    ++m_host.counts().connections;
}

Connection::~Connection()
{
    endSession();
    --m_host.counts().connections;
    m_socket->disconnect(&m_here);
    m_socket->abort();
    m_socket.release()->deleteLater();
}

void Connection::drop()
{
    if (m_gone)
        std::exchange(m_gone, nullptr)(this);
}

void Connection::read()
{
    if (m_reader.feed(m_socket->readAll()) == RequestReader::State::Broken) {
        m_socket->write("RTSP/1.0 400 Bad Request\r\n\r\n");
        m_socket->disconnectFromHost();
        return;
    }
    m_heardMs = m_host.nowMs();
    while (const std::optional<Request> request = m_reader.next())
        handle(*request);
}

void Connection::reply(const Request& request, int status, const QByteArray& headers,
                       const QByteArray& body)
{
    QByteArray answer = "RTSP/1.0 " + QByteArray::number(status) + ' ' + reasonOf(status)
        + "\r\nCSeq: " + QByteArray::number(request.header("CSeq").toUInt()) + "\r\n";
    if (!m_session.isEmpty()) {
        answer += "Session: " + m_session + ";timeout="
            + QByteArray::number(m_host.settings().clientTimeoutMs / 1000) + "\r\n";
    }
    answer += headers;
    if (!body.isEmpty())
        answer += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    m_socket->write(answer + "\r\n" + body);
}

void Connection::handle(const Request& request)
{
    if (request.method == "OPTIONS") {
        reply(request, 200,
              "Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER, SET_PARAMETER\r\n");
        return;
    }
    const Account& account = m_host.settings().account;
    if (!isAuthorized(account, m_nonce, request.header("Authorization"), request.method,
                      request.uri)) {
        ++m_host.counts().denied;
        reply(request, 401, "WWW-Authenticate: " + challenge(account, m_nonce) + "\r\n");
        return;
    }
    if (request.method == "DESCRIBE")
        describeStream(request);
    else if (request.method == "SETUP")
        setUp(request);
    else if (request.method == "PLAY")
        play(request);
    else if (request.method == "GET_PARAMETER" || request.method == "SET_PARAMETER")
        reply(request, isInSession(request) ? 200 : 454);
    else if (request.method == "TEARDOWN") {
        reply(request, isInSession(request) ? 200 : 454);
        endSession();
        m_socket->disconnectFromHost();
    } else {
        reply(request, 501);
    }
}

void Connection::describeStream(const Request& request)
{
    const auto stage = m_host.stage(pathOf(request.uri));
    if (!stage) {
        reply(request, 404);
        return;
    }
    reply(request, 200, "Content-Base: " + request.uri + "/\r\nContent-Type: application/sdp\r\n",
          describe(*stage->mount.clip, m_socket->localAddress().toString().toLatin1(), "track1"));
}

void Connection::setUp(const Request& request)
{
    const auto stage = m_host.stage(pathOf(request.uri));
    const std::optional<Transport> transport = readTransport(request.header("Transport"));
    if (!stage) {
        reply(request, 404);
    } else if (!transport) {
        reply(request, 461);
    } else if (m_stage) {
        reply(request, 455);
    } else if (stage->mount.sessionLimit > 0 && stage->sessions >= stage->mount.sessionLimit) {
        ++m_host.counts().refused;
        reply(request, 453);
    } else {
        m_stage = stage;
        ++m_stage->sessions;
        ++m_host.counts().sessions;
        QRandomGenerator& random = *QRandomGenerator::global();
        m_session = QByteArray::number(random.generate64(), 16);
        m_rtp.channel = transport->channel;
        m_rtp.sequence = quint16(random.generate());
        m_rtp.ssrc = random.generate();
        m_firstTimestamp = random.generate();
        const QByteArray channel = QByteArray::number(m_rtp.channel);
        reply(request, 200,
              "Transport: RTP/AVP/TCP;unicast;interleaved=" + channel + '-'
                  + QByteArray::number(m_rtp.channel + 1) + "\r\n");
    }
}

bool Connection::isInSession(const Request& request) const
{
    const QByteArray named = request.header("Session");
    return !m_session.isEmpty() && (named.isEmpty() || named.startsWith(m_session));
}

void Connection::play(const Request& request)
{
    if (!m_stage || !isInSession(request)) {
        reply(request, m_stage ? 454 : 455);
        return;
    }
    reply(request, 200, "Range: npt=now-\r\n");
    if (m_playing)
        return;
    const Clip& clip = *m_stage->mount.clip;
    const auto count = qsizetype(clip.units.size());
    const qint64 nowMs = m_host.nowMs();
    qsizetype live = m_stage->mount.offset;
    if (!m_stage->mount.fromStart)
        live += qsizetype(double(nowMs - m_stage->begunMs) * clip.fps / 1000);
    m_first = (live % count + count) % count;
    if (m_stage->mount.fromStart) {
        while (!clip.units[size_t(m_first)].key)
            m_first = m_first > 0 ? m_first - 1 : count - 1;
    }
    m_number = 0;
    m_playedSinceMs = nowMs;
    m_playing = true;
    ++m_host.counts().playing;
    m_host.playingChanged();
}

void Connection::endSession()
{
    if (std::exchange(m_playing, false))
        --m_host.counts().playing;
    if (m_stage) {
        --m_stage->sessions;
        --m_host.counts().sessions;
        m_stage.reset();
    }
    m_session.clear();
}

qint64 Connection::nextDueMs() const
{
    return m_playedSinceMs + qint64(double(m_number) * 1000 / m_stage->mount.clip->fps);
}

void Connection::sendDue(qint64 nowMs)
{
    if (!m_playing)
        return;
    const Clip& clip = *m_stage->mount.clip;
    const quint64 due = quint64(double(nowMs - m_playedSinceMs) * clip.fps / 1000) + 1;
    if (due > m_number + kMaxCatchUp) {
        m_host.counts().skipped += due - m_number - kMaxCatchUp;
        m_number = due - kMaxCatchUp;
        m_waitsForKey = true;
    }
    const auto count = qsizetype(clip.units.size());
    for (; m_playing && m_number < due; ++m_number)
        send(qsizetype((quint64(m_first) + m_number) % quint64(count)), m_number);
}

void Connection::send(qsizetype index, quint64 number)
{
    const Clip& clip = *m_stage->mount.clip;
    const AccessUnit& unit = clip.units[size_t(index)];
    if (m_socket->bytesToWrite() > m_host.settings().maxUnsentBytes)
        m_waitsForKey = true;
    else if (unit.key)
        m_waitsForKey = false;
    if (m_waitsForKey) {
        ++m_host.counts().skipped;
        return;
    }
    m_host.sending(m_stage->mount.path, index);
    const auto ticks = quint32(quint64(double(number) * 90'000 / clip.fps));
    const QByteArray bytes = packetise(m_rtp, unit, m_firstTimestamp + ticks);
    m_host.counts().bytes += quint64(bytes.size());
    ++m_host.counts().pictures;
    m_socket->write(bytes);
}

void Connection::sayGoodbye()
{
    if (m_playing)
        m_socket->write(goodbye(m_rtp));
    endSession();
    m_socket->disconnectFromHost();
}

bool Connection::isSilent(qint64 nowMs) const
{
    return nowMs - m_heardMs > m_host.settings().clientTimeoutMs;
}

}  // namespace kydai::rtsp
