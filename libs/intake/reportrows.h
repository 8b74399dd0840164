// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of another system's table as reports, by a mapping of its columns (docs/import.md). Pure.
#pragma once

#include <QHash>
#include <QTimeZone>

#include "core/directory.h"
#include "core/imported.h"
#include "intake/csvstream.h"

namespace kydai::intake {

struct ReportMapping {
    QString source;                      // of a-z 0-9 -, part of every number
    CsvEncoding encoding = CsvEncoding::Detect;
    QHash<QString, QStringList> columns; // ours -> the file's, several are joined by " · "
    QString timeFormat;                  // as QDateTime reads it
    QTimeZone zone;
    QHash<QString, QString> states, channels, categories, agencies;  // value -> code
    QString channel;                     // of a value that is not in `channels`
    QStringList noAddress;               // values that say there is none
};
// Codes are checked against the directory. BadInput: detail says what is wrong.
Result<ReportMapping> readReportMapping(const QByteArray& json, const Directory& directory);

// Knows where each column is in this file.
class ReportRows
{
public:
    // BadInput "column" when a column of the mapping is not in the header.
    static Result<ReportRows> fromHeader(const ReportMapping& mapping, const QStringList& header);

    // BadInput, detail = the reason for the list of rejects.
    Result<ImportedReport> read(const CsvRow& row) const;

private:
    explicit ReportRows(const ReportMapping& mapping) : m_mapping(mapping) {}
    QString value(const QStringList& fields, QLatin1StringView ours) const;
    Result<qint64> time(const QString& text) const;
    Result<void> readPlace(const QStringList& fields, NewReport& report) const;

    ReportMapping m_mapping;
    QHash<QString, QList<int>> m_columns;
    int m_width = 0;
};

// The same for the same source and number, on every machine.
Uuid importedMid(const QString& source, const QString& number);
Uuid importedCaseId(const Uuid& mid, qint64 receivedMs);  // UUIDv7 of the time it was received

}  // namespace kydai::intake
