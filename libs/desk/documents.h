// SPDX-License-Identifier: GPL-3.0-or-later
// The named documents (core/documents.h) this account may read, as the directory announces them:
// the newest version that is on this desk, also without the server. GUI thread; whoever parses one
// takes the bytes to a thread of its own.
#pragma once

#include <QHash>
#include <QObject>

#include "desk/document_keeper.h"
#include "desk/services.h"

namespace kydai::desk {

class DeskDocuments : public QObject
{
    Q_OBJECT

public:
    explicit DeskDocuments(Services& services, QObject* parent = nullptr);

    QByteArray bytes(const QString& name) const { return m_here.value(name).bytes; }
    QString version(const QString& name) const { return m_here.value(name).sha256; }  // sha256
    // Why the announced version is not here yet; None when it is, or is on its way.
    Error problem(const QString& name) const { return m_failed.value(name).error; }

    void onNews(const DocumentNews& news);  // from the engine
    void second();
    void wipe();  // signing out

Q_SIGNALS:
    void changed(const QString& name);

private:
    void look();

    Services& m_services;
    QHash<QString, DocumentNews> m_here, m_failed;
    qint64 m_againMs = 0;  // when what failed is asked for again
    qint64 m_pauseMs = 0;
};

}  // namespace kydai::desk
