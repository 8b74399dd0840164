// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/open311view.h"

#include "core/directory.h"
#include "core/reducer.h"
#include "core/vietnamese.h"
#include "intake/w3cdate.h"

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

QJsonValue dateOrNull(qint64 ms)
{
    return ms > 0 ? QJsonValue(toW3c(ms)) : QJsonValue();
}

QJsonValue textOrNull(const QString& text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

const ReportRef* findReport(const Case& c, const QString& code)
{
    for (const ReportRef& report : c.reports) {
        if (report.code == code)
            return &report;
    }
    return c.reports.isEmpty() ? nullptr : &c.reports.first();
}

qint64 updatedMs(const Case& c)
{
    return qMax(qMax(c.stateSinceMs, c.receivedMs), qMax(c.result.publishedMs, c.closedMs));
}

}  // namespace

Answer serviceList(const Directory& directory)
{
    QJsonArray list;
    for (const Category& category : directory.categories()) {
        list.append(QJsonObject{
            {u"service_code"_s, category.code},
            {u"service_name"_s, category.nameVi},
            {u"description"_s, category.nameEn},
            {u"metadata"_s, false},
            {u"type"_s, u"realtime"_s},
            {u"keywords"_s, category.priority == Priority::Urgent ? u"urgent"_s : QString()},
            {u"group"_s, category.group},
        });
    }
    return {list, u"services"_s, u"service"_s};
}

std::optional<Answer> serviceDefinition(const QString& code, const Directory& directory)
{
    const Category* category = directory.category(code);
    if (!category)
        return std::nullopt;
    return Answer{QJsonObject{{u"service_code"_s, category->code}, {u"attributes"_s, QJsonArray()}},
                  u"service_definition"_s, {}};
}

QJsonObject requestRecord(const Case& c, const QString& reportCode, const Case* master,
                          const Directory& directory, Reader reader)
{
    const Case& deciding = master ? *master : c;
    const ReportRef* report = findReport(c, reportCode);
    const bool poster = reader == Reader::Poster;
    const QString text = report ? report->text : QString();
    const Category* category = directory.category(c.category);
    const Agency* agency = directory.agency(deciding.agency);
    QJsonObject out{
        {u"service_request_id"_s, reportCode},
        {u"status"_s, isPubliclyClosed(deciding) ? u"closed"_s : u"open"_s},
        {u"status_notes"_s, textOrNull(publicNotes(deciding))},
        {u"service_name"_s, category ? category->nameVi : QString()},
        {u"service_code"_s, c.category},
        {u"description"_s, poster ? text : maskPhones(text)},
        {u"agency_responsible"_s, agency ? QJsonValue(agency->name) : QJsonValue()},
        {u"service_notice"_s, QJsonValue()},
        {u"requested_datetime"_s, dateOrNull(report && report->receivedMs ? report->receivedMs
                                                                          : c.receivedMs)},
        {u"updated_datetime"_s, dateOrNull(qMax(updatedMs(c), updatedMs(deciding)))},
        {u"expected_datetime"_s, agency ? dateOrNull(deciding.resolveDueMs) : QJsonValue()},
        {u"address"_s, poster ? c.address : maskPhones(c.address)},
        {u"address_id"_s, textOrNull(c.area)},
        {u"zipcode"_s, QJsonValue()},
        {u"lat"_s, c.hasPosition ? QJsonValue(c.lat) : QJsonValue()},
        {u"long"_s, c.hasPosition ? QJsonValue(c.lon) : QJsonValue()},
        {u"media_url"_s, QJsonValue()},
    };
    return out;
}

Answer requestList(const QJsonArray& records)
{
    return {records, u"service_requests"_s, u"request"_s};
}

bool isPublicCase(const Case& c, const Case* master)
{
    return !c.purged && (master ? master->published : c.published);
}

Answer postedAnswer(const QString& reportCode, const QString& notice)
{
    return requestList({QJsonObject{{u"service_request_id"_s, reportCode},
                                    {u"service_notice"_s, notice},
                                    {u"account_id"_s, QJsonValue()}}});
}

}  // namespace kydai::intake
