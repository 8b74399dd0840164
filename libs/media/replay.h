// SPDX-License-Identifier: GPL-3.0-or-later
// The last minute of several cameras in step, from memory: works with cameras and server gone. Holds
// the packets as they were when it was made. One thread decodes for all; it is never joined.
// Thread: its owner's; frame and sequence from any.
#pragma once

#include <memory>

#include <QList>
#include <QString>

#include "media/frame.h"
#include "media/media_limits.h"
#include "media/packet_ring.h"

namespace kydai::media {

struct ReplayCamera {
    QString camera;
    std::vector<PacketPtr> packets;  // the first a key frame
};

struct ReplayMark {
    qint64 atMs = 0;  // UTC
    QString label;
};

class Replay
{
public:
    static constexpr qsizetype kMostMarks = 200;

    explicit Replay(std::vector<ReplayCamera> cameras, const MediaLimits& limits = {});
    ~Replay();
    Replay(const Replay&) = delete;
    Replay& operator=(const Replay&) = delete;

    QStringList cameras() const;
    qint64 firstMs() const;      // UTC, of all cameras together
    qint64 lastMs() const;
    qint64 positionMs() const;
    bool runs() const;           // false at the end
    double speed() const;

    void play();
    void pause();
    void seek(qint64 toMs);      // UTC
    void setSpeed(double speed); // 0.5 to 8
    // To the next picture of any camera, or back to the one before; pauses.
    void step(bool forward);
    void setPixels(const QString& camera, QSize pixels);  // empty = as the stream

    // The picture that was on at the position; null before the camera's first.
    FramePtr frame(const QString& camera) const;
    quint64 sequence(const QString& camera) const;

    bool addMark(qint64 atMs, const QString& label);  // false when there are too many
    void removeMark(qsizetype index);
    const QList<ReplayMark>& marks() const { return m_marks; }  // by time

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    QList<ReplayMark> m_marks;
};

}  // namespace kydai::media
