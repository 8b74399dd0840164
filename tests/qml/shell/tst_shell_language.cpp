// SPDX-License-Identifier: GPL-3.0-or-later
// Changing the language while the window is open leaves no old text behind: every screen then shows
// what a window shows that was opened in that language.
#include <QRegularExpression>
#include <QSet>
#include <QtTest/QtTest>

#include "shell_kit.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestShellLanguage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void signInFollows();
    void workbenchFollows_data();
    void workbenchFollows();

private:
    QStringList shown();
    static QString difference(QStringList got, QStringList wanted);
    void become(const QString& language);
    void compareWithFresh(const std::function<void()>& arrange);
    std::unique_ptr<Console> m_console;
};

void TestShellLanguage::init() { m_console = std::make_unique<Console>(u"vi"_s); }

void TestShellLanguage::cleanup()
{
    QCOMPARE(m_console->warnings().join(u'\n'), QString());
    m_console.reset();
}

// Clocks go on between two looks, so numbers are compared as numbers of any size.
QStringList TestShellLanguage::shown()
{
    static const QRegularExpression number(u"\\d+"_s);
    m_console->frame();
    QStringList list = m_console->texts().values().replaceInStrings(number, u"#"_s);
    list.removeIf([](const QString& text) { return text.contains(u"/profile"_s); });
    list.sort();
    return list;
}

// What one has and the other has not; empty = the same.
QString TestShellLanguage::difference(QStringList got, QStringList wanted)
{
    QString text;
    for (const QString& one : QStringList(got)) {
        if (wanted.removeOne(one))
            got.removeOne(one);
    }
    for (const QString& one : std::as_const(got))
        text += u"\n+ "_s + one;
    for (const QString& one : std::as_const(wanted))
        text += u"\n- "_s + one;
    return text;
}

void TestShellLanguage::become(const QString& language)
{
    m_console->desk().settings()->setLanguage(language);
}

void TestShellLanguage::compareWithFresh(const std::function<void()>& arrange)
{
    arrange();
    const QStringList vietnamese = shown();
    become(u"en"_s);
    const QStringList english = shown();
    become(u"vi"_s);
    const QStringList back = shown();
    become(u"en"_s);
    const QStringList again = shown();
    QVERIFY(vietnamese.size() > 5);
    QVERIFY(english != vietnamese);
    QCOMPARE(difference(back, vietnamese), QString());
    QCOMPARE(difference(again, english), QString());
    m_console->open(u"en"_s);
    arrange();
    QCOMPARE(difference(english, shown()), QString());
}

void TestShellLanguage::signInFollows()
{
    compareWithFresh([this] {
        QVERIFY(QTest::qWaitFor([this] { return m_console->desk().session()->serverReachable(); }));
        m_console->desk().session()->signIn(u"operator"_s, u"wrong"_s);
        QVERIFY(QTest::qWaitFor([this] { return !m_console->desk().session()->error().isEmpty(); }));
    });
}

void TestShellLanguage::workbenchFollows_data()
{
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<QString>("drawer");
    QTest::newRow("operations") << u"operations"_s << QString();
    QTest::newRow("cases") << u"cases"_s << QString();
    QTest::newRow("device") << u"device"_s << QString();
    QTest::newRow("notices") << u"operations"_s << u"NoticeDrawer"_s;
    QTest::newRow("unsent") << u"operations"_s << u"SyncDrawer"_s;
    QTest::newRow("account") << u"operations"_s << u"UserMenu"_s;
}

void TestShellLanguage::workbenchFollows()
{
    QFETCH(QString, workspace);
    QFETCH(QString, drawer);
    const Case urgent = m_console->server().report(7, Priority::Urgent);
    const Case plain = m_console->server().report(8);
    compareWithFresh([&] {
        QVERIFY(m_console->signIn());
        m_console->window()->setProperty("workspace", workspace);
        auto* context = m_console->desk().workspaces()->open(workspace);
        if (workspace != u"device"_s) {
            context->setSelection(plain.id.toString(QUuid::WithoutBraces));
            QVERIFY(QTest::qWaitFor([&] { return context->current()->status() == u"ready"_s; }));
        }
        if (!drawer.isEmpty())
            QVERIFY(QMetaObject::invokeMethod(m_console->item(drawer), "toggle"));
        // Texts of visible rows come from the reading thread.
        QVERIFY(QTest::qWaitFor([this] { return m_console->showing(u"…"_s) == nullptr; }));
        QTest::qWait(300);
    });
}

QTEST_MAIN(TestShellLanguage)
#include "tst_shell_language.moc"
