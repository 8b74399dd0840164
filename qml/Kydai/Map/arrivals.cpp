// SPDX-License-Identifier: GPL-3.0-or-later
#include "arrivals.h"

#include <algorithm>

#include "core/calendar.h"

namespace kydai::mapqml {

namespace {

constexpr int kDayShift = 6, kNightShift = 18;  // hours, local
constexpr qint64 kHourMs = 3'600'000;

}  // namespace

void Arrivals::setFeed(CaseFeed* feed)
{
    if (m_feed == feed)
        return;
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    if (feed)
        connect(feed, &CaseFeed::changed, this, &Arrivals::count);
    count();
    Q_EMIT feedChanged();
}

int Arrivals::highest() const
{
    return m_bins.isEmpty() ? 0 : *std::max_element(m_bins.cbegin(), m_bins.cend());
}

double Arrivals::shiftStartMs() const
{
    const QDate day = localDate(m_nowMs);
    const int hour = localMinuteOfDay(m_nowMs) / 60;
    if (hour < kDayShift)
        return static_cast<double>(utcMsOf(day.addDays(-1), kNightShift * 60));
    return static_cast<double>(utcMsOf(day, (hour < kNightShift ? kDayShift : kNightShift) * 60));
}

double Arrivals::dayStartMs() const
{
    return static_cast<double>(utcMsOf(localDate(m_nowMs), 0));
}

QList<double> Arrivals::ticks() const
{
    QList<double> list;
    const qint64 midnight = utcMsOf(localDate(m_startMs), 0);
    const qint64 step = 3 * kHourMs;
    const qint64 first = midnight + (m_startMs - midnight + step - 1) / step * step;
    for (qint64 at = first; at < m_startMs + kBins * kBinMs; at += step)
        list.append(static_cast<double>(at));
    return list;
}

void Arrivals::count()
{
    const desk::DeskCore* core = m_feed ? m_feed->core() : nullptr;
    m_nowMs = core ? core->nowMs() : 0;
    m_startMs = (m_nowMs / kBinMs + 1 - kBins) * kBinMs;
    QList<int> bins(kBins, 0);
    if (core) {
        const desk::CaseIndex& index = core->index();
        for (const desk::SortKey& key : index.order(desk::Order::Newest)) {
            const desk::IndexRow& row = index.row(key.slot);
            if (row.createdMs < m_startMs)
                break;
            const qint64 bin = (row.createdMs - m_startMs) / kBinMs;
            if (bin < kBins && m_feed->passes(row))
                ++bins[bin];
        }
    }
    m_bins = bins;
    Q_EMIT changed();
}

}  // namespace kydai::mapqml
