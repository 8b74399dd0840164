// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/quality.h"

#include <algorithm>

namespace kydai::media {
namespace {

constexpr double kSharpEnough = 0.75;   // a sub stream of this part of the tile's height will do
constexpr qint64 kOverMs = 1500;        // over budget for so long: take something away
constexpr qint64 kUnderMs = 10'000;     // well under it for so long: give something back
constexpr double kWellUnder = 0.8;
constexpr qint64 kLateMs = 60'000;      // without being late: one step back up
constexpr int kMostSteps = 2;           // fewer pictures, then key frames

Tier worse(Tier a, Tier b)
{
    return std::max(a, b);
}

}  // namespace

// Which profile would serve the tile, apart from budgets.
QualityController::Wish QualityController::wishFor(qint64 nowMs, const TileFacts& tile,
                                                   Memory& memory, int visible) const
{
    if (!tile.hasSub)
        return {Profile::Main, TierReason::NoSub, true};
    if (!tile.hasMain)
        return {Profile::Sub, TierReason::NoMain, true};
    if (tile.mainFailures > memory.failures)
        memory.failedAt = nowMs;
    memory.failures = tile.mainFailures;
    const bool mainRests = tile.mainFailures >= 2 && nowMs - memory.failedAt < m_limits.failedMs;
    if (tile.subFailures >= 2 && !mainRests)
        return {Profile::Main, TierReason::Failed, true};
    if (mainRests)
        return {Profile::Sub, TierReason::Failed, true};
    if (tile.least >= Tier::SubFull)
        return {Profile::Sub, TierReason::None, true};
    if (tile.spot)
        return {Profile::Main, TierReason::None, true};
    if (visible > m_limits.mostMainTiles)
        return {Profile::Sub, TierReason::ManyTiles, false};
    const bool onSub = !memory.fresh && memory.profile == Profile::Sub;
    const double swing = onSub ? m_limits.mainFactor : 1.0;
    const bool small = tile.tileHeight <= m_limits.subHeight * swing;
    const bool sharp = tile.subHeight > 0
        && tile.subHeight >= kSharpEnough * tile.tileHeight / swing;
    return small || sharp ? Wish{Profile::Sub, TierReason::TileSize, false}
                          : Wish{Profile::Main, TierReason::None, false};
}

// At most one change of profile that nobody asked for in switchMs: the smallest tile loses first,
// the largest gains first.
void QualityController::followWishes(qint64 nowMs, const QList<TileFacts>& tiles,
                                     const QList<Wish>& wishes)
{
    qsizetype best = -1;
    for (qsizetype i = 0; i < tiles.size(); ++i) {
        const TileFacts& tile = tiles.at(i);
        const Wish& wish = wishes.at(i);
        Memory& memory = m_memory[tile.camera];
        if (memory.fresh || wish.atOnce) {
            memory.profile = wish.profile;
            memory.wishSince = -1;
            continue;
        }
        if (wish.profile == memory.profile) {
            memory.wishSince = -1;
            continue;
        }
        if (memory.wishSince < 0)
            memory.wishSince = nowMs;
        if (nowMs - memory.wishSince < m_limits.subAfterMs)
            continue;
        const bool loses = wish.profile == Profile::Sub;
        const auto before = [&](qsizetype other) {
            const bool otherLoses = wishes.at(other).profile == Profile::Sub;
            if (loses != otherLoses)
                return loses;
            return loses ? tile.tileArea < tiles.at(other).tileArea
                         : tile.tileArea > tiles.at(other).tileArea;
        };
        if (best < 0 || before(best))
            best = i;
    }
    if (best < 0 || (m_lastSwitch >= 0 && nowMs - m_lastSwitch < m_limits.switchMs))
        return;
    Memory& memory = m_memory[tiles.at(best).camera];
    memory.profile = wishes.at(best).profile;
    memory.wishSince = -1;
    m_lastSwitch = nowMs;
}

void QualityController::keepBudget(qint64 nowMs, const QList<TileFacts>& tiles, double budget)
{
    double sum = 0;
    for (const TileFacts& tile : tiles)
        sum += tile.cpuShare;
    m_overSince = sum > budget ? (m_overSince < 0 ? nowMs : m_overSince) : -1;
    m_underSince = sum < budget * kWellUnder ? (m_underSince < 0 ? nowMs : m_underSince) : -1;
    const TileFacts* chosen = nullptr;
    if (m_overSince >= 0 && nowMs - m_overSince >= kOverMs) {
        for (const TileFacts& tile : tiles) {  // the smallest that has something left to lose
            if (!tile.visible || tile.spot || m_memory[tile.camera].cpuSteps >= kMostSteps)
                continue;
            if (!chosen || tile.tileArea < chosen->tileArea)
                chosen = &tile;
        }
        if (!chosen)
            return;
        Memory& memory = m_memory[chosen->camera];
        ++memory.cpuSteps;
        memory.costBefore = chosen->cpuShare;
        m_overSince = nowMs;
    } else if (m_underSince >= 0 && nowMs - m_underSince >= kUnderMs) {
        for (const TileFacts& tile : tiles) {  // the largest whose former cost fits again
            const Memory& memory = m_memory[tile.camera];
            const double after = sum - tile.cpuShare + std::max(memory.costBefore, tile.cpuShare);
            if (memory.cpuSteps == 0 || after > budget * kWellUnder)
                continue;
            if (!chosen || tile.tileArea > chosen->tileArea)
                chosen = &tile;
        }
        if (chosen)
            --m_memory[chosen->camera].cpuSteps;
        m_underSince = nowMs;
    }
}

void QualityController::noteLate(qint64 nowMs, const TileFacts& tile, Memory& memory) const
{
    if (tile.late && (memory.lateAt < 0 || nowMs - memory.lateAt >= kLateMs / 4)) {
        memory.lateSteps = std::min(memory.lateSteps + 1, kMostSteps);
        memory.lateAt = nowMs;
    } else if (!tile.late && memory.lateSteps > 0 && nowMs - memory.lateAt >= kLateMs) {
        --memory.lateSteps;
        memory.lateAt = nowMs;
    }
}

TilePlan QualityController::planFor(qint64 nowMs, const TileFacts& tile, const Wish& wish,
                                    Memory& memory) const
{
    TilePlan plan;
    plan.profile = memory.profile;
    plan.tier = memory.profile == Profile::Main ? Tier::MainFull : Tier::SubFull;
    plan.reason = memory.profile == wish.profile ? wish.reason : TierReason::None;
    const int steps = std::max(memory.cpuSteps, memory.lateSteps);
    if (steps > 0) {
        plan.tier = worse(plan.tier, steps == 1 ? Tier::SubReduced : Tier::KeyFrames);
        plan.reason = memory.lateSteps >= memory.cpuSteps ? TierReason::Network
                                                          : TierReason::CpuBudget;
    }
    if (tile.least > plan.tier)
        plan.tier = std::min(tile.least, Tier::KeyFrames);
    if (tile.visible) {
        memory.hiddenSince = -1;
        memory.wasVisible = true;
        return plan;
    }
    if (memory.hiddenSince < 0)
        memory.hiddenSince = nowMs;
    const qint64 hidden = nowMs - memory.hiddenSince;
    if (hidden < m_limits.hideMs && memory.wasVisible)
        return plan;  // a look at another page costs no gap
    plan.tier = hidden >= m_limits.closeMs && !tile.keep ? Tier::Closed : Tier::IngestOnly;
    plan.reason = TierReason::Hidden;
    return plan;
}

QList<TilePlan> QualityController::plan(qint64 nowMs, const QList<TileFacts>& tiles, int cores)
{
    const int visible = int(std::count_if(tiles.begin(), tiles.end(),
                                          [](const TileFacts& tile) { return tile.visible; }));
    QList<Wish> wishes;
    for (const TileFacts& tile : tiles)
        wishes.append(wishFor(nowMs, tile, m_memory[tile.camera], visible));
    followWishes(nowMs, tiles, wishes);
    keepBudget(nowMs, tiles, m_limits.cpuShare * std::max(1, cores));
    QList<TilePlan> plans;
    for (qsizetype i = 0; i < tiles.size(); ++i) {
        Memory& memory = m_memory[tiles.at(i).camera];
        noteLate(nowMs, tiles.at(i), memory);
        memory.fresh = false;
        plans.append(planFor(nowMs, tiles.at(i), wishes.at(i), memory));
    }
    return plans;
}

}  // namespace kydai::media
