// SPDX-License-Identifier: GPL-3.0-or-later
// Users, tokens, settings, documents.
#include "ledger/sql.h"
#include "ledger/writer.h"

namespace kydai {

namespace {

UserRecord userRow(const Statement& s)
{
    return {s.toText(0), s.toText(1), Roles::fromBits(quint32(s.toInt(2))), s.toText(3), s.toText(4),
            s.toInt(5) != 0, s.toInt(6)};
}

}  // namespace

Result<void> SqliteWriter::putUser(const UserRecord& v)
{
    return runSql(m_db,
                  "INSERT OR REPLACE INTO user(name, display, roles, agency, hash, disabled, created)"
                  " VALUES(?,?,?,?,?,?,?)",
                  v.name, v.displayName, v.roles.bits(), v.agency, v.hash, v.disabled, v.createdMs);
}

Result<std::optional<UserRecord>> SqliteWriter::user(const QString& name) const
{
    std::optional<UserRecord> found;
    const auto read = [&found](const Statement& s) {
        found = userRow(s);
        return false;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT name, display, roles, agency, hash, disabled, created"
                                 " FROM user WHERE name=?",
                                 read, name);
        !r)
        return tl::unexpected<Error>(r.error());
    return found;
}

Result<QList<UserRecord>> SqliteWriter::users() const
{
    QList<UserRecord> list;
    const auto read = [&list](const Statement& s) {
        list.append(userRow(s));
        return true;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT name, display, roles, agency, hash, disabled, created"
                                 " FROM user ORDER BY name",
                                 read);
        !r)
        return tl::unexpected<Error>(r.error());
    return list;
}

Result<void> SqliteWriter::putToken(const TokenRecord& v)
{
    return runSql(m_db,
                  "INSERT OR REPLACE INTO token(hash, user, device, created, expires)"
                  " VALUES(?,?,?,?,?)",
                  v.hash, v.user, v.device, v.createdMs, v.expiresMs);
}

Result<std::optional<TokenRecord>> SqliteWriter::token(const QByteArray& hash) const
{
    std::optional<TokenRecord> found;
    const auto read = [&found](const Statement& s) {
        found = TokenRecord{s.toBlob(0), s.toText(1), s.toUuid(2), s.toInt(3), s.toInt(4)};
        return false;
    };
    if (Result<void> r = readSql(
            m_db, "SELECT hash, user, device, created, expires FROM token WHERE hash=?", read, hash);
        !r)
        return tl::unexpected<Error>(r.error());
    return found;
}

Result<void> SqliteWriter::dropToken(const QByteArray& hash)
{
    return runSql(m_db, "DELETE FROM token WHERE hash=?", hash);
}

Result<void> SqliteWriter::dropTokensOf(const QString& user)
{
    return runSql(m_db, "DELETE FROM token WHERE user=?", user);
}

Result<void> SqliteWriter::dropTokensBefore(qint64 expiredMs)
{
    return runSql(m_db, "DELETE FROM token WHERE expires<?", expiredMs);
}

Result<void> SqliteWriter::putSetting(const QString& key, const QString& value)
{
    return runSql(m_db, "INSERT OR REPLACE INTO setting(name, value) VALUES(?,?)", key, value);
}

Result<void> SqliteWriter::putDocument(const QString& name, const QByteArray& body)
{
    return runSql(m_db, "INSERT OR REPLACE INTO document(name, body) VALUES(?,?)", name, body);
}

Result<void> SqliteWriter::putDocument(const DocumentRecord& v, const QByteArray& body)
{
    return runSql(m_db,
                  "INSERT OR REPLACE INTO document(name, body, sha256, readers, at)"
                  " VALUES(?,?,?,?,?)",
                  v.name, body, v.sha256, v.readers.bits(), v.atMs);
}

Result<QByteArray> SqliteWriter::document(const QString& name) const
{
    QByteArray body;
    const auto read = [&body](const Statement& s) {
        body = s.toBlob(0);
        return false;
    };
    if (Result<void> r = readSql(m_db, "SELECT body FROM document WHERE name=?", read, name); !r)
        return tl::unexpected<Error>(r.error());
    return body;
}

}  // namespace kydai
