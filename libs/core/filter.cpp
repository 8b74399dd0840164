// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/filter.h"

#include <algorithm>

#include "core/vietnamese.h"

namespace kydai {

namespace {

template <typename E> bool inSet(quint32 bits, E value)
{
    return bits == 0 || (bits & filterBit(value)) != 0;
}

bool inList(const QStringList& codes, const QString& code)
{
    return codes.isEmpty() || codes.contains(code);
}

bool hasWords(const FilterSpec& filter, const Case& c)
{
    const QStringList words = fold(filter.text).split(u' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return true;
    QStringList texts{c.code, c.title, c.address};
    for (const ReportRef& report : c.reports)
        texts.append(report.text);
    const QString all = fold(texts.join(u'\n'));
    return std::all_of(words.begin(), words.end(),
                       [&](const QString& word) { return all.contains(word); });
}

}  // namespace

Lateness latenessOf(CaseState state, qint64 dueMs, qint64 dueSoonMs, qint64 nowMs)
{
    if (isClockPaused(state))
        return Lateness::Paused;
    if (dueMs == 0)
        return Lateness::None;
    if (nowMs > dueMs)
        return Lateness::Overdue;
    return nowMs >= dueSoonMs ? Lateness::DueSoon : Lateness::InTime;
}

bool matches(const FilterSpec& filter, const Case& c, qint64 nowMs)
{
    return inSet(filter.states, c.state) && inSet(filter.priorities, c.priority)
        && inSet(filter.channels, c.channel)
        && (filter.lateness == 0
            || inSet(filter.lateness, latenessOf(c.state, c.dueMs, c.dueSoonMs, nowMs)))
        && inList(filter.categories, c.category) && inList(filter.agencies, c.agency)
        && inList(filter.areas, c.area) && (filter.fromMs == 0 || c.createdMs >= filter.fromMs)
        && (filter.toMs == 0 || c.createdMs < filter.toMs) && hasWords(filter, c);
}

}  // namespace kydai
