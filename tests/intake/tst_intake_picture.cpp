// SPDX-License-Identifier: GPL-3.0-or-later
#include <exiv2/exiv2.hpp>

#include <random>

#include <QTest>

#include "core/seeded.h"
#include "intake/metadata.h"
#include "intake/picture.h"

using namespace kydai;
using namespace kydai::intake;
using kydai::test::SeededRandom;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kCanary = "CANARY-0900000575";

QByteArray be(quint32 value, int bytes)
{
    QByteArray out;
    for (int i = bytes - 1; i >= 0; --i)
        out.append(static_cast<char>(value >> (8 * i) & 0xFF));
    return out;
}

QByteArray segment(int marker, const QByteArray& payload)
{
    return QByteArray("\xFF") + static_cast<char>(marker)
        + be(static_cast<quint32>(payload.size() + 2), 2) + payload;
}

QByteArray jpeg(int w, int h, const QByteArray& extra = {}, const QByteArray& tail = {})
{
    const QByteArray frame = QByteArray("\x08", 1) + be(quint32(h), 2) + be(quint32(w), 2)
        + QByteArray("\x01\x01\x11\x00", 4);
    return QByteArray("\xFF\xD8", 2) +
           segment(0xE0, QByteArray("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", 14)) + extra +
           segment(0xDB, QByteArray(65, '\x01')) + segment(0xC0, frame) +
           segment(0xC4, QByteArray(29, '\0')) +
           segment(0xDA, QByteArray("\x01\x01\x00\x00\x3F\x00", 6)) +
           QByteArray("\x12\xFF\x00\x34\xFF\xD0\x56", 7) + QByteArray("\xFF\xD9", 2) + tail;
}

QByteArray chunk(const QByteArray& type, const QByteArray& data)
{
    // The checksum is not looked at by the walker; decoders of the console check it.
    return be(static_cast<quint32>(data.size()), 4) + type + data + be(0, 4);
}

QByteArray png(quint32 w, quint32 h, const QByteArray& extra = {}, const QByteArray& tail = {})
{
    return QByteArray("\x89PNG\r\n\x1A\n", 8) +
           chunk("IHDR", be(w, 4) + be(h, 4) + QByteArray("\x08\x02\0\0\0", 5)) + extra +
           chunk("IDAT", "data") + chunk("IEND", "") + tail;
}

QByteArray le(quint32 value, int bytes)
{
    QByteArray out;
    for (int i = 0; i < bytes; ++i)
        out.append(static_cast<char>(value >> (8 * i) & 0xFF));
    return out;
}

QByteArray riff(const QByteArray& type, const QByteArray& data)
{
    return type + le(static_cast<quint32>(data.size()), 4) + data +
           QByteArray(data.size() & 1, '\0');
}

QByteArray webp(quint32 w, quint32 h, const QByteArray& extra = {}, const QByteArray& tail = {})
{
    const QByteArray chunks =
        "WEBP" + riff("VP8X", QByteArray("\x0C\0\0\0", 4) + le(w - 1, 3) + le(h - 1, 3)) +
        riff("VP8L", QByteArray("\x2F") + le((w - 1) | (h - 1) << 14, 4) + "bits") + extra;
    return "RIFF" + le(static_cast<quint32>(chunks.size()), 4) + chunks + tail;
}

// A telephone's photo: EXIF with place and owner, XMP, IPTC, a comment, a thumbnail's worth of
// notes.
QByteArray taggedJpeg(int orientation)
{
    const QByteArray plain =
        jpeg(640, 480, segment(0xFE, kCanary) + segment(0xEB, kCanary), kCanary);
    auto image =
        Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(plain.data()), plain.size());
    image->readMetadata();
    Exiv2::ExifData exif;
    exif["Exif.Image.Artist"] = kCanary.toStdString();
    exif["Exif.Image.Orientation"] = static_cast<uint16_t>(orientation);
    exif["Exif.GPSInfo.GPSLatitudeRef"] = "N";
    exif["Exif.GPSInfo.GPSLatitude"] = "16/1 27/1 4711/100";
    image->setExifData(exif);
    Exiv2::IptcData iptc;
    iptc["Iptc.Application2.Byline"] = kCanary.toStdString();
    image->setIptcData(iptc);
    Exiv2::XmpData xmp;
    xmp["Xmp.dc.creator"] = kCanary.toStdString();
    image->setXmpData(xmp);
    image->writeMetadata();
    image->io().open();
    const Exiv2::DataBuf buffer = image->io().read(static_cast<long>(image->io().size()));
    return QByteArray(reinterpret_cast<const char*>(buffer.pData_), buffer.size_);
}

Exiv2::ExifData exifOf(const QByteArray& bytes)
{
    auto image =
        Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(bytes.data()), bytes.size());
    image->readMetadata();
    return image->exifData();
}

}  // namespace

