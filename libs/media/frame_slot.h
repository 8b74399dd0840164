// SPDX-License-Identifier: GPL-3.0-or-later
// Where the newest picture of a camera lies: written by a decoding thread, read by every viewer. The
// lock is held for the exchange of a pointer. Any thread.
#pragma once

#include <atomic>
#include <mutex>

#include "media/frame.h"

namespace kydai::media {

class FrameSlot
{
public:
    void put(std::shared_ptr<Frame> frame)
    {
        const std::lock_guard lock(m_mutex);
        frame->sequence = m_sequence.load(std::memory_order_relaxed) + 1;
        m_sequence.store(frame->sequence, std::memory_order_release);
        m_frame = std::move(frame);  // the old one may be freed here: by the decoder, not the viewer
    }
    FramePtr newest() const
    {
        const std::lock_guard lock(m_mutex);
        return m_frame;
    }
    quint64 sequence() const { return m_sequence.load(std::memory_order_acquire); }
    void clear()
    {
        const std::lock_guard lock(m_mutex);
        m_frame.reset();
    }

private:
    mutable std::mutex m_mutex;
    FramePtr m_frame;
    std::atomic<quint64> m_sequence{0};
};

}  // namespace kydai::media
