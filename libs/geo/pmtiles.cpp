// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/pmtiles.h"

#include <algorithm>

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include "geo/inflate.h"
#include "storage/readfile.h"

using namespace Qt::StringLiterals;

namespace kydai::geo {

namespace {

constexpr qint64 kMaxMetadata = 4 << 20;
constexpr int kMaxText = 4000;
constexpr int kLeavesKept = 32;
constexpr size_t kEntriesKept = 2 << 20;  // 24 bytes each

class FileBytes : public ByteSource
{
public:
    explicit FileBytes(ReadFile file) : m_file(std::move(file)) {}
    qint64 size() const override { return m_file.size(); }
    Result<QByteArray> read(qint64 offset, qint64 length) override
    {
        return m_file.read(offset, length);
    }

private:
    ReadFile m_file;
};

// The bytes of one part of the file, opened from its packing.
Result<QByteArray> section(ByteSource& bytes, PmRange part, PmPacking packing, qint64 bound)
{
    if (part.length > quint64(bound))
        return fail(ErrorCode::TooLarge, {u"directory"_s, QString::number(bound)});
    Result<QByteArray> stored = bytes.read(qint64(part.offset), qint64(part.length));
    if (!stored || packing != PmPacking::Gzip)
        return stored;
    return inflate(*stored, qsizetype(bound));
}

Result<std::vector<PmEntry>> directory(ByteSource& bytes, const PmHeader& header, PmRange part)
{
    const Result<QByteArray> plain = section(bytes, part, header.inner, kMaxPmDirectory);
    if (!plain) {
        Error error = plain.error();
        if (error.code == ErrorCode::Corrupt)
            error.params = {u"directory"_s};
        return tl::unexpected<Error>(error);
    }
    return readPmDirectory(*plain, header.tiles.length, header.leaves.length);
}

class Reader : public TileReader
{
public:
    Reader(std::unique_ptr<ByteSource> bytes, PmHeader header, std::vector<PmEntry> root,
        TileFormat format)
        : m_bytes(std::move(bytes)), m_header(header), m_root(std::move(root)), m_format(format)
    {
    }

    Result<std::optional<TileData>> tile(TileId id) override
    {
        if (!isValid(id) || id.z < m_header.minZoom || id.z > m_header.maxZoom)
            return std::optional<TileData>();
        const quint64 number = hilbertId(id);
        const std::vector<PmEntry>* entries = &m_root;
        for (int depth = 0; depth < kMaxPmDepth; ++depth) {
            const PmEntry* entry = findPmEntry(*entries, number);
            if (!entry)
                return std::optional<TileData>();
            if (entry->run > 0)
                return read(*entry);
            const Result<const std::vector<PmEntry>*> below = leaf(*entry);
            if (!below)
                return tl::unexpected<Error>(below.error());
            entries = *below;
        }
        return fail(ErrorCode::Corrupt, {u"directory"_s}, u"directories without end"_s);
    }

private:
    struct Leaf {
        std::vector<PmEntry> entries;
        quint64 used = 0;
    };

    Result<std::optional<TileData>> read(const PmEntry& entry)
    {
        if (entry.length > quint32(kMaxTileBytes))
            return fail(ErrorCode::TooLarge, {u"tile"_s, QString::number(kMaxTileBytes)});
        const Result<QByteArray> stored =
            m_bytes->read(qint64(m_header.tiles.offset + entry.offset), entry.length);
        if (!stored)
            return tl::unexpected<Error>(stored.error());
        Result<TileData> data = openTile(*stored, m_format);
        if (!data)
            return tl::unexpected<Error>(data.error());
        return std::optional<TileData>(std::move(*data));
    }

    // By value: what it was read from may be dropped here.
    Result<const std::vector<PmEntry>*> leaf(PmEntry entry)
    {
        auto found = m_leaves.find(entry.offset);
        if (found == m_leaves.end()) {
            Result<std::vector<PmEntry>> entries = directory(*m_bytes, m_header,
                {m_header.leaves.offset + entry.offset, entry.length});
            if (!entries)
                return tl::unexpected<Error>(entries.error());
            while (!m_leaves.isEmpty() && (m_leaves.size() >= kLeavesKept
                       || m_kept + entries->size() > kEntriesKept))
                dropOldest();
            m_kept += entries->size();
            found = m_leaves.insert(entry.offset, {std::move(*entries), 0});
        }
        found->used = ++m_turn;
        return &found->entries;
    }

    void dropOldest()
    {
        const auto oldest = std::min_element(m_leaves.begin(), m_leaves.end(),
            [](const Leaf& a, const Leaf& b) { return a.used < b.used; });
        m_kept -= oldest->entries.size();
        m_leaves.erase(oldest);
    }

