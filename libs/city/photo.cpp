// SPDX-License-Identifier: GPL-3.0-or-later
#include "city/photo.h"

#include "city/chance.h"
#include "city/raster.h"

namespace kydai::city {

namespace {

constexpr int W = kPhotoWidth;
constexpr int H = kPhotoHeight;

struct Scene {
    Raster canvas{W, H};
    Chance chance;
    bool night;
    double horizon;   // where the street meets the houses
    double vanishX;   // vanishing point

    Scene(quint64 seed, bool isNight)
        : chance(seed), night(isNight), horizon(chance.between(150, 190)),
          vanishX(chance.between(240, 400))
    {
    }
    Rgb lit(quint32 day) const { return night ? mix(Rgb::of(day), Rgb::of(0x0A0F18), 0.72) : Rgb::of(day); }
};

void paintSky(Scene& s)
{
    if (s.night)
        s.canvas.gradient(0, H, Rgb::of(0x0B1220), Rgb::of(0x1B2433));
    else
        s.canvas.gradient(0, H, Rgb::of(0x9DB4C6), Rgb::of(0xD8DDDD));
}

void paintHouses(Scene& s)
{
    static const QList<quint32> walls{0xC9B79A, 0xB7A88C, 0xD8CDB4, 0xA9B3B0, 0xC2A184, 0xBFC4C0};
    for (int side = 0; side < 2; ++side) {
        double x = side == 0 ? -20 : W + 20;
        for (int i = 0; i < 4; ++i) {
            const double w = s.chance.between(70, 120) * (1 - i * 0.16);
            const double h = s.chance.between(90, 170) * (1 - i * 0.15);
            const double left = side == 0 ? x : x - w;
            const double base = s.horizon + (3 - i) * 22;
            s.canvas.rect(left, base - h, w, h, s.lit(s.chance.pick(walls)));
            s.canvas.rect(left, base - h, w, 7, s.lit(0x8A5A44));
            for (int row = 0; row < 2; ++row) {
                for (double wx = left + 12; wx + 18 < left + w; wx += 30) {
                    const bool warm = s.night && s.chance.hit(0.4);
                    s.canvas.rect(wx, base - h + 22 + row * 44, 17, 24,
                                  warm ? Rgb::of(0xE8B55C) : s.lit(0x4A5560));
                }
            }
            x += side == 0 ? w + 2 : -w - 2;
        }
    }
}

void paintStreet(Scene& s)
{
    s.canvas.polygon({{-60, H}, {s.vanishX - 26, s.horizon}, {s.vanishX + 26, s.horizon}, {W + 60, H}},
                     s.lit(0x5B6066));
    s.canvas.polygon({{-60, H}, {-60, H - 60}, {s.vanishX - 30, s.horizon}, {s.vanishX - 26, s.horizon}},
                     s.lit(0x9A958B));
    s.canvas.polygon({{W + 60, H}, {W + 60, H - 60}, {s.vanishX + 30, s.horizon}, {s.vanishX + 26, s.horizon}},
                     s.lit(0x9A958B));
    for (int i = 0; i < 6; ++i) {
        const double t = i / 6.0, u = t + 0.07;
        const double y1 = s.horizon + (H - s.horizon) * t * t, y2 = s.horizon + (H - s.horizon) * u * u;
        s.canvas.line(s.vanishX + (W / 2.0 - s.vanishX) * t, y1, s.vanishX + (W / 2.0 - s.vanishX) * u,
                      y2, 2 + 7 * t, s.lit(0xD8D6CC), 0.8);
    }
}

void paintTree(Scene& s, double x, double base, double height, double lean)
{
    s.canvas.line(x, base, x + lean, base - height * 0.6, height * 0.06 + 3, s.lit(0x5A4632));
    for (int i = 0; i < 5; ++i) {
        s.canvas.ellipse(x + lean + s.chance.between(-28, 28) * height / 150,
                         base - height * 0.7 + s.chance.between(-20, 14) * height / 150,
                         height * 0.26, height * 0.2, s.lit(i % 2 ? 0x4F7442 : 0x5F864C));
    }
}

void paintLamp(Scene& s, double x, double base, double height, bool on)
{
    s.canvas.line(x, base, x, base - height, 4, s.lit(0x3C444C));
    s.canvas.line(x, base - height, x + 30, base - height - 6, 4, s.lit(0x3C444C));
    s.canvas.ellipse(x + 32, base - height - 4, 9, 4, on ? Rgb::of(0xFFE9B0) : s.lit(0x6E7680));
    if (on && s.night)
        s.canvas.glow(x + 32, base - height, 130, Rgb::of(0xFFD890), 0.55);
}

void paintMotorbike(Scene& s, double x, double y, double size, quint32 shirt)
{
    s.canvas.ellipse(x - size * 0.5, y, size * 0.25, size * 0.25, s.lit(0x22262B));
    s.canvas.ellipse(x + size * 0.5, y, size * 0.25, size * 0.25, s.lit(0x22262B));
    s.canvas.line(x - size * 0.5, y - size * 0.1, x + size * 0.4, y - size * 0.35, size * 0.2,
                  s.lit(0x8C2F2B));
    s.canvas.rect(x - size * 0.2, y - size * 1.05, size * 0.36, size * 0.6, s.lit(shirt));
    s.canvas.ellipse(x, y - size * 1.2, size * 0.17, size * 0.19, s.lit(0x2F3A56));
}

void paintWater(Scene& s, double level)
{
    s.canvas.polygon({{0, H}, {0, level + 40}, {s.vanishX - 60, level}, {s.vanishX + 60, level},
                      {W, level + 40}, {W, H}}, s.lit(0x7A715C), 0.9);
    for (int i = 0; i < 26; ++i) {
        const double y = s.chance.between(static_cast<int>(level) + 12, H - 8);
        const double x = s.chance.between(0, W);
        s.canvas.line(x, y, x + s.chance.between(20, 90), y, 1.6, s.lit(0xB9B4A2), 0.5);
    }
}

void paintHeap(Scene& s, double x, double y, int pieces, const QList<quint32>& colours)
{
    for (int i = 0; i < pieces; ++i) {
        s.canvas.ellipse(x + s.chance.between(-70, 70), y + s.chance.between(-26, 22),
                         s.chance.between(9, 24), s.chance.between(7, 17),
                         s.lit(s.chance.pick(colours)));
    }
}

void paintHole(Scene& s, double x, double y, double rx)
{
    s.canvas.ellipse(x, y, rx, rx * 0.34, s.lit(0x7C776D));
    s.canvas.ellipse(x, y + 2, rx * 0.86, rx * 0.27, s.lit(0x24221F));
}

void paintTrouble(Scene& s, const QString& kind)
{
    const double x = s.chance.between(220, 430);
    if (kind == QLatin1String("flood") || kind == QLatin1String("watercourse")) {
        paintMotorbike(s, x, s.horizon + 120, 42, 0x3F6C9C);
        paintWater(s, s.horizon + s.chance.between(50, 90));
    } else if (kind == QLatin1String("drain") || kind == QLatin1String("road")) {
        paintHole(s, x, s.horizon + 150, s.chance.between(50, 90));
    } else if (kind == QLatin1String("tree")) {
        const double y = s.horizon + 130;
        s.canvas.line(x - 190, y - 30, x + 150, y + 20, 17, s.lit(0x5A4632));
        for (int i = 0; i < 8; ++i)
            s.canvas.ellipse(x + 90 + s.chance.between(-60, 80), y + s.chance.between(-40, 34),
                             s.chance.between(24, 46), s.chance.between(18, 30), s.lit(0x557A45));
    } else if (kind == QLatin1String("garbage") || kind == QLatin1String("construction")) {
        paintHeap(s, x + 110, s.horizon + 150, 44,
                  {0x4A6D8C, 0xB8B2A6, 0x6E5F52, 0x8F3F3A, 0x3E4A3C, 0xD9D6CC});
    } else if (kind == QLatin1String("burning") || kind == QLatin1String("power")) {
        for (int i = 0; i < 26; ++i)
            s.canvas.ellipse(x + s.chance.between(-40, 90), s.horizon + 110 - i * 9,
                             18 + i * 2, 14 + i, s.lit(0x8D9094), 0.16);
        s.canvas.glow(x, s.horizon + 120, 60, Rgb::of(0xF0883C), 0.8);
    } else if (kind == QLatin1String("parking") || kind == QLatin1String("sidewalk")) {
        for (int i = 0; i < 4; ++i)
            paintMotorbike(s, 70 + i * 62, s.horizon + 150 + i * 12, 46,
                           s.chance.pick(QList<quint32>{0x93503C, 0x3F6C9C, 0x5C7A4A, 0xB0A15A}));
    } else if (kind == QLatin1String("telecom")) {
        for (int i = 0; i < 9; ++i)
            s.canvas.line(0, s.horizon - 70 + i * 5, W, s.horizon - 20 + s.chance.between(-40, 110), 2,
                          s.lit(0x1E2226));
    } else {
        paintMotorbike(s, x, s.horizon + 140, 44, 0x6A5C8C);
        paintHeap(s, x + 150, s.horizon + 160, 6, {0xB8B2A6, 0x6E5F52});
    }
}

}  // namespace

QByteArray drawPhoto(const PhotoSpec& spec)
{
    Scene s(spec.seed, spec.night);
    paintSky(s);
    s.canvas.rect(0, s.horizon, W, H - s.horizon, s.lit(0xA8A296));
    paintHouses(s);
    paintStreet(s);
    const bool dark = spec.kind == QLatin1String("light") && !spec.after;
    for (int i = 0; i < 3; ++i)
        paintLamp(s, s.vanishX + 60 + i * 80, s.horizon + 20 + i * 36, 90 + i * 30, s.night && !dark);
    paintTree(s, 60 + s.chance.between(0, 40), s.horizon + 90, 190, 0);
    if (!spec.after && !dark)
        paintTrouble(s, spec.kind);
    else
        paintMotorbike(s, s.vanishX + 30, s.horizon + 70, 26, 0x3F6C9C);
    s.canvas.grain(spec.seed + 7, s.night ? 2 : 1);
    return s.canvas.png();
}

}  // namespace kydai::city
