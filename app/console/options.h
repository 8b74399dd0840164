// SPDX-License-Identifier: GPL-3.0-or-later
// The console's command line. A contract: scripts rely on it.
#pragma once

#include <optional>

#include <QSize>
#include <QString>
#include <QStringList>

namespace kydai::console {

struct Options {
    QString server;        // http(s)://… or ws(s)://…; empty = the last one
    QString user;
    QString passwordFile;
    QString profile;       // folder; empty = the standard place of the system
    bool demo = false;
    QString language;      // "vi", "en", empty = the profile's
    QString theme;         // "dark", "light", empty = the profile's
    QString renderer = QStringLiteral("auto");  // auto, software, gl
    bool selfTest = false;
    QString shots;         // folder for pictures; empty = none
    QString workspace;     // only this one
    QSize size{1920, 1080};
};

// exitCode set = stop now (0 after --help and --version, 2 after a wrong option); text is printed.
struct Parsed {
    Options options;
    std::optional<int> exitCode;
    QString text;
};

Parsed parse(const QStringList& arguments);

}  // namespace kydai::console
