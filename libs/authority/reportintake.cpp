// SPDX-License-Identifier: GPL-3.0-or-later
// A report becomes a case: from outside, typed by an operator, or from a given history.
#include "authority/batch.h"
#include "core/permissions.h"
#include "core/rules_args.h"
#include "core/vietnamese.h"
#include "protocol/casecodec.h"

using namespace Qt::StringLiterals;

namespace kydai {

using protocol::ResultStatus;

namespace {

constexpr int kMaxReportFiles = 5;
constexpr int kMaxPhone = 40;

Batch::Verdict refusedReport(const Uuid& mid, const Error& error)
{
    Batch::Verdict v;
    v.mid = mid;
    v.error = error;
    v.error.detail.clear();
    const bool rights = error.code == ErrorCode::NotAllowed || error.code == ErrorCode::NotInScope;
    v.status = rights ? ResultStatus::Denied : ResultStatus::Invalid;
    return v;
}

}  // namespace

QByteArray reportEventArgs(const NewReport& r, const QString& service)
{
    QStringList files;
    for (const Attachment& file : r.attachments)
        files.append(file.sha256);
    return protocol::encodeArgs({{u"code"_s, r.code},
                                 {u"channel"_s, codeOf(r.channel)},
                                 {u"type"_s, codeOf(r.type)},
                                 {u"category"_s, r.category},
                                 {u"area"_s, r.area},
                                 {u"service"_s, service},
                                 {u"files"_s, files}});
}

// Texts are cut by nobody: what is too long is refused with its field.
Result<void> Batch::checkReport(const NewReport& r) const
{
    if (r.caseId.isNull())
        return fail(ErrorCode::Missing, {u"case"_s});
    if (r.text.trimmed().isEmpty())
        return fail(ErrorCode::Missing, {u"text"_s});
    if (r.text.size() > kMaxText)
        return fail(ErrorCode::TooLarge, {u"text"_s, QString::number(kMaxText)});
    const std::pair<const char*, const QString*> lines[] = {
        {"address", &r.address}, {"name", &r.reporterName}, {"category", &r.category},
        {"area", &r.area}};
    for (const auto& [field, value] : lines) {
        if (value->size() > kMaxLine)
            return fail(ErrorCode::TooLarge,
                        {QString::fromLatin1(field), QString::number(kMaxLine)});
    }
    if (!r.category.isEmpty() && !a.m_directory.category(r.category))
        return fail(ErrorCode::Unknown, {u"category"_s, r.category});
    if (!r.area.isEmpty() && !a.m_directory.area(r.area))
        return fail(ErrorCode::Unknown, {u"area"_s, r.area});
    if (r.hasPosition && !(r.lat >= -90 && r.lat <= 90 && r.lon >= -180 && r.lon <= 180))
        return fail(ErrorCode::BadInput, {u"position"_s});
    if (r.attachments.size() > kMaxReportFiles)
        return fail(ErrorCode::TooLarge, {u"files"_s, QString::number(kMaxReportFiles)});
    return {};
}

Result<NewReport> Batch::reportFromArgs(const MutateCommand& command, const Actor& actor,
                                        Contact& contact)
{
    const Result<QVariantMap> decoded = protocol::decodeArgs(command.mutate.args);
    if (!decoded)
        return tl::unexpected<Error>(decoded.error());
    const QVariantMap& map = *decoded;
    NewReport r;
    r.caseId = command.mutate.caseId;
    r.mid = command.mutate.mid;
    r.enteredBy = actor.user;
    r.receivedMs = m_nowMs;
    // A choice that is there must be one of its codes; one that is not takes its default.
    const auto choose = [&map](const char* key, auto from, auto& target) -> Result<void> {
        if (!args::has(map, key))
            return {};
        const auto value = from(args::text(map, key));
        if (!value)
            return fail(ErrorCode::BadInput, {QString::fromLatin1(key)});
        target = *value;
        return {};
    };
    r.channel = Channel::Phone;
    for (const Result<void>& ok : {choose("channel", channelFrom, r.channel),
                                   choose("type", reportTypeFrom, r.type),
                                   choose("priority", priorityFrom, r.priority)}) {
        if (!ok)
            return tl::unexpected<Error>(ok.error());
    }
    r.text = args::text(map, "text");
    r.address = args::text(map, "address");
    r.category = args::text(map, "category");
    r.area = args::text(map, "area");
    if (args::has(map, "position")) {
        const auto position = args::position(map, "position");
        if (!position)
            return fail(ErrorCode::BadInput, {u"position"_s});
        r.hasPosition = true;
        r.lat = position->lat;
        r.lon = position->lon;
    }
    contact.name = r.reporterName = args::text(map, "name");
    contact.phone = args::text(map, "phone");
    contact.email = args::text(map, "email");
    if (contact.phone.size() > kMaxPhone || contact.email.size() > kMaxLine)
        return fail(ErrorCode::TooLarge, {u"phone"_s, QString::number(kMaxPhone)});
    for (const QVariant& item : map.value(u"attachments"_s).toList()) {
        Attachment file;
        file.sha256 = item.toString();
        file.by = actor.user;
        r.attachments.append(file);
    }
    return r;
}

Result<Batch::Verdict> Batch::judgeReport(const MutateCommand& command, const Actor& actor)
{
    const Uuid mid = command.mutate.mid;
    if (!may(actor.roles, Capability::EnterReport))
        return refusedReport(mid, {ErrorCode::NotAllowed, {u"report"_s}, {}});
    Contact contact;
    Result<NewReport> report = reportFromArgs(command, actor, contact);
    if (!report)
        return refusedReport(mid, report.error());
    Event event;
    event.user = actor.user;
    event.roles = actor.roles.bits();
    event.device = command.device;
    event.mid = mid;
    event.clientAtMs = command.mutate.clientAtMs;
    return openReport(*report, contact, {}, event);
}

Result<Batch::Verdict> Batch::run(const ReportCommand& command)
{
    NewReport report = command.report;
    if (report.caseId.isNull())
        report.caseId = makeUuid7(m_nowMs, a.m_random);
    if (report.mid.isNull())
        report.mid = makeUuid7(m_nowMs, a.m_random);
    report.receivedMs = m_nowMs;
    report.reporterName = command.contact.name;
    ReportRecord record;
    record.apiKey = command.apiKey;
    record.service = command.service;
    Event event;
    event.user = report.enteredBy.isEmpty() ? u"citizen"_s : report.enteredBy;
    event.roles = Roles{Role::Citizen}.bits();
    event.mid = report.mid;
    return openReport(report, command.contact, record, event);
}

Result<Batch::Verdict> Batch::openReport(NewReport report, const Contact& contact,
                                         ReportRecord record, Event event)
{
    if (Result<void> ok = checkReport(report); !ok)
        return refusedReport(event.mid, ok.error());
    if (const Result<Row> there = load(report.caseId); there || m_storeError) {
        if (m_storeError)
            return tl::unexpected<Error>(*m_storeError);
        return refusedReport(event.mid, {ErrorCode::BadInput, {u"case"_s}, {}});
    }
    if (m_mode == Mode::Live) {
        Result<QList<Attachment>> files = lookUpFiles(report.attachments);
        if (m_storeError)
            return tl::unexpected<Error>(*m_storeError);
        if (!files)
            return refusedReport(event.mid, files.error());
        report.attachments = *files;
        for (Attachment& file : report.attachments) {
            // A document keeps its metadata, and that may name the citizen to an agency.
            if (!file.mime.startsWith(u"image/"_s))
                return refusedReport(event.mid, {ErrorCode::Unsupported, {u"attachments"_s}, {}});
            file.atMs = m_nowMs;
        }
    }
    report.reporterMasked = maskedPhone(contact.phone);
    report.hasContact = !contact.phone.isEmpty() || !contact.email.isEmpty();
    const Result<QString> code = m_ledger.nextCode(u"PA"_s);
    if (!code)
        return tl::unexpected<Error>(code.error());
    report.code = *code;
    report.seq = m_ledger.seq() + 1;
    event.caseId = report.caseId;
    event.action = u"report"_s;
    event.atMs = report.receivedMs;
    event.args = reportEventArgs(report, record.service);
    Plan plan;
    plan.effects.append({nullptr, openCase(report, a.m_directory), event, false});
    plan.effects.first().after.seq = report.seq;
    record.code = report.code;
    record.caseId = report.caseId;
    record.atMs = report.receivedMs;
    if (record.service.isEmpty())
        record.service = report.category;
    if (Result<void> r = m_ledger.putReport(record); !r)
        return tl::unexpected<Error>(r.error());
    if (!contact.isEmpty()) {
        if (Result<void> r = m_ledger.putContact(report.code, report.caseId, contact); !r)
            return tl::unexpected<Error>(r.error());
    }
    const Result<qint64> seq = write(plan);
    if (!seq)
        return tl::unexpected<Error>(seq.error());
    ++a.m_counters.reports;
    Verdict verdict;
    verdict.mid = event.mid;
    verdict.seq = *seq;
    verdict.code = report.code;
    return verdict;
}

// ---- a given history ----

Result<Error> Batch::step(const HistoryReport& given)
{
    m_nowMs = given.report.receivedMs;
    NewReport report = given.report;
    if (report.mid.isNull())
        report.mid = makeUuid7(m_nowMs, a.m_random);
    if (report.reporterName.isEmpty())
        report.reporterName = given.contact.name;
    Event event;
    event.user = report.enteredBy.isEmpty() ? u"citizen"_s : report.enteredBy;
    event.roles = Roles{report.enteredBy.isEmpty() ? Role::Citizen : Role::Operator}.bits();
    event.mid = report.mid;
    ReportRecord record;
    record.apiKey = given.apiKey;
    const Result<Verdict> verdict = openReport(report, given.contact, record, event);
    if (!verdict)
        return tl::unexpected<Error>(verdict.error());
    return verdict->error;
}

Result<Error> Batch::step(const Operation& given)
{
    m_nowMs = given.atMs;
    Operation op = given;
    op.baseVersion = 0;
    if (op.mid.isNull())
        op.mid = makeUuid7(m_nowMs, a.m_random);
    const Result<Row> row = load(op.caseId);
    if (!row)
        return m_storeError ? Result<Error>(tl::unexpected<Error>(*m_storeError))
                            : Result<Error>(row.error());
    if (op.action == u"merge"_s) {
        const Uuid master = QUuid::fromString(args::text(op.args, "master"));
        if (const Result<Row> other = load(master); !master.isNull() && other)
            op.args.insert(u"master"_s, (*other)->code);
    }
    Result<Plan> plan = planOperation(*row, op, false);
    if (m_storeError)
        return tl::unexpected<Error>(*m_storeError);
    if (!plan)
        return plan.error();
    if (const Result<qint64> seq = write(*plan); !seq)
        return tl::unexpected<Error>(seq.error());
    return Error{ErrorCode::None, {}, {}};
}

}  // namespace kydai
