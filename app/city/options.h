// SPDX-License-Identifier: GPL-3.0-or-later
// kydai-city's command line.
#pragma once

#include <optional>

#include <QStringList>
#include <QUrl>

namespace kydai::cityprogram {

struct Options {
    QUrl server;
    double perMinute = 2;
    quint64 seed = 1;
    qint64 durationS = 0;  // 0 = until it is told to end
    QString apiKey = QStringLiteral("demo");
    quint16 rtspPort = 0;       // 0 = no cameras
    bool cameraTrouble = false;
};

struct Parsed {
    Options options;
    std::optional<int> exitCode;  // set = stop now
    QString text;
};

Parsed parse(const QStringList& arguments);

}  // namespace kydai::cityprogram
