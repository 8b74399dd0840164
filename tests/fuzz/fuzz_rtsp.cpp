// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as what a client sends: whole and in pieces the same requests; then as a clip, which must
// come out of its packets as it went in.
#include <cstdlib>

#include "rtsp/auth.h"
#include "rtsp/packetiser.h"
#include "rtsp/request.h"

namespace {

using namespace kydai::rtsp;

QList<Request> readAll(const QByteArray& bytes, qsizetype piece, bool& broken)
{
    RequestReader reader;
    QList<Request> found;
    for (qsizetype at = 0; at < bytes.size(); at += piece) {
        broken = reader.feed(bytes.mid(at, piece)) == RequestReader::State::Broken;
        while (const auto request = reader.next())
            found.append(*request);
    }
    return found;
}

void tryRequests(const QByteArray& bytes)
{
    bool brokenWhole = false, brokenPieces = false;
    readAll(bytes, bytes.size() + 1, brokenWhole);
    for (const Request& request : readAll(bytes, 7, brokenPieces)) {
        if (request.body.size() > kMaxBody || request.headers.size() > kMaxHeaders)
            std::abort();
        static_cast<void>(readTransport(request.header("Transport")));
        static_cast<void>(pathOf(request.uri));
        const Account account{AuthKind::Digest, "u", "p", "r"};
        if (isAuthorized(account, "n", request.header("Authorization"), request.method, request.uri)
            && !request.header("Authorization").startsWith("Digest "))
            std::abort();
    }
}

void tryClip(const QByteArray& bytes)
{
    const auto clip = clipFromAnnexB(bytes, 25);
    if (!clip)
        return;
    RtpStream stream;
    stream.payload = 50;
    for (const AccessUnit& unit : (*clip)->units) {
        const QByteArray packets = packetise(stream, unit, 0);
        qsizetype at = 0;
        while (at < packets.size()) {
            if (packets.at(at) != '$' || at + 4 > packets.size())
                std::abort();
            at += 4 + (quint8(packets.at(at + 2)) << 8 | quint8(packets.at(at + 3)));
        }
        if (at != packets.size())
            std::abort();
    }
    static_cast<void>(describe(**clip, "127.0.0.1", "track1"));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    tryRequests(bytes);
    tryClip(bytes);
    return 0;
}
