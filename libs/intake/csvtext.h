// SPDX-License-Identifier: GPL-3.0-or-later
// CSV as we write it: RFC 4180, UTF-8, what a spreadsheet would take for a formula made plain text.
#pragma once

#include <QStringList>

namespace kydai::intake {

QByteArray csvRow(const QStringList& fields);  // with its line end

}  // namespace kydai::intake
