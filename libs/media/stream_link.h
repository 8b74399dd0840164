// SPDX-License-Identifier: GPL-3.0-or-later
// What a stream's thread and the hub share while the stream runs: wishes one way, counters and events
// the other. The thread holds the only reference after the hub has let go, so a thread that does not
// end harms nobody.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

#include "media/frame_slot.h"
#include "media/media_limits.h"
#include "media/packet_ring.h"
#include "media/stream_address.h"
#include "media/stream_state.h"

namespace kydai::media {

struct SourceEvent {
    enum class Kind : quint8 { Resolving, Connecting, Playing, Picture, Ended };
    Kind kind = Kind::Ended;
    Trouble trouble = Trouble::None;  // of Ended; None = it was told to stop
    QString detail;
};

struct StreamShape {
    QSize size;
    QString codec;
};

class StreamLink
{
public:
    using Tell = std::function<void(const SourceEvent&)>;  // any thread

    StreamLink(StreamAddress where, const MediaLimits& bounds, std::shared_ptr<FrameSlot> pictures,
               std::shared_ptr<PacketRing> kept, Tell teller)
        : address(std::move(where)), limits(bounds), slot(std::move(pictures)),
          ring(std::move(kept)), m_tell(std::move(teller))
    {
    }

    const StreamAddress address;
    const MediaLimits limits;
    const std::shared_ptr<FrameSlot> slot;
    const std::shared_ptr<PacketRing> ring;

    // The hub's wishes.
    std::atomic<bool> stop{false};
    std::atomic<Tier> tier{Tier::MainFull};
    std::atomic<int> wantedWidth{0}, wantedHeight{0};  // 0 = as the stream
    std::atomic<bool> shows{true};  // false: decodes, but another session is still shown

    // The thread's counters; growing, but where said otherwise.
    std::atomic<quint64> packets{0}, bytes{0}, decoded{0}, drops{0}, skips{0};
    std::atomic<qint64> busyNs{0};       // decoding and scaling
    std::atomic<qint64> busiestNs{0};    // of one picture; taken by the hub once a second
    std::atomic<qint64> ageMs{0};        // of the last packet
    std::atomic<qint64> sameSinceMs{0};  // threadMs() since when the picture is the same

    void tell(const SourceEvent& event) const { m_tell(event); }
    void setShape(const StreamShape& shape)
    {
        const std::lock_guard lock(m_mutex);
        m_shape = shape;
    }
    StreamShape shape() const
    {
        const std::lock_guard lock(m_mutex);
        return m_shape;
    }
    void countPicture(qint64 ns)
    {
        ++decoded;
        busyNs += ns;
        if (ns > busiestNs)
            busiestNs = ns;
    }

private:
    const Tell m_tell;
    mutable std::mutex m_mutex;
    StreamShape m_shape;
};

using StreamLinkPtr = std::shared_ptr<StreamLink>;

// How a stream ended.
struct StreamEnd {
    Trouble trouble = Trouble::None;
    QString detail;  // may still hold an address with credentials: the caller takes them out
};

// Runs on the stream's own thread until it ends or link.stop is set.
class StreamSource
{
public:
    virtual ~StreamSource() = default;
    virtual StreamEnd run(StreamLink& link, Credentials credentials) = 0;
};

std::unique_ptr<StreamSource> makeSource(SourceKind kind);

}  // namespace kydai::media
