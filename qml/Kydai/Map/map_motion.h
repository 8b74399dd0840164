// SPDX-License-Identifier: GPL-3.0-or-later
// How the camera moves by itself: glides to a place, or goes on after the hand let go. Values and
// pure functions; the view hands in the time.
#pragma once

#include <deque>
#include <optional>

#include <QPointF>

#include "maprender/map_camera.h"

namespace kydai::mapqml {

inline constexpr double kGlideSeconds = 0.24;

struct MapMotion {
    struct Glide {
        maprender::MapCamera from, to;
        QPointF pivot;            // stays where it is when only the zoom differs
        bool aroundPivot = false;
        double seconds = 0;       // since it began
    };

    bool still = false;           // motion is not wanted: the end is reached at once
    std::optional<Glide> glide;
    QPointF velocity;             // px/s of a pan that goes on

    bool running() const { return glide.has_value() || !velocity.isNull(); }
    bool zooming() const { return glide && glide->from.zoom() != glide->to.zoom(); }
    void stop()
    {
        glide.reset();
        velocity = {};
    }
    // The camera after `seconds` more.
    maprender::MapCamera step(const maprender::MapCamera& now, double seconds);
};

// How fast the hand was when it let go: over the last tenth of a second.
class HandSpeed
{
public:
    void clear() { m_samples.clear(); }
    void add(QPointF at, double seconds);
    QPointF at(double seconds) const;  // px/s; null when the hand had come to rest

private:
    struct Sample {
        QPointF at;
        double seconds;
    };
    std::deque<Sample> m_samples;
};

}  // namespace kydai::mapqml
