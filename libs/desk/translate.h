// SPDX-License-Identifier: GPL-3.0-or-later
// Text in the language that is set, by context. A name of its own, because inside a QObject `tr`
// would take the class as context; the extractor knows `translate`.
#pragma once

#include <QCoreApplication>

namespace kydai {

inline QString translate(const char* context, const char* source, const char* note = nullptr)
{
    return QCoreApplication::translate(context, source, note);
}

}  // namespace kydai
