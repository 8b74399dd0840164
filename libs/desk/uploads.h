// SPDX-License-Identifier: GPL-3.0-or-later
// The files of this desk that are kept for sending, as the sheets see them. GUI thread.
#pragma once

#include <functional>

#include <QHash>
#include <QObject>

#include "deskdb/outbox.h"

namespace kydai::desk {

class Engine;

class Uploads : public QObject
{
    Q_OBJECT

public:
    Uploads(Engine& engine, const QString& folder, QObject* parent = nullptr);

    using Done = std::function<void(const Result<Upload>&)>;
    // Copies it into the profile; held until release().
    void keepFile(const QString& path, const Uuid& caseId, Done done);
    void keepBytes(const QByteArray& bytes, const QString& name, const Uuid& caseId, Done done);
    void hold(const QString& sha256);
    void release(const QString& sha256);

    bool knows(const QString& sha256) const { return m_known.contains(sha256); }
    Upload upload(const QString& sha256) const { return m_known.value(sha256).upload; }
    double progress(const QString& sha256) const;  // 0 to 1, what is on the server
    QString url(const QString& sha256) const;      // of the copy on this disk; empty when not here

    void onNews(const UploadNews& news);  // from the engine

Q_SIGNALS:
    void changed(const QString& sha256);

private:
    Engine& m_engine;
    QString m_folder;
    QHash<QString, UploadNews> m_known;
};

}  // namespace kydai::desk
