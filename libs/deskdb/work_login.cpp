// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in while the server is away: who signed in here before, until when, wrong tries.
#include "deskdb/kit.h"
#include "deskdb/password.h"
#include "deskdb/work_db.h"

using namespace Qt::StringLiterals;

namespace kydai {

using deskdb::notNull;
using deskdb::pass;

Result<void> WorkDb::saveLogin(const LoginCheck& check)
{
    return write(Kind::Bookkeeping, [&]() -> Result<void> {
        Result<Statement> save = m_db.prepare(
            "INSERT INTO login(user, display_name, agency, roles, hash, valid_until_ms,"
            " failed_tries, locked_until_ms) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"
            " ON CONFLICT(user) DO UPDATE SET display_name=excluded.display_name,"
            " agency=excluded.agency, roles=excluded.roles, hash=excluded.hash,"
            " valid_until_ms=excluded.valid_until_ms, failed_tries=excluded.failed_tries,"
            " locked_until_ms=excluded.locked_until_ms");
        if (!save)
            return pass(save.error());
        return save->bindAll(notNull(check.user), notNull(check.displayName), notNull(check.agency),
            check.roles.bits(), notNull(check.passwordHash), check.validUntilMs, check.failedTries,
            check.lockedUntilMs).run();
    });
}

Result<std::optional<LoginCheck>> WorkDb::login(const QString& user) const
{
    Result<Statement> row = m_db.prepare("SELECT * FROM login WHERE user=?1");
    if (!row)
        return pass(row.error());
    const Result<bool> there = row->bind(1, notNull(user)).step();
    if (!there)
        return pass(there.error());
    if (!*there)
        return std::optional<LoginCheck>();
    LoginCheck check;
    check.user = row->toText(0);
    check.displayName = row->toText(1);
    check.agency = row->toText(2);
    check.roles = Roles::fromBits(quint32(row->toInt(3)));
    check.passwordHash = row->toText(4);
    check.validUntilMs = row->toInt(5);
    check.failedTries = int(row->toInt(6));
    check.lockedUntilMs = row->toInt(7);
    return std::optional(check);
}

Result<QStringList> WorkDb::loginUsers() const
{
    Result<Statement> row = m_db.prepare("SELECT user FROM login ORDER BY rowid");
    if (!row)
        return pass(row.error());
    QStringList users;
    for (;;) {
        const Result<bool> more = row->step();
        if (!more)
            return pass(more.error());
        if (!*more)
            return users;
        users.append(row->toText(0));
    }
}

Result<void> WorkDb::removeLogin(const QString& user)
{
    return write(Kind::Bookkeeping, [&]() -> Result<void> {
        Result<Statement> remove = m_db.prepare("DELETE FROM login WHERE user=?1");
        return remove ? remove->bind(1, notNull(user)).run() : Result<void>(pass(remove.error()));
    });
}

Result<LoginCheck> WorkDb::unlock(const QString& user, const QString& password, qint64 nowMs)
{
    const Result<std::optional<LoginCheck>> known = login(user);
    if (!known)
        return pass(known.error());
    if (!*known)
        return fail(ErrorCode::NotSignedIn);
    LoginCheck check = **known;
    if (nowMs < check.lockedUntilMs) {
        const qint64 seconds = (check.lockedUntilMs - nowMs + 999) / 1000;
        return fail(ErrorCode::Locked, {QString::number(seconds)});
    }
    if (nowMs >= check.validUntilMs)
        return fail(ErrorCode::Expired);
    if (check.failedTries >= kMaxTries)
        check.failedTries = 0;  // the lock ran out: a fresh five
    ++check.failedTries;
    check.lockedUntilMs = check.failedTries >= kMaxTries ? nowMs + kLockMs : 0;
    if (const Result<void> counted = saveLogin(check); !counted)
        return pass(counted.error());
    if (!verifyPassword(check.passwordHash, password)) {
        if (check.failedTries >= kMaxTries)
            return fail(ErrorCode::Locked, {QString::number(kLockMs / 1000)});
        return fail(ErrorCode::WrongPassword, {QString::number(kMaxTries - check.failedTries)});
    }
    check.failedTries = 0;
    check.lockedUntilMs = 0;
    if (const Result<void> cleared = saveLogin(check); !cleared)
        return pass(cleared.error());
    return check;
}

}  // namespace kydai
