// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/sqliteledger.h"

#include "ledger/schema.h"
#include "ledger/writer.h"
#include "storage/files.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

QString fileIn(const QString& dir) { return dir + u"/ledger.db"_s; }

class SqliteReader final : public Reads<LedgerReader>
{
public:
    using Reads::Reads;
    using Reads::readEpoch;
};

}  // namespace

QString blobPath(const QString& dir, const QString& sha256)
{
    return dir + u"/blobs/"_s + sha256.left(2) + u'/' + sha256;
}

Result<std::unique_ptr<Ledger>> SqliteLedger::open(const QString& dir, Random& random,
                                                   const SqliteLedgerOptions& options)
{
    const bool inMemory = dir == u":memory:"_s;
    if (!inMemory) {
        if (Result<void> made = makePrivateFolder(dir); !made)
            return tl::unexpected<Error>(made.error());
    }
    DbOptions settings;
    settings.sync = options.durable ? DbOptions::Sync::Full : DbOptions::Sync::Normal;
    settings.applicationId = kLedgerApplicationId;
    settings.cacheKiB = 64 * 1024;
    settings.faults = options.faults;
    Result<Db> db = Db::open(inMemory ? dir : fileIn(dir), settings);
    if (!db)
        return tl::unexpected<Error>(db.error());
    auto writer = std::make_unique<SqliteWriter>(std::move(*db), inMemory ? QString() : dir, random);
    if (Result<void> ready = writer->prepare(); !ready)
        return tl::unexpected<Error>(ready.error());
    return writer;
}

Result<std::unique_ptr<LedgerReader>> SqliteLedger::openReader(const QString& dir)
{
    DbOptions settings;
    settings.readOnly = true;
    settings.create = false;
    settings.applicationId = kLedgerApplicationId;
    Result<Db> db = Db::open(fileIn(dir), settings);
    if (!db)
        return tl::unexpected<Error>(db.error());
    auto reader = std::make_unique<SqliteReader>(std::move(*db));
    if (Result<void> ready = reader->readEpoch(); !ready)
        return tl::unexpected<Error>(ready.error());
    return reader;
}

}  // namespace kydai
