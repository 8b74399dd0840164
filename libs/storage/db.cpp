// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/db.h"

#include <QFile>

#include <sqlite3.h>

#include "storage/fault_points.h"
#include "storage/files.h"
#include "storage/sqlite_error.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

tl::unexpected<Error> failed(int rc, sqlite3* db, const QString& what)
{
    return tl::unexpected<Error>(sqliteError(rc, db, what));
}

void callText(sqlite3_context* context, int, sqlite3_value** values)
{
    const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
    if (!text) {
        sqlite3_result_null(context);
        return;
    }
    const auto* function = static_cast<Db::TextFunction*>(sqlite3_user_data(context));
    const QByteArray out =
        (*function)(QString::fromUtf8(text, sqlite3_value_bytes(values[0]))).toUtf8();
    sqlite3_result_text64(context, out.constData(), sqlite3_uint64(out.size()),
        reinterpret_cast<sqlite3_destructor_type>(-1), SQLITE_UTF8);
}

void dropText(void* function)
{
    delete static_cast<Db::TextFunction*>(function);
}

}  // namespace

Db::Db(std::unique_ptr<DbState> state, QString path)
    : m_state(std::move(state)), m_path(std::move(path))
{
}

Db::Db(Db&& other) noexcept = default;

Db& Db::operator=(Db&& other) noexcept
{
    if (this != &other) {
        close();
        m_state = std::move(other.m_state);
        m_path = std::move(other.m_path);
    }
    return *this;
}

Db::~Db()
{
    close();
}

void Db::close()
{
    if (!m_state)
        return;
    KYDAI_ASSERT(m_state->live == 0);
    for (const QList<sqlite3_stmt*>& same : std::as_const(m_state->idle)) {
        for (sqlite3_stmt* statement : same)
            sqlite3_finalize(statement);
    }
    sqlite3_close_v2(m_state->handle);
    m_state.reset();
}

Result<Db> Db::open(const QString& path, const DbOptions& options)
{
    int flags = SQLITE_OPEN_NOMUTEX;
    if (options.readOnly)
        flags |= SQLITE_OPEN_READONLY;
    else
        flags |= SQLITE_OPEN_READWRITE | (options.create ? SQLITE_OPEN_CREATE : 0);
    const bool inMemory = path == ":memory:"_L1;
    if (!inMemory && !options.readOnly && options.create)
        createPrivateFile(path);  // before SQLite makes it with the umask's rights
    Db db(std::make_unique<DbState>(), path);
    const int rc = sqlite3_open_v2(path.toUtf8().constData(), &db.m_state->handle, flags, nullptr);
    if (rc != SQLITE_OK)
        return failed(rc, db.m_state->handle, u"open"_s);
    sqlite3_extended_result_codes(db.m_state->handle, 1);
    sqlite3_busy_timeout(db.m_state->handle, options.busyTimeoutMs);
    const Result<void> configured = db.configure(options);
    if (!configured)
        return tl::unexpected<Error>(configured.error());
    db.m_state->faults = options.faults;
    return db;
}

Result<void> Db::configure(const DbOptions& options) const
{
    QByteArray script = "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;";
    if (options.cacheKiB > 0)
        script += "PRAGMA cache_size=-" + QByteArray::number(options.cacheKiB) + ';';
    if (!options.readOnly) {
        script += "PRAGMA secure_delete=ON; PRAGMA journal_mode=WAL;";
        script += "PRAGMA journal_size_limit="
            + QByteArray::number(options.journalLimitBytes) + ';';
        script += options.sync == DbOptions::Sync::Full ? "PRAGMA synchronous=FULL;"
                                                        : "PRAGMA synchronous=NORMAL;";
    }
    if (const Result<void> done = exec(script); !done)
        return done;
    if (const Result<void> wal = options.readOnly ? Result<void>() : checkWal(); !wal)
        return wal;
    // Reads the header, so that a file that is no database is told here and not at the first use.
    if (const Result<int> version = userVersion(); !version)
        return tl::unexpected<Error>(version.error());
    return claimApplicationId(options);
}

// SQLite stays with another journal, silently, where a file system has no shared memory: readers
// would then block the writer, and a commit would not be what this house counts on.
Result<void> Db::checkWal() const
{
    if (m_path == ":memory:"_L1)
        return {};
    Result<Statement> statement = prepare("PRAGMA journal_mode");
    if (!statement)
        return tl::unexpected<Error>(statement.error());
    const Result<bool> row = statement->step();
    if (!row)
        return tl::unexpected<Error>(row.error());
    const QString mode = *row ? statement->toText(0) : QString();
    if (mode.compare("wal"_L1, Qt::CaseInsensitive) == 0)
        return {};
    return fail(ErrorCode::Io, {}, u"journal_mode is %1, WAL is needed"_s.arg(mode));
}

