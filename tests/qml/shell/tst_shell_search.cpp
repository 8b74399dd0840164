// SPDX-License-Identifier: GPL-3.0-or-later
// The search field of the top bar: this desk at once, the archive from the server, commands by name.
#include <QSignalSpy>
#include <QtTest/QtTest>

#include "shell_kit.h"

using namespace kydai;
using namespace kydai::desk;
using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestShellSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void findsOnThisDesk_data();
    void findsOnThisDesk();
    void enterOpensAndGivesTheFocusBack();
    void escGivesTheFocusBack();
    void archiveComesBelowAndMovesNothing();
    void archivedCaseIsReadAndWorkedOn();
    void newWordsSupersedeTheQuestion();
    void offlineSaysWhatWasSearched();
    void commandsByName();

private:
    Case archived(int n, const QString& title);
    SearchFace* face() { return m_console->operations()->search(); }
    void commit(const QString& text);
    void type(const QString& text);
    int rowOfKind(const QString& kind, int from = 0);
    void click(Qt::Key key, Qt::KeyboardModifiers with = {})
    {
        QTest::keyClick(m_console->window(), key, with);
    }
    std::unique_ptr<Console> m_console;
};

void TestShellSearch::init()
{
    m_console = std::make_unique<Console>(u"en"_s, 3);
    Case c = m_console->server().report(10);
    c.title = u"Đường Nguyễn Trãi ngập sâu"_s;
    c.address = u"12 Nguyễn Trãi"_s;
    m_console->server().put(c);
    QVERIFY(m_console->signIn());
}

void TestShellSearch::cleanup()
{
    QCOMPARE(m_console->warnings().join(u'\n'), QString());
    m_console.reset();
}

Case TestShellSearch::archived(int n, const QString& title)
{
    MiniServer& server = m_console->server();
    Case c = server.cases.values().constFirst();
    c.id = midOf(9'000'000 + static_cast<quint64>(n));
    c.code = u"PA-9%1"_s.arg(n, 3, 10, QLatin1Char('0'));
    c.title = title;
    c.seq = 1;
    server.archive.insert(c.id, c);
    return c;
}

// As a person does: letters that keys can give come one by one, the others as an input method.
void TestShellSearch::type(const QString& text)
{
    for (const QChar letter : text) {
        if (letter.unicode() < 128) {
            QTest::keyClick(m_console->window(), letter.toLatin1());
        } else {
            QInputMethodEvent commit;
            commit.setCommitString(letter);
            QCoreApplication::sendEvent(m_console->focus(), &commit);
        }
    }
}

// At once, so that no pause between two letters asks for half a word.
void TestShellSearch::commit(const QString& text)
{
    QInputMethodEvent event;
    event.setCommitString(text);
    QCoreApplication::sendEvent(m_console->focus(), &event);
}

int TestShellSearch::rowOfKind(const QString& kind, int from)
{
    for (int row = from; row < face()->count(); ++row) {
        if (face()->value(row, "kind").toString() == kind)
            return row;
    }
    return -1;
}

void TestShellSearch::findsOnThisDesk_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("code");
    QTest::newRow("code") << u"pa-10"_s << u"PA-10"_s;
    QTest::newRow("number") << u"10"_s << u"PA-10"_s;
    QTest::newRow("no marks") << u"duong nguyen trai"_s << u"PA-10"_s;
    QTest::newRow("marks") << u"Đường Nguyễn"_s << u"PA-10"_s;
    QTest::newRow("street, begun") << u"trai 12"_s << u"PA-10"_s;
}

void TestShellSearch::findsOnThisDesk()
{
    QFETCH(QString, words);
    QFETCH(QString, code);
    click(Qt::Key_K, Qt::ControlModifier);
    type(words);
    QTRY_COMPARE(face()->value(rowOfKind(u"case"_s), "code").toString(), code);
    QTRY_COMPARE(face()->current(), rowOfKind(u"case"_s));
    m_console->frame();
    QVERIFY(m_console->item(u"SearchPopover"_s)->isVisible());
    QTRY_COMPARE(face()->searching(), false);
    QTRY_VERIFY(m_console->showing(u"The archive has nothing more."_s));
}

