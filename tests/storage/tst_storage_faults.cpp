// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever point of whatever write fails: an error value, and all of the transaction or none of it.
#include <sqlite3.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "storage/fault_points.h"
#include "storage/sqlite_error.h"
#include "storage/transaction.h"

using namespace kydai;
using namespace Qt::StringLiterals;

class TestFaults : public QObject
{
    Q_OBJECT

private slots:
    void codesAreTyped_data();
    void codesAreTyped();
    void everyPointOfATransfer_data();
    void everyPointOfATransfer();
    void aLostCommitAnswerIsDone();
    void stickyFailsUntilOff();
    void realDiskFull();
    void noDatabaseAndDamage();
    void readOnly();

private:
    QTemporaryDir m_dir;
};

void TestFaults::codesAreTyped_data()
{
    QTest::addColumn<int>("rc");
    QTest::addColumn<int>("code");
    const auto row = [](const char* name, int rc, ErrorCode code) {
        QTest::newRow(name) << rc << int(code);
    };
    row("full", SQLITE_FULL, ErrorCode::DiskFull);
    row("corrupt", SQLITE_CORRUPT_VTAB, ErrorCode::Corrupt);
    row("notadb", SQLITE_NOTADB, ErrorCode::Corrupt);
    row("readonly", SQLITE_READONLY_DIRECTORY, ErrorCode::ReadOnly);
    row("perm", SQLITE_PERM, ErrorCode::ReadOnly);
    row("cantopen", SQLITE_CANTOPEN, ErrorCode::Io);
    row("ioerr", SQLITE_IOERR_FSYNC, ErrorCode::Io);
    row("shortread", SQLITE_IOERR_SHORT_READ, ErrorCode::Corrupt);
    row("busy", SQLITE_BUSY_SNAPSHOT, ErrorCode::Busy);
    row("locked", SQLITE_LOCKED, ErrorCode::Busy);
    row("interrupt", SQLITE_INTERRUPT, ErrorCode::Busy);
    row("toobig", SQLITE_TOOBIG, ErrorCode::TooLarge);
    row("constraint", SQLITE_CONSTRAINT_UNIQUE, ErrorCode::Internal);
}

void TestFaults::codesAreTyped()
{
    QFETCH(int, rc);
    QFETCH(int, code);
    QCOMPARE(int(sqliteError(rc, nullptr, u"x"_s).code), code);
}

void TestFaults::everyPointOfATransfer_data()
{
    QTest::addColumn<int>("rc");
    QTest::addColumn<int>("code");
    QTest::newRow("full") << SQLITE_FULL << int(ErrorCode::DiskFull);
    QTest::newRow("io") << SQLITE_IOERR << int(ErrorCode::Io);
}

void TestFaults::everyPointOfATransfer()
{
    QFETCH(int, rc);
    QFETCH(int, code);
    FaultPoints faults;
    const auto db = Db::open(m_dir.filePath(u"transfer%1.db"_s.arg(rc)));
    QVERIFY(db->exec("CREATE TABLE account(id INTEGER PRIMARY KEY, amount INT);"
                     "INSERT INTO account VALUES(1,100),(2,0)"));
    db->setFaults(&faults);
    const auto transfer = [&] {
        return inTransaction(*db, [&]() -> Result<void> {
            for (int i = 0; i < 3; ++i) {
                if (auto r = db->exec("UPDATE account SET amount=amount-1 WHERE id=1"); !r)
                    return r;
                if (auto r = db->exec("UPDATE account SET amount=amount+1 WHERE id=2"); !r)
                    return r;
            }
            return {};
        });
    };
    int points = 0;
    for (int n = 1;; ++n) {
        const auto before = db->scalar("SELECT amount FROM account WHERE id=2");
        faults.failAt(n, rc);
        const auto done = transfer();
        const auto after = db->scalar("SELECT amount FROM account WHERE id=2");
        QCOMPARE(db->scalar("SELECT sum(amount) FROM account").value_or(-1), 100);
        if (!faults.fired()) {
            QVERIFY(done);
            QCOMPARE(*after, *before + 3);
            break;
        }
        QVERIFY(!done);
        QCOMPARE(int(done.error().code), code);
        QCOMPARE(*after, *before);
        QVERIFY(!db->inTransaction());
        ++points;
    }
    QVERIFY(points >= 7);  // six writes, one commit; how SQLite counts BEGIN is its own affair
}

void TestFaults::aLostCommitAnswerIsDone()
{
    FaultPoints faults;
    const auto db = Db::open(u":memory:"_s);
    QVERIFY(db->exec("CREATE TABLE t(a)"));
    db->setFaults(&faults);
    faults.failAt(1, SQLITE_IOERR, FaultPoints::Mode::AfterCommit);
    const auto done = inTransaction(*db, [&] { return db->exec("INSERT INTO t VALUES(1)"); });
    QCOMPARE(done.error().code, ErrorCode::Io);
    QCOMPARE(db->scalar("SELECT count(*) FROM t").value_or(-1), 1);
}

