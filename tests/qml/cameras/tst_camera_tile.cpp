// SPDX-License-Identifier: GPL-3.0-or-later
// Live tiles with the renderer that KYDAI_TILE_API names: the number in the picture can be read from
// the window's pixels, bars where the shapes differ, one beat that stops, and a wall of 25.
#include <QElapsedTimer>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickView>
#include <QSGRendererInterface>
#include <QTemporaryDir>
#include <QtQml/qqmlextensionplugin.h>
#include <QtTest/QtTest>

#include "Kydai/Desk/install.h"
#include "Kydai/Ui/install.h"
#include "camera_picture.h"
#include "desk/deskface.h"
#include "media/synthetic_source.h"
#include "picture_place.h"

Q_IMPORT_QML_PLUGIN(Kydai_UiPlugin)
Q_IMPORT_QML_PLUGIN(Kydai_DeskPlugin)
Q_IMPORT_QML_PLUGIN(Kydai_CamerasPlugin)

using namespace kydai;
using namespace kydai::camerasqml;
using namespace Qt::StringLiterals;

namespace {

media::CameraStreams synthetic(const QString& code, int width = 320, int height = 180)
{
    media::CameraStreams streams;
    streams.camera = code;
    streams.profiles.append({code, media::Profile::Sub,
                             u"synthetic:%1?w=%2&h=%3&fps=25"_s.arg(code).arg(width).arg(height),
                             {width, height}, 25});
    return streams;
}

}  // namespace

class TestCameraTile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void partsOfAPicture();
    void counterIsReadFromTheWindow();
    void zoomShowsAPart();
    void beatStopsWhenNothingIsShown();
    void unknownCameraSaysSo();
    void wallOfTwentyFiveKeepsTheGuiFree();
    void tileSaysWhatItIs();

private:
    CameraPicture* picture(const QString& code, const QRectF& at);
    // The number in the picture drawn at this place of the window, -1 = none.
    int counterAt(const QRect& place);

    std::unique_ptr<CameraStreams> m_streams;
    std::unique_ptr<QQuickView> m_window;
};

void TestCameraTile::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("KYDAI_TILE_API"), "say which renderer is wanted");
    if (qEnvironmentVariable("KYDAI_TILE_API") == "software"_L1)
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    ui::registerFonts();
}

