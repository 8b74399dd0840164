// SPDX-License-Identifier: GPL-3.0-or-later
#include "cityscene/lettering.h"

#include <QString>

namespace kydai::cityscene {

namespace {

// Points as pairs of digits, x 0..4 and y 0..6 downwards; a comma lifts the pen.
struct Glyph {
    char16_t letter;
    const char* strokes;
};
constexpr Glyph kGlyphs[] = {
    {u'A', "062046,1434"}, {u'B', "06003041423303,3344453606"}, {u'C', "4130100105163645"},
    {u'D', "06002042442606"}, {u'E', "40000646,0333"}, {u'F', "400006,0333"},
    {u'G', "41301001051636454323"}, {u'H', "0006,4046,0343"}, {u'I', "1016"},
    {u'J', "3035261605"}, {u'K', "0006,400346"}, {u'L', "000646"}, {u'M', "0600234046"},
    {u'N', "06004640"}, {u'O', "103041453616050110"}, {u'P', "06003041423303"},
    {u'Q', "103041453616050110,2446"}, {u'R', "06003041423303,2346"},
    {u'S', "413010010213334445361605"}, {u'T', "0040,2026"}, {u'U', "000516364540"},
    {u'V', "002640"}, {u'W', "0016233640"}, {u'X', "0046,4006"}, {u'Y', "002340,2326"},
    {u'Z', "00400646"}, {u'0', "103041453616050110"}, {u'1', "112026"}, {u'2', "01103041420646"},
    {u'3', "004023334445361605"}, {u'4', "36300444"}, {u'5', "4000023243453606"},
    {u'6', "40200205163645443303"}, {u'7', "004016"},
    {u'8', "13020110304142331304051636454433"}, {u'9', "06264441301001021343"},
    {u'-', "1333"}, {u'\u2013', "0343"}, {u'.', "1516"}, {u',', "1506"}, {u':', "1112,1415"},
    {u'\u00B7', "1213"}, {u'/', "4006"}};

struct Mark {
    char16_t sign;
    bool tone;  // stands above a mark that is there already
    std::initializer_list<Point> stroke;
};
const Mark kMarks[] = {
    {u'\u0302', false, {{.7, -.7}, {2, -1.9}, {3.3, -.7}}},
    {u'\u0306', false, {{.7, -1.9}, {1.4, -.9}, {2.6, -.9}, {3.3, -1.9}}},
    {u'\u031B', false, {{3.7, .5}, {4.8, .3}, {5, -.7}}},
    {u'\u0300', true, {{1, -2.8}, {2.6, -1.2}}},
    {u'\u0301', true, {{3, -2.8}, {1.4, -1.2}}},
    {u'\u0303', true, {{.5, -1.3}, {1.4, -2.2}, {2.6, -1.3}, {3.5, -2.2}}},
    {u'\u0309', true, {{1.4, -2.9}, {2.7, -2.7}, {2.6, -2}, {2, -1.7}, {2, -1.1}}},
    {u'\u0323', false, {{1.7, 7.6}, {2.3, 7.6}}}};

double advance(char16_t c)
{
    if (c == u' ')
        return 3;
    return c == u'I' || c == u'.' || c == u',' || c == u':' || c == u'\u00B7' ? 2.8 : 5.6;
}

template <typename Draw> double walk(const QString& text, Draw draw)
{
    double x = 0;
    bool high = false;
    char16_t before = 0;
    for (const QChar each : text) {
        const char16_t c = each.unicode();
        if (each.isMark()) {
            for (const Mark& m : kMarks)
                if (m.sign == c)
                    draw(Path(m.stroke), x - advance(before) - (before == u'I' ? 1 : 0),
                         m.tone && high ? -1.5 : 0.0);
            high = high || c == u'\u0302' || c == u'\u0306';
            continue;
        }
        const char16_t base = c == u'\u0110' ? u'D' : c;
        if (c == u'\u0110')
            draw(Path{{-.7, 3}, {1.8, 3}}, x, 0.0);
        for (const Glyph& g : kGlyphs) {
            if (g.letter != base)
                continue;
            Path path;
            for (const char* p = g.strokes; *p; ++p) {
                if (*p == ',') {
                    draw(path, x, 0.0);
                    path.clear();
                } else {
                    path.push_back({double(p[0] - '0'), double(p[1] - '0')});
                    ++p;
                }
            }
            draw(path, x, 0.0);
        }
        before = base;
        high = false;
        x += advance(base);
    }
    return x;
}

QString spelled(QStringView text)
{
    return text.toString().toUpper().normalized(QString::NormalizationForm_D);
}

}  // namespace

double letterWidth(QStringView text, double height)
{
    return walk(spelled(text), [](const Path&, double, double) {}) * height / 6;
}

void letter(Canvas& canvas, double x, double y, double height, QStringView text)
{
    const double unit = height / 6;
    const QString letters = spelled(text);
    const auto pass = [&](double thickness, Rgb colour, double alpha) {
        walk(letters, [&](Path path, double dx, double dy) {
            for (Point& p : path)
                p = {x + (p.x + dx) * unit, y + (p.y + dy) * unit};
            canvas.stroke(path, thickness, colour, alpha);
        });
    };
    pass(unit * 2.2, Rgb::of(0x000000), .55);
    pass(unit * .95, Rgb::of(0xF2F4F6), .95);
}

}  // namespace kydai::cityscene
