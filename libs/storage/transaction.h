// SPDX-License-Identifier: GPL-3.0-or-later
// A write transaction (BEGIN IMMEDIATE) that rolls back unless commit() said yes.
// Thread: that of its Db. Not nestable. Must not outlive its Db.
#pragma once

#include "storage/db.h"

namespace kydai {

class Transaction
{
public:
    static Result<Transaction> begin(const Db& db);
    Transaction(Transaction&& other) noexcept : m_db(std::exchange(other.m_db, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction() { rollback(); }

    // On an error nothing of the transaction is left in the file, but after an Io error on the
    // commit itself: then it is unknown (as after a loss of power), so writes must be repeatable.
    Result<void> commit();
    void rollback();

private:
    explicit Transaction(const Db& db) : m_db(&db) {}
    const Db* m_db;
};

// begin, work, commit; the work's error rolls back and is returned.
template <typename Work> Result<void> inTransaction(const Db& db, Work&& work)
{
    Result<Transaction> transaction = Transaction::begin(db);
    if (!transaction)
        return tl::unexpected<Error>(transaction.error());
    if (Result<void> done = work(); !done)
        return done;
    return transaction->commit();
}

}  // namespace kydai
