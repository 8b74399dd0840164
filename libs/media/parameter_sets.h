// SPDX-License-Identifier: GPL-3.0-or-later
// Pure.
#pragma once

#include <QByteArray>

namespace kydai::media {

// The SPS and PPS that stand before the first picture of an H.264 packet with start codes, with
// theirs; empty when there are none. Looks at so many NAL units at most.
QByteArray parameterSets(const QByteArray& packet);

}  // namespace kydai::media
