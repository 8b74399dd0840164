// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/uploads.h"

#include <algorithm>

#include <QUrl>

#include "desk/engine.h"

namespace kydai::desk {

Uploads::Uploads(Engine& engine, const QString& folder, QObject* parent)
    : QObject(parent), m_engine(engine), m_folder(folder)
{}

void Uploads::keepFile(const QString& path, const Uuid& caseId, Done done)
{
    m_engine.keepFile({path, {}, {}, caseId}, std::move(done));
}

void Uploads::keepBytes(const QByteArray& bytes, const QString& name, const Uuid& caseId, Done done)
{
    m_engine.keepFile({{}, bytes, name, caseId}, std::move(done));
}

void Uploads::hold(const QString& sha256) { m_engine.holdFile(sha256); }

void Uploads::release(const QString& sha256) { m_engine.releaseFile(sha256); }

double Uploads::progress(const QString& sha256) const
{
    const UploadNews news = m_known.value(sha256);
    if (news.upload.state == Upload::State::Done)
        return 1;
    // The last byte sent is not the file accepted.
    return news.upload.bytes > 0
        ? std::min(0.99, static_cast<double>(news.sentBytes)
                             / static_cast<double>(news.upload.bytes))
        : 0;
}

QString Uploads::url(const QString& sha256) const
{
    return knows(sha256) ? QUrl::fromLocalFile(m_folder + u'/' + sha256).toString() : QString();
}

void Uploads::onNews(const UploadNews& news)
{
    if (news.gone)
        m_known.remove(news.upload.sha256);
    else
        m_known.insert(news.upload.sha256, news);
    Q_EMIT changed(news.upload.sha256);
}

}  // namespace kydai::desk