void TestFaults::stickyFailsUntilOff()
{
    FaultPoints faults;
    const auto db = Db::open(u":memory:"_s);
    QVERIFY(db->exec("CREATE TABLE t(a)"));
    db->setFaults(&faults);
    faults.failAt(2, SQLITE_FULL, FaultPoints::Mode::Sticky);
    QVERIFY(db->exec("INSERT INTO t VALUES(1)"));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(db->exec("INSERT INTO t VALUES(2)").error().code, ErrorCode::DiskFull);
    QCOMPARE(db->scalar("SELECT count(*) FROM t").value_or(-1), 1);  // reading goes on
    faults.off();
    QVERIFY(db->exec("INSERT INTO t VALUES(3)"));
}

void TestFaults::realDiskFull()
{
    const auto db = Db::open(m_dir.filePath(u"full.db"_s));
    QVERIFY(db->exec("CREATE TABLE t(id INTEGER PRIMARY KEY, a)"));
    QVERIFY(db->setMaxPages(20));
    int kept = 0;
    for (;; ++kept) {
        QVERIFY(kept < 1000);
        const auto done = inTransaction(*db, [&]() -> Result<void> {
            if (auto r = db->exec("INSERT INTO t(a) VALUES(randomblob(3000))"); !r)
                return r;
            return db->exec("INSERT INTO t(a) VALUES(randomblob(3000))");
        });
        if (!done) {
            QCOMPARE(done.error().code, ErrorCode::DiskFull);
            break;
        }
    }
    QVERIFY(kept > 0);
    QVERIFY(!db->inTransaction());
    QCOMPARE(db->scalar("SELECT count(*) FROM t").value_or(-1), 2 * kept);
    QVERIFY(db->quickCheck());
    QVERIFY(db->setMaxPages(100));
    QVERIFY(db->exec("INSERT INTO t(a) VALUES(randomblob(3000))"));
}

void TestFaults::noDatabaseAndDamage()
{
    const QString text = m_dir.filePath(u"text.db"_s);
    QFile file(text);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    QCOMPARE(Db::open(text).error().code, ErrorCode::Corrupt);

    const QString damaged = m_dir.filePath(u"damaged.db"_s);
    {
        const auto db = Db::open(damaged);
        QVERIFY(db->exec("CREATE TABLE t(id INTEGER PRIMARY KEY, a)"));
        for (int i = 0; i < 200; ++i)
            QVERIFY(db->exec("INSERT INTO t(a) VALUES(hex(randomblob(200)))"));
        QVERIFY(db->quickCheck());
    }
    QFile bytes(damaged);
    QVERIFY(bytes.open(QIODevice::ReadWrite));
    QVERIFY(bytes.size() > 5 * 4096);
    for (qint64 page = 2; page < bytes.size() / 4096; page += 2) {
        bytes.seek(page * 4096);
        bytes.write(QByteArray(64, '\xa5'));
    }
    bytes.close();
    const auto db = Db::open(damaged);
    QVERIFY(db);
    QCOMPARE(db->quickCheck().error().code, ErrorCode::Corrupt);
    QCOMPARE(db->scalar("SELECT sum(length(a)) FROM t").error().code, ErrorCode::Corrupt);
}

void TestFaults::readOnly()
{
    const QString path = m_dir.filePath(u"sub/ro.db"_s);
    QCOMPARE(Db::open(path).error().code, ErrorCode::Io);  // no such folder
    const QString folder = m_dir.filePath(u"sub"_s);
    QVERIFY(QDir().mkpath(folder));
    {
        const auto db = Db::open(path);
        QVERIFY(db->exec("CREATE TABLE t(a); INSERT INTO t VALUES(4)"));
    }
    DbOptions options;
    options.readOnly = true;
    {
        const auto reader = Db::open(path, options);
        QVERIFY(reader);
        QCOMPARE(reader->scalar("SELECT a FROM t").value_or(0), 4);
        QCOMPARE(reader->exec("INSERT INTO t VALUES(5)").error().code, ErrorCode::ReadOnly);
    }
    // A reader leaves the -wal behind; the last writer takes it away, so that one must be made.
    QVERIFY(Db::open(path));
    QVERIFY(!QFileInfo::exists(path + u"-wal"_s));
    const QFile::Permissions rights = QFile::permissions(folder);
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
    const bool mayWrite = QFile(m_dir.filePath(u"sub/probe"_s)).open(QIODevice::WriteOnly);
    const auto db = Db::open(path);
    const auto written = db ? db->exec("INSERT INTO t VALUES(6)") : Result<void>{};
    QFile::setPermissions(folder, rights);
    if (mayWrite)
        QSKIP("this account may write to a read-only folder");
    QVERIFY(!db || !written);
    const ErrorCode code = db ? written.error().code : db.error().code;
    QVERIFY(code == ErrorCode::ReadOnly || code == ErrorCode::Io);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_storage_faults.moc"
