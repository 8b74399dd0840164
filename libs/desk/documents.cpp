// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/documents.h"

#include "core/documents.h"

namespace kydai::desk {

namespace {

constexpr qint64 kFirstPauseMs = 5'000;
constexpr qint64 kLongestPauseMs = 300'000;

}  // namespace

DeskDocuments::DeskDocuments(Services& services, QObject* parent)
    : QObject(parent), m_services(services)
{
    connect(&services.core, &DeskCore::directoryChanged, this, &DeskDocuments::look);
    connect(&services.core, &DeskCore::actorChanged, this, &DeskDocuments::look);
    connect(&services.core, &DeskCore::onlineChanged, this, &DeskDocuments::look);
}

void DeskDocuments::look()
{
    const Actor& actor = m_services.core.actor();
    if (actor.user.isEmpty() || !m_services.core.hasDirectory())
        return;
    DocumentsWanted wanted;
    if (m_services.core.online()) {
        wanted.httpBase = m_services.api.httpBase();
        wanted.token = m_services.api.token();
    }
    for (const DocumentKind& kind : documentKinds()) {
        const QString name = QString::fromLatin1(kind.name);
        const QString sha256 = m_services.core.directory().setting(documentSetting(name));
        if (!sha256.isEmpty() && mayRead(actor.roles, readersOf(kind)))
            wanted.versions.insert(name, sha256);
    }
    m_services.engine.wantDocuments(wanted);
    m_failed.clear();
    const QStringList names = m_here.keys();
    for (const QString& name : names) {
        if (!wanted.versions.contains(name)) {
            m_here.remove(name);
            Q_EMIT changed(name);
        }
    }
}

void DeskDocuments::onNews(const DocumentNews& news)
{
    if (m_services.core.actor().user.isEmpty())
        return;  // signed out while it was on its way
    if (news.error.code != ErrorCode::None) {
        m_failed.insert(news.name, news);
        m_pauseMs = std::clamp(2 * m_pauseMs, kFirstPauseMs, kLongestPauseMs);
        m_againMs = m_services.clock.monotonicMs() + m_pauseMs;
        return;
    }
    m_failed.remove(news.name);
    m_pauseMs = 0;
    if (version(news.name) == news.sha256)
        return;
    m_here.insert(news.name, news);
    Q_EMIT changed(news.name);
}

void DeskDocuments::second()
{
    if (!m_failed.isEmpty() && m_services.core.online()
        && m_services.clock.monotonicMs() >= m_againMs)
        look();
}

void DeskDocuments::wipe()
{
    m_services.engine.wipeDocuments();
    m_failed.clear();
    const QStringList names = m_here.keys();
    m_here.clear();
    for (const QString& name : names)
        Q_EMIT changed(name);
}

}  // namespace kydai::desk
