// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/map/figures.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>

#include <QFile>

#include "benchmarks/map/points.h"
#include "geo/area_index.h"
#include "geo/area_shapes.h"
#include "geo/cluster_pyramid.h"
#include "geo/fast_mercator.h"
#include "geo/heat_grid.h"
#include "geo/label_placer.h"
#include "geo/lasso.h"

namespace kydai::bench {

using namespace geo;

namespace {

double cpuMs()
{
    return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC;
}

double middle(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double measure(int runs, const std::function<void()>& work)
{
    std::vector<double> times;
    for (int i = 0; i < runs; ++i) {
        const double start = cpuMs();
        work();
        times.push_back(cpuMs() - start);
    }
    return middle(times);
}

MapPoint pointOf(size_t i, LonLat at)
{
    MapPoint p;
    p.handle = static_cast<quint32>(i);
    p.at = fastMercator()(at);
    p.state = static_cast<quint8>(i % 8);
    p.lateness = static_cast<quint8>(i % 4);
    p.urgent = i % 50 == 0;
    return p;
}

// From longitude and latitude, as the peer gets them.
void buildFrom(ClusterPyramid& pyramid, const std::vector<LonLat>& places)
{
    pyramid.points().buildEach(static_cast<quint32>(places.size()),
                               [&places](quint32 i) { return pointOf(i, places[i]); });
}

std::string setName(size_t count, bool clustered)
{
    return (clustered ? "clustered." : "uniform.") + std::to_string(count);
}

// The worst mean of any zoom, and how many clusters there are, for the peer's comparison: the view again
// and again, as the peer's; for the first time; moved a hundredth of its width at each question; and
// after a report came in at its middle.
void queryFigures(ClusterPyramid& pyramid, const std::string& set)
{
    constexpr int kTimes = 100;
    const auto spare = static_cast<quint32>(pyramid.size());  // a handle that nobody has
    double worst = 0, first = 0, pan = 0, live = 0;
    for (int zoom = 6; zoom <= 18; ++zoom) {
        const WorldBox view = cityView(zoom);
        size_t shown = 0;
        const double ms = measure(5, [&] {
            for (int i = 0; i < kTimes; ++i)
                shown = pyramid.query(view, zoom, {}).size();
        }) / kTimes;
        worst = std::max(worst, ms);
        figure("shown." + set + ".z" + std::to_string(zoom), static_cast<double>(shown), "items");
        figure("query." + set + ".z" + std::to_string(zoom), ms, "ms");
        ClusterOptions options;
        const auto forget = [&options] { options.radiusPx = options.radiusPx > 60 ? 60 : 60.001; };
        first = std::max(first, measure(5, [&] {
            for (int i = 0; i < kTimes; ++i) {
                forget();
                pyramid.query(view, zoom, options);
            }
        }) / kTimes);
        pan = std::max(pan, measure(5, [&] {
            forget();
            for (int i = 0; i < kTimes; ++i) {
                const double by = (view.right - view.left) * i / kTimes;
                pyramid.query({view.left + by, view.top, view.right + by, view.bottom}, zoom, options);
            }
        }) / kTimes);
        const World middle{(view.left + view.right) / 2, (view.top + view.bottom) / 2};
        live = std::max(live, measure(5, [&] {
            for (int i = 0; i < kTimes; ++i) {
                pyramid.insert({spare, middle, 0, 0, false});
                pyramid.query(view, zoom, options);
                pyramid.remove(spare);
            }
        }) / kTimes);
    }
    figure("query." + set, worst, "ms");
    figure("first." + set, first, "ms");
    figure("pan." + set, pan, "ms");
    figure("live." + set, live, "ms");
}

void changeFigures(ClusterPyramid& pyramid, const std::vector<LonLat>& places, const std::string& set)
{
    constexpr size_t kChanges = 100'000;
    const size_t count = places.size();
    std::vector<MapPoint> more;
    for (size_t i = 0; i < kChanges; ++i) {
        const size_t from = i * 7919 % count;
        more.push_back(pointOf(count + i, {places[from].lon + 1e-4, places[from].lat - 1e-4}));
    }
    const double inserted = measure(1, [&] {
        for (const MapPoint& p : more)
            pyramid.insert(p);
    });
    const double moved = measure(1, [&] {
        for (size_t i = 0; i < kChanges; ++i)
            pyramid.move(more[i].handle, more[(i + 1) % kChanges].at);
    });
    figure("memory.lived." + set, static_cast<double>(pyramid.bytes()) / 1e6, "MB");
    const double removed = measure(1, [&] {
        for (const MapPoint& p : more)
            pyramid.remove(p.handle);
    });
    figure("insert." + set, inserted * 1000 / kChanges, "us");
    figure("move." + set, moved * 1000 / kChanges, "us");
    figure("remove." + set, removed * 1000 / kChanges, "us");
}

}  // namespace

void figure(const std::string& name, double value, const char* unit)
{
    std::printf("figure %s %.6g %s\n", name.c_str(), value, unit);
    std::fflush(stdout);
}

void indexFigures(const Settings& settings)
{
    for (const bool clustered : {false, true}) {
        for (const size_t count : {size_t{100'000}, size_t{1'000'000}}) {
            const std::string set = setName(count, clustered);
            const std::vector<LonLat> places = makePoints(count, clustered);
            if (!settings.pointsFolder.empty()
                && !writePoints(places, settings.pointsFolder + "/" + set))
                std::fprintf(stderr, "cannot write the points into %s\n",
                             settings.pointsFolder.c_str());
            ClusterPyramid pyramid;
            figure("build." + set, measure(settings.quick ? 5 : 11, [&] {
                ClusterPyramid fresh;
                buildFrom(fresh, places);
            }), "ms");
            buildFrom(pyramid, places);
            figure("memory." + set, static_cast<double>(pyramid.bytes()) / 1e6, "MB");
            PointTree filtered;
            figure("filter." + set, measure(5, [&] {
                filtered.buildFiltered(pyramid.points(),
                                       [](const PointRow& row) { return row.state < 4; });
            }), "ms");
            queryFigures(pyramid, set);
            changeFigures(pyramid, places, set);
        }
    }
}

void wardFigures(const Settings& settings)
{
    QFile file(QString::fromStdString(settings.areas));
    if (settings.areas.empty() || !file.open(QIODevice::ReadOnly)) {
        std::printf("note no wards: KYDAI_SHARED names the folder with data/areas\n");
        return;
    }
    const QByteArray bytes = file.readAll();
    auto made = AreaIndex::fromGeoJson(bytes);
    if (!made) {
        std::fprintf(stderr, "%s\n", qPrintable(made.error().detail));
        return;
    }
    figure("wards.read", measure(3, [&] { AreaIndex::fromGeoJson(bytes); }), "ms");
    figure("wards.borders", measure(3, [&] { const AreaShapes shapes(*made); }), "ms");
    figure("wards.memory", static_cast<double>(made->bytes()) / 1e6, "MB");
    for (const bool clustered : {false, true}) {
        const auto places = makePoints(100'000, clustered);
        int in = 0;
        const double ms = measure(5, [&] {
            in = 0;
            for (const LonLat& at : places)
                in += made->areaAt(at, QDate(2026, 1, 1)) >= 0;
        });
        const std::string kind = clustered ? "clustered" : "uniform";
        figure("ward." + kind, ms * 1000 / static_cast<double>(places.size()), "us");
        figure("ward.found." + kind, in, "points");
    }
}

void otherFigures(const Settings&)
{
    const auto places = makePoints(1'000'000, true);
    std::vector<World> points;
    for (const LonLat& at : places)
        points.push_back(toWorld(at));
    const WorldBox view = cityView(11);
    figure("heat.1000000", measure(7, [&] {
        HeatGrid grid(view, 480, 270, 4);
        grid.add(points);
        grid.blur();
    }), "ms");
    std::mt19937_64 engine(7);
    std::vector<Label> labels(200);
    for (size_t i = 0; i < labels.size(); ++i) {
        labels[i].feature = i;
        labels[i].name = QString::number(i % 150);
        labels[i].width = 40 + static_cast<double>(engine() % 80);
        labels[i].height = 14;
        labels[i].priority = static_cast<int>(engine() % 3);
        labels[i].at = {{static_cast<double>(engine() % 1920), static_cast<double>(engine() % 1080)}};
    }
    LabelPlacer placer;
    figure("labels.200", measure(5, [&] {
        for (int i = 0; i < 20; ++i)
            placer.place(labels, {1920, 1080});
    }) / 20, "ms");
    ClusterPyramid pyramid;
    buildFrom(pyramid, places);
    std::vector<World> ring;
    for (int i = 0; i < 100; ++i) {
        const double turn = i * 0.0628, r = 0.00008 * (1 + 0.3 * std::sin(9 * turn));
        const World at = toWorld({107.59, 16.46});
        ring.push_back({at.x + r * std::cos(turn), at.y + r * std::sin(turn)});
    }
    size_t chosen = 0;
    figure("lasso.1000000", measure(5, [&] {
        chosen = selectLasso(pyramid.points(), ring).size();
    }), "ms");
    figure("lasso.chosen", static_cast<double>(chosen), "points");
}

namespace {

struct Once {
    const char* name;
    void (*work)();
};

void onceSetup() { makePoints(100'000, true); }

void onceBuild()
{
    ClusterPyramid pyramid;
    buildFrom(pyramid, makePoints(100'000, true));
}

void onceQuery()
{
    ClusterPyramid pyramid;
    buildFrom(pyramid, makePoints(100'000, true));
    for (int zoom = 8; zoom <= 17; ++zoom)
        pyramid.query(cityView(zoom), zoom, {});
}

void onceInsert()
{
    ClusterPyramid pyramid;
    const auto places = makePoints(100'000, true);
    buildFrom(pyramid, places);
    for (size_t i = 0; i < 10'000; ++i)
        pyramid.insert(pointOf(places.size() + i, places[i * 7]));
}

void onceLabels()
{
    std::vector<Label> labels(200);
    for (size_t i = 0; i < labels.size(); ++i) {
        labels[i].feature = i;
        labels[i].name = QString::number(i % 150);
        labels[i].width = 60;
        labels[i].height = 14;
        labels[i].at = {{static_cast<double>(i * 7919 % 1920), static_cast<double>(i * 104'729 % 1080)}};
    }
    LabelPlacer placer;
    for (int i = 0; i < 10; ++i)
        placer.place(labels, {1920, 1080});
}

constexpr Once kOnce[] = {{"setup", onceSetup}, {"build", onceBuild}, {"query", onceQuery},
                          {"insert", onceInsert}, {"labels", onceLabels}};

}  // namespace

bool runOnce(const std::string& name)
{
    for (const Once& once : kOnce) {
        if (name == once.name) {
            once.work();
            return true;
        }
    }
    return false;
}

std::vector<std::string> onceNames()
{
    std::vector<std::string> names;
    for (const Once& once : kOnce)
        names.push_back(once.name);
    return names;
}

}  // namespace kydai::bench
