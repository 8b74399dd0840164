// SPDX-License-Identifier: GPL-3.0-or-later
// RTSP requests out of a byte stream in which a client's RTP and RTCP packets are interleaved. Input
// is hostile: everything is bounded, and a stream that breaks a rule stays broken. Pure.
#pragma once

#include <optional>

#include <QByteArray>
#include <QList>

namespace kydai::rtsp {

inline constexpr qsizetype kMaxLine = 4096;
inline constexpr qsizetype kMaxHeaders = 64;
inline constexpr qsizetype kMaxBody = 16 * 1024;

struct Request {
    QByteArray method, uri, version;
    QList<std::pair<QByteArray, QByteArray>> headers;  // names as sent
    QByteArray body;

    QByteArray header(const char* name) const;  // of the first with this name in any case; or empty
};

class RequestReader
{
public:
    enum class State : quint8 { Fine, Broken };

    // Takes the bytes in; what is complete waits for next().
    State feed(const QByteArray& bytes);
    std::optional<Request> next();
    State state() const { return m_broken ? State::Broken : State::Fine; }
    qsizetype interleaved() const { return m_interleaved; }  // packets passed over

private:
    bool readOne();
    bool takeLine(QByteArray& line, qsizetype& at) const;
    bool readHead(qsizetype& at, Request& request);

    QByteArray m_buffer;
    QList<Request> m_ready;
    qsizetype m_interleaved = 0;
    bool m_broken = false;
};

// What a client wrote into Transport: only what this server can do with it.
struct Transport {
    bool overTcp = false;
    int channel = 0;   // of RTP; RTCP is the next
};
std::optional<Transport> readTransport(const QByteArray& header);

// The path of a request's address, decoded, without query and without a trailing track: "/cam/1".
// Empty when it is not an address.
QByteArray pathOf(const QByteArray& uri);

}  // namespace kydai::rtsp
