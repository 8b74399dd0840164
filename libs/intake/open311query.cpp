// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/open311query.h"

#include "intake/w3cdate.h"

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

class QueryReader
{
public:
    explicit QueryReader(const Form& query) : m_query(query) {}

    QStringList codes(QStringView name, int bound)
    {
        QStringList out;
        const QStringList parts = m_query.value(name).split(u',', Qt::SkipEmptyParts);
        for (const QString& part : parts) {
            const QString code = part.trimmed();
            if (code.size() > 64)
                complain(u"%1 has an entry longer than 64 characters"_s.arg(name.toString()));
            else if (!code.isEmpty() && !out.contains(code))
                out.append(code);
        }
        if (out.size() > bound)
            complain(u"%1 has more than %2 entries"_s.arg(name.toString()).arg(bound));
        return out.first(qMin(out.size(), qsizetype(bound)));
    }

    void readDates(RequestQuery& out, qint64 nowMs)
    {
        const auto from = date(u"start_date", false);
        const auto to = date(u"end_date", true);
        if (from && to && *to < *from)
            complain(u"end_date is before start_date"_s);
        out.toMs = to ? *to : from ? qMin(nowMs, *from + kMaxQuerySpanMs) : nowMs;
        out.fromMs = from ? *from : out.toMs - kMaxQuerySpanMs;
        // A span beyond the bound is cut, not refused: that is what clients of the standard expect.
        out.toMs = qMin(out.toMs, out.fromMs + kMaxQuerySpanMs);
    }

    void readStatus(RequestQuery& out)
    {
        bool open = false, closed = false;
        const QStringList parts = m_query.value(u"status").split(u',', Qt::SkipEmptyParts);
        for (const QString& part : parts) {
            if (part.trimmed() == u"open")
                open = true;
            else if (part.trimmed() == u"closed")
                closed = true;
            else
                complain(u"status is open or closed"_s);
        }
        if (open != closed)
            out.open = open;
    }

    int number(QStringView name, int fallback, int bound)
    {
        const QString text = m_query.value(name);
        if (text.isEmpty())
            return fallback;
        bool ok = false;
        const int value = text.toInt(&ok);
        if (ok && value >= 1 && value <= bound)
            return value;
        complain(u"%1 must be a number from 1 to %2"_s.arg(name.toString()).arg(bound));
        return fallback;
    }

    ServiceErrors errors;

private:
    void complain(const QString& what) { errors.append({400, what}); }

    std::optional<qint64> date(QStringView name, bool endOfDay)
    {
        const QString text = m_query.value(name);
        if (text.isEmpty())
            return std::nullopt;
        const auto ms = fromW3c(text, endOfDay);
        if (!ms)
            complain(u"%1 must be a date such as 2026-03-02T08:30:00+07:00"_s.arg(name.toString()));
        return ms;
    }

    const Form& m_query;
};

}  // namespace

tl::expected<RequestQuery, ServiceErrors> readQuery(const Form& query, qint64 nowMs)
{
    QueryReader reader(query);
    RequestQuery out;
    out.ids = reader.codes(u"service_request_id", kMaxQueryIds);
    out.services = reader.codes(u"service_code", 100);
    reader.readDates(out, nowMs);
    reader.readStatus(out);
    out.page = reader.number(u"page", 1, 1000);
    out.pageSize = reader.number(u"page_size", kDefaultQueryRows, kMaxQueryRows);
    if (!reader.errors.isEmpty())
        return tl::unexpected(reader.errors);
    return out;
}

}  // namespace kydai::intake
