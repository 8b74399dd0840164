// SPDX-License-Identifier: GPL-3.0-or-later
// All streams of a program. One session per camera and profile, shared by every viewer of it; which
// profile a camera is shown from, and how much of it is decoded, is decided over the whole wall.
//
// Thread: the Scheduler's (the GUI's); StreamHandle::frame and sequence from any. Nothing here
// waits for a camera: opening, reading and decoding live on a thread a stream, and a thread that does
// not end is left behind, never joined.
#pragma once

#include <memory>

#include "core/seams.h"
#include "media/evidence.h"
#include "media/frame.h"
#include "media/media_limits.h"
#include "media/replay.h"
#include "media/stream_address.h"
#include "media/stream_state.h"
#include "media/stream_stats.h"

namespace kydai::media {

class HubCore;
class PacketRing;

// A tile, a thumbnail, a spot picture: whoever wants a camera's pictures.
struct Viewer {
    QSize pixels;          // device pixels it draws the picture in; with a zoom, the whole picture's
    bool visible = true;
    bool spot = false;     // the large one: main stream, every picture, last to lose
    bool keep = false;     // hidden: keep the ring going for replay
    Tier least = Tier::MainFull;  // never better than this, as a person chose it
    bool operator==(const Viewer&) const = default;
};

// What a viewer holds; letting go of it ends the viewing. Empty when default-made.
class StreamHandle
{
public:
    // On the hub's thread: status or statistics changed (never for a mere picture).
    using Changed = std::function<void()>;

    StreamHandle() = default;
    StreamHandle(StreamHandle&& other) noexcept;
    StreamHandle& operator=(StreamHandle&& other) noexcept;
    StreamHandle(const StreamHandle&) = delete;
    ~StreamHandle() { reset(); }

    void reset();
    explicit operator bool() const { return m_id != 0; }
    QString camera() const { return m_camera; }

    FramePtr frame() const;      // the newest, or null; stays while the stream is opened anew
    quint64 sequence() const;    // of the newest; 0 = none. One atomic read: ask at every tick
    void drawn();                // a picture was shown: for fpsDrawn

    StreamStatus status() const;
    StreamStats stats() const;
    void setViewer(const Viewer& viewer);
    void retryNow();             // a person asks: no waiting, but the host's turn

private:
    friend class StreamHub;
    friend class HubCore;
    std::weak_ptr<HubCore> m_core;
    std::shared_ptr<class FrameSlot> m_slot;
    QString m_camera;
    quint64 m_id = 0;
};

struct HealthChange {
    QString camera;
    Profile profile = Profile::Main;
    StreamStatus before, after;
};

struct HubSetup {
    Scheduler& scheduler;
    const Clock& clock;
    Random& random;
    CredentialSource credentials;
    MediaLimits limits;
};

struct HubFigures {
    int sessions = 0;   // open or being opened
    int threads = 0;    // running, those left behind included
    int leftBehind = 0;
    double cpuShare = 0;      // of one core: decoding and scaling of the last second
    qint64 ringBytes = 0;
};

class StreamHub
{
public:
    explicit StreamHub(HubSetup setup);
    // Tells every thread to stop and returns; handles turn empty. The threads end by themselves and
    // touch nothing of the hub any more.
    ~StreamHub();
    StreamHub(const StreamHub&) = delete;
    StreamHub& operator=(const StreamHub&) = delete;

    // The whole catalogue; a camera costs nothing until it is attached. Changed addresses are opened
    // anew, cameras that are gone or switched off turn Disabled.
    void setCameras(const QList<CameraStreams>& cameras);
    StreamHandle attach(const QString& camera, const Viewer& viewer,
                        StreamHandle::Changed changed = {});
    void setHealth(std::function<void(const HealthChange&)> health);
    void setDaylight(bool day);  // frozen pictures count by day only

    StreamStatus status(const QString& camera) const;  // Idle when nobody looks
    HubFigures figures() const;
    // What can be replayed of a camera, newest profile first; shared, so it lives on while it is read.
    QList<std::shared_ptr<const PacketRing>> rings(const QString& camera) const;
    // The last minute of these cameras, in step, as it lies in memory now.
    std::unique_ptr<Replay> replay(const QStringList& cameras) const;
    // Files out of the ring, written on a thread of their own; done comes on the hub's, unless the hub
    // has gone before. The clip begins with the key frame before fromMs; the picture is that of toMs.
    void exportClip(const EvidenceOrder& order, EvidenceDone done);
    void exportPicture(const EvidenceOrder& order, EvidenceDone done);
    // When the last thread has ended, or after limits.abandonMs; on the hub's thread.
    void stopAll(std::function<void(int leftBehind)> done);

private:
    std::shared_ptr<HubCore> m_core;
};

}  // namespace kydai::media
