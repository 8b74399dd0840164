// SPDX-License-Identifier: GPL-3.0-or-later
// Who is at this desk: signing in over HTTP, without the server by the check kept on this disk, and
// out again. GUI thread. The password is forgotten as soon as the server has answered; only while
// the desk was opened without the server is it kept in memory, so that work goes out when it is
// back.
#pragma once

#include <QObject>

#include "desk/services.h"

namespace kydai::desk {

class DeskSettings;

class DeskSession : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(bool offline READ offline NOTIFY changed)
    Q_PROPERTY(QString user READ user NOTIFY changed)
    Q_PROPERTY(QString displayName READ displayName NOTIFY changed)
    Q_PROPERTY(QString initials READ initials NOTIFY changed)
    Q_PROPERTY(QString agency READ agency NOTIFY changed)
    Q_PROPERTY(QString agencyLabel READ agencyLabel NOTIFY changed)
    Q_PROPERTY(QString roleLabel READ roleLabel NOTIFY changed)
    Q_PROPERTY(QStringList roles READ roles NOTIFY changed)
    Q_PROPERTY(bool isAgency READ isAgency NOTIFY changed)
    Q_PROPERTY(QString error READ error NOTIFY changed)
    Q_PROPERTY(QString serverUrl READ serverUrl NOTIFY changed)
    Q_PROPERTY(bool serverReachable READ serverReachable NOTIFY changed)
    Q_PROPERTY(QString serverText READ serverText NOTIFY changed)
    Q_PROPERTY(QString lastUser READ lastUser NOTIFY changed)
    Q_PROPERTY(bool canUnlockOffline READ canUnlockOffline NOTIFY changed)
    Q_PROPERTY(int unsentAtSignOut READ unsentAtSignOut NOTIFY changed)

public:
    DeskSession(Services& services, DeskSettings& settings, QObject* parent = nullptr);

    QString state() const;
    bool offline() const { return m_offline; }
    QString user() const { return m_account.user; }
    QString displayName() const;
    QString initials() const;
    QString agency() const { return m_account.agency; }
    QString agencyLabel() const;
    QString roleLabel() const;
    QStringList roles() const;
    bool isAgency() const { return m_account.roles.isAgency(); }
    QString error() const;
    QString serverUrl() const { return m_services.api.httpBase(); }
    bool serverReachable() const { return m_latencyMs >= 0; }
    QString serverText() const;
    QString lastUser() const;
    bool canUnlockOffline() const { return !m_offlineUsers.isEmpty(); }
    int unsentAtSignOut() const { return m_unsent; }

    Q_INVOKABLE void signIn(const QString& user, const QString& password);
    Q_INVOKABLE void signOut();
    Q_INVOKABLE void lock();
    Q_INVOKABLE void unlock(const QString& password);
    Q_INVOKABLE void probe();

    // From the engine.
    void filesOpened(const Error& error);
    void onAccount(const SyncAccount& account);
    void onStatus(const SyncStatus& status);
    void setUnsent(int n);
    void retry();  // every few seconds while opened without the server
    void retranslate() { Q_EMIT changed(); }

Q_SIGNALS:
    void changed();
    void signedIn();
    void signedOut();

private:
    enum class State { SignedOut, SigningIn, SignedIn, Locked };
    void onLogin(const Result<LoginAnswer>& answer, const QString& user, const QString& password);
    void openOffline(const QString& user, const QString& password, const Error& why);
    void connectOnce();
    void enter(const SyncAccount& account, bool offline);
    void failWith(const Error& error);

    Services& m_services;
    DeskSettings& m_settings;
    State m_state = State::SignedOut, m_before = State::SignedOut;
    SyncAccount m_account;
    bool m_offline = false, m_filesOpen = false, m_connected = false, m_signingBack = false;
    QString m_password, m_waitingUser;  // see above
    qint64 m_expiresMs = 0;
    Error m_error{ErrorCode::None, {}, {}};
    int m_latencyMs = -1;
    int m_unsent = 0;
    QStringList m_offlineUsers;
    quint64 m_try = 0;
};

}  // namespace kydai::desk
