// SPDX-License-Identifier: GPL-3.0-or-later
// The questions of GET requests.json, and the citizen's later acts. Pure; any thread.
#pragma once

#include <optional>

#include "core/states.h"
#include "intake/forms.h"
#include "intake/markup.h"

namespace kydai::intake {

inline constexpr int kMaxQueryIds = 50;
inline constexpr int kMaxQueryRows = 1000;
inline constexpr int kDefaultQueryRows = 100;
inline constexpr qint64 kMaxQuerySpanMs = 90LL * 24 * 3600 * 1000;

struct RequestQuery {
    QStringList ids;            // service_request_id; when given, nothing else counts
    QStringList services;       // service_code
    qint64 fromMs = 0, toMs = 0;  // requested in [from, to]; always set, at most 90 days apart
    std::optional<bool> open;   // status; none = both
    int page = 1;               // 1..1000
    int pageSize = kDefaultQueryRows;
    bool operator==(const RequestQuery&) const = default;
};

// Without dates: the last 90 days; with one: 90 days from or up to it, as GeoReport v2 wants.
tl::expected<RequestQuery, ServiceErrors> readQuery(const Form& query, qint64 nowMs);

}  // namespace kydai::intake
