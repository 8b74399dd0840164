// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "storage/db.h"
#include "storage/files.h"

using namespace kydai;
using namespace Qt::StringLiterals;

class TestFiles : public QObject
{
    Q_OBJECT

private slots:
    void foldersArePrivate();
    void reserveIsHeldAndFreed();
    void rotationKeepsTheNewest();
    void movesADatabaseAside();
};

void TestFiles::foldersArePrivate()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"a/b"_s);
    QVERIFY(makePrivateFolder(path));
    QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther | QFile::ExeOther),
        QFile::Permissions());
    QVERIFY(makePrivateFolder(path));
    QVERIFY(!makePrivateFolder(u"/proc/kydai"_s));
}

void TestFiles::reserveIsHeldAndFreed()
{
    QTemporaryDir dir;
    const Reserve reserve(dir.filePath(u"work.reserve"_s), 200000);
    QVERIFY(!reserve.isHeld());
    QVERIFY(!reserve.release());
    QVERIFY(reserve.ensure());
    QVERIFY(reserve.isHeld());
    QCOMPARE(QFileInfo(dir.filePath(u"work.reserve"_s)).size(), 200000);
    QVERIFY(reserve.ensure());
    QVERIFY(reserve.release());
    QVERIFY(!reserve.isHeld());
    QVERIFY(!Reserve(dir.filePath(u"no/such"_s)).ensure());
}

void TestFiles::rotationKeepsTheNewest()
{
    QTemporaryDir dir;
    const QString base = dir.filePath(u"work.bak"_s);
    for (int i = 1; i <= 5; ++i) {
        QVERIFY(rotateFiles(base, 3));
        QVERIFY(!fileExists(base + u".1"_s));
        QFile file(base + u".1"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::number(i));
    }
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files).size(), 3);
    for (int n = 1; n <= 3; ++n) {
        QFile file(base + u'.' + QString::number(n));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray::number(6 - n));
    }
}

void TestFiles::movesADatabaseAside()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"cache.db"_s);
    {
        const auto db = Db::open(path);
        QVERIFY(db->exec("CREATE TABLE t(a); INSERT INTO t VALUES(3)"));
        // The -wal moves too, so rows not yet in the file are not lost.
        QVERIFY(fileExists(path + u"-wal"_s));
        QVERIFY(QFile::copy(path, dir.filePath(u"x.db"_s)));
        QVERIFY(QFile::copy(path + u"-wal"_s, dir.filePath(u"x.db-wal"_s)));
    }
    const auto aside = moveDatabaseAside(dir.filePath(u"x.db"_s), u"broken-1"_s);
    QVERIFY(aside);
    QVERIFY(!fileExists(dir.filePath(u"x.db"_s)));
    QVERIFY(!fileExists(dir.filePath(u"x.db-wal"_s)));
    {
        const auto db = Db::open(*aside);
        QCOMPARE(db->scalar("SELECT a FROM t").value_or(0), 3);
    }
    QVERIFY(!moveDatabaseAside(path, u"../nowhere/x"_s));
    QVERIFY(removeDatabase(*aside));
    QVERIFY(!fileExists(*aside));
    QVERIFY(removeDatabase(*aside));
}

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_storage_files.moc"
