// SPDX-License-Identifier: GPL-3.0-or-later
// A camera that misbehaves as a script says, on a thread of its own. What is right about it comes
// from libs/rtsp. All calls from the test's thread.
#pragma once

#include <atomic>
#include <functional>

#include <QHash>
#include <QThread>

#include "rtsp/auth.h"
#include "rtsp/clip.h"

class QTcpServer;

namespace kydai::test {

enum class Fault {
    None,
    Silent,            // takes the connection and says nothing
    SilentDescribe,    // answers up to there
    SilentSetup,
    SilentPlay,
    NoPictures,        // PLAY is answered, nothing follows
    Stalls,            // nothing more after some pictures, the line stays
    Resets,            // RST after some pictures
    HalfFrame,         // ends in the middle of a packet
    Goodbye,           // RTCP BYE, then ends
    Status,            // DESCRIBE gets the script's status
    SetupStatus,       // SETUP does
    Html,              // answers as a web server
    Trickle,           // one byte of an answer at a time
    UdpOnly,           // 461
    BadNal,            // after some pictures only rubbish inside right packets
    NoKey,             // never a key frame
    SizeChange,        // after some pictures another clip, without a word
    NoSets,            // SDP without parameter sets
    Backwards,         // its times jump back after some pictures
    Late,              // after some pictures the line holds back 30 and lets them through at once
    Frozen,            // the same key frame for ever
};

struct Script {
    Fault fault = Fault::None;
    int status = 404;
    int after = 5;          // pictures
    double fps = 25;
    int sessionLimit = 0;
    rtsp::Account account;
    bool fromStart = true;
};

class FaultServer
{
public:
    FaultServer();
    ~FaultServer();
    FaultServer(const FaultServer&) = delete;
    FaultServer& operator=(const FaultServer&) = delete;

    void set(const QByteArray& path, const Script& script);
    QString url(const QByteArray& path) const;
    quint16 port() const { return m_port; }
    void stopListening();  // the port refuses from here on; what stands stays
    void listenAgain();
    void cutAll();         // every connection ends

    std::atomic<int> connections{0};  // now
    std::atomic<int> mostConnections{0};
    std::atomic<int> accepted{0};
    std::atomic<int> playing{0};
    std::atomic<int> teardowns{0};

private:
    friend class FaultConnection;
    void run(const std::function<void()>& task);  // on the server's thread, waits for it

    QThread m_thread;
    QObject* m_worker = nullptr;
    QTcpServer* m_listener = nullptr;
    quint16 m_port = 0;
    QHash<QByteArray, Script> m_scripts;      // the server's thread
    QHash<QByteArray, int> m_sessions;
    rtsp::ClipPtr m_clip, m_other;
};

}  // namespace kydai::test
