// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/reportrows.h"

#include <cmath>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

constexpr Uuid kNames{0x6b1f6c1e, 0x2f0b, 0x4d52, 0x9a, 0x6e, 0x31, 0x5d, 0x0c, 0x77, 0x8e, 0x14};

const QStringList kColumns{u"id"_s,   u"received"_s, u"closed"_s, u"state"_s,   u"text"_s,
                           u"answer"_s, u"address"_s, u"lat"_s,   u"lon"_s,     u"channel"_s,
                           u"category"_s, u"agency"_s};

tl::unexpected<Error> bad(const QString& why) { return fail(ErrorCode::BadInput, {}, why); }

QHash<QString, QString> textsOf(const QJsonValue& value)
{
    QHash<QString, QString> out;
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        out.insert(it.key(), it.value().toString());
    return out;
}

Result<void> readColumns(const QJsonObject& columns, ReportMapping& mapping)
{
    for (auto it = columns.begin(); it != columns.end(); ++it) {
        if (!kColumns.contains(it.key()))
            return bad(u"columns: there is no %1, only %2"_s.arg(it.key(), kColumns.join(u", "_s)));
        QStringList theirs;
        const QJsonArray list = it.value().toArray();
        for (const QJsonValue& name : list)
            theirs.append(name.toString());
        if (!it.value().isArray())
            theirs.append(it.value().toString());
        mapping.columns.insert(it.key(), theirs);
    }
    for (const QString& needed : {u"id"_s, u"received"_s, u"text"_s}) {
        if (!mapping.columns.contains(needed))
            return bad(u"columns: %1 is missing"_s.arg(needed));
    }
    return {};
}

Result<void> checkCodes(const ReportMapping& m, const Directory& directory)
{
    for (const QString& code : m.states) {
        const auto state = caseStateFrom(code);
        if (!state || (*state != CaseState::Received && !isFinal(*state))
            || *state == CaseState::Merged)
            return bad(u"states: %1 is not received, closed, cancelled, referred or not_accepted"_s
                           .arg(code));
    }
    for (const QString& code : m.channels.values() + QStringList{m.channel}) {
        if (!channelFrom(code))
            return bad(u"channels: there is no %1"_s.arg(code));
    }
    for (const QString& code : m.categories) {
        if (!directory.category(code))
            return bad(u"categories: there is no %1 in the directory"_s.arg(code));
    }
    for (const QString& code : m.agencies) {
        if (!directory.agency(code))
            return bad(u"agencies: there is no %1 in the directory"_s.arg(code));
    }
    return {};
}

}  // namespace

Result<ReportMapping> readReportMapping(const QByteArray& json, const Directory& directory)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return bad(u"%1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
    const QJsonObject object = document.object();
    ReportMapping m;
    m.source = object.value("source"_L1).toString();
    static const QRegularExpression plain(u"^[a-z0-9-]{1,32}$"_s);
    if (!plain.match(m.source).hasMatch())
        return bad(u"source must be 1 to 32 of a-z 0-9 -"_s);
    const Result<CsvEncoding> encoding =
        csvEncodingFrom(object.value("encoding"_L1).toString());
    if (!encoding)
        return tl::unexpected(encoding.error());
    m.encoding = *encoding;
    m.timeFormat = object.value("time"_L1).toString();
    m.zone = QTimeZone(object.value("zone"_L1).toString(u"UTC"_s).toLatin1());
    if (m.timeFormat.isEmpty() || !m.zone.isValid())
        return bad(u"time must be a format and zone a time zone"_s);
    m.states = textsOf(object.value("states"_L1));
    m.channels = textsOf(object.value("channels"_L1));
    m.channel = object.value("channel"_L1).toString(u"other"_s);
    m.categories = textsOf(object.value("categories"_L1));
    m.agencies = textsOf(object.value("agencies"_L1));
    const QJsonArray none = object.value("noAddress"_L1).toArray();
    for (const QJsonValue& value : none)
        m.noAddress.append(value.toString());
    if (auto ok = readColumns(object.value("columns"_L1).toObject(), m); !ok)
        return tl::unexpected(ok.error());
    if (auto ok = checkCodes(m, directory); !ok)
        return tl::unexpected(ok.error());
    return m;
}

Result<ReportRows> ReportRows::fromHeader(const ReportMapping& mapping, const QStringList& header)
{
    ReportRows rows(mapping);
    rows.m_width = static_cast<int>(header.size());
    for (auto it = mapping.columns.cbegin(); it != mapping.columns.cend(); ++it) {
        for (const QString& theirs : it.value()) {
            const auto at = header.indexOf(theirs);
            if (at < 0)
                return bad(u"there is no column %1 in the file"_s.arg(theirs));
            rows.m_columns[it.key()].append(static_cast<int>(at));
        }
    }
    return rows;
}

