// SPDX-License-Identifier: GPL-3.0-or-later
// This desk's machine as the first run and the page "This desk" show it: what was seen, nothing
// more. GUI thread.
#pragma once

#include "desk/disk_platform.h"
#include "desk/services.h"

namespace kydai::desk {

class DeskClock;
class DeskSync;

class DeskDevice : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString disk READ disk NOTIFY changed)
    Q_PROPERTY(QString diskText READ diskText NOTIFY changed)
    Q_PROPERTY(QString diskDetail READ diskDetail NOTIFY changed)
    Q_PROPERTY(QString freeBytesText READ freeBytesText NOTIFY changed)
    Q_PROPERTY(bool freeOk READ freeOk NOTIFY changed)
    Q_PROPERTY(QString clockText READ clockText NOTIFY changed)
    Q_PROPERTY(bool clockOk READ clockOk NOTIFY changed)
    Q_PROPERTY(QString profilePath READ profilePath CONSTANT)
    Q_PROPERTY(QVariantList checks READ checks NOTIFY changed)
    Q_PROPERTY(QVariantList fill READ fill NOTIFY changed)

public:
    DeskDevice(Services& services, DeskClock& clock, DeskSync& sync, const QString& profileDir,
               QObject* parent = nullptr);

    QString disk() const;
    QString diskText() const;
    QString diskDetail() const;
    QString freeBytesText() const;
    bool freeOk() const;
    QString clockText() const;
    bool clockOk() const;
    QString profilePath() const { return m_profileDir; }
    QVariantList checks() const;
    QVariantList fill() const;
    Q_INVOKABLE void refresh();
    void retranslate() { Q_EMIT changed(); }

Q_SIGNALS:
    void changed();

private:
    Services& m_services;
    DeskClock& m_clock;
    DeskSync& m_sync;
    QString m_profileDir;
    DiskFacts m_disk;
};

}  // namespace kydai::desk
