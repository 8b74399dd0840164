// SPDX-License-Identifier: GPL-3.0-or-later
// kydai_bench_cameras engine|player|reconnect TILES SECONDS PORT TIMES   lines "figure NAME VALUE"
// reconnect: waits for "drop" to be passed on by whoever runs both programs; says "drop" when it is time.
#include <cstdio>

#include <QEventLoop>
#include <QGuiApplication>

#include "benchmarks/cameras/tiles.h"
#include "benchmarks/cameras/watch.h"
#include "cityscene/counter.h"
#include "sync/qt/qt_scheduler.h"
#include "sync/qt/system_seams.h"

using namespace kydai;
using namespace kydai::bench;
using namespace Qt::StringLiterals;

namespace {

constexpr int kTickMs = 66;

struct Setup {
    int tiles = 0, seconds = 0, port = 0;
    QString times;
    QString url(int camera) const { return u"rtsp://127.0.0.%1:%2/sub"_s.arg(camera + 1).arg(port); }
};

void figure(const char* name, double value)
{
    std::printf("figure %s %.4g\n", name, value);
    std::fflush(stdout);
}

bool passes(int ms, const std::function<bool()>& done = [] { return false; })
{
    QEventLoop loop;
    QTimer look;
    const qint64 end = steadyNs() + qint64(ms) * 1'000'000;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (done() || steadyNs() > end)
            loop.quit();
    });
    look.start(5);
    loop.exec();
    return done();
}

std::optional<int> numberIn(const media::Frame& frame)
{
    const auto* pixels = reinterpret_cast<const quint8*>(frame.pixels.constData());
    return cityscene::readCounter(frame.size.width(), frame.size.height(), [&](int x, int y) {
        return int(pixels[y * frame.bytesPerLine + x * 4 + 1]);
    });
}

struct Engine {
    explicit Engine(const Setup& setup) : wall(setup.tiles)
    {
        QList<media::CameraStreams> cameras;
        for (int i = 0; i < setup.tiles; ++i) {
            media::CameraStreams camera;
            camera.camera = QString::number(i);
            camera.profiles = {{camera.camera, media::Profile::Sub, setup.url(i), QSize(640, 360), 25}};
            cameras.append(camera);
        }
        hub.setCameras(cameras);
        for (QQuickItem* place : wall.places)
            tiles.append(qobject_cast<Tile*>(place));
        QObject::connect(&tick, &QTimer::timeout, &tick, [this] {
            for (Tile* tile : tiles)
                tile->repaintIfNew();
        });
        tick.start(kTickMs);
    }
    void attach()
    {
        for (qsizetype i = 0; i < tiles.size(); ++i)
            tiles[i]->show(hub, QString::number(i));
    }
    bool allLive() const
    {
        return std::all_of(tiles.begin(), tiles.end(),
                           [](Tile* tile) { return tile->stream.status().hasPicture(); });
    }
    quint64 pictures() const
    {
        quint64 sum = 0;
        for (Tile* tile : tiles)
            sum += tile->stream.sequence();
        return sum;
    }
    ~Engine()
    {
        for (Tile* tile : tiles)
            tile->stream.reset();
    }

    QtScheduler scheduler;
    SystemClock clock;
    SystemRandom random;
    media::StreamHub hub{{scheduler, clock, random, {}, {}}};
    Wall wall;
    QList<Tile*> tiles;
    QTimer tick;
};

void measureFirstPictures(Engine& engine)
{
    QList<qint64> first(engine.tiles.size(), 0);
    const qint64 begun = steadyNs();
    engine.attach();
    passes(15'000, [&] {
        bool all = true;
        for (qsizetype i = 0; i < first.size(); ++i) {
            if (first[i] == 0 && engine.tiles[i]->stream.sequence() > 0)
                first[i] = steadyNs() - begun;
            all = all && first[i] > 0;
        }
        return all;
    });
    double sum = 0, longest = 0;
    for (const qint64 ns : first) {
        const double s = ns > 0 ? double(ns) * 1e-9 : 99;  // never
        sum += s;
        longest = std::max(longest, s);
    }
    figure("first_picture_s", sum / double(first.size()));
    figure("first_picture_longest_s", longest);
}

