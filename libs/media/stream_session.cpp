// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/stream_session.h"

#include <QLoggingCategory>

namespace kydai::media {

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcStream, "kydai.media.stream", QtInfoMsg)

StreamState waitState(Trouble trouble)
{
    switch (trouble) {
    case Trouble::WrongPassword: return StreamState::AuthFailed;
    case Trouble::MissingStream: return StreamState::NotFound;
    case Trouble::UnknownCodec:
    case Trouble::BadAddress: return StreamState::Unsupported;
    default: return StreamState::Backoff;
    }
}

}  // namespace

StreamSession::StreamSession(SessionHost& host, quint64 id, StreamAddress address,
                             std::shared_ptr<FrameSlot> slot, std::shared_ptr<PacketRing> ring)
    : m_host(host), m_id(id), m_address(std::move(address)), m_slot(std::move(slot)),
      m_ring(std::move(ring)), m_backoff(host.limits())
{
    m_status.sinceMs = m_host.clock().nowMs();
}

StreamSession::~StreamSession()
{
    if (m_timer)
        m_host.scheduler().cancel(m_timer);
    m_host.endTurn(m_id);
    letGo();
}

void StreamSession::letGo()
{
    if (!m_link)
        return;
    m_link->stop = true;
    m_link.reset();
    m_host.yard().expectEnd(m_run);
    m_run = 0;
}

void StreamSession::enter(StreamState state, Trouble trouble, const QString& detail, qint64 waitMs)
{
    const StreamStatus before = m_status;
    const qint64 nowMs = m_host.clock().nowMs();
    if (before.state != state)
        m_status.sinceMs = nowMs;
    m_status.state = state;
    m_status.trouble = trouble;
    m_status.detail = withoutCredentials(detail);
    m_status.nextTryMs = waitMs > 0 ? nowMs + waitMs : 0;
    if (m_status == before)
        return;
    if (before.state != state) {
        qCDebug(lcStream) << m_address.camera << profileCode(m_address.profile) << stateCode(state)
                          << troubleCode(trouble) << m_status.detail;
    }
    m_host.changed(m_id, before);
}

void StreamSession::start()
{
    if (m_link || m_timer)
        return;
    m_host.askTurn(m_id);
}

void StreamSession::open()
{
    if (m_link)
        return;
    const Result<SourceKind> kind = sourceKind(m_address.url);
    if (!kind) {
        wait(Trouble::BadAddress, kind.error().detail);
        return;
    }
    if (m_host.yard().leftBehindFor(m_address.camera) > 0) {
        wait(Trouble::Stuck, u"an older thread has not ended"_s);
        return;
    }
    Credentials credentials;
    if (*kind == SourceKind::Rtsp || *kind == SourceKind::HttpJpeg)
        credentials = m_host.credentials(m_address.camera).value_or(Credentials());
    m_run = m_host.yard().nextRun();
    m_link = std::make_shared<StreamLink>(m_address, m_host.limits(), m_slot, m_ring,
                                          m_host.teller(m_id, m_run));
    m_link->tier = m_tier;
    m_link->wantedWidth = m_wanted.width();
    m_link->wantedHeight = m_wanted.height();
    m_link->shows = m_shows;
    enter(hostOf(m_address.url).isEmpty() ? StreamState::Connecting : StreamState::Resolving,
          m_status.trouble, m_status.detail);
    const bool started = m_host.yard().start(
        m_run, m_address.camera, [link = m_link, kind = *kind, secret = std::move(credentials)] {
            const StreamEnd end = makeSource(kind)->run(*link, secret);
            link->tell({SourceEvent::Kind::Ended, end.trouble, withoutCredentials(end.detail)});
        });
    if (!started) {
        m_link.reset();
        m_run = 0;
        wait(Trouble::Unreachable, u"the system gives no thread"_s);
    }
}

void StreamSession::heard(quint64 run, const SourceEvent& event)
{
    if (run != m_run || !m_link)
        return;  // of a thread that was let go
    switch (event.kind) {
    case SourceEvent::Kind::Resolving:
        enter(StreamState::Resolving, m_status.trouble, m_status.detail);
        return;
    case SourceEvent::Kind::Connecting:
        enter(StreamState::Connecting, m_status.trouble, m_status.detail);
        return;
    case SourceEvent::Kind::Playing:
        m_host.endTurn(m_id);
        enter(StreamState::WaitingKeyframe, m_status.trouble, m_status.detail);
        return;
    case SourceEvent::Kind::Picture:
        m_failures = 0;
        m_backoff.live(m_host.clock().monotonicMs());
        enter(StreamState::Live, Trouble::None, {});
        return;
    case SourceEvent::Kind::Ended:
        ended(event);
        return;
    }
}

void StreamSession::ended(const SourceEvent& event)
{
    m_link.reset();
    m_run = 0;
    ++m_failures;
    // The end of a live stream is seen as such, before the wait that follows it at once.
    const bool wasLive = m_status.hasPicture() || m_status.state == StreamState::WaitingKeyframe;
    if (wasLive && (event.trouble == Trouble::NoPackets || event.trouble == Trouble::NoPicture))
        enter(StreamState::Stalled, event.trouble, event.detail);
    wait(event.trouble, event.detail);
}

void StreamSession::wait(Trouble trouble, const QString& detail)
{
    m_host.endTurn(m_id);
    qint64 ms = m_backoff.next(trouble, m_host.clock().monotonicMs(), m_host.random());
    if (trouble == Trouble::Stuck)
        ms = m_host.limits().refusedMs;
    m_timer = m_host.scheduler().postAfter(ms, [this] {
        m_timer = 0;
        start();
    });
    enter(waitState(trouble), trouble, detail, ms);
}

void StreamSession::retryNow()
{
    if (!waits(m_status.state) || !m_timer)
        return;
    m_host.scheduler().cancel(m_timer);
    m_timer = 0;
    start();
}

void StreamSession::setShows(bool shows)
{
    m_shows = shows;
    if (m_link)
        m_link->shows = shows;
}

void StreamSession::demand(Tier tier, QSize wanted, TierReason reason)
{
    m_tier = tier;
    m_wanted = wanted;
    if (m_link) {
        m_link->tier = tier;
        m_link->wantedWidth = wanted.width();
        m_link->wantedHeight = wanted.height();
    }
    if (m_status.tier == tier && m_status.reason == reason)
        return;
    const StreamStatus before = m_status;
    m_status.tier = tier;
    m_status.reason = reason;
    m_host.changed(m_id, before);
}

void StreamSession::setWarning(Trouble warning, const QString& detail)
{
    if (!m_status.hasPicture())
        return;
    const bool bad = warning != Trouble::None;
    enter(bad ? StreamState::Degraded : StreamState::Live, warning, detail);
}

}  // namespace kydai::media
