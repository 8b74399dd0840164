// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/camera_face.h"

#include <cmath>

#include <QFuture>
#include <QPointer>
#include <QPromise>
#include <QThreadPool>
#include <QUuid>

#include "core/permissions.h"
#include "desk/actions.h"
#include "desk/row_roles.h"
#include "desk/session.h"
#include "desk/time_words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMostNear = 20;
constexpr int kFirstWall = 9;

QString distanceOf(double metres)
{
    if (metres < 1000)
        return u"%1 m"_s.arg(static_cast<int>(std::lround(metres / 10) * 10));
    return u"%1 km"_s.arg(words::decimalText(metres / 1000, 1));
}

QString sizeOf(const Camera& c)
{
    const CameraProfile& p = c.main.isEmpty() ? c.sub : c.main;
    return p.width && p.height ? u"%1 × %2"_s.arg(p.width).arg(p.height) : QString();
}

// As people of the map go: from west to east.
QStringList firstWall(const QList<Camera>& cameras)
{
    QList<const Camera*> shown;
    for (const Camera& camera : cameras) {
        if (camera.hasStream() && shown.size() < kFirstWall)
            shown.append(&camera);
    }
    std::stable_sort(shown.begin(), shown.end(),
                     [](const Camera* a, const Camera* b) { return a->lon < b->lon; });
    QStringList codes;
    for (const Camera* camera : std::as_const(shown))
        codes.append(camera->code);
    return codes;
}

}  // namespace

DeskCameras::DeskCameras(Services& services, DeskSession& session, DeskActions& actions,
                         QObject* parent)
    : QObject(parent),
      m_services(services),
      m_session(session),
      m_actions(actions),
      m_tree(m_catalogue),
      m_layouts(saver("walls")),
      m_watch(saver("watch")),
      m_desk(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    connect(&services.core, &DeskCore::actorChanged, this, &DeskCameras::onActor);
    connect(&services.core, &DeskCore::directoryChanged, this, &DeskCameras::showCameras);
    connect(&services.core, &DeskCore::onlineChanged, this, &DeskCameras::onOnline);
    connect(&session, &DeskSession::changed, this, &DeskCameras::changed);
    connect(&m_catalogue, &CameraCatalogue::changed, this, &DeskCameras::catalogueChanged);
    connect(&m_catalogue, &CameraCatalogue::healthChanged, this, &DeskCameras::healthChanged);
    connect(&m_tree, &CameraTree::foldedChanged, this,
            [this] { saver("folded")(m_tree.folded().join(u'\n').toUtf8()); });
}

DeskCameras::~DeskCameras()
{
    forgetSecrets();
}

bool DeskCameras::allowed() const
{
    return may(m_services.core.actor().roles, Capability::ViewCameras);
}

QString DeskCameras::watermark() const
{
    const QString user = m_session.user();
    return user.isEmpty() || m_session.displayName() == user
               ? user
               : m_session.displayName() + u" · "_s + user;
}

QString DeskCameras::key(const char* what) const
{
    return u"cameras/%1/%2"_s.arg(m_user, QLatin1StringView(what));
}

std::function<void(const QByteArray&)> DeskCameras::saver(const char* what)
{
    return [this, what](const QByteArray& kept) {
        if (!m_user.isEmpty())
            m_services.engine.setSetting(key(what), kept);
    };
}

void DeskCameras::onActor()
{
    const QString user = allowed() ? m_services.core.actor().user : QString();
    if (user != m_user) {
        wipe();
        m_user = user;
        if (!user.isEmpty())
            load();
    }
    showCameras();
    onOnline();
}

// An answer that comes after somebody else signed in is nobody's.
void DeskCameras::load()
{
    const auto ask = [this](const char* what, std::function<void(const QByteArray&)> take) {
        m_services.engine.askSetting(
            key(what), [guard = QPointer<DeskCameras>(this), user = m_user,
                        take = std::move(take)](const QByteArray& kept) {
                if (guard && guard->m_user == user)
                    take(kept);
            });
    };
    ask("walls", [this](const QByteArray& kept) {
        m_layouts.load(kept);
        showCameras();
    });
    ask("watch", [this](const QByteArray& kept) { m_watch.load(kept); });
    ask("folded", [this](const QByteArray& kept) {
        m_tree.setFolded(QString::fromUtf8(kept).split(u'\n', Qt::SkipEmptyParts));
    });
}

void DeskCameras::forgetSecrets()
{
    for (CameraSecret& secret : m_secrets)
        secret.password.fill(u'\0');
    m_secrets.clear();
    m_hasSecrets = false;
}

void DeskCameras::wipe()
{
    forgetSecrets();
    m_asking = false;
    m_sightings.clear();
    m_connecting.clear();
    m_catalogue.setReported({});
    m_user.clear();
    m_layouts.clear();
    m_watch.clear();
    showCameras();
}

// A thousand cameras take some milliseconds to read: not on this thread.
void DeskCameras::takeDocument(const QByteArray& json)
{
    const quint64 number = ++m_parse;
    if (json.isEmpty()) {
        m_ready = false;
        m_all.clear();
        showCameras();
        return;
    }
    using Read = Result<QList<Camera>>;
    auto promise = std::make_shared<QPromise<Read>>();
    promise->start();
    promise->future().then(this, [this, number](const Read& read) {
        if (number != m_parse || !read)
            return;
        m_all = *read;
        m_ready = true;
        m_hasSecrets = false;  // those of new cameras are asked for at the next round
        m_nextAskMs = 0;
        showCameras();
    });
    QThreadPool::globalInstance()->start([promise, json] {
        promise->addResult(camerasFromJson(json));
        promise->finish();
    });
}

