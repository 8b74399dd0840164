// SPDX-License-Identifier: GPL-3.0-or-later
// The store in one SQLite file DIR/ledger.db (WAL, synchronous FULL) with blobs beside it in
// DIR/blobs/ab/<sha256>; ":memory:" for tests and the simulator.
#pragma once

#include <memory>

#include "ledger/ledger.h"

namespace kydai {

class Db;
class FaultPoints;

// Where a blob's file lies; the edge writes it there before it hands the metadata to the ledger.
QString blobPath(const QString& dir, const QString& sha256);

struct SqliteLedgerOptions {
    bool durable = true;            // false: synchronous NORMAL, for a bulk load or a test
    FaultPoints* faults = nullptr;  // tests; outlives the ledger
};

class SqliteLedger
{
public:
    // Makes the folder and the schema when absent. random: epoch and salts (cryptographic in the
    // programs); it must outlive the ledger.
    static Result<std::unique_ptr<Ledger>> open(const QString& dir, Random& random,
                                                const SqliteLedgerOptions& options = {});
    // A read-only one for another thread; the store must exist and not be ":memory:".
    static Result<std::unique_ptr<LedgerReader>> openReader(const QString& dir);
};

}  // namespace kydai
