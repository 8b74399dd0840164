// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/parameter_sets.h"

namespace kydai::media {
namespace {

constexpr int kMostUnits = 16;

}  // namespace

QByteArray parameterSets(const QByteArray& packet)
{
    const QByteArrayView code("\0\0\1", 3);
    QByteArray sets;
    qsizetype at = packet.indexOf(code);
    for (int count = 0; count < kMostUnits && at >= 0 && at + 3 < packet.size(); ++count) {
        const qsizetype begin = at + 3;
        const int type = quint8(packet.at(begin)) & 0x1f;
        if (type >= 1 && type <= 5)
            break;
        at = packet.indexOf(code, begin);
        if (type != 7 && type != 8)
            continue;
        QByteArray unit = packet.mid(begin, at < 0 ? -1 : at - begin);
        while (unit.endsWith('\0'))
            unit.chop(1);
        sets.append("\0\0\0\1", 4).append(unit);
    }
    return sets;
}

}  // namespace kydai::media
