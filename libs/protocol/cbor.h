// SPDX-License-Identifier: GPL-3.0-or-later
// A small CBOR (RFC 8949) writer and a bounded reader over one buffer. Definite lengths only, so that
// nothing is allocated before its size was checked. Maps have integer keys, each once. No thread, no
// exception: the reader keeps the first error and from then on gives zeros.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QStringList>

#include "core/ids.h"

namespace kydai::protocol {

inline constexpr int kMaxDepth = 16;
inline constexpr int kMaxStringBytes = 64 * 1024;
inline constexpr int kMaxBodyBytes = 256 * 1024;
inline constexpr qint64 kMaxSafeInteger = (1LL << 53) - 1;  // of times and positions in the log

class CborWriter
{
public:
    void array(qsizetype items) { head(4, quint64(items)); }
    void map(qsizetype pairs) { head(5, quint64(pairs)); }
    void integer(qint64 value);
    void boolean(bool value) { m_out.append(char(value ? 0xf5 : 0xf4)); }
    void null() { m_out.append(char(0xf6)); }
    void real(double value);
    void text(QStringView value);
    void bytes(QByteArrayView value);
    void uuid(const Uuid& value);  // 16 bytes, a null id is an empty string
    void tag(quint64 value) { head(6, value); }

    // A map whose size is known only at its end.
    struct OpenMap { qsizetype at; int pairs; };
    OpenMap beginMap();
    void endMap(const OpenMap& open);

    const QByteArray& data() const { return m_out; }
    QByteArray take() { return std::move(m_out); }
    void reserve(qsizetype bytes) { m_out.reserve(bytes); }

private:
    void head(quint8 major, quint64 value);
    QByteArray m_out;
};

// Writes the pairs of one map and leaves out what is at its default (zero, empty).
class FieldWriter
{
public:
    explicit FieldWriter(CborWriter& writer) : m_writer(writer), m_open(writer.beginMap()) {}
    ~FieldWriter() { m_writer.endMap(m_open); }
    Q_DISABLE_COPY_MOVE(FieldWriter)

    CborWriter& key(int key)  // writes the key; the caller writes the value
    {
        ++m_open.pairs;
        m_writer.integer(key);
        return m_writer;
    }
    void always(int k, qint64 value) { key(k).integer(value); }
    void put(int k, qint64 value) { if (value) key(k).integer(value); }
    void put(int k, int value) { put(k, qint64(value)); }
    void put(int k, quint32 value) { put(k, qint64(value)); }
    void put(int k, bool value) { if (value) key(k).boolean(true); }
    void put(int k, double value) { key(k).real(value); }
    void put(int k, const QString& value) { if (!value.isEmpty()) key(k).text(value); }
    void put(int k, const QByteArray& value) { if (!value.isEmpty()) key(k).bytes(value); }
    void put(int k, const Uuid& value) { if (!value.isNull()) key(k).uuid(value); }
    void put(int k, const QStringList& value);
    void put(int k, const QList<Uuid>& value);
    template <typename Enum> void putEnum(int k, Enum value) { put(k, qint64(value)); }
    template <typename T, typename WriteItem>
    void putList(int k, const QList<T>& items, WriteItem&& writeItem)
    {
        if (items.isEmpty())
            return;
        key(k).array(items.size());
        for (const T& item : items)
            writeItem(m_writer, item);
    }

private:
    CborWriter& m_writer;
    CborWriter::OpenMap m_open;
};

class CborReader
{
public:
    enum class Kind { Integer, Bytes, Text, Array, Map, Tag, Boolean, Null, Real, Bad };

    explicit CborReader(QByteArrayView bytes)
        : m_begin(bytes.data()), m_at(bytes.data()), m_end(bytes.data() + bytes.size()) {}

    bool ok() const { return m_error == nullptr; }
    const char* error() const { return m_error; }  // English, technical; null = none
    bool atEnd() const { return m_at == m_end; }
    qsizetype position() const { return m_at - m_begin; }
    void refuse(const char* why) { if (!m_error) { m_error = why; m_at = m_end; } }

    Kind peek() const;
    qsizetype array(qsizetype maxItems);
    qsizetype map(qsizetype maxPairs);
    qint64 integer(qint64 min = -kMaxSafeInteger, qint64 max = kMaxSafeInteger);
    int small(int min, int max) { return int(integer(min, max)); }
    qint64 time() { return integer(0, kMaxSafeInteger); }
    bool boolean();
    double real(double min, double max);  // also takes integers; NaN and infinities are refused
    QString text(qsizetype maxUnits);
    QByteArray bytes(qsizetype maxBytes);
    QByteArrayView bytesView(qsizetype maxBytes);
    Uuid uuid();
    quint64 tag();
    void null();
    QStringList texts(qsizetype maxItems, qsizetype maxUnits);
    QList<Uuid> uuids(qsizetype maxItems);
    void skip();  // any item, checked like every other

    template <typename Enum> Enum enumeration(Enum last)
    {
        return static_cast<Enum>(integer(0, static_cast<qint64>(last)));
    }

    // Reads a map: calls onKey(key) for each pair; when it says false the value is skipped.
    template <typename OnKey> void fields(OnKey&& onKey)
    {
        const qsizetype pairs = map(256);
        enter();
        quint64 seen = 0;
        QList<qint64> seenHigh;
        for (qsizetype i = 0; i < pairs && ok(); ++i) {
            const qint64 key = integer();
            if (!markKey(key, seen, seenHigh))
                return;
            if (!onKey(int(qBound(qint64(-1), key, qint64(1 << 20)))))
                skip();
        }
        leave();
    }
    template <typename OnItem> void items(qsizetype maxItems, OnItem&& onItem)
    {
        const qsizetype count = array(maxItems);
        enter();
        for (qsizetype i = 0; i < count && ok(); ++i)
            onItem();
        leave();
    }
    void enter() { if (++m_depth > kMaxDepth) refuse("nested too deep"); }
    void leave() { --m_depth; }

private:
    struct Head { quint8 major = 7; quint8 info = 31; quint64 value = 0; };
    Head head();
    QByteArrayView chunk(quint64 size, qsizetype max);
    bool markKey(qint64 key, quint64& seen, QList<qint64>& seenHigh);
    void skipMap(qsizetype pairs);

    const char* m_begin;
    const char* m_at;
    const char* m_end;
    const char* m_error = nullptr;
    int m_depth = 0;
};

}  // namespace kydai::protocol
