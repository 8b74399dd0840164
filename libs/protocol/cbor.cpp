// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/cbor.h"

#include <cmath>
#include <cstring>

#include <QSet>
#include <QtEndian>

namespace kydai::protocol {

// ---- writer ----

void CborWriter::head(quint8 major, quint64 value)
{
    char buffer[9];
    int size = 1;
    const auto first = [&](quint8 info) { buffer[0] = char((major << 5) | info); };
    if (value < 24) {
        first(quint8(value));
    } else if (value <= 0xff) {
        first(24);
        buffer[1] = char(value);
        size = 2;
    } else if (value <= 0xffff) {
        first(25);
        qToBigEndian(quint16(value), buffer + 1);
        size = 3;
    } else if (value <= 0xffffffff) {
        first(26);
        qToBigEndian(quint32(value), buffer + 1);
        size = 5;
    } else {
        first(27);
        qToBigEndian(value, buffer + 1);
        size = 9;
    }
    m_out.append(buffer, size);
}

void CborWriter::integer(qint64 value)
{
    if (value >= 0)
        head(0, quint64(value));
    else
        head(1, quint64(-1 - value));
}

void CborWriter::real(double value)
{
    quint64 bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    char buffer[9];
    buffer[0] = char(0xfb);
    qToBigEndian(bits, buffer + 1);
    m_out.append(buffer, 9);
}

void CborWriter::text(QStringView value)
{
    const QByteArray utf8 = value.toUtf8();
    head(3, quint64(utf8.size()));
    m_out.append(utf8);
}

void CborWriter::bytes(QByteArrayView value)
{
    head(2, quint64(value.size()));
    m_out.append(value.data(), value.size());
}

void CborWriter::uuid(const Uuid& value)
{
    bytes(value.isNull() ? QByteArray() : value.toRfc4122());
}

CborWriter::OpenMap CborWriter::beginMap()
{
    const OpenMap open{m_out.size(), 0};
    m_out.append(char(0xa0));
    return open;
}

void CborWriter::endMap(const OpenMap& open)
{
    if (open.pairs < 24) {
        m_out[open.at] = char(0xa0 | open.pairs);
        return;
    }
    m_out[open.at] = char(0xb8);  // 24..255 pairs: one more byte
    m_out.insert(open.at + 1, char(open.pairs));
}

void FieldWriter::put(int k, const QStringList& value)
{
    putList(k, value, [](CborWriter& w, const QString& item) { w.text(item); });
}

void FieldWriter::put(int k, const QList<Uuid>& value)
{
    putList(k, value, [](CborWriter& w, const Uuid& item) { w.uuid(item); });
}

// ---- reader ----

CborReader::Head CborReader::head()
{
    if (m_error)
        return {};
    if (m_at == m_end) {
        refuse("cut short");
        return {};
    }
    const quint8 first = quint8(*m_at++);
    Head h{quint8(first >> 5), quint8(first & 31), quint8(first & 31)};
    if (h.info < 24)
        return h;
    if (h.info > 27) {
        refuse("indefinite or reserved length");
        return {};
    }
    const int size = 1 << (h.info - 24);
    if (m_end - m_at < size) {
        refuse("cut short");
        return {};
    }
    switch (size) {
    case 1: h.value = quint8(*m_at); break;
    case 2: h.value = qFromBigEndian<quint16>(m_at); break;
    case 4: h.value = qFromBigEndian<quint32>(m_at); break;
    default: h.value = qFromBigEndian<quint64>(m_at); break;
    }
    m_at += size;
    return h;
}

CborReader::Kind CborReader::peek() const
{
    if (m_error || m_at == m_end)
        return Kind::Bad;
    const quint8 first = quint8(*m_at);
    switch (first >> 5) {
    case 0:
    case 1: return Kind::Integer;
    case 2: return Kind::Bytes;
    case 3: return Kind::Text;
    case 4: return Kind::Array;
    case 5: return Kind::Map;
    case 6: return Kind::Tag;
    default: break;
    }
    switch (first & 31) {
    case 20:
    case 21: return Kind::Boolean;
    case 22: return Kind::Null;
    case 25:
    case 26:
    case 27: return Kind::Real;
    default: return Kind::Bad;
    }
}

qsizetype CborReader::array(qsizetype maxItems)
{
    const Head h = head();
    if (m_error || h.major != 4 || h.value > quint64(maxItems)
        || h.value > quint64(m_end - m_at)) {
        refuse("no array, or too long");
        return 0;
    }
    return qsizetype(h.value);
}

qsizetype CborReader::map(qsizetype maxPairs)
{
    const Head h = head();
    if (m_error || h.major != 5 || h.value > quint64(maxPairs)
        || h.value > quint64(m_end - m_at)) {
        refuse("no map, or too long");
        return 0;
    }
    return qsizetype(h.value);
}

qint64 CborReader::integer(qint64 min, qint64 max)
{
    const Head h = head();
    if (m_error || h.major > 1 || h.value > quint64(INT64_MAX)) {
        refuse("no integer");
        return 0;
    }
    const qint64 value = h.major == 0 ? qint64(h.value) : -1 - qint64(h.value);
    if (value < min || value > max) {
        refuse("integer out of range");
        return 0;
    }
    return value;
}

bool CborReader::boolean()
{
    const Head h = head();
    if (m_error || h.major != 7 || (h.info != 20 && h.info != 21)) {
        refuse("no boolean");
        return false;
    }
    return h.info == 21;
}

void CborReader::null()
{
    const Head h = head();
    if (m_error || h.major != 7 || h.info != 22)
        refuse("no null");
}

static double halfToDouble(quint16 bits)
{
    const int exponent = (bits >> 10) & 31;
    const int mantissa = bits & 1023;
    if (exponent == 31)
        return std::nan("");  // infinities too: both are refused
    const double magnitude = exponent == 0 ? std::ldexp(mantissa, -24)
                                           : std::ldexp(mantissa + 1024, exponent - 25);
    return bits & 0x8000 ? -magnitude : magnitude;
}

double CborReader::real(double min, double max)
{
    double value = 0;
    if (peek() == Kind::Integer) {
        value = double(integer());
    } else {
        const Head h = head();
        if (m_error || h.major != 7 || h.info < 25) {
            refuse("no number");
            return 0;
        }
        if (h.info == 25) {
            value = halfToDouble(quint16(h.value));
        } else if (h.info == 26) {
            const quint32 bits = quint32(h.value);
            float single = 0;
            std::memcpy(&single, &bits, sizeof bits);
            value = double(single);
        } else {
            std::memcpy(&value, &h.value, sizeof value);
        }
    }
    if (!std::isfinite(value) || value < min || value > max) {
        refuse("number out of range");
        return 0;
    }
    return value;
}

QByteArrayView CborReader::chunk(quint64 size, qsizetype max)
{
    if (m_error)
        return {};
    if (size > quint64(max) || size > quint64(m_end - m_at)) {
        refuse("string too long");
        return {};
    }
    const QByteArrayView view(m_at, qsizetype(size));
    m_at += qsizetype(size);
    return view;
}

QString CborReader::text(qsizetype maxUnits)
{
    const Head h = head();
    if (m_error || h.major != 3) {
        refuse("no text");
        return {};
    }
    const QByteArrayView utf8 = chunk(h.value, qMin<qsizetype>(kMaxStringBytes, maxUnits * 3));
    if (m_error)
        return {};
    if (!utf8.isValidUtf8()) {
        refuse("not UTF-8");
        return {};
    }
    QString value = QString::fromUtf8(utf8);
    if (value.size() > maxUnits) {
        refuse("text too long");
        return {};
    }
    return value;
}

QByteArrayView CborReader::bytesView(qsizetype maxBytes)
{
    const Head h = head();
    if (m_error || h.major != 2) {
        refuse("no bytes");
        return {};
    }
    return chunk(h.value, maxBytes);
}

QByteArray CborReader::bytes(qsizetype maxBytes)
{
    return bytesView(maxBytes).toByteArray();
}

Uuid CborReader::uuid()
{
    const QByteArrayView raw = bytesView(16);
    if (m_error || raw.isEmpty())
        return {};
    if (raw.size() != 16) {
        refuse("no id");
        return {};
    }
    return QUuid::fromRfc4122(raw);
}

quint64 CborReader::tag()
{
    const Head h = head();
    if (m_error || h.major != 6) {
        refuse("no tag");
        return 0;
    }
    return h.value;
}

QStringList CborReader::texts(qsizetype maxItems, qsizetype maxUnits)
{
    QStringList list;
    items(maxItems, [&] { list.append(text(maxUnits)); });
    return list;
}

QList<Uuid> CborReader::uuids(qsizetype maxItems)
{
    QList<Uuid> list;
    items(maxItems, [&] { list.append(uuid()); });
    return list;
}

bool CborReader::markKey(qint64 key, quint64& seen, QList<qint64>& seenHigh)
{
    bool fresh = true;
    if (key >= 0 && key < 64) {
        fresh = !((seen >> key) & 1);
        seen |= 1ULL << key;
    } else {
        fresh = !seenHigh.contains(key);
        seenHigh.append(key);
    }
    if (!fresh)
        refuse("duplicate key");
    return ok();
}

void CborReader::skipMap(qsizetype pairs)
{
    QSet<QByteArray> keys;
    for (qsizetype i = 0; i < pairs && ok(); ++i) {
        const char* from = m_at;
        skip();
        const QByteArray key(from, m_at - from);
        if (ok() && keys.contains(key))
            refuse("duplicate key");
        keys.insert(key);
        skip();
    }
}

void CborReader::skip()
{
    switch (peek()) {
    case Kind::Integer: integer(INT64_MIN, INT64_MAX); break;
    case Kind::Bytes: bytesView(kMaxBodyBytes); break;
    case Kind::Text: text(kMaxStringBytes); break;
    case Kind::Boolean:
    case Kind::Null:
    case Kind::Real: head(); break;
    case Kind::Array: items(m_end - m_at, [this] { skip(); }); break;
    case Kind::Map: {
        const qsizetype pairs = map(4096);
        enter();
        skipMap(pairs);
        leave();
        break;
    }
    case Kind::Tag:
        tag();
        enter();
        skip();
        leave();
        break;
    case Kind::Bad: refuse("cut short, or a kind that is not used"); break;
    }
}

}  // namespace kydai::protocol
