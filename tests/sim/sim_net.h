// SPDX-License-Identifier: GPL-3.0-or-later
// The network of the simulator: one Link per connection, in order within a connection, with seeded
// delays, cuts that the two ends notice at different times, and connections that swallow everything
// without a word (half-open). A client may come back while the server still holds its old link.
#pragma once

#include <functional>
#include <memory>

#include "sim/virtual_time.h"
#include "sync/transport.h"

namespace kydai::sim {

class SimTransport;

// One connection. Frames under way are delivered even after the sender has closed.
struct Link {
    int id = 0;
    SimTransport* client = nullptr;      // null once the client has let go
    std::function<void(const QByteArray&)> toServer;  // set by the server; empty = it has let go
    std::function<void()> serverLostIt;
    std::function<void(qint64 queuedBytes)> backlog;
    bool swallows = false;               // half-open: nothing arrives any more
    qint64 lastToServerMs = 0, lastToClientMs = 0;
    qint64 underWay = 0;                 // bytes to the client
};
using LinkPtr = std::shared_ptr<Link>;

class SimNet
{
public:
    SimNet(VirtualTime& t, SeededRandom& r) : time(t), random(r) {}

    // The server's ear; empty = it is down.
    std::function<void(const LinkPtr&)> accept;
    VirtualTime& time;
    SeededRandom& random;
    int slowestMs = 60;
    int links = 0, cuts = 0;

    qint64 delay() { return random.range(1, slowestMs); }
    void toServer(const LinkPtr& link, const QByteArray& frame)
    {
        const qint64 when = std::max(link->lastToServerMs, time.nowMs() + delay());
        link->lastToServerMs = when;
        time.at(when, [link, frame] {
            if (!link->swallows && link->toServer)
                link->toServer(frame);
        });
    }
    void toClient(const LinkPtr& link, const QByteArray& frame);
    // The server hangs up.
    void closeFromServer(const LinkPtr& link, int code);
    // The client has hung up; the server hears of it sooner or later.
    void clientGone(const LinkPtr& link)
    {
        link->client = nullptr;
        const qint64 later = random.chance(30) ? random.range(1000, 40'000) : delay();
        const qint64 when = std::max(link->lastToServerMs, time.nowMs() + later);
        time.at(when, [link] { dropServerEnd(link); });
    }
    static void dropServerEnd(const LinkPtr& link)
    {
        link->toServer = {};
        if (const auto lost = std::exchange(link->serverLostIt, {}))
            lost();
    }
};

class SimTransport : public Transport
{
public:
    explicit SimTransport(SimNet& net) : m_net(net) {}
    ~SimTransport() override { drop(); }

    bool plugged = true;  // false: the cable is out

    void open(const QString&) override
    {
        drop();
        auto link = std::make_shared<Link>();
        link->id = ++m_net.links;
        link->client = this;
        m_link = link;
        m_net.time.at(m_net.time.nowMs() + m_net.delay(), [this, link] { reached(link); });
    }
    void send(const QByteArray& frame) override
    {
        if (m_link && m_isOpen)
            m_net.toServer(m_link, frame);
    }
    void close(int, const QString&) override { drop(); }
    qint64 bytesToWrite() const override { return 0; }

    // The line is cut now. silently: neither end is told.
    void cut(bool silently)
    {
        if (!m_link)
            return;
        ++m_net.cuts;
        const LinkPtr link = m_link;
        if (silently) {
            link->swallows = true;
            return;
        }
        const qint64 when = m_net.time.nowMs() + m_net.delay();
        m_net.time.at(when, [this, link] { lost(link, closecode::kLost); });
    }
    // Runs in the client: the link is gone.
    void lost(const LinkPtr& link, int code)
    {
        if (!link->client || link != m_link)
            return;
        m_link.reset();
        m_isOpen = false;
        m_net.clientGone(link);
        m_callbacks.closed(code, {});
    }
    void arrived(const LinkPtr& link, const QByteArray& frame)
    {
        if (link == m_link && m_isOpen)
            m_callbacks.frame(frame);
    }

private:
    void drop()
    {
        if (const LinkPtr link = std::exchange(m_link, nullptr))
            m_net.clientGone(link);
        m_isOpen = false;
    }
    void reached(const LinkPtr& link)
    {
        if (link->client != this || link != m_link)
            return;
        if (!plugged && m_net.random.chance(50))
            return;  // the packets go nowhere: the client's own time-out must end it
        if (!plugged || !m_net.accept) {
            lost(link, closecode::kLost);
            return;
        }
        m_net.accept(link);
        m_net.time.at(m_net.time.nowMs() + m_net.delay(), [this, link] {
            if (link->client != this || link != m_link)
                return;
            m_isOpen = true;
            m_callbacks.opened();
        });
    }

    SimNet& m_net;
    LinkPtr m_link;
    bool m_isOpen = false;
};

inline void SimNet::toClient(const LinkPtr& link, const QByteArray& frame)
{
    const qint64 when = std::max(link->lastToClientMs, time.nowMs() + delay());
    link->lastToClientMs = when;
    link->underWay += frame.size();
    time.at(when, [link, frame] {
        link->underWay -= frame.size();
        if (link->swallows)
            return;
        if (link->backlog)
            link->backlog(link->underWay);
        if (link->client)
            link->client->arrived(link, frame);
    });
}

inline void SimNet::closeFromServer(const LinkPtr& link, int code)
{
    link->toServer = {};
    link->serverLostIt = {};
    link->backlog = {};
    const qint64 when = std::max(link->lastToClientMs, time.nowMs() + delay());
    time.at(when, [link, code] {
        if (link->client && !link->swallows)
            link->client->lost(link, code);
    });
}

}  // namespace kydai::sim
