// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority/accounts.h"

#include <algorithm>

#include <QCryptographicHash>
#include <QRegularExpression>

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

constexpr int kMaxTracked = 10'000;
constexpr qsizetype kMaxPassword = 1024;
constexpr qsizetype kMaxSignedOut = 1000;

QByteArray hashOfToken(const QString& token)
{
    return QCryptographicHash::hash(token.toUtf8(), QCryptographicHash::Sha256);
}

QString newToken(Random& random)
{
    QByteArray bytes;
    while (bytes.size() < 32) {
        const quint64 bits = random.next();
        bytes.append(reinterpret_cast<const char*>(&bits), sizeof bits);
    }
    return QString::fromLatin1(
        bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

// Empty = there was no memory for it.
QString hashWith(PasswordCost cost, const QByteArray& plain)
{
    const bool minimal = cost == PasswordCost::Minimal;
    char out[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str(out, plain.constData(), static_cast<unsigned long long>(plain.size()),
                          minimal ? crypto_pwhash_OPSLIMIT_MIN : crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          minimal ? crypto_pwhash_MEMLIMIT_MIN
                                  : crypto_pwhash_MEMLIMIT_INTERACTIVE)
        != 0)
        return {};
    return QString::fromLatin1(out);
}

bool matches(const QString& hash, const QString& password)
{
    const QByteArray stored = hash.toLatin1();
    const QByteArray given = password.toUtf8();
    return crypto_pwhash_str_verify(stored.constData(), given.constData(),
                                    static_cast<unsigned long long>(given.size())) == 0;
}

bool isSound(const UserRecord& user)
{
    static const QRegularExpression name(u"^[a-z0-9._-]{1,64}$"_s);
    if (!name.match(user.name).hasMatch() || user.roles.isEmpty()
        || user.roles.hasAny({Role::Citizen, Role::System}))
        return false;
    if (user.roles.isAgency() == user.agency.isEmpty())
        return false;  // an agency role needs an agency, and only it has one
    return user.displayName.size() <= kMaxLine && user.agency.size() <= kMaxLine;
}

}  // namespace

Accounts::Accounts(Ledger& ledger, const Clock& clock, Random& random, PasswordCost cost)
    : m_ledger(ledger), m_clock(clock), m_random(random), m_cost(cost)
{
    KYDAI_ASSERT(sodium_init() >= 0);
}

Result<QString> Accounts::hashOf(const QString& password) const
{
    if (password.isEmpty())
        return QString();
    const QByteArray plain = password.toUtf8();
    if (plain.size() > kMaxPassword)
        return fail(ErrorCode::TooLarge, {u"password"_s, QString::number(kMaxPassword)});
    const QString hash = hashWith(m_cost, plain);
    if (hash.isEmpty())
        return fail(ErrorCode::Busy, {}, u"no memory for the password hash"_s);
    return hash;
}

// An account's event, in its own transaction with the write before it.
Result<void> Accounts::record(const QString& action, const QString& user)
{
    Event e;
    e.action = action;
    e.user = user;
    e.atMs = m_clock.nowMs();
    if (Result<qint64> seq = m_ledger.appendEvent(e); !seq)
        return tl::unexpected<Error>(seq.error());
    return {};
}

Result<void> Accounts::addUser(const UserRecord& given, const QString& password)
{
    if (!isSound(given))
        return fail(ErrorCode::BadInput, {u"user"_s, given.name.left(64)});
    UserRecord user = given;
    Result<QString> hash = hashOf(password);
    if (!hash)
        return tl::unexpected<Error>(hash.error());
    user.hash = *hash;
    user.createdMs = m_clock.nowMs();
    if (user.displayName.isEmpty())
        user.displayName = user.name;
    if (Result<void> r = m_ledger.begin(); !r)
        return r;
    Result<void> done = m_ledger.putUser(user);
    if (done)
        done = m_ledger.dropTokensOf(user.name);
    if (done)
        done = record(u"user_put"_s, user.name);
    if (!done) {
        m_ledger.rollback();
        return done;
    }
    m_users.remove(user.name);
    ++m_revision;
    return m_ledger.commit();
}

Result<void> Accounts::setDisabled(const QString& name, bool disabled)
{
    Result<std::optional<UserRecord>> user = m_ledger.user(name);
    if (!user)
        return tl::unexpected<Error>(user.error());
    if (!*user)
        return fail(ErrorCode::Unknown, {u"user"_s, name.left(64)});
    (*user)->disabled = disabled;
    if (Result<void> r = m_ledger.begin(); !r)
        return r;
    Result<void> done = m_ledger.putUser(**user);
    if (done && disabled)
        done = m_ledger.dropTokensOf(name);
    if (done)
        done = record(disabled ? u"user_disabled"_s : u"user_enabled"_s, name);
    if (!done) {
        m_ledger.rollback();
        return done;
    }
    m_users.remove(name);
    ++m_revision;
    return m_ledger.commit();
}

Result<QList<UserRecord>> Accounts::list() const { return m_ledger.users(); }

Result<void> Accounts::checkTries(const QHash<QString, Tries>& tries, const QString& key) const
{
    const Tries t = tries.value(key);
    const qint64 left = t.lockedUntilMs - m_clock.nowMs();
    if (left > 0)
        return fail(ErrorCode::Locked, {QString::number((left + 999) / 1000)});
    return {};
}

void Accounts::countTry(QHash<QString, Tries>& tries, const QString& key, int bound)
{
    const qint64 now = m_clock.nowMs();
    if (tries.size() >= kMaxTracked) {
        tries.removeIf([now](const auto& it) {
            return it.value().lockedUntilMs <= now && now - it.value().firstMs > kLoginLockMs;
        });
        if (tries.size() >= kMaxTracked)
            tries.clear();  // a flood of names: the bound by address still stands
    }
    Tries& t = tries[key];
    if (now - t.firstMs > kLoginLockMs)
        t = {0, now, 0};
    if (++t.count >= bound) {
        t.lockedUntilMs = now + kLoginLockMs;
        t.count = 0;
    }
}

Result<void> Accounts::checkTries(const QString& name, const QString& address)
{
    Result<void> ok = checkTries(m_byName, name);
    if (ok)
        ok = checkTries(m_byAddress, address);
    if (!ok)
        ++m_refused;
    return ok;
}

Result<PasswordCheck> Accounts::beginLogin(const QString& name, const QString& address)
{
    if (name.size() > 64)
        return fail(ErrorCode::WrongPassword);
    if (Result<void> ok = checkTries(name, address); !ok)
        return tl::unexpected<Error>(ok.error());
    const Result<std::optional<UserRecord>> user = m_ledger.user(name);
    if (!user)
        return tl::unexpected<Error>(user.error());
    const bool known = *user && !(*user)->disabled;
    return PasswordCheck{name, known ? (*user)->hash : QString(), m_cost};
}

bool Accounts::verifyPassword(const PasswordCheck& check, const QString& password)
{
    if (password.size() > kMaxPassword)
        return false;
    if (!check.hash.isEmpty())
        return matches(check.hash, password);
    // The same work for a name that does not exist, so that time does not tell.
    static const QString nobody = hashWith(PasswordCost::Interactive, "nobody");
    static const QString cheap = hashWith(PasswordCost::Minimal, "nobody");
    (void)matches(check.cost == PasswordCost::Minimal ? cheap : nobody, password);
    return false;
}

Result<Login> Accounts::login(const QString& name, const QString& password, const Uuid& device,
                              const QString& address)
{
    const Result<PasswordCheck> check = beginLogin(name, address);
    if (!check)
        return tl::unexpected<Error>(check.error());
    return finishLogin(*check, verifyPassword(*check, password), device, address);
}

Result<Login> Accounts::finishLogin(const PasswordCheck& check, bool matched, const Uuid& device,
                                    const QString& address)
{
    const QString& name = check.name;
    if (Result<void> ok = checkTries(name, address); !ok)
        return tl::unexpected<Error>(ok.error());
    const Result<std::optional<UserRecord>> user = m_ledger.user(name);
    if (!user)
        return tl::unexpected<Error>(user.error());
    // The account as it is now: it may have been changed while the password was compared.
    const bool same = *user && !(*user)->disabled && !check.hash.isEmpty()
        && (*user)->hash == check.hash;
    if (!matched || !same) {
        countTry(m_byName, name, kLoginTries);
        countTry(m_byAddress, address, kLoginTriesPerAddress);
        ++m_refused;
        return fail(ErrorCode::WrongPassword);
    }
    m_byName.remove(name);
    const qint64 now = m_clock.nowMs();
    Login login{newToken(m_random),
                {{name, (*user)->roles, (*user)->agency}, (*user)->displayName, now + kTokenLifeMs}};
    if (Result<void> r = m_ledger.begin(); !r)
        return tl::unexpected<Error>(r.error());
    Result<void> done =
        m_ledger.putToken({hashOfToken(login.token), name, device, now, login.who.expiresMs});
    if (done)
        done = record(u"login"_s, name);
    if (!done)
        m_ledger.rollback();
    else
        done = m_ledger.commit();
    if (!done)
        return tl::unexpected<Error>(done.error());
    ++m_ok;
    return login;
}

void Accounts::forgetCached()
{
    m_users.clear();
    ++m_revision;
}

Result<Actor> Accounts::current(const QString& name) const
{
    auto it = m_users.constFind(name);
    if (it == m_users.constEnd()) {
        const Result<std::optional<UserRecord>> user = m_ledger.user(name);
        if (!user)
            return tl::unexpected<Error>(user.error());
        if (!*user)
            return fail(ErrorCode::NotSignedIn);
        it = m_users.insert(name, **user);
    }
    if (it->disabled)
        return fail(ErrorCode::NotSignedIn);
    return Actor{it->name, it->roles, it->agency};
}

Result<SignedIn> Accounts::verify(const QString& token) const
{
    if (token.isEmpty() || token.size() > 256)
        return fail(ErrorCode::NotSignedIn);
    const Result<std::optional<TokenRecord>> record = m_ledger.token(hashOfToken(token));
    if (!record)
        return tl::unexpected<Error>(record.error());
    if (!*record) {
        const bool left = m_signedOut.contains(hashOfToken(token));
        return fail(ErrorCode::NotSignedIn, left ? QStringList{u"logout"_s} : QStringList());
    }
    if ((*record)->expiresMs <= m_clock.nowMs())
        return fail(ErrorCode::Expired);
    const Result<Actor> actor = current((*record)->user);
    if (!actor)
        return tl::unexpected<Error>(actor.error());
    return SignedIn{*actor, m_users.value(actor->user).displayName, (*record)->expiresMs};
}

Result<void> Accounts::logout(const QString& token)
{
    if (const Result<SignedIn> who = verify(token); !who)
        return tl::unexpected<Error>(who.error());
    if (Result<void> r = m_ledger.begin(); !r)
        return r;
    Result<void> done = m_ledger.dropToken(hashOfToken(token));
    if (!done) {
        m_ledger.rollback();
        return done;
    }
    ++m_revision;
    m_signedOut.append(hashOfToken(token));
    if (m_signedOut.size() > kMaxSignedOut)
        m_signedOut.removeFirst();
    return m_ledger.commit();
}

}  // namespace kydai
