// SPDX-License-Identifier: GPL-3.0-or-later
// Points of the map in Morton order, with counts of every cell of every zoom. A cell with more than
// kBucket points is a node that carries its counts; below that the points themselves are counted. The
// shape depends on the points alone, and sums are of integers, so that a tree that lived through any
// inserts, removals and moves equals one built anew.
//
// One thread at a time; const calls from several at once. Positions are kept to 2^-32 of the world
// (at most 9 mm), so what comes back is quantised(at). Handles are row numbers, dense and below
// kMaxHandle: a table of eight bytes a handle finds the point. Nothing throws but out of memory.
#pragma once

#include <array>
#include <memory>
#include <span>
#include <vector>

#include "core/result.h"
#include "geo/chunks.h"
#include "geo/morton.h"

namespace kydai::geo {

inline constexpr quint32 kMaxHandle = 1u << 24;
inline constexpr int kStateClasses = 8;
inline constexpr int kLatenessClasses = 4;

struct MapPoint {
    quint32 handle = 0;
    World at;
    quint8 state = 0;     // 0 … 7, greater counts as 7
    quint8 lateness = 0;  // 0 … 3, greater counts as 3
    bool urgent = false;
};

struct PointRow {
    quint64 key = 0;
    quint32 handle = 0;
    quint8 state = 0;
    quint8 lateness = 0;
    quint8 urgent = 0;
    quint8 spare = 0;
    bool operator==(const PointRow&) const = default;
    bool before(quint64 otherKey, quint32 otherHandle) const
    {
        return key < otherKey || (key == otherKey && handle < otherHandle);
    }
};

struct CellSummary {
    quint64 sumX = 0, sumY = 0;  // of steps
    std::array<quint32, kStateClasses> state{};
    std::array<quint32, kLatenessClasses> lateness{};
    quint32 urgent = 0;
    quint32 count = 0;

    bool operator==(const CellSummary&) const = default;
    void add(const PointRow& row);
    void take(const PointRow& row);
    void add(const CellSummary& other);
    World centre() const;  // undefined for an empty cell
};

// Cells of one level, bounds included.
struct CellWindow {
    int level = 0;
    quint32 left = 0, top = 0, right = 0, bottom = 0;
    bool holds(quint32 x, quint32 y) const
    {
        return x >= left && x <= right && y >= top && y <= bottom;
    }
};

// A cell that is not empty, as a walk meets it. Valid until the tree changes.
struct CellView {
    quint32 x = 0, y = 0;
    quint32 count = 0;
    quint64 sumX = 0, sumY = 0;
    const CellSummary* summary = nullptr;  // of a node, or
    const PointRow* rows = nullptr;        // `count` points
    void addTo(CellSummary& sum) const;  // counts and sums
};

// What changed in a tree, for whoever keeps something made of its points: the keys of the last changes.
// The same epoch and fewer than kKept changes since: key(i) tells each; else all may be different.
class PointChanges
{
public:
    static constexpr quint64 kKept = 1024;
    PointChanges() : m_epoch(nextEpoch()) {}

    quint64 epoch() const { return m_epoch; }
    quint64 count() const { return m_count; }
    quint64 key(quint64 i) const { return m_keys[i % kKept]; }
    void note(quint64 key)
    {
        if (m_keys.empty())
            m_keys.resize(kKept);
        m_keys[m_count++ % kKept] = key;
    }
    void restart() { m_epoch = nextEpoch(); }
    size_t bytes() const { return m_keys.capacity() * sizeof(quint64); }

private:
    static quint64 nextEpoch();  // another one at every call in this process

    std::vector<quint64> m_keys;
    quint64 m_epoch, m_count = 0;
};

class PointTree
{
public:
    static constexpr quint32 kBucket = 16;  // points of a cell that has no node
    static constexpr int kDepth = 24;       // cells of this level (2.4 m) never become nodes
    static constexpr int kLevels = 29;      // finest level that may be asked for

    PointTree();
    ~PointTree();
    PointTree(PointTree&&) noexcept;
    PointTree& operator=(PointTree&&) noexcept;

    // Replaces all points; points with a repeated or too great handle or a position that is no number
    // are left out. Answers how many are in.
    quint32 build(std::span<const MapPoint> points);
    // The same from anything that can be asked for its points one by one: pointAt(i) for i < count.
    template <typename PointAt> quint32 buildEach(quint32 count, PointAt&& pointAt);
    // Only those of `source` for which keep(row) is true: already sorted, so this is the fast way to
    // apply a filter.
    template <typename Keep> quint32 buildFiltered(const PointTree& source, Keep&& keep);
    // Those of `source` whose handle is in the list; unknown handles are ignored.
    quint32 buildFrom(const PointTree& source, std::span<const quint32> handles);
    void clear();

