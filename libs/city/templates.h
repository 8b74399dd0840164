// SPDX-License-Identifier: GPL-3.0-or-later
// Templates of reports, read from resources/city/reports.txt (a pure function over its bytes).
#pragma once

#include "city/places.h"
#include "core/result.h"

namespace kydai::city {

struct Kind {
    QString name;      // section: flood, light …
    QString category;  // code of the directory; empty = none fits
    QStringList calm, urgent;
};

struct Templates {
    QList<Kind> kinds;
    const Kind* kind(const QString& name) const;
    qsizetype count() const;
};

// Sections are "[kind category]"; Unknown (category) when the directory lacks it.
Result<Templates> parseTemplates(QByteArrayView text, const Directory& directory);

// A template with its placeholders filled.
QString fill(const QString& line, const Spot& spot, Chance& chance);
// What haste does to a text: a dropped mark, a doubled letter, no capital, a lost stop.
QString withSlips(const QString& text, Chance& chance);

}  // namespace kydai::city
