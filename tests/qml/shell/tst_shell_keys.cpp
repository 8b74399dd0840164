// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the window: F6 walks its regions, each verb has its key, also while a Vietnamese
// input method is composing, and keys that type stay with the text.
#include <QBuffer>
#include <QImage>
#include <QInputMethodEvent>
#include <QSignalSpy>
#include <QtTest/QtTest>

#include "shell_kit.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestShellKeys : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void f6WalksTheRegions();
    void f6RemembersWhereOneWas();
    void f6OnADeskWithoutCases();
    void everyListedKeyDoesSomething_data();
    void everyListedKeyDoesSomething();
    void keysWhileComposing_data();
    void keysWhileComposing();
    void typingKeysStayWithTheText();
    void theListComposesNothing();

private:
    QString region() const;
    void press(const QString& keys);
    bool takenFirst();
    bool ringShown() const;
    std::unique_ptr<Console> m_console;
};

void TestShellKeys::init()
{
    m_console = std::make_unique<Console>(u"en"_s);
    QVERIFY(m_console->signIn());
}

void TestShellKeys::cleanup()
{
    QCOMPARE(m_console->warnings().join(u'\n'), QString());
    m_console.reset();
}

// The region that has the focus.
QString TestShellKeys::region() const
{
    for (const char* type : {"Rail", "QueuePanel", "CaseColumns", "ActionBar", "MapPanel", "TopBar", "DeviceScreen"}) {
        const QQuickItem* item = m_console->item(QString::fromLatin1(type));
        if (item && Console::isBelow(m_console->focus(), item))
            return QString::fromLatin1(type);
    }
    return {};
}

void TestShellKeys::press(const QString& keys)
{
    const QKeyCombination key = QKeySequence::fromString(QString(keys).replace(u' ', u'+'))[0];
    QTest::keyClick(m_console->window(), key.key(), key.keyboardModifiers());
    QCoreApplication::processEvents();
}

bool TestShellKeys::takenFirst()
{
    m_console->operations()->takeNext();
    return QTest::qWaitFor([this] { return m_console->operations()->current()->claimMine(); }, 5000);
}

// Somewhere around the focus a ring or a row's frame is drawn.
bool TestShellKeys::ringShown() const
{
    const auto rings = m_console->items([](QQuickItem* item) {
        return (Console::typeOf(item) == u"FocusRing"_s && item->isVisible())
            || (Console::typeOf(item) == u"RowSurface"_s && item->property("focused").toBool());
    });
    return !rings.isEmpty();
}

void TestShellKeys::f6WalksTheRegions()
{
    QVERIFY(takenFirst());
    const QStringList order{u"Rail"_s, u"QueuePanel"_s, u"CaseColumns"_s, u"ActionBar"_s,
                            u"MapPanel"_s, u"TopBar"_s};
    const auto start = order.indexOf(region());
    QVERIFY2(start >= 0, qPrintable(region()));
    for (qsizetype step = 1; step <= order.size(); ++step) {
        press(u"F6"_s);
        QCOMPARE(region(), order[(start + step) % order.size()]);
        QVERIFY2(ringShown(), qPrintable(region()));
    }
    for (qsizetype step = 1; step <= order.size(); ++step) {
        press(u"Shift F6"_s);
        QCOMPARE(region(), order[(start - step + order.size()) % order.size()]);
    }
}

void TestShellKeys::f6RemembersWhereOneWas()
{
    QVERIFY(takenFirst());
    while (region() != u"ActionBar"_s)
        press(u"F6"_s);
    QTest::keyClick(m_console->window(), Qt::Key_Tab);
    QQuickItem* second = m_console->focus();
    QCOMPARE(region(), u"ActionBar"_s);
    press(u"F6"_s);
    QVERIFY(region() != u"ActionBar"_s);
    press(u"Shift F6"_s);
    QCOMPARE(m_console->focus(), second);
}

