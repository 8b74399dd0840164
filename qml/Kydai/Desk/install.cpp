// SPDX-License-Identifier: GPL-3.0-or-later
#include "Kydai/Desk/install.h"

#include <QDesktopServices>
#include <QJSEngine>
#include <QQmlEngine>

#include "Kydai/Desk/registrations.h"

namespace {

constexpr const char* kProperty = "_kydai_desk";

}  // namespace

namespace kydai::deskqml {

void install(QQmlEngine& engine, desk::DeskFace& desk)
{
    engine.setProperty(kProperty, QVariant::fromValue<QObject*>(&desk));
    QObject::connect(desk.settings(), &desk::DeskSettings::languageChanged, &engine,
                     &QQmlEngine::retranslate);
    QObject::connect(&desk, &desk::DeskFace::documentReady, &engine,
                     [](const QUrl& copy) { QDesktopServices::openUrl(copy); });
}

}  // namespace kydai::deskqml

kydai::desk::DeskFace* DeskForeign::create(QQmlEngine* engine, QJSEngine* scriptEngine)
{
    Q_UNUSED(scriptEngine)
    auto* desk =
        qobject_cast<kydai::desk::DeskFace*>(engine->property(kProperty).value<QObject*>());
    KYDAI_ASSERT(desk);  // install() was forgotten
    QJSEngine::setObjectOwnership(desk, QJSEngine::CppOwnership);
    return desk;
}
