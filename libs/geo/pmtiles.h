// SPDX-License-Identifier: GPL-3.0-or-later
// PMTiles v3: tiles and their directories in one file, read piece by piece.
// Threads: as TileSource says; a reader opens its own bytes and keeps up to 32 leaf directories.
#pragma once

#include <functional>

#include "geo/pmtiles_directory.h"
#include "geo/tile_source.h"

namespace kydai::geo {

// Where the bytes lie. One thread at a time.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    virtual qint64 size() const = 0;
    // Exactly `length` bytes; Corrupt when there are fewer, Io when they cannot be had.
    virtual Result<QByteArray> read(qint64 offset, qint64 length) = 0;
};

// Opens the same bytes once more; called from the thread that will read. Any thread.
using ByteOpener = std::function<Result<std::unique_ptr<ByteSource>>()>;
ByteOpener fileBytes(const QString& path);

class PmTiles : public TileSource
{
public:
    // Errors: those of readPmHeader and of the opener; TooLarge for absurd directories.
    static Result<std::shared_ptr<const PmTiles>> open(ByteOpener opener);

    const TileSourceInfo& info() const override { return m_info; }
    Result<std::unique_ptr<TileReader>> reader() const override;
    const PmHeader& header() const { return m_header; }
    const std::vector<PmEntry>& rootDirectory() const { return m_root; }
    qint64 countTiles() const { return qint64(m_header.addressedTiles); }  // 0 = not told
    // Some ids that the directories name: first, middle and last, through one leaf each.
    Result<QList<TileId>> sampleTiles() const;

private:
    PmTiles() = default;
    void readMetadata(QByteArrayView json);

    ByteOpener m_opener;
    PmHeader m_header;
    std::vector<PmEntry> m_root;
    TileSourceInfo m_info;
};

}  // namespace kydai::geo
