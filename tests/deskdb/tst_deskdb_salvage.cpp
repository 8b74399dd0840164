// SPDX-License-Identifier: GPL-3.0-or-later
// A damaged work.db: whatever can be read is kept, the rest comes from a backup or is counted.
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include "deskdb/make_case.h"
#include "deskdb/work_db.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = 1792400000000;

Uuid midOf(quint32 number) { return idOf(0x10000 + number); }

QString textOf(quint32 number)
{
    return u"Ghi chú %1 "_s.arg(number) + QString(300, u'a');
}

// A file with `count` entries, closed; a backup holds the first `inBackup` of them.
void lay(const QString& path, quint32 count, quint32 inBackup)
{
    for (const quint32 upTo : {inBackup, count}) {
        auto work = WorkDb::open(path, kNow);
        QVERIFY(work);
        for (quint32 n = upTo == inBackup ? 1 : inBackup + 1; n <= upTo; ++n)
            QVERIFY(work->add(makeEntry(n, midOf(n), textOf(n))));
        QVERIFY(work->saveDraft({u"k"_s, u"lan"_s, {}, "draft", kNow}));
        QVERIFY(work->setSetting(u"theme"_s, "dark"));
    }
}

void scribble(const QString& path, qint64 at, int bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(at));
    file.write(QByteArray(bytes, '\x5a'));
}

}  // namespace

class TestSalvage : public QObject
{
    Q_OBJECT

private slots:
    void aFlippedByteIsFoundAndMended();
    void damagedPagesCostOnlyTheirRows();
    void noDatabaseAtAllTakesTheBackup();
    void withoutABackupTheLossIsTold();
    void cutOffBetweenTheRenames();
    void anyDamageEndsInAWorkingFile();

private:
    QString folder();
    QTemporaryDir m_dir;
    int m_next = 0;
};

QString TestSalvage::folder()
{
    const QString path = m_dir.filePath(QString::number(++m_next));
    QDir().mkpath(path);
    return path + u"/work.db"_s;
}

void TestSalvage::aFlippedByteIsFoundAndMended()
{
    const QString path = folder();
    lay(path, 40, 40);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QByteArray all = file.readAll();
    const qsizetype at = all.indexOf(QByteArray("Ghi chú 17 "));
    QVERIFY(at > 0);
    file.seek(at + 20);
    file.write("B");  // SQLite sees nothing wrong with it
    file.close();
    auto work = WorkDb::open(path, kNow + 1);
    QVERIFY(work);
    const WorkDb::OpenReport report = work->report();
    QVERIFY(report.salvaged);
    QCOMPARE(report.kept, 40);  // 39 entries and the draft
    QCOMPARE(report.fromBackup, 1);
    QCOMPARE(report.uncertain, QList<Uuid>{midOf(17)});
    QCOMPARE(report.lost, 0);
    QVERIFY(QFileInfo::exists(report.movedAside));
    const auto entries = work->outbox();
    QCOMPARE(entries->size(), 40);
    for (quint32 n = 1; n <= 40; ++n) {
        const OutboxEntry& entry = entries->at(qsizetype(n - 1));
        QCOMPARE(entry.op.mid, midOf(n));  // also the order
        QCOMPARE(entry.op.args.value(u"text"_s).toString(), textOf(n));
    }
    const auto told = work->attention(u"lan"_s);
    QCOMPARE(told->size(), 1);
    QCOMPARE(told->first().error.params, (QStringList{u"40"_s, u"1"_s, u"0"_s}));
}

void TestSalvage::damagedPagesCostOnlyTheirRows()
{
    const QString path = folder();
    lay(path, 300, 0);
    // One leaf page in the middle of the outbox.
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const qsizetype at = file.readAll().indexOf(QByteArray("Ghi chú 150 "));
    file.close();
    QVERIFY(at > 0);
    scribble(path, at / 4096 * 4096, 200);
    auto work = WorkDb::open(path, kNow + 1);
    QVERIFY(work);
    QVERIFY(work->report().salvaged);
    const auto entries = work->outbox();
    QVERIFY(entries->size() >= 280);
    QVERIFY(entries->size() < 300);
    QVERIFY(work->report().lost >= 300 - entries->size());
    QCOMPARE(work->draft(u"k"_s, u"lan"_s)->value().body, QByteArray("draft"));
    QCOMPARE(*work->setting(u"theme"_s), QByteArray("dark"));
    QVERIFY(work->add(makeEntry(1, midOf(999))));
}

void TestSalvage::noDatabaseAtAllTakesTheBackup()
{
    const QString path = folder();
    lay(path, 20, 15);
    scribble(path, 0, 100);
    auto work = WorkDb::open(path, kNow + 1);
    QVERIFY(work);
    QCOMPARE(work->report().kept, 0);
    QCOMPARE(work->report().uncertain.size(), 15);
    QCOMPARE(work->outbox()->size(), 15);
    QCOMPARE(*work->setting(u"theme"_s), QByteArray("dark"));
}

void TestSalvage::withoutABackupTheLossIsTold()
{
    const QString path = folder();
    lay(path, 5, 0);
    for (int n = 1; n <= 3; ++n)
        QFile::remove(path + u".backup.%1"_s.arg(n));
    scribble(path, 0, 100);
    auto work = WorkDb::open(path, kNow + 1);
    QVERIFY(work);
    QVERIFY(work->outbox()->isEmpty());
    QCOMPARE(work->attention(u"lan"_s)->size(), 1);
    QVERIFY(work->add(makeEntry(1, midOf(1))));
}

void TestSalvage::cutOffBetweenTheRenames()
{
    const QString path = folder();
    lay(path, 6, 6);
    QVERIFY(QFile::rename(path, path + u".salvage"_s));
    QFile stale(path + u"-wal"_s);
    QVERIFY(stale.open(QIODevice::WriteOnly));
    stale.write(QByteArray(4096, 'x'));
    stale.close();
    auto work = WorkDb::open(path, kNow + 1);
    QCOMPARE(work->outbox()->size(), 6);
}

void TestSalvage::anyDamageEndsInAWorkingFile()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    Dice dice(seed);
    const QString whole = folder();
    lay(whole, 60, 60);
    const qint64 size = QFileInfo(whole).size();
    for (int round = 0; round < 30; ++round) {
        const QString path = folder();
        QVERIFY(QFile::copy(whole, path));
        QVERIFY(QFile::copy(whole + u".backup.1"_s, path + u".backup.1"_s));
        for (quint64 i = 0; i < 1 + dice.below(4); ++i)
            scribble(path, 100 + qint64(dice.below(quint64(size - 164))), int(1 + dice.below(64)));
        auto work = WorkDb::open(path, kNow + 1);
        QVERIFY2(work.has_value(),
            qPrintable(work ? QString() : u"round %1: "_s.arg(round) + work.error().detail));
        const auto entries = work->outbox();
        QVERIFY(entries);
        // The backup of the last start has what the damaged file lost.
        QCOMPARE(entries->size(), 60);
        for (const OutboxEntry& entry : *entries) {
            const quint32 n = entry.op.caseId.data1 - 0x01900000u;
            QCOMPARE(entry.op.args.value(u"text"_s).toString(), textOf(n));
        }
        QVERIFY(work->add(makeEntry(1, midOf(999))));
    }
}

QTEST_GUILESS_MAIN(TestSalvage)
#include "tst_deskdb_salvage.moc"
