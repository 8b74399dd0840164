// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in beside decisions: passwords are compared on a thread of their own. Order is held by a
// gate, never by time.
#include <QTest>

#include <semaphore>

#include "authority/world.h"
#include "edge/logindesk.h"

using namespace kydai;
using namespace kydai::edge;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

// The authority's thread, the password worker with a gate before it, and a loop in this thread.
struct Bench {
    FakeClock clock;
    SeededRandom random{5};
    Loop loop;
    std::unique_ptr<AuthorityThread> authority;
    std::unique_ptr<Worker> passwords;
    std::counting_semaphore<> gate{0};

    explicit Bench(std::size_t bound = kMaxLoginsWaiting)
    {
        SqliteLedgerOptions options;
        options.durable = false;
        auto ledger = SqliteLedger::open(u":memory:"_s, random, options);
        KYDAI_ASSERT(ledger);
        Accounts accounts(**ledger, clock, random, PasswordCost::Minimal);
        for (int i = 0; i < 8; ++i)
            KYDAI_ASSERT(accounts.addUser(
                {u"op%1"_s.arg(i), {}, {Role::Operator}, {}, {}, false, 0}, u"demo"_s));
        authority = std::make_unique<AuthorityThread>(loop, std::move(*ledger), smallCity(), clock,
                                                      random);
        passwords = std::make_unique<Worker>(loop, bound);
        authority->start([](const Outcome&) {});
        passwords->start();
        passwords->post([this] { gate.acquire(); });
        while (passwords->waiting() > 0)
            std::this_thread::yield();  // the worker stands at the gate
    }
    ~Bench()
    {
        gate.release();
        passwords->stop();
        authority->stop();
    }
    // Runs `then` on the loop once so many logins wait behind the gate.
    void whenWaiting(std::size_t count, std::function<void()> then)
    {
        if (passwords->waiting() >= count)
            then();
        else
            loop.postAfter(1, [this, count, then] { whenWaiting(count, then); });
    }
};

}  // namespace

class TestLogin : public QObject
{
    Q_OBJECT

private slots:
    void eightLoginsDelayNoDecision();
    void wrongOnesAreLimitedInParallel();
    void aFullQueueSaysLater();
    void unknownNamesTakeTheSameWork();
};

void TestLogin::eightLoginsDelayNoDecision()
{
    Bench bench;
    int done = 0, ok = 0, doneBeforeDecision = -1;
    bench.loop.post([&] {
        for (int i = 0; i < 8; ++i) {
            LoginDesk(*bench.authority, *bench.passwords)
                .login({u"op%1"_s.arg(i), u"demo"_s, u"a"_s, {}}, [&](const Result<Login>& login) {
                    ok += login.has_value();
                    if (++done == 8)
                        bench.loop.stop();
                });
        }
        bench.whenWaiting(8, [&] {
            ReportCommand command;
            command.report.text = u"Đèn tắt."_s;
            bench.authority->submit(command, [&](const protocol::MutateResult& verdict) {
                QCOMPARE(verdict.status, protocol::ResultStatus::Ok);
                doneBeforeDecision = done;
                bench.gate.release();
            });
        });
    });
    bench.loop.run();
    QCOMPARE(doneBeforeDecision, 0);  // all eight still stood at the gate
    QCOMPARE(ok, 8);
}

// Asking in parallel gains no tries: the bound counts those that came to an end.
void TestLogin::wrongOnesAreLimitedInParallel()
{
    Bench bench;
    QList<ErrorCode> codes;
    bench.loop.post([&] {
        for (int i = 0; i < 12; ++i) {
            const QString password = i < 10 ? u"wrong"_s : u"demo"_s;
            LoginDesk(*bench.authority, *bench.passwords)
                .login({u"op1"_s, password, u"a"_s, {}}, [&](const Result<Login>& login) {
                    codes.append(login ? ErrorCode::None : login.error().code);
                    if (codes.size() == 12)
                        bench.loop.stop();
                });
        }
        bench.whenWaiting(12, [&] { bench.gate.release(); });
    });
    bench.loop.run();
    QCOMPARE(codes.count(ErrorCode::WrongPassword), kLoginTries);
    QCOMPARE(codes.count(ErrorCode::Locked), 12 - kLoginTries);
    QCOMPARE(codes.count(ErrorCode::None), 0);
}

void TestLogin::aFullQueueSaysLater()
{
    Bench bench(3);
    QList<ErrorCode> codes;
    bench.loop.post([&] {
        for (int i = 0; i < 8; ++i) {
            LoginDesk(*bench.authority, *bench.passwords)
                .login({u"op%1"_s.arg(i), u"demo"_s, u"a"_s, {}}, [&](const Result<Login>& login) {
                    codes.append(login ? ErrorCode::None : login.error().code);
                    if (codes.size() == 5)
                        bench.gate.release();
                    if (codes.size() == 8)
                        bench.loop.stop();
                });
        }
    });
    bench.loop.run();
    QCOMPARE(codes.count(ErrorCode::Later), 5);
    QCOMPARE(codes.count(ErrorCode::None), 3);
}

void TestLogin::unknownNamesTakeTheSameWork()
{
    World w;
    Accounts& accounts = w.authority->accounts();
    const auto known = accounts.beginLogin(u"op"_s, u"a"_s);
    const auto unknown = accounts.beginLogin(u"nobody"_s, u"a"_s);
    QVERIFY(accounts.setDisabled(u"op2"_s, true));
    const auto disabled = accounts.beginLogin(u"op2"_s, u"a"_s);
    QVERIFY(known && unknown && disabled);
    QVERIFY(!known->hash.isEmpty() && unknown->hash.isEmpty() && disabled->hash.isEmpty());
    QVERIFY(!Accounts::verifyPassword(*unknown, u"nobody"_s));  // not even the word it is made of
    QVERIFY(!accounts.finishLogin(*unknown, true, w.device, u"a"_s));
    QVERIFY(!accounts.finishLogin(*disabled, true, w.device, u"a"_s));
    // The password was changed while it was compared.
    QVERIFY(accounts.addUser({u"op"_s, {}, {Role::Operator}, {}, {}, false, 0}, u"other"_s));
    QCOMPARE(accounts.finishLogin(*known, true, w.device, u"a"_s).error().code,
             ErrorCode::WrongPassword);
    // The processor's time is of one order; a path that compares nothing would be thousands of
    // times shorter.
    const auto shortest = [](const PasswordCheck& check) {
        std::clock_t best = std::numeric_limits<std::clock_t>::max();
        for (int i = 0; i < 5; ++i) {
            const std::clock_t begin = std::clock();
            (void)Accounts::verifyPassword(check, u"x"_s);
            best = std::min(best, std::clock() - begin);
        }
        return best;
    };
    const std::clock_t real = shortest(*known), dummy = shortest(*unknown);
    QVERIFY2(dummy * 20 >= real && real * 20 >= dummy,
             qPrintable(u"%1 against %2"_s.arg(dummy).arg(real)));
}

QTEST_GUILESS_MAIN(TestLogin)
#include "tst_edge_login.moc"
