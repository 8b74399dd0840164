// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/stream_state.h"

#include <iterator>
#include <span>

namespace kydai::media {
namespace {

// In the order of the enums.
constexpr const char* kStates[] = {"idle",     "resolving", "connecting",  "waiting_keyframe",
                                "live",     "stalled",   "degraded",    "backoff",
                                "auth_failed", "not_found", "unsupported", "disabled"};
constexpr const char* kTroubles[] = {
    "none",           "bad_address",    "host_unknown",     "unreachable", "no_answer",
    "no_packets",     "no_picture",     "ended",            "wrong_password",
    "missing_stream", "too_many_viewers", "camera_busy",    "unknown_codec",
    "frozen",         "late",           "stuck"};
constexpr const char* kTiers[] = {"T0", "T1", "T2", "T3", "T4", "T5"};
constexpr const char* kReasons[] = {"none",       "tile_size", "no_sub",        "no_main", "many_tiles",
                                 "cpu_budget", "network",   "session_limit", "hidden",  "failed"};

static_assert(std::size(kStates) == size_t(StreamState::Disabled) + 1);
static_assert(std::size(kTroubles) == size_t(Trouble::Stuck) + 1);
static_assert(std::size(kTiers) == size_t(Tier::Closed) + 1);
static_assert(std::size(kReasons) == size_t(TierReason::Failed) + 1);

// One function for all tables: copies of it, one a table, are folded by the compiler, which then warns.
template <typename Value> QString at(std::span<const char* const> table, Value value)
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
