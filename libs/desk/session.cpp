// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/session.h"

#include <QPointer>

#include "desk/row_roles.h"
#include "desk/small_faces.h"
#include "desk/time_words.h"
#include "desk/translate.h"
#include "desk/words.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kAfterShiftMs = 2LL * 3600 * 1000;
constexpr qint64 kAccountMs = 15'000;  // from the token to the session

}  // namespace

DeskSession::DeskSession(Services& services, DeskSettings& settings, QObject* parent)
    : QObject(parent), m_services(services), m_settings(settings)
{
    connect(&services.core, &DeskCore::directoryChanged, this, &DeskSession::changed);
}

QString DeskSession::state() const
{
    switch (m_state) {
    case State::SignedOut: return u"signed_out"_s;
    case State::SigningIn: return u"signing_in"_s;
    case State::SignedIn: return u"signed_in"_s;
    case State::Locked: break;
    }
    return u"locked"_s;
}

QString DeskSession::displayName() const
{
    return m_account.displayName.isEmpty() ? m_account.user : m_account.displayName;
}

QString DeskSession::initials() const { return words::initialsOf(displayName()); }

QString DeskSession::agencyLabel() const
{
    return m_account.agency.isEmpty()
               ? QString()
               : desk::agencyLabel(m_services.core.directory(), m_account.agency);
}

QStringList DeskSession::roles() const
{
    QStringList codes;
    for (int i = 0; i < kRoleCount; ++i) {
        if (m_account.roles.has(static_cast<Role>(i)))
            codes.append(codeOf(static_cast<Role>(i)));
    }
    return codes;
}

QString DeskSession::roleLabel() const
{
    QStringList labels;
    for (int i = 0; i < kRoleCount; ++i) {
        if (m_account.roles.has(static_cast<Role>(i)))
            labels.append(words::label(static_cast<Role>(i)));
    }
    return labels.join(u", "_s);
}

QString DeskSession::error() const
{
    return m_error.code == ErrorCode::None ? QString() : words::sentence(m_error);
}

QString DeskSession::serverText() const
{
    if (m_services.api.httpBase().isEmpty())
        return translate("Desk", "No server is set");
    return m_latencyMs < 0 ? translate("Desk", "The server does not answer")
                           : translate("Desk", "Server ready · %1 ms").arg(m_latencyMs);
}

QString DeskSession::lastUser() const { return m_settings.lastUser(); }

void DeskSession::probe()
{
    if (m_services.api.httpBase().isEmpty())
        return;
    m_services.api.health([guard = QPointer<DeskSession>(this)](const Result<int>& ms) {
        if (!guard)
            return;
        const int latency = ms ? *ms : -1;
        if (guard->m_latencyMs == latency)
            return;
        guard->m_latencyMs = latency;
        Q_EMIT guard->changed();
    });
}

void DeskSession::filesOpened(const Error& error)
{
    m_filesOpen = error.code == ErrorCode::None;
    if (!m_filesOpen) {
        failWith(error);
        return;
    }
    m_services.engine.askLogins([guard = QPointer<DeskSession>(this)](const QStringList& users) {
        if (!guard)
            return;
        guard->m_offlineUsers = users;
        Q_EMIT guard->changed();
    });
}

void DeskSession::failWith(const Error& error)
{
    m_error = error;
    m_state = m_before == State::Locked ? State::Locked : State::SignedOut;
    Q_EMIT changed();
}

void DeskSession::signIn(const QString& user, const QString& password)
{
    const QString name = user.trimmed();
    if (m_state == State::SigningIn)
        return;
    m_before = m_state;
    if (name.isEmpty() || password.isEmpty()) {
        failWith({ErrorCode::Missing, {name.isEmpty() ? u"user"_s : u"password"_s}, {}});
        return;
    }
    if (!m_services.api.isAllowed()) {
        failWith({ErrorCode::Unsupported, {}, u"plain http beyond this machine"_s});
        return;
    }
    m_state = State::SigningIn;
    m_error = {ErrorCode::None, {}, {}};
    Q_EMIT changed();
    const quint64 number = ++m_try;
    m_services.api.login(name, password,
                         [guard = QPointer<DeskSession>(this), name, password,
                          number](const Result<LoginAnswer>& answer) {
                             if (guard && guard->m_try == number)
                                 guard->onLogin(answer, name, password);
                         });
}

void DeskSession::onLogin(const Result<LoginAnswer>& answer, const QString& user,
                          const QString& password)
{
    if (!answer) {
        const ErrorCode code = answer.error().code;
        if (code == ErrorCode::Offline || code == ErrorCode::Later)
            openOffline(user, password, answer.error());
        else
            failWith(answer.error());
        return;
    }
    m_services.api.setToken(answer->token);
    m_expiresMs = answer->expiresMs;
    m_waitingUser = user;
    m_password = password;  // until the account is known: then it is hashed and forgotten
    m_latencyMs = std::max(0, m_latencyMs);
    m_services.engine.setToken(answer->token);
    connectOnce();
    if (m_state != State::SigningIn)
        return;
    m_services.scheduler.postAfter(
        kAccountMs, [guard = QPointer<DeskSession>(this), number = m_try] {
            if (guard && guard->m_try == number && guard->m_state == State::SigningIn)
                guard->failWith({ErrorCode::Offline, {}, u"no session"_s});
        });
}