void TestShellKeys::f6OnADeskWithoutCases()
{
    m_console->window()->setProperty("workspace", u"device"_s);
    QSet<QString> seen;
    for (int n = 0; n < 6; ++n) {
        press(u"F6"_s);
        seen.insert(region());
    }
    QCOMPARE(seen, (QSet<QString>{u"Rail"_s, u"DeviceScreen"_s, u"TopBar"_s}));
}

void TestShellKeys::everyListedKeyDoesSomething_data()
{
    // What can be seen to happen, by key of the list F1 shows. A key that is listed and not here
    // fails below, and so does one that is here and not listed.
    QTest::addColumn<QString>("effect");
    QTest::newRow("Space") << u"claims"_s;
    QTest::newRow("F2") << u"sheet"_s;
    QTest::newRow("F3") << u"sheet"_s;
    QTest::newRow("F4") << u"sheet"_s;
    QTest::newRow("F5") << u"sheet"_s;
    QTest::newRow("F7") << u"sheet"_s;
    QTest::newRow("F8") << u"sheet"_s;
    QTest::newRow("F9") << u"sheet"_s;
    QTest::newRow("Delete") << u"sheet"_s;
    QTest::newRow("Insert") << u"note"_s;
    QTest::newRow("Ctrl Enter") << u"carries"_s;
    QTest::newRow("Ctrl Z") << u"undo"_s;
    QTest::newRow("Ctrl N") << u"offered"_s;
    QTest::newRow("Ctrl G") << u"offered"_s;
    QTest::newRow("Ctrl U") << u"sheet"_s;
    QTest::newRow("↑ ↓") << u"moves"_s;
    QTest::newRow("← →") << u"folds"_s;
    QTest::newRow("Home") << u"first"_s;
    QTest::newRow("End") << u"last"_s;
    QTest::newRow("PgUp") << u"moves"_s;
    QTest::newRow("PgDn") << u"moves"_s;
    QTest::newRow("Enter") << u"enters"_s;
    QTest::newRow("Ctrl F") << u"filter"_s;
    QTest::newRow("F1") << u"keys"_s;
    QTest::newRow("F6") << u"leaves"_s;
    QTest::newRow("Shift F6") << u"leaves"_s;
    QTest::newRow("F11") << u"viewer"_s;
    QTest::newRow("F12") << u"silence"_s;
    QTest::newRow("Esc") << u"closes"_s;
    QTest::newRow("Alt 1–7") << u"goes"_s;
    QTest::newRow("Ctrl K") << u"search"_s;
    QTest::newRow("Ctrl O") << u"drawer"_s;
    QTest::newRow("Ctrl R") << u"online"_s;
}

