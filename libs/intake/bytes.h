// SPDX-License-Identifier: GPL-3.0-or-later
// Reading numbers out of bytes; the caller checks the bounds.
#pragma once

#include <QByteArrayView>

namespace kydai::intake {

inline quint32 byteAt(QByteArrayView b, qsizetype at) { return static_cast<unsigned char>(b[at]); }
inline quint32 be16(QByteArrayView b, qsizetype at)
{
    return byteAt(b, at) << 8 | byteAt(b, at + 1);
}
inline quint32 be32(QByteArrayView b, qsizetype at) { return be16(b, at) << 16 | be16(b, at + 2); }
inline quint32 le16(QByteArrayView b, qsizetype at)
{
    return byteAt(b, at) | byteAt(b, at + 1) << 8;
}
inline quint32 le24(QByteArrayView b, qsizetype at)
{
    return le16(b, at) | byteAt(b, at + 2) << 16;
}
inline quint32 le32(QByteArrayView b, qsizetype at) { return le16(b, at) | le16(b, at + 2) << 16; }

}  // namespace kydai::intake
