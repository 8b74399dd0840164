// SPDX-License-Identifier: GPL-3.0-or-later
// Opening, binding, transactions, erasure, interruption of one connection.
#include <atomic>
#include <thread>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "storage/transaction.h"

using namespace kydai;
using namespace Qt::StringLiterals;

class TestDb : public QObject
{
    Q_OBJECT

private slots:
    void bindsAndReadsEveryType();
    void statementsAreReusedAndReset();
    void aFailedBindIsTold();
    void transactionRollsBackUnlessCommitted();
    void writersWaitThenBusy();
    void settingsAreThoseAsked();
    void withoutWalIsRefused();
    void foreignFileIsRefused();
    void newFilesArePrivate();
    void textFunctionRuns();
    void interruptEndsALongRead();
    void copyIsComplete();
    void secureDeleteLeavesNoBytes();
    void aClosedOneRefuses();

private:
    QString file(const char* name) const { return m_dir.filePath(QLatin1String(name)); }
    QTemporaryDir m_dir;
};

void TestDb::bindsAndReadsEveryType()
{
    const auto db = Db::open(u":memory:"_s);
    QVERIFY(db);
    QVERIFY(db->exec("CREATE TABLE t(a,b,c,d,e,f,g) -- a comment\n; "));
    const QUuid id(u"{0192f0e4-7b3a-7c11-9f00-aabbccddeeff}"_s);
    const QByteArray bytes("\0x\xff", 3);
    const QString text = u"Đường Lê Lợi ngập, mất điện"_s;
    {
        auto in = db->prepare("INSERT INTO t VALUES(?,?,?,?,?,?,?)");
        QVERIFY(in);
        QVERIFY(in->bindAll(qint64(1) << 60, 1.5, text, bytes, id, nullptr, u""_s).run());
    }
    auto out = db->prepare("SELECT * FROM t");
    QVERIFY(out);
    QCOMPARE(out->step().value_or(false), true);
    QCOMPARE(out->toInt(0), qint64(1) << 60);
    QCOMPARE(out->toDouble(1), 1.5);
    QCOMPARE(out->toText(2), text);
    QCOMPARE(out->toBlob(3), bytes);
    QCOMPARE(out->toUuid(4), id);
    QVERIFY(out->toUuid(3).isNull());
    QVERIFY(out->isNull(5));
    QVERIFY(!out->isNull(6));
    QCOMPARE(out->step().value_or(true), false);
}

void TestDb::statementsAreReusedAndReset()
{
    const auto db = Db::open(u":memory:"_s);
    QVERIFY(db->exec("CREATE TABLE t(a); INSERT INTO t VALUES(1),(2)"));
    for (int i = 0; i < 3; ++i) {
        auto statement = db->prepare("SELECT a FROM t WHERE a >= ?1");
        if (i != 2)
            statement->bind(1, 1);
        const auto row = statement->step();
        QVERIFY(row);
        QCOMPARE(*row, i != 2);  // bindings of the one before are gone: NULL matches nothing
    }
    // The same text may be out twice at once.
    auto first = db->prepare("SELECT a FROM t ORDER BY a");
    auto second = db->prepare("SELECT a FROM t ORDER BY a");
    QVERIFY(*first->step());
    QVERIFY(*first->step());
    QVERIFY(*second->step());
    QCOMPARE(first->toInt(0), 2);
    QCOMPARE(second->toInt(0), 1);
}

void TestDb::aFailedBindIsTold()
{
    const auto db = Db::open(u":memory:"_s);
    auto statement = db->prepare("SELECT ?1");
    QVERIFY(!statement->bind(2, 5).step());
    QVERIFY(!db->prepare("SELECT nothing FROM nowhere"));
}

void TestDb::transactionRollsBackUnlessCommitted()
{
    const auto db = Db::open(file("tx.db"));
    QVERIFY(db->exec("CREATE TABLE t(a)"));
    {
        auto transaction = Transaction::begin(*db);
        QVERIFY(transaction);
        QVERIFY(db->exec("INSERT INTO t VALUES(1)"));
        QVERIFY(db->inTransaction());
    }
    QVERIFY(!db->inTransaction());
    QCOMPARE(db->scalar("SELECT count(*) FROM t").value_or(-1), 0);
    const auto refused = inTransaction(*db, [&]() -> Result<void> {
        if (auto done = db->exec("INSERT INTO t VALUES(2)"); !done)
            return done;
        return fail(ErrorCode::BadInput);
    });
    QCOMPARE(refused.error().code, ErrorCode::BadInput);
    QCOMPARE(db->scalar("SELECT count(*) FROM t").value_or(-1), 0);
    QVERIFY(inTransaction(*db, [&] { return db->exec("INSERT INTO t VALUES(3)"); }));
    QCOMPARE(db->scalar("SELECT count(*) FROM t").value_or(-1), 1);
}

void TestDb::writersWaitThenBusy()
{
    DbOptions options;
    options.busyTimeoutMs = 20;
    const auto one = Db::open(file("busy.db"), options);
    const auto two = Db::open(file("busy.db"), options);
    QVERIFY(one && two);
    QVERIFY(one->exec("CREATE TABLE t(a)"));
    auto held = Transaction::begin(*one);
    QVERIFY(held);
    QCOMPARE(two->exec("INSERT INTO t VALUES(1)").error().code, ErrorCode::Busy);
    QCOMPARE(Transaction::begin(*two).error().code, ErrorCode::Busy);
    QVERIFY(two->scalar("SELECT count(*) FROM t"));  // readers do not wait
    QVERIFY(held->commit());
    QVERIFY(two->exec("INSERT INTO t VALUES(1)"));
}

