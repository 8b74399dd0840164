// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/eventrecord.h"

#include <QCryptographicHash>

#include "protocol/cbor.h"

namespace kydai {

using protocol::CborReader;
using protocol::CborWriter;
using protocol::FieldWriter;

QByteArray encodeRecord(const Event& e, const QByteArray& argsHash)
{
    CborWriter out;
    {
        FieldWriter w(out);
        w.put(1, e.seq);
        w.put(2, e.caseId);
        w.put(3, e.action);
        w.put(4, e.user);
        w.put(5, e.roles);
        w.put(6, e.agency);
        w.put(7, e.device);
        w.put(8, e.mid);
        w.put(9, e.atMs);
        w.put(10, e.clientAtMs);
        w.put(11, e.baseVersion);
        w.put(12, argsHash);
    }
    return out.take();
}

Result<ReadRecord> decodeRecord(QByteArrayView record)
{
    ReadRecord v;
    Event& e = v.event;
    CborReader r(record);
    r.fields([&](int key) {
        switch (key) {
        case 1: e.seq = r.time(); return true;
        case 2: e.caseId = r.uuid(); return true;
        case 3: e.action = r.text(kMaxLine); return true;
        case 4: e.user = r.text(kMaxLine); return true;
        case 5: e.roles = quint32(r.integer(0, UINT32_MAX)); return true;
        case 6: e.agency = r.text(kMaxLine); return true;
        case 7: e.device = r.uuid(); return true;
        case 8: e.mid = r.uuid(); return true;
        case 9: e.atMs = r.time(); return true;
        case 10: e.clientAtMs = r.time(); return true;
        case 11: e.baseVersion = r.small(0, INT_MAX); return true;
        case 12: v.argsHash = r.bytes(32); return true;
        default: return false;
        }
    });
    if (r.ok() && !r.atEnd())
        r.refuse("trailing bytes");
    if (!r.ok())
        return fail(ErrorCode::Corrupt, {QStringLiteral("event")}, QString::fromLatin1(r.error()));
    return v;
}

QByteArray hashOfArgs(const QByteArray& salt, const QByteArray& args)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(salt);
    hash.addData(args);
    return hash.result();
}

QByteArray chainHash(const QByteArray& before, const QByteArray& record)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(before);
    hash.addData(record);
    return hash.result();
}

}  // namespace kydai
