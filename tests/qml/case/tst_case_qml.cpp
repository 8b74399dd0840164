// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the tst_*.qml files beside it, each with a desk of its own, signed in at a small server.
#include <QQmlContext>
#include <QQmlEngine>
#include <QtQml/qqmlextensionplugin.h>
#include <QtQuickTest>

#include "Kydai/Desk/install.h"
#include "Kydai/Ui/install.h"
#include "qml/case/case_kit.h"

Q_IMPORT_QML_PLUGIN(Kydai_UiPlugin)
Q_IMPORT_QML_PLUGIN(Kydai_DeskPlugin)
Q_IMPORT_QML_PLUGIN(Kydai_CasePlugin)

class Setup : public QObject
{
    Q_OBJECT

public slots:
    void qmlEngineAvailable(QQmlEngine* engine)
    {
        m_kits.push_back(std::make_unique<kydai::test::CaseKit>());
        kydai::test::CaseKit& kit = *m_kits.back();
        kydai::ui::install(*engine);
        kydai::deskqml::install(*engine, kit.desk());
        engine->rootContext()->setContextProperty(QStringLiteral("kit"), &kit);
    }
    void cleanupTestCase() { m_kits.clear(); }

private:
    std::vector<std::unique_ptr<kydai::test::CaseKit>> m_kits;
};

QUICK_TEST_MAIN_WITH_SETUP(tst_case_qml, Setup)
#include "tst_case_qml.moc"
