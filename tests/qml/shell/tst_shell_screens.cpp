// SPDX-License-Identifier: GPL-3.0-or-later
// The screens around the work: sign-in, first start, list of keys, notices, account, and that a
// person can go on without a mouse.
#include <QSignalSpy>
#include <QtTest/QtTest>

#include "shell_kit.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestShellScreens : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void signsInByKeys();
    void wrongPasswordSaysWhy();
    void emptyFieldsAskNobody();
    void passwordIsHiddenAndNotComposed();
    void firstRunTellsTheTruth();
    void keysSheetListsEveryKeyAndNothingElse();
    void noticesStayUntilHeard();
    void accountMenuChangesLanguageAndTheme();
    void signingOutAsksAboutUnsentWork();

private:
    QList<QQuickItem*> fields();
    void click(Qt::Key key, Qt::KeyboardModifiers with = {})
    {
        QTest::keyClick(m_console->window(), key, with);
    }
    void type(const QString& text)
    {
        for (const QChar letter : text)
            QTest::keyClick(m_console->window(), letter.toLatin1());
    }
    std::unique_ptr<Console> m_console;
};

void TestShellScreens::init() { m_console = std::make_unique<Console>(u"en"_s); }

void TestShellScreens::cleanup()
{
    QCOMPARE(m_console->warnings().join(u'\n'), QString());
    m_console.reset();
}

QList<QQuickItem*> TestShellScreens::fields()
{
    QQuickItem* form = m_console->item(u"LoginForm"_s);
    return m_console->items([form](QQuickItem* item) {
        return item->inherits("QQuickTextInput") && Console::isBelow(item, form);
    });
}

