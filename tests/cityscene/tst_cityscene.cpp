// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "cityscene/counter.h"
#include "cityscene/lettering.h"
#include "cityscene/scene.h"

using namespace kydai::cityscene;
using namespace Qt::StringLiterals;

namespace {

SceneSpec small(Place place, Light light = Light::Night, Weather weather = Weather::Clear)
{
    return {place, light, weather, 7, u"C-014 Trường Tiền"_s, 320, 180, 15, 60, 0};
}

double difference(const Picture& a, const Picture& b)
{
    qint64 sum = 0;
    for (size_t i = 0; i < a.y.size(); ++i)
        sum += std::abs(int(a.y[i]) - int(b.y[i]));
    return double(sum) / double(a.y.size());
}

std::optional<int> counterOf(const Picture& p)
{
    return readCounter(p.width, p.height, [&p](int x, int y) {
        return int(p.y[static_cast<size_t>(y) * static_cast<size_t>(p.width) + static_cast<size_t>(x)]);
    });
}

Picture halved(const Picture& p)
{
    Picture out{p.width / 2, p.height / 2, {}, {}, {}};
    const auto w = static_cast<size_t>(p.width);
    for (size_t y = 0; y + 1 < static_cast<size_t>(p.height); y += 2)
        for (size_t x = 0; x + 1 < w; x += 2)
            out.y.push_back(static_cast<quint8>((p.y[y * w + x] + p.y[y * w + x + 1] + p.y[(y + 1) * w + x]
                                                 + p.y[(y + 1) * w + x + 1]) / 4));
    return out;
}

}  // namespace

class TstCityScene : public QObject
{
    Q_OBJECT

private slots:
    void everyPlace_data()
    {
        QTest::addColumn<Place>("place");
        QTest::addColumn<Light>("light");
        QTest::addColumn<Weather>("weather");
        QTest::newRow("street-day") << Place::Street << Light::Day << Weather::Clear;
        QTest::newRow("street-dusk-rain") << Place::Street << Light::Dusk << Weather::Rain;
        QTest::newRow("street-night") << Place::Street << Light::Night << Weather::Clear;
        QTest::newRow("street-sodium") << Place::Street << Light::Sodium << Weather::Rain;
        QTest::newRow("street-infrared") << Place::Street << Light::Infrared << Weather::Clear;
        QTest::newRow("flood-day") << Place::Street << Light::Day << Weather::Flood;
        QTest::newRow("flood-night") << Place::Street << Light::Night << Weather::Flood;
        QTest::newRow("crossing-night") << Place::Crossing << Light::Night << Weather::Clear;
        QTest::newRow("crossing-day") << Place::Crossing << Light::Day << Weather::Clear;
        QTest::newRow("bridge-night") << Place::Bridge << Light::Night << Weather::Clear;
        QTest::newRow("bridge-day") << Place::Bridge << Light::Day << Weather::Clear;
        QTest::newRow("river-night-rain") << Place::River << Light::Night << Weather::Rain;
        QTest::newRow("river-day-flood") << Place::River << Light::Day << Weather::Flood;
        QTest::newRow("market-night") << Place::Market << Light::Night << Weather::Clear;
        QTest::newRow("market-day") << Place::Market << Light::Day << Weather::Clear;
        QTest::newRow("gate-night") << Place::Gate << Light::Night << Weather::Clear;
        QTest::newRow("gate-day") << Place::Gate << Light::Day << Weather::Clear;
        QTest::newRow("lagoon-dusk") << Place::Lagoon << Light::Dusk << Weather::Clear;
    }

