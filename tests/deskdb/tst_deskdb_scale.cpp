// SPDX-License-Identifier: GPL-3.0-or-later
// How long filling, reading and searching take. Prints figures, asserts none of them: wall time is
// the machine's. KYDAI_ROWS sets the number of rows (the design's figures are for 100000, release).
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include "deskdb/cache_db.h"
#include "deskdb/cache_reader.h"
#include "deskdb/make_case.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestScale : public QObject
{
    Q_OBJECT

private slots:
    void fillReadSearch();
};

void TestScale::fillReadSearch()
{
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("KYDAI_ROWS", &given);
    const quint32 rows = given ? quint32(qBound(500, asked, 1200000)) : 5000;
    const QStringList words = QString(u"nước ngập đường sâu nửa bánh xe người dân phải dắt bộ cây"
                                      u" đổ chắn lối đi đèn hỏng rác chưa thu gom mất điện"_s)
                                  .split(u' ');
    Dice dice(20261020);
    QTemporaryDir dir;
    const QString path = dir.filePath(u"cache.db"_s);
    auto cache = CacheDb::open(path);
    QVERIFY(cache);
    QVERIFY(cache->beginSnapshot(idOf(1), rows, "s"));
    qint64 spentMs = 0;
    for (quint32 first = 0; first < rows; first += 500) {
        protocol::Page page;
        for (quint32 i = first; i < qMin(first + 500, rows); ++i) {
            QString text;
            for (int w = 0; w < 40; ++w)
                text += words.at(qsizetype(dice.below(quint64(words.size())))) + u' ';
            page.rows.append(makeRow(i, i + 1, text));
        }
        page.final = first + 500 >= rows;
        QElapsedTimer timer;
        timer.start();
        QVERIFY(cache->applyPage(page));
        spentMs += timer.elapsed();
    }
    qInfo("fill   %u rows in %lld ms = %lld rows/s", rows, spentMs,
        qint64(rows) * 1000 / qMax(qint64(1), spentMs));

    const auto reader = CacheReader::open(path);
    QVERIFY(reader);
    qint64 sum = 0;
    QElapsedTimer timer;
    timer.start();
    const auto read = reader->readIndex([&](const CacheIndexRow& row) {
        sum += row.seq + row.code.size() + row.agency.size();
    });
    qInfo("index  %lld rows in %.1f ms", read.value_or(-1), double(timer.nsecsElapsed()) / 1e6);
    QCOMPARE(read.value_or(-1), qint64(rows));
    QVERIFY(sum > 0);

    for (const QString& text : {u"ngap duong"_s, u"d"_s, u"PA-200123"_s}) {
        timer.start();
        const auto found = reader->search(text);
        qInfo("search %-10s %lld hits in %.2f ms", qPrintable(text), qint64(found->size()),
            double(timer.nsecsElapsed()) / 1e6);
        QVERIFY(!found->isEmpty());
    }
    qint64 worst = 0, all = 0;
    for (int i = 0; i < 200; ++i) {
        const auto number = quint32(dice.below(rows));
        const protocol::Delta delta{rows + i, rows + i + 1,
            {makeRow(number, rows + i + 1, u"nước đã rút %1"_s.arg(i))}, {}};
        timer.start();
        QVERIFY(cache->applyDelta(delta));
        const qint64 ns = timer.nsecsElapsed();
        worst = qMax(worst, ns);
        all += ns;
    }
    qInfo("delta  of one row: mean %.2f ms, worst %.2f ms", double(all) / 200e6,
        double(worst) / 1e6);
    qInfo("file   %lld KiB", QFileInfo(path).size() / 1024);
}

QTEST_GUILESS_MAIN(TestScale)
#include "tst_deskdb_scale.moc"
