// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/packing.h"

#include <QtEndian>

#include <zlib.h>

namespace kydai::protocol {

QByteArray pack(QByteArrayView plain)
{
    uLongf size = compressBound(uLong(plain.size()));
    QByteArray out(qsizetype(size) + 4, Qt::Uninitialized);
    qToBigEndian(quint32(plain.size()), out.data());
    const int rc = compress2(reinterpret_cast<Bytef*>(out.data() + 4), &size,
                             reinterpret_cast<const Bytef*>(plain.data()), uLong(plain.size()), 1);
    KYDAI_ASSERT(rc == Z_OK);  // fails only without memory
    out.resize(qsizetype(size) + 4);
    return out;
}

bool isWorthPacking(QByteArrayView plain, QByteArrayView packed)
{
    return packed.size() < plain.size() && plain.size() <= packed.size() * kMaxRatio;
}

Result<QByteArray> unpack(QByteArrayView packed, int maxBytes)
{
    const auto bad = [](const char* why) {
        return fail(ErrorCode::BadFrame, {QStringLiteral("packed")}, QString::fromLatin1(why));
    };
    if (packed.size() < 5)
        return bad("cut short");
    const qint64 declared = qFromBigEndian<quint32>(packed.data());
    if (declared > maxBytes || declared > packed.size() * qint64(kMaxRatio))
        return bad("grows too much");
    QByteArray out(qsizetype(declared), Qt::Uninitialized);
    uLongf size = uLongf(declared);
    uLong used = uLong(packed.size() - 4);
    const int rc = uncompress2(reinterpret_cast<Bytef*>(out.data()), &size,
                               reinterpret_cast<const Bytef*>(packed.data() + 4), &used);
    if (rc != Z_OK || qint64(size) != declared || qint64(used) != packed.size() - 4)
        return bad("damaged");
    return out;
}

}  // namespace kydai::protocol
