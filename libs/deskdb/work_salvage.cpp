// SPDX-License-Identifier: GPL-3.0-or-later
#include "deskdb/work_salvage.h"

#include <functional>
#include <limits>

#include "deskdb/kit.h"
#include "deskdb/work_rows.h"
#include "deskdb/work_schema.h"
#include "storage/transaction.h"

using namespace Qt::StringLiterals;

namespace kydai {

using deskdb::pass;

namespace {

constexpr qint64 kMaxGap = 50000;  // rows tried one by one between two damaged places

bool isWhole(const WorkTable& table, const Statement& row)
{
    if (!table.checked)
        return true;
    return qstrcmp(table.name, "outbox") == 0 ? readOutbox(row).has_value()
                                              : readDraft(row).has_value();
}

// Reads a table row by row over damaged pages: forward, backward, then each number in between.
class RowWalk
{
public:
    using Take = std::function<Result<void>(const Statement&)>;
    RowWalk(const Db& db, const WorkTable& table, Take take)
        : m_db(db), m_table(table), m_take(std::move(take))
    {
    }

    // Returns how many rows could not be read (an upper bound); an error only from `take`.
    Result<qint64> run()
    {
        qint64 low = std::numeric_limits<qint64>::min();
        qint64 high = std::numeric_limits<qint64>::max();
        const Step forward = walk(" WHERE rowid>?1 ORDER BY rowid LIMIT 1", low);
        if (forward != Step::Damaged)
            return end(forward);
        const Step backward = walk(" WHERE rowid<?1 ORDER BY rowid DESC LIMIT 1", high, low);
        if (backward != Step::Damaged)
            return end(backward);
        const bool bounded = low != std::numeric_limits<qint64>::min();
        const qint64 first = bounded ? low + 1 : 1;
        const qint64 last = qMin(high, first + kMaxGap);
        qint64 unread = 0;
        for (qint64 n = first; n < last; ++n) {
            const Step step = one(" WHERE rowid=?1", n);
            if (step == Step::Failed)
                return pass(m_error);
            unread += step == Step::Damaged ? 1 : 0;
        }
        return qMax(unread, qint64(1));
    }

private:
    enum class Step { Row, End, Damaged, Failed };

    Result<qint64> end(Step step) const
    {
        if (step == Step::Failed)
            return pass(m_error);
        return 0;
    }

    // One row; `at` becomes its number.
    Step one(const char* where, qint64& at)
    {
        const QByteArray sql =
            QByteArray("SELECT *, rowid FROM ") + m_table.name + where;
        Result<Statement> row = m_db.prepare(sql);
        if (!row)
            return Step::Damaged;
        const Result<bool> there = row->bind(1, at).step();
        if (!there)
            return Step::Damaged;
        if (!*there)
            return Step::End;
        at = row->toInt(m_table.columns);
        if (const Result<void> taken = m_take(*row); !taken) {
            m_error = taken.error();
            return Step::Failed;
        }
        return Step::Row;
    }

    Step walk(const char* where, qint64& at, qint64 stop = std::numeric_limits<qint64>::min())
    {
        for (;;) {
            const qint64 before = at;
            const Step step = one(where, at);
            if (step != Step::Row)
                return step;
            if (at == before)
                return Step::Damaged;  // a damaged tree may lead in circles
            if (at <= stop)
                return Step::End;
        }
    }

    const Db& m_db;
    const WorkTable& m_table;
    Take m_take;
    Error m_error;
};

struct Copied {
    int rows = 0;
    qint64 missing = 0;   // unreadable or not whole
    QList<Uuid> mids;     // of the outbox rows copied
};

// Rows that are already in `to` are left as they are.
Result<void> copyTable(const Db& from, const Db& to, const WorkTable& table, Copied& copied)
{
    QByteArray marks = "?1";
    for (int i = 2; i <= table.columns; ++i)
        marks += ",?" + QByteArray::number(i);
    Result<Statement> insert = to.prepare(
        QByteArray("INSERT OR IGNORE INTO ") + table.name + " VALUES(" + marks + ')');
    if (!insert)
        return pass(insert.error());
    const bool isOutbox = qstrcmp(table.name, "outbox") == 0;
    const Result<qint64> unread = RowWalk(from, table, [&](const Statement& row) -> Result<void> {
        if (!isWhole(table, row)) {
            ++copied.missing;
            return {};
        }
        for (int i = 0; i < table.columns; ++i)
            insert->bindColumn(i + 1, row, i);
        if (Result<void> done = insert->run(); !done) {
            if (done.error().code != ErrorCode::Internal)
                return done;
            ++copied.missing;  // values of a wrong type: the table is STRICT
            return {};
        }
        if (to.changes() > 0 && table.checked) {
            ++copied.rows;
            if (isOutbox)
                copied.mids.append(row.toUuid(1));
        }
        return {};
    }).run();
    if (!unread)
        return pass(unread.error());
    copied.missing += *unread;
    return {};
}

Result<void> copyAll(const Db& from, const Db& to, Copied& copied)
{
    // A header that cannot be read: every table is tried as it is now.
    const int version = from.userVersion().value_or(std::numeric_limits<int>::max());
    return inTransaction(to, [&]() -> Result<void> {
        for (const WorkTable& table : kWorkTables) {
            if (version < table.since)
                continue;
            if (Result<void> done = copyTable(from, to, table, copied); !done)
                return done;
        }
        return {};
    });
}

Result<Db> openSource(const QString& path)
{
    DbOptions options;
    options.create = false;
    Result<Db> db = Db::open(path, options);
    if (!db || db->scalar("SELECT count(*) FROM sqlite_schema"))
        return db;
    return fail(ErrorCode::Corrupt, {}, u"no schema"_s);
}

}  // namespace

Result<void> checkRows(const Db& db)
{
    const Result<int> version = db.userVersion();
    if (!version)
        return pass(version.error());
    for (const WorkTable& table : kWorkTables) {
        if (*version < table.since)
            continue;
        Result<Statement> row = db.prepare(QByteArray("SELECT * FROM ") + table.name);
        if (!row)
            return pass(row.error());
        if (row->columnCount() != table.columns)
            return fail(ErrorCode::Corrupt, {}, u"a table with other columns"_s);
        while (table.checked) {
            const Result<bool> more = row->step();
            if (!more)
                return pass(more.error());
            if (!*more)
                break;
            if (!isWhole(table, *row))
                return fail(ErrorCode::Corrupt, {}, u"a row with a wrong checksum"_s);
        }
    }
    return {};
}

Result<void> salvageInto(const Db& fresh, const QString& brokenPath, const QStringList& backups,
    WorkDb::OpenReport& report)
{
    Copied fromBroken;
    if (const Result<Db> broken = openSource(brokenPath)) {
        if (Result<void> done = copyAll(*broken, fresh, fromBroken); !done)
            return done;
    }
    report.kept = fromBroken.rows;
    // What the damaged file gave whole is newer than any backup. The backup is asked even when
    // nothing seemed to be missing: a damaged page may hide rows without an error. What it brings
    // back too much, the server knows by its mid.
    Copied fromBackup;
    for (const QString& path : backups) {
        if (!fileExists(path))
            continue;
        const Result<Db> backup = openSource(path);
        if (!backup || !checkRows(*backup))
            continue;
        if (Result<void> done = copyAll(*backup, fresh, fromBackup); !done)
            return done;
        break;
    }
    report.fromBackup = fromBackup.rows;
    report.uncertain = fromBackup.mids;
    report.lost = int(qMax(qint64(0), fromBroken.missing - fromBackup.rows));
    return {};
}

}  // namespace kydai
