// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority/authority.h"
#include "commands.h"
#include "geo/area_index.h"
#include "importing.h"
#include "intake/areafile.h"
#include "ledger/sqliteledger.h"
#include "store.h"
#include "system.h"

namespace kydai::server {

using namespace Qt::StringLiterals;

Result<QByteArray> storedAreas(const Ledger& ledger)
{
    const auto record = ledger.documentRecord(u"areas"_s);
    if (!record)
        return record.error().code == ErrorCode::Unknown ? Result<QByteArray>(QByteArray())
                                                         : tl::unexpected(record.error());
    return ledger.documentBody(record->name, record->sha256);
}

int importAreas(const Options& options)
{
    SystemClock clock;
    SystemRandom random;
    const auto file = readWhole(options.file, geo::kMostAreaBytes);
    if (!file)
        return failed(u"the file cannot be read"_s, file.error());
    intake::AreaMapping mapping;
    if (!options.mapping.isEmpty()) {
        const auto text = readWhole(options.mapping, 1024 * 1024);
        const auto read = text.and_then(intake::readAreaMapping);
        if (!read)
            return failed(u"the mapping %1 cannot be used"_s.arg(options.mapping), read.error());
        mapping = *read;
    }
    auto ledger = SqliteLedger::open(options.dir, random);
    if (!ledger)
        return failed(u"the store in %1 cannot be opened"_s.arg(options.dir), ledger.error());
    const auto directory = directoryOf(**ledger, clock, random);
    if (!directory)
        return failed(u"the directory cannot be read"_s, directory.error());
    const auto present = storedAreas(**ledger);
    if (!present)
        return failed(u"the areas cannot be read"_s, present.error());
    const auto read = intake::importAreas(*file, mapping, *directory, *present);
    if (!read)
        return failed(u"%1 is no file of areas"_s.arg(options.file), read.error());
    if (read->changed) {
        Authority authority(**ledger, *directory, clock, random);
        const auto put = authority.putDocument(
            u"areas"_s, read->document, [&](Directory& changed) -> Result<void> {
                for (const Area& area : read->areas) {
                    if (auto ok = changed.addArea(area); !ok)
                        return ok;
                }
                return {};
            });
        if (!put)
            return failed(u"the areas were not imported"_s, put.error());
    }
    Rejects rejects(options.dir, options.file, clock);
    for (const intake::RejectedArea& area : read->rejected)
        rejects.add(area.feature, area.reason, area.raw);
    return rejects.finish(read->imported, read->unchanged);
}

}  // namespace kydai::server