    // Alive in every step, no seam where the loop begins again, and the number readable throughout.
    void everyPlace()
    {
        QFETCH(Place, place);
        QFETCH(Light, light);
        QFETCH(Weather, weather);
        const SceneSpec spec = small(place, light, weather);
        Scene scene(spec);
        writePicture(spec);
        std::vector<double> steps;
        Picture before = scene.picture(0);
        const Picture first = before;
        for (int n = 1; n <= spec.frames; ++n) {
            const Picture now = scene.picture(n);
            const int expected = n % spec.frames;
            QCOMPARE(counterOf(now).value_or(-1), expected);
            steps.push_back(difference(before, now));
            before = now;
        }
        QVERIFY2(*std::min_element(steps.begin(), steps.end()) > 0.02, "something moves in every step");
        const double seam = steps.back();
        std::sort(steps.begin(), steps.end());
        const double usual = steps[steps.size() / 2];
        QVERIFY2(seam < 3 * usual, qPrintable(u"seam %1, usual step %2"_s.arg(seam).arg(usual)));

        QSet<quint8> shades(first.y.begin(), first.y.end());
        QVERIFY2(shades.size() > 40, "a picture, not a flat field");
        QVERIFY(difference(first, Scene(spec).picture(0)) == 0);
        SceneSpec other = spec;
        other.seed = 8;
        QVERIFY(difference(first, Scene(other).picture(0)) > 0.1);
    }

    void numberSurvivesScaling()
    {
        SceneSpec spec = small(Place::Street, Light::Day);
        spec.width = 640;
        spec.height = 360;
        spec.frames = 600;
        Scene scene(spec);
        for (const int n : {0, 1, 255, 511, 512, 599})
            QCOMPARE(counterOf(halved(scene.picture(n))).value_or(-1), n % kCounterRange);
        QVERIFY(!readCounter(640, 360, [](int, int) { return 200; }));
        QVERIFY(!readCounter(640, 360, [](int, int) { return 20; }));
        QVERIFY(!readCounter(80, 45, [](int, int) { return 200; }));
    }

    void marksOfVietnameseAreWritten()
    {
        const auto written = [](const QString& text) {
            Canvas canvas(320, 180);
            letter(canvas, 40, 60, 60, text);
            return QByteArray(reinterpret_cast<const char*>(canvas.row(0)), 320 * 180 * 4);
        };
        const QString bases[] = {u"A"_s, u"E"_s, u"O"_s, u"U"_s, u"I"_s, u"Y"_s};
        QSet<QByteArray> pictures;
        qsizetype count = 0;
        for (const QString& base : bases)
            for (const char16_t mark : {u'\u0000', u'\u0300', u'\u0301', u'\u0303', u'\u0309', u'\u0323'}) {
                pictures.insert(written(mark ? base + QChar(mark) : base));
                ++count;
            }
        for (const QString& letterText : {u"Ă"_s, u"Â"_s, u"Ê"_s, u"Ô"_s, u"Ơ"_s, u"Ư"_s, u"Đ"_s, u"D"_s,
                                          u"Ố"_s, u"Ở"_s, u"Ặ"_s}) {
            pictures.insert(written(letterText));
            ++count;
        }
        QCOMPARE(pictures.size(), count);
        QCOMPARE(written(u"đường"_s), written(u"ĐƯỜNG"_s));
        QVERIFY(letterWidth(u"C-014", 6) > 20);
        QCOMPARE(letterWidth(u"", 6), 0.0);
    }

    void anySize()
    {
        for (const QSize size : {QSize(-4, 0), QSize(17, 4000), QSize(1280, 720), QSize(100, 400)}) {
            SceneSpec spec = small(Place::Street);
            spec.width = size.width();
            spec.height = size.height();
            spec.fps = 0;
            spec.frames = -1;
            const Picture p = Scene(spec).picture(-5);
            QVERIFY(p.width >= 16 && p.width <= 2048 && p.width % 2 == 0);
            QVERIFY(p.height >= 16 && p.height <= 2048 && p.height % 2 == 0);
            QCOMPARE(p.u.size() * 4, p.y.size());
        }
    }

private:
    // KYDAI_PICTURES=DIR keeps one picture of every place, to be looked at.
    static void writePicture(SceneSpec spec)
    {
        const QString folder = qEnvironmentVariable("KYDAI_PICTURES");
        if (folder.isEmpty())
            return;
        spec.width = 640;
        spec.height = 360;
        Scene scene(spec);
        const Canvas& canvas = scene.draw(20);
        QFile file(folder + u"/"_s + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(kydai::city::pngOf(canvas.row(0), canvas.width(), canvas.height(), 4));
    }
};

QTEST_GUILESS_MAIN(TstCityScene)
#include "tst_cityscene.moc"
