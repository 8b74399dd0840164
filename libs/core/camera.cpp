// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/camera.h"

#include <cmath>

#include <QUrl>
#include <QUrlQuery>

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

constexpr double kMetresPerDegree = 111'194.93;  // of latitude, mean earth radius
constexpr double kRadian = 0.017453292519943295;

tl::unexpected<Error> bad(const QString& field, const QString& why = {})
{
    return fail(ErrorCode::BadInput, {u"camera"_s, field}, why);
}

bool isCode(QStringView text, int bound)
{
    const auto fits = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'Z') || (c >= u'a' && c <= u'z')
            || c == u'-' || c == u'_' || c == u'.';
    };
    return text.size() <= bound && std::all_of(text.begin(), text.end(), fits);
}

bool isText(const QString& text, int bound)
{
    return text.size() <= bound && std::none_of(text.begin(), text.end(), [](QChar c) {
        return c.category() == QChar::Other_Control;
    });
}

bool within(double value, double low, double high)
{
    return std::isfinite(value) && value >= low && value <= high;
}

// Words under which cameras take a password in the query: it would lie in every catalogue.
bool namesCredentials(const QUrlQuery& query)
{
    static const QStringList words{u"user"_s,   u"username"_s, u"usr"_s,    u"login"_s,
                                   u"loginuse"_s, u"loginpas"_s, u"password"_s, u"passwd"_s,
                                   u"pass"_s,   u"pwd"_s,      u"auth"_s,   u"token"_s};
    const auto items = query.queryItems();
    return std::any_of(items.begin(), items.end(),
                       [](const auto& item) { return words.contains(item.first.toLower()); });
}

Result<void> checkProfile(const CameraProfile& p, const QString& field)
{
    if (p.isEmpty())
        return p == CameraProfile{} ? Result<void>() : bad(field + u"_url"_s, u"empty"_s);
    if (auto ok = checkCameraUrl(p.url, field + u"_url"_s); !ok)
        return ok;
    if (!p.codec.isEmpty() && p.codec != u"h264" && p.codec != u"h265" && p.codec != u"mjpeg")
        return bad(field + u"_codec"_s);
    if (p.width < 0 || p.width > kMaxCameraSide || p.height < 0 || p.height > kMaxCameraSide)
        return bad(field + u"_size"_s);
    return within(p.fps, 0, 120) ? Result<void>() : bad(field + u"_fps"_s);
}

}  // namespace

Result<void> checkCameraUrl(const QString& text, const QString& field)
{
    if (text.size() > kMaxCameraUrl)
        return bad(field, u"too long"_s);
    const QUrl url(text, QUrl::StrictMode);
    const QString scheme = url.scheme();
    const bool web = scheme == u"http" || scheme == u"https";
    const bool stream = scheme == u"rtsp" || scheme == u"rtsps";
    if (!url.isValid() || url.host().isEmpty() || !isText(text, kMaxCameraUrl)
        || !(web || (stream && field != u"snapshot_url")))
        return bad(field);
    // An @ before the path is a user to some reader, whatever this one makes of it.
    const qsizetype from = text.indexOf(u"://") + 3;
    const qsizetype path = text.indexOf(u'/', from);
    const bool at = QStringView(text).sliced(from, (path < 0 ? text.size() : path) - from)
                        .contains(u'@');
    if (at || !url.userInfo().isEmpty() || namesCredentials(QUrlQuery(url)))
        return bad(field, u"credentials in the address"_s);
    return {};
}

Result<void> checkCamera(const Camera& c)
{
    if (c.code.isEmpty() || !isCode(c.code, kMaxCameraCode))
        return bad(u"code"_s);
    if (c.name.trimmed().isEmpty() || !isText(c.name, kMaxDirectoryName))
        return bad(u"name"_s);
    if (!isText(c.group, kMaxDirectoryName))
        return bad(u"group"_s);
    if (!isCode(c.area, kMaxDirectoryCode))
        return bad(u"area"_s);
    if (!isCode(c.owner, kMaxDirectoryCode))
        return bad(u"owner"_s);
    if (c.hasPosition ? !within(c.lon, -180, 180) || !within(c.lat, -90, 90)
                      : c.lon != 0 || c.lat != 0)
        return bad(u"position"_s);
    if (c.direction != -1 && !(within(c.direction, 0, 360) && c.direction < 360))
        return bad(u"direction"_s);
    if (!within(c.fov, 0, 360))
        return bad(u"fov"_s);
    if (!within(c.reach, 0, kMaxCameraReach))
        return bad(u"reach"_s);
    if (c.sessionLimit < 1 || c.sessionLimit > kMaxCameraSessions)
        return bad(u"sessions"_s);
    if (c.valid.from.isValid() && c.valid.to.isValid() && c.valid.to < c.valid.from)
        return bad(u"validity"_s);
    if (auto ok = checkProfile(c.main, u"main"_s); !ok)
        return ok;
    if (auto ok = checkProfile(c.sub, u"sub"_s); !ok)
        return ok;
    return c.snapshot.isEmpty() ? Result<void>() : checkCameraUrl(c.snapshot, u"snapshot_url"_s);
}

double metresBetween(double lon1, double lat1, double lon2, double lat2)
{
    const double north = (lat2 - lat1) * kMetresPerDegree;
    const double east = (lon2 - lon1) * kMetresPerDegree * std::cos((lat1 + lat2) / 2 * kRadian);
    return std::hypot(north, east);
}

double bearingBetween(double lon1, double lat1, double lon2, double lat2)
{
    const double east = (lon2 - lon1) * std::cos((lat1 + lat2) / 2 * kRadian);
    const double degrees = std::atan2(east, lat2 - lat1) / kRadian;
    return degrees < 0 ? degrees + 360 : degrees;
}

bool sees(const Camera& c, double lon, double lat)
{
    if (!c.hasPosition || c.fov <= 0 || c.reach <= 0
        || metresBetween(c.lon, c.lat, lon, lat) > c.reach)
        return false;
    if (c.fov >= 360)
        return true;
    if (c.direction < 0)
        return false;
    const double off =
        std::remainder(bearingBetween(c.lon, c.lat, lon, lat) - c.direction, 360.0);
    return std::abs(off) <= c.fov / 2;
}

}  // namespace kydai
