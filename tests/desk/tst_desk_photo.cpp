// SPDX-License-Identifier: GPL-3.0-or-later
// Where a photograph was taken: both byte orders, all four quarters of the earth, and bytes that
// lie about their lengths.
#include <QtTest/QtTest>

#include "core/seams.h"
#include "desk/desk_kit.h"
#include "desk/photo_place.h"

using namespace kydai;
using namespace kydai::desk;

namespace {

// A TIFF structure with a GPS directory, in either byte order.
struct Writer {
    bool big;
    QByteArray out;
    void u16(quint16 v)
    {
        out.append(static_cast<char>(big ? v >> 8 : v & 0xff));
        out.append(static_cast<char>(big ? v & 0xff : v >> 8));
    }
    void u32(quint32 v)
    {
        u16(static_cast<quint16>(big ? v >> 16 : v & 0xffff));
        u16(static_cast<quint16>(big ? v & 0xffff : v >> 16));
    }
    void entry(quint16 tag, quint16 type, quint32 count, quint32 value)
    {
        u16(tag);
        u16(type);
        u32(count);
        u32(value);
    }
    void letter(quint16 tag, char c)
    {
        u16(tag);
        u16(2);
        u32(2);
        out.append(c);
        out.append(QByteArray(3, '\0'));
    }
    void rational(quint32 top, quint32 bottom)
    {
        u32(top);
        u32(bottom);
    }
};

// 16° 27' 49.32", 107° 35' 27.24" in Huế.
QByteArray photo(bool big, char northSouth, char eastWest, quint32 denominator = 100)
{
    Writer w{big, big ? QByteArray("MM") : QByteArray("II")};
    w.u16(42);
    w.u32(8);
    w.u16(1);                       // IFD0: one entry
    w.entry(0x8825, 4, 1, 26);
    w.u32(0);
    w.u16(4);                       // GPS at 26: four entries, then the rationals at 80
    w.letter(1, northSouth);
    w.entry(2, 5, 3, 80);
    w.letter(3, eastWest);
    w.entry(4, 5, 3, 104);
    w.u32(0);
    w.rational(16, 1);
    w.rational(27, 1);
    w.rational(4932, denominator);
    w.rational(107, 1);
    w.rational(35, 1);
    w.rational(2724, denominator);
    const QByteArray body = QByteArray("Exif\0\0", 6) + w.out;
    QByteArray jpeg("\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xe1", 10);
    jpeg.append(static_cast<char>((body.size() + 2) >> 8));
    jpeg.append(static_cast<char>((body.size() + 2) & 0xff));
    return jpeg + body + QByteArray("\xff\xda\x00\x02 picture", 12);
}

}  // namespace

class TestDeskPhoto : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBothByteOrders();
    void withoutAPlaceThereIsNone();
    void liesAreNotFollowed();
    void distances();
};

void TestDeskPhoto::readsBothByteOrders()
{
    for (const bool big : {true, false}) {
        const auto place = placeOfPhoto(photo(big, 'N', 'E'));
        QVERIFY(place.has_value());
        QVERIFY(std::abs(place->lat - 16.4637) < 1e-6);
        QVERIFY(std::abs(place->lon - 107.5909) < 1e-6);
    }
    const auto far = placeOfPhoto(photo(true, 'S', 'W'));
    QVERIFY(far && far->lat < -16 && far->lon < -107);
}

void TestDeskPhoto::withoutAPlaceThereIsNone()
{
    QVERIFY(!placeOfPhoto({}));
    QVERIFY(!placeOfPhoto(QByteArray("\x89PNG")));
    QVERIFY(!placeOfPhoto(QByteArray("\xff\xd8\xff\xd9", 4)));
    QVERIFY(!placeOfPhoto(photo(true, 'N', 'E', 0)));  // seconds over nothing
}

void TestDeskPhoto::liesAreNotFollowed()
{
    const QByteArray good = photo(false, 'N', 'E');
    for (qsizetype size = 0; size < good.size() - 12; ++size)
        (void)placeOfPhoto(good.left(size));
    kit::Fake random(20261020);
    int read = 0;
    for (int turn = 0; turn < 20'000; ++turn) {
        QByteArray bytes = good;
        const quint64 changes = 1 + random.below(3);
        for (quint64 n = 0; n < changes; ++n) {
            bytes[static_cast<qsizetype>(random.below(static_cast<quint64>(bytes.size())))]
                = static_cast<char>(random.below(256));
        }
        if (const auto place = placeOfPhoto(bytes)) {
            ++read;
            QVERIFY(std::abs(place->lat) <= 90 && std::abs(place->lon) <= 180);
        }
    }
    QVERIFY(read > 1000);  // most changes leave the place readable
}

void TestDeskPhoto::distances()
{
    QCOMPARE(metresBetween({16.4637, 107.5909}, {16.4637, 107.5909}), 0.0);
    const double step = metresBetween({16.4637, 107.5909}, {16.4637 + 6 / 111195.0, 107.5909});
    QVERIFY2(std::abs(step - 6) < 0.05, qPrintable(QString::number(step)));
    const double hanoi = metresBetween({16.4637, 107.5909}, {21.0285, 105.8542});
    QVERIFY(hanoi > 530'000 && hanoi < 550'000);
}

QTEST_APPLESS_MAIN(TestDeskPhoto)
#include "tst_desk_photo.moc"
