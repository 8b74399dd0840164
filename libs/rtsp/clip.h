// SPDX-License-Identifier: GPL-3.0-or-later
// An encoded piece of H.264 that a server plays again and again: access units as lists of NAL units
// without start codes. Pure; a finished clip is shared and never changed.
#pragma once

#include <memory>
#include <vector>

#include <QByteArray>
#include <QList>

#include "core/result.h"

namespace kydai::rtsp {

inline constexpr qsizetype kMaxClipBytes = qsizetype(256) << 20;
inline constexpr qsizetype kMaxNal = qsizetype(4) << 20;

struct AccessUnit {
    QList<QByteArray> nals;
    bool key = false;
};

struct Clip {
    std::vector<AccessUnit> units;  // the first is a key frame
    QByteArray sps, pps;            // the first of each
    double fps = 25;
    qsizetype bytes = 0;
};

using ClipPtr = std::shared_ptr<const Clip>;

// The NAL units of an Annex B stream; broken bytes before the first start code are passed over.
QList<QByteArray> splitAnnexB(const QByteArray& stream);
// BadInput (params: "clip", what): no picture, does not begin with a key frame, no parameter sets.
Result<ClipPtr> clipFromAnnexB(const QByteArray& stream, double fps);

}  // namespace kydai::rtsp
