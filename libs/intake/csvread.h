// SPDX-License-Identifier: GPL-3.0-or-later
// CSV as offices write it: RFC 4180, UTF-8 with or without a mark, separated by commas or semicolons
// (the first line tells). Bounded; any bytes. One pass, no copy of the whole.
#pragma once

#include <QByteArrayView>
#include <QStringList>

#include "core/result.h"

namespace kydai::intake {

inline constexpr qsizetype kMaxCsvField = 8000;  // bytes
inline constexpr int kMaxCsvFields = 64;         // of a row

class CsvReader
{
public:
    explicit CsvReader(QByteArrayView bytes);

    // The next row that is not empty; false at the end. A row with a broken field (no UTF-8, too
    // long, too many fields, a quote that never ends) is read as one, with error() set.
    bool next(QStringList* fields);
    qint64 line() const { return m_line; }  // where the row began, from 1
    QString error() const { return m_error; }

private:
    bool readField(QStringList* fields);  // true = the row goes on

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    qint64 m_line = 0, m_nextLine = 1;
    char m_separator = ',';
    QString m_error;
};

}  // namespace kydai::intake
