// SPDX-License-Identifier: GPL-3.0-or-later
#include "deskdb/work_rows.h"

#include <QCborArray>
#include <QCborMap>

#include <zlib.h>

#include "protocol/casecodec.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

enum ContentKey : qint64 {
    KMid = 1, KCase, KAction, KArgs, KUser, KRoles, KAgency, KAt, KClientAt, KBase, KAfter, KQueued,
};
enum OutcomeKey : qint64 { KStatus = 1, KSeq, KError, KParams, KDetail, KCode, KEpoch, KResultMid };

qint64 crcOf(std::initializer_list<QByteArrayView> parts)
{
    uLong crc = crc32(0, nullptr, 0);
    for (const QByteArrayView part : parts) {
        const auto length = uInt(part.size());
        // The length goes in too, so that bytes cannot wander from one part to the next.
        crc = crc32(crc, reinterpret_cast<const Bytef*>(&length), sizeof(length));
        if (length > 0)  // zlib takes a null pointer for "begin anew"
            crc = crc32(crc, reinterpret_cast<const Bytef*>(part.data()), length);
    }
    return qint64(crc);
}

tl::unexpected<Error> damaged(const char* what)
{
    return fail(ErrorCode::Corrupt, {}, QString::fromLatin1(what));
}

QByteArray uuidBytes(const Uuid& id)
{
    return id.isNull() ? QByteArray("") : id.toRfc4122();
}

Uuid uuidOf(const QCborValue& value)
{
    const QByteArray bytes = value.toByteArray();
    return bytes.size() == 16 ? Uuid::fromRfc4122(bytes) : Uuid();
}

Result<QCborMap> mapOf(QByteArrayView bytes)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(bytes.toByteArray(), &error);
    if (error.error != QCborError::NoError || !value.isMap())
        return damaged("not a map");
    return value.toMap();
}

}  // namespace

qint64 rowCrc(const Uuid& id, QByteArrayView content)
{
    return crcOf({id.toRfc4122(), content});
}

qint64 draftCrc(const Draft& draft)
{
    return crcOf({draft.key.toUtf8(), draft.author.toUtf8(), uuidBytes(draft.caseId), draft.body});
}

QByteArray encodeContent(const OutboxEntry& entry)
{
    const Operation& op = entry.op;
    QCborMap map;
    map[KMid] = op.mid.toRfc4122();
    map[KCase] = op.caseId.toRfc4122();
    map[KAction] = op.action;
    map[KArgs] = protocol::encodeArgs(op.args);
    map[KUser] = op.actor.user;
    map[KRoles] = qint64(op.actor.roles.bits());
    map[KAgency] = op.actor.agency;
    map[KAt] = op.atMs;
    map[KClientAt] = op.clientAtMs;
    map[KBase] = op.baseVersion;
    map[KAfter] = uuidBytes(entry.after);
    map[KQueued] = entry.queuedMs;
    return map.toCborValue().toCbor();
}

Result<OutboxEntry> decodeContent(QByteArrayView content)
{
    const Result<QCborMap> map = mapOf(content);
    if (!map)
        return tl::unexpected<Error>(map.error());
    OutboxEntry entry;
    entry.op.mid = uuidOf(map->value(KMid));
    entry.op.caseId = uuidOf(map->value(KCase));
    entry.op.action = map->value(KAction).toString();
    const Result<QVariantMap> args = protocol::decodeArgs(map->value(KArgs).toByteArray());
    if (!args || entry.op.mid.isNull())
        return damaged("outbox row");
    entry.op.args = *args;
    entry.op.actor.user = map->value(KUser).toString();
    entry.op.actor.roles = Roles::fromBits(quint32(map->value(KRoles).toInteger()));
    entry.op.actor.agency = map->value(KAgency).toString();
    entry.op.atMs = map->value(KAt).toInteger();
    entry.op.clientAtMs = map->value(KClientAt).toInteger();
    entry.op.baseVersion = int(map->value(KBase).toInteger());
    entry.after = uuidOf(map->value(KAfter));
    entry.queuedMs = map->value(KQueued).toInteger();
    return entry;
}

QByteArray encodeOutcome(const protocol::MutateResult& result, const Uuid& epoch)
{
    QCborMap map;
    map[KResultMid] = result.mid.toRfc4122();
    map[KStatus] = qint64(result.status);
    map[KSeq] = result.seq;
    map[KError] = qint64(result.error.code);
    map[KParams] = QCborArray::fromStringList(result.error.params);
    map[KDetail] = result.error.detail;
    map[KCode] = result.code;
    map[KEpoch] = uuidBytes(epoch);
    return map.toCborValue().toCbor();
}

Result<void> decodeOutcome(QByteArrayView bytes, OutboxEntry& entry)
{
    if (bytes.isEmpty())
        return {};
    const Result<QCborMap> map = mapOf(bytes);
    if (!map)
        return tl::unexpected<Error>(map.error());
    const qint64 status = map->value(KStatus).toInteger(-1);
    if (status < 0 || status > qint64(protocol::ResultStatus::Later))
        return damaged("result");
    protocol::MutateResult& result = entry.result;
    result.mid = uuidOf(map->value(KResultMid));
    result.status = protocol::ResultStatus(status);
    result.seq = map->value(KSeq).toInteger();
    result.error.code = ErrorCode(int(map->value(KError).toInteger()));
    const QCborArray params = map->value(KParams).toArray();
    for (const QCborValue& param : params)
        result.error.params.append(param.toString());
    result.error.detail = map->value(KDetail).toString();
    result.code = map->value(KCode).toString();
    entry.resultEpoch = uuidOf(map->value(KEpoch));
    return {};
}

Result<OutboxEntry> readOutbox(const Statement& row)
{
    const Uuid mid = row.toUuid(1);
    const QByteArrayView content = row.blobView(3);
    if (rowCrc(mid, content) != row.toInt(4))
        return damaged("outbox checksum");
    Result<OutboxEntry> entry = decodeContent(content);
    if (!entry)
        return entry;
    const qint64 state = row.toInt(5);
    if (entry->op.mid != mid || entry->op.caseId != row.toUuid(2) || state < 0
        || state > qint64(OutboxState::Dismissed))
        return damaged("outbox row");
    entry->state = OutboxState(state);
    entry->attempted = row.toInt(6) != 0;
    entry->changedMs = row.toInt(8);
    if (const Result<void> outcome = decodeOutcome(row.blobView(7), *entry); !outcome)
        return tl::unexpected<Error>(outcome.error());
    return entry;
}

Result<Draft> readDraft(const Statement& row)
{
    Draft draft{row.toText(0), row.toText(1), row.toUuid(2), row.toBlob(3), row.toInt(4)};
    if (draftCrc(draft) != row.toInt(5))
        return damaged("draft checksum");
    return draft;
}

}  // namespace kydai
