// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogue of cameras as JSON.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include "core/camera.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFormat = 1;

// --- writing: absent = as a new Camera has it

template <typename T> void put(QJsonObject& map, QLatin1StringView key, const T& value, const T& usual)
{
    if (value != usual)
        map.insert(key, value);
}

void put(QJsonObject& map, QLatin1StringView key, QDate day)
{
    if (day.isValid())
        map.insert(key, day.toString(Qt::ISODate));
}

void put(QJsonObject& map, QLatin1StringView key, const CameraProfile& profile)
{
    if (profile.isEmpty())
        return;
    QJsonObject out{{u"url"_s, profile.url}};
    put(out, "codec"_L1, profile.codec, QString());
    put(out, "width"_L1, profile.width, 0);
    put(out, "height"_L1, profile.height, 0);
    put(out, "fps"_L1, profile.fps, 0.0);
    map.insert(key, out);
}

QJsonObject formOf(const Camera& c)
{
    const Camera usual;
    QJsonObject map{{u"code"_s, c.code}, {u"name"_s, c.name}};
    put(map, "group"_L1, c.group, usual.group);
    put(map, "area"_L1, c.area, usual.area);
    put(map, "owner"_L1, c.owner, usual.owner);
    if (c.hasPosition)
        map.insert("at"_L1, QJsonArray{c.lon, c.lat});
    put(map, "direction"_L1, c.direction, usual.direction);
    put(map, "fov"_L1, c.fov, usual.fov);
    put(map, "reach"_L1, c.reach, usual.reach);
    put(map, "main"_L1, c.main);
    put(map, "sub"_L1, c.sub);
    put(map, "snapshot"_L1, c.snapshot, usual.snapshot);
    put(map, "sessions"_L1, c.sessionLimit, usual.sessionLimit);
    put(map, "keep"_L1, c.keep, usual.keep);
    put(map, "from"_L1, c.valid.from);
    put(map, "to"_L1, c.valid.to);
    return map;
}

// --- reading: the first wrong type is remembered; bounds are checkCamera's

class Reader
{
public:
    explicit Reader(QJsonObject map) : m_map(std::move(map)) {}

    void text(QLatin1StringView key, QString& out)
    {
        take(key, [](const QJsonValue& v) { return v.isString(); },
             [&out](const QJsonValue& v) { out = v.toString(); });
    }
    void number(QLatin1StringView key, double& out)
    {
        take(key, isNumber, [&out](const QJsonValue& v) { out = v.toDouble(); });
    }
    void number(QLatin1StringView key, int& out)
    {
        const auto fits = [](const QJsonValue& v) {
            return v.isDouble() && v.toInteger(-1) >= 0 && v.toInteger(-1) <= 1'000'000;
        };
        take(key, fits, [&out](const QJsonValue& v) { out = static_cast<int>(v.toInteger()); });
    }
    void flag(QLatin1StringView key, bool& out)
    {
        take(key, [](const QJsonValue& v) { return v.isBool(); },
             [&out](const QJsonValue& v) { out = v.toBool(); });
    }
    void day(QLatin1StringView key, QDate& out)
    {
        const auto dayOf = [](const QJsonValue& v) {
            return QDate::fromString(v.toString(), Qt::ISODate);
        };
        take(key, [&dayOf](const QJsonValue& v) { return dayOf(v).isValid(); },
             [&](const QJsonValue& v) { out = dayOf(v); });
    }
    void place(QLatin1StringView key, Camera& out)
    {
        const auto fits = [](const QJsonValue& v) {
            const QJsonArray a = v.toArray();
            return v.isArray() && a.size() == 2 && isNumber(a.at(0)) && isNumber(a.at(1));
        };
        take(key, fits, [&out](const QJsonValue& v) {
            out.hasPosition = true;
            out.lon = v.toArray().at(0).toDouble();
            out.lat = v.toArray().at(1).toDouble();
        });
    }
    void profile(QLatin1StringView key, CameraProfile& out)
    {
        const QJsonValue value = m_map.value(key);
        if (value.isUndefined())
            return;
        Reader inner(value.toObject());
        inner.text("url"_L1, out.url);
        inner.text("codec"_L1, out.codec);
        inner.number("width"_L1, out.width);
        inner.number("height"_L1, out.height);
        inner.number("fps"_L1, out.fps);
        if (!value.isObject() || out.isEmpty() || !inner.wrong().isEmpty())
            refuse(key);
    }
    const QString& wrong() const { return m_wrong; }

private:
    static bool isNumber(const QJsonValue& v) { return v.isDouble(); }
    void refuse(QLatin1StringView key)
    {
        if (m_wrong.isEmpty())
            m_wrong = key;
    }
    template <typename Fits, typename Take> void take(QLatin1StringView key, Fits fits, Take set)
    {
        const QJsonValue value = m_map.value(key);
        if (value.isUndefined())
            return;
        if (fits(value))
            set(value);
        else
            refuse(key);
    }

