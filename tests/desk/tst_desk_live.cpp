// SPDX-License-Identifier: GPL-3.0-or-later
// The desk against a running demonstration server: every account signs in, sees its rows, opens
// cases, and the one-way path from a click to the confirmed row works. Skipped unless
// KYDAI_TEST_SERVER names one (http://127.0.0.1:PORT): laying down its history takes longer than a
// unit test should.
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "desk/deskface.h"

using namespace kydai;
using namespace kydai::desk;
using namespace Qt::StringLiterals;

class TestDeskLive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyAccountSeesItsRows_data();
    void everyAccountSeesItsRows();
    void operatorTakesANewReport();

private:
    std::unique_ptr<DeskFace> open(const QString& user);
    QTemporaryDir m_dir;
    QString m_url;
};

void TestDeskLive::initTestCase()
{
    m_url = qEnvironmentVariable("KYDAI_TEST_SERVER");
    if (m_url.isEmpty())
        QSKIP("no server named in KYDAI_TEST_SERVER");
}

std::unique_ptr<DeskFace> TestDeskLive::open(const QString& user)
{
    DeskOptions options;
    options.serverUrl = m_url;
    options.profileDir = m_dir.filePath(user);
    options.appVersion = u"kydai/test"_s;
    options.user = user;
    options.password = u"demo"_s;
    auto desk = std::make_unique<DeskFace>(options);
    desk->settings()->setLanguage(u"en"_s);
    return desk;
}

void TestDeskLive::everyAccountSeesItsRows_data()
{
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<bool>("cases");
    QTest::newRow("operator") << u"operations"_s << true;
    QTest::newRow("dispatcher") << u"operations"_s << true;
    QTest::newRow("approver") << u"cases"_s << true;
    QTest::newRow("publisher") << u"cases"_s << true;
    QTest::newRow("camera") << u"operations"_s << true;
    QTest::newRow("lead") << u"operations"_s << true;
    QTest::newRow("officer") << u"inbox"_s << true;
    QTest::newRow("chief") << u"inbox"_s << true;
    QTest::newRow("executive") << u"cases"_s << true;
    QTest::newRow("auditor") << u"cases"_s << true;
    QTest::newRow("admin") << u"device"_s << false;
}

void TestDeskLive::everyAccountSeesItsRows()
{
    QFETCH(QString, workspace);
    QFETCH(bool, cases);
    QElapsedTimer timer;
    timer.start();
    const auto desk = open(QString::fromLatin1(QTest::currentDataTag()));
    QTRY_VERIFY_WITH_TIMEOUT(desk->sync()->online(), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(desk->directory()->ready(), 5000);
    qInfo() << desk->session()->displayName() << desk->session()->roleLabel()
            << desk->session()->agencyLabel() << "·" << desk->sync()->cachedCases() << "cases after"
            << timer.elapsed() << "ms";
    QCOMPARE(desk->workspaces()->first(), workspace);
    WorkspaceContext* context = desk->workspaces()->open(workspace);
    if (!cases) {
        QCOMPARE(desk->sync()->cachedCases(), 0);
        return;
    }
    QTRY_VERIFY(desk->sync()->cachedCases() > 0);
    for (const QVariant& tab : context->queue()->tabs())
        qInfo() << tab.toMap().value(u"label"_s).toString()
                << tab.toMap().value(u"count"_s).toInt();
    context->queue()->setTab(u"all"_s);
    if (context->queue()->count() == 0)
        return;
    context->setSelection(context->queue()->idAt(0));
    QTRY_COMPARE(context->current()->status(), u"ready"_s);
    QVERIFY(!context->current()->title().isEmpty());
    QVERIFY(context->current()->timeline()->count() > 0);
    const bool agency = desk->session()->isAgency();
    QCOMPARE(agency && !context->current()->reporterName().isEmpty(), false);
    QStringList offers;
    for (int row = 0; row < context->current()->offers()->count(); ++row)
        offers.append(context->current()->offers()->value(row, "code").toString());
    qInfo() << context->current()->code() << context->current()->stateLabel()
            << context->current()->clockText() << offers;
}

void TestDeskLive::operatorTakesANewReport()
{
    const auto desk = open(u"operator"_s);
    QTRY_VERIFY_WITH_TIMEOUT(desk->sync()->online(), 30'000);
    WorkspaceContext* context = desk->workspaces()->open(u"operations"_s);
    ActionSheet* sheet = desk->actions()->newReport();
    sheet->setValue(u"address"_s, u"kiệt 43/2 Thạch Hãn"_s);
    sheet->setValue(u"text"_s, u"Nước ngập vào nhà, nhờ giúp. Gọi thử máy."_s);
    sheet->setValue(u"phone"_s, u"0900 000 777"_s);
    sheet->setValue(u"name"_s, u"Công dân 777"_s);
    const QString id = sheet->caseId();
    QSignalSpy confirmed(desk->actions(), &DeskActions::confirmed);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(sheet->submit());
    QTRY_COMPARE(confirmed.count(), 1);
    qInfo() << "confirmed after" << timer.elapsed() << "ms";
    context->setSelection(id);
    QTRY_VERIFY(context->current()->code().startsWith(u"PA-"_s));
    QCOMPARE(context->current()->reporterMasked(), u"•••777"_s);
    desk->actions()->start(id, u"claim"_s);
    QTRY_VERIFY(context->current()->claimMine());
    QTRY_COMPARE(confirmed.count(), 2);
    context->current()->reveal(u"gọi lại người dân"_s);
    QTRY_COMPARE(context->current()->revealedPhone(), u"0900 000 777"_s);
    sheet = desk->actions()->start(id, u"reject"_s);
    QVERIFY(sheet);
    sheet->setValue(u"reason"_s, u"insufficient"_s);
    QVERIFY(sheet->valueOf(u"message"_s).toString().contains(u"chưa đủ thông tin"_s));
    QVERIFY(sheet->submit());
    QTRY_COMPARE(context->current()->state(), u"not_accepted"_s);
    QTRY_COMPARE(confirmed.count(), 3);
    QVERIFY(desk->actions()->undo());
    QTRY_COMPARE(context->current()->state(), u"screening"_s);
    QCOMPARE(desk->sync()->attentionCount(), 0);
}

QTEST_GUILESS_MAIN(TestDeskLive)
#include "tst_desk_live.moc"