Result<void> Db::claimApplicationId(const DbOptions& options) const
{
    if (options.applicationId == 0)
        return {};
    const Result<qint64> found = scalar("PRAGMA application_id");
    if (!found)
        return tl::unexpected<Error>(found.error());
    if (*found == options.applicationId)
        return {};
    const Result<qint64> tables = scalar("SELECT count(*) FROM sqlite_schema");
    if (!tables)
        return tl::unexpected<Error>(tables.error());
    if (*found != 0 || *tables != 0 || options.readOnly) {
        return fail(ErrorCode::Unsupported, {},
            u"application_id %1, expected %2"_s.arg(*found).arg(options.applicationId));
    }
    return exec("PRAGMA application_id=" + QByteArray::number(options.applicationId));
}

Result<Statement> Db::prepare(QByteArrayView sql) const
{
    if (!m_state)  // a file that could not be opened again: its user goes on without
        return fail(ErrorCode::Io, {}, u"closed"_s);
    const QByteArray key = sql.toByteArray();
    const auto cached = m_state->idle.find(key);
    if (cached != m_state->idle.end() && !cached->isEmpty()) {
        --m_state->idleCount;
        return Statement(m_state.get(), cached->takeLast(), key);
    }
    sqlite3_stmt* statement = nullptr;
    const int rc = sqlite3_prepare_v3(m_state->handle, key.constData(), int(key.size()),
        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (rc != SQLITE_OK)
        return failed(rc, m_state->handle, QString::fromUtf8(key.left(60)));
    KYDAI_ASSERT(statement != nullptr);
    return Statement(m_state.get(), statement, key);
}

Result<void> Db::exec(QByteArrayView script) const
{
    if (!m_state)
        return fail(ErrorCode::Io, {}, u"closed"_s);
    const QByteArray text = script.toByteArray();
    const char* rest = text.constData();
    while (*rest) {
        const char* begin = rest;
        sqlite3_stmt* raw = nullptr;
        const int rc = sqlite3_prepare_v2(m_state->handle, rest, -1, &raw, &rest);
        if (rc != SQLITE_OK)
            return failed(rc, m_state->handle, QString::fromUtf8(QByteArray(begin).left(60)));
        if (!raw)
            continue;  // a comment or white space
        Statement statement(m_state.get(), raw, {});
        if (const Result<void> done = statement.run(); !done)
            return done;
    }
    return {};
}

Result<qint64> Db::scalar(QByteArrayView sql) const
{
    Result<Statement> statement = prepare(sql);
    if (!statement)
        return tl::unexpected<Error>(statement.error());
    const Result<bool> row = statement->step();
    if (!row)
        return tl::unexpected<Error>(row.error());
    return *row ? statement->toInt(0) : 0;
}

Result<int> Db::userVersion() const
{
    const Result<qint64> version = scalar("PRAGMA user_version");
    if (!version)
        return tl::unexpected<Error>(version.error());
    return int(*version);
}

Result<void> Db::setUserVersion(int version) const
{
    return exec("PRAGMA user_version=" + QByteArray::number(version));
}

qint64 Db::lastInsertId() const
{
    return sqlite3_last_insert_rowid(m_state->handle);
}

qint64 Db::changes() const
{
    return sqlite3_changes64(m_state->handle);
}

bool Db::inTransaction() const
{
    return m_state && sqlite3_get_autocommit(m_state->handle) == 0;
}

Result<void> Db::registerText(const char* name, TextFunction function) const
{
    auto* kept = new TextFunction(std::move(function));
    // SQLite calls dropText on failure too.
    const int rc = sqlite3_create_function_v2(m_state->handle, name, 1,
        SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, kept, callText, nullptr, nullptr,
        dropText);
    if (rc != SQLITE_OK)
        return failed(rc, m_state->handle, u"register function"_s);
    return {};
}

Result<void> Db::checkpointTruncate() const
{
    if (!m_state)
        return fail(ErrorCode::Io, {}, u"closed"_s);
    const int rc = sqlite3_wal_checkpoint_v2(m_state->handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE,
        nullptr, nullptr);
    if (rc != SQLITE_OK)
        return failed(rc, m_state->handle, u"checkpoint"_s);
    return {};
}

Result<void> Db::quickCheck() const
{
    Result<Statement> statement = prepare("PRAGMA quick_check(1)");
    if (!statement)
        return tl::unexpected<Error>(statement.error());
    const Result<bool> row = statement->step();
    if (!row)
        return tl::unexpected<Error>(row.error());
    if (!*row || statement->toText(0) != "ok"_L1)
        return fail(ErrorCode::Corrupt, {}, u"quick_check found damage"_s);
    return {};
}

Result<void> Db::copyTo(const QString& path) const
{
    Result<Statement> statement = prepare("VACUUM INTO ?1");
    if (!statement)
        return tl::unexpected<Error>(statement.error());
    return statement->bind(1, path).run();
}

Result<void> Db::setMaxPages(int pages) const
{
    return exec("PRAGMA max_page_count=" + QByteArray::number(pages));
}

void Db::interrupt() const
{
    if (m_state)
        sqlite3_interrupt(m_state->handle);
}

void Db::setFaults(FaultPoints* faults) const
{
    m_state->faults = faults;
}

sqlite3* Db::handle() const
{
    return m_state->handle;
}

}  // namespace kydai
