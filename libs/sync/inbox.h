// SPDX-License-Identifier: GPL-3.0-or-later
// Applies what the server sends to cache.db, so that nothing is lost, doubled or seen out of order:
// pages of a snapshot in sequence, deltas only as a chain (from == cursor), every batch in one
// transaction together with its position. Knows no socket.
// Thread: the engine's.
#pragma once

#include "deskdb/cache_db.h"

namespace kydai {

class Inbox
{
public:
    enum class Step : quint8 {
        Ignored,   // late or repeated: nothing to do
        Applied,
        Finished,  // the snapshot's last page was applied: live from here on
        Gap,       // does not fit: subscribe again
        Failed,    // cache.db could not take it; see error()
    };

    explicit Inbox(CacheDb& cache) : m_cache(cache) {}
    virtual ~Inbox() = default;

    Result<void> load();
    // Where to go on: the cursor, or the interrupted snapshot.
    protocol::Subscribe subscription() const;
    Step begin(const protocol::SubOk& ok, const Uuid& epoch, const QByteArray& scopeHash);
    Step page(const protocol::Page& page);
    virtual Step delta(const protocol::Delta& delta);
    // A subscription was asked for: what still comes of the old one is ignored.
    void pause() { m_mode = Mode::Idle; }
    // The chain broke twice: the next subscription asks for a snapshot; the rows stay visible.
    void distrust() { m_distrusted = true; }
    // After cache.db was replaced or a write's fate is unknown: nothing is known but what it says.
    void restart();

    const protocol::Cursor& cursor() const { return m_cursor; }
    bool live() const { return m_mode == Mode::Tail; }
    bool filling() const { return m_mode == Mode::Pages; }
    qint64 rows() const { return m_snapshot.rows; }
    qint64 estimate() const { return m_estimate; }
    const Error& error() const { return m_error; }
    CacheDb::Applied takeApplied() { return std::exchange(m_applied, {}); }  // of the last step

private:
    enum class Mode : quint8 { Idle, Pages, Tail };
    Step failed(const Error& error);

    CacheDb& m_cache;
    Mode m_mode = Mode::Idle;
    protocol::Cursor m_cursor;
    CacheDb::Snapshot m_snapshot;
    int m_nextPage = -1;  // -1 = the first page decides where counting starts
    qint64 m_estimate = 0;
    bool m_distrusted = false;
    Error m_error;
    CacheDb::Applied m_applied;
};

}  // namespace kydai
