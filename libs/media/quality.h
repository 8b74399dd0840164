// SPDX-License-Identifier: GPL-3.0-or-later
// What each camera of the wall is shown from and how much of it is decoded. Looks at all tiles every
// half second and changes little at a time, so that a wall never swings. Pure; times are handed in.
#pragma once

#include <QHash>
#include <QList>
#include <QString>

#include "media/media_limits.h"
#include "media/stream_address.h"
#include "media/stream_state.h"

namespace kydai::media {

struct TileFacts {
    QString camera;
    bool hasMain = true, hasSub = true;
    int subHeight = 0;         // of the sub stream's picture; 0 = unknown
    int tileHeight = 0;        // device pixels of its largest visible viewer
    qint64 tileArea = 0;
    bool visible = true;
    bool spot = false;
    bool keep = false;         // the ring is wanted though hidden
    Tier least = Tier::MainFull;
    double cpuShare = 0;       // of one core, measured over the last second
    bool late = false;         // skipped more often than allowed
    int mainFailures = 0;      // in a row, while a sub stream was there
    int subFailures = 0;
};

struct TilePlan {
    Tier tier = Tier::MainFull;
    Profile profile = Profile::Main;
    TierReason reason = TierReason::None;
    bool operator==(const TilePlan&) const = default;
};

class QualityController
{
public:
    explicit QualityController(const MediaLimits& limits = {}) : m_limits(limits) {}

    // One plan a tile, in the tiles' order. cores: of this machine.
    QList<TilePlan> plan(qint64 nowMs, const QList<TileFacts>& tiles, int cores);
    void forget(const QString& camera) { m_memory.remove(camera); }

private:
    struct Memory {
        bool fresh = true;             // not planned yet: chooses without waiting
        Profile profile = Profile::Main;
        qint64 wishSince = -1;         // the other profile is wanted since
        qint64 hiddenSince = -1;
        int cpuSteps = 0, lateSteps = 0;
        double costBefore = 0;         // of the step last taken for the budget
        qint64 lateAt = -1;
        qint64 failedAt = -1;
        int failures = 0;
        bool wasVisible = false;
    };
    struct Wish {
        Profile profile = Profile::Main;
        TierReason reason = TierReason::None;
        bool atOnce = false;           // a person's doing, or there is no choice
    };

    Wish wishFor(qint64 nowMs, const TileFacts& tile, Memory& memory, int visible) const;
    void followWishes(qint64 nowMs, const QList<TileFacts>& tiles, const QList<Wish>& wishes);
    void keepBudget(qint64 nowMs, const QList<TileFacts>& tiles, double budget);
    void noteLate(qint64 nowMs, const TileFacts& tile, Memory& memory) const;
    TilePlan planFor(qint64 nowMs, const TileFacts& tile, const Wish& wish, Memory& memory) const;

    MediaLimits m_limits;
    QHash<QString, Memory> m_memory;
    qint64 m_lastSwitch = -1;
    qint64 m_overSince = -1, m_underSince = -1;
};

}  // namespace kydai::media
