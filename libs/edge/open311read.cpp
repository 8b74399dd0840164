// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/open311read.h"

#include <optional>

#include "core/reducer.h"
#include "intake/open311view.h"
#include "protocol/casecodec.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMaxScanned = 5000;   // reports looked at for one list
constexpr int kScanStep = 500;

Result<Case> readCase(const LedgerReader& reader, const Uuid& id)
{
    const auto body = reader.caseBody(id);
    if (!body)
        return tl::unexpected(body.error());
    return protocol::decodeWhole(body->body);
}

struct Found {
    QJsonObject record;
    bool closed = false;
};

// None = may not be read by this key.
Result<std::optional<Found>> lookAt(const LedgerReader& reader, const Directory& directory,
                                    const ReportRecord& report, const QString& keyName)
{
    const auto c = readCase(reader, report.caseId);
    if (!c)
        return tl::unexpected(c.error());
    std::optional<Case> master;
    if (c->state == CaseState::Merged && !c->masterId.isNull()) {
        if (auto row = readCase(reader, c->masterId))
            master = std::move(*row);
    }
    const Case* deciding = master ? &*master : nullptr;
    const bool poster = !keyName.isEmpty() && report.apiKey == keyName;
    if (!poster && !intake::isPublicCase(*c, deciding))
        return std::optional<Found>();
    const auto who = poster ? intake::Reader::Poster : intake::Reader::Public;
    return std::optional(Found{intake::requestRecord(*c, report.code, deciding, directory, who),
                               isPubliclyClosed(deciding ? *deciding : *c)});
}

Result<QJsonArray> readByIds(const LedgerReader& reader, const Directory& directory,
                             const QStringList& ids, const QString& keyName)
{
    QJsonArray out;
    for (const QString& id : ids) {
        const auto record = readOneRequest(reader, directory, id, keyName);
        if (record)
            out.append(*record);
        else if (record.error().code != ErrorCode::Unknown)
            return tl::unexpected(record.error());
    }
    return out;
}

}  // namespace

Result<QJsonObject> readOneRequest(const LedgerReader& reader, const Directory& directory,
                                   const QString& code, const QString& keyName)
{
    const auto report = reader.report(code);
    if (!report)
        return tl::unexpected(report.error());
    const auto found = lookAt(reader, directory, *report, keyName);
    if (!found)
        return tl::unexpected(found.error());
    if (!*found)
        return fail(ErrorCode::Unknown, {u"report"_s});
    return (*found)->record;
}

Result<QJsonArray> readRequests(const LedgerReader& reader, const Directory& directory,
                                const intake::RequestQuery& query, const QString& keyName)
{
    if (!query.ids.isEmpty())
        return readByIds(reader, directory, query.ids, keyName);
    QJsonArray out;
    int skip = (query.page - 1) * query.pageSize;
    ReportQuery step{keyName, query.fromMs, query.toMs + 1, query.services, kScanStep, 0};
    while (step.offset < kMaxScanned) {
        const auto reports = reader.reports(step);
        if (!reports)
            return tl::unexpected(reports.error());
        for (const ReportRecord& report : *reports) {
            const auto found = lookAt(reader, directory, report, keyName);
            if (!found)
                return tl::unexpected(found.error());
            if (!*found || (query.open && *query.open == (*found)->closed) || skip-- > 0)
                continue;
            out.append((*found)->record);
            if (out.size() >= query.pageSize)
                return out;
        }
        if (reports->size() < kScanStep)
            break;
        step.offset += kScanStep;
    }
    return out;
}

Result<RequestsRead> withUnread(const LedgerReader& reader, const QJsonArray& records,
                                const QString& keyName, qint64 nowMs)
{
    RequestsRead out{records, {}};
    if (keyName.isEmpty())
        return out;
    for (const QJsonValue& record : records) {
        const QString code = record.toObject().value(u"service_request_id"_s).toString();
        const auto unread = reader.hasUnread(code, nowMs);
        if (!unread)
            return tl::unexpected(unread.error());
        if (!*unread)
            continue;
        const auto report = reader.report(code);
        if (report && report->apiKey == keyName)  // others read what is public, not their mail
            out.unread.append(code);
    }
    return out;
}

}  // namespace kydai::edge
