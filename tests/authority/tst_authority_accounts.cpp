// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in: passwords, tokens, bounds on tries, accounts that change.
#include <QTest>

#include "authority/world.h"

using namespace Qt::StringLiterals;
using namespace kydai;
using namespace kydai::test;

class TestAuthorityAccounts : public QObject
{
    Q_OBJECT

private slots:
    void loginAndToken();
    void wrongPasswordsLock();
    void boundByAddress();
    void unsoundAccounts();
    void changesEndTokens();
    void nothingSecretIsStored();
};

void TestAuthorityAccounts::loginAndToken()
{
    World w;
    Accounts& accounts = w.authority->accounts();
    const auto login = accounts.login(u"lead"_s, u"demo"_s, w.device, u"10.0.0.1"_s);
    QVERIFY(login.has_value());
    QCOMPARE(login->who.expiresMs, w.clock.now + kTokenLifeMs);
    QCOMPARE(login->token.size(), 43);
    const auto who = accounts.verify(login->token);
    QVERIFY(who.has_value());
    QCOMPARE(who->actor.user, u"lead"_s);
    QVERIFY(who->actor.roles == Roles{Role::ShiftLead});
    QCOMPARE(who->displayName, u"LEAD"_s);
    QCOMPARE(accounts.verify(login->token + u'x').error().code, ErrorCode::NotSignedIn);
    QCOMPARE(accounts.verify({}).error().code, ErrorCode::NotSignedIn);
    QVERIFY(accounts.logout(login->token));
    QCOMPARE(accounts.verify(login->token).error().code, ErrorCode::NotSignedIn);
    const QString token = w.token(u"lead"_s);
    w.clock.now += kTokenLifeMs;
    QCOMPARE(accounts.verify(token).error().code, ErrorCode::Expired);
    QCOMPARE(w.authority->directory().userName(u"lead"_s), u"LEAD"_s);
}

void TestAuthorityAccounts::wrongPasswordsLock()
{
    World w;
    Accounts& accounts = w.authority->accounts();
    const auto codeOfTry = [&](const QString& name, const QString& password) {
        const auto r = accounts.login(name, password, w.device, u"10.0.0.2"_s);
        return r ? ErrorCode::None : r.error().code;
    };
    for (int i = 0; i < kLoginTries; ++i)
        QCOMPARE(codeOfTry(u"op"_s, u"wrong"_s), ErrorCode::WrongPassword);
    const auto locked = accounts.login(u"op"_s, u"demo"_s, w.device, u"10.0.0.2"_s);
    QCOMPARE(locked.error().code, ErrorCode::Locked);
    QCOMPARE(locked.error().params.first().toLongLong(), kLoginLockMs / 1000);
    QCOMPARE(codeOfTry(u"disp"_s, u"demo"_s), ErrorCode::None);  // others are not locked out
    w.clock.now += kLoginLockMs + 1;
    QCOMPARE(codeOfTry(u"op"_s, u"demo"_s), ErrorCode::None);
    QCOMPARE(codeOfTry(u"nobody"_s, u"demo"_s), ErrorCode::WrongPassword);
    QCOMPARE(codeOfTry(u"op"_s, QString(5000, u'x')), ErrorCode::WrongPassword);
    QCOMPARE(codeOfTry(u"op"_s, {}), ErrorCode::WrongPassword);
    QVERIFY(accounts.loginsRefused() >= 8);
}

void TestAuthorityAccounts::boundByAddress()
{
    World w;
    Accounts& accounts = w.authority->accounts();
    for (int i = 0; i < kLoginTriesPerAddress; ++i)
        (void)accounts.login(u"user%1"_s.arg(i), u"x"_s, w.device, u"10.0.0.3"_s);
    QCOMPARE(accounts.login(u"op"_s, u"demo"_s, w.device, u"10.0.0.3"_s).error().code,
             ErrorCode::Locked);
    QVERIFY(accounts.login(u"op"_s, u"demo"_s, w.device, u"10.0.0.4"_s).has_value());
}

void TestAuthorityAccounts::unsoundAccounts()
{
    World w;
    Accounts& accounts = w.authority->accounts();
    const auto add = [&](const QString& name, Roles roles, const QString& agency) {
        return accounts.addUser({name, {}, roles, agency, {}, false, 0}, u"pw"_s).has_value();
    };
    QVERIFY(add(u"new.user-1"_s, {Role::Operator}, {}));
    QVERIFY(!add({}, {Role::Operator}, {}));
    QVERIFY(!add(u"Anh"_s, {Role::Operator}, {}));
    QVERIFY(!add(u"a b"_s, {Role::Operator}, {}));
    QVERIFY(!add(QString(65, u'a'), {Role::Operator}, {}));
    QVERIFY(!add(u"x"_s, {}, {}));
    QVERIFY(!add(u"x"_s, {Role::System}, {}));
    QVERIFY(!add(u"x"_s, {Role::AgencyOfficer}, {}));      // of which agency?
    QVERIFY(!add(u"x"_s, {Role::Operator}, u"light"_s));
    QVERIFY(accounts.addUser({u"mute"_s, {}, {Role::Operator}, {}, {}, false, 0}, {}));
    QVERIFY(!accounts.login(u"mute"_s, {}, w.device, {}).has_value());
    QCOMPARE(accounts.setDisabled(u"ghost"_s, true).error().code, ErrorCode::Unknown);
}

void TestAuthorityAccounts::changesEndTokens()
{
    World w;
    Accounts& accounts = w.authority->accounts();
    const QString token = w.token(u"op"_s);
    const quint64 revision = accounts.revision();
    QVERIFY(accounts.setDisabled(u"op"_s, true));
    QVERIFY(accounts.revision() > revision);
    QVERIFY(!accounts.verify(token).has_value());
    QCOMPARE(accounts.login(u"op"_s, u"demo"_s, w.device, {}).error().code, ErrorCode::WrongPassword);
    QVERIFY(accounts.setDisabled(u"op"_s, false));
    QVERIFY(!accounts.verify(token).has_value());
    const QString fresh = w.token(u"op"_s);
    QVERIFY(accounts.addUser({u"op"_s, {}, {Role::Auditor}, {}, {}, false, 0}, u"other"_s));
    QVERIFY(!accounts.verify(fresh).has_value());
    QVERIFY(accounts.login(u"op"_s, u"other"_s, w.device, {}).has_value());
}

void TestAuthorityAccounts::nothingSecretIsStored()
{
    World w;
    const QString token = w.token(u"op"_s);
    const auto user = *w.ledger->user(u"op"_s);
    QVERIFY(user->hash.startsWith(u"$argon2id$"_s));
    QVERIFY(!user->hash.contains(u"demo"_s));
    QVERIFY(!w.ledger->token(token.toUtf8())->has_value());
    QCOMPARE(w.authority->accounts().list()->size(), 13);
}

QTEST_GUILESS_MAIN(TestAuthorityAccounts)
#include "tst_authority_accounts.moc"
