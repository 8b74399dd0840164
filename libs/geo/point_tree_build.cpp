// SPDX-License-Identifier: GPL-3.0-or-later
// Building a point tree from nothing: a radix sort by key that begins at the highest bit in which the
// points differ and works in the cache below that, then the nodes over the sorted rows.
#include "geo/point_tree.h"

#include <bit>

namespace kydai::geo {

namespace {

constexpr int kFirstBits = 10;
constexpr int kNextBits = 8;
constexpr quint32 kSmall = 16;  // below this, insertion beats counting

void insertionSort(PointRow* rows, quint32 count)
{
    for (quint32 i = 1; i < count; ++i) {
        const PointRow row = rows[i];
        quint32 at = i;
        for (; at > 0 && row.before(rows[at - 1].key, rows[at - 1].handle); --at)
            rows[at] = rows[at - 1];
        rows[at] = row;
    }
}

// Sorts rows by the bits of the key below `top`; those above are equal. `spare` is as large.
void sortBelow(PointRow* rows, PointRow* spare, quint32 count, int top)
{
    if (count <= kSmall) {
        insertionSort(rows, count);
        return;
    }
    if (top <= 0) {
        std::sort(rows, rows + count,
                  [](const PointRow& a, const PointRow& b) { return a.handle < b.handle; });
        return;
    }
    // About four rows a bucket: for fewer the tables would cost more than the rows.
    const int bits = std::min({kNextBits, top, static_cast<int>(std::bit_width(count)) - 2});
    const int shift = top - bits;
    const quint64 mask = (quint64{1} << bits) - 1;
    std::array<quint32, (1u << kNextBits) + 1> start;
    std::fill_n(start.begin(), mask + 2, 0u);
    for (quint32 i = 0; i < count; ++i)
        ++start[((rows[i].key >> shift) & mask) + 1];
    for (quint32 b = 1; b <= mask; ++b)
        start[b] += start[b - 1];
    std::array<quint32, 1u << kNextBits> at;
    std::copy_n(start.begin(), mask + 1, at.begin());
    for (quint32 i = 0; i < count; ++i)
        spare[at[(rows[i].key >> shift) & mask]++] = rows[i];
    std::copy_n(spare, count, rows);
    for (quint32 b = 0; b <= mask; ++b) {
        const quint32 from = start[b], to = at[b];
        if (to - from > 1)
            sortBelow(rows + from, spare + from, to - from, shift);
    }
}

}  // namespace

quint32 PointTree::build(std::span<const MapPoint> points)
{
    return buildEach(static_cast<quint32>(points.size()),
                     [points](quint32 i) -> const MapPoint& { return points[i]; });
}

quint32 PointTree::sortAndAdopt(PointRow* spare, quint32 count, quint64 differing)
{
    PointRow* rows = m_rows.bulk(count);
    const int top = std::bit_width(differing);
    const int shift = std::max(top - kFirstBits, 0);
    const quint64 mask = (quint64{1} << kFirstBits) - 1;
    std::vector<quint32> start(mask + 2, 0);
    for (quint32 i = 0; i < count; ++i)
        ++start[((spare[i].key >> shift) & mask) + 1];
    for (size_t b = 1; b < start.size(); ++b)
        start[b] += start[b - 1];
    std::vector<quint32> at(start);
    for (quint32 i = 0; i < count; ++i)
        rows[at[(spare[i].key >> shift) & mask]++] = spare[i];
    for (size_t b = 0; b <= mask; ++b)
        sortBelow(rows + start[b], spare + start[b], start[b + 1] - start[b], shift);
    return adoptSorted(count);
}

quint32 PointTree::buildFrom(const PointTree& source, std::span<const quint32> handles)
{
    std::vector<bool> wanted(source.m_keys.size(), false);
    for (const quint32 handle : handles) {
        if (handle < wanted.size())
            wanted[handle] = true;
    }
    return buildFiltered(source, [&wanted](const PointRow& row) { return wanted[row.handle]; });
}

quint32 PointTree::adoptSorted(quint32 count)
{
    m_nodes.clear();
    m_changes.restart();
    m_size = count;
    CellSummary sum;
    m_root = raise(count > 0 ? m_rows.at(0) : nullptr, 0, count, 0, sum);
    return count;
}

PointTree::Child PointTree::raise(const PointRow* all, quint32 from, quint32 to, int level,
                                  CellSummary& sum)
{
    if (to - from <= kBucket || level == kDepth) {
        StepSum steps;
        for (quint32 i = from; i < to; ++i) {
            steps.add(all[i].key);
            ++sum.state[all[i].state];
            ++sum.lateness[all[i].lateness];
            sum.urgent += all[i].urgent;
        }
        steps.settle();
        sum.sumX += steps.x;
        sum.sumY += steps.y;
        sum.count += to - from;
        return {from, to - from, to - from};
    }
    const quint32 number = m_nodes.take();
    const int shift = 62 - 2 * level;
    CellSummary own;
    quint32 begin = from;
    for (quint32 quarter = 0; quarter < 4; ++quarter) {
        const auto above = [&](const PointRow& row) { return ((row.key >> shift) & 3) <= quarter; };
        const quint32 end = quarter == 3 ? to
            : static_cast<quint32>(std::partition_point(all + begin, all + to, above) - all);
        m_nodes[number].child[quarter] = raise(all, begin, end, level + 1, own);
        begin = end;
    }
    m_nodes[number].sum = own;
    sum.add(own);
    return {number, kNode, 0};
}

}  // namespace kydai::geo
