// SPDX-License-Identifier: GPL-3.0-or-later
// The desk's threads, with real files and sockets: a decision is on disk and on its way while
// cache.db cannot be written, what is on screen is read while a search runs, and what a decision
// costs while pages are being written. Prints figures, asserts only their order of magnitude.
// KYDAI_ROWS sets the number of rows (1000 to 200000).
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "desk/deskface.h"
#include "desk/engine.h"
#include "desk/mini_server.h"
#include "deskdb/work_db.h"
#include "storage/transaction.h"

using namespace kydai;
using namespace kydai::desk;
using namespace kydai::test;

class TestDeskThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void decisionPassesAHeldCache();
    void newerSearchEndsTheOlder();
    void decisionsWhilePagesAreWritten();

private:
    void open();
    int rows() const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MiniServer> m_server;
    std::unique_ptr<DeskFace> m_desk;
};

int TestDeskThreads::rows() const
{
    bool given = false;
    const int asked = qEnvironmentVariableIntValue("KYDAI_ROWS", &given);
    return given ? qBound(1000, asked, 200'000) : 5000;
}

void TestDeskThreads::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<MiniServer>();
}

void TestDeskThreads::cleanup()
{
    m_desk.reset();
    m_server.reset();
    m_dir.reset();
}

void TestDeskThreads::open()
{
    DeskOptions options;
    options.serverUrl = m_server->url();
    options.profileDir = m_dir->filePath(u"profile"_s);
    options.appVersion = u"kydai/test"_s;
    options.user = u"operator"_s;
    options.password = u"demo"_s;
    m_desk = std::make_unique<DeskFace>(options);
}

// Another connection holds cache.db's write lock: what a page of any size does to the thread that
// writes it, for as long as we like.
void TestDeskThreads::decisionPassesAHeldCache()
{
    const Case c = m_server->report(1);
    open();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->sync()->online(), 10'000);
    WorkspaceContext* context = m_desk->workspaces()->open(u"operations"_s);
    context->setSelection(c.id.toString(QUuid::WithoutBraces));
    QTRY_COMPARE(context->current()->status(), u"ready"_s);
    DbOptions options;
    options.busyTimeoutMs = 5000;
    const auto other = Db::open(m_dir->filePath(u"profile/cache.db"_s), options);
    QVERIFY(other);
    auto held = Transaction::begin(*other);
    QVERIFY(held);
    m_server->report(2);  // the cache thread is stuck with it
    QTest::qWait(100);
    QSignalSpy recorded(m_desk->actions(), &DeskActions::recorded);
    QElapsedTimer timer;
    timer.start();
    m_desk->actions()->start(c.id.toString(QUuid::WithoutBraces), u"claim"_s);
    QVERIFY(recorded.wait(1500));
    qInfo("decision acknowledged after %lld ms beside a held cache.db", timer.elapsed());
    QVERIFY2(timer.elapsed() < 1000, "a decision waited for cache.db");
    // Acknowledged means on disk, and from there on its way; the new row is not here yet.
    const auto work = Db::open(m_dir->filePath(u"profile/work.db"_s));
    QVERIFY(work);
    QCOMPARE(work->scalar("SELECT count(*) FROM outbox").value_or(-1), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->mutations, 1, 1000);
    QCOMPARE(m_desk->sync()->cachedCases(), 1);
    QVERIFY(timer.elapsed() < 1900);  // cache.db gives up waiting at 2 s: it was held all the time
    held->rollback();
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->sync()->cachedCases(), 2, 15'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->sync()->pendingCount(), 0, 15'000);
    QVERIFY(context->current()->claimMine());
}

// Ten questions at once, as somebody types: the last one is answered, and one before it at most.
void TestDeskThreads::newerSearchEndsTheOlder()
{
    for (int n = 1; n <= 300; ++n)
        m_server->report(n);
    open();
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->sync()->cachedCases(), 300, 20'000);
    QTRY_VERIFY(m_desk->sync()->online());
    WorkspaceContext* context = m_desk->workspaces()->open(u"operations"_s);
    for (const QString& text : {u"d"_s, u"de"_s, u"den"_s, u"den t"_s, u"den tat truoc so 27"_s}) {
        context->filter()->setText(text);
        QTest::qWait(1);
    }
    QTRY_COMPARE_WITH_TIMEOUT(context->queue()->count(), 11, 10'000);  // 27 and 270 to 279
    QVERIFY(!context->filter()->searching());
}

void TestDeskThreads::decisionsWhilePagesAreWritten()
{
    for (int n = 1; n <= rows(); ++n)
        m_server->report(n);
    open();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->session()->state() == u"signed_in"_s, 20'000);
    QList<double> ms;
    int more = 0;
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->sync()->cachedCases() > 0, 20'000);
    while (!m_desk->sync()->online() && more < 20'000) {
        ActionSheet* sheet = m_desk->actions()->newReport();
        sheet->setValue(u"address"_s, u"12 Hùng Vương"_s);
        sheet->setValue(u"text"_s, u"Cuộc gọi số %1"_s.arg(++more));
        QSignalSpy recorded(m_desk->actions(), &DeskActions::recorded);
        QElapsedTimer timer;
        timer.start();
        QVERIFY(sheet->submit());
        QVERIFY(recorded.count() > 0 || recorded.wait(5000));
        ms.append(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        QTest::qWait(2);
    }
    QVERIFY(!ms.isEmpty());
    std::sort(ms.begin(), ms.end());
    qInfo("decision on disk while %d rows arrive: p50 %.1f ms, p99 %.1f ms, worst %.1f ms of %lld",
          rows(), ms.at(ms.size() / 2), ms.at(ms.size() * 99 / 100), ms.last(),
          static_cast<qint64>(ms.size()));
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->sync()->cachedCases() >= rows(), 120'000);

    // The same profile once more, without a server: from nothing to a queue one can work in.
    m_server->cut();
    QElapsedTimer timer;
    timer.start();
    m_desk.reset();
    const qint64 closed = timer.restart();
    open();
    QVERIFY(QTest::qWaitFor([this] { return m_desk->isFilled(); }, 60'000));
    qInfo("start to a filled index of %d rows: %lld ms (closing took %lld ms)",
          m_desk->sync()->cachedCases(), timer.elapsed(), closed);
}

QTEST_GUILESS_MAIN(TestDeskThreads)
#include "tst_desk_threads.moc"
