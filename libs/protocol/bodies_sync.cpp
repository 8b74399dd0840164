// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies of subscribing, pages, deltas and mutations.
#include "protocol/bodies.h"
#include "protocol/packing.h"
#include "protocol/parts.h"

namespace kydai::protocol {

namespace {

constexpr int kMaxHash = 64;
constexpr int kMaxKey = 256;
constexpr int kMaxDeltaRows = 4096;
constexpr int kMaxDoneMids = 4096;

void writeRow(CborWriter& out, const Row& row)
{
    out.array(3);
    out.uuid(row.id);
    out.integer(row.seq);
    out.bytes(row.body);
}

Row readRow(CborReader& r)
{
    Row row;
    int n = 0;
    r.items(3, [&] {
        switch (n++) {
        case 0: row.id = r.uuid(); break;
        case 1: row.seq = r.time(); break;
        default: row.body = r.bytes(kMaxBodyBytes); break;
        }
    });
    if (n != 3 || row.id.isNull())
        r.refuse("no row");
    return row;
}

QList<Row> readRows(CborReader& r, int maxRows)
{
    QList<Row> rows;
    r.items(maxRows, [&] { rows.append(readRow(r)); });
    return rows;
}

void writeCursor(CborWriter& out, const Cursor& v)
{
    FieldWriter w(out);
    w.put(1, v.epoch);
    w.always(2, v.seq);
    w.put(3, v.scopeHash);
}

Cursor readCursor(CborReader& r)
{
    Cursor v;
    r.fields([&](int key) {
        switch (key) {
        case 1: v.epoch = r.uuid(); return true;
        case 2: v.seq = r.integer(-1, kMaxSafeInteger); return true;
        case 3: v.scopeHash = r.bytes(kMaxHash); return true;
        default: return false;
        }
    });
    return v;
}

}  // namespace

void writeBody(CborWriter& out, const Subscribe& v)
{
    FieldWriter w(out);
    writeCursor(w.key(1), v.cursor);
    w.always(2, v.resume.s0);
    w.put(3, v.resume.lastKey);
}

void readBody(CborReader& r, Subscribe& v)
{
    r.fields([&](int key) {
        switch (key) {
        case 1: v.cursor = readCursor(r); return true;
        case 2: v.resume.s0 = r.integer(-1, kMaxSafeInteger); return true;
        case 3: v.resume.lastKey = r.bytes(kMaxKey); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const SubOk& v)
{
    FieldWriter w(out);
    w.always(1, qint64(v.mode));
    w.put(2, v.s0);
    w.put(3, v.estimatedRows);
    w.put(4, v.reason);
}

void readBody(CborReader& r, SubOk& v)
{
    r.fields([&](int key) {
        switch (key) {
        case 1: v.mode = r.enumeration(SubMode::Snapshot); return true;
        case 2: v.s0 = r.time(); return true;
        case 3: v.estimatedRows = r.time(); return true;
        case 4: v.reason = r.text(64); return true;
        default: return false;
        }
    });
}

// Rows travel packed (key 4), or plain (key 3) where packing would not help the reader.
void writeBody(CborWriter& out, const Page& v)
{
    CborWriter rows;
    rows.array(v.rows.size());
    for (const Row& row : v.rows)
        writeRow(rows, row);
    const QByteArray packed = pack(rows.data());
    FieldWriter w(out);
    w.put(1, v.number);
    w.put(2, v.lastKey);
    if (isWorthPacking(rows.data(), packed))
        w.key(4).bytes(packed);
    else
        w.key(3).bytes(rows.data());
    w.put(5, v.final);
}

void readBody(CborReader& r, Page& v)
{
    const auto readAll = [&](QByteArrayView bytes) {
        CborReader inner(bytes);
        v.rows = readRows(inner, kMaxPageRows);
        if (!inner.ok() || !inner.atEnd())
            r.refuse("damaged rows");
    };
    r.fields([&](int key) {
        switch (key) {
        case 1: v.number = r.small(0, INT_MAX); return true;
        case 2: v.lastKey = r.bytes(kMaxKey); return true;
        case 3: readAll(r.bytesView(kMaxFrameToClient)); return true;
        case 4: {
            const Result<QByteArray> plain = unpack(r.bytesView(kMaxFrameToClient), kMaxInflated);
            if (plain)
                readAll(*plain);
            else
                r.refuse("damaged packing");
            return true;
        }
        case 5: v.final = r.boolean(); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const PageAck& v)
{
    FieldWriter w(out);
    w.put(1, v.number);
}

void readBody(CborReader& r, PageAck& v)
{
    r.fields([&](int key) {
        if (key != 1)
            return false;
        v.number = r.small(0, INT_MAX);
        return true;
    });
}

void writeBody(CborWriter& out, const Delta& v)
{
    FieldWriter w(out);
    w.put(1, v.from);
    w.put(2, v.to);
    w.putList(3, v.puts, writeRow);
    w.putList(4, v.leaves, [](CborWriter& item, const Leave& leave) {
        item.array(2);
        item.uuid(leave.id);
        item.integer(leave.seq);
    });
}

void readBody(CborReader& r, Delta& v)
{
    const auto readLeave = [&] {
        Leave leave;
        int n = 0;
        r.items(2, [&] {
            if (n++ == 0)
                leave.id = r.uuid();
            else
                leave.seq = r.time();
        });
        if (n != 2 || leave.id.isNull())
            r.refuse("no leave");
        v.leaves.append(leave);
    };
    r.fields([&](int key) {
        switch (key) {
        case 1: v.from = r.time(); return true;
        case 2: v.to = r.time(); return true;
        case 3: v.puts = readRows(r, kMaxDeltaRows); return true;
        case 4: r.items(kMaxDeltaRows, readLeave); return true;
        default: return false;
        }
    });
    if (v.to < v.from)
        r.refuse("delta runs backwards");
}

void writeBody(CborWriter& out, const Ack& v)
{
    FieldWriter w(out);
    w.put(1, v.seq);
    w.put(2, v.background);
}

void readBody(CborReader& r, Ack& v)
{
    r.fields([&](int key) {
        switch (key) {
        case 1: v.seq = r.time(); return true;
        case 2: v.background = r.boolean(); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const Mutate& v)
{
    FieldWriter w(out);
    w.put(1, v.mid);
    w.put(2, v.caseId);
    w.put(3, v.after);
    w.put(4, v.action);
    w.put(5, v.args);
    w.put(6, v.baseVersion);
    w.put(7, v.clientAtMs);
}

void readBody(CborReader& r, Mutate& v)
{
    r.fields([&](int key) {
        switch (key) {
        case 1: v.mid = r.uuid(); return true;
        case 2: v.caseId = r.uuid(); return true;
        case 3: v.after = r.uuid(); return true;
        case 4: v.action = r.text(64); return true;
        case 5: v.args = r.bytes(kMaxMutation); return true;
        case 6: v.baseVersion = r.small(0, INT_MAX); return true;
        case 7: v.clientAtMs = r.time(); return true;
        default: return false;
        }
    });
    if (v.mid.isNull())
        r.refuse("no mid");
}

void writeBody(CborWriter& out, const MutateResult& v)
{
    FieldWriter w(out);
    w.put(1, v.mid);
    w.putEnum(2, v.status);
    w.put(3, v.seq);
    if (v.error.code != ErrorCode::None)
        writeError(w.key(4), v.error);
    w.put(5, v.code);
}

void readBody(CborReader& r, MutateResult& v)
{
    v.error.code = ErrorCode::None;
    r.fields([&](int key) {
        switch (key) {
        case 1: v.mid = r.uuid(); return true;
        case 2: v.status = r.enumeration(ResultStatus::Later); return true;
        case 3: v.seq = r.time(); return true;
        case 4: v.error = readError(r); return true;
        case 5: v.code = r.text(kMaxLine); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const DoneThrough& v)
{
    FieldWriter w(out);
    w.put(1, v.mids);
}

void readBody(CborReader& r, DoneThrough& v)
{
    r.fields([&](int key) {
        if (key != 1)
            return false;
        v.mids = r.uuids(kMaxDoneMids);
        return true;
    });
}

}  // namespace kydai::protocol
