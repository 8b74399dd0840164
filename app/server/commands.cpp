// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"

#include <cstdio>

#include <QFile>

#include "authority/authority.h"
#include "ledger/sqliteledger.h"
#include "log.h"
#include "store.h"
#include "system.h"

namespace kydai::server {

using namespace Qt::StringLiterals;

namespace {

void print(const QString& line)
{
    std::fprintf(stdout, "%s\n", line.toUtf8().constData());
}

QString firstLineOfInput()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return {};
    QByteArray line = input.readLine(4096);
    while (line.endsWith('\n') || line.endsWith('\r'))
        line.chop(1);
    return QString::fromUtf8(line);
}

QStringList codesOf(Roles roles)
{
    QStringList out;
    for (int i = 0; i < kRoleCount; ++i) {
        if (roles.has(static_cast<Role>(i)))
            out.append(codeOf(static_cast<Role>(i)));
    }
    return out;
}

}  // namespace

int failed(const QString& what, const Error& error)
{
    std::fprintf(stderr, "kydai-server: %s: %s\n", what.toUtf8().constData(),
                 sentence(error).toUtf8().constData());
    return 1;
}

int addUser(const Options& options)
{
    SystemClock clock;
    SystemRandom random;
    const QString password = firstLineOfInput();
    if (password.isEmpty()) {
        std::fprintf(stderr, "kydai-server: no password on standard input; "
                             "try: printf '%%s\\n' PASSWORD | kydai-server user add NAME …\n");
        return 1;
    }
    auto ledger = SqliteLedger::open(options.dir, random);
    if (!ledger)
        return failed(u"the store in %1 cannot be opened"_s.arg(options.dir), ledger.error());
    const auto directory = directoryOf(**ledger, clock, random);
    if (!directory)
        return failed(u"the directory cannot be read"_s, directory.error());
    if (!options.agency.isEmpty() && !directory->agency(options.agency))
        return failed(u"the agency"_s, Error{ErrorCode::Unknown, {options.agency}, {}});
    Authority authority(**ledger, *directory, clock, random);
    UserRecord user;
    user.name = options.name;
    user.displayName = options.displayName;
    user.roles = options.roles;
    user.agency = options.agency;
    if (auto ok = authority.accounts().addUser(user, password); !ok) {
        Error error = ok.error();
        if (error.code == ErrorCode::BadInput && error.detail.isEmpty())
            error.detail =
                u"a name is 1 to 64 of a-z 0-9 . _ -; agency roles, and only they, need --agency"_s;
        return failed(u"the account was not added"_s, error);
    }
    print(u"added %1 (%2)"_s.arg(options.name, codesOf(options.roles).join(u',')));
    return 0;
}

int listUsers(const Options& options)
{
    SystemRandom random;
    auto ledger = SqliteLedger::open(options.dir, random);
    if (!ledger)
        return failed(u"the store in %1 cannot be opened"_s.arg(options.dir), ledger.error());
    const auto users = (*ledger)->users();
    if (!users)
        return failed(u"the accounts cannot be read"_s, users.error());
    for (const UserRecord& user : *users) {
        print(u"%1\t%2\t%3\t%4%5"_s.arg(user.name, codesOf(user.roles).join(u','), user.agency,
                                        user.displayName,
                                        user.disabled ? u"\tdisabled"_s : QString()));
    }
    return 0;
}

int addKey(const Options& options)
{
    SystemRandom random;
    auto ledger = SqliteLedger::open(options.dir, random);
    if (!ledger)
        return failed(u"the store in %1 cannot be opened"_s.arg(options.dir), ledger.error());
    if (auto ok = addApiKey(**ledger, options.name, firstLineOfInput()); !ok)
        return failed(u"the key was not added"_s, ok.error());
    print(u"added key %1"_s.arg(options.name));
    return 0;
}

int checkStore(const Options& options)
{
    SystemRandom random;
    if (!QFile::exists(options.dir + u"/ledger.db"_s))
        return failed(u"there is no store in %1"_s.arg(options.dir),
                      Error{ErrorCode::Unknown, {}, {}});
    auto ledger = SqliteLedger::open(options.dir, random);
    if (!ledger)
        return failed(u"the store in %1 cannot be opened"_s.arg(options.dir), ledger.error());
    const auto findings = (*ledger)->check();
    if (!findings)
        return failed(u"the check could not end"_s, findings.error());
    for (const QString& finding : *findings)
        print(finding);
    print(findings->isEmpty() ? u"ok"_s : u"%1 findings"_s.arg(findings->size()));
    return findings->isEmpty() ? 0 : 1;
}

}  // namespace kydai::server
