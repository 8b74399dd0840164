// SPDX-License-Identifier: GPL-3.0-or-later
// Reports of another system, as they ended there.
#include "authority/authority.h"
#include "authority/batch.h"
#include "protocol/casecodec.h"

using namespace Qt::StringLiterals;

namespace kydai {

Result<ImportVerdict> Batch::importOne(const ImportedReport& given)
{
    ImportVerdict verdict;
    ImportedReport imported = given;
    NewReport& report = imported.report;
    const Result<qint64> before = m_ledger.seqOfMid(report.mid);
    if (!before)
        return tl::unexpected<Error>(before.error());
    if (*before > 0)
        return verdict;
    if (Result<void> ok = checkReport(report); !ok) {
        verdict.error = ok.error();
        return verdict;
    }
    if (const Result<Row> there = load(report.caseId); there || m_storeError) {
        if (m_storeError)
            return tl::unexpected<Error>(*m_storeError);
        verdict.error = {ErrorCode::BadInput, {u"case"_s}, {}};
        return verdict;
    }
    const Result<QString> code = m_ledger.nextCode(u"PA"_s);
    if (!code)
        return tl::unexpected<Error>(code.error());
    report.code = *code;
    report.seq = m_ledger.seq() + 1;
    Event event;
    event.caseId = report.caseId;
    event.action = u"import"_s;
    event.user = u"system"_s;
    event.roles = Roles{Role::System}.bits();
    event.mid = report.mid;
    event.atMs = m_nowMs;
    event.clientAtMs = report.receivedMs;
    event.args = protocol::encodeArgs({{u"source"_s, imported.source},
                                       {u"number"_s, imported.number},
                                       {u"code"_s, report.code},
                                       {u"channel"_s, codeOf(report.channel)},
                                       {u"category"_s, report.category},
                                       {u"state"_s, codeOf(imported.state)}});
    Plan plan;
    plan.effects.append({nullptr, importedCase(imported, a.m_directory), event, false});
    ReportRecord record;
    record.code = report.code;
    record.caseId = report.caseId;
    record.service = report.category;
    record.atMs = report.receivedMs;
    if (Result<void> r = m_ledger.putReport(record); !r)
        return tl::unexpected<Error>(r.error());
    if (const Result<qint64> seq = write(plan); !seq)
        return tl::unexpected<Error>(seq.error());
    verdict.fresh = true;
    return verdict;
}

Result<QList<ImportVerdict>> Authority::importReports(const QList<ImportedReport>& reports)
{
    if (reports.size() > kMaxImport)
        return fail(ErrorCode::TooLarge, {u"reports"_s, QString::number(kMaxImport)});
    if (Result<void> r = m_ledger.begin(); !r)
        return tl::unexpected<Error>(r.error());
    noticeOutside();
    Batch batch(*this, Batch::Mode::Live);
    QList<ImportVerdict> verdicts;
    for (const ImportedReport& report : reports) {
        const Result<ImportVerdict> verdict = batch.importOne(report);
        if (!verdict) {
            m_ledger.rollback();
            return tl::unexpected<Error>(verdict.error());
        }
        verdicts.append(*verdict);
    }
    if (Result<void> r = m_ledger.commit(); !r)
        return tl::unexpected<Error>(r.error());
    remember(batch.rows());
    return verdicts;
}

}  // namespace kydai
