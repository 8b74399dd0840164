// SPDX-License-Identifier: GPL-3.0-or-later
// A desk is killed thirty times while it decides: every decision it was told is on disk is there,
// whole and in order, and at most the one in hand besides.
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include "deskdb/make_case.h"
#include "deskdb/work_db.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestKill : public QObject
{
    Q_OBJECT

private slots:
    void everyAcknowledgedDecisionIsThere();
};

void TestKill::everyAcknowledgedDecisionIsThere()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    Dice dice(seed);
    QTemporaryDir dir;
    const QString path = dir.filePath(u"work.db"_s);
    QList<quint32> told;
    quint32 next = 1;
    for (int round = 0; round < 30; ++round) {
        QProcess desk;
        desk.start(QStringLiteral(DECIDER), {path, QString::number(next)});
        QVERIFY(desk.waitForStarted());
        // Some are killed while opening, some after a first row, some later.
        if (dice.below(5) != 0)
            QVERIFY(desk.waitForReadyRead(20000));
        QTest::qWait(int(dice.below(60)));
        QVERIFY2(desk.state() == QProcess::Running,
            qPrintable(u"round %1 ended by itself: %2"_s.arg(round).arg(desk.exitCode())));
        desk.kill();
        QVERIFY(desk.waitForFinished());
        const QList<QByteArray> lines = desk.readAllStandardOutput().split('\n');
        for (qsizetype i = 0; i + 1 < lines.size(); ++i)  // the last may be cut
            told.append(lines.at(i).toUInt());
        auto work = WorkDb::open(path, 1792400000000);
        QVERIFY(work);
        QVERIFY(!work->report().salvaged);
        const auto entries = work->outbox();
        QVERIFY(entries);
        QVERIFY(entries->size() >= told.size());
        qsizetype at = 0;
        quint32 last = 0;
        for (const OutboxEntry& entry : *entries) {
            const quint32 n = entry.op.mid.data1 - 0x01900000u;
            QVERIFY(n > last);
            last = n;
            QCOMPARE(entry.op.args.value(u"text"_s).toString(), u"số %1"_s.arg(n));
            if (at < told.size() && told.at(at) == n)
                ++at;
        }
        QCOMPARE(at, told.size());
        QVERIFY(entries->size() - told.size() <= 2 * (round + 1));
        next = qMax(next, last + 1);
    }
    QVERIFY(told.size() > 30);
    qInfo("%lld decisions acknowledged, all there", qint64(told.size()));
}

QTEST_GUILESS_MAIN(TestKill)
#include "tst_deskdb_kill.moc"
