// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/stream_state.h"

#include <array>

namespace kydai::media {
namespace {

// In the order of the enums.
constexpr std::array kStates = {"idle",     "resolving", "connecting",  "waiting_keyframe",
                                "live",     "stalled",   "degraded",    "backoff",
                                "auth_failed", "not_found", "unsupported", "disabled"};
constexpr std::array kTroubles = {
    "none",           "bad_address",    "host_unknown",     "unreachable", "no_answer",
    "no_packets",     "no_picture",     "ended",            "wrong_password",
    "missing_stream", "too_many_viewers", "camera_busy",    "unknown_codec",
    "frozen",         "late",           "stuck"};
constexpr std::array kTiers = {"T0", "T1", "T2", "T3", "T4", "T5"};
constexpr std::array kReasons = {"none",       "tile_size", "no_sub",        "no_main", "many_tiles",
                                 "cpu_budget", "network",   "session_limit", "hidden",  "failed"};

static_assert(kStates.size() == size_t(StreamState::Disabled) + 1);
static_assert(kTroubles.size() == size_t(Trouble::Stuck) + 1);
static_assert(kTiers.size() == size_t(Tier::Closed) + 1);
static_assert(kReasons.size() == size_t(TierReason::Failed) + 1);

template <typename Table, typename Value> QString at(const Table& table, Value value)
{
    return QString::fromLatin1(table[static_cast<size_t>(value)]);
}

}  // namespace

QString stateCode(StreamState state)
{
    return at(kStates, state);
}

QString troubleCode(Trouble trouble)
{
    return at(kTroubles, trouble);
}

QString tierCode(Tier tier)
{
    return at(kTiers, tier);
}

QString tierReasonCode(TierReason reason)
{
    return at(kReasons, reason);
}

}  // namespace kydai::media