    std::unique_ptr<ByteSource> m_bytes;
    PmHeader m_header;
    std::vector<PmEntry> m_root;
    TileFormat m_format;
    QHash<quint64, Leaf> m_leaves;
    size_t m_kept = 0;  // entries in m_leaves
    quint64 m_turn = 0;
};

}  // namespace

ByteOpener fileBytes(const QString& path)
{
    return [path]() -> Result<std::unique_ptr<ByteSource>> {
        Result<ReadFile> file = ReadFile::open(path);
        if (!file)
            return tl::unexpected<Error>(file.error());
        return std::unique_ptr<ByteSource>(std::make_unique<FileBytes>(std::move(*file)));
    };
}

Result<std::shared_ptr<const PmTiles>> PmTiles::open(ByteOpener opener)
{
    Result<std::unique_ptr<ByteSource>> bytes = opener();
    if (!bytes)
        return tl::unexpected<Error>(bytes.error());
    const Result<QByteArray> head =
        (*bytes)->read(0, std::min<qint64>(kPmHeaderBytes, (*bytes)->size()));
    if (!head)
        return tl::unexpected<Error>(head.error());
    const Result<PmHeader> header = readPmHeader(*head, quint64((*bytes)->size()));
    if (!header)
        return tl::unexpected<Error>(header.error());
    std::shared_ptr<PmTiles> pack(new PmTiles);
    pack->m_opener = std::move(opener);
    pack->m_header = *header;
    Result<std::vector<PmEntry>> root = directory(**bytes, *header, header->root);
    if (!root)
        return tl::unexpected<Error>(root.error());
    pack->m_root = std::move(*root);
    pack->m_info.minZoom = header->minZoom;
    pack->m_info.maxZoom = header->maxZoom;
    const QString box = u"%1,%2,%3,%4"_s.arg(header->southWest.lon).arg(header->southWest.lat)
                            .arg(header->northEast.lon).arg(header->northEast.lat);
    // All zeros is what writers leave that know no area.
    if (header->southWest.lon != header->northEast.lon)
        readBounds(box, pack->m_info);
    // Metadata is only told, so a pack with damaged metadata still serves.
    const Result<QByteArray> json = section(**bytes, header->metadata, header->inner, kMaxMetadata);
    if (json)
        pack->readMetadata(*json);
    if (header->format) {
        pack->m_info.format = *header->format;
        return pack;
    }
    const Result<QList<TileId>> ids = pack->sampleTiles();
    if (!ids || ids->isEmpty())
        return pack;
    Reader reader(std::move(*bytes), *header, pack->m_root, TileFormat::Mvt);
    Result<std::optional<TileData>> tile = reader.tile(ids->first());
    if (!tile || !*tile)  // no vector tile, so a picture; each tells its own kind
        pack->m_info.format = TileFormat::Png;
    return pack;
}

void PmTiles::readMetadata(QByteArrayView json)
{
    const QJsonObject object = QJsonDocument::fromJson(json.toByteArray()).object();
    const auto text = [&object](QLatin1StringView key) {
        return object.value(key).toString().left(kMaxText).simplified();
    };
    m_info.name = text("name"_L1);
    m_info.description = text("description"_L1);
    m_info.attribution = text("attribution"_L1);
    m_info.licence = text("license"_L1);
    m_info.date = text("planetiler:osm:osmosisreplicationtime"_L1);
    if (m_info.date.isEmpty())
        m_info.date = text("date"_L1);
}

Result<std::unique_ptr<TileReader>> PmTiles::reader() const
{
    Result<std::unique_ptr<ByteSource>> bytes = m_opener();
    if (!bytes)
        return tl::unexpected<Error>(bytes.error());
    return std::unique_ptr<TileReader>(
        std::make_unique<Reader>(std::move(*bytes), m_header, m_root, m_info.format));
}

Result<QList<TileId>> PmTiles::sampleTiles() const
{
    QList<TileId> found;
    Result<std::unique_ptr<ByteSource>> bytes = m_opener();
    if (!bytes)
        return tl::unexpected<Error>(bytes.error());
    for (int third = 0; third < 3 && !m_root.empty(); ++third) {
        std::vector<PmEntry> entries = m_root;
        for (int depth = 0; depth < kMaxPmDepth && !entries.empty(); ++depth) {
            const PmEntry entry = entries[(entries.size() - 1) * size_t(third) / 2];
            if (entry.run > 0) {
                const std::optional<TileId> id = fromHilbertId(entry.id);
                if (!id || id->z < m_header.minZoom || id->z > m_header.maxZoom)
                    return fail(ErrorCode::Corrupt, {u"directory"_s}, u"an id of no tile"_s);
                if (!found.contains(*id))
                    found.append(*id);
                break;
            }
            Result<std::vector<PmEntry>> below = directory(**bytes, m_header,
                {m_header.leaves.offset + entry.offset, entry.length});
            if (!below)
                return tl::unexpected<Error>(below.error());
            entries = std::move(*below);
        }
    }
    return found;
}

}  // namespace kydai::geo
