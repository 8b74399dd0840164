// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QCryptographicHash>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include "media/fault_server.h"
#include "media/media_kit.h"
#include "media/replay_clock.h"
#include "media/synthetic_source.h"
#include "rtsp/rtsp_kit.h"

using namespace kydai;
using namespace kydai::test;

namespace {

constexpr qint64 kBegin = sim::kBeginMs;
constexpr qint64 kStep = 40;
constexpr int kH264 = 27;  // libavcodec's number

// A clip as a ring would hold it: picture n, counted from 1, arrives at begin + (n - 1) steps.
std::vector<PacketPtr> packetsOf(const QString& name, qint64 begin, size_t count = 1000)
{
    const rtsp::ClipPtr source = clip(name);
    const QByteArray code("\0\0\0\1", 4);
    auto format = std::make_shared<PacketFormat>();
    format->codec = u"h264"_s;
    format->codecId = kH264;
    format->extra = code + source->sps + code + source->pps;
    std::vector<PacketPtr> packets;
    for (size_t i = 0; i < std::min(count, source->units.size()); ++i) {
        auto packet = std::make_shared<Packet>();
        packet->format = format;
        for (const QByteArray& nal : source->units[i].nals)
            packet->data += code + nal;
        packet->key = source->units[i].key;
        packet->arrivedMs = begin + qint64(i) * kStep;
        packet->ptsUs = packet->dtsUs = qint64(i) * kStep * 1000;
        packets.push_back(std::move(packet));
    }
    return packets;
}

Viewer tile(int width, int height)
{
    Viewer viewer;
    viewer.pixels = QSize(width, height);
    return viewer;
}

int numberOf(const FramePtr& frame)
{
    return frame ? readSynthetic(*frame) : -1;
}

bool eventually(const std::function<bool()>& holds)
{
    return QTest::qWaitFor(holds, 10'000);
}

QJsonObject manifestOf(const Evidence& evidence)
{
    QFile file(evidence.manifest);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object()
                                          : QJsonObject();
}

QByteArray hashOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QCryptographicHash::hash(file.readAll(), QCryptographicHash::Sha256);
}

EvidenceOrder orderIn(const QTemporaryDir& folder)
{
    EvidenceOrder order;
    order.camera = u"C-014"_s;
    order.cameraName = u"Cầu Trường Tiền"_s;
    order.folder = folder.path();
    order.fromMs = kBegin + 1200;
    order.toMs = kBegin + 2500;
    order.operatorName = u"Trực ban 1"_s;
    order.reason = u"Xe lấn làn"_s;
    order.marks = {{kBegin + 1500, u"đây"_s}};
    return order;
}

}  // namespace

class TestReplay : public QObject
{
    Q_OBJECT

private slots:
    void clockRuns();
    void camerasInStep();
    void stepsAreOnePicture();
    void playsToItsEnd();
    void marks();
    void nothingToReplay();
    void clipIsWhatCame();
    void changedPictureMakesTwoFiles();
    void oddTimesGoForward();
    void pictureAtFullSize();
    void evidenceThatCannotBe();
    void afterTheServerHasGone();
};