void TestCameraTile::init()
{
    m_streams = std::make_unique<CameraStreams>(nullptr);
    m_window = std::make_unique<QQuickView>();
    m_window->setColor(Qt::black);
    m_window->resize(1280, 720);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

void TestCameraTile::cleanup()
{
    m_window.reset();
    m_streams.reset();
}

CameraPicture* TestCameraTile::picture(const QString& code, const QRectF& at)
{
    auto* made = new CameraPicture(m_window->contentItem());
    made->setPosition(at.topLeft());
    made->setSize(at.size());
    made->setStreams(m_streams.get());
    made->setCamera(code);
    return made;
}

int TestCameraTile::counterAt(const QRect& place)
{
    const QImage shot = m_window->grabWindow().convertToFormat(QImage::Format_RGB32).copy(place);
    media::Frame frame;
    frame.size = shot.size();
    frame.bytesPerLine = static_cast<int>(shot.bytesPerLine());
    frame.pixels = QByteArray(reinterpret_cast<const char*>(shot.constBits()), shot.sizeInBytes());
    return media::readSynthetic(frame);
}

void TestCameraTile::partsOfAPicture()
{
    QCOMPARE(letterbox({640, 360}, {320, 240}), QRectF(0, 30, 320, 180));
    QCOMPARE(letterbox({360, 640}, {320, 320}), QRectF(70, 0, 180, 320));
    QVERIFY(letterbox({}, {320, 240}).isNull());
    QCOMPARE(seenPart({640, 360}, 1, {0.9, 0.9}), QRectF(0, 0, 640, 360));
    QCOMPARE(seenPart({640, 360}, 2, {0.5, 0.5}), QRectF(160, 90, 320, 180));
    QCOMPARE(seenPart({640, 360}, 2, {1, 1}), QRectF(320, 180, 320, 180));
    QCOMPARE(seenPart({640, 360}, 100, {0.5, 0.5}).width(), 640 / kMostZoom);
}

void TestCameraTile::counterIsReadFromTheWindow()
{
    const auto wanted = qEnvironmentVariable("KYDAI_TILE_API") == "software"_L1
        ? QSGRendererInterface::Software : QSGRendererInterface::OpenGL;
    QCOMPARE(m_window->rendererInterface()->graphicsApi(), wanted);
    m_streams->setCameras({synthetic(u"C-1"_s)});
    // Taller than the picture: bars above and below, which stay black.
    CameraPicture* tile = picture(u"C-1"_s, {100, 100, 320, 240});
    const QRect place(100, 130, 320, 180);
    QTRY_VERIFY_WITH_TIMEOUT(tile->hasPicture(), 10'000);
    int first = -1;
    QTRY_VERIFY_WITH_TIMEOUT((first = counterAt(place)) > 0, 10'000);
    QTRY_VERIFY_WITH_TIMEOUT(counterAt(place) > first, 10'000);
    const QImage shot = m_window->grabWindow().convertToFormat(QImage::Format_RGB32);
    QCOMPARE(shot.pixel(260, 110), qRgb(0, 0, 0));
    QCOMPARE(shot.pixel(260, 330), qRgb(0, 0, 0));
    QTRY_COMPARE_WITH_TIMEOUT(tile->stateCode(), u"live"_s, 10'000);
}

void TestCameraTile::zoomShowsAPart()
{
    m_streams->setCameras({synthetic(u"C-1"_s)});
    CameraPicture* tile = picture(u"C-1"_s, {0, 0, 320, 180});
    // The counter's last bit, unset for the first 32,000 pictures; nothing else is so dark.
    const auto counterSeen = [this] {
        return m_window->grabWindow().pixelColor(310, 4).red() < 30;
    };
    QTRY_VERIFY_WITH_TIMEOUT(tile->hasPicture() && counterAt({0, 0, 320, 180}) > 0 && counterSeen(),
                             10'000);
    // Twice, at the lower right corner: the counter's row is out of sight.
    tile->zoomAt(2, {320, 180});
    QCOMPARE(tile->zoom(), 2.0);
    QCOMPARE(tile->middle(), QPointF(0.75, 0.75));
    QTRY_VERIFY_WITH_TIMEOUT(!counterSeen(), 10'000);
    tile->pan(-10'000, -10'000);
    QCOMPARE(tile->middle(), QPointF(0.25, 0.25));
    tile->whole();
    QCOMPARE(tile->middle(), QPointF(0.5, 0.5));
    QTRY_VERIFY_WITH_TIMEOUT(counterSeen(), 10'000);
}

void TestCameraTile::beatStopsWhenNothingIsShown()
{
    m_streams->setCameras({synthetic(u"C-1"_s), synthetic(u"C-2"_s)});
    QVERIFY(!m_streams->tick().runs());
    CameraPicture* one = picture(u"C-1"_s, {0, 0, 320, 180});
    CameraPicture* two = picture(u"C-2"_s, {320, 0, 320, 180});
    two->setSpot(true);
    QCOMPARE(m_streams->tick().shown(), 2);
    one->setVisible(false);
    QCOMPARE(m_streams->tick().shown(), 1);
    QVERIFY(m_streams->tick().runs());
    two->setCamera({});
    QVERIFY(!m_streams->tick().runs());
    one->setVisible(true);
    QVERIFY(m_streams->tick().runs());
    m_window->hide();
    QVERIFY(!m_streams->tick().runs());
    delete one;
    QCOMPARE(m_streams->tick().shown(), 0);
}

void TestCameraTile::unknownCameraSaysSo()
{
    m_streams->setCameras({});
    CameraPicture* tile = picture(u"C-9"_s, {0, 0, 320, 180});
    QTRY_COMPARE_WITH_TIMEOUT(tile->stateCode(), u"disabled"_s, 5'000);
    QVERIFY(!tile->hasPicture());
}

// Not a time but a share: of the loop's turns asked for while 25 tiles run, most must have come.
void TestCameraTile::wallOfTwentyFiveKeepsTheGuiFree()
{
    QList<media::CameraStreams> cameras;
    for (int i = 0; i < 25; ++i)
        cameras.append(synthetic(u"C-%1"_s.arg(i), 160, 90));
    m_streams->setCameras(cameras);
    QList<CameraPicture*> tiles;
    for (int i = 0; i < 25; ++i)
        tiles.append(picture(u"C-%1"_s.arg(i), {i % 5 * 250.0, i / 5 * 140.0, 240, 135}));
    const auto all = [&tiles](quint64 least) {
        return std::all_of(tiles.cbegin(), tiles.cend(),
                           [least](const CameraPicture* tile) { return tile->drawn() >= least; });
    };
    QTRY_VERIFY_WITH_TIMEOUT(all(1), 30'000);
    qint64 longest = 0;
    QElapsedTimer gap, whole;
    QTimer probe;
    probe.setInterval(0);
    gap.start();
    whole.start();
    connect(&probe, &QTimer::timeout, this, [&] { longest = std::max(longest, gap.restart()); });
    probe.start();
    QTRY_VERIFY_WITH_TIMEOUT(all(20), 30'000);
    const qint64 spent = whole.elapsed();
    QVERIFY2(longest * 2 < spent, qPrintable(u"%1 of %2 ms"_s.arg(longest).arg(spent)));
    // Each tile is drawn at most at the beat, though 25 pictures a second came.
    for (const CameraPicture* tile : std::as_const(tiles))
        QVERIFY(tile->drawn() <= static_cast<quint64>(spent / PictureTick::kTileMs * 2 + 60));
}

void TestCameraTile::tileSaysWhatItIs()
{
    QTemporaryDir dir;
    desk::DeskFace desk(desk::DeskOptions{{}, dir.filePath(u"profile"_s), u"kydai/test"_s, {}, {}});
    QQmlEngine engine;
    QStringList warnings;
    connect(&engine, &QQmlEngine::warnings, this, [&warnings](const QList<QQmlError>& list) {
        for (const QQmlError& error : list)
            warnings.append(error.toString());
    });
    ui::install(engine);
    deskqml::install(engine, desk);
    QQmlComponent component(&engine);
    component.setData("import QtQuick\nimport Kydai.Desk\nimport Kydai.Cameras\n"
                      "CameraTile { width: 480; height: 270; camera: 'C-1'; name: 'Đập Đá' }", {});
    const std::unique_ptr<QObject> made(component.create());
    QVERIFY2(made, qPrintable(component.errorString()));
    auto* tile = qobject_cast<QQuickItem*>(made.get());
    tile->setParentItem(m_window->contentItem());
    auto* shown = tile->property("picture").value<CameraPicture*>();
    QVERIFY(shown);
    // The desk is not signed in, so there is no such camera, and the tile says it in words.
    QTRY_COMPARE_WITH_TIMEOUT(shown->stateCode(), u"disabled"_s, 5'000);
    QCOMPARE(tile->property("words").value<QObject*>()->property("title").toString(),
             u"Camera gives no live picture"_s);
    tile->forceActiveFocus();
    m_window->requestActivate();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTest::keyClick(m_window.get(), Qt::Key_Plus);
    QCOMPARE(shown->zoom(), 1.25);
    QTest::keyClick(m_window.get(), Qt::Key_0);
    QCOMPARE(shown->zoom(), 1.0);
    QVERIFY2(warnings.isEmpty(), qPrintable(warnings.join(u'\n')));
}

QTEST_MAIN(TestCameraTile)
#include "tst_camera_tile.moc"
