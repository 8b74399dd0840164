// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell_kit.h"

#include <QRegularExpression>
#include <QtTest/QtTest>

void initTexts()
{
    Q_INIT_RESOURCE(kydai_test_i18n);
}

namespace kydai::test {

using namespace Qt::StringLiterals;

Console::Console(const QString& language, int reports)
{
    initTexts();
    for (int n = 1; n <= reports; ++n)
        m_server.report(n);
    open(language);
}

Console::~Console() { close(); }

void Console::open(const QString& language, bool freshProfile)
{
    close();
    if (freshProfile || !m_dir)
        m_dir = std::make_unique<QTemporaryDir>();
    console::Options options;
    options.language = language;
    options.theme = u"dark"_s;
    m_face = std::make_unique<console::Face>(m_server.url(), m_dir->filePath(u"profile"_s), options);
    m_face->part("settings")->setProperty("firstRunDone", true);
    m_face->part("settings")->setProperty("reducedMotion", true);
    QVERIFY2(m_face->load(true), qPrintable(m_face->warnings().join(u'\n')));
    window()->resize(1920, 1080);
    QVERIFY(QTest::qWaitForWindowExposed(window()));
    window()->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(window()));
}

void Console::close()
{
    if (m_face)
        m_seen = m_face->warnings();
    m_face.reset();
}

bool Console::signIn(const QString& user, const QString& password)
{
    const auto until = [](const std::function<bool()>& ready) { return QTest::qWaitFor(ready, 15'000); };
    desk().session()->signIn(user, password);
    return until([this] { return desk().session()->state() == u"signed_in"_s; })
        && until([this] { return desk().sync()->online() && desk().directory()->ready(); })
        && until([this] { return item(u"Workbench"_s) != nullptr; })
        && until([this] { return operations()->queue()->total() + operations()->urgent()->count()
                              >= static_cast<int>(m_server.cases.size()); });
}

bool Console::select(const Case& c)
{
    operations()->setSelection(c.id.toString(QUuid::WithoutBraces));
    return QTest::qWaitFor([this] { return operations()->current()->status() == u"ready"_s; }, 5000);
}

void Console::frame()
{
    QCoreApplication::processEvents();
    (void)window()->grabWindow();
    QCoreApplication::processEvents();
}

desk::WorkspaceContext* Console::operations() const
{
    return desk().workspaces()->open(u"operations"_s);
}

QString Console::typeOf(const QObject* object)
{
    static const QRegularExpression tail(u"(_QML(TYPE)?_\\d+)+$"_s);
    return QString::fromLatin1(object->metaObject()->className()).remove(tail);
}

bool Console::isBelow(const QQuickItem* item, const QQuickItem* above)
{
    for (; item; item = item->parentItem()) {
        if (item == above)
            return true;
    }
    return false;
}

namespace {

void walk(QQuickItem* item, const QString& path,
          const std::function<void(QQuickItem*, const QString&)>& visit)
{
    visit(item, path);
    int number = 0;
    for (QQuickItem* child : item->childItems())
        walk(child, path + u'/' + Console::typeOf(child) + QString::number(number++), visit);
}

bool drawsText(const QQuickItem* item)
{
    return item->inherits("QQuickText") || item->inherits("QQuickTextInput")
        || item->inherits("QQuickTextEdit");
}

}  // namespace

QList<QQuickItem*> Console::items(const std::function<bool(QQuickItem*)>& wanted) const
{
    QList<QQuickItem*> found;
    walk(window()->contentItem(), {}, [&](QQuickItem* item, const QString&) {
        if (wanted(item))
            found.append(item);
    });
    return found;
}

QQuickItem* Console::item(const QString& type) const
{
    return items([&](QQuickItem* one) { return typeOf(one) == type; }).value(0);
}

QQuickItem* Console::showing(const QString& text) const
{
    return items([&](QQuickItem* one) {
        return drawsText(one) && one->isVisible() && one->property("text").toString() == text;
    }).value(0);
}

QMap<QString, QString> Console::texts() const
{
    QMap<QString, QString> all;
    walk(window()->contentItem(), {}, [&](QQuickItem* item, const QString& path) {
        if (!drawsText(item) || !item->isVisible())
            return;
        const QString text = item->property("text").toString();
        if (!text.isEmpty())
            all.insert(path, text);
    });
    return all;
}

}  // namespace kydai::test