void measureLatency(Engine& engine, const SentTimes& times, int seconds)
{
    QList<quint64> seen(engine.tiles.size(), 0);
    double sum = 0, longest = 0;
    int count = 0, unread = 0;
    passes(seconds * 1000, [&] {
        for (qsizetype i = 0; i < seen.size(); ++i) {
            const media::StreamHandle& stream = engine.tiles[i]->stream;
            if (stream.sequence() == seen[i])
                continue;
            const media::FramePtr frame = stream.frame();
            if (!frame)
                continue;
            seen[i] = frame->sequence;
            const auto number = numberIn(*frame);
            const auto late = number ? times.sinceNs(int(i), *number) : std::nullopt;
            if (!late) {
                ++unread;
                continue;
            }
            sum += double(*late) / 1e6;
            longest = std::max(longest, double(*late) / 1e6);
            ++count;
        }
        return false;
    });
    figure("latency_ms", count > 0 ? sum / count : 9999);
    figure("latency_longest_ms", longest);
    figure("numbers_unread_share", count + unread > 0 ? double(unread) / (count + unread) : 1);
}

int runEngine(const Setup& setup)
{
    SentTimes times(setup.times);
    Engine engine(setup);
    passes(1000);
    GapWatch gap;
    gap.takeLongestMs();
    measureFirstPictures(engine);
    figure("gap_opening_ms", gap.takeLongestMs());
    passes(4000);
    gap.takeLongestMs();
    const double cpu = processorSeconds();
    const qint64 begun = steadyNs();
    const quint64 pictures = engine.pictures();
    passes(setup.seconds * 1000);
    const double wall = double(steadyNs() - begun) * 1e-9;
    figure("cpu_percent", (processorSeconds() - cpu) / wall * 100);
    figure("fps", double(engine.pictures() - pictures) / wall / setup.tiles);
    figure("gap_running_ms", gap.takeLongestMs());
    figure("rss_mb", residentMb());
    figure("threads", threadCount());
    measureLatency(engine, times, std::max(4, setup.seconds / 2));
    return engine.allLive() ? 0 : 1;
}

int runPlayers(const Setup& setup)
{
    passes(1000);
    GapWatch gap;
    gap.takeLongestMs();
    std::vector<std::unique_ptr<PlayerTile>> players;
    for (int i = 0; i < setup.tiles; ++i)
        players.push_back(std::make_unique<PlayerTile>(setup.url(i)));
    const auto pictures = [&players] {
        quint64 sum = 0;
        for (const auto& player : players)
            sum += player->pictures;
        return sum;
    };
    passes(40'000, [&] {
        return std::all_of(players.begin(), players.end(), [](const auto& p) { return p->pictures > 0; });
    });
    figure("gap_opening_ms", gap.takeLongestMs());
    passes(3000);
    gap.takeLongestMs();
    const double cpu = processorSeconds();
    const qint64 begun = steadyNs();
    const quint64 before = pictures();
    passes(setup.seconds * 1000);
    const double seconds = double(steadyNs() - begun) * 1e-9;
    figure("cpu_percent", (processorSeconds() - cpu) / seconds * 100);
    figure("fps", double(pictures() - before) / seconds / setup.tiles);
    figure("gap_running_ms", gap.takeLongestMs());
    figure("rss_mb", residentMb());
    figure("threads", threadCount());
    std::_Exit(0);  // some of these players do not end within a minute
}

// Each round all cameras send their viewers away; a round is over when all are live again.
int runReconnects(const Setup& setup)
{
    Engine engine(setup);
    engine.attach();
    const auto round = [&engine] {
        std::printf("drop\n");
        std::fflush(stdout);
        passes(3000, [&] { return !engine.allLive(); });
        return passes(20'000, [&] {
            for (Tile* tile : engine.tiles)
                if (tile->stream.status().state == media::StreamState::Backoff)
                    tile->stream.retryNow();
            return engine.allLive();
        });
    };
    if (!passes(15'000, [&] { return engine.allLive(); }) || !round() || !round())
        return 1;
    passes(2000);
    const double mb = residentMb();
    const int threads = threadCount();
    for (int i = 0; i < 100 / setup.tiles; ++i)
        if (!round())
            return 1;
    passes(2000);
    figure("reconnects", 100 / setup.tiles * setup.tiles);
    figure("growth_mb", residentMb() - mb);
    figure("growth_threads", threadCount() - threads);
    return 0;
}

}  // namespace

int main(int argc, char** argv)
{
    QGuiApplication app(argc, argv);
    const QStringList args = QCoreApplication::arguments();
    if (args.size() != 6)
        return 2;
    const Setup setup{args[2].toInt(), args[3].toInt(), args[4].toInt(), args[5]};
    if (setup.tiles < 1 || setup.tiles > SentTimes::kCameras || setup.seconds < 1)
        return 2;
    if (args[1] == "engine"_L1)
        return runEngine(setup);
    if (args[1] == "player"_L1)
        return runPlayers(setup);
    return args[1] == "reconnect"_L1 ? runReconnects(setup) : 2;
}
