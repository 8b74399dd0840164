// SPDX-License-Identifier: GPL-3.0-or-later
// Short forms for the statements of this room: bind all, run or read.
#pragma once

#include "storage/db.h"

namespace kydai {

template <typename... Values>
Result<void> runSql(const Db& db, QByteArrayView sql, const Values&... values)
{
    Result<Statement> statement = db.prepare(sql);
    if (!statement)
        return tl::unexpected<Error>(statement.error());
    statement->bindAll(values...);
    return statement->run();
}

// Calls onRow(statement) for each row; onRow says whether to go on.
template <typename OnRow, typename... Values>
Result<void> readSql(const Db& db, QByteArrayView sql, OnRow&& onRow, const Values&... values)
{
    Result<Statement> statement = db.prepare(sql);
    if (!statement)
        return tl::unexpected<Error>(statement.error());
    statement->bindAll(values...);
    for (;;) {
        const Result<bool> row = statement->step();
        if (!row)
            return tl::unexpected<Error>(row.error());
        if (!*row || !onRow(std::as_const(*statement)))
            return {};
    }
}

inline QString joinScopes(const QStringList& scopes) { return scopes.join(QLatin1Char('\n')); }
inline QStringList splitScopes(const QString& text)
{
    return text.isEmpty() ? QStringList() : text.split(QLatin1Char('\n'));
}

}  // namespace kydai
