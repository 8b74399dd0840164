// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "cityscene/counter.h"
#include "cityvideo/clip_maker.h"

extern "C" {
#include <libavcodec/avcodec.h>
}

using namespace kydai;
using namespace kydai::cityvideo;
using namespace Qt::StringLiterals;

namespace {

const std::atomic<bool> kGoOn{false};

StreamSpec spec(quint64 seed = 3, int frames = 24)
{
    cityscene::SceneSpec scene{cityscene::Place::Crossing, cityscene::Light::Night,
                               cityscene::Weather::Clear, seed, u"C-014"_s, 320, 180, 6, frames, 0};
    return {scene, 0, 0};
}

// The numbers read from the pictures a decoder makes of the units, one a unit.
QList<int> decoded(const std::vector<rtsp::AccessUnit>& units, size_t from)
{
    AVCodecContext* c = avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_H264));
    c->thread_count = 1;
    c->flags |= AV_CODEC_FLAG_LOW_DELAY;
    avcodec_open2(c, nullptr, nullptr);
    AVPacket* packet = av_packet_alloc();
    AVFrame* frame = av_frame_alloc();
    QList<int> numbers;
    const auto drain = [&] {
        while (avcodec_receive_frame(c, frame) >= 0) {
            numbers.append(cityscene::readCounter(frame->width, frame->height, [frame](int x, int y) {
                               return int(frame->data[0][y * frame->linesize[0] + x]);
                           }).value_or(-1));
        }
    };
    for (size_t i = from; i < units.size(); ++i) {
        QByteArray bytes;
        for (const QByteArray& nal : units[i].nals)
            bytes += QByteArray("\0\0\0\1", 4) + nal;
        packet->size = static_cast<int>(bytes.size());
        bytes += QByteArray(AV_INPUT_BUFFER_PADDING_SIZE, '\0');
        packet->data = reinterpret_cast<quint8*>(bytes.data());
        avcodec_send_packet(c, packet);
        drain();
    }
    avcodec_send_packet(c, nullptr);
    drain();
    av_frame_free(&frame);
    av_packet_free(&packet);
    avcodec_free_context(&c);
    return numbers;
}

}  // namespace

class TstCityVideo : public QObject
{
    Q_OBJECT

private slots:
    void decoderSeesEveryPictureInOrder()
    {
        const auto stream = encode(spec(), kGoOn);
        QVERIFY2(stream, stream ? "" : qPrintable(stream.error().detail));
        const auto clip = rtsp::clipFromAnnexB(*stream, 6);
        QVERIFY(clip.has_value());
        const std::vector<rtsp::AccessUnit>& units = (*clip)->units;
        QCOMPARE(units.size(), size_t(24));
        QList<int> expected;
        for (int n = 0; n < 24; ++n) {
            QCOMPARE(units[size_t(n)].key, n % 12 == 0);  // two seconds of six pictures
            expected.append(n);
        }
        QCOMPARE(decoded(units, 0), expected);
        QCOMPARE(decoded(units, 12), expected.mid(12));  // one can begin at any key picture
    }

    void toldToStopItStops()
    {
        const std::atomic<bool> stop{true};
        const auto clip = encode(spec(), stop);
        QVERIFY(!clip);
        QCOMPARE(clip.error().code, ErrorCode::Later);
    }

    void steadyRateIsKept()
    {
        StreamSpec steady = spec(5, 60);
        steady.scene.grain = 10;
        steady.kbits = 300;
        const auto clip = encode(steady, kGoOn);
        QVERIFY(clip.has_value());
        const double kbits = double(clip->size()) * 8 / 1000 / (60 / 6.);
        QVERIFY2(kbits > 150 && kbits < 450, qPrintable(QString::number(kbits)));
    }

    void keysTellStreamsApart()
    {
        StreamSpec other = spec();
        QCOMPARE(keyOf(other), keyOf(spec()));
        other.scene.label = u"C-015"_s;
        QVERIFY(keyOf(other) != keyOf(spec()));
        other = spec();
        other.scene.weather = cityscene::Weather::Rain;
        QVERIFY(keyOf(other) != keyOf(spec()));
        other = spec();
        other.keyEvery = 5;
        QVERIFY(keyOf(other) != keyOf(spec()));
    }

    void storeKeepsAndRefusesWhatWasChanged()
    {
        QTemporaryDir folder;
        ClipStore store(folder.path());
        QCOMPARE(store.load(spec()).error().code, ErrorCode::Unknown);
        const auto clip = encode(spec(), kGoOn);
        QVERIFY(store.save(spec(), *clip).has_value());
        const auto kept = store.load(spec());
        QVERIFY(kept.has_value());
        QCOMPARE(*kept, *clip);

        const QString path = folder.filePath(keyOf(spec()) + u".clip"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        file.seek(file.size() / 2);
        file.write("!");
        file.close();
        QCOMPARE(store.load(spec()).error().code, ErrorCode::Corrupt);
        QVERIFY(file.resize(20));
        QCOMPARE(store.load(spec()).error().code, ErrorCode::Corrupt);
        QVERIFY(store.save(spec(), *clip).has_value());
        QVERIFY(store.load(spec()).has_value());
    }

    void storeIsBounded()
    {
        QTemporaryDir folder;
        const auto clip = encode(spec(), kGoOn);
        const qint64 each = clip->size() + 32;
        ClipStore store(folder.path(), 2 * each + each / 2);
        for (quint64 seed = 1; seed <= 5; ++seed)
            QVERIFY(store.save(spec(seed), *clip).has_value());
        QCOMPARE(QDir(folder.path()).entryList({u"*.clip"_s}).size(), 2);
        QVERIFY(store.load(spec(5)).has_value());
        QVERIFY(!ClipStore(u""_s).load(spec()).has_value());
        QVERIFY(ClipStore(u""_s).save(spec(), *clip).has_value());
    }

    void makerMakesTheUrgentFirstAndKeeps()
    {
        QTemporaryDir folder;
        QStringList order;
        for (const bool kept : {false, true}) {
            order.clear();
            ClipMaker maker(folder.path());
            connect(&maker, &ClipMaker::ready, this, [&](const QString& name, const rtsp::ClipPtr& clip, bool was) {
                QCOMPARE(was, kept);
                QCOMPARE(clip->units.size(), size_t(24));
                order.append(name);
            });
            QSignalSpy failed(&maker, &ClipMaker::failed);
            maker.want(u"first"_s, spec(1), 0);
            maker.want(u"late"_s, spec(2), 9);
            maker.want(u"soon"_s, spec(3), 5);
            maker.want(u"now"_s, spec(4), 7);
            maker.want(u"now"_s, spec(4), 1);
            QTRY_COMPARE_WITH_TIMEOUT(order.size(), 4, 60'000);
            QVERIFY(order.indexOf(u"now"_s) < order.indexOf(u"late"_s));
            QVERIFY(failed.isEmpty());
        }
        ClipMaker busy(folder.path());
        StreamSpec large = spec(9, 1800);
        large.scene.width = 1280;
        large.scene.height = 720;
        busy.want(u"large"_s, large, 0);
        QTest::qWait(50);  // its destructor ends the coding; the time limit of the test says if not
    }
};

QTEST_GUILESS_MAIN(TstCityVideo)
#include "tst_cityvideo.moc"
