// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the tst_*.qml files beside it in an engine that has the real plugin, fonts and glyphs.
#include "Kydai/Ui/install.h"

#include <QQmlEngine>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuickTest>

Q_IMPORT_QML_PLUGIN(Kydai_UiPlugin)

class Setup : public QObject {
    Q_OBJECT

public slots:
    void qmlEngineAvailable(QQmlEngine* engine) { kydai::ui::install(*engine); }
};

QUICK_TEST_MAIN_WITH_SETUP(tst_ui_controls, Setup)
#include "tst_ui_controls.moc"
