// SPDX-License-Identifier: GPL-3.0-or-later
// The queue on the screen: nothing moves under the cursor, the urgent lane is above everything,
// groups fold, tabs and filters narrow, and every row is drawn with its words.
#include <QtTest/QtTest>

#include "shell_kit.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestQueueList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void rowsAreDrawn();
    void newReportsWaitBehindTheBar();
    void rowUnderTheCursorStays();
    void keysWalkLaneAndList();
    void urgentLaneIsNeverHidden();
    void groupsFold();
    void tabsFitThePanel();
    void filterNarrowsAndGivesTheFocusBack();
    void filteredToNothingOffersAWayOut();
    void accessibleNamesSayTheRow();

private:
    desk::WorkspaceContext* context() { return m_console->operations(); }
    QQuickItem* row(const QString& caseId);
    void click(Qt::Key key, Qt::KeyboardModifiers with = {})
    {
        QTest::keyClick(m_console->window(), key, with);
        QCoreApplication::processEvents();
    }
    std::unique_ptr<Console> m_console;
};

void TestQueueList::init()
{
    m_console = std::make_unique<Console>(u"en"_s, 30);
    QVERIFY(m_console->signIn());
    m_console->item(u"QueueList"_s)->forceActiveFocus();
    QTRY_VERIFY(!m_console->showing(u"…"_s));
}

void TestQueueList::cleanup()
{
    QCOMPARE(m_console->warnings().join(u'\n'), QString());
    m_console.reset();
}

QQuickItem* TestQueueList::row(const QString& caseId)
{
    return m_console->items([&](QQuickItem* item) {
        const QString type = Console::typeOf(item);
        return (type == u"QueueRow"_s || type == u"UrgentRow"_s) && item->isVisible()
            && item->property("caseId").toString() == caseId;
    }).value(0);
}

void TestQueueList::rowsAreDrawn()
{
    m_console->frame();
    const auto rows = m_console->items([](QQuickItem* item) {
        return Console::typeOf(item) == u"QueueRow"_s && item->isVisible();
    });
    QVERIFY(rows.size() >= 8);
    for (QQuickItem* one : rows) {
        QVERIFY(one->property("loaded").toBool());
        QVERIFY(one->height() > 0);
    }
    QVERIFY(m_console->showing(u"Reports to classify"_s));
    QVERIFY(m_console->showing(context()->queue()->subtitle()));
}

void TestQueueList::newReportsWaitBehindTheBar()
{
    const int before = context()->queue()->count();
    m_console->server().report(101);
    m_console->server().report(102);
    QTRY_COMPARE(context()->queue()->newCount(), 2);
    QCOMPARE(context()->queue()->count(), before);
    m_console->frame();
    QVERIFY(m_console->showing(u"2 new reports"_s));
    click(Qt::Key_Home);
    QCOMPARE(context()->queue()->count(), before + 2);
    m_console->frame();
    QVERIFY(!m_console->showing(u"2 new reports"_s));
}

void TestQueueList::rowUnderTheCursorStays()
{
    context()->setSelection(context()->queue()->idAt(4));
    m_console->frame();
    QQuickItem* list = m_console->item(u"QueueList"_s);
    QQuickItem* under = row(context()->selection());
    QVERIFY(under);
    const qreal inList = under->mapToItem(list, QPointF()).y();
    for (int n = 0; n < 5; ++n)
        m_console->server().report(200 + n);
    QTRY_COMPARE(context()->queue()->newCount(), 5);
    m_console->frame();
    QQuickItem* after = row(context()->selection());
    QVERIFY(after);
    QCOMPARE(after->mapToItem(list, QPointF()).y(), inList);
}

void TestQueueList::keysWalkLaneAndList()
{
    const Case urgent = m_console->server().report(300, Priority::Urgent);
    QTRY_COMPARE(context()->urgent()->count(), 1);
    const QString urgentId = urgent.id.toString(QUuid::WithoutBraces);
    click(Qt::Key_Home);
    QCOMPARE(context()->selection(), context()->queue()->idAt(0));
    click(Qt::Key_Up);
    QCOMPARE(context()->selection(), urgentId);
    click(Qt::Key_Up);
    QCOMPARE(context()->selection(), urgentId);
    click(Qt::Key_Down);
    QCOMPARE(context()->selection(), context()->queue()->idAt(0));
    click(Qt::Key_PageDown);
    QCOMPARE(context()->selection(), context()->queue()->idAt(1));
    click(Qt::Key_End);
    const int last = context()->queue()->count() - 1;
    QCOMPARE(context()->selection(), context()->queue()->idAt(last));
    m_console->frame();
    QQuickItem* shown = row(context()->selection());
    QVERIFY2(shown, "the chosen row is in view");
    click(Qt::Key_Down);
    QCOMPARE(context()->selection(), context()->queue()->idAt(last));
    click(Qt::Key_PageUp);
    QCOMPARE(context()->selection(), context()->queue()->idAt(last - 1));
    // Space takes the urgent one before any other.
    click(Qt::Key_Home);
    context()->setSelection({});
    click(Qt::Key_Space);
    QTRY_COMPARE(context()->selection(), urgentId);
    QTRY_VERIFY(context()->current()->claimMine());
}