void TestShellSearch::enterOpensAndGivesTheFocusBack()
{
    m_console->item(u"QueueList"_s)->forceActiveFocus();
    click(Qt::Key_K, Qt::ControlModifier);
    type(u"nguyen trai"_s);
    QTRY_COMPARE(face()->value(face()->current(), "code").toString(), u"PA-10"_s);
    const QString id = face()->value(face()->current(), "caseId").toString();
    click(Qt::Key_Return);
    QTRY_COMPARE(m_console->operations()->selection(), id);
    QTRY_COMPARE(m_console->operations()->current()->code(), u"PA-10"_s);
    QVERIFY(!m_console->item(u"SearchPopover"_s));
    QVERIFY(Console::isBelow(m_console->focus(), m_console->item(u"QueueList"_s)));
    QCOMPARE(face()->text(), QString());
}

void TestShellSearch::escGivesTheFocusBack()
{
    m_console->item(u"QueueList"_s)->forceActiveFocus();
    QQuickItem* before = m_console->focus();
    click(Qt::Key_K, Qt::ControlModifier);
    type(u"den"_s);
    QTRY_VERIFY(rowOfKind(u"case"_s) >= 0);
    const int first = face()->current();
    click(Qt::Key_Down);
    QVERIFY(face()->current() > first);
    click(Qt::Key_Up);
    QCOMPARE(face()->current(), first);
    click(Qt::Key_Escape);
    QVERIFY(!m_console->item(u"SearchPopover"_s));
    QCOMPARE(m_console->focus(), before);
    QVERIFY(m_console->operations()->selection().isEmpty());
}

void TestShellSearch::archiveComesBelowAndMovesNothing()
{
    for (int n = 1; n <= 3; ++n)
        archived(n, u"Ngập cũ ở Nguyễn Trãi %1"_s.arg(n));
    // The archive knows the one that is on this desk as well.
    for (const Case& c : std::as_const(m_console->server().cases)) {
        if (c.code == u"PA-10"_s)
            m_console->server().archive.insert(c.id, c);
    }
    QCOMPARE(m_console->server().archive.size(), 4);
    click(Qt::Key_K, Qt::ControlModifier);
    commit(u"nguyen trai"_s);
    QTRY_COMPARE(face()->value(rowOfKind(u"case"_s), "code").toString(), u"PA-10"_s);
    QTRY_VERIFY(face()->searching());
    QStringList before;
    for (int row = 0; row < face()->count() && face()->value(row, "kind") != u"busy"_s; ++row)
        before.append(face()->value(row, "key").toString());
    const int current = face()->current();
    QTRY_COMPARE(face()->searching(), false);
    for (int row = 0; row < before.size(); ++row)
        QCOMPARE(face()->value(row, "key").toString(), before[row]);
    QCOMPARE(face()->current(), current);
    int found = 0;
    for (int row = 0; row < face()->count(); ++row)
        found += face()->value(row, "kind").toString() == u"archive"_s ? 1 : 0;
    QCOMPARE(found, 3);
    QCOMPARE(m_console->server().queries, 4);  // a page each; the one that is here stands above
}

void TestShellSearch::archivedCaseIsReadAndWorkedOn()
{
    const Case old = archived(7, u"Cống vỡ năm ngoái"_s);
    m_console->server().pieceBytes = 100;  // many pieces
    const int rows = m_console->operations()->queue()->total();
    click(Qt::Key_K, Qt::ControlModifier);
    commit(u"cong vo"_s);
    QTRY_VERIFY(rowOfKind(u"archive"_s) >= 0);
    face()->choose(rowOfKind(u"archive"_s));
    QTRY_COMPARE(m_console->operations()->current()->code(), old.code);
    QCOMPARE(m_console->operations()->current()->status(), u"ready"_s);
    QVERIFY(m_console->operations()->current()->stale().contains(u"archive"_s));
    QCOMPARE(m_console->operations()->queue()->total(), rows);
    // Judged as usual: what the state allows may be done, and is read again when it was.
    QSignalSpy confirmed(m_console->desk().actions(), &DeskActions::confirmed);
    m_console->desk().actions()->start(m_console->operations()->selection(), u"claim"_s);
    QTRY_COMPARE(confirmed.count(), 1);
    QTRY_VERIFY(m_console->operations()->current()->claimMine());
    QTRY_VERIFY(!m_console->operations()->current()->pending());
    QTRY_VERIFY(m_console->operations()->current()->claimMine());
    QCOMPARE(m_console->operations()->queue()->total(), rows);
}