void TestReplay::clockRuns()
{
    ReplayClock clock(1000, 5000);
    QCOMPARE(clock.positionMs(77), 1000);
    clock.play(100);
    QCOMPARE(clock.positionMs(600), 1500);
    clock.setSpeed(8, 600);
    QCOMPARE(clock.positionMs(700), 2300);
    clock.setSpeed(0.1, 700);
    QCOMPARE(clock.speed(), 0.5);
    clock.setSpeed(std::nan(""), 700);
    QCOMPARE(clock.speed(), 0.5);
    clock.setSpeed(99, 700);
    QCOMPARE(clock.speed(), 8.0);
    clock.seek(4000, 700);
    QCOMPARE(clock.positionMs(800), 4800);
    QVERIFY(clock.runs(800));
    QCOMPARE(clock.positionMs(100'000), 5000);
    QVERIFY(!clock.runs(100'000));
    clock.play(100'000);  // from the end: anew
    QCOMPARE(clock.positionMs(100'000), 1000);
    clock.pause(100'100);
    QCOMPARE(clock.positionMs(999'999), 1800);
    clock.seek(-5, 0);
    QCOMPARE(clock.positionMs(0), 1000);
}

void TestReplay::camerasInStep()
{
    Replay replay({{u"a"_s, packetsOf(u"clip_160.h264"_s, kBegin)},
                   {u"b"_s, packetsOf(u"clip_320.h264"_s, kBegin + 1000)}});
    QCOMPARE(replay.firstMs(), kBegin);
    QCOMPARE(replay.lastMs(), kBegin + 1000 + 49 * kStep);
    // Forward, backward, within a group and over several.
    for (const qint64 at : {2000, 2040, 2600, 1000, 1520, 2980, 40, 1990}) {
        replay.seek(kBegin + at);
        const int a = std::min<int>(75, 1 + int(at / kStep));
        const int b = at < 1000 ? -1 : 1 + int((at - 1000) / kStep);
        QVERIFY2(eventually([&] {
            return numberOf(replay.frame(u"a"_s)) == a && numberOf(replay.frame(u"b"_s)) == b;
        }), qPrintable(QString::number(at)));
    }
    QCOMPARE(replay.frame(u"a"_s)->size, QSize(160, 90));
    replay.setPixels(u"a"_s, QSize(80, 80));
    QVERIFY(eventually([&] { return replay.frame(u"a"_s)->size == QSize(80, 44); }));
    QCOMPARE(replay.frame(u"a"_s)->positionMs, kBegin + 1960);
}

void TestReplay::stepsAreOnePicture()
{
    Replay replay({{u"a"_s, packetsOf(u"clip_160.h264"_s, kBegin)}});
    replay.seek(kBegin + 1010);
    QVERIFY(eventually([&] { return numberOf(replay.frame(u"a"_s)) == 26; }));
    replay.step(true);
    QVERIFY(eventually([&] { return numberOf(replay.frame(u"a"_s)) == 27; }));
    replay.step(false);
    QVERIFY(eventually([&] { return numberOf(replay.frame(u"a"_s)) == 26; }));
    replay.step(false);  // over the border of a group
    QVERIFY(eventually([&] { return numberOf(replay.frame(u"a"_s)) == 25; }));
    QVERIFY(!replay.runs());
}

void TestReplay::playsToItsEnd()
{
    Replay replay({{u"a"_s, packetsOf(u"clip_160.h264"_s, kBegin)}});
    replay.setSpeed(8);
    replay.play();
    int last = 0;
    bool back = false;
    QVERIFY(eventually([&] {
        const int number = numberOf(replay.frame(u"a"_s));
        back = back || (number > 0 && number < last);
        last = std::max(last, number);
        return !replay.runs() && last == 75;
    }));
    QVERIFY(!back);
    QCOMPARE(replay.positionMs(), replay.lastMs());
}

void TestReplay::marks()
{
    Replay replay({{u"a"_s, packetsOf(u"clip_160.h264"_s, kBegin)}});
    QVERIFY(replay.addMark(kBegin + 2000, u"two"_s));
    QVERIFY(replay.addMark(kBegin + 1000, u"one"_s));
    QVERIFY(replay.addMark(0, u"begin"_s));
    QCOMPARE(replay.marks().at(0).atMs, kBegin);
    QCOMPARE(replay.marks().at(1).label, u"one"_s);
    replay.removeMark(1);
    replay.removeMark(99);
    QCOMPARE(replay.marks().size(), 2);
    while (replay.marks().size() < Replay::kMostMarks)
        QVERIFY(replay.addMark(kBegin, {}));
    QVERIFY(!replay.addMark(kBegin, {}));
}

void TestReplay::nothingToReplay()
{
    Replay none({{u"a"_s, {}}});
    none.play();
    none.step(true);
    none.step(false);
    none.seek(kBegin);
    QVERIFY(!none.runs() && !none.frame(u"a"_s) && !none.frame(u"other"_s));
    Wall wall;
    wall.add(u"a"_s, u"synthetic:x"_s);
    QVERIFY(!wall.hub->replay({u"a"_s, u"b"_s})->runs());
}

void TestReplay::clipIsWhatCame()
{
    const QTemporaryDir folder;
    const EvidenceOrder order = orderIn(folder);
    std::vector<PacketPtr> packets = packetsOf(u"clip_160.h264"_s, kBegin);
    packets.erase(packets.begin(), packets.begin() + 25);
    const auto made = writeClip(packets, Profile::Main, order, kBegin + 9000);
    QVERIFY(made.has_value());
    QCOMPARE(made->files.size(), 1);
    const EvidenceFile& file = made->files.first();
    QCOMPARE(file.sha256, hashOf(file.path));
    QCOMPARE(file.size, QSize(160, 90));
    QCOMPARE(file.fromMs, kBegin + 1000);
    const QJsonObject manifest = manifestOf(*made);
    QCOMPARE(manifest.value(u"operator"_s).toString(), order.operatorName);
    QCOMPARE(manifest.value(u"reason"_s).toString(), order.reason);
    QCOMPARE(manifest.value(u"camera"_s).toString(), order.camera);
    QCOMPARE(manifest.value(u"asked_from"_s).toString(), u"2026-03-02T03:00:01.200Z"_s);
    QCOMPARE(manifest.value(u"marks"_s).toArray().size(), 1);
    const QJsonObject entry = manifest.value(u"files"_s).toArray().first().toObject();
    QCOMPARE(entry.value(u"sha256"_s).toString(), QString::fromLatin1(file.sha256.toHex()));
    QCOMPARE(entry.value(u"packets"_s).toInt(), 50);
    // Played again: the same pictures.
    Wall wall;
    wall.add(u"file"_s, QUrl::fromLocalFile(file.path).toString());
    StreamHandle handle = wall.hub->attach(u"file"_s, tile(160, 90));
    QSet<int> numbers;
    QVERIFY(wall.time.until([&] {
        if (const int number = numberOf(handle.frame()); number > 0)
            numbers.insert(number);
        return handle.status().state == StreamState::Backoff;
    }));
    QCOMPARE(handle.status().trouble, Trouble::Ended);
    QVERIFY2(numbers.size() > 10, qPrintable(QString::number(numbers.size())));
    for (const int number : std::as_const(numbers))
        QVERIFY(number >= 26 && number <= 75);
    // A second clip of the same moment takes another name.
    const auto again = writeClip(packets, Profile::Main, order, kBegin + 9000);
    QVERIFY(again.has_value() && again->files.first().path != file.path);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 4);
}

void TestReplay::changedPictureMakesTwoFiles()
{
    const QTemporaryDir folder;
    std::vector<PacketPtr> packets = packetsOf(u"clip_160.h264"_s, kBegin, 30);
    for (const PacketPtr& packet : packetsOf(u"clip_128.h264"_s, kBegin + 1200))
        packets.push_back(packet);
    const auto made = writeClip(packets, Profile::Sub, orderIn(folder), kBegin);
    QVERIFY(made.has_value());
    QCOMPARE(made->files.size(), 2);
    QCOMPARE(made->files.at(0).size, QSize(160, 90));
    QCOMPARE(made->files.at(1).size, QSize(128, 72));
    QCOMPARE(made->files.at(1).packets, 25);
    QCOMPARE(made->files.at(1).sha256, hashOf(made->files.at(1).path));
}

void TestReplay::oddTimesGoForward()
{
    const QTemporaryDir folder;
    std::vector<PacketPtr> packets;
    sim::SeededRandom random(8);
    for (const PacketPtr& packet : packetsOf(u"clip_160.h264"_s, kBegin)) {
        Packet odd = *packet;
        switch (random.range(0, 4)) {
        case 0: odd.ptsUs = odd.dtsUs = Packet::kNoTime; break;
        case 1: odd.dtsUs = -1'000'000'000; break;
        case 2: odd.ptsUs = INT64_MAX; break;
        case 3: odd.arrivedMs -= 3; break;
        default: break;
        }
        packets.push_back(std::make_shared<Packet>(odd));
    }
    const auto made = writeClip(packets, Profile::Main, orderIn(folder), kBegin);
    QVERIFY(made.has_value());
    QCOMPARE(made->files.first().packets, 75);
}

void TestReplay::pictureAtFullSize()
{
    const QTemporaryDir folder;
    EvidenceOrder order = orderIn(folder);
    order.toMs = kBegin + 1210;
    const std::vector<PacketPtr> packets = packetsOf(u"clip_320.h264"_s, kBegin);
    QCOMPARE(numberOf(pictureAt(packets, order.toMs)), 31);
    const auto made = writePicture(packets, Profile::Main, order, kBegin);
    QVERIFY(made.has_value());
    const EvidenceFile& file = made->files.first();
    QCOMPARE(file.size, QSize(320, 180));
    QCOMPARE(file.fromMs, kBegin + 1200);
    QCOMPARE(file.sha256, hashOf(file.path));
    QFile bytes(file.path);
    QVERIFY(bytes.open(QIODevice::ReadOnly));
    QCOMPARE(bytes.read(8), QByteArray("\x89PNG\r\n\x1a\n"));
    QCOMPARE(manifestOf(*made).value(u"kind"_s).toString(), u"picture"_s);
    QVERIFY(!pictureAt(packets, kBegin - 1));
}

void TestReplay::evidenceThatCannotBe()
{
    const QTemporaryDir folder;
    EvidenceOrder order = orderIn(folder);
    QCOMPARE(writeClip({}, Profile::Main, order, 0).error().code, ErrorCode::Missing);
    QCOMPARE(writePicture({}, Profile::Main, order, 0).error().code, ErrorCode::Missing);
    std::vector<PacketPtr> packets = packetsOf(u"clip_160.h264"_s, kBegin);
    QCOMPARE(writeClip({packets.begin() + 1, packets.end()}, Profile::Main, order, 0).error().code,
             ErrorCode::Missing);
    order.folder += u"/nowhere"_s;
    QCOMPARE(writeClip(packets, Profile::Main, order, 0).error().code, ErrorCode::Io);
    order.folder = folder.path();
    order.camera = u"../../etc/x y"_s;  // a name is never a way out of the folder
    const auto made = writeClip(packets, Profile::Main, order, 0);
    QVERIFY(made.has_value());
    QCOMPARE(QFileInfo(made->files.first().path).absolutePath(),
             QFileInfo(folder.path()).absoluteFilePath());
}

void TestReplay::afterTheServerHasGone()
{
    const QTemporaryDir folder;
    FaultServer server;
    server.set("/a", {});
    server.set("/b", {});
    Wall wall;
    wall.add(u"a"_s, server.url("/a"));
    wall.add(u"b"_s, server.url("/b"));
    StreamHandle a = wall.hub->attach(u"a"_s, tile(80, 44));
    StreamHandle b = wall.hub->attach(u"b"_s, tile(80, 44));
    QVERIFY(wall.time.until([&] { return a.sequence() >= 30 && b.sequence() >= 30; }));
    server.stopListening();
    server.cutAll();
    QVERIFY(wall.reach(u"a"_s, StreamState::Backoff) && wall.reach(u"b"_s, StreamState::Backoff));
    const auto replay = wall.hub->replay({u"a"_s, u"b"_s});
    QVERIFY(replay->lastMs() - replay->firstMs() > 500);
    replay->seek((replay->firstMs() + replay->lastMs()) / 2);
    QVERIFY(eventually([&] { return replay->frame(u"a"_s) && replay->frame(u"b"_s); }));
    QCOMPARE(replay->frame(u"a"_s)->size, QSize(160, 90));  // not what the tile was scaled to
    QVERIFY(std::abs(replay->frame(u"a"_s)->capturedMs - replay->positionMs()) < 5000);
    EvidenceOrder order = orderIn(folder);
    order.camera = u"a"_s;
    order.fromMs = replay->firstMs();
    order.toMs = replay->lastMs();
    std::optional<Result<Evidence>> clip, picture, none;
    wall.hub->exportClip(order, [&](const Result<Evidence>& made) { clip = made; });
    wall.hub->exportPicture(order, [&](const Result<Evidence>& made) { picture = made; });
    order.camera = u"unknown"_s;
    wall.hub->exportClip(order, [&](const Result<Evidence>& made) { none = made; });
    QVERIFY(wall.time.until([&] { return clip && picture && none; }));
    QVERIFY(clip->has_value() && picture->has_value() && !none->has_value());
    QVERIFY((*clip)->files.first().packets >= 25);
    QVERIFY(wall.end());
}

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_media_replay.moc"
