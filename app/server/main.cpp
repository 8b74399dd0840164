// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <QCoreApplication>

#include "commands.h"
#include "log.h"

int main(int argc, char** argv)
{
    using namespace kydai::server;
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("kydai-server"));
    QCoreApplication::setApplicationVersion(QStringLiteral(KYDAI_VERSION));
    installLog();
    const auto options = parseOptions(QCoreApplication::arguments());
    if (!options) {
        std::fprintf(stderr, "kydai-server: %s\n", options.error().toUtf8().constData());
        return 2;
    }
    switch (options->command) {
    case Command::Help:
        std::fputs(options->help.toUtf8().constData(), stdout);
        return 0;
    case Command::Version:
        std::puts("kydai-server " KYDAI_VERSION);
        return 0;
    case Command::UserAdd:
        return addUser(*options);
    case Command::UserList:
        return listUsers(*options);
    case Command::KeyAdd:
        return addKey(*options);
    case Command::Check:
        return checkStore(*options);
    case Command::ImportAreas:
        return importAreas(*options);
    case Command::ImportCameras:
        return importCameras(*options);
    case Command::ImportReports:
        return importReports(*options);
    case Command::Serve:
        return serve(*options);
    }
    return 1;
}
