// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "city/photo.h"
#include "city/raster.h"

using namespace kydai::city;
using namespace Qt::StringLiterals;

class TstCityPhoto : public QObject
{
    Q_OBJECT

private slots:
    void sameSeedSameBytes()
    {
        const PhotoSpec spec{u"tree"_s, 42, false, false};
        QCOMPARE(drawPhoto(spec), drawPhoto(spec));
        QVERIFY(drawPhoto(spec) != drawPhoto({u"tree"_s, 43, false, false}));
    }

    void isPngOfItsSize()
    {
        const QByteArray png = drawPhoto({u"flood"_s, 1, true, false});
        QVERIFY(png.startsWith("\x89PNG\r\n\x1a\n"));
        QCOMPARE(png.mid(12, 4), QByteArray("IHDR"));
        const auto be32 = [&png](int at) {
            return (quint8(png[at]) << 24) | (quint8(png[at + 1]) << 16) | (quint8(png[at + 2]) << 8) | quint8(png[at + 3]);
        };
        QCOMPARE(be32(16), kPhotoWidth);
        QCOMPARE(be32(20), kPhotoHeight);
        QVERIFY(png.size() < 400'000);
        QVERIFY(png.endsWith(QByteArray("IEND\xae\x42\x60\x82", 8)));
    }

    void shapesStayInside()
    {
        Raster raster(8, 8);
        raster.ellipse(-20, -20, 60, 60, Rgb::of(0xFF0000));
        raster.polygon({{-5, -5}, {50, 3}, {3, 50}}, Rgb::of(0x00FF00));
        raster.line(-100, 4, 100, 4, 3, Rgb::of(0x0000FF));
        raster.glow(4, 4, 100, Rgb::of(0xFFFFFF), 1);
        QVERIFY(!raster.png().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TstCityPhoto)
#include "tst_city_photo.moc"
