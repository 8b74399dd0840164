// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/point_tree.h"

#include <atomic>

namespace kydai::geo {

void CellSummary::take(const PointRow& row)
{
    sumX -= mortonX(row.key);
    sumY -= mortonY(row.key);
    --state[row.state];
    --lateness[row.lateness];
    urgent -= row.urgent;
    --count;
}

void CellSummary::add(const CellSummary& other)
{
    sumX += other.sumX;
    sumY += other.sumY;
    for (size_t i = 0; i < state.size(); ++i)
        state[i] += other.state[i];
    for (size_t i = 0; i < lateness.size(); ++i)
        lateness[i] += other.lateness[i];
    urgent += other.urgent;
    count += other.count;
}

void CellView::addTo(CellSummary& sum) const
{
    if (summary != nullptr) {
        sum.add(*summary);
        return;
    }
    for (quint32 i = 0; i < count; ++i) {
        ++sum.state[rows[i].state];
        ++sum.lateness[rows[i].lateness];
        sum.urgent += rows[i].urgent;
    }
    sum.sumX += sumX;
    sum.sumY += sumY;
    sum.count += count;
}

quint64 PointChanges::nextEpoch()
{
    static std::atomic<quint64> last = 0;
    return ++last;
}

PointTree::PointTree() = default;
PointTree::~PointTree() = default;
PointTree::PointTree(PointTree&&) noexcept = default;
PointTree& PointTree::operator=(PointTree&&) noexcept = default;

PointTree::StepBox PointTree::stepsOf(const WorldBox& box)
{
    if (!(box.left <= box.right) || !(box.top <= box.bottom))
        return {1, 1, 0, 0};
    // A point answers as the middle of its step: the first step whose middle is in the box.
    const auto first = [](double v) {
        return static_cast<quint32>(std::clamp(std::ceil(v * kSteps - 0.5), 0.0, kSteps - 1));
    };
    const auto last = [](double v) { return std::floor(v * kSteps - 0.5); };
    if (last(box.right) < 0 || last(box.bottom) < 0)
        return {1, 1, 0, 0};
    return {first(box.left), first(box.top),
            static_cast<quint32>(std::min(last(box.right), kSteps - 1)),
            static_cast<quint32>(std::min(last(box.bottom), kSteps - 1))};
}

void PointTree::clear()
{
    m_rows.clear();
    m_nodes.clear();
    m_keys.clear();
    m_root = {};
    m_size = 0;
    m_changes.restart();
}

bool PointTree::insert(const MapPoint& point)
{
    PointRow row;
    if (contains(point.handle) || !rowOf(point, row))
        return false;
    if (point.handle >= m_keys.size())
        m_keys.resize(point.handle + 1, kNoKey);
    m_keys[point.handle] = row.key;
    addRow(row);
    return true;
}

bool PointTree::remove(quint32 handle)
{
    const PointRow* row = find(handle);
    if (row == nullptr)
        return false;
    dropRow(PointRow(*row));
    m_keys[handle] = kNoKey;
    return true;
}

bool PointTree::move(quint32 handle, World to)
{
    const PointRow* found = find(handle);
    if (found == nullptr || !std::isfinite(to.x) || !std::isfinite(to.y))
        return false;
    PointRow row = *found;
    if (row.key == keyOf(to))
        return true;
    dropRow(row);
    row.key = keyOf(to);
    m_keys[handle] = row.key;
    addRow(row);
    return true;
}

bool PointTree::restate(quint32 handle, quint8 state, quint8 lateness, bool urgent)
{
    const PointRow* found = find(handle);
    if (found == nullptr)
        return false;
    const PointRow old = *found;
    PointRow row = old;
    row.state = std::min<quint8>(state, kStateClasses - 1);
    row.lateness = std::min<quint8>(lateness, kLatenessClasses - 1);
    row.urgent = urgent ? 1 : 0;
    Child* at = &m_root;
    for (int shift = 62; isNode(*at); shift -= 2) {
        Node& node = m_nodes[at->ref];
        node.sum.take(old);
        node.sum.add(row);
        at = &node.child[(row.key >> shift) & 3];
    }
    PointRow* rows = rowsOf(*at);
    rows[found - rows] = row;
    m_changes.note(row.key);
    return true;
}

const PointRow* PointTree::find(quint32 handle) const
{
    const quint64 key = keyOfHandle(handle);
    if (key == kNoKey)
        return nullptr;
    const Child* at = &m_root;
    for (int shift = 62; isNode(*at); shift -= 2)
        at = &m_nodes[at->ref].child[(key >> shift) & 3];
    const PointRow* rows = rowsOf(*at);
    return std::lower_bound(rows, rows + at->count, key, [handle](const PointRow& row, quint64 k) {
        return row.before(k, handle);
    });
}

void PointTree::addRow(const PointRow& row)
{
    m_changes.note(row.key);
    Child* at = &m_root;
    int level = 0;
    for (; isNode(*at); ++level) {
        Node& node = m_nodes[at->ref];
        node.sum.add(row);
        at = &node.child[(row.key >> (62 - 2 * level)) & 3];
    }
    putRow(*at, row);
    if (at->count > kBucket && level < kDepth)
        split(*at, level);
    ++m_size;
}

void PointTree::dropRow(const PointRow& row)
{
    m_changes.note(row.key);
    Child* at = &m_root;
    for (int level = 0; isNode(*at); ++level) {
        Node& node = m_nodes[at->ref];
        node.sum.take(row);
        if (node.sum.count <= kBucket) {
            node.sum.add(row);  // fold() counts what is there
            fold(*at);
            break;
        }
        at = &node.child[(row.key >> (62 - 2 * level)) & 3];
    }
    takeRow(*at, row);
    --m_size;
}

void PointTree::putRow(Child& bucket, const PointRow& row)
{
    if (bucket.count == bucket.capacity) {
        const quint32 room = RowPool<PointRow>::capacityFor(bucket.count + 1);
        const quint32 to = m_rows.take(room);
        if (bucket.count > 0)
            std::copy_n(m_rows.at(bucket.ref), bucket.count, m_rows.at(to));
        m_rows.give(bucket.ref, bucket.capacity);
        bucket.ref = to;
        bucket.capacity = room;
    }
    PointRow* rows = rowsOf(bucket);
    quint32 at = bucket.count++;
    for (; at > 0 && row.before(rows[at - 1].key, rows[at - 1].handle); --at)
        rows[at] = rows[at - 1];
    rows[at] = row;
}

void PointTree::takeRow(Child& bucket, const PointRow& row)
{
    PointRow* rows = rowsOf(bucket);
    PointRow* end = rows + bucket.count;
    PointRow* at = std::lower_bound(rows, end, row, [](const PointRow& a, const PointRow& b) {
        return a.before(b.key, b.handle);
    });
    std::copy(at + 1, end, at);
    if (--bucket.count == 0)
        release(bucket);
}

void PointTree::release(Child& child)
{
    if (isNode(child)) {
        for (Child& c : m_nodes[child.ref].child)
            release(c);
        m_nodes.give(child.ref);
    } else {
        m_rows.give(child.ref, child.capacity);
    }
    child = {};
}

// A bucket that holds too many becomes a node, and again, until each of its buckets is small enough.
void PointTree::split(Child& bucket, int level)
{
    const Child full = bucket;
    const quint32 number = m_nodes.take();
    Node& node = m_nodes[number];
    const PointRow* rows = rowsOf(full);
    const int shift = 62 - 2 * level;
    for (quint32 i = 0; i < full.count;) {
        const quint64 quarter = (rows[i].key >> shift) & 3;
        const quint32 from = i;
        for (; i < full.count && ((rows[i].key >> shift) & 3) == quarter; ++i)
            node.sum.add(rows[i]);
        Child& child = node.child[quarter];
        child.count = i - from;
        child.capacity = RowPool<PointRow>::capacityFor(child.count);
        child.ref = m_rows.take(child.capacity);
        std::copy_n(rows + from, child.count, rowsOf(child));
    }
    m_rows.give(full.ref, full.capacity);
    bucket = {number, kNode, 0};
    if (level + 1 < kDepth) {
        for (Child& child : node.child) {
            if (child.count > kBucket)
                split(child, level + 1);
        }
    }
}

// A node that has become small turns into a bucket.
void PointTree::fold(Child& child)
{
    const quint32 count = m_nodes[child.ref].sum.count;
    Child bucket;
    bucket.count = count;
    bucket.capacity = RowPool<PointRow>::capacityFor(count);
    bucket.ref = m_rows.take(bucket.capacity);
    PointRow* out = rowsOf(bucket);
    gather(child, out);
    release(child);
    child = bucket;
}

void PointTree::gather(const Child& child, PointRow*& out) const
{
    auto put = [&out](const PointRow& row) { *out++ = row; };
    walkAll(child, put);
}

CellSummary PointTree::cell(int level, quint32 x, quint32 y) const
{
    CellSummary sum;
    forEachCell(CellWindow{level, x, y, x, y}, [&sum](const CellView& view) { view.addTo(sum); });
    return sum;
}

quint32 PointTree::countIn(const WorldBox& box) const
{
    const StepBox steps = stepsOf(box);
    if (m_size == 0 || steps.left > steps.right || steps.top > steps.bottom)
        return 0;
    return countChild(m_root, 0, 0, 0, steps);
}

quint32 PointTree::countChild(const Child& child, int level, quint32 x, quint32 y,
                              const StepBox& box) const
{
    const int below = 32 - level;
    const quint64 side = (quint64{1} << below) - 1;
    const quint64 x0 = static_cast<quint64>(x) << below, y0 = static_cast<quint64>(y) << below;
    if (x0 > box.right || y0 > box.bottom || x0 + side < box.left || y0 + side < box.top)
        return 0;
    if (x0 >= box.left && y0 >= box.top && x0 + side <= box.right && y0 + side <= box.bottom)
        return countOf(child);
    quint32 found = 0;
    if (isNode(child)) {
        const Node& node = m_nodes[child.ref];
        for (quint32 i = 0; i < 4; ++i) {
            found += countChild(node.child[i], level + 1, x * 2 + (i & 1), y * 2 + (i >> 1), box);
        }
        return found;
    }
    auto count = [&found](const PointRow&) { ++found; };
    walkPoints(child, level, x, y, box, count);
    return found;
}

void PointTree::collect(int level, quint32 x, quint32 y, quint32& skip, quint32 limit,
                        std::vector<quint32>& handles) const
{
    const Child* at = &m_root;
    const quint64 first = mortonKey(x, y) << (64 - 2 * std::max(level, 1));
    for (int l = 0; l < level && isNode(*at); ++l)
        at = &m_nodes[at->ref].child[(first >> (62 - 2 * l)) & 3];
    if (isNode(*at) || level == 0) {
        collectChild(*at, skip, limit, handles);
        return;
    }
    const PointRow* rows = at->count > 0 ? rowsOf(*at) : nullptr;
    for (quint32 i = 0; i < at->count && handles.size() < limit; ++i) {
        if (rows[i].key >> (64 - 2 * level) != first >> (64 - 2 * level))
            continue;
        if (skip > 0)
            --skip;
        else
            handles.push_back(rows[i].handle);
    }
}

void PointTree::collectChild(const Child& child, quint32& skip, quint32 limit,
                             std::vector<quint32>& handles) const
{
    if (handles.size() >= limit)
        return;
    const quint32 count = countOf(child);
    if (skip >= count) {
        skip -= count;
        return;
    }
    if (isNode(child)) {
        for (const Child& c : m_nodes[child.ref].child)
            collectChild(c, skip, limit, handles);
        return;
    }
    const PointRow* rows = rowsOf(child);
    for (quint32 i = skip; i < child.count && handles.size() < limit; ++i)
        handles.push_back(rows[i].handle);
    skip = 0;
}

size_t PointTree::bytes() const
{
    return sizeof(*this) + m_changes.bytes() + m_rows.bytes() + m_nodes.bytes()
           + m_keys.capacity() * sizeof(quint64);
}

bool PointTree::sameAs(const PointTree& other) const
{
    return m_size == other.m_size && sameChild(m_root, other, other.m_root);
}

bool PointTree::sameChild(const Child& mine, const PointTree& other, const Child& theirs) const
{
    if (mine.count != theirs.count)
        return false;
    if (!isNode(mine))
        return mine.count == 0
               || std::equal(rowsOf(mine), rowsOf(mine) + mine.count, other.rowsOf(theirs));
    const Node& a = m_nodes[mine.ref];
    const Node& b = other.m_nodes[theirs.ref];
    if (!(a.sum == b.sum))
        return false;
    for (size_t i = 0; i < 4; ++i) {
        if (!sameChild(a.child[i], other, b.child[i]))
            return false;
    }
    return true;
}

}  // namespace kydai::geo
