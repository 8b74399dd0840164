// SPDX-License-Identifier: GPL-3.0-or-later
// kydai-city: goes on living after the history, through Open311 as apps do.
#include <cstdio>

#include <QCoreApplication>
#include <QFile>

#include <QStandardPaths>

#include "cameras.h"
#include "core/directory_json.h"
#include "follower.h"
#include "poster.h"
#include "sync/qt/system_seams.h"

using namespace kydai;
using namespace kydai::cityprogram;
using namespace Qt::StringLiterals;

namespace {

QByteArray resource(const QString& name)
{
    QFile file(u":/city/"_s + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("a resource is missing: %s", qPrintable(name));
    return file.readAll();
}

QString cacheFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + u"/scenes"_s;
}

}  // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const Parsed parsed = parse(QCoreApplication::arguments());
    if (parsed.exitCode) {
        std::fprintf(*parsed.exitCode == 0 ? stdout : stderr, "%s\n", qPrintable(parsed.text.trimmed()));
        return *parsed.exitCode;
    }
    const auto directory =
        directoryFromJson(resource(u"areas.json"_s), resource(u"agencies.json"_s),
                          resource(u"categories.json"_s), resource(u"calendars.json"_s));
    if (!directory)
        qFatal("the city's directory cannot be read: %s", qPrintable(directory.error().detail));
    const auto templates = city::parseTemplates(resource(u"reports.txt"_s), *directory);
    if (!templates)
        qFatal("the city's reports cannot be read: %s", qPrintable(templates.error().detail));

    const auto scenes = parseScenes(resource(u"scenes.txt"_s));
    if (!scenes)
        qFatal("the cameras' scenes cannot be read: %s", qPrintable(scenes.error().params.join(u' ')));

    const SystemClock clock;
    city::LiveCity live(parsed.options.seed, *templates, *directory);
    QNetworkAccessManager network;
    Poster poster(parsed.options, live, clock, network);
    Follower follower(parsed.options, live, network);
    QObject::connect(&poster, &Poster::posted, &follower, &Follower::follow);
    poster.start();
    const CameraTrouble trouble{.quietMs = parsed.options.cameraTrouble ? 25'000 : 0};
    Cameras cameras(*scenes, parsed.options.rtspPort, cacheFolder(), trouble, parsed.options.seed);
    if (parsed.options.rtspPort != 0) {
        // Reports go on without cameras: somebody else may have taken the port in between.
        if (const auto port = cameras.start(); !port)
            std::fprintf(stderr, "kydai-city: no cameras, port %d: %s\n", parsed.options.rtspPort,
                         qPrintable(port.error().detail));
    }
    if (parsed.options.durationS > 0) {
        QTimer::singleShot(std::chrono::seconds(parsed.options.durationS), &app, &QCoreApplication::quit);
    }
    const int code = QCoreApplication::exec();
    std::printf("sent %lld\n", static_cast<long long>(poster.sent()));
    return code;
}
