// SPDX-License-Identifier: GPL-3.0-or-later
// Two small things every unit of this room needs.
#pragma once

#include <QString>

#include "core/result.h"

namespace kydai::deskdb {

// An error of one type of result handed on as another's.
inline tl::unexpected<Error> pass(const Error& error)
{
    return tl::unexpected<Error>(error);
}

// SQLite keeps a null QString as NULL; the columns are NOT NULL.
inline QString notNull(const QString& text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

}  // namespace kydai::deskdb
