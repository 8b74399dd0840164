// SPDX-License-Identifier: GPL-3.0-or-later
// One connection that carries binary frames: a WebSocket in the programs
// (sync/qt/websocket_transport.h), a seeded link in tests/sim. A Transport is opened again and
// again; there is one link at a time. Thread: that of the Scheduler of its user; callbacks come on
// the same thread, never from inside open() or send(). Ownership: the user's; the callbacks are set
// once, before the first open().
#pragma once

#include <functional>

#include <QByteArray>
#include <QString>

namespace kydai {

// Close codes of kydai.sync.1, beside those of RFC 6455.
namespace closecode {
inline constexpr int kNormal = 1000;
inline constexpr int kLost = 1006;          // no close frame: cable, time-out, refused
inline constexpr int kTimeout = 4001;       // no hello or auth in time
inline constexpr int kUpgrade = 4002;       // protocol version not spoken
inline constexpr int kBadFrame = 4003;
inline constexpr int kSlowConsumer = 4008;
inline constexpr int kNotSignedIn = 4401;
}  // namespace closecode

class Transport
{
public:
    struct Callbacks {
        std::function<void()> opened;
        std::function<void(QByteArray frame)> frame;       // one whole binary frame
        std::function<void(int code, QString reason)> closed;  // once per open(), also when it
                                                               // fails; not after close()
    };

    virtual ~Transport() = default;
    void setCallbacks(Callbacks callbacks) { m_callbacks = std::move(callbacks); }

    // Starts connecting; ends in opened() or closed(). An open link is dropped silently first.
    virtual void open(const QString& url) = 0;
    // One frame of <= 256 KiB; ignored when no link is open.
    virtual void send(const QByteArray& frame) = 0;
    // Ends the link or the attempt; no callback of it comes after this call.
    virtual void close(int code, const QString& reason) = 0;
    virtual qint64 bytesToWrite() const = 0;  // queued, not yet handed to the system

protected:
    Callbacks m_callbacks;
};

}  // namespace kydai