class TestPicture : public QObject
{
    Q_OBJECT
private slots:
    void sniffs_data();
    void sniffs();
    void pdfByItsEnds();
    void mp4ByItsBoxes();
    void stripsJpeg_data();
    void stripsJpeg();
    void stripsPngAndWebp();
    void keepsWhatDecodes();
    void refusesCutOff();
    void mutatedNeverBreaks();
};

void TestPicture::sniffs_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    QTest::addColumn<int>("error");
    const auto none = int(ErrorCode::None), bad = int(ErrorCode::BadInput);
    const auto large = int(ErrorCode::TooLarge), other = int(ErrorCode::Unsupported);
    QTest::newRow("jpeg") << jpeg(4032, 3024) << 4032 << 3024 << none;
    QTest::newRow("jpeg after long EXIF")
        << jpeg(10, 20, segment(0xE1, QByteArray(60000, 'x'))) << 10 << 20 << none;
    QTest::newRow("png") << png(1080, 2400) << 1080 << 2400 << none;
    QTest::newRow("webp") << webp(800, 600) << 800 << 600 << none;
    QTest::newRow("gif") << QByteArray("GIF89a\x01\0\x01\0", 10) << 0 << 0 << other;
    QTest::newRow("svg") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>") << 0 << 0
                         << other;
    QTest::newRow("html") << QByteArray("<html><script>") << 0 << 0 << other;
    QTest::newRow("empty") << QByteArray() << 0 << 0 << other;
    QTest::newRow("heic") << QByteArray("\0\0\0\x18" "ftypheic", 12) << 0 << 0 << other;
    QTest::newRow("zero sides") << jpeg(0, 10) << 0 << 0 << bad;
    QTest::newRow("bomb") << png(30000, 30000) << 0 << 0 << large;
    QTest::newRow("wide") << png(40000, 1) << 0 << 0 << large;
    QTest::newRow("huge png") << png(0xFFFFFFFF, 0xFFFFFFFF) << 0 << 0 << large;
    QTest::newRow("png head only") << png(5, 5).first(20) << 0 << 0 << bad;
    QTest::newRow("jpeg head only") << jpeg(5, 5).first(30) << 0 << 0 << bad;
    QTest::newRow("jpeg garbage") << QByteArray("\xFF\xD8\xFF\xE0\x00\x04zzHELLO") << 0 << 0 << bad;
    QTest::newRow("webp head only") << webp(5, 5).first(20) << 0 << 0 << bad;
}

