// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a directory, and as a whole PMTiles file of which tiles are asked.
#include <algorithm>
#include <cstdlib>

#include "geo/pmtiles.h"

namespace {

class Bytes : public kydai::geo::ByteSource
{
public:
    explicit Bytes(QByteArrayView bytes) : m_bytes(bytes) {}
    qint64 size() const override { return m_bytes.size(); }
    kydai::Result<QByteArray> read(qint64 offset, qint64 length) override
    {
        if (offset < 0 || length < 0 || offset > size() || length > size() - offset)
            return kydai::fail(kydai::ErrorCode::Corrupt);
        return m_bytes.sliced(offset, length).toByteArray();
    }

private:
    QByteArrayView m_bytes;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    using namespace kydai::geo;
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    if (const auto entries = readPmDirectory(bytes, 1 << 20, 1 << 20)) {
        if (entries->size() > size)
            std::abort();
        const auto again = readPmDirectory(writePmDirectory(*entries), 1 << 20, 1 << 20);
        if (!again || again->size() != entries->size())
            std::abort();
        for (const PmEntry& entry : *entries) {
            const PmEntry* found = findPmEntry(*entries, entry.id);
            if (!found || found->id != entry.id || entry.offset + entry.length > 1 << 20)
                std::abort();
        }
    }
    const auto pack = PmTiles::open(
        [bytes]() -> kydai::Result<std::unique_ptr<ByteSource>> {
            return std::unique_ptr<ByteSource>(std::make_unique<Bytes>(bytes));
        });
    if (!pack)
        return 0;
    auto reader = (*pack)->reader();
    if (!reader)
        std::abort();
    for (int z = 0; z < 8; ++z)
        static_cast<void>((*reader)->tile({z, 0, (1 << z) - 1}));
    const auto samples = (*pack)->sampleTiles();
    for (const TileId& id : samples ? *samples : QList<TileId>())
        static_cast<void>((*reader)->tile(id));
    return 0;
}
