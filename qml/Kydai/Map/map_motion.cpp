// SPDX-License-Identifier: GPL-3.0-or-later
#include "map_motion.h"

#include <cmath>

namespace kydai::mapqml {

namespace {

constexpr double kSpeedWindow = 0.1;     // seconds
constexpr double kLeastFling = 120;      // px/s
constexpr double kGreatestFling = 6000;  // px/s

double eased(double share)
{
    const double left = 1 - share;
    return 1 - left * left * left;
}

}  // namespace

maprender::MapCamera MapMotion::step(const maprender::MapCamera& now, double seconds)
{
    if (glide) {
        glide->seconds += seconds;
        const double share = std::min(1.0, glide->seconds / kGlideSeconds);
        if (share >= 1) {
            const maprender::MapCamera end = glide->to;
            glide.reset();
            return end;
        }
        const double t = eased(share);
        const maprender::MapCamera &from = glide->from, &to = glide->to;
        const double zoom = from.zoom() + (to.zoom() - from.zoom()) * t;
        if (glide->aroundPivot)
            return from.zoomedAt(glide->pivot, zoom);
        const geo::World centre{from.centre().x + (to.centre().x - from.centre().x) * t,
                                from.centre().y + (to.centre().y - from.centre().y) * t};
        return maprender::MapCamera(centre, zoom, now.viewport(), now.dpr());
    }
    if (velocity.isNull())
        return now;
    const maprender::KineticStep step = maprender::kineticStep(velocity, seconds);
    velocity = step.velocity;
    return now.panned(step.offset);
}

void HandSpeed::add(QPointF at, double seconds)
{
    m_samples.push_back({at, seconds});
    while (m_samples.size() > 2 && m_samples.front().seconds < seconds - kSpeedWindow)
        m_samples.pop_front();
}

QPointF HandSpeed::at(double seconds) const
{
    if (m_samples.size() < 2 || m_samples.back().seconds < seconds - kSpeedWindow / 2)
        return {};
    const double span = m_samples.back().seconds - m_samples.front().seconds;
    if (span < 0.005)
        return {};
    QPointF speed = (m_samples.back().at - m_samples.front().at) / span;
    const double size = std::hypot(speed.x(), speed.y());
    if (size < kLeastFling)
        return {};
    if (size > kGreatestFling)
        speed *= kGreatestFling / size;
    return speed;
}

}  // namespace kydai::mapqml
