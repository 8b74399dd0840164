// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/logindesk.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

void LoginDesk::login(const Request& request, std::function<void(Result<Login>)> done)
{
    const auto refused = [done](const Error& error) {
        done(error.code == ErrorCode::Busy ? fail(ErrorCode::Later, {u"1000"_s})
                                           : tl::unexpected<Error>(error));
    };
    AuthorityThread& authorityThread = m_authority;
    Worker& worker = m_worker;
    const auto finish = [&authorityThread, request, done, refused](const PasswordCheck& check, bool matches) {
        authorityThread.ask<Login>(
            [request, check, matches](Authority& authority) {
                return authority.accounts().finishLogin(check, matches, request.device,
                                                        request.address);
            },
            [done, refused](const Result<Login>& login) {
                if (login)
                    done(login);
                else
                    refused(login.error());
            });
    };
    m_authority.ask<PasswordCheck>(
        [request](Authority& authority) {
            return authority.accounts().beginLogin(request.user, request.address);
        },
        [&worker, request, refused, finish](const Result<PasswordCheck>& check) {
            if (!check)
                return refused(check.error());
            worker.ask<bool>(
                [check = *check, request]() -> Result<bool> {
                    return Accounts::verifyPassword(check, request.password);
                },
                [check = *check, refused, finish](const Result<bool>& matches) {
                    if (matches)
                        finish(check, *matches);
                    else
                        refused(matches.error());
                });
        });
}

}  // namespace kydai::edge
