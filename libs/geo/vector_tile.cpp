// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/vector_tile.h"

#include <algorithm>

#include <QSet>

#include "geo/vector_geometry.h"

using namespace Qt::StringLiterals;

namespace kydai::geo {

namespace {

using protozero::pbf_reader;
using protozero::pbf_wire_type;
using protozero::tag_and_type;

constexpr auto kVarint = pbf_wire_type::varint;
constexpr auto kBytes = pbf_wire_type::length_delimited;

QString text(protozero::data_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

// Counts what is broken and keeps the first sentence.
struct Faults {
    VectorTile& tile;

    void add(const QString& what)
    {
        if (tile.faults++ == 0)
            tile.firstFault = what;
    }
};

// One value; nothing when it is of no kind the specification knows.
std::optional<TagValue> readValue(pbf_reader reader)
{
    std::optional<TagValue> value;
    while (reader.next()) {
        switch (reader.tag_and_type()) {
        case tag_and_type(1, kBytes): value = text(reader.get_view()); break;
        case tag_and_type(2, pbf_wire_type::fixed32): value = double(reader.get_float()); break;
        case tag_and_type(3, pbf_wire_type::fixed64): value = reader.get_double(); break;
        case tag_and_type(4, kVarint): value = qint64(reader.get_int64()); break;
        case tag_and_type(5, kVarint): value = quint64(reader.get_uint64()); break;
        case tag_and_type(6, kVarint): value = qint64(reader.get_sint64()); break;
        case tag_and_type(7, kVarint): value = reader.get_bool(); break;
        default: return std::nullopt;
        }
    }
    return value;
}

struct RawFeature {
    VectorFeature feature;
    protozero::data_view tags, geometry;
    bool hasType = false, hasTags = false, hasGeometry = false, broken = false;
};

RawFeature readRaw(pbf_reader reader)
{
    RawFeature raw;
    while (reader.next()) {
        switch (reader.tag_and_type()) {
        case tag_and_type(1, kVarint): raw.feature.id = reader.get_uint64(); break;
        case tag_and_type(2, kBytes):
            raw.broken |= raw.hasTags;
            raw.hasTags = true;
            raw.tags = reader.get_view();
            break;
        case tag_and_type(3, kVarint): {
            const quint64 type = reader.get_uint64();
            raw.broken |= type > 3;
            raw.hasType = true;
            raw.feature.type = type > 3 ? GeomType::Unknown : GeomType(type);
            break;
        }
        case tag_and_type(4, kBytes):
            raw.broken |= raw.hasGeometry;
            raw.hasGeometry = true;
            raw.geometry = reader.get_view();
            break;
        default:
            raw.broken |= reader.tag() <= 4;  // a known field in a foreign shape
            reader.skip();
        }
    }
    raw.broken |= !raw.hasType || !raw.hasGeometry;
    return raw;
}

PackedNumbers numbers(protozero::data_view view)
{
    using Iterator = pbf_reader::const_uint32_iterator;
    const char* end = view.data() + view.size();
    return {Iterator(view.data(), end), Iterator(end, end)};
}

bool readTags(protozero::data_view view, VectorLayer& layer)
{
    const PackedNumbers range = numbers(view);
    for (auto it = range.begin(); it != range.end();) {
        const quint32 key = *it++;
        if (it == range.end())
            return false;
        const quint32 value = *it++;
        if (key >= layer.keys.size() || value >= layer.values.size())
            return false;
        layer.tags.push_back({key, value});
    }
    return true;
}

void readFeature(pbf_reader reader, VectorLayer& layer, Faults& faults)
{
    RawFeature raw = readRaw(reader);
    if (raw.broken) {
        faults.add(u"a feature lacks or doubles a field"_s);
        return;
    }
    VectorFeature& feature = raw.feature;
    feature.tagBegin = quint32(layer.tags.size());
    feature.partBegin = quint32(layer.parts.size());
    if (!readTags(raw.tags, layer)) {
        layer.tags.resize(feature.tagBegin);
        faults.add(u"a feature's tags are not pairs of the layer's keys and values"_s);
        return;
    }
    const GeometryFault fault = decodeGeometry(numbers(raw.geometry),
        qsizetype(raw.geometry.size()), feature.type, layer);
    if (fault != GeometryFault::None)
        faults.add(u"a feature's geometry breaks the rules"_s);
    if (fault == GeometryFault::Bad) {
        layer.tags.resize(feature.tagBegin);
        return;
    }
    feature.tagEnd = quint32(layer.tags.size());
    feature.partEnd = quint32(layer.parts.size());
    layer.features.push_back(feature);
}

struct LayerHead {
    bool hasName = false, hasVersion = false, foreign = false;
    size_t features = 0, geometryBytes = 0;
};

// Everything but the features, which may stand before the keys they point to.
LayerHead readHead(pbf_reader reader, VectorLayer& layer, Faults& faults)
{
    LayerHead head;
    quint64 version = 0;
    quint64 extent = layer.extent;
    while (reader.next()) {
        switch (reader.tag_and_type()) {
        case tag_and_type(1, kBytes):
            layer.name = text(reader.get_view());
            head.hasName = true;
            break;
        case tag_and_type(2, kBytes):
            ++head.features;
            head.geometryBytes += reader.get_view().size();
            break;
        case tag_and_type(3, kBytes): layer.keys.push_back(text(reader.get_view())); break;
        case tag_and_type(4, kBytes): {
            std::optional<TagValue> value = readValue(reader.get_message());
            if (!value)
                faults.add(u"a value of an unknown kind"_s);
            layer.values.push_back(value ? std::move(*value) : TagValue(QString()));
            break;
        }
        case tag_and_type(5, kVarint): extent = reader.get_uint64(); break;
        case tag_and_type(15, kVarint):
            version = reader.get_uint64();
            head.hasVersion = true;
            break;
        default:
            head.foreign |= reader.tag() <= 5 || reader.tag() == 15;
            reader.skip();
        }
    }
    head.foreign |= extent == 0 || extent > kMaxExtent || version > 2 || version == 0;
    layer.extent = quint32(std::min<quint64>(extent, kMaxExtent));
    layer.version = quint32(std::min<quint64>(version, 2));
    return head;
}

void readLayer(pbf_reader reader, VectorTile& tile, QSet<QString>& names, Faults& faults)
{
    VectorLayer layer;
    const LayerHead head = readHead(reader, layer, faults);
    if (!head.hasName || !head.hasVersion || head.foreign) {
        faults.add(u"a layer without name or version, or of a foreign shape"_s);
        return;
    }
    if (names.contains(layer.name)) {
        faults.add(u"two layers of one name"_s);
        return;
    }
    names.insert(layer.name);
    layer.features.reserve(head.features);
    layer.points.reserve(head.geometryBytes / 5);
    while (reader.next()) {
        if (reader.tag_and_type() == tag_and_type(2, kBytes))
            readFeature(reader.get_message(), layer, faults);
        else
            reader.skip();
    }
    tile.layers.push_back(std::move(layer));
}

}  // namespace

const TagValue* VectorLayer::tag(const VectorFeature& feature, const QString& key) const
{
    for (quint32 i = feature.tagBegin; i < feature.tagEnd; ++i) {
        if (keys[tags[i].key] == key)
            return &values[tags[i].value];
    }
    return nullptr;
}

QString VectorLayer::text(const VectorFeature& feature, const QString& key) const
{
    const TagValue* value = tag(feature, key);
    const QString* found = value ? std::get_if<QString>(value) : nullptr;
    return found ? *found : QString();
}

const VectorLayer* VectorTile::layer(const QString& name) const
{
    const auto it = std::find_if(layers.begin(), layers.end(),
        [&name](const VectorLayer& one) { return one.name == name; });
    return it == layers.end() ? nullptr : &*it;
}

Result<VectorTile> decodeVectorTile(QByteArrayView bytes)
{
    if (bytes.size() > kMaxTileBytes)
        return fail(ErrorCode::TooLarge, {u"tile"_s, QString::number(kMaxTileBytes)});
    VectorTile tile;
    Faults faults{tile};
    QSet<QString> names;
    int layers = 0;
    try {
        pbf_reader reader(bytes.data(), size_t(bytes.size()));
        while (reader.next()) {
            if (reader.tag_and_type() == tag_and_type(3, kBytes)) {
                if (++layers > kMaxLayers)
                    return fail(ErrorCode::TooLarge, {u"layers"_s, QString::number(kMaxLayers)});
                readLayer(reader.get_message(), tile, names, faults);
            } else {
                if (reader.tag() == 3)
                    faults.add(u"a layer of a foreign shape"_s);
                reader.skip();
            }
        }
    } catch (const protozero::exception& damage) {
        return fail(ErrorCode::Corrupt, {}, u"vector tile: "_s + QString::fromLatin1(damage.what()));
    }
    return tile;
}

}  // namespace kydai::geo
