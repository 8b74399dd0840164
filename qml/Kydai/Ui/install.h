// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QQmlEngine;

namespace kydai::ui {

/// Registers the bundled face "Kydai Sans" (Regular, Medium, SemiBold). Without it, as in a build
/// where fonts-inter was missing, the name is substituted by Noto Sans, then Inter, and false comes
/// back. GUI thread, after QGuiApplication; later calls do nothing.
bool registerFonts();

/// Makes `import Kydai.Ui` work in an engine: import path, fonts, image providers glyph and sla.
/// GUI thread, once per engine, before the first component is loaded.
void install(QQmlEngine& engine);

} // namespace kydai::ui