QString ReportRows::value(const QStringList& fields, QLatin1StringView ours) const
{
    QStringList parts;
    const QList<int> columns = m_columns.value(ours);
    for (const int at : columns) {
        const QString part = fields[at].trimmed();
        if (!part.isEmpty() && !parts.contains(part))
            parts.append(part);
    }
    return parts.join(u" · "_s);
}

Result<qint64> ReportRows::time(const QString& text) const
{
    const QDateTime at = QDateTime::fromString(text, m_mapping.timeFormat);
    if (!at.isValid())
        return bad(u"%1 is no time of the form %2"_s.arg(text.left(60), m_mapping.timeFormat));
    return QDateTime(at.date(), at.time(), m_mapping.zone).toMSecsSinceEpoch();
}

// 0, 0 lies in the sea off Africa: tables write it where there is no position.
Result<void> ReportRows::readPlace(const QStringList& fields, NewReport& report) const
{
    report.address = value(fields, "address"_L1).left(kMaxLine);
    if (m_mapping.noAddress.contains(report.address))
        report.address.clear();
    const QString lat = value(fields, "lat"_L1), lon = value(fields, "lon"_L1);
    if (lat.isEmpty() || lon.isEmpty())
        return {};
    bool latOk = false, lonOk = false;
    report.lat = lat.toDouble(&latOk);
    report.lon = lon.toDouble(&lonOk);
    if (!latOk || !lonOk || !(std::abs(report.lat) <= 90) || !(std::abs(report.lon) <= 180))
        return bad(u"%1, %2 is no position in degrees"_s.arg(lat.left(40), lon.left(40)));
    report.hasPosition = report.lat != 0 || report.lon != 0;
    return {};
}

Result<ImportedReport> ReportRows::read(const CsvRow& row) const
{
    if (!row.broken.isEmpty())
        return bad(row.broken);
    if (row.fields.size() != m_width)
        return bad(u"%1 fields, the first line has %2"_s.arg(row.fields.size()).arg(m_width));
    ImportedReport out;
    out.source = m_mapping.source;
    out.number = value(row.fields, "id"_L1);
    if (out.number.isEmpty() || out.number.size() > kMaxDirectoryCode)
        return bad(u"no number, or one of more than %1 characters"_s.arg(kMaxDirectoryCode));
    const Result<qint64> received = time(value(row.fields, "received"_L1));
    if (!received)
        return tl::unexpected(received.error());
    const QString state = value(row.fields, "state"_L1);
    if (!state.isEmpty()) {
        if (!m_mapping.states.contains(state))
            return bad(u"the state %1 is not in the mapping"_s.arg(state.left(60)));
        out.state = *caseStateFrom(m_mapping.states.value(state));
    }
    if (out.state != CaseState::Received) {
        const QString closed = value(row.fields, "closed"_L1);
        const Result<qint64> at = closed.isEmpty() ? received : time(closed);
        if (!at)
            return tl::unexpected(at.error());
        out.closedMs = std::max(*at, *received);
    }
    NewReport& r = out.report;
    r.receivedMs = *received;
    r.mid = importedMid(out.source, out.number);
    r.caseId = importedCaseId(r.mid, *received);
    r.text = value(row.fields, "text"_L1).left(kMaxText);
    const QString channel = value(row.fields, "channel"_L1);
    r.channel = *channelFrom(m_mapping.channels.value(channel, m_mapping.channel));
    r.category = m_mapping.categories.value(value(row.fields, "category"_L1));
    out.agency = m_mapping.agencies.value(value(row.fields, "agency"_L1));
    out.answer = value(row.fields, "answer"_L1).left(kMaxText);
    if (auto ok = readPlace(row.fields, r); !ok)
        return tl::unexpected(ok.error());
    return out;
}

Uuid importedMid(const QString& source, const QString& number)
{
    return QUuid::createUuidV5(kNames, source + u'\n' + number);
}

Uuid importedCaseId(const Uuid& mid, qint64 receivedMs)
{
    QByteArray bytes = mid.toRfc4122();
    const qint64 ms = std::max<qint64>(0, receivedMs);
    for (int i = 0; i < 6; ++i)
        bytes[i] = static_cast<char>(ms >> (8 * (5 - i)));
    bytes[6] = static_cast<char>(0x70 | (bytes[6] & 0x0f));
    return QUuid::fromRfc4122(bytes);
}

}  // namespace kydai::intake
