// SPDX-License-Identifier: GPL-3.0-or-later
// Two pools for the point tree. They grow by chunks, so that an insert never waits for a copy of
// everything, and give freed pieces out again. Not thread-safe.
#pragma once

#include <array>
#include <bit>
#include <memory>
#include <vector>

#include <QtGlobal>

namespace kydai::geo {

// Objects by number; at() stays valid until released.
template <typename T> class NodePool
{
public:
    quint32 take()
    {
        if (!m_free.empty()) {
            const quint32 at = m_free.back();
            m_free.pop_back();
            (*this)[at] = T{};
            return at;
        }
        if ((m_used >> kBits) == m_chunks.size())
            m_chunks.push_back(std::make_unique<T[]>(kChunk));
        return m_used++;
    }
    void give(quint32 at) { m_free.push_back(at); }
    T& operator[](quint32 at) { return m_chunks[at >> kBits][at & (kChunk - 1)]; }
    const T& operator[](quint32 at) const { return m_chunks[at >> kBits][at & (kChunk - 1)]; }
    size_t bytes() const { return m_chunks.size() * kChunk * sizeof(T) + m_free.capacity() * 4; }
    void clear()
    {
        m_chunks.clear();
        m_free.clear();
        m_used = 0;
    }

private:
    static constexpr int kBits = 10;
    static constexpr quint32 kChunk = 1u << kBits;
    std::vector<std::unique_ptr<T[]>> m_chunks;
    std::vector<quint32> m_free;
    quint32 m_used = 0;
};

// Runs of rows by number of the first. The first part may be one bulk run; later runs come in sizes of
// powers of two, each within one chunk. T is trivial and not initialised.
template <typename T> class RowPool
{
public:
    // Forgets all and makes room for `count` rows that lie in one run from 0 on.
    T* bulk(quint32 count)
    {
        clear();
        const size_t chunks = (static_cast<size_t>(count) + kChunk - 1) >> kBits;
        m_bulk = std::make_unique_for_overwrite<T[]>(std::max<size_t>(count, 1));
        m_bytes = count * sizeof(T);
        for (size_t i = 0; i < chunks; ++i)
            m_starts.push_back(m_bulk.get() + (i << kBits));
        m_tail = m_tailEnd = static_cast<quint32>(chunks << kBits);
        return m_bulk.get();
    }
    static quint32 capacityFor(quint32 count) { return std::bit_ceil(std::max(count, kSmallest)); }
    quint32 take(quint32 capacity)
    {
        const int kind = std::bit_width(capacity) - 1;
        if (!m_free[kind].empty()) {
            const quint32 at = m_free[kind].back();
            m_free[kind].pop_back();
            return at;
        }
        if (m_tailEnd - m_tail < capacity)
            grow(capacity);
        const quint32 at = m_tail;
        m_tail += capacity;
        return at;
    }
    void give(quint32 at, quint32 capacity)
    {
        if (capacity >= kSmallest)
            m_free[std::bit_width(capacity) - 1].push_back(at);
    }
    T* at(quint32 row) { return m_starts[row >> kBits] + (row & (kChunk - 1)); }
    const T* at(quint32 row) const { return m_starts[row >> kBits] + (row & (kChunk - 1)); }
    size_t bytes() const
    {
        size_t all = m_bytes + m_starts.capacity() * sizeof(T*);
        for (const auto& list : m_free)
            all += list.capacity() * sizeof(quint32);
        return all;
    }
    void clear()
    {
        m_bulk.reset();
        m_chunks.clear();
        m_starts.clear();
        for (auto& list : m_free)
            list.clear();
        m_tail = m_tailEnd = 0;
        m_bytes = 0;
    }

private:
    static constexpr int kBits = 14;
    static constexpr quint32 kChunk = 1u << kBits;
    static constexpr quint32 kSmallest = 4;

    // A run larger than a chunk gets several that lie behind each other in memory.
    void grow(quint32 capacity)
    {
        const quint32 chunks = (capacity + kChunk - 1) >> kBits;
        m_chunks.push_back(std::make_unique_for_overwrite<T[]>(static_cast<size_t>(chunks) << kBits));
        m_tail = static_cast<quint32>(m_starts.size() << kBits);
        for (quint32 i = 0; i < chunks; ++i)
            m_starts.push_back(m_chunks.back().get() + (static_cast<size_t>(i) << kBits));
        m_tailEnd = static_cast<quint32>(m_starts.size() << kBits);
        m_bytes += (static_cast<size_t>(chunks) << kBits) * sizeof(T);
    }

    std::unique_ptr<T[]> m_bulk;
    std::vector<std::unique_ptr<T[]>> m_chunks;
    std::vector<T*> m_starts;
    std::array<std::vector<quint32>, 32> m_free;
    quint32 m_tail = 0, m_tailEnd = 0;
    size_t m_bytes = 0;
};

}  // namespace kydai::geo
