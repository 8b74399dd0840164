// SPDX-License-Identifier: GPL-3.0-or-later
// A stream opened with libav under deadlines: whatever libav waits for ends when the hub says stop or
// the time is over. Lives on the stream's thread.
#pragma once

#include "media/libav.h"
#include "media/stream_link.h"

namespace kydai::media {

// The address with user and password in it, for libav alone; overwritten when it goes.
class SecretUrl
{
public:
    SecretUrl(const QString& url, const Credentials& credentials);
    ~SecretUrl();
    SecretUrl(const SecretUrl&) = delete;
    SecretUrl& operator=(const SecretUrl&) = delete;
    const char* bytes() const { return m_bytes.constData(); }
    bool fits() const { return m_fits; }  // libav holds user and password in 128 bytes

private:
    QByteArray m_bytes;
    bool m_fits = true;
};

class Deadline
{
public:
    explicit Deadline(const std::atomic<bool>& stop) : m_stop(stop) {}
    void set(qint64 atMs) { m_atMs = atMs; }
    // From here on only the time ends it: a camera is told goodbye even when the hub said stop.
    void closeBy(qint64 atMs);
    bool isOver() const;
    bool wasTold() const { return m_stop && !m_closing; }
    AVIOInterruptCB callback();

private:
    const std::atomic<bool>& m_stop;
    qint64 m_atMs = 0;
    bool m_closing = false;
};

// What went wrong while opening; while reading, ended and cut streams are told apart.
Trouble troubleOfOpening(int error, int serverStatus);
Trouble troubleOfReading(int error);

class LibavInput
{
public:
    LibavInput(StreamLink& link, SourceKind kind) : m_link(link), m_kind(kind), m_deadline(link.stop) {}
    ~LibavInput() { close(); }
    LibavInput(const LibavInput&) = delete;
    LibavInput& operator=(const LibavInput&) = delete;

    // Trouble::None when it stands: a video stream was found.
    StreamEnd open(const Credentials& credentials);
    int read(AVPacket* packet, qint64 deadlineMs);
    void close();

    Deadline& deadline() { return m_deadline; }
    const AVStream& video() const { return *m_context->streams[m_video]; }
    int videoIndex() const { return m_video; }

private:
    StreamEnd resolve();
    StreamEnd findVideo();

    StreamLink& m_link;
    const SourceKind m_kind;
    Deadline m_deadline;
    AVFormatContext* m_context = nullptr;
    int m_video = -1;
};

}  // namespace kydai::media
