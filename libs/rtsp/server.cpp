// SPDX-License-Identifier: GPL-3.0-or-later
#include "rtsp/server.h"

#include <algorithm>
#include <map>
#include <vector>

#include <QElapsedTimer>
#include <QTcpServer>
#include <QTimer>

#include "rtsp/connection.h"

namespace kydai::rtsp {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTickMs = 10;      // pictures leave at most so late
constexpr int kIdleTickMs = 1000;

}  // namespace

class RtspServer::Impl : public ConnectionHost
{
public:
    explicit Impl(ServerSettings settings) : m_settings(std::move(settings))
    {
        m_time.start();
        m_ticker.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_ticker, &QTimer::timeout, &m_ticker, [this] { tick(); });
        QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener, [this] { accept(); });
    }
    ~Impl() override
    {
        m_listener.close();
        m_connections.clear();
    }

    const ServerSettings& settings() const override { return m_settings; }
    ServerCounts& counts() override { return m_counts; }
    qint64 nowMs() const override { return m_time.elapsed(); }
    std::shared_ptr<Stage> stage(const QByteArray& path) override
    {
        const auto found = m_stages.find(path);
        return found == m_stages.end() ? nullptr : found->second;
    }
    void playingChanged() override { tick(); }
    void sending(const QByteArray& path, qsizetype index) override
    {
        if (sent)
            sent(path, index);
    }

    void accept()
    {
        while (QTcpSocket* socket = m_listener.nextPendingConnection()) {
            ++m_counts.accepted;
            if (int(m_connections.size()) >= m_settings.maxConnections) {
                ++m_counts.refused;
                socket->abort();
                socket->deleteLater();
                continue;
            }
            m_connections.push_back(std::make_unique<Connection>(
                *this, socket, [this](Connection* gone) { remove(gone); }));
        }
        tick();
    }
    void remove(Connection* gone)
    {
        std::erase_if(m_connections, [gone](const auto& each) { return each.get() == gone; });
    }
    void unmount(const QByteArray& path)
    {
        const auto stage = this->stage(path);
        if (!stage)
            return;
        m_stages.erase(path);
        for (Connection* each : all()) {
            if (each->plays(*stage))
                each->sayGoodbye();
        }
    }
    // A copy: sending may end a connection.
    std::vector<Connection*> all() const
    {
        std::vector<Connection*> found;
        for (const auto& each : m_connections)
            found.push_back(each.get());
        return found;
    }
    void tick()
    {
        const qint64 now = nowMs();
        for (Connection* each : all())
            each->sendDue(now);
        for (Connection* each : all()) {
            if (each->isSilent(now))
                each->drop();
        }
        const int wait = m_counts.playing > 0 ? kTickMs : kIdleTickMs;
        if (m_connections.empty())
            m_ticker.stop();
        else if (!m_ticker.isActive() || m_ticker.interval() != wait)
            m_ticker.start(wait);
    }

    QTcpServer m_listener;
    std::map<QByteArray, std::shared_ptr<Stage>> m_stages;
    std::vector<std::unique_ptr<Connection>> m_connections;
    std::function<void(const QByteArray&, qsizetype)> sent;

private:
    const ServerSettings m_settings;
    ServerCounts m_counts;
    QElapsedTimer m_time;
    QTimer m_ticker;
};

RtspServer::RtspServer(ServerSettings settings) : m_impl(std::make_unique<Impl>(std::move(settings)))
{
}

RtspServer::~RtspServer() = default;

void RtspServer::mount(const Mount& mount)
{
    KYDAI_ASSERT(mount.clip && !mount.clip->units.empty());
    m_impl->unmount(mount.path);
    m_impl->m_stages[mount.path] = std::make_shared<Stage>(Stage{mount, m_impl->nowMs(), 0});
}

void RtspServer::unmount(const QByteArray& path)
{
    m_impl->unmount(path);
}

Result<quint16> RtspServer::listen()
{
    if (!m_impl->m_listener.listen(m_impl->settings().address, m_impl->settings().port))
        return fail(ErrorCode::Io, {}, m_impl->m_listener.errorString());
    return port();
}

void RtspServer::close()
{
    m_impl->m_listener.close();
    for (Connection* each : m_impl->all())
        each->sayGoodbye();
}

quint16 RtspServer::port() const
{
    return m_impl->m_listener.serverPort();
}

ServerCounts RtspServer::counts() const
{
    return m_impl->counts();
}

int RtspServer::sessions(const QByteArray& path) const
{
    const auto stage = m_impl->stage(path);
    return stage ? stage->sessions : 0;
}

void RtspServer::onPicture(std::function<void(const QByteArray&, qsizetype)> sent)
{
    m_impl->sent = std::move(sent);
}

}  // namespace kydai::rtsp