void TestPicture::mp4ByItsBoxes()
{
    const auto box = [](const char* type, const QByteArray& body) {
        const auto n = quint32(body.size() + 8);
        return QByteArray(1, char(n >> 24)) + char(n >> 16) + char(n >> 8) + char(n) + type + body;
    };
    const QByteArray head = box("ftyp", QByteArray("isom\0\0\2\0isom", 12));
    const QByteArray whole = head + box("mdat", QByteArray(100, 'x')) + box("moov", "movie");
    QVERIFY(isMp4(whole));
    QVERIFY(isMp4(head + box("moov", "movie") + QByteArray("\0\0\0\0mdat", 8) + "to the end"));
    QVERIFY(isMp4(head + box("moov", {})
                  + QByteArray("\0\0\0\1mdat\0\0\0\0\0\0\0\x14" "1234", 20)));
    QVERIFY(!isMp4(whole.chopped(1)));                 // cut off
    QVERIFY(!isMp4(whole + "x"));                      // more behind
    QVERIFY(!isMp4(head + box("mdat", "x")));          // no movie
    QVERIFY(!isMp4(box("moov", {}) + head));
    QVERIFY(!isMp4(head + head + box("moov", {})));
    QVERIFY(!isMp4(head + QByteArray("\0\0\0\1mdat\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 16)));
    QVERIFY(!isMp4(head + QByteArray("\0\0\0\4moov", 8)));
    QVERIFY(!isMp4(QByteArray("\0\0\0\x18" "ftypheic", 12)));
    QVERIFY(!isMp4({}));
    SeededRandom random("boxes of an mp4");
    for (int round = 0; round < 3000; ++round) {
        QByteArray bytes = whole;
        for (int n = random.upTo(3); n >= 0; --n)
            bytes[random.upTo(int(bytes.size()))] = static_cast<char>(random.upTo(256));
        (void)isMp4(bytes.first(random.upTo(int(bytes.size()) + 1)));
    }
}

void TestPicture::pdfByItsEnds()
{
    const QByteArray whole = "%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n";
    QVERIFY(isPdf(whole));
    QVERIFY(isPdf(whole + QByteArray(2000, ' ')));    // padding behind the end
    QVERIFY(!isPdf(whole + QByteArray(4000, ' ')));
    QVERIFY(!isPdf(whole.chopped(2)));                // cut off
    QVERIFY(!isPdf("x" + whole));
    QVERIFY(!isPdf("%PDF-9.9 %%EOF"));
    QVERIFY(!isPdf({}));
    QVERIFY(!sniffImage(whole));
}

void TestPicture::sniffs()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, error);
    const auto info = sniffImage(bytes);
    QCOMPARE(info ? int(ErrorCode::None) : int(info.error().code), error);
    if (!info)
        return;
    QTEST(info->width, "width");
    QTEST(info->height, "height");
}

void TestPicture::stripsJpeg_data()
{
    QTest::addColumn<int>("orientation");
    for (int i = 1; i <= 8; ++i)
        QTest::addRow("orientation %d", i) << i;
}

void TestPicture::stripsJpeg()
{
    QFETCH(int, orientation);
    const QByteArray tagged = taggedJpeg(orientation);
    QVERIFY(tagged.count(kCanary) >= 5);
    const auto clean = withoutMetadata(tagged);
    QVERIFY(clean);
    QVERIFY(clean->hadMetadata);
    QVERIFY(!clean->bytes.contains(kCanary));
    QVERIFY(!clean->bytes.contains("GPS"));
    QCOMPARE(*sniffImage(clean->bytes), (ImageInfo{ImageKind::Jpeg, 640, 480}));
    const Exiv2::ExifData exif = exifOf(clean->bytes);
    QCOMPARE(exif.count(), orientation == 1 ? 0L : 1L);
    if (orientation != 1)
        QCOMPARE(exif.begin()->toLong(), orientation);
}

void TestPicture::stripsPngAndWebp()
{
    const auto cleanPng =
        withoutMetadata(png(64, 48,
                            chunk("tEXt", "Author\0" + kCanary) + chunk("eXIf", kCanary) +
                                chunk("iTXt", kCanary) + chunk("gAMA", be(45455, 4)),
                            kCanary));
    QVERIFY(cleanPng);
    QCOMPARE(cleanPng->bytes, png(64, 48, chunk("gAMA", be(45455, 4))));
    const auto cleanWebp = withoutMetadata(webp(
        64, 48, riff("EXIF", kCanary) + riff("XMP ", kCanary) + riff("what", kCanary), kCanary));
    QVERIFY(cleanWebp);
    QVERIFY(!cleanWebp->bytes.contains(kCanary));
    QCOMPARE(*sniffImage(cleanWebp->bytes), (ImageInfo{ImageKind::Webp, 64, 48}));
    QCOMPARE(cleanWebp->bytes[20], '\0');  // VP8X names neither EXIF nor XMP
    QCOMPARE(cleanWebp->bytes.sliced(4, 4),
             le(static_cast<quint32>(cleanWebp->bytes.size() - 8), 4));
}

void TestPicture::keepsWhatDecodes()
{
    const QByteArray adobe = segment(0xEE, QByteArray("Adobe\0\x64\0\0\0\0\x01", 12));
    const QByteArray icc = segment(0xE2, QByteArray("ICC_PROFILE\0\x01\x01profile", 21));
    const QByteArray plain = jpeg(8, 8, icc + adobe);
    const auto clean = withoutMetadata(plain);
    QVERIFY(clean);
    QCOMPARE(clean->bytes, plain);
    QVERIFY(!clean->hadMetadata);
}

void TestPicture::refusesCutOff()
{
    for (const QByteArray& whole : {jpeg(8, 8), png(8, 8), webp(8, 8)}) {
        QVERIFY(withoutMetadata(whole));
        for (qsizetype at = 0; at < whole.size(); ++at)
            QVERIFY2(!withoutMetadata(whole.first(at)), qPrintable(QString::number(at)));
    }
}

void TestPicture::mutatedNeverBreaks()
{
    const quint32 seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 chance(seed);
    const QList<QByteArray> wholes{taggedJpeg(6), png(8, 8, chunk("tEXt", kCanary)),
                                   webp(8, 8, riff("EXIF", kCanary))};
    int refusals = 0;
    for (int round = 0; round < 3000; ++round) {
        QByteArray input = wholes[static_cast<qsizetype>(chance() % 3)];
        for (int n = static_cast<int>(chance() % 5); n >= 0; --n)
            input[static_cast<qsizetype>(chance() % static_cast<quint32>(input.size()))] =
                static_cast<char>(chance());
        const auto clean = withoutMetadata(input);
        refusals += !clean;
        if (clean)
            QVERIFY(sniffImage(clean->bytes));
    }
    QVERIFY(refusals > 0);
}

QTEST_GUILESS_MAIN(TestPicture)
#include "tst_intake_picture.moc"