void TestShellSearch::newWordsSupersedeTheQuestion()
{
    archived(1, u"Ngập cũ"_s);
    m_console->server().answersQueries = false;
    click(Qt::Key_K, Qt::ControlModifier);
    commit(u"ngap"_s);
    QTRY_COMPARE(m_console->server().queries, 1);
    m_console->server().answersQueries = true;
    commit(u" cu"_s);
    QTRY_COMPARE(m_console->server().cancelled, 1);
    QTRY_VERIFY(rowOfKind(u"archive"_s) >= 0);
    QCOMPARE(m_console->server().queries, 2);
}

void TestShellSearch::offlineSaysWhatWasSearched()
{
    m_console->server().cut();
    QTRY_VERIFY(!m_console->desk().sync()->online());
    click(Qt::Key_K, Qt::ControlModifier);
    type(u"nguyen trai"_s);
    QTRY_VERIFY(rowOfKind(u"case"_s) >= 0);
    m_console->frame();
    QVERIFY(m_console->showing(
        u"Without the network only the 4 reports kept on this desk were searched."_s));
    QVERIFY(!face()->searching());
    m_console->server().listen();
    m_console->desk().sync()->retryNow();
    QTRY_VERIFY_WITH_TIMEOUT(m_console->desk().sync()->online(), 10'000);
    QTRY_VERIFY(m_console->server().queries > 0);
}

void TestShellSearch::commandsByName()
{
    m_console->operations()->next();
    QTRY_COMPARE(m_console->operations()->current()->status(), u"ready"_s);
    click(Qt::Key_K, Qt::ControlModifier);
    type(u">"_s);
    QVERIFY(rowOfKind(u"action"_s) >= 0);
    QVERIFY(rowOfKind(u"go"_s) >= 0);
    QCOMPARE(rowOfKind(u"case"_s), -1);
    type(u"theme"_s);
    QCOMPARE(face()->value(face()->current(), "action").toString(), u"theme"_s);
    click(Qt::Key_Return);
    QCOMPARE(m_console->desk().settings()->theme(), u"light"_s);
    click(Qt::Key_K, Qt::ControlModifier);
    type(u">take"_s);
    QCOMPARE(face()->value(face()->current(), "action").toString(), u"claim"_s);
    QCOMPARE(face()->value(face()->current(), "keyText").toString(), u"Space"_s);
    click(Qt::Key_Return);
    QTRY_VERIFY(m_console->operations()->current()->claimMine());
    // The list of street packs has the focus, and Esc leaves it.
    click(Qt::Key_K, Qt::ControlModifier);
    type(u">packs"_s);
    QCOMPARE(face()->value(face()->current(), "action").toString(), u"packs"_s);
    click(Qt::Key_Return);
    QQuickItem* packs = m_console->item(u"MapPacks"_s);
    QVERIFY(packs);
    QTRY_VERIFY(packs->isVisible());
    QVERIFY(Console::isBelow(m_console->focus(), packs));
    click(Qt::Key_Escape);
    QTRY_VERIFY(!packs->isVisible());
    QVERIFY(Console::isBelow(m_console->focus(), m_console->item(u"MapPanel"_s)));
    // Without the sign, commands stand under the reports that have the word.
    click(Qt::Key_K, Qt::ControlModifier);
    type(u"note"_s);
    QTRY_VERIFY(rowOfKind(u"action"_s) >= 0);
}

QTEST_MAIN(TestShellSearch)
#include "tst_shell_search.moc"