void TestShellKeys::everyListedKeyDoesSomething()
{
    QFETCH(QString, effect);
    const QString key = QString::fromUtf8(QTest::currentDataTag());
    auto& desk = m_console->desk();
    QStringList listed;
    for (int row = 0; row < desk.texts()->keys()->count(); ++row)
        listed.append(desk.texts()->keys()->value(row, "key").toString());
    QVERIFY2(listed.contains(key), "the list of keys does not name it");
    QCOMPARE(listed.size(), 33);  // as many as above

    auto* context = m_console->operations();
    const auto sheetOpen = [this] {
        const QObject* sheet = m_console->item(u"Workbench"_s)->findChild<QObject*>(u"sheetDialog"_s);
        return sheet && sheet->property("opened").toBool();
    };
    m_console->item(u"QueueList"_s)->forceActiveFocus();
    if (effect == u"claims"_s) {
        press(key);
        QTRY_VERIFY(context->current()->claimMine());
    } else if (effect == u"sheet"_s || effect == u"offered"_s) {
        QVERIFY(takenFirst());
        // What the case does not offer, its key must not do; what it offers, it must.
        const bool offered = key == u"F9"_s || !context->current()->offerForKey(key).isEmpty();
        QVERIFY(offered || effect == u"offered"_s);
        const int before = m_console->server().mutations;
        QSignalSpy refused(desk.actions(), &desk::DeskActions::refused);
        press(key);
        if (offered)  // done, asked for more, or told why not
            QTRY_VERIFY(sheetOpen() || (effect == u"offered"_s
                                        && (m_console->server().mutations > before || refused.count() > 0)));
        else
            QVERIFY(!sheetOpen() && m_console->server().mutations == before);
        press(u"Esc"_s);
        QTRY_VERIFY(!sheetOpen());
    } else if (effect == u"carries"_s) {
        QVERIFY(takenFirst());
        const int before = m_console->server().mutations;
        press(u"Insert"_s);
        QTest::keyClick(m_console->window(), 'x');
        press(u"Ctrl Return"_s);
        QTRY_COMPARE(m_console->server().mutations, before + 1);
    } else if (effect == u"note"_s) {
        QVERIFY(takenFirst());
        press(key);
        QVERIFY(m_console->focus()->inherits("QQuickTextEdit"));
    } else if (effect == u"undo"_s) {
        QVERIFY(takenFirst());
        QTRY_VERIFY(!desk.actions()->undoText().isEmpty());
        const int before = m_console->server().mutations;
        press(key);
        QTRY_VERIFY(desk.actions()->undoText().isEmpty());
        QTRY_COMPARE(m_console->server().mutations, before + 1);
    } else if (effect == u"moves"_s) {
        press(u"Home"_s);
        const QString first = context->selection();
        QVERIFY(!first.isEmpty());
        press(key == u"↑ ↓"_s ? u"Down"_s : u"PgDown"_s);
        QVERIFY(context->selection() != first);
        press(key == u"↑ ↓"_s ? u"Up"_s : u"PgUp"_s);
        QCOMPARE(context->selection(), first);
    } else if (effect == u"folds"_s) {
        press(u"Home"_s);
        const int before = context->queue()->count();
        press(u"Left"_s);
        QVERIFY(context->queue()->count() < before);
        press(u"Right"_s);
        QCOMPARE(context->queue()->count(), before);
    } else if (effect == u"first"_s) {
        m_console->server().report(50);
        QTRY_COMPARE(context->queue()->newCount(), 1);
        press(key);
        QCOMPARE(context->queue()->newCount(), 0);
        QCOMPARE(context->selection(), context->queue()->idAt(0));
    } else if (effect == u"last"_s) {
        press(key);
        QCOMPARE(context->selection(), context->queue()->idAt(context->queue()->count() - 1));
    } else if (effect == u"enters"_s) {
        QVERIFY(takenFirst());
        press(u"Return"_s);
        QCOMPARE(region(), u"CaseColumns"_s);
    } else if (effect == u"filter"_s) {
        press(key);
        QVERIFY(Console::isBelow(m_console->focus(), m_console->item(u"FilterBar"_s)));
    } else if (effect == u"keys"_s) {
        press(key);
        QTRY_VERIFY(m_console->showing(u"all keys"_s) && m_console->showing(u"undo (8 seconds)"_s));
    } else if (effect == u"leaves"_s) {
        const QString before = region();
        press(key);
        QVERIFY(region() != before);
    } else if (effect == u"viewer"_s) {
        QBuffer photo;
        QImage picture(8, 8, QImage::Format_RGB32);
        picture.fill(Qt::gray);
        QVERIFY(photo.open(QIODevice::WriteOnly) && picture.save(&photo, "JPG"));
        m_console->server().addBlob(photo.data());
        const Case c = m_console->server().report(60);
        QVERIFY(m_console->select(c));
        const QQuickItem* screen = m_console->item(u"CaseScreen"_s);
        press(key);  // beside the map: the case takes its room, and gives it back
        QTRY_VERIFY(screen->property("enlarged").toBool());
        press(key);
        QTRY_VERIFY(!screen->property("enlarged").toBool());
        m_console->window()->setProperty("workspace", u"cases"_s);
        QTRY_VERIFY(m_console->item(u"CaseScreen"_s)
                    && !m_console->item(u"CaseScreen"_s)->property("hasMap").toBool());
        desk.workspaces()->open(u"cases"_s)->setSelection(c.id.toString(QUuid::WithoutBraces));
        QTRY_COMPARE(desk.workspaces()->open(u"cases"_s)->current()->status(), u"ready"_s);
        press(key);
        QTRY_VERIFY(m_console->item(u"EvidenceViewer"_s)->property("shown").toBool());
    } else if (effect == u"silence"_s) {
        m_console->server().report(70, Priority::Urgent);
        QTRY_VERIFY(desk.notices()->unacknowledged() > 0);
        press(key);
        QCOMPARE(desk.notices()->unacknowledged(), 0);
    } else if (effect == u"closes"_s) {
        press(u"F9"_s);
        QTRY_VERIFY(sheetOpen());
        press(key);
        QTRY_VERIFY(!sheetOpen());
    } else if (effect == u"goes"_s) {
        press(u"Alt 2"_s);
        QCOMPARE(m_console->window()->property("workspace").toString(), u"cases"_s);
    } else if (effect == u"search"_s) {
        press(key);
        QVERIFY(Console::isBelow(m_console->focus(), m_console->item(u"SearchField"_s)));
        QVERIFY(m_console->item(u"SearchPopover"_s));
    } else if (effect == u"drawer"_s) {
        press(key);
        QVERIFY(m_console->item(u"SyncDrawer"_s)->isVisible());
    } else if (effect == u"online"_s) {
        m_console->server().cut();
        QTRY_VERIFY(!desk.sync()->online());
        m_console->server().listen();
        press(key);
        QTRY_VERIFY_WITH_TIMEOUT(desk.sync()->online(), 4000);
    } else {
        QFAIL("no such effect");
    }
}

