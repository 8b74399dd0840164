// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in without holding up decisions: the account is looked up and the token made on the
// authority's thread, the password is compared on a worker of its own. Loop thread.
#pragma once

#include "edge/authoritythread.h"
#include "edge/worker.h"

namespace kydai::edge {

inline constexpr std::size_t kMaxLoginsWaiting = 64;  // at about 70 ms each; then Later

class LoginDesk
{
public:
    struct Request {
        QString user, password, address;
        Uuid device;
    };

    // Both outlive the answers; it may go before. worker: for passwords alone.
    LoginDesk(AuthorityThread& authority, Worker& worker) : m_authority(authority), m_worker(worker) {}

    // WrongPassword, Locked (seconds), Later (ms, too many at once).
    void login(const Request& request, std::function<void(Result<Login>)> done);

private:
    AuthorityThread& m_authority;
    Worker& m_worker;
};

}  // namespace kydai::edge
