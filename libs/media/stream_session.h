// SPDX-License-Identifier: GPL-3.0-or-later
// One stream of one camera: its states, waits and threads, one after another. Thread: the hub's.
#pragma once

#include "media/backoff.h"
#include "media/stream_link.h"
#include "media/thread_yard.h"

namespace kydai::media {

// What sessions are given by the hub.
class SessionHost
{
public:
    virtual ~SessionHost() = default;
    virtual Scheduler& scheduler() = 0;
    virtual const Clock& clock() const = 0;
    virtual Random& random() = 0;
    virtual const MediaLimits& limits() const = 0;
    virtual std::optional<Credentials> credentials(const QString& camera) = 0;
    virtual ThreadYard& yard() = 0;
    virtual void askTurn(quint64 session) = 0;  // answered by open()
    virtual void endTurn(quint64 session) = 0;
    virtual void changed(quint64 session, const StreamStatus& before) = 0;
    // Brings what a stream's thread tells to heard() of that session, on the hub's thread; drops it
    // when the session is gone.
    virtual StreamLink::Tell teller(quint64 session, quint64 run) = 0;
};

class StreamSession
{
public:
    StreamSession(SessionHost& host, quint64 id, StreamAddress address,
                  std::shared_ptr<FrameSlot> slot, std::shared_ptr<PacketRing> ring);
    ~StreamSession();
    StreamSession(const StreamSession&) = delete;
    StreamSession& operator=(const StreamSession&) = delete;

    quint64 id() const { return m_id; }
    const StreamAddress& address() const { return m_address; }
    const StreamStatus& status() const { return m_status; }
    const StreamLinkPtr& link() const { return m_link; }  // of the running thread, else null
    const std::shared_ptr<PacketRing>& ring() const { return m_ring; }
    bool isOpen() const { return m_link != nullptr; }
    int failures() const { return m_failures; }           // in a row, until a picture came

    void start();      // asks for its turn
    void open();       // its turn has come
    void heard(quint64 run, const SourceEvent& event);
    void retryNow();   // out of a wait, by a person or because a sibling came back
    void setShows(bool shows);
    void demand(Tier tier, QSize wanted, TierReason reason);
    // Trouble of the picture while it is live: Degraded, or Live again with None.
    void setWarning(Trouble warning, const QString& detail);

private:
    void enter(StreamState state, Trouble trouble, const QString& detail, qint64 waitMs = 0);
    void ended(const SourceEvent& event);
    void wait(Trouble trouble, const QString& detail);
    void letGo();      // of the running thread

    SessionHost& m_host;
    const quint64 m_id;
    const StreamAddress m_address;
    const std::shared_ptr<FrameSlot> m_slot;
    const std::shared_ptr<PacketRing> m_ring;
    StreamStatus m_status;
    StreamLinkPtr m_link;
    Backoff m_backoff;
    Scheduler::Ticket m_timer = 0;
    quint64 m_run = 0;
    int m_failures = 0;
    bool m_shows = true;
    Tier m_tier = Tier::MainFull;
    QSize m_wanted;
};

}  // namespace kydai::media