void TestShellKeys::keysWhileComposing_data()
{
    QTest::addColumn<QString>("where");
    QTest::newRow("note") << u"Insert"_s;
    QTest::newRow("filter") << u"Ctrl F"_s;
    QTest::newRow("search") << u"Ctrl K"_s;
}

// fcitx5-unikey and ibus-unikey keep the syllable as pre-edit text while it is typed.
void TestShellKeys::keysWhileComposing()
{
    QFETCH(QString, where);
    QVERIFY(takenFirst());
    const auto* dialog = m_console->item(u"Workbench"_s)->findChild<QObject*>(u"sheetDialog"_s);
    QVERIFY(dialog);
    for (const char* key : {"F2", "F3", "F4", "F5", "F7", "F8", "F9"}) {
        press(where);
        QQuickItem* field = m_console->focus();
        QVERIFY(field && (field->flags() & QQuickItem::ItemAcceptsInputMethod));
        QInputMethodEvent compose(u"ngậ"_s, {});
        QCoreApplication::sendEvent(field, &compose);
        QCOMPARE(field->property("preeditText").toString(), u"ngậ"_s);
        press(QString::fromLatin1(key));
        QTRY_VERIFY2(dialog->property("opened").toBool(), key);
        press(u"Esc"_s);
        QTRY_VERIFY2(!dialog->property("opened").toBool(), key);
    }
}

void TestShellKeys::typingKeysStayWithTheText()
{
    QVERIFY(takenFirst());
    const QString selected = m_console->operations()->selection();
    const int mutations = m_console->server().mutations;
    press(u"Insert"_s);
    QQuickItem* field = m_console->focus();
    for (const char letter : {'a', ' ', 'b'})
        QTest::keyClick(m_console->window(), letter);
    for (const char* key : {"Home", "Delete", "PgDown", "Space"})
        press(QString::fromLatin1(key));
    QCOMPARE(field->property("text").toString(), u"  b"_s);
    QCOMPARE(m_console->operations()->selection(), selected);
    QTest::qWait(50);
    QCOMPARE(m_console->server().mutations, mutations);
}

void TestShellKeys::theListComposesNothing()
{
    m_console->item(u"QueueList"_s)->forceActiveFocus();
    QVERIFY(!(m_console->focus()->flags() & QQuickItem::ItemAcceptsInputMethod));
}

QTEST_MAIN(TestShellKeys)
#include "tst_shell_keys.moc"
