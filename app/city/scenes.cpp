// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenes.h"

#include <optional>

#include <QSet>
#include <QSize>

namespace kydai::cityprogram {

using namespace Qt::StringLiterals;
using namespace cityscene;

namespace {

constexpr int kFps = 15;
constexpr int kSeconds = 10;

template <typename T> struct Word {
    QLatin1StringView word;
    T value;
};
constexpr Word<Place> kPlaces[] = {
    {"street"_L1, Place::Street}, {"crossing"_L1, Place::Crossing}, {"bridge"_L1, Place::Bridge},
    {"river"_L1, Place::River},   {"market"_L1, Place::Market},     {"gate"_L1, Place::Gate},
    {"lagoon"_L1, Place::Lagoon}};
constexpr Word<Light> kLights[] = {
    {"day"_L1, Light::Day}, {"dusk"_L1, Light::Dusk}, {"night"_L1, Light::Night},
    {"sodium"_L1, Light::Sodium}, {"infrared"_L1, Light::Infrared}};
constexpr Word<Weather> kWeathers[] = {
    {"clear"_L1, Weather::Clear}, {"rain"_L1, Weather::Rain}, {"flood"_L1, Weather::Flood}};

template <typename T, size_t n> std::optional<T> valueOf(const Word<T> (&words)[n], const QString& word)
{
    for (const auto& each : words)
        if (each.word == word)
            return each.value;
    return std::nullopt;
}

cityvideo::StreamSpec streamOf(const CameraScene& camera, QSize size)
{
    SceneSpec scene = camera.scene;
    scene.width = size.width();
    scene.height = size.height();
    scene.fps = kFps;
    scene.frames = kFps * kSeconds;
    return {scene, 0, 0};
}

}  // namespace

Result<QList<CameraScene>> parseScenes(const QByteArray& text)
{
    QList<CameraScene> cameras;
    QSet<QString> codes;
    for (const QString& line : QString::fromUtf8(text).split(u'\n')) {
        if (line.trimmed().isEmpty() || line.startsWith(u'#'))
            continue;
        QStringList part = line.split(u'|');
        for (QString& each : part)
            each = each.trimmed();
        const auto place = valueOf(kPlaces, part.value(2));
        const auto light = valueOf(kLights, part.value(3));
        const auto weather = valueOf(kWeathers, part.value(4));
        bool isNumber = false;
        const quint64 seed = part.value(5).toULongLong(&isNumber);
        if (part.size() != 6 || part[0].isEmpty() || !place || !light || !weather || !isNumber
            || codes.contains(part[0]))
            return fail(ErrorCode::BadInput, {u"scenes"_s, line});
        codes.insert(part[0]);
        SceneSpec scene;
        scene.place = *place;
        scene.light = *light;
        scene.weather = *weather;
        scene.seed = seed;
        scene.label = part[0] + u' ' + part[1];
        cameras.append({part[0], scene});
    }
    return cameras;
}

cityvideo::StreamSpec subStream(const CameraScene& camera)
{
    return streamOf(camera, {640, 360});
}

cityvideo::StreamSpec mainStream(const CameraScene& camera)
{
    return streamOf(camera, {1280, 720});
}

}  // namespace kydai::cityprogram
