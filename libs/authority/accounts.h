// SPDX-License-Identifier: GPL-3.0-or-later
// Who may sign in, and with which roles. Passwords as Argon2id (libsodium's crypto_pwhash_str),
// tokens as sha256 only. Thread: the ledger's. Every write is a transaction of its own with an event.
#pragma once

#include <QHash>

#include "core/seams.h"
#include "ledger/ledger.h"

namespace kydai {

inline constexpr qint64 kTokenLifeMs = 12LL * 3600 * 1000;  // a shift and what is left to do
inline constexpr int kLoginTries = 5;                       // per name, then kLoginLockMs
inline constexpr qint64 kLoginLockMs = 5 * 60 * 1000;
inline constexpr int kLoginTriesPerAddress = 30;            // within kLoginLockMs

struct SignedIn {
    Actor actor;
    QString displayName;
    qint64 expiresMs = 0;
};
struct Login {
    QString token;  // base64url, 32 random bytes; kept nowhere on the server
    SignedIn who;
};
// Minimal: for tests and the simulator only.
enum class PasswordCost { Interactive, Minimal };

// What a password is compared with; crosses threads.
struct PasswordCheck {
    QString name, hash;  // hash empty = no such account: compared with a hash of nobody's
    PasswordCost cost = PasswordCost::Interactive;
};

class Accounts
{
public:
    Accounts(Ledger& ledger, const Clock& clock, Random& random,
             PasswordCost cost = PasswordCost::Interactive);

    // BadInput when name (1..64 of a-z 0-9 . _ -), roles or agency do not fit. An empty password
    // makes an account nobody can sign in to. An existing name is replaced and its tokens dropped.
    Result<void> addUser(const UserRecord& user, const QString& password);
    Result<void> setDisabled(const QString& name, bool disabled);
    Result<QList<UserRecord>> list() const;

    // Signing in has three parts, so that the slow one (Argon2id, tens of milliseconds) needs
    // neither the ledger nor its thread. beginLogin: Locked (seconds). verifyPassword: any thread,
    // the same work for a name that does not exist. finishLogin: WrongPassword, Locked; judged by
    // the tries that came to an end before it, so that asking in parallel gains nothing.
    Result<PasswordCheck> beginLogin(const QString& name, const QString& address);
    static bool verifyPassword(const PasswordCheck& check, const QString& password);
    Result<Login> finishLogin(const PasswordCheck& check, bool matches, const Uuid& device,
                              const QString& address);
    // All three on this thread. address: of the peer, for the rate limit only.
    Result<Login> login(const QString& name, const QString& password, const Uuid& device,
                        const QString& address);
    // NotSignedIn (params "logout" after signing out, none when the account was changed or never was),
    // Expired. Roles as they are now.
    Result<SignedIn> verify(const QString& token) const;
    Result<void> logout(const QString& token);
    // The account behind an actor at this moment; NotSignedIn when gone or disabled.
    Result<Actor> current(const QString& user) const;

    qint64 loginsOk() const { return m_ok; }
    qint64 loginsRefused() const { return m_refused; }
    // Grows whenever an account changes: sessions verify again.
    quint64 revision() const { return m_revision; }
    void forgetCached();  // another process may have changed accounts

private:
    struct Tries { int count = 0; qint64 firstMs = 0, lockedUntilMs = 0; };
    Result<void> checkTries(const QString& name, const QString& address);
    Result<void> checkTries(const QHash<QString, Tries>& tries, const QString& key) const;
    void countTry(QHash<QString, Tries>& tries, const QString& key, int bound);
    Result<QString> hashOf(const QString& password) const;
    Result<void> record(const QString& action, const QString& user);

    Ledger& m_ledger;
    const Clock& m_clock;
    Random& m_random;
    PasswordCost m_cost;
    QHash<QString, Tries> m_byName, m_byAddress;  // <= 10,000 each, then cleared of the stale
    mutable QHash<QString, UserRecord> m_users;   // cache of rows read
    QList<QByteArray> m_signedOut;  // hashes of tokens, the newest kMaxSignedOut
    qint64 m_ok = 0, m_refused = 0;
    quint64 m_revision = 1;
};

}  // namespace kydai
