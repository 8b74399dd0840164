// SPDX-License-Identifier: GPL-3.0-or-later
// The frame: [type, {fields}]. The type is the message's place in the variant, counted from 1.
#include "protocol/messages.h"

#include "protocol/bodies.h"

namespace kydai::protocol {

namespace {

constexpr int kFirstIgnorable = 128;

// Builds the n-th alternative of Message and reads its fields.
template <size_t N = 0> void readType(int type, CborReader& r, Message& out)
{
    if constexpr (N < std::variant_size_v<Message>) {
        if (size_t(type) == N + 1)
            readBody(r, out.emplace<N>());
        else
            readType<N + 1>(type, r, out);
    }
}

}  // namespace

QByteArray encode(const Message& message)
{
    CborWriter out;
    out.array(2);
    out.integer(qint64(message.index()) + 1);
    std::visit([&out](const auto& body) { writeBody(out, body); }, message);
    return out.take();
}

Result<Message> decode(QByteArrayView frame, int maxBytes)
{
    const auto bad = [](const char* why) {
        return fail(ErrorCode::BadFrame, {}, QString::fromLatin1(why));
    };
    if (frame.size() > maxBytes)
        return bad("frame over the receiver's cap");
    CborReader r(frame);
    if (r.array(16) < 2)
        return bad("no frame");
    const int type = r.small(0, INT_MAX);
    if (!r.ok())
        return bad(r.error());
    if (type >= kFirstIgnorable)
        return fail(ErrorCode::Unsupported, {QString::number(type)});
    if (type < 1 || type > int(std::variant_size_v<Message>))
        return fail(ErrorCode::Unknown, {QStringLiteral("type"), QString::number(type)});
    Message message;
    readType(type, r, message);
    if (r.ok() && !r.atEnd())
        r.refuse("trailing bytes");
    if (!r.ok())
        return bad(r.error());
    return message;
}

}  // namespace kydai::protocol
