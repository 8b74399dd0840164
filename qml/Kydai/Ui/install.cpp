// SPDX-License-Identifier: GPL-3.0-or-later
#include "Kydai/Ui/install.h"

#include "Kydai/Ui/glyphprovider.h"

#include <QFile>
#include <QFont>
#include <QFontDatabase>
#include <QQmlEngine>

using namespace Qt::StringLiterals;

namespace kydai::ui {

bool registerFonts()
{
    static const bool bundled = [] {
        bool all = true;
        for (const auto& style : {u"Regular"_s, u"Medium"_s, u"SemiBold"_s}) {
            const QString path = u":/kydai/fonts/KydaiSans-%1.otf"_s.arg(style);
            all = QFile::exists(path) && QFontDatabase::addApplicationFont(path) >= 0 && all;
        }
        if (!all) {
            // Noto Sans first: its digits are tabular by default, Inter's are not.
            QFont::insertSubstitutions(u"Kydai Sans"_s, {u"Noto Sans"_s, u"Inter"_s});
        }
        return all;
    }();
    return bundled;
}

void install(QQmlEngine& engine)
{
    registerFonts();
    engine.addImportPath(u":/qt/qml"_s);
    engine.addImageProvider(u"glyph"_s, new GlyphProvider);
    engine.addImageProvider(u"sla"_s, new SlaProvider);
}

} // namespace kydai::ui