void TestQueueList::urgentLaneIsNeverHidden()
{
    const Case urgent = m_console->server().report(301, Priority::Urgent);
    const QString id = urgent.id.toString(QUuid::WithoutBraces);
    QTRY_COMPARE(context()->urgent()->count(), 1);
    QQuickItem* lane = m_console->item(u"UrgentLane"_s);
    const auto inView = [&] {
        m_console->frame();
        QQuickItem* one = row(id);
        return lane->isVisible() && one && one->height() > 0 && lane->mapToScene(QPointF()).y() < 200;
    };
    QVERIFY(inView());
    context()->filter()->setText(u"words that no report has"_s);
    QTRY_COMPARE(context()->queue()->count(), 0);
    QVERIFY(inView());
    context()->filter()->clear();
    for (const QVariant& tab : context()->queue()->tabs()) {
        context()->queue()->setTab(tab.toMap()[u"code"_s].toString());
        QVERIFY(inView());
    }
    context()->queue()->setTab(u"waiting"_s);
    click(Qt::Key_End);
    QVERIFY(inView());
    click(Qt::Key_Left);
    QVERIFY(inView());
}

void TestQueueList::groupsFold()
{
    m_console->frame();
    const int before = context()->queue()->count();
    QQuickItem* header = m_console->item(u"QueueGroup"_s);
    QVERIFY(header);
    const QString group = header->property("section").toString();
    const QPointF at = header->mapToScene({40, header->height() / 2});
    QTest::mouseClick(m_console->window(), Qt::LeftButton, {}, at.toPoint());
    QTRY_VERIFY(context()->queue()->count() < before);
    bool folded = false;
    for (const QVariant& one : context()->queue()->groups())
        folded = folded || (one.toMap()[u"code"_s] == group && one.toMap()[u"folded"_s].toBool());
    QVERIFY(folded);
    click(Qt::Key_Right);
    QCOMPARE(context()->queue()->count(), before);
}

// At the smallest window, in both languages, with counts of three digits.
void TestQueueList::tabsFitThePanel()
{
    for (const char* language : {"vi", "en"}) {
        m_console->desk().settings()->setLanguage(QString::fromLatin1(language));
        for (const QSize size : {QSize(1366, 768), QSize(1920, 1080)}) {
            m_console->window()->resize(size);
            QTRY_COMPARE(m_console->window()->width(), size.width());
            m_console->frame();
            QQuickItem* panel = m_console->item(u"QueuePanel"_s);
            const auto tabs = m_console->items([&](QQuickItem* item) {
                return Console::typeOf(item) == u"SegmentTab"_s && Console::isBelow(item, panel);
            });
            QCOMPARE(tabs.size(), 5);
            for (QQuickItem* tab : tabs) {
                const QRectF box = tab->mapRectToItem(panel, tab->boundingRect());
                QVERIFY2(box.left() >= 0 && box.right() <= panel->width(),
                         qPrintable(u"%1 at %2"_s.arg(tab->property("text").toString()).arg(size.width())));
            }
        }
    }
}

void TestQueueList::filterNarrowsAndGivesTheFocusBack()
{
    QQuickItem* before = m_console->focus();
    click(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(Console::isBelow(m_console->focus(), m_console->item(u"FilterBar"_s)));
    for (const char letter : {'P', 'A', '-', '7'})
        QTest::keyClick(m_console->window(), letter);
    QTRY_COMPARE(context()->queue()->count(), 1);
    QCOMPARE(context()->filter()->chips().size(), 1);
    click(Qt::Key_Return);
    QCOMPARE(m_console->focus(), before);
    click(Qt::Key_F, Qt::ControlModifier);
    click(Qt::Key_Escape);
    QTRY_COMPARE(context()->queue()->count(), 30);
    QCOMPARE(m_console->focus(), before);
}

void TestQueueList::filteredToNothingOffersAWayOut()
{
    context()->filter()->setStates({u"closed"_s});
    QTRY_COMPARE(context()->queue()->state(), u"filtered"_s);
    m_console->frame();
    QVERIFY(m_console->showing(u"No result"_s));
    QQuickItem* button = m_console->showing(u"Remove a filter"_s);
    QVERIFY(button);
    const QPointF at = button->mapToScene({button->width() / 2, button->height() / 2});
    QTest::mouseClick(m_console->window(), Qt::LeftButton, {}, at.toPoint());
    QTRY_COMPARE(context()->queue()->state(), u"ready"_s);
}

void TestQueueList::accessibleNamesSayTheRow()
{
    QQuickItem* first = row(context()->queue()->idAt(0));
    QVERIFY(first);
    const QString spoken = first->property("accessibleText").toString();
    for (const char* role : {"stateLabel", "title", "dueText"})
        QVERIFY2(spoken.contains(first->property(role).toString()), role);
    QVERIFY(spoken.startsWith(u"PA-"_s));
}

QTEST_MAIN(TestQueueList)
#include "tst_queue_list.moc"
