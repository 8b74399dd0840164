// SPDX-License-Identifier: GPL-3.0-or-later
// Kydai.Desk in an engine: every property and role the screens rely on is there, models have their
// roles, nothing warns, and bindings follow the language.
#include <QQmlComponent>
#include <QQmlEngine>
#include <QTemporaryDir>
#include <QtQml/qqmlextensionplugin.h>
#include <QtTest/QtTest>

#include "Kydai/Desk/install.h"
#include "desk/deskface.h"

Q_IMPORT_QML_PLUGIN(Kydai_DeskPlugin)

using namespace Qt::StringLiterals;

class TestDeskQml : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everySubObjectIsThere();
    void everyPropertyReads_data();
    void everyPropertyReads();
    void contextIsTyped();
    void bindingsFollowTheLanguage();

private:
    QObject* create(const QByteArray& qml);
    QTemporaryDir m_dir;
    std::unique_ptr<kydai::desk::DeskFace> m_desk;
    std::unique_ptr<QQmlEngine> m_engine;
};

void TestDeskQml::initTestCase()
{
    m_desk = std::make_unique<kydai::desk::DeskFace>(
        kydai::desk::DeskOptions{{}, m_dir.filePath(u"profile"_s), u"kydai/test"_s, {}, {}});
    m_engine = std::make_unique<QQmlEngine>();
    m_engine->addImportPath(u":/qt/qml"_s);
    kydai::deskqml::install(*m_engine, *m_desk);
}

QObject* TestDeskQml::create(const QByteArray& qml)
{
    QQmlComponent component(m_engine.get());
    component.setData("import QtQml\nimport Kydai.Desk\n" + qml, {});
    QObject* object = component.create();
    if (!object)
        qWarning() << component.errorString();
    return object;
}

void TestDeskQml::everySubObjectIsThere()
{
    const std::unique_ptr<QObject> object(create(
        "QtObject {\n"
        "    property DeskSession session: Desk.session\n    property DeskSync sync: Desk.sync\n"
        "    property DeskClock clock: Desk.clock\n    property NoticesModel notices: Desk.notices\n"
        "    property DirectoryFace directory: Desk.directory\n    property Texts texts: Desk.texts\n"
        "    property WorkspacesModel workspaces: Desk.workspaces\n"
        "    property DeskActions actions: Desk.actions\n    property DraftsModel drafts: Desk.drafts\n"
        "    property DeskSettings settings: Desk.settings\n    property KeysModel keys: Desk.texts.keys\n"
        "    property DeskDevice device: Desk.device\n"
        "    property DeskCameras cameras: Desk.cameras\n"
        "    property CameraTree tree: Desk.cameras.tree\n"
        "    property CameraLayouts layouts: Desk.cameras.layouts\n"
        "    property CameraWatch watch: Desk.cameras.watch\n"
        "    property OutboxModel outbox: Desk.sync.outbox\n"
        "    property AttentionModel attention: Desk.sync.attention\n}\n"));
    QVERIFY(object);
    for (const char* name : {"session", "sync", "clock", "notices", "directory", "texts",
                             "workspaces", "actions", "drafts", "settings", "keys", "device",
                             "cameras", "tree", "layouts", "watch", "outbox", "attention"})
        QVERIFY2(object->property(name).value<QObject*>(), name);
}

void TestDeskQml::everyPropertyReads_data()
{
    QTest::addColumn<QObject*>("object");
    auto* context = m_desk->workspaces()->open(u"operations"_s);
    QTest::newRow("session") << static_cast<QObject*>(m_desk->session());
    QTest::newRow("sync") << static_cast<QObject*>(m_desk->sync());
    QTest::newRow("clock") << static_cast<QObject*>(m_desk->clock());
    QTest::newRow("notices") << static_cast<QObject*>(m_desk->notices());
    QTest::newRow("directory") << static_cast<QObject*>(m_desk->directory());
    QTest::newRow("settings") << static_cast<QObject*>(m_desk->settings());
    QTest::newRow("device") << static_cast<QObject*>(m_desk->device());
    QTest::newRow("cameras") << static_cast<QObject*>(m_desk->cameras());
    QTest::newRow("camera tree") << static_cast<QObject*>(m_desk->cameras()->tree());
    QTest::newRow("camera layouts") << static_cast<QObject*>(m_desk->cameras()->layouts());
    QTest::newRow("context") << static_cast<QObject*>(context);
    QTest::newRow("queue") << static_cast<QObject*>(context->queue());
    QTest::newRow("urgent") << static_cast<QObject*>(context->urgent());
    QTest::newRow("filter") << static_cast<QObject*>(context->filter());
    QTest::newRow("current") << static_cast<QObject*>(context->current());
    QTest::newRow("sheet") << static_cast<QObject*>(m_desk->actions()->newReport());
}

void TestDeskQml::everyPropertyReads()
{
    QFETCH(QObject*, object);
    const QMetaObject* meta = object->metaObject();
    for (int i = 0; i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        QVERIFY2(property.read(object).isValid(), property.name());
        QVERIFY2(property.isConstant() || property.hasNotifySignal(), property.name());
    }
}

void TestDeskQml::contextIsTyped()
{
    const std::unique_ptr<QObject> object(create(
        "QtObject {\n"
        "    property WorkspaceContext context: Desk.workspaces.open(\"operations\")\n"
        "    property QueueModel queue: context.queue\n    property CaseModel current: context.current\n"
        "    property string state: queue.state\n    property int tabs: queue.tabs.length\n"
        "    property int offers: current.offers.count\n    property string status: current.status\n"
        "    property bool active: context.filter.active\n"
        "    function narrow() { context.filter.states = [\"received\", \"screening\"] }\n}\n"));
    QVERIFY(object);
    QCOMPARE(object->property("tabs").toInt(), 5);
    QCOMPARE(object->property("status").toString(), u"none"_s);
    QCOMPARE(object->property("active").toBool(), false);
    QVERIFY(QMetaObject::invokeMethod(object.get(), "narrow"));
    QCOMPARE(object->property("active").toBool(), true);
}

void TestDeskQml::bindingsFollowTheLanguage()
{
    const std::unique_ptr<QObject> object(create(
        "QtObject {\n    property var log: []\n"
        "    function seen(text) { log.push(text); return text }\n"
        "    function reads() { return log.length }\n"
        "    property string label: seen(Desk.texts.state(\"received\"))\n}\n"));
    QVERIFY(object);
    const auto reads = [&object] {
        QVariant count;
        QMetaObject::invokeMethod(object.get(), "reads", Q_RETURN_ARG(QVariant, count));
        return count.toInt();
    };
    const int before = reads();
    const QString other = m_desk->settings()->language() == u"vi"_s ? u"en"_s : u"vi"_s;
    m_desk->settings()->setLanguage(other);
    QVERIFY(reads() > before);
    QVERIFY(!object->property("label").toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestDeskQml)
#include "tst_desk_qml.moc"