void DeskSession::connectOnce()
{
    if (m_connected)
        return;
    m_connected = true;
    m_services.engine.connectTo(m_services.api.wsUrl());
}

// The desk was opened without the server: ask again with what was typed then.
void DeskSession::retry()
{
    if (!m_offline || m_signingBack || m_password.isEmpty() || m_state == State::SigningIn)
        return;
    m_signingBack = true;
    m_services.api.login(m_waitingUser, m_password,
                         [guard = QPointer<DeskSession>(this),
                          user = m_waitingUser](const Result<LoginAnswer>& answer) {
                             if (!guard || guard->m_waitingUser != user || !guard->m_offline)
                                 return;
                             guard->m_signingBack = false;
                             const bool away =
                                 !answer && (answer.error().code == ErrorCode::Offline ||
                                             answer.error().code == ErrorCode::Later);
                             if (answer) {
                                 guard->onLogin(answer, user, guard->m_password);
                             } else if (!away) { // changed or taken back meanwhile
                                 guard->m_password.clear();
                                 guard->m_state = guard->m_before = State::Locked;
                                 guard->failWith(answer.error());
                             }
                         });
}

void DeskSession::onAccount(const SyncAccount& account)
{
    if (account.user.isEmpty())
        return;
    if (!m_password.isEmpty()) {
        LoginCheck check;
        check.user = account.user;
        check.displayName = account.displayName;
        check.agency = account.agency;
        check.roles = account.roles;
        check.validUntilMs = DeskClock::shiftEndMs(m_services.core.nowMs()) + kAfterShiftMs;
        m_services.engine.saveLogin(check, m_password);
        m_password.fill(u'\0');
        m_password.clear();
    }
    m_signingBack = false;
    enter(account, false);
}

void DeskSession::openOffline(const QString& user, const QString& password, const Error& why)
{
    m_services.engine.unlock(
        user, password,
        [guard = QPointer<DeskSession>(this), user, password,
         why](const Result<LoginCheck>& check) {
            if (!guard)
                return;
            if (!check) {
                // Nobody of that name was ever here: say that the server is away, not that the
                // account is unknown.
                const bool unknown = check.error().code == ErrorCode::NotSignedIn;
                guard->failWith(unknown ? why : check.error());
                return;
            }
            guard->m_password = password;
            guard->m_waitingUser = user;
            guard->m_services.engine.setAuthor(user);
            guard->connectOnce();
            guard->enter({check->user, check->displayName, check->agency, check->roles, 0}, true);
        });
}

void DeskSession::enter(const SyncAccount& account, bool offline)
{
    const bool same = m_account.user == account.user && m_state == State::SignedIn;
    m_account = account;
    m_offline = offline;
    m_error = {ErrorCode::None, {}, {}};
    m_state = State::SignedIn;
    m_settings.setLastUser(account.user);
    m_services.blobs.setChecked(!account.roles.isAgency());
    const Actor actor{account.user, account.roles, account.agency};
    const Actor& known = m_services.core.actor();
    if (known.user != actor.user || known.roles != actor.roles || known.agency != actor.agency)
        m_services.core.setActor(actor);
    Q_EMIT changed();
    if (!same)
        Q_EMIT signedIn();
}

// Locking hides; the rows stay and go on arriving.
void DeskSession::lock()
{
    if (m_state != State::SignedIn)
        return;
    m_state = State::Locked;
    m_error = {ErrorCode::None, {}, {}};
    Q_EMIT changed();
}

void DeskSession::unlock(const QString& password)
{
    if (m_state == State::Locked)
        signIn(m_account.user, password);
}

void DeskSession::signOut()
{
    if (m_state == State::SignedOut)
        return;
    ++m_try;
    m_services.engine.disconnectFrom();
    m_services.api.logout();
    m_password.fill(u'\0');
    m_password.clear();
    m_account = {};
    m_offline = m_connected = m_signingBack = false;
    m_state = m_before = State::SignedOut;
    m_error = {ErrorCode::None, {}, {}};
    m_services.engine.setAuthor({});
    m_services.core.setActor({});
    m_services.blobs.wipe();
    m_services.engine.wipeCache([guard = QPointer<DeskSession>(this)](const Error& error) {
        if (guard && error.code != ErrorCode::None) {
            guard->m_error = error;
            Q_EMIT guard->changed();
        }
    });
    Q_EMIT changed();
    Q_EMIT signedOut();
}

void DeskSession::onStatus(const SyncStatus& status)
{
    using S = SyncStatus::State;
    if (status.latencyMs >= 0 && status.state == S::Live)
        m_latencyMs = status.latencyMs;
    if (status.state == S::Offline)
        m_latencyMs = -1;
    if (status.state != S::NeedsSignIn || !m_connected)
        return;
    // The first sign-in of this run was refused by the session itself.
    if (m_state == State::SigningIn) {
        if (status.problem.code != ErrorCode::None && m_services.api.httpBase().size()
            && status.problem.code != ErrorCode::NotSignedIn)
            failWith(status.problem);
        return;
    }
    if (m_state == State::SignedIn && !m_offline) {  // the token ran out or was taken back
        m_state = State::Locked;
        m_error = {ErrorCode::Expired, {}, {}};
        Q_EMIT changed();
    }
}

void DeskSession::setUnsent(int n)
{
    if (m_unsent == n)
        return;
    m_unsent = n;
    Q_EMIT changed();
}

}  // namespace kydai::desk