    bool insert(const MapPoint& point);  // false: handle is there, or the point is refused
    bool remove(quint32 handle);         // false: not there
    bool move(quint32 handle, World to);
    bool restate(quint32 handle, quint8 state, quint8 lateness, bool urgent);

    quint32 size() const { return m_size; }
    bool contains(quint32 handle) const { return keyOfHandle(handle) != kNoKey; }
    quint64 keyOfHandle(quint32 handle) const
    {
        return handle < m_keys.size() ? m_keys[handle] : kNoKey;
    }
    const PointRow* find(quint32 handle) const;

    CellSummary cell(int level, quint32 x, quint32 y) const;
    quint32 countIn(const WorldBox& box) const;  // by quantised position, bounds included
    // sink(const CellView&) for every cell of the window that is not empty, in Morton order.
    template <typename Sink> void forEachCell(const CellWindow& window, Sink&& sink) const;
    // sink(const PointRow&) for every point in the box (bounds included), in Morton order.
    template <typename Sink> void forEachIn(const WorldBox& box, Sink&& sink) const;
    // Points of a cell in Morton order, those after `skip`, until `limit`; answers how many the cell
    // holds beside what was asked for.
    void collect(int level, quint32 x, quint32 y, quint32& skip, quint32 limit,
                 std::vector<quint32>& handles) const;

    const PointChanges& changes() const { return m_changes; }
    size_t bytes() const;
    bool sameAs(const PointTree& other) const;  // the same points in the same shape

private:
    struct Child {
        quint32 ref = 0;       // a node, or the first row of a bucket
        quint32 count = 0;     // rows of a bucket; kNode for a node
        quint32 capacity = 0;  // rows of a bucket
    };
    struct Node {
        CellSummary sum;
        std::array<Child, 4> child;
    };
    static constexpr quint32 kNode = ~quint32{0};
    struct StepBox {
        quint32 left, top, right, bottom;
    };

    static StepBox stepsOf(const WorldBox& box);
    static bool isNode(const Child& child) { return child.count == kNode; }
    quint32 countOf(const Child& c) const { return isNode(c) ? m_nodes[c.ref].sum.count : c.count; }
    PointRow* rowsOf(const Child& child) { return m_rows.at(child.ref); }
    const PointRow* rowsOf(const Child& child) const { return m_rows.at(child.ref); }

    static bool rowOf(const MapPoint& point, PointRow& row);
    quint32 sortAndAdopt(PointRow* unsorted, quint32 count, quint64 differing);
    quint32 adoptSorted(quint32 count);  // rows lie in the pool's bulk part
    Child raise(const PointRow* all, quint32 from, quint32 to, int level, CellSummary& sum);
    void putRow(Child& bucket, const PointRow& row);
    void takeRow(Child& bucket, const PointRow& row);
    void split(Child& bucket, int level);
    void fold(Child& child);
    void gather(const Child& child, PointRow*& out) const;
    void release(Child& child);
    void addRow(const PointRow& row);
    void dropRow(const PointRow& row);
    bool sameChild(const Child& mine, const PointTree& other, const Child& theirs) const;
    quint32 countChild(const Child& child, int level, quint32 x, quint32 y,
                       const StepBox& box) const;
    void collectChild(const Child& child, quint32& skip, quint32 limit,
                      std::vector<quint32>& handles) const;
    template <typename Sink>
    void walkCells(const Child& child, int level, quint32 x, quint32 y, const CellWindow& window,
                   Sink& sink) const;
    template <typename Sink>
    static void walkBucket(const PointRow* rows, quint32 count, const CellWindow& window, Sink& sink);
    template <typename Sink>
    void walkPoints(const Child& child, int level, quint32 x, quint32 y, const StepBox& box,
                    Sink& sink) const;
    template <typename Sink> void walkAll(const Child& child, Sink& sink) const;

    RowPool<PointRow> m_rows;
    NodePool<Node> m_nodes;
    std::vector<quint64> m_keys;  // by handle; kNoKey = not there
    Child m_root;
    quint32 m_size = 0;
    PointChanges m_changes;
};

}  // namespace kydai::geo

#include "geo/point_tree_walk.h"
