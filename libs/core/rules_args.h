// SPDX-License-Identifier: GPL-3.0-or-later
// Reading Operation::args: one meaning for the judge, the reducer and the sheets. Values may come from
// CBOR, from work.db or from QML, so a time may be any whole number and a list either kind of list.
#pragma once

#include <optional>

#include "core/workflow.h"

namespace kydai {

struct LatLon {
    double lat = 0, lon = 0;  // WGS 84
    bool operator==(const LatLon&) const = default;
};

namespace args {

bool has(const QVariantMap& map, const char* key);         // present, not empty, not only spaces
QString text(const QVariantMap& map, const char* key);     // trimmed; empty when absent
qint64 time(const QVariantMap& map, const char* key);      // UTC ms; 0 when absent or not whole
bool flag(const QVariantMap& map, const char* key);
QStringList list(const QVariantMap& map, const char* key); // empty when absent or not a list
std::optional<LatLon> position(const QVariantMap& map, const char* key);
// Entries that are not a file are left out; the kind is the caller's.
QList<Attachment> files(const QVariantMap& map, const char* key, AttachmentKind kind);

std::optional<LatLon> parsePosition(QStringView text);     // "16.4637,107.5909"
QString positionText(double lat, double lon);              // six decimals
bool isSha256(QStringView text);                           // 64 lower-case hex digits

}  // namespace args

// A file of an operation: {sha256, mime, bytes, width, height, name}. The authority replaces what a
// client says by what the blob store knows before it judges.
QVariantMap fileArg(const Attachment& file);

// Checks the arguments against the row's demands: nothing unknown, nothing missing, every value
// typed, bounded and, where it is a code, valid today. Errors: Missing, BadInput, TooLarge (params[0]
// = field), Guard agency_valid (params = guard, agency).
Result<void> checkArgs(const Case& c, const Transition& row, const QVariantMap& map,
                       const RuleContext& ctx);

// The category after this operation: the one it names, else the case's.
QString categoryAfter(const Case& c, const QVariantMap& map);

}  // namespace kydai
