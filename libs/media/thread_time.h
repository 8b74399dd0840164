// SPDX-License-Identifier: GPL-3.0-or-later
// The time of the streams' threads, which outlive any Clock handed in.
#pragma once

#include <chrono>

#include <QtGlobal>

namespace kydai::media {

inline qint64 threadMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

inline qint64 threadNs()
{
    using namespace std::chrono;
    return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

inline qint64 threadUtcMs()
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace kydai::media
