// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QQmlEngine;

namespace kydai::desk {
class DeskFace;
}

namespace kydai::deskqml {

/// Makes `desk` the singleton Desk of this engine and lets the engine follow its language;
/// documents it hands out are opened by the system. GUI
/// thread, once per engine, before the first component is loaded; the desk must outlive the engine.
void install(QQmlEngine& engine, desk::DeskFace& desk);

}  // namespace kydai::deskqml
