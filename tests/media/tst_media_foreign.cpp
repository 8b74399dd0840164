// SPDX-License-Identifier: GPL-3.0-or-later
// The engine against a server that others wrote: GStreamer's.
#include <QTest>

#include "media/media_kit.h"
#include "media/synthetic_source.h"

#undef signals
#include <gst/rtsp-server/rtsp-server.h>

using namespace kydai;
using namespace kydai::test;

namespace {

// Serves the clip in a loop at /cam, on a thread of its own.
class GstServer
{
public:
    explicit GstServer(bool asksPassword)
    {
        m_context = g_main_context_new();
        m_loop = g_main_loop_new(m_context, FALSE);
        m_server = gst_rtsp_server_new();
        gst_rtsp_server_set_address(m_server, "127.0.0.1");
        gst_rtsp_server_set_service(m_server, "0");
        GstRTSPMediaFactory* factory = gst_rtsp_media_factory_new();
        gst_rtsp_media_factory_set_launch(
            factory,
            "( multifilesrc loop=true location=" KYDAI_SOURCE_DIR "/tests/media/data/clip_160.h264 "
            "! h264parse config-interval=-1 ! rtph264pay name=pay0 pt=96 )");
        if (asksPassword)
            addPassword(factory);
        GstRTSPMountPoints* mounts = gst_rtsp_server_get_mount_points(m_server);
        gst_rtsp_mount_points_add_factory(mounts, "/cam", factory);
        g_object_unref(mounts);
        m_source = gst_rtsp_server_attach(m_server, m_context);
        m_thread = std::thread([this] { g_main_loop_run(m_loop); });
    }
    ~GstServer()
    {
        g_main_loop_quit(m_loop);
        m_thread.join();
        gst_rtsp_server_client_filter(
            m_server,
            [](GstRTSPServer*, GstRTSPClient*, gpointer) { return GST_RTSP_FILTER_REMOVE; }, nullptr);
        g_object_unref(m_server);
        g_main_loop_unref(m_loop);
        g_main_context_unref(m_context);
    }
    bool isListening() const { return m_source != 0; }
    QString url() const
    {
        return u"rtsp://127.0.0.1:%1/cam"_s.arg(gst_rtsp_server_get_bound_port(m_server));
    }

private:
    void addPassword(GstRTSPMediaFactory* factory)
    {
        GstRTSPToken* token = gst_rtsp_token_new(GST_RTSP_TOKEN_MEDIA_FACTORY_ROLE, G_TYPE_STRING,
                                                 "viewer", nullptr);
        gst_rtsp_media_factory_add_role(factory, "viewer", GST_RTSP_PERM_MEDIA_FACTORY_ACCESS,
                                        G_TYPE_BOOLEAN, TRUE, GST_RTSP_PERM_MEDIA_FACTORY_CONSTRUCT,
                                        G_TYPE_BOOLEAN, TRUE, nullptr);
        GstRTSPAuth* auth = gst_rtsp_auth_new();
        gst_rtsp_auth_set_supported_methods(auth, GST_RTSP_AUTH_DIGEST);
        gst_rtsp_auth_add_digest(auth, "admin", "s3cr3t", token);
        gst_rtsp_token_unref(token);
        gst_rtsp_server_set_auth(m_server, auth);
        g_object_unref(auth);
    }

    GMainContext* m_context = nullptr;
    GMainLoop* m_loop = nullptr;
    GstRTSPServer* m_server = nullptr;
    guint m_source = 0;
    std::thread m_thread;
};

}  // namespace

class TestForeign : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void plays_data();
    void plays();
    void missingStream();
};

void TestForeign::initTestCase()
{
    gst_init(nullptr, nullptr);
    for (const char* name : {"h264parse", "rtph264pay", "multifilesrc"}) {
        GstElementFactory* found = gst_element_factory_find(name);
        if (!found)
            QSKIP("GStreamer lacks a plug-in that its server needs");
        gst_object_unref(found);
    }
}

void TestForeign::plays_data()
{
    QTest::addColumn<bool>("asksPassword");
    QTest::addColumn<QString>("password");
    QTest::addColumn<int>("state");
    QTest::newRow("open") << false << QString() << int(StreamState::Live);
    QTest::newRow("digest") << true << u"s3cr3t"_s << int(StreamState::Live);
    QTest::newRow("wrong password") << true << u"other"_s << int(StreamState::AuthFailed);
}

void TestForeign::plays()
{
    QFETCH(bool, asksPassword);
    QFETCH(QString, password);
    QFETCH(int, state);
    GstServer server(asksPassword);
    QVERIFY(server.isListening());
    Wall wall({}, [&](const QString&) { return Credentials{u"admin"_s, password}; });
    wall.add(u"CAM-1"_s, server.url());
    Viewer viewer;
    viewer.pixels = QSize(160, 90);
    StreamHandle handle = wall.hub->attach(u"CAM-1"_s, viewer);
    QVERIFY(wall.reach(u"CAM-1"_s, StreamState(state)));
    if (StreamState(state) == StreamState::Live) {
        QSet<int> numbers;
        const bool many = wall.time.until([&] {
            if (const FramePtr frame = handle.frame())
                numbers.insert(readSynthetic(*frame));
            return numbers.size() >= 20;
        }, true);
        QVERIFY2(many, qPrintable(u"%1 numbers, %2 pictures, %3 in a second, %4 skipped, %5"_s
                                      .arg(numbers.size()).arg(handle.sequence())
                                      .arg(handle.stats().fpsIn).arg(handle.stats().drops)
                                      .arg(wall.states.value(u"CAM-1"_s).join(u' '))));
        for (const int number : std::as_const(numbers))
            QVERIFY2(number >= 1 && number <= 75, qPrintable(QString::number(number)));
    }
    QVERIFY(wall.end());
}

void TestForeign::missingStream()
{
    GstServer server(false);
    QVERIFY(server.isListening());
    Wall wall;
    wall.add(u"CAM-1"_s, server.url() + u"era"_s);
    StreamHandle handle = wall.hub->attach(u"CAM-1"_s, Viewer());
    QVERIFY(wall.reach(u"CAM-1"_s, StreamState::NotFound));
}

QTEST_GUILESS_MAIN(TestForeign)
#include "tst_media_foreign.moc"
