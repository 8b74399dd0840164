// SPDX-License-Identifier: GPL-3.0-or-later
// kydai_bench_camera_server CAMERAS CACHE TIMES   as many cameras of 360p25, 600 kbit/s, each at its own
// address 127.0.0.1, .2 …; prints "ready PORT". A line "drop" on standard input sends all viewers away.
#include <cstdio>

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTextStream>

#include "benchmarks/cameras/sent_times.h"
#include "cityvideo/clip_store.h"
#include "rtsp/server.h"

using namespace kydai;
using namespace kydai::bench;
using namespace kydai::cityscene;
using namespace Qt::StringLiterals;

namespace {

struct View {
    Place place;
    Light light;
    Weather weather;
};
constexpr View kViews[] = {{Place::Street, Light::Day, Weather::Clear},
                           {Place::Crossing, Light::Night, Weather::Clear},
                           {Place::Bridge, Light::Dusk, Weather::Clear},
                           {Place::Market, Light::Day, Weather::Clear},
                           {Place::Street, Light::Sodium, Weather::Rain}};

rtsp::ClipPtr clipOf(const View& view, cityvideo::ClipStore& store)
{
    SceneSpec scene;
    scene.place = view.place;
    scene.light = view.light;
    scene.weather = view.weather;
    scene.width = 640;
    scene.height = 360;
    scene.fps = 25;
    scene.frames = 200;
    scene.grain = 6;
    const cityvideo::StreamSpec spec{scene, 600, 50};
    auto stream = store.load(spec);
    if (!stream) {
        stream = cityvideo::encode(spec, std::atomic<bool>(false));
        if (!stream)
            qFatal("%s", qPrintable(stream.error().detail));
        if (const auto saved = store.save(spec, *stream); !saved)
            qWarning("%s", qPrintable(saved.error().detail));
    }
    return rtsp::clipFromAnnexB(*stream, scene.fps).value_or(nullptr);
}

}  // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const QStringList args = QCoreApplication::arguments();
    const int cameras = args.value(1).toInt();
    if (args.size() != 4 || cameras < 1 || cameras > SentTimes::kCameras)
        return 2;
    cityvideo::ClipStore store(args[2]);
    SentTimes times(args[3]);
    QList<rtsp::ClipPtr> clips;
    for (const View& view : kViews)
        clips.append(clipOf(view, store));
    if (!times.isOpen() || clips.contains(nullptr))
        return 1;

    std::vector<std::unique_ptr<rtsp::RtspServer>> servers;
    const auto mountAll = [&] {
        for (size_t i = 0; i < servers.size(); ++i)
            servers[i]->mount({.path = "/sub", .clip = clips[qsizetype(i) % clips.size()],
                               .offset = qsizetype(i / 5) * 37});
    };
    quint16 port = 0;
    for (int i = 0; i < cameras; ++i) {
        rtsp::ServerSettings settings;
        settings.address = QHostAddress(0x7f000001u + quint32(i));
        settings.port = port;
        servers.push_back(std::make_unique<rtsp::RtspServer>(settings));
        servers.back()->onPicture([&times, i](const QByteArray&, qsizetype index) {
            times.note(i, int(index));
        });
        const auto bound = servers.back()->listen();
        if (!bound)
            qFatal("%s", qPrintable(bound.error().detail));
        port = *bound;
    }
    mountAll();
    QTextStream input(stdin);
    QSocketNotifier told(fileno(stdin), QSocketNotifier::Read);
    QObject::connect(&told, &QSocketNotifier::activated, &app, [&] {
        const QString line = input.readLine();
        if (line == "drop"_L1)
            mountAll();
        else
            QCoreApplication::quit();
    });
    std::printf("ready %d\n", port);
    std::fflush(stdout);
    return QCoreApplication::exec();
}