void TestDb::settingsAreThoseAsked()
{
    DbOptions options;
    options.sync = DbOptions::Sync::Normal;
    options.applicationId = 0x4b44;
    {
        const auto db = Db::open(file("settings.db"), options);
        QVERIFY(db);
        QCOMPARE(db->scalar("PRAGMA synchronous").value_or(-1), 1);
        QCOMPARE(db->scalar("PRAGMA foreign_keys").value_or(-1), 1);
        QCOMPARE(db->scalar("PRAGMA secure_delete").value_or(-1), 1);
        QCOMPARE(db->scalar("PRAGMA application_id").value_or(-1), 0x4b44);
        auto mode = db->prepare("PRAGMA journal_mode");
        QVERIFY(*mode->step());
        QCOMPARE(mode->toText(0), u"wal"_s);
    }
    options.sync = DbOptions::Sync::Full;
    const auto db = Db::open(file("settings.db"), options);
    QVERIFY(db);
    QCOMPARE(db->scalar("PRAGMA synchronous").value_or(-1), 2);
}

// SQLite's own temporary database (an empty name) keeps its rollback journal whatever it is asked:
// the same silence as on a file system without shared memory.
void TestDb::withoutWalIsRefused()
{
    const auto db = Db::open(u""_s);
    QVERIFY(!db);
    QCOMPARE(db.error().code, ErrorCode::Io);
    QVERIFY2(db.error().detail.contains(u"journal_mode is delete"_s),
             qPrintable(db.error().detail));
}

void TestDb::foreignFileIsRefused()
{
    {
        const auto db = Db::open(file("foreign.db"));
        QVERIFY(db->exec("CREATE TABLE other(a)"));
    }
    DbOptions options;
    options.applicationId = 7;
    QCOMPARE(Db::open(file("foreign.db"), options).error().code, ErrorCode::Unsupported);
}

void TestDb::newFilesArePrivate()
{
    const auto db = Db::open(file("private.db"));
    QVERIFY(db->exec("CREATE TABLE t(a)"));
    for (const char* name : {"private.db", "private.db-wal", "private.db-shm"}) {
        const QFile::Permissions permissions = QFile::permissions(file(name));
        QVERIFY2(QFileInfo::exists(file(name)), name);
        QVERIFY2(!(permissions & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther)), name);
    }
}

void TestDb::textFunctionRuns()
{
    const auto db = Db::open(u":memory:"_s);
    QVERIFY(db->registerText("twice", [](const QString& text) { return text + text; }));
    auto statement = db->prepare("SELECT twice(?1), twice(NULL)");
    QVERIFY(*statement->bind(1, u"đá"_s).step());
    QCOMPARE(statement->toText(0), u"đáđá"_s);
    QVERIFY(statement->isNull(1));
}

void TestDb::interruptEndsALongRead()
{
    const auto db = Db::open(u":memory:"_s);
    std::atomic<bool> ended = false;
    std::thread other([&] {
        while (!ended) {
            db->interrupt();
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    });
    const auto count = db->scalar("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n"
                                  " WHERE i < 4000000000) SELECT count(*) FROM n");
    ended = true;
    other.join();
    QVERIFY(!count);
    QCOMPARE(count.error().code, ErrorCode::Busy);
    QCOMPARE(db->scalar("SELECT 5").value_or(0), 5);
}

void TestDb::copyIsComplete()
{
    const auto db = Db::open(file("original.db"));
    QVERIFY(db->exec("CREATE TABLE t(a); INSERT INTO t VALUES(1),(2),(3)"));
    QVERIFY(db->copyTo(file("copy.db")));
    QVERIFY(!db->copyTo(file("copy.db")));
    const auto copy = Db::open(file("copy.db"));
    QVERIFY(copy->quickCheck());
    QCOMPARE(copy->scalar("SELECT sum(a) FROM t").value_or(0), 6);
}

void TestDb::secureDeleteLeavesNoBytes()
{
    const QByteArray canary = "CANARY-0900000123";
    const auto db = Db::open(file("erase.db"));
    QVERIFY(db->exec("CREATE TABLE t(a)"));
    QVERIFY(db->prepare("INSERT INTO t VALUES(?1)")->bind(1, QString::fromLatin1(canary)).run());
    const auto holdsCanary = [&] {
        for (const char* name : {"erase.db", "erase.db-wal"}) {
            QFile bytes(file(name));
            if (bytes.open(QIODevice::ReadOnly) && bytes.readAll().contains(canary))
                return true;
        }
        return false;
    };
    QVERIFY(holdsCanary());
    QVERIFY(db->exec("DELETE FROM t"));
    QVERIFY(db->checkpointTruncate());
    QCOMPARE(QFileInfo(file("erase.db-wal")).size(), 0);
    QVERIFY(!holdsCanary());
}

// A cache that could not be opened again after it was closed: its user is told, and goes on.
void TestDb::aClosedOneRefuses()
{
    auto db = Db::open(u":memory:"_s);
    QVERIFY(db);
    db->close();
    QVERIFY(!db->isOpen());
    QVERIFY(!db->inTransaction());
    QVERIFY(!db->prepare("SELECT 1"));
    QVERIFY(!db->exec("CREATE TABLE t(a)"));
    const auto begun = Transaction::begin(*db);
    QVERIFY(!begun);
    QCOMPARE(begun.error().code, ErrorCode::Io);
    QVERIFY(!db->checkpointTruncate());
}

QTEST_GUILESS_MAIN(TestDb)
#include "tst_storage_db.moc"
