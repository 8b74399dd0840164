// SPDX-License-Identifier: GPL-3.0-or-later
#include "face.h"

#include <QQuickWindow>
#include <QtQml/qqmlextensionplugin.h>

#include "Kydai/Desk/install.h"
#include "Kydai/Ui/install.h"
#include "desk/deskface.h"
#include "netguard.h"

Q_IMPORT_QML_PLUGIN(Kydai_UiPlugin)
Q_IMPORT_QML_PLUGIN(Kydai_DeskPlugin)
Q_IMPORT_QML_PLUGIN(Kydai_QueuePlugin)
Q_IMPORT_QML_PLUGIN(Kydai_CasePlugin)
Q_IMPORT_QML_PLUGIN(Kydai_MapPlugin)
Q_IMPORT_QML_PLUGIN(Kydai_ShellPlugin)

namespace kydai::console {

using namespace Qt::StringLiterals;

Face::Face(const QString& server, const QString& profileDir, const Options& options)
    : m_engine(std::make_unique<QQmlApplicationEngine>()), m_guard(std::make_unique<NetGuard>())
{
    desk::DeskOptions wanted;
    wanted.serverUrl = server;
    wanted.profileDir = profileDir;
    wanted.appVersion = QStringLiteral(KYDAI_VERSION);
    m_desk = std::make_unique<desk::DeskFace>(wanted);
    if (!options.language.isEmpty())
        part("settings")->setProperty("language", options.language);
    if (!options.theme.isEmpty())
        part("settings")->setProperty("theme", options.theme);

    connect(m_engine.get(), &QQmlEngine::warnings, this, [this](const QList<QQmlError>& list) {
        for (const QQmlError& error : list)
            m_warnings.append(error.toString());
    });
    m_engine->setNetworkAccessManagerFactory(m_guard.get());
    ui::install(*m_engine);
    deskqml::install(*m_engine, *m_desk);
}

Face::~Face()
{
    m_engine.reset();  // views before what they show
    m_desk.reset();
}

bool Face::load(bool quiet)
{
    m_engine->setInitialProperties({{u"quiet"_s, quiet}});
    m_engine->load(QUrl(u"qrc:/qt/qml/Kydai/Shell/MainWindow.qml"_s));
    return !m_engine->rootObjects().isEmpty();
}

QQuickWindow* Face::window() const
{
    const QList<QObject*> roots = m_engine->rootObjects();
    return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(roots.constFirst());
}

QObject* Face::desk() const
{
    return m_desk.get();
}

QObject* Face::part(const char* name) const
{
    QObject* found = m_desk->property(name).value<QObject*>();
    Q_ASSERT(found);
    return found;
}

void Face::signIn(const QString& user, const QString& password)
{
    QMetaObject::invokeMethod(part("session"), "signIn", Q_ARG(QString, user), Q_ARG(QString, password));
}

void Face::setBackground(bool background)
{
    m_desk->setBackground(background);
}

}  // namespace kydai::console
