// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in while the server is away.
#include <QTemporaryDir>
#include <QTest>

#include "deskdb/password.h"
#include "deskdb/work_db.h"

using namespace kydai;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = 1792400000000;
constexpr qint64 kHour = 3600000;

}  // namespace

class TestLogin : public QObject
{
    Q_OBJECT

private slots:
    void hashesAreSalted();
    void theRightPasswordOpens();
    void fiveWrongTriesLock();
    void triesSurviveARestart();
    void endsWithTheShift();

private:
    LoginCheck check() const;
    QTemporaryDir m_dir;
};

LoginCheck TestLogin::check() const
{
    LoginCheck check;
    check.user = u"operator"_s;
    check.displayName = u"Trực ban 05"_s;
    check.roles = {Role::Operator, Role::Dispatcher};
    check.passwordHash = *hashPassword(u"mật khẩu"_s);
    check.validUntilMs = kNow + 10 * kHour;
    return check;
}

void TestLogin::hashesAreSalted()
{
    const auto one = hashPassword(u"demo"_s);
    const auto two = hashPassword(u"demo"_s);
    QVERIFY(one && two);
    QVERIFY(one->startsWith(u"$argon2id$"_s));
    QVERIFY(*one != *two);
    QVERIFY(verifyPassword(*one, u"demo"_s));
    QVERIFY(!verifyPassword(*one, u"Demo"_s));
    QVERIFY(!verifyPassword(u"rubbish"_s, u"demo"_s));
    QVERIFY(!verifyPassword(*one, QString()));
    QVERIFY(!hashPassword(QString()));
    QVERIFY(!hashPassword(QString(1025, u'x')));
}

void TestLogin::theRightPasswordOpens()
{
    auto work = WorkDb::open(u":memory:"_s, kNow);
    QVERIFY(work->saveLogin(check()));
    QCOMPARE(work->unlock(u"nobody"_s, u"x"_s, kNow).error().code, ErrorCode::NotSignedIn);
    const auto wrong = work->unlock(u"operator"_s, u"x"_s, kNow);
    QCOMPARE(wrong.error().code, ErrorCode::WrongPassword);
    QCOMPARE(wrong.error().params, QStringList{u"4"_s});
    const auto open = work->unlock(u"operator"_s, u"mật khẩu"_s, kNow);
    QVERIFY(open);
    QCOMPARE(open->displayName, u"Trực ban 05"_s);
    QCOMPARE(open->roles, (Roles{Role::Operator, Role::Dispatcher}));
    QCOMPARE((**work->login(u"operator"_s)).failedTries, 0);
    QCOMPARE(*work->loginUsers(), QStringList{u"operator"_s});
    QVERIFY(work->removeLogin(u"operator"_s));
    QVERIFY(!work->login(u"operator"_s)->has_value());
}

void TestLogin::fiveWrongTriesLock()
{
    auto work = WorkDb::open(u":memory:"_s, kNow);
    QVERIFY(work->saveLogin(check()));
    for (int i = 1; i < WorkDb::kMaxTries; ++i) {
        QCOMPARE(work->unlock(u"operator"_s, u"x"_s, kNow).error().code,
            ErrorCode::WrongPassword);
    }
    QCOMPARE(work->unlock(u"operator"_s, u"x"_s, kNow).error().code, ErrorCode::Locked);
    // While locked even the right one is not looked at.
    const auto locked = work->unlock(u"operator"_s, u"mật khẩu"_s, kNow + 1000);
    QCOMPARE(locked.error().code, ErrorCode::Locked);
    QCOMPARE(locked.error().params, QStringList{u"299"_s});
    QCOMPARE(work->unlock(u"operator"_s, u"x"_s, kNow + WorkDb::kLockMs).error().code,
        ErrorCode::WrongPassword);
    QVERIFY(work->unlock(u"operator"_s, u"mật khẩu"_s, kNow + WorkDb::kLockMs));
}

void TestLogin::triesSurviveARestart()
{
    const QString path = m_dir.filePath(u"work.db"_s);
    {
        auto work = WorkDb::open(path, kNow);
        QVERIFY(work->saveLogin(check()));
    }
    for (int i = 1; i <= WorkDb::kMaxTries; ++i) {
        auto work = WorkDb::open(path, kNow);
        QVERIFY(!work->unlock(u"operator"_s, u"x"_s, kNow));
    }
    auto work = WorkDb::open(path, kNow);
    QCOMPARE(work->unlock(u"operator"_s, u"mật khẩu"_s, kNow).error().code, ErrorCode::Locked);
}

void TestLogin::endsWithTheShift()
{
    auto work = WorkDb::open(u":memory:"_s, kNow);
    QVERIFY(work->saveLogin(check()));
    QCOMPARE(work->unlock(u"operator"_s, u"mật khẩu"_s, kNow + 10 * kHour).error().code,
        ErrorCode::Expired);
    QVERIFY(work->unlock(u"operator"_s, u"mật khẩu"_s, kNow + 10 * kHour - 1));
}

QTEST_GUILESS_MAIN(TestLogin)
#include "tst_deskdb_login.moc"
