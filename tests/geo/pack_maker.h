// SPDX-License-Identifier: GPL-3.0-or-later
// Packs made by the tests: MBTiles with any content, PMTiles with leaves and runs; PNG heads.
#pragma once

#include <map>
#include <memory>

#include <QFile>

#include "geo/inflate.h"
#include "geo/pmtiles.h"
#include "geo/vector_tile.h"
#include "storage/db.h"

namespace kydai::geo::testing {

using Tiles = std::map<TileId, QByteArray>;

inline void writeFile(const QString& path, const QByteArray& bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(bytes), bytes.size());
}

// A vector tile of one layer whose one point's tag says which tile it is.
inline QByteArray namedTile(TileId id)
{
    VectorTile tile;
    VectorLayer layer;
    layer.name = QStringLiteral("t");
    layer.keys = {QStringLiteral("id")};
    layer.values = {QStringLiteral("%1/%2/%3").arg(id.z).arg(id.x).arg(id.y)};
    layer.points = {{5, 6}};
    layer.parts = {{0, 1, false}};
    layer.tags = {{0, 0}};
    layer.features = {{1, GeomType::Point, 0, 1, 0, 1}};
    tile.layers = {layer};
    return encodeVectorTile(tile);
}

// Enough of a PNG for whoever reads only its head and its end.
inline QByteArray pngHead(int width, int height)
{
    QByteArray png("\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", 16);
    for (const int side : {width, height}) {
        for (int shift = 24; shift >= 0; shift -= 8)
            png.append(char(side >> shift));
    }
    png.append(QByteArray("\x08\x06\0\0\0\0\0\0\0", 9));
    return png + QByteArray("\0\0\0\0IEND\xae\x42\x60\x82", 12);
}

inline void writeMbTiles(const QString& path, const Tiles& tiles,
    const std::map<QString, QString>& metadata)
{
    QFile::remove(path);
    const Result<Db> db = Db::open(path);
    QVERIFY(db);
    QVERIFY(db->exec("CREATE TABLE metadata(name text, value text);"
                     "CREATE TABLE tiles(zoom_level integer, tile_column integer,"
                     " tile_row integer, tile_data blob);"
                     "CREATE UNIQUE INDEX tile_index ON tiles(zoom_level,tile_column,tile_row)"));
    for (const auto& [name, value] : metadata) {
        Result<Statement> in = db->prepare("INSERT INTO metadata VALUES(?,?)");
        QVERIFY(in && in->bindAll(name, value).run());
    }
    for (const auto& [id, bytes] : tiles) {
        Result<Statement> in = db->prepare("INSERT INTO tiles VALUES(?,?,?,?)");
        QVERIFY(in && in->bindAll(id.z, id.x, flipRow(id.z, id.y), bytes).run());
    }
    QVERIFY(db->exec("PRAGMA journal_mode=DELETE"));
}

inline void putNumber(QByteArray& out, qsizetype at, quint64 value, int bytes)
{
    for (int i = 0; i < bytes; ++i)
        out[at + i] = char(value >> (8 * i));
}

// leafSize 0: everything in the root. Tiles with the same bytes stand once; neighbours are a run.
inline QByteArray makePmTiles(const Tiles& tiles, size_t leafSize, bool packed,
    const QByteArray& metadata)
{
    std::map<quint64, QByteArray> byNumber;
    for (const auto& [id, bytes] : tiles)
        byNumber[hilbertId(id)] = packed ? gzip(bytes) : bytes;
    QByteArray body;
    std::map<QByteArray, quint64> places;
    std::vector<PmEntry> entries;
    for (const auto& [number, bytes] : byNumber) {
        const auto [place, isNew] = places.try_emplace(bytes, quint64(body.size()));
        if (isNew)
            body += bytes;
        PmEntry* last = entries.empty() ? nullptr : &entries.back();
        if (last && last->offset == place->second && last->id + last->run == number)
            ++last->run;
        else
            entries.push_back({number, place->second, quint32(bytes.size()), 1});
    }
    const auto inner = [packed](const QByteArray& bytes) { return packed ? gzip(bytes) : bytes; };
    QByteArray leaves;
    std::vector<PmEntry> root = entries;
    if (leafSize > 0) {
        root.clear();
        for (size_t i = 0; i < entries.size(); i += leafSize) {
            const std::vector<PmEntry> some(entries.begin() + qsizetype(i),
                entries.begin() + qsizetype(std::min(entries.size(), i + leafSize)));
            const QByteArray leaf = inner(writePmDirectory(some));
            root.push_back({some.front().id, quint64(leaves.size()), quint32(leaf.size()), 0});
            leaves += leaf;
        }
    }
    const QByteArray rootBytes = inner(writePmDirectory(root));
    const QByteArray json = inner(metadata);
    QByteArray head(kPmHeaderBytes, '\0');
    head.replace(0, 8, QByteArray("PMTiles\x03", 8));
    quint64 at = quint64(head.size());
    int field = 8;
    for (const QByteArray& part : {rootBytes, json, leaves, body}) {
        putNumber(head, field, at, 8);
        putNumber(head, field + 8, quint64(part.size()), 8);
        at += quint64(part.size());
        field += 16;
    }
    putNumber(head, 72, tiles.size(), 8);
    head[97] = head[98] = char(packed ? PmPacking::Gzip : PmPacking::None);
    head[99] = 1;
    head[100] = char(tiles.begin()->first.z);
    head[101] = char(tiles.rbegin()->first.z);
    putNumber(head, 102, quint64(qint64(1070000000)), 4);
    putNumber(head, 106, quint64(qint64(160000000)), 4);
    putNumber(head, 110, quint64(qint64(1080000000)), 4);
    putNumber(head, 114, quint64(qint64(170000000)), 4);
    return head + rootBytes + json + leaves + body;
}

class MemoryBytes : public ByteSource
{
public:
    explicit MemoryBytes(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    qint64 size() const override { return m_bytes.size(); }
    Result<QByteArray> read(qint64 offset, qint64 length) override
    {
        if (offset < 0 || length < 0 || offset > m_bytes.size() || length > m_bytes.size() - offset)
            return fail(ErrorCode::Corrupt);
        return m_bytes.mid(offset, length);
    }

private:
    QByteArray m_bytes;
};

inline ByteOpener memoryBytes(const QByteArray& bytes)
{
    return [bytes]() -> Result<std::unique_ptr<ByteSource>> {
        return std::unique_ptr<ByteSource>(std::make_unique<MemoryBytes>(bytes));
    };
}

}  // namespace kydai::geo::testing
