// SPDX-License-Identifier: GPL-3.0-or-later
#include "cameras.h"

namespace kydai::cityprogram {

using namespace Qt::StringLiterals;

namespace {

constexpr double kStalledFps = 0.02;
constexpr auto kProfiles = {"sub"_L1, "main"_L1};

QString pathOf(const QString& code, QLatin1StringView profile)
{
    return u'/' + code + u'/' + profile;
}

}  // namespace

Cameras::Cameras(const QList<CameraScene>& scenes, quint16 port, const QString& folder,
                 CameraTrouble trouble, quint64 seed, QObject* parent)
    : QObject(parent), m_scenes(scenes), m_server({.port = port, .account = {}}), m_maker(folder),
      m_chance(seed), m_manner(trouble)
{
    connect(&m_maker, &cityvideo::ClipMaker::ready, this, &Cameras::made);
    connect(&m_maker, &cityvideo::ClipMaker::failed, this, [](const QString& path, const QString& why) {
        qWarning("camera %s: %s", qPrintable(path), qPrintable(why));
    });
    m_trouble.setSingleShot(true);
    connect(&m_trouble, &QTimer::timeout, this, [this] { m_troubled.isEmpty() ? disturb() : mend(); });
    if (m_manner.quietMs > 0)
        m_trouble.start(m_manner.quietMs);
}

Result<quint16> Cameras::start()
{
    const auto port = m_server.listen();
    if (!port)
        return port;
    int turn = 0;
    for (const CameraScene& camera : m_scenes) {
        m_maker.want(pathOf(camera.code, "sub"_L1), subStream(camera), turn);
        m_maker.want(pathOf(camera.code, "main"_L1), mainStream(camera), 1000 + turn);
        ++turn;
    }
    return port;
}

void Cameras::made(const QString& path, const rtsp::ClipPtr& clip)
{
    m_clips.insert(path, clip);
    if (!path.startsWith(u'/' + m_troubled + u'/'))
        mount(path, false);
}

void Cameras::mount(const QString& path, bool stalls)
{
    rtsp::ClipPtr clip = m_clips.value(path);
    if (!clip)
        return;
    if (stalls) {
        auto slow = std::make_shared<rtsp::Clip>(*clip);
        slow->fps = kStalledFps;
        clip = slow;
    }
    m_server.mount({.path = path.toUtf8(), .clip = clip});
}

void Cameras::disturb()
{
    m_troubled = m_chance.pick(m_scenes).code;
    const bool stalls = m_chance.hit(.5);
    for (const auto profile : kProfiles) {
        const QString path = pathOf(m_troubled, profile);
        if (stalls)
            mount(path, true);
        else
            m_server.unmount(path.toUtf8());
    }
    m_trouble.start(m_manner.lastsMs);
}

void Cameras::mend()
{
    for (const auto profile : kProfiles)
        mount(pathOf(m_troubled, profile), false);
    m_troubled.clear();
    m_trouble.start(m_manner.quietMs);
}

}  // namespace kydai::cityprogram
