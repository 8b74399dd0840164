// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/device_face.h"

#include <cmath>

#include "desk/small_faces.h"
#include "desk/sync_face.h"
#include "desk/time_words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kEnoughBytes = 2LL * 1000 * 1000 * 1000;

QVariantMap check(const QString& code, const QString& label, const QString& detail,
                  const QString& state)
{
    return {{u"code"_s, code}, {u"label"_s, label}, {u"detail"_s, detail}, {u"state"_s, state}};
}

}  // namespace

DeskDevice::DeskDevice(Services& services, DeskClock& clock, DeskSync& sync,
                       const QString& profileDir, QObject* parent)
    : QObject(parent), m_services(services), m_clock(clock), m_sync(sync), m_profileDir(profileDir)
{
    connect(&sync, &DeskSync::changed, this, &DeskDevice::changed);
    connect(&services.core, &DeskCore::directoryChanged, this, &DeskDevice::changed);
    m_disk = diskFacts(m_profileDir);
}

void DeskDevice::refresh()
{
    m_disk = diskFacts(m_profileDir);
    Q_EMIT changed();
}

QString DeskDevice::disk() const
{
    return m_disk.state == DiskState::Encrypted ? u"encrypted"_s
        : m_disk.state == DiskState::Plain      ? u"plain"_s
                                                : u"unknown"_s;
}

QString DeskDevice::diskText() const
{
    switch (m_disk.state) {
    case DiskState::Encrypted:
        return m_disk.method.isEmpty()
                   ? translate("Desk", "The disk is encrypted")
                   : translate("Desk", "The disk is encrypted (%1)").arg(m_disk.method);
    case DiskState::Plain: return translate("Desk", "The disk is not encrypted");
    case DiskState::Unknown: break;
    }
    return translate("Desk", "Whether the disk is encrypted cannot be seen");
}

QString DeskDevice::diskDetail() const
{
    switch (m_disk.state) {
    case DiskState::Encrypted: return translate("Desk", "checked at every start");
    case DiskState::Plain:
        return translate("Desk",
                         "Whoever takes the disk can read what is kept here. Ask for encryption.");
    case DiskState::Unknown: break;
    }
    return translate("Desk", "The system does not say. Ask whoever set up this machine.");
}

QString DeskDevice::freeBytesText() const
{
    return m_disk.freeBytes < 0 ? translate("Desk", "not known")
                                : words::bytesText(m_disk.freeBytes);
}

bool DeskDevice::freeOk() const { return m_disk.freeBytes < 0 || m_disk.freeBytes >= kEnoughBytes; }

QString DeskDevice::clockText() const
{
    if (!m_sync.status().serverClockKnown)
        return translate("Desk", "Clock not compared with the server yet");
    const double seconds = std::abs(static_cast<double>(m_sync.status().serverOffsetMs)) / 1000.0;
    return translate("Desk", "Clock differs by %1 s").arg(words::decimalText(seconds, 1));
}

bool DeskDevice::clockOk() const
{
    return m_sync.status().serverClockKnown && m_clock.skewWarning().isEmpty();
}

QVariantList DeskDevice::checks() const
{
    const QString clockState = !m_sync.status().serverClockKnown ? u"unknown"_s
        : clockOk()                                              ? u"ok"_s : u"warn"_s;
    const QString diskState = m_disk.state == DiskState::Encrypted ? u"ok"_s
        : m_disk.state == DiskState::Plain                         ? u"warn"_s : u"unknown"_s;
    const QString freeState = m_disk.freeBytes < 0 ? u"unknown"_s : freeOk() ? u"ok"_s : u"warn"_s;
    return {
        check(u"clock"_s, clockText(),
              translate("Desk", "The server's time is shown, whatever this clock says"),
              clockState),
        check(u"free"_s, translate("Desk", "%1 free on the disk").arg(freeBytesText()),
              freeOk() ? translate("Desk", "enough for the data of this desk")
                       : translate("Desk", "too little: make room before the shift"),
              freeState),
        check(u"disk"_s, diskText(), diskDetail(), diskState),
    };
}

QVariantList DeskDevice::fill() const
{
    const bool directory = m_services.core.hasDirectory();
    const Directory& d = m_services.core.directory();
    const bool rows = m_sync.online();
    const QVariantMap lists{
        {u"code"_s, u"directory"_s},
        {u"label"_s, translate("Desk", "Directory")},
        {u"detail"_s, translate("Desk", "%1 agencies, %2 wards, %3 fields")
                          .arg(d.agencies().size())
                          .arg(d.areas().size())
                          .arg(d.categories().size())},
        {u"progress"_s, directory ? 1.0 : 0.0},
        {u"text"_s, directory ? translate("Desk", "complete") : translate("Desk", "in turn")},
        {u"done"_s, directory}};
    const QVariantMap cases{
        {u"code"_s, u"cases"_s}, {u"label"_s, translate("Desk", "Reports")},
        {u"detail"_s, translate("Desk", "%1 on this desk")
                          .arg(words::countText(m_services.core.index().count()))},
        {u"progress"_s, m_sync.progress()},
        {u"text"_s, rows ? translate("Desk", "complete") : m_sync.progressText()},
        {u"done"_s, rows}};
    return {lists, cases};
}

}  // namespace kydai::desk
