// SPDX-License-Identifier: GPL-3.0-or-later
// What consoles saw of cameras, and the cameras' credentials.
#include "ledger/sql.h"
#include "ledger/writer.h"

namespace kydai {

template <typename Base>
Result<QList<CameraStateRow>> Reads<Base>::cameraStates(const QString& camera, qint64 sinceMs,
                                                        int limit) const
{
    QList<CameraStateRow> rows;
    const auto read = [&](const Statement& s) {
        rows.append({s.toText(0), s.toText(1), s.toInt(2), s.toInt(3), s.toText(4), s.toText(5)});
        return rows.size() < limit;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT camera, observer, at, until, state, reason"
                                 " FROM camera_state WHERE until>?1 AND (?2 IS NULL OR ?2='' OR camera=?2)"
                                 " ORDER BY camera, observer, at",
                                 read, sinceMs, camera);
        !r)
        return tl::unexpected<Error>(r.error());
    return rows;
}

template Result<QList<CameraStateRow>>
Reads<LedgerReader>::cameraStates(const QString& camera, qint64 sinceMs, int limit) const;
template Result<QList<CameraStateRow>>
Reads<Ledger>::cameraStates(const QString& camera, qint64 sinceMs, int limit) const;

Result<void> SqliteWriter::noteCamera(const CameraStateRow& seen)
{
    CameraStateRow last;
    const auto read = [&last](const Statement& s) {
        last.fromMs = s.toInt(0);
        last.untilMs = s.toInt(1);
        last.state = s.toText(2);
        return false;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT at, until, state FROM camera_state"
                                 " WHERE camera=? AND observer=? ORDER BY at DESC LIMIT 1",
                                 read, seen.camera, seen.observer);
        !r)
        return r;
    // What comes late, or twice, changes nothing.
    if (last.fromMs > 0 && seen.fromMs < last.untilMs)
        return {};
    const bool joined = last.fromMs > 0 && seen.fromMs - last.untilMs <= kCameraGapMs;
    if (joined) {
        if (Result<void> r = runSql(m_db,
                                    "UPDATE camera_state SET until=? WHERE camera=? AND observer=?"
                                    " AND at=?",
                                    seen.fromMs, seen.camera, seen.observer, last.fromMs);
            !r)
            return r;
        if (last.state == seen.state || seen.fromMs == last.fromMs)
            return {};
    }
    return runSql(m_db,
                  "INSERT OR IGNORE INTO camera_state(camera, observer, at, until, state, reason)"
                  " VALUES(?,?,?,?,?,?)",
                  seen.camera, seen.observer, seen.fromMs, qMax(seen.fromMs, seen.untilMs),
                  seen.state, seen.reason);
}

Result<void> SqliteWriter::trimCameraStates(qint64 beforeMs)
{
    return runSql(m_db, "DELETE FROM camera_state WHERE until<?", beforeMs);
}

Result<void> SqliteWriter::putCameraSecret(const CameraSecretRecord& v)
{
    if (v.user.isEmpty() && v.password.isEmpty())
        return runSql(m_db, "DELETE FROM camera_secret WHERE camera=?", v.camera);
    return runSql(m_db,
                  "INSERT OR REPLACE INTO camera_secret(camera, user, password) VALUES(?,?,?)",
                  v.camera, v.user, v.password);
}

Result<QList<CameraSecretRecord>> SqliteWriter::cameraSecrets() const
{
    QList<CameraSecretRecord> list;
    const auto read = [&list](const Statement& s) {
        list.append({s.toText(0), s.toText(1), s.toText(2)});
        return true;
    };
    if (Result<void> r = readSql(
            m_db, "SELECT camera, user, password FROM camera_secret ORDER BY camera", read);
        !r)
        return tl::unexpected<Error>(r.error());
    return list;
}

}  // namespace kydai
