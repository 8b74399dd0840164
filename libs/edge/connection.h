// SPDX-License-Identifier: GPL-3.0-or-later
// An accepted WebSocket, whatever lies below. Edge thread.
#pragma once

#include <functional>

#include <QByteArray>

namespace kydai::edge {

class Connection
{
public:
    struct Events {
        std::function<void(QByteArrayView frame)> frame;   // binary ones only
        std::function<void(qint64 queuedBytes)> backlog;   // after each that was queued or left
        std::function<void()> closed;                      // once, the last call
    };

    virtual ~Connection() = default;
    virtual void start(Events events) = 0;
    // Frames leave in order; a QByteArray is shared, so one frame for many costs one copy.
    virtual void send(const QByteArray& frame) = 0;
    virtual void close(int code) = 0;        // after what is queued
    virtual void setMaxFrame(qint64 bytes) = 0;  // of the frames to come; beyond: 1009
    virtual void markTrusted() = 0;          // signed in, see Exchange
    virtual qint64 queuedBytes() const = 0;
};

}  // namespace kydai::edge
