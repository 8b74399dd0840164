// SPDX-License-Identifier: GPL-3.0-or-later
// Whose turn it is to open: a few at once, fewer to one host, first come first served but for hosts
// that are full. Pure; one thread.
#pragma once

#include <deque>

#include <QHash>
#include <QString>

#include "media/media_limits.h"

namespace kydai::media {

class HostGate
{
public:
    using Id = quint64;

    explicit HostGate(const MediaLimits& limits = {}) : m_limits(limits) {}

    // Stands in line; a second call of the same id changes nothing.
    void request(Id id, const QString& host);
    // Opened, failed or given up; also takes a waiting one out of the line.
    void release(Id id);
    // Those whose turn it is now, each named once; they are opening from here on.
    QList<Id> grant();

    qsizetype opening() const { return m_opening.size(); }
    qsizetype waiting() const { return qsizetype(m_line.size()); }

private:
    struct Waiting {
        Id id;
        QString host;
    };
    MediaLimits m_limits;
    std::deque<Waiting> m_line;
    QHash<Id, QString> m_opening;
    QHash<QString, int> m_perHost;
};

}  // namespace kydai::media
