// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments of an operation: field code -> value. Kinds: nothing, bool, integer, number, text,
// bytes, id (tag 37), list, map. Text-keyed because the codes are those of the workflow table.
#include "protocol/casecodec.h"
#include "protocol/parts.h"

namespace kydai::protocol {

namespace {

constexpr int kMaxArgs = 64;
constexpr int kMaxArgName = 64;
constexpr int kMaxArgItems = 1000;
constexpr quint64 kUuidTag = 37;  // IANA: binary UUID

void writeValue(CborWriter& out, const QVariant& value);

void writeList(CborWriter& out, const QVariantList& list)
{
    out.array(list.size());
    for (const QVariant& item : list)
        writeValue(out, item);
}

void writeValue(CborWriter& out, const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Bool: out.boolean(value.toBool()); return;
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::Long:
    case QMetaType::Short:
    case QMetaType::UShort:
    case QMetaType::LongLong:
    case QMetaType::ULongLong: out.integer(value.toLongLong()); return;
    case QMetaType::Float:
    case QMetaType::Double: out.real(value.toDouble()); return;
    case QMetaType::QString: out.text(value.toString()); return;
    case QMetaType::QByteArray: out.bytes(value.toByteArray()); return;
    case QMetaType::QUuid:
        out.tag(kUuidTag);
        out.uuid(value.toUuid());
        return;
    case QMetaType::QStringList:
    case QMetaType::QVariantList: writeList(out, value.toList()); return;
    case QMetaType::QVariantMap: writeArgs(out, value.toMap()); return;
    default: out.null(); return;
    }
}

QVariant readValue(CborReader& r);

QVariant readList(CborReader& r)
{
    QVariantList list;
    bool allText = true;
    r.items(kMaxArgItems, [&] {
        allText = allText && r.peek() == CborReader::Kind::Text;
        list.append(readValue(r));
    });
    if (!allText)
        return list;
    QStringList texts;  // the workflow's lists are lists of codes
    for (const QVariant& item : std::as_const(list))
        texts.append(item.toString());
    return texts;
}

QVariant readValue(CborReader& r)
{
    switch (r.peek()) {
    case CborReader::Kind::Boolean: return r.boolean();
    case CborReader::Kind::Integer: return r.integer();
    case CborReader::Kind::Real: return r.real(-1e300, 1e300);
    case CborReader::Kind::Text: return r.text(kMaxStringBytes);
    case CborReader::Kind::Bytes: return r.bytes(kMaxStringBytes);
    case CborReader::Kind::Array: return readList(r);
    case CborReader::Kind::Map: return readArgs(r);
    case CborReader::Kind::Null: r.null(); return {};
    case CborReader::Kind::Tag:
        if (r.tag() == kUuidTag)
            return r.uuid();
        r.refuse("unknown tag");
        return {};
    case CborReader::Kind::Bad: break;
    }
    r.refuse("cut short, or a kind that is not used");
    return {};
}

}  // namespace

void writeArgs(CborWriter& out, const QVariantMap& args)
{
    out.map(args.size());
    for (auto it = args.begin(); it != args.end(); ++it) {
        out.text(it.key());
        writeValue(out, it.value());
    }
}

QVariantMap readArgs(CborReader& r)
{
    QVariantMap args;
    const qsizetype pairs = r.map(kMaxArgs);
    r.enter();
    for (qsizetype i = 0; i < pairs && r.ok(); ++i) {
        const QString name = r.text(kMaxArgName);
        if (args.contains(name))
            r.refuse("duplicate key");
        args.insert(name, readValue(r));
    }
    r.leave();
    return args;
}

QByteArray encodeArgs(const QVariantMap& args)
{
    CborWriter out;
    writeArgs(out, args);
    return out.take();
}

Result<QVariantMap> decodeArgs(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return QVariantMap{};
    CborReader r(bytes);
    QVariantMap args = readArgs(r);
    if (r.ok() && !r.atEnd())
        r.refuse("trailing bytes");
    if (!r.ok())
        return fail(ErrorCode::BadFrame, {QStringLiteral("args")}, QString::fromLatin1(r.error()));
    return args;
}

}  // namespace kydai::protocol
