// SPDX-License-Identifier: GPL-3.0-or-later
#include "deskdb/cache_reader.h"

#include "deskdb/cache_db.h"
#include "deskdb/cache_schema.h"
#include "deskdb/kit.h"
#include "deskdb/search_text.h"

using namespace Qt::StringLiterals;

namespace kydai {

using deskdb::pass;

namespace {

CacheIndexRow indexRowOf(const Statement& statement)
{
    CacheIndexRow row;
    row.id = statement.toUuid(0);
    row.seq = statement.toInt(1);
    row.state = CaseState(statement.toInt(2));
    row.priority = Priority(statement.toInt(3));
    row.channel = Channel(statement.toInt(4));
    row.flags = quint16(statement.toInt(5));
    row.createdMs = statement.toInt(6);
    row.dueMs = statement.toInt(7);
    row.dueSoonMs = statement.toInt(8);
    row.claimUntilMs = statement.toInt(9);
    row.lat = statement.toDouble(10);
    row.lon = statement.toDouble(11);
    row.code = statement.blobView(12);
    row.category = statement.blobView(13);
    row.area = statement.blobView(14);
    row.agency = statement.blobView(15);
    row.claimUser = statement.blobView(16);
    return row;
}

}  // namespace

Result<CacheReader> CacheReader::open(const QString& path)
{
    DbOptions options;
    options.readOnly = true;
    options.applicationId = kCacheApplicationId;
    options.cacheKiB = 16 * 1024;
    Result<Db> db = Db::open(path, options);
    if (!db)
        return pass(db.error());
    return CacheReader(std::move(*db));
}

CacheReader CacheReader::over(const CacheDb& cache)
{
    return CacheReader(&cache.m_db);
}

Result<qint64> CacheReader::readIndex(const std::function<void(const CacheIndexRow&)>& row) const
{
    Result<Statement> statement = db().prepare(
        "SELECT id, seq, state, priority, channel, flags, created_ms, due_ms, due_soon_ms,"
        " claim_until_ms, lat, lon, code, category, area, agency, claim_user FROM row ORDER BY n");
    if (!statement)
        return pass(statement.error());
    for (qint64 count = 0;; ++count) {
        const Result<bool> more = statement->step();
        if (!more)
            return pass(more.error());
        if (!*more)
            return count;
        row(indexRowOf(*statement));
    }
}

Result<qint64> CacheReader::readBodies(
    const std::function<void(const Uuid&, const QByteArray&)>& row) const
{
    Result<Statement> statement =
        db().prepare("SELECT id, body FROM row JOIN body USING(n) ORDER BY n");
    if (!statement)
        return pass(statement.error());
    for (qint64 count = 0;; ++count) {
        const Result<bool> more = statement->step();
        if (!more)
            return pass(more.error());
        if (!*more)
            return count;
        row(statement->toUuid(0), statement->toBlob(1));
    }
}

Result<std::optional<QByteArray>> CacheReader::body(const Uuid& id) const
{
    Result<Statement> statement =
        db().prepare("SELECT body FROM row JOIN body USING(n) WHERE id=?1");
    if (!statement)
        return pass(statement.error());
    const Result<bool> row = statement->bind(1, id).step();
    if (!row)
        return pass(row.error());
    return *row ? std::optional(statement->toBlob(0)) : std::nullopt;
}

Result<QHash<Uuid, QByteArray>> CacheReader::bodies(const QList<Uuid>& ids) const
{
    QHash<Uuid, QByteArray> found;
    for (qsizetype i = 0; i < qMin(ids.size(), qsizetype(kMaxIds)); ++i) {
        const Result<std::optional<QByteArray>> one = body(ids.at(i));
        if (!one)
            return pass(one.error());
        if (*one)
            found.insert(ids.at(i), **one);
    }
    return found;
}

Result<std::optional<Uuid>> CacheReader::idOfCode(const QString& caseCode) const
{
    Result<Statement> statement = db().prepare("SELECT id FROM row WHERE code=?1");
    if (!statement)
        return pass(statement.error());
    const Result<bool> row = statement->bind(1, caseCode).step();
    if (!row)
        return pass(row.error());
    return *row ? std::optional(statement->toUuid(0)) : std::nullopt;
}

Result<QList<Uuid>> CacheReader::search(const QString& text, int limit) const
{
    const QString query = searchQuery(text, kMaxWords);
    QList<Uuid> ids;
    if (query.isEmpty())
        return ids;
    // In the order of rowid FTS5 stops as soon as the limit is reached, however common the word.
    Result<Statement> statement =
        db().prepare("SELECT row.id FROM search JOIN row ON row.n = search.rowid"
                     " WHERE search MATCH ?1 ORDER BY search.rowid DESC LIMIT ?2");
    if (!statement)
        return pass(statement.error());
    statement->bindAll(query, qBound(0, limit, kMaxHits));
    for (;;) {
        const Result<bool> row = statement->step();
        if (!row)
            return pass(row.error());
        if (!*row)
            return ids;
        ids.append(statement->toUuid(0));
    }
}

}  // namespace kydai
