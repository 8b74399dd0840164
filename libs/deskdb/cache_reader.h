// SPDX-License-Identifier: GPL-3.0-or-later
// Reads cache.db beside its writer: the index at start, bodies of visible rows, search.
// Thread: one at a time, but interrupt() (any thread, while the reader lives): what runs ends with
// Busy. Every call is one short read; nothing is held between calls.
#pragma once

#include <functional>
#include <optional>

#include "core/filter.h"
#include "storage/db.h"

namespace kydai {

class CacheDb;

// One cached case as the index needs it. The views are UTF-8 and valid inside the callback only.
struct CacheIndexRow {
    Uuid id;
    qint64 seq = 0;
    qint64 createdMs = 0, dueMs = 0, dueSoonMs = 0;  // UTC
    qint64 claimUntilMs = 0;
    double lat = 0, lon = 0;                         // when flags has FlagHasPosition
    CaseState state = CaseState::Received;
    Priority priority = Priority::Normal;
    Channel channel = Channel::App;
    quint16 flags = 0;                               // RowFlag, as far as the row itself knows
    QByteArrayView code, category, area, agency, claimUser;
};

class CacheReader
{
public:
    static constexpr int kMaxIds = 2000;     // of one bodies() call; more are left out
    static constexpr int kMaxHits = 2000;    // of one search
    static constexpr int kMaxWords = 16;     // of one search; more are left out

    // An own read connection; the file must exist.
    static Result<CacheReader> open(const QString& path);
    // Shares the writer's connection (and must not outlive it, nor its reset): one thread only; for
    // ":memory:" and the simulator.
    static CacheReader over(const CacheDb& cache);

    // Every row, in the order of arrival (about creation). Returns how many.
    Result<qint64> readIndex(const std::function<void(const CacheIndexRow&)>& row) const;
    Result<qint64> readBodies(const std::function<void(const Uuid&, const QByteArray&)>& row) const;

    Result<std::optional<QByteArray>> body(const Uuid& id) const;
    Result<QHash<Uuid, QByteArray>> bodies(const QList<Uuid>& ids) const;  // those that are there
    Result<std::optional<Uuid>> idOfCode(const QString& caseCode) const;

    // Cases in whose code, title, address or reports every word of `text` begins a word; newest
    // arrival first. The words come from outside: they are folded and quoted here, so that nothing
    // in them is an operator. A text without letters and digits finds nothing.
    Result<QList<Uuid>> search(const QString& text, int limit = 200) const;

    void interrupt() const { db().interrupt(); }

private:
    explicit CacheReader(Db db) : m_own(std::move(db)) {}
    explicit CacheReader(const Db* shared) : m_shared(shared) {}
    const Db& db() const { return m_shared ? *m_shared : *m_own; }

    std::optional<Db> m_own;
    const Db* m_shared = nullptr;
};

}  // namespace kydai
