// SPDX-License-Identifier: GPL-3.0-or-later
// One prepared statement, borrowed from its Db's cache and given back (reset, unbound) when it goes
// out of scope: no read transaction outlives the block that made it.
// Thread: that of its Db. Must not outlive its Db (asserted when the Db closes).
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>
#include <QUuid>

#include "core/result.h"

struct sqlite3_stmt;

namespace kydai {

class Db;
struct DbState;

class Statement
{
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    // Parameters count from 1. A failed bind is told by the next step. A null QString or QByteArray
    // binds NULL; an empty one binds an empty value. QUuid binds as 16 bytes.
    Statement& bind(int index, std::nullptr_t);
    Statement& bind(int index, qint64 value);
    Statement& bind(int index, int value) { return bind(index, qint64(value)); }
    Statement& bind(int index, quint32 value) { return bind(index, qint64(value)); }
    Statement& bind(int index, bool value) { return bind(index, qint64(value ? 1 : 0)); }
    Statement& bind(int index, double value);
    Statement& bind(int index, const QString& value);
    Statement& bind(int index, const QByteArray& value);
    Statement& bind(int index, const QUuid& value);
    Statement& bindColumn(int index, const Statement& from, int column);  // whatever type it has
    template <typename... Values> Statement& bindAll(const Values&... values)
    {
        int index = 0;
        (bind(++index, values), ...);
        return *this;
    }

    Result<bool> step();   // true = a row is there, false = done
    Result<void> run();    // steps to the end and resets: for writes and for "SELECT 1" calls
    void reset();          // ready for other values; bindings are kept until overwritten

    int columnCount() const;
    // Columns count from 0 and are those of the row of the last step() that said true.
    bool isNull(int column) const;
    qint64 toInt(int column) const;
    double toDouble(int column) const;
    QString toText(int column) const;
    QByteArray toBlob(int column) const;
    QByteArrayView blobView(int column) const;  // valid until the next step or reset
    QUuid toUuid(int column) const;             // null if the column is not 16 bytes

private:
    friend class Db;
    Statement(DbState* state, sqlite3_stmt* handle, QByteArray key);
    void giveBack();

    DbState* m_state = nullptr;
    sqlite3_stmt* m_handle = nullptr;
    QByteArray m_key;     // its place in the cache; empty = not cached
    int m_bindError = 0;
    bool m_writes = false;
};

}  // namespace kydai
