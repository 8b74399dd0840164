// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>

#include "authority/authority.h"
#include "commands.h"
#include "importing.h"
#include "intake/reportrows.h"
#include "ledger/sqliteledger.h"
#include "store.h"
#include "system.h"

namespace kydai::server {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kPiece = 64 * 1024;
constexpr qsizetype kBatch = 500;   // cases of one transaction

// Rows that wait for their transaction, and what came of those before.
struct Waiting {
    Authority& authority;
    Rejects& rejects;
    QList<ImportedReport> reports;
    QList<QPair<qint64, QString>> lines;   // line and text of each
    qint64 imported = 0, unchanged = 0;

    Result<void> flush()
    {
        const Result<QList<ImportVerdict>> verdicts = authority.importReports(reports);
        if (!verdicts)
            return tl::unexpected(verdicts.error());
        for (qsizetype i = 0; i < verdicts->size(); ++i) {
            const ImportVerdict& verdict = verdicts->at(i);
            if (verdict.error.code != ErrorCode::None)
                rejects.add(lines[i].first, verdict.error.params.join(u' '), lines[i].second);
            else
                ++(verdict.fresh ? imported : unchanged);
        }
        reports.clear();
        lines.clear();
        return {};
    }
};

Result<void> readAll(intake::CsvStream& csv, const intake::ReportMapping& mapping,
                     Waiting& waiting)
{
    intake::CsvRow row;
    const Result<bool> first = csv.next(row);
    if (!first || !*first)
        return first ? Result<void>(fail(ErrorCode::BadInput, {}, u"the file is empty"_s))
                     : tl::unexpected(first.error());
    const Result<intake::ReportRows> rows = intake::ReportRows::fromHeader(mapping, row.fields);
    if (!rows)
        return tl::unexpected(rows.error());
    for (;;) {
        const Result<bool> came = csv.next(row);
        if (!came)
            return tl::unexpected(came.error());
        if (!*came)
            return waiting.flush();
        Result<ImportedReport> report = rows->read(row);
        if (!report) {
            waiting.rejects.add(row.line, report.error().detail, row.raw);
            continue;
        }
        waiting.reports.append(std::move(*report));
        waiting.lines.append({row.line, row.raw});
        if (waiting.reports.size() >= kBatch) {
            if (auto ok = waiting.flush(); !ok)
                return ok;
        }
    }
}

}  // namespace

int importReports(const Options& options)
{
    SystemClock clock;
    SystemRandom random;
    QFile file(options.file);
    if (!file.open(QIODevice::ReadOnly))
        return failed(u"the file cannot be read"_s,
                      Error{ErrorCode::Io, {options.file}, file.errorString()});
    if (options.mapping.isEmpty())
        return failed(u"import reports"_s, Error{ErrorCode::Missing, {u"--mapping FILE"_s}, {}});
    const auto text = readWhole(options.mapping, 1024 * 1024);
    if (!text)
        return failed(u"the mapping %1 cannot be read"_s.arg(options.mapping), text.error());
    auto ledger = SqliteLedger::open(options.dir, random);
    if (!ledger)
        return failed(u"the store in %1 cannot be opened"_s.arg(options.dir), ledger.error());
    const auto directory = directoryOf(**ledger, clock, random);
    if (!directory)
        return failed(u"the directory cannot be read"_s, directory.error());
    const auto mapping = intake::readReportMapping(*text, *directory);
    if (!mapping)
        return failed(u"the mapping %1 cannot be used"_s.arg(options.mapping), mapping.error());
    Authority authority(**ledger, *directory, clock, random);
    intake::CsvStream csv([&file] { return Result<QByteArray>(file.read(kPiece)); },
                          mapping->encoding);
    Rejects rejects(options.dir, options.file, clock);
    Waiting waiting{authority, rejects, {}, {}};
    if (auto ok = readAll(csv, *mapping, waiting); !ok)
        return failed(u"%1 cannot be imported"_s.arg(options.file), ok.error());
    return rejects.finish(waiting.imported, waiting.unchanged);
}

}  // namespace kydai::server
