// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of each message; see docs/protocol.md. Used by messages.cpp alone.
#pragma once

#include "protocol/cbor.h"
#include "protocol/messages.h"

namespace kydai::protocol {

#define KYDAI_MESSAGE_BODY(Type) \
    void writeBody(CborWriter& out, const Type& v); \
    void readBody(CborReader& r, Type& v);

KYDAI_MESSAGE_BODY(Hello)
KYDAI_MESSAGE_BODY(ServerHello)
KYDAI_MESSAGE_BODY(Auth)
KYDAI_MESSAGE_BODY(AuthOk)
KYDAI_MESSAGE_BODY(AuthError)
KYDAI_MESSAGE_BODY(DirectoryData)
KYDAI_MESSAGE_BODY(Subscribe)
KYDAI_MESSAGE_BODY(SubOk)
KYDAI_MESSAGE_BODY(Page)
KYDAI_MESSAGE_BODY(PageAck)
KYDAI_MESSAGE_BODY(Delta)
KYDAI_MESSAGE_BODY(Ack)
KYDAI_MESSAGE_BODY(Mutate)
KYDAI_MESSAGE_BODY(MutateResult)
KYDAI_MESSAGE_BODY(DoneThrough)
KYDAI_MESSAGE_BODY(Presence)
KYDAI_MESSAGE_BODY(Ping)
KYDAI_MESSAGE_BODY(Pong)
KYDAI_MESSAGE_BODY(ErrorMessage)
KYDAI_MESSAGE_BODY(Goaway)
KYDAI_MESSAGE_BODY(Query)
KYDAI_MESSAGE_BODY(Answer)
KYDAI_MESSAGE_BODY(Cancel)

#undef KYDAI_MESSAGE_BODY

}  // namespace kydai::protocol
