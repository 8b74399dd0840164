// SPDX-License-Identifier: GPL-3.0-or-later
// Errors are values: every fallible function returns Result<T>; the sentence is made in the UI.
#pragma once

#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

namespace kydai {

// What went wrong, for code and for the reader's sentence. Append only: the numbers travel on the
// wire and lie in work.db.
enum class ErrorCode : int {
    None = 0,
    // input
    BadInput = 1,       // a value is outside its bounds; params[0] = field
    Missing = 2,        // a demanded value is absent; params[0] = field
    TooLarge = 3,       // params[0] = what, params[1] = bound
    Unknown = 4,        // unknown id; params[0] = kind, params[1] = id
    BadFrame = 5,       // not decodable
    Unsupported = 6,    // version or type not understood
    // workflow
    NotDeclared = 20,   // no such row in the workflow table; params = action, state
    NotAllowed = 21,    // the role may not; params[0] = action
    NotInScope = 22,    // exists, but not for this account
    Guard = 23,         // a guard said no; params[0] = guard code (see core/workflow.h)
    Conflict = 24,      // somebody changed the same field; params = fields
    OnlineOnly = 25,    // needs the server
    After = 26,         // the mutation before it on the same case was refused
    UndoExpired = 27,
    Held = 28,          // somebody else holds the claim; params[0] = user, params[1] = until (UTC ms)
    // session
    NotSignedIn = 40,
    WrongPassword = 41,
    Locked = 42,        // too many tries; params[0] = seconds to wait
    Expired = 43,
    Later = 44,         // temporary; params[0] = milliseconds to wait
    Offline = 45,
    // machine
    Io = 60,
    DiskFull = 61,
    Corrupt = 62,
    ReadOnly = 63,
    Busy = 64,
    Internal = 70,
};

struct Error {
    ErrorCode code = ErrorCode::Internal;
    QStringList params;  // filled into the sentence; never a citizen's name, phone or text
    QString detail;      // for the log and the "details" line, English, technical

    bool operator==(const Error& other) const
    {
        return code == other.code && params == other.params;
    }
};

template <typename T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, QStringList params = {}, QString detail = {})
{
    return tl::unexpected<Error>(Error{code, std::move(params), std::move(detail)});
}

// A programmer's error. Stays on in release.
[[noreturn]] void assertFailed(const char* expr, const char* file, int line);
#define KYDAI_ASSERT(expr) \
    ((expr) ? static_cast<void>(0) : ::kydai::assertFailed(#expr, __FILE__, __LINE__))

}  // namespace kydai
