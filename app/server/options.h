// SPDX-License-Identifier: GPL-3.0-or-later
// The command line and /etc/kydai/server.ini; options win.
#pragma once

#include "core/result.h"
#include "core/states.h"
#include "edge/settings.h"

namespace kydai::server {

enum class Command {
    Serve, UserAdd, UserList, KeyAdd, Check, ImportAreas, ImportCameras, ImportReports, Help, Version
};

struct Options {
    Command command = Command::Serve;
    QString dir;
    edge::EdgeSettings edge;
    bool demo = false;
    quint64 seed = 1;
    QString name;          // of the user or key
    QString displayName;
    Roles roles;
    QString agency;
    QString file, mapping;  // of an import
    quint16 rtspPort = 0;   // of the demonstration's cameras; 0 = they have no streams
    QString help;          // text of --help
};

// The error is one English line: exit 2.
tl::expected<Options, QString> parseOptions(const QStringList& arguments);

bool isLoopback(const QString& address);

}  // namespace kydai::server
