// SPDX-License-Identifier: GPL-3.0-or-later
// A small RTSP server that plays clips as if they were cameras: over TCP only, to any number of
// clients up to a bound, each slow one for itself. Lives in one thread with a Qt loop and is used
// from there only.
#pragma once

#include <functional>
#include <memory>

#include <QHostAddress>
#include <QString>

#include "rtsp/auth.h"
#include "rtsp/clip.h"

namespace kydai::rtsp {

struct ServerSettings {
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 0;             // 0 = any that is free
    Account account;              // asked of every client
    int maxConnections = 128;
    qint64 clientTimeoutMs = 60'000;   // without a request
    qint64 maxUnsentBytes = 1 << 20;   // a client behind by so much misses what comes up to a key frame
};

struct Mount {
    QByteArray path;              // "/cam/1"
    ClipPtr clip;
    int sessionLimit = 0;         // at once; 0 = no limit; beyond it 453
    // True: each client begins with the first picture. False: with whatever is on just now, as cameras do.
    bool fromStart = true;
    qsizetype offset = 0;         // pictures by which this one runs ahead, so that no two look alike
};

struct ServerCounts {
    int connections = 0;          // now
    int sessions = 0;             // set up or playing, now
    int playing = 0;
    quint64 accepted = 0;         // since the start
    quint64 refused = 0;          // connections and sessions beyond a limit
    quint64 denied = 0;           // wrong or no password
    quint64 pictures = 0;         // sent
    quint64 skipped = 0;          // not sent to clients that were behind
    quint64 bytes = 0;
};

class RtspServer
{
public:
    explicit RtspServer(ServerSettings settings = {});
    ~RtspServer();
    RtspServer(const RtspServer&) = delete;
    RtspServer& operator=(const RtspServer&) = delete;

    // Replaces one of the same path; its clients are sent away with a goodbye.
    void mount(const Mount& mount);
    void unmount(const QByteArray& path);

    Result<quint16> listen();     // the port; Io when it is taken
    void close();                 // goodbye to all
    quint16 port() const;
    ServerCounts counts() const;
    int sessions(const QByteArray& path) const;
    // Called for each picture before it is sent: mount and index within the clip.
    void onPicture(std::function<void(const QByteArray& path, qsizetype index)> sent);

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace kydai::rtsp
