// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/inflate.h"

#include <algorithm>

#include <zlib.h>

using namespace Qt::StringLiterals;

namespace kydai::geo {

namespace {

constexpr int kEitherHeader = 15 + 32;  // full window, gzip or zlib by the header
constexpr int kGzipHeader = 15 + 16;
constexpr qsizetype kFirstStep = 16 << 10;

struct Inflater {
    z_stream stream{};
    bool ready = false;

    Inflater() { ready = inflateInit2(&stream, kEitherHeader) == Z_OK; }
    ~Inflater()
    {
        if (ready)
            inflateEnd(&stream);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
};

// zlib's interface is not const-correct; it never writes to its input.
Bytef* input(QByteArrayView bytes)
{
    return const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
}

}  // namespace

bool isGzip(QByteArrayView bytes)
{
    return bytes.size() >= 3 && uchar(bytes[0]) == 0x1f && uchar(bytes[1]) == 0x8b
        && bytes[2] == 8;
}

Result<QByteArray> inflate(QByteArrayView packed, qsizetype maxBytes)
{
    if (packed.size() > (1 << 30))
        return fail(ErrorCode::TooLarge, {u"packed"_s});
    Inflater inflater;
    if (!inflater.ready)
        return fail(ErrorCode::Internal, {}, u"no memory for zlib"_s);
    z_stream& stream = inflater.stream;
    stream.next_in = input(packed);
    stream.avail_in = uInt(packed.size());
    QByteArray out;
    int rc = Z_OK;
    while (rc == Z_OK) {
        const qsizetype done = out.size();
        // One byte more than allowed is asked for, so that "too large" is seen and not guessed.
        const qsizetype step = std::min(std::max(kFirstStep, done), maxBytes + 1 - done);
        if (step <= 0)
            return fail(ErrorCode::TooLarge, {u"packed"_s, QString::number(maxBytes)});
        out.resize(done + step);
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + done);
        stream.avail_out = uInt(step);
        rc = ::inflate(&stream, Z_NO_FLUSH);
        out.resize(done + step - qsizetype(stream.avail_out));
        if (rc == Z_BUF_ERROR || (rc == Z_OK && stream.avail_in == 0 && stream.avail_out != 0))
            return fail(ErrorCode::Corrupt, {}, u"packed data is cut short"_s);
    }
    if (rc != Z_STREAM_END)
        return fail(ErrorCode::Corrupt, {}, u"packed data is damaged"_s);
    if (out.size() > maxBytes)
        return fail(ErrorCode::TooLarge, {u"packed"_s, QString::number(maxBytes)});
    if (stream.avail_in != 0)
        return fail(ErrorCode::Corrupt, {}, u"bytes behind the packed data"_s);
    return out;
}

QByteArray gzip(QByteArrayView plain)
{
    z_stream stream{};
    int rc = deflateInit2(&stream, 6, Z_DEFLATED, kGzipHeader, 8, Z_DEFAULT_STRATEGY);
    KYDAI_ASSERT(rc == Z_OK);  // fails only without memory
    QByteArray out(qsizetype(deflateBound(&stream, uLong(plain.size()))) + 32, Qt::Uninitialized);
    stream.next_in = input(plain);
    stream.avail_in = uInt(plain.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = uInt(out.size());
    rc = deflate(&stream, Z_FINISH);
    KYDAI_ASSERT(rc == Z_STREAM_END);
    out.resize(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return out;
}

}  // namespace kydai::geo