void TestShellScreens::signsInByKeys()
{
    QCOMPARE(m_console->focus(), fields().value(0));
    type(u"operator"_s);
    click(Qt::Key_Return);
    QCOMPARE(m_console->focus(), fields().value(1));
    type(u"demo"_s);
    click(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->item(u"Workbench"_s), 10'000);
    QVERIFY(!m_console->item(u"LoginScreen"_s));
    QVERIFY(Console::isBelow(m_console->focus(), m_console->item(u"QueueList"_s)));
}

void TestShellScreens::wrongPasswordSaysWhy()
{
    QVERIFY(!m_console->showing(u"Account or password is wrong."_s));
    type(u"operator"_s);
    click(Qt::Key_Return);
    type(u"DEMO"_s);  // as with Caps Lock on
    click(Qt::Key_Return);
    QTRY_VERIFY(m_console->showing(u"Account or password is wrong."_s));
    QCOMPARE(m_console->desk().session()->state(), u"signed_out"_s);
    QVERIFY(m_console->item(u"LoginScreen"_s));
    // What was typed is still there to be mended.
    QCOMPARE(fields().value(0)->property("text").toString(), u"operator"_s);
}

void TestShellScreens::emptyFieldsAskNobody()
{
    click(Qt::Key_Return);
    click(Qt::Key_Return);
    QTest::qWait(50);
    QCOMPARE(m_console->desk().session()->state(), u"signed_out"_s);
    QCOMPARE(m_console->desk().session()->error(), QString());
}

// An input method must neither see the password nor make Vietnamese letters of it.
void TestShellScreens::passwordIsHiddenAndNotComposed()
{
    QQuickItem* password = fields().value(1);
    password->forceActiveFocus();
    const QVariant hints = password->inputMethodQuery(Qt::ImHints);
    const auto set = Qt::InputMethodHints(hints.toInt());
    QVERIFY(set.testFlag(Qt::ImhHiddenText));
    QVERIFY(set.testFlag(Qt::ImhSensitiveData));
    QVERIFY(set.testFlag(Qt::ImhNoPredictiveText));
    type(u"ddemoo"_s);
    QCOMPARE(password->property("text").toString(), u"ddemoo"_s);
    QVERIFY(!password->property("displayText").toString().contains(u'd'));
}

void TestShellScreens::firstRunTellsTheTruth()
{
    auto& desk = m_console->desk();
    desk.settings()->setFirstRunDone(false);
    QVERIFY(QTest::qWaitFor([&] { return desk.session()->serverReachable(); }));
    desk.session()->signIn(u"operator"_s, u"demo"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_console->item(u"FirstRun"_s), 10'000);
    QTRY_VERIFY(desk.sync()->online());
    m_console->frame();
    const QVariantList checks = desk.device()->checks();
    QVERIFY(checks.size() >= 3);
    for (const QVariant& one : checks) {
        const QVariantMap check = one.toMap();
        QVERIFY2(m_console->showing(check[u"label"_s].toString()), qPrintable(check[u"label"_s].toString()));
        if (check[u"code"_s] != u"disk"_s)
            continue;
        // The tick is only for a disk that is known to be encrypted.
        const QString disk = desk.device()->disk();
        QCOMPARE(check[u"state"_s].toString(),
                 disk == u"encrypted"_s ? u"ok"_s : disk == u"plain"_s ? u"warn"_s : u"unknown"_s);
    }
    QVERIFY(m_console->showing(u"6 on this desk"_s));
    click(Qt::Key_Return);
    QTRY_VERIFY(m_console->item(u"Workbench"_s));
    QVERIFY(desk.settings()->firstRunDone());
}

void TestShellScreens::keysSheetListsEveryKeyAndNothingElse()
{
    QVERIFY(m_console->signIn());
    click(Qt::Key_F1);
    auto* keys = m_console->desk().texts()->keys();
    QTRY_VERIFY(m_console->showing(keys->value(0, "label").toString()));
    m_console->frame();
    QStringList wanted;
    for (int row = 0; row < keys->count(); ++row)
        wanted.append(keys->value(row, "label").toString());
    QStringList shown;
    for (QQuickItem* item : m_console->items([](QQuickItem* one) { return Console::typeOf(one) == u"KeysEntry"_s; }))
        shown.append(item->property("label").toString());
    wanted.sort();
    shown.sort();
    QCOMPARE(shown, wanted);
    click(Qt::Key_Escape);
}

void TestShellScreens::noticesStayUntilHeard()
{
    QVERIFY(m_console->signIn());
    QSignalSpy sound(m_console->desk().notices(), SIGNAL(soundWanted(QString)));
    const Case urgent = m_console->server().report(20, Priority::Urgent);
    QTRY_COMPARE(m_console->desk().notices()->unacknowledged(), 1);
    QTRY_VERIFY(sound.count() >= 1);
    QQuickItem* drawer = m_console->item(u"NoticeDrawer"_s);
    QVERIFY(!drawer->isVisible());
    QMetaObject::invokeMethod(drawer, "toggle");
    QVERIFY(drawer->isVisible());
    QVERIFY(Console::isBelow(m_console->focus(), drawer));
    click(Qt::Key_F12);
    QCOMPARE(m_console->desk().notices()->unacknowledged(), 0);
    QCOMPARE(m_console->desk().notices()->count(), 1);  // still there to be read
    click(Qt::Key_Escape);
    QVERIFY(!drawer->isVisible());
}

void TestShellScreens::accountMenuChangesLanguageAndTheme()
{
    QVERIFY(m_console->signIn());
    QQuickItem* menu = m_console->item(u"UserMenu"_s);
    QMetaObject::invokeMethod(menu, "toggle");
    QVERIFY(menu->isVisible());
    QCOMPARE(m_console->desk().settings()->language(), u"en"_s);
    click(Qt::Key_Left);
    QCOMPARE(m_console->desk().settings()->language(), u"vi"_s);
    m_console->frame();
    QVERIFY(m_console->showing(u"Đăng xuất"_s));
    click(Qt::Key_Tab);
    click(Qt::Key_Right);
    QCOMPARE(m_console->desk().settings()->theme(), u"light"_s);
    click(Qt::Key_Escape);
    QVERIFY(!menu->isVisible());
}

void TestShellScreens::signingOutAsksAboutUnsentWork()
{
    QVERIFY(m_console->signIn());
    m_console->server().cut();
    QTRY_VERIFY(!m_console->desk().sync()->online());
    const Case c = m_console->server().cases.values().constFirst();
    QVERIFY(m_console->select(c));
    m_console->operations()->current()->note(u"đã gọi lại"_s);
    QTRY_COMPARE(m_console->desk().session()->unsentAtSignOut(), 1);
    QMetaObject::invokeMethod(m_console->item(u"UserMenu"_s), "toggle");
    m_console->frame();
    QQuickItem* label = m_console->showing(u"Sign out"_s);
    QVERIFY(label);
    const QPointF at = label->mapToScene({label->width() / 2, label->height() / 2});
    QTest::mouseClick(m_console->window(), Qt::LeftButton, {}, at.toPoint());
    QVERIFY(m_console->showing(u"Sign out all the same"_s));
    QCOMPARE(m_console->desk().session()->state(), u"signed_in"_s);
    QTest::mouseClick(m_console->window(), Qt::LeftButton, {}, at.toPoint());
    m_console->frame();
}

QTEST_MAIN(TestShellScreens)
#include "tst_shell_screens.moc"
