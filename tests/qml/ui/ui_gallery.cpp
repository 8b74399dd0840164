// SPDX-License-Identifier: GPL-3.0-or-later
// Shows every control: `ui_gallery [OUT.png] [dark|light] [density] [sheet]`. With OUT it takes a picture
// once everything has settled and leaves.
#include "Kydai/Ui/install.h"

#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTimer>
#include <QtQml/qqmlextensionplugin.h>

Q_IMPORT_QML_PLUGIN(Kydai_UiPlugin)

using namespace Qt::StringLiterals;

int main(int argc, char** argv)
{
    QGuiApplication app(argc, argv);
    const QStringList words = app.arguments();
    QQmlApplicationEngine engine;
    kydai::ui::install(engine);
    engine.setInitialProperties({{u"dark"_s, words.value(2) != "light"_L1},
        {u"density"_s, words.value(3, u"vua"_s)}, {u"sheet"_s, words.value(4) == "sheet"_L1}});
    engine.load(QUrl::fromLocalFile(QStringLiteral(KYDAI_GALLERY)));
    if (engine.rootObjects().isEmpty())
        return 1;
    if (words.size() > 1) {
        auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst());
        QTimer::singleShot(1500, window, [window, &words, &app] {
            app.exit(window->grabWindow().save(words.at(1)) ? 0 : 2);
        });
    }
    return app.exec();
}
