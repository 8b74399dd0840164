// SPDX-License-Identifier: GPL-3.0-or-later
// How many of the feed's cases came in each quarter of an hour of the last day: the bars of the time
// slider. Counted anew when the feed changes, newest first, so it costs what one day holds. GUI thread.
#pragma once

#include <QObject>
#include <QPointer>
#include <QtQml/qqmlregistration.h>

#include "case_feed.h"

namespace kydai::mapqml {

class Arrivals : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(kydai::mapqml::CaseFeed* feed READ feed WRITE setFeed NOTIFY feedChanged)
    Q_PROPERTY(QList<int> bins READ bins NOTIFY changed)
    Q_PROPERTY(int highest READ highest NOTIFY changed)
    Q_PROPERTY(double startMs READ startMs NOTIFY changed)
    Q_PROPERTY(double endMs READ endMs NOTIFY changed)
    Q_PROPERTY(double binMs READ binMs CONSTANT)
    Q_PROPERTY(double shiftStartMs READ shiftStartMs NOTIFY changed)
    Q_PROPERTY(double dayStartMs READ dayStartMs NOTIFY changed)
    Q_PROPERTY(QList<double> ticks READ ticks NOTIFY changed)

public:
    static constexpr int kBins = 96;
    static constexpr qint64 kBinMs = 15 * 60'000;

    explicit Arrivals(QObject* parent = nullptr) : QObject(parent) {}

    CaseFeed* feed() const { return m_feed; }
    void setFeed(CaseFeed* feed);
    QList<int> bins() const { return m_bins; }
    int highest() const;
    // UTC ms; the last bin ends after now.
    double startMs() const { return static_cast<double>(m_startMs); }
    double endMs() const { return static_cast<double>(m_startMs + kBins * kBinMs); }
    double binMs() const { return static_cast<double>(kBinMs); }
    double shiftStartMs() const;  // 06:00 or 18:00, local
    double dayStartMs() const;    // midnight, local
    QList<double> ticks() const;  // every third full hour, local

Q_SIGNALS:
    void feedChanged();
    void changed();

private:
    void count();

    QPointer<CaseFeed> m_feed;
    QList<int> m_bins;
    qint64 m_startMs = 0;
    qint64 m_nowMs = 0;
};

}  // namespace kydai::mapqml
