// SPDX-License-Identifier: GPL-3.0-or-later
// Bodies of greeting, signing in, presence, heartbeat, errors and questions.
#include "protocol/bodies.h"
#include "protocol/parts.h"

namespace kydai::protocol {

namespace {
constexpr int kMaxToken = 1024;
constexpr int kMaxHash = 64;
}

void writeBody(CborWriter& out, const Hello& v)
{
    FieldWriter w(out);
    w.always(1, v.protoMin);
    w.always(2, v.protoMax);
    w.put(3, v.app);
    w.put(4, v.device);
    w.put(5, v.locale);
}

void readBody(CborReader& r, Hello& v)
{
    r.fields([&](int key) {
        switch (key) {
        case 1: v.protoMin = r.small(0, 65535); return true;
        case 2: v.protoMax = r.small(0, 65535); return true;
        case 3: v.app = r.text(kMaxLine); return true;
        case 4: v.device = r.uuid(); return true;
        case 5: v.locale = r.text(64); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const ServerHello& v)
{
    FieldWriter w(out);
    w.always(1, v.proto);
    w.put(2, v.server);
    w.put(3, v.epoch);
    w.put(4, v.serverMs);
    w.always(5, v.featureLevel);
}

void readBody(CborReader& r, ServerHello& v)
{
    r.fields([&](int key) {
        switch (key) {
        case 1: v.proto = r.small(0, 65535); return true;
        case 2: v.server = r.text(kMaxLine); return true;
        case 3: v.epoch = r.uuid(); return true;
        case 4: v.serverMs = r.time(); return true;
        case 5: v.featureLevel = r.small(0, INT_MAX); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const Auth& v)
{
    FieldWriter w(out);
    w.put(1, v.token);
    w.put(2, v.directoryVersion);
}

void readBody(CborReader& r, Auth& v)
{
    r.fields([&](int key) {
        switch (key) {
        case 1: v.token = r.text(kMaxToken); return true;
        case 2: v.directoryVersion = r.bytes(kMaxHash); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const AuthOk& v)
{
    FieldWriter w(out);
    w.put(1, v.user);
    w.put(2, v.displayName);
    w.put(3, v.agency);
    w.put(4, v.roles);
    w.put(5, v.scopeHash);
    w.put(6, v.expiresMs);
}

void readBody(CborReader& r, AuthOk& v)
{
    r.fields([&](int key) {
        switch (key) {
        case 1: v.user = r.text(kMaxLine); return true;
        case 2: v.displayName = r.text(kMaxLine); return true;
        case 3: v.agency = r.text(kMaxLine); return true;
        case 4: v.roles = quint32(r.integer(0, UINT32_MAX)); return true;
        case 5: v.scopeHash = r.bytes(kMaxHash); return true;
        case 6: v.expiresMs = r.time(); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const AuthError& v)
{
    FieldWriter w(out);
    writeError(w.key(1), v.error);
}

void readBody(CborReader& r, AuthError& v)
{
    v.error.code = ErrorCode::None;
    r.fields([&](int key) {
        if (key != 1)
            return false;
        v.error = readError(r);
        return true;
    });
}

void writeBody(CborWriter& out, const DirectoryData& v)
{
    FieldWriter w(out);
    w.put(1, v.version);
    w.put(2, v.packed);
}

void readBody(CborReader& r, DirectoryData& v)
{
    r.fields([&](int key) {
        switch (key) {
        case 1: v.version = r.bytes(kMaxHash); return true;
        case 2: v.packed = r.bytes(kMaxBodyBytes); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const Presence& v)
{
    FieldWriter w(out);
    w.put(1, v.caseId);
    w.put(2, v.user);
    w.put(3, int(v.state));
}

void readBody(CborReader& r, Presence& v)
{
    r.fields([&](int key) {
        switch (key) {
        case 1: v.caseId = r.uuid(); return true;
        case 2: v.user = r.text(kMaxLine); return true;
        case 3: v.state = quint8(r.small(0, 3)); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const Ping& v)
{
    FieldWriter w(out);
    w.put(1, v.t);
}

void readBody(CborReader& r, Ping& v)
{
    r.fields([&](int key) {
        if (key != 1)
            return false;
        v.t = r.integer();
        return true;
    });
}

void writeBody(CborWriter& out, const Pong& v)
{
    FieldWriter w(out);
    w.put(1, v.t);
    w.put(2, v.serverMs);
    w.put(3, v.seq);
}

void readBody(CborReader& r, Pong& v)
{
    r.fields([&](int key) {
        switch (key) {
        case 1: v.t = r.integer(); return true;
        case 2: v.serverMs = r.time(); return true;
        case 3: v.seq = r.time(); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const ErrorMessage& v)
{
    FieldWriter w(out);
    writeError(w.key(1), v.error);
    w.put(2, v.fatal);
}

void readBody(CborReader& r, ErrorMessage& v)
{
    v.error.code = ErrorCode::None;
    r.fields([&](int key) {
        switch (key) {
        case 1: v.error = readError(r); return true;
        case 2: v.fatal = r.boolean(); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const Goaway& v)
{
    FieldWriter w(out);
    w.put(1, v.reason);
    w.put(2, v.spreadMs);
}

void readBody(CborReader& r, Goaway& v)
{
    r.fields([&](int key) {
        switch (key) {
        case 1: v.reason = r.text(kMaxLine); return true;
        case 2: v.spreadMs = r.small(0, 3'600'000); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const Query& v)
{
    FieldWriter w(out);
    w.put(1, v.qid);
    w.put(2, v.kind);
    w.put(3, v.args);
}

void readBody(CborReader& r, Query& v)
{
    r.fields([&](int key) {
        switch (key) {
        case 1: v.qid = quint32(r.integer(0, UINT32_MAX)); return true;
        case 2: v.kind = r.text(64); return true;
        case 3: v.args = r.bytes(kMaxMutation); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const Answer& v)
{
    FieldWriter w(out);
    w.put(1, v.qid);
    w.put(2, v.asOfSeq);
    w.put(3, v.body);
    if (v.error.code != ErrorCode::None)
        writeError(w.key(4), v.error);
}

void readBody(CborReader& r, Answer& v)
{
    v.error.code = ErrorCode::None;
    r.fields([&](int key) {
        switch (key) {
        case 1: v.qid = quint32(r.integer(0, UINT32_MAX)); return true;
        case 2: v.asOfSeq = r.time(); return true;
        case 3: v.body = r.bytes(kMaxBodyBytes); return true;
        case 4: v.error = readError(r); return true;
        default: return false;
        }
    });
}

void writeBody(CborWriter& out, const Cancel& v)
{
    FieldWriter w(out);
    w.put(1, v.qid);
}

void readBody(CborReader& r, Cancel& v)
{
    r.fields([&](int key) {
        if (key != 1)
            return false;
        v.qid = quint32(r.integer(0, UINT32_MAX));
        return true;
    });
}

}  // namespace kydai::protocol
