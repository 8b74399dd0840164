// SPDX-License-Identifier: GPL-3.0-or-later
// Cameras for tests: one with everything, and random ones within the bounds.
#pragma once

#include "core/camera.h"
#include "core/seeded.h"

namespace kydai::test {

inline Camera wholeCamera()
{
    using namespace Qt::StringLiterals;
    Camera c;
    c.code = u"C-014"_s;
    c.name = u"Quảng trường đầu cầu Trường Tiền"_s;
    c.group = u"Bờ Nam sông Hương"_s;
    c.area = u"19789"_s;
    c.owner = u"SXD"_s;
    c.hasPosition = true;
    c.lon = 107.5909;
    c.lat = 16.4675;
    c.direction = 0;
    c.fov = 90;
    c.reach = 200;
    c.main = {u"rtsp://10.1.0.14/main"_s, u"h265"_s, 2560, 1440, 25};
    c.sub = {u"rtsp://10.1.0.14/sub"_s, u"h264"_s, 640, 360, 25};
    c.snapshot = u"http://10.1.0.14/snapshot.jpg"_s;
    c.keep = true;
    c.valid = {QDate(2026, 1, 1), QDate(2030, 12, 31)};
    return c;
}

inline Camera randomCamera(SeededRandom& random, int number)
{
    using namespace Qt::StringLiterals;
    static const QStringList words{u"Cầu"_s, u"Trường Tiền"_s, u"Đập Đá"_s, u"\"chợ\", Đông Ba"_s,
                                   u"Hoá"_s, u"ngã sáu"_s,     u"<b>kiệt</b>"_s, u"🚦"_s};
    const auto text = [&random] {
        QStringList parts;
        for (int n = random.upTo(3) + 1; n > 0; --n)
            parts.append(words[random.upTo(int(words.size()))]);
        return parts.join(u' ');
    };
    const auto profile = [&random](const QString& name) {
        CameraProfile p;
        p.url = u"rtsp://10.1.%1.%2:%3/%4?channel=%1"_s.arg(random.upTo(250)).arg(random.upTo(250))
                    .arg(random.upTo(60000) + 1).arg(name);
        p.codec = QStringList{QString(), u"h264"_s, u"h265"_s, u"mjpeg"_s}[random.upTo(4)];
        p.width = random.upTo(kMaxCameraSide + 1);
        p.height = random.upTo(kMaxCameraSide + 1);
        p.fps = random.upTo(481) / 4.0;
        return p;
    };
    Camera c;
    c.code = u"C-%1.%2"_s.arg(number).arg(random.upTo(1000));
    c.name = text();
    if (random.oneIn(2))
        c.group = text();
    if (random.oneIn(2))
        c.area = u"19%1"_s.arg(random.upTo(1000));
    if (random.oneIn(2))
        c.owner = u"SXD"_s;
    if (!random.oneIn(4)) {
        c.hasPosition = true;
        c.lon = 107 + random.upTo(1'000'000) / 1e6;
        c.lat = 16 + random.upTo(1'000'000) / 1e6;
    }
    if (random.oneIn(2))
        c.direction = random.upTo(3600) / 10.0;
    if (random.oneIn(2))
        c.fov = random.upTo(361);
    if (random.oneIn(2))
        c.reach = random.upTo(5001);
    if (!random.oneIn(5))
        c.main = profile(u"main"_s);
    if (!random.oneIn(3))
        c.sub = profile(u"sub"_s);
    if (random.oneIn(4))
        c.snapshot = u"https://cam.example/%1.jpg"_s.arg(number);
    c.sessionLimit = random.upTo(kMaxCameraSessions) + 1;
    c.keep = random.oneIn(2);
    if (random.oneIn(2))
        c.valid.from = QDate(2020, 1, 1).addDays(random.upTo(2000));
    if (random.oneIn(3))
        c.valid.to = QDate(2026, 1, 1).addDays(random.upTo(2000));
    return c;
}

}  // namespace kydai::test
