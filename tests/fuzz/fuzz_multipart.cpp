// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a multipart body: the same parts and the same verdict however the body is cut.
#include <cstdlib>

#include "intake/multipart.h"

namespace {

using namespace kydai::intake;

struct Seen final : MultipartSink {
    QByteArray trace;
    qint64 file = 0;
    void field(const QString& name, const QString& value) override
    {
        trace += 'f' + name.toUtf8() + '=' + value.toUtf8();
    }
    void fileBegin(const PartHead& head) override
    {
        trace += 'b' + head.name.toUtf8() + head.fileName.toUtf8();
        file = 0;
    }
    void fileData(QByteArrayView bytes) override
    {
        trace += bytes;
        file += bytes.size();
    }
    void fileEnd() override { trace += 'e'; }
};

bool parse(QByteArrayView body, qsizetype cut, const MultipartLimits& limits, Seen& seen)
{
    MultipartParser parser("b0", seen, limits);
    const bool ok =
        parser.feed(body.first(cut)) && parser.feed(body.sliced(cut)) && parser.finish();
    if (seen.file > limits.fileBytes)
        std::abort();
    return ok;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    const QByteArrayView body(reinterpret_cast<const char*>(data), qsizetype(size));
    const MultipartLimits limits{8, 3, 256, 512, 1024, 64};
    Seen once, cut;
    const bool whole = parse(body, body.size(), limits, once);
    const bool halves = parse(body, body.size() / 2, limits, cut);
    if (whole != halves || (whole && once.trace != cut.trace))
        std::abort();
    return 0;
}