    const QJsonObject m_map;  // shared, so that a reader of what a value holds may be made from it
    QString m_wrong;
};

Result<Camera> readCamera(const QJsonObject& map)
{
    Camera c;
    Reader r(map);
    r.text("code"_L1, c.code);
    r.text("name"_L1, c.name);
    r.text("group"_L1, c.group);
    r.text("area"_L1, c.area);
    r.text("owner"_L1, c.owner);
    r.place("at"_L1, c);
    r.number("direction"_L1, c.direction);
    r.number("fov"_L1, c.fov);
    r.number("reach"_L1, c.reach);
    r.profile("main"_L1, c.main);
    r.profile("sub"_L1, c.sub);
    r.text("snapshot"_L1, c.snapshot);
    r.number("sessions"_L1, c.sessionLimit);
    r.flag("keep"_L1, c.keep);
    r.day("from"_L1, c.valid.from);
    r.day("to"_L1, c.valid.to);
    if (!r.wrong().isEmpty())
        return fail(ErrorCode::BadInput, {u"camera"_s, r.wrong(), c.code.left(kMaxCameraCode)});
    if (auto ok = checkCamera(c); !ok)
        return tl::unexpected(ok.error());
    return c;
}

QJsonObject formOf(const QList<Camera>& cameras)
{
    QJsonArray list;
    for (const Camera& camera : cameras)
        list.append(formOf(camera));
    return {{u"format"_s, kFormat}, {u"cameras"_s, list}};
}

Result<QList<Camera>> readCameras(const QJsonObject& map)
{
    if (!map.value("cameras"_L1).isArray())
        return fail(ErrorCode::BadFrame, {u"cameras"_s});
    if (map.value("format"_L1).toInteger(kFormat) != kFormat)
        return fail(ErrorCode::Unsupported, {u"cameras"_s});
    const QJsonArray list = map.value("cameras"_L1).toArray();
    if (list.size() > kMaxCameras)
        return fail(ErrorCode::TooLarge, {u"cameras"_s, QString::number(kMaxCameras)});
    QList<Camera> cameras;
    QSet<QString> codes;
    for (const QJsonValue one : list) {
        auto camera = readCamera(one.toObject());
        if (!camera)
            return tl::unexpected(camera.error());
        if (codes.contains(camera->code))
            return fail(ErrorCode::BadInput, {u"camera"_s, u"twice"_s, camera->code});
        codes.insert(camera->code);
        cameras.append(std::move(*camera));
    }
    return cameras;
}

}  // namespace

QByteArray camerasToJson(const QList<Camera>& cameras)
{
    return QJsonDocument(formOf(cameras)).toJson(QJsonDocument::Compact);
}

Result<QList<Camera>> camerasFromJson(const QByteArray& bytes)
{
    if (bytes.size() > kMaxCamerasBytes)
        return fail(ErrorCode::TooLarge, {u"cameras"_s, QString::number(kMaxCamerasBytes)});
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (!document.isObject())
        return fail(ErrorCode::BadFrame, {u"cameras"_s}, error.errorString());
    return readCameras(document.object());
}

}  // namespace kydai