void DeskCameras::showCameras()
{
    m_today = localDate(m_services.core.nowMs());
    QList<Camera> cameras;
    if (allowed()) {
        cameras = m_all;
        for (Camera& camera : cameras) {
            if (camera.group.isEmpty() && !camera.area.isEmpty())
                camera.group = areaLabel(m_services.core.directory(), camera.area);
        }
    }
    m_catalogue.setCameras(cameras, m_today);
    if (count() > 0)
        m_layouts.makeFirst(firstWall(m_catalogue.cameras()));
    Q_EMIT changed();
}

QVariantMap DeskCameras::camera(const QString& code) const
{
    const Camera* c = m_catalogue.find(code);
    if (!c)
        return {};
    const CameraCondition condition = m_catalogue.condition(code);
    const CameraAvailability available = m_catalogue.availability(code);
    const Directory& directory = m_services.core.directory();
    return {{u"code"_s, c->code},
            {u"name"_s, c->name},
            {u"group"_s, c->group},
            {u"area"_s, c->area.isEmpty() ? QString() : areaLabel(directory, c->area)},
            {u"owner"_s, c->owner.isEmpty() ? QString() : agencyLabel(directory, c->owner)},
            {u"hasPosition"_s, c->hasPosition},
            {u"lat"_s, c->lat},
            {u"lon"_s, c->lon},
            {u"direction"_s, c->direction},
            {u"fov"_s, c->fov},
            {u"reach"_s, c->reach},
            {u"hasMain"_s, !c->main.isEmpty()},
            {u"hasSub"_s, !c->sub.isEmpty()},
            {u"codec"_s, c->main.isEmpty() ? c->sub.codec : c->main.codec},
            {u"sizeText"_s, sizeOf(*c)},
            {u"keep"_s, c->keep},
            {u"sessions"_s, c->sessionLimit},
            {u"health"_s, codeOf(condition.health)},
            {u"healthText"_s, cameraHealthText(condition.health)},
            {u"sinceMs"_s, static_cast<double>(condition.sinceMs)},
            {u"reason"_s, condition.reason},
            {u"available"_s, available.n > 0 ? available.share : -1.0},
            {u"observations"_s, available.n}};
}

QVariantList DeskCameras::nearest(double lat, double lon, int count, double withinMetres) const
{
    QVariantList list;
    const QList<NearCamera> near =
        m_catalogue.nearest(lon, lat, std::min(count, kMostNear), withinMetres);
    for (const NearCamera& one : near) {
        const Camera& c = m_catalogue.cameras().at(one.index);
        list.append(QVariantMap{{u"code"_s, c.code},
                                {u"name"_s, c.name},
                                {u"metres"_s, one.metres},
                                {u"distanceText"_s, distanceOf(one.metres)},
                                {u"bearing"_s, one.bearing},
                                {u"sees"_s, one.sees},
                                {u"health"_s, codeOf(m_catalogue.condition(c.code).health)}});
    }
    return list;
}

std::optional<CameraSecret> DeskCameras::secretOf(const QString& code) const
{
    const auto at = m_secrets.constFind(code);
    return at == m_secrets.constEnd() ? std::nullopt : std::optional(*at);
}

ActionSheet* DeskCameras::sheetFor(const QString& caseId, const QString& camera, double takenMs)
{
    const Camera* c = m_catalogue.find(camera);
    ActionSheet* sheet = c ? m_actions.start(caseId, u"attach"_s) : nullptr;
    if (!sheet)
        return nullptr;
    const qint64 at = static_cast<qint64>(takenMs);
    sheet->setValue(u"kind"_s, u"document"_s);
    sheet->setValue(u"text"_s, translate("Desk", "%1 · %2 · picture of %3 %4 · taken by %5")
                                   .arg(c->code, c->name, words::timeSecondsText(at),
                                        words::dateText(at), watermark()));
    return sheet;
}

ActionSheet* DeskCameras::attachFile(const QString& caseId, const QUrl& file,
                                     const QString& camera, double takenMs)
{
    ActionSheet* sheet = sheetFor(caseId, camera, takenMs);
    if (sheet)
        sheet->addFiles(u"files"_s, {file});
    return sheet;
}

ActionSheet* DeskCameras::attachPicture(const QString& caseId, const QByteArray& bytes,
                                        const QString& camera, double takenMs)
{
    ActionSheet* sheet = sheetFor(caseId, camera, takenMs);
    if (sheet) {
        const QString stamp = words::timeSecondsText(static_cast<qint64>(takenMs)).remove(u':');
        sheet->addPasted(u"files"_s, bytes, u"%1-%2.png"_s.arg(camera, stamp));
    }
    return sheet;
}

void DeskCameras::retranslate()
{
    m_tree.retranslate();
    Q_EMIT changed();
    Q_EMIT healthChanged(QString());
}

void DeskCameras::minute()
{
    if (m_today != localDate(m_services.core.nowMs()))
        showCameras();
}

}  // namespace kydai::desk
