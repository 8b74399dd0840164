// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/disk_platform.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>
#include <QStorageInfo>

#include <fcntl.h>
#include <unistd.h>

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

QString firstLine(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readLine(512)).trimmed()
                                          : QString();
}

// /proc/mounts writes a space as \040.
QString unescaped(QString text)
{
    return text.replace(u"\\040"_s, u" "_s)
        .replace(u"\\011"_s, u"\t"_s)
        .replace(u"\\134"_s, u"\\"_s);
}

struct Mount {
    QString device, type;
};

// The mount the folder lies in: the longest mount point that begins it; the last of equals.
Mount mountOf(const QString& folder, const QString& mounts)
{
    Mount best;
    qsizetype bestLength = -1;
    for (const QString& line : mounts.split(u'\n')) {
        const QStringList parts = line.split(u' ');
        if (parts.size() < 3)
            continue;
        const QString point = unescaped(parts.at(1));
        const QString prefix = point.endsWith(u'/') ? point : point + u'/';
        if (folder != point && !folder.startsWith(prefix))
            continue;
        if (point.size() >= bestLength) {
            bestLength = point.size();
            best = {unescaped(parts.at(0)), parts.at(2)};
        }
    }
    return best;
}

// Looks at a block device and at what it stands on (LVM on LUKS, RAID on LUKS).
enum class Seen { Crypt, Plain, Unreadable };
Seen lookAt(const QString& name, const QString& sysBlock, QString* method, int depth)
{
    const QString base = sysBlock + u'/' + name;
    if (!QFileInfo::exists(base)) {
        // A partition: its folder lies inside the disk's.
        const QStringList disks = QDir(sysBlock).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString& disk : disks) {
            if (QFileInfo::exists(sysBlock + u'/' + disk + u'/' + name))
                return Seen::Plain;
        }
        return Seen::Unreadable;
    }
    const QString uuid = firstLine(base + u"/dm/uuid"_s);
    if (uuid.startsWith(u"CRYPT-"_s)) {
        *method = uuid.section(u'-', 1, 1);
        return Seen::Crypt;
    }
    const QStringList below =
        QDir(base + u"/slaves"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    if (below.isEmpty() || depth > 8)
        return Seen::Plain;
    Seen all = Seen::Crypt;
    for (const QString& slave : below) {  // one part in the clear is enough
        const Seen seen = lookAt(slave, sysBlock, method, depth + 1);
        if (seen != Seen::Crypt)
            all = seen;
    }
    return all;
}

}  // namespace

DiskFacts diskFactsFrom(const QString& folder, const QString& mounts, const QString& sysBlock,
                        const QString& devRoot)
{
    DiskFacts facts;
    const Mount mount = mountOf(folder, mounts);
    if (mount.type == u"ecryptfs"_s || mount.type == u"fuse.gocryptfs"_s
        || mount.type == u"fuse.encfs"_s) {
        facts.state = DiskState::Encrypted;
        facts.method = mount.type.section(u'.', -1);
        return facts;
    }
    if (!mount.device.startsWith(u"/dev/"_s))
        return facts;  // overlay, network, memory: nothing can be said
    facts.device = mount.device;
    const QString inRoot = devRoot + mount.device.mid(4);
    const QFileInfo link(inRoot);
    const QString name = QFileInfo(link.isSymLink() ? link.symLinkTarget() : inRoot).fileName();
    switch (lookAt(name, sysBlock, &facts.method, 0)) {
    case Seen::Crypt: facts.state = DiskState::Encrypted; break;
    case Seen::Plain: facts.state = DiskState::Plain; break;
    case Seen::Unreadable: break;
    }
    if (facts.state != DiskState::Encrypted)
        facts.method.clear();
    return facts;
}

bool syncFolder(const QString& folder)
{
    const int fd = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return false;
    const bool synced = ::fsync(fd) == 0;
    ::close(fd);
    return synced;
}

DiskFacts diskFacts(const QString& folder)
{
    DiskFacts facts;
    const QString path = QFileInfo(folder).canonicalFilePath();
    QFile mounts(u"/proc/mounts"_s);
    if (!path.isEmpty() && mounts.open(QIODevice::ReadOnly)) {
        facts = diskFactsFrom(path, QString::fromUtf8(mounts.readAll()), u"/sys/block"_s,
                              u"/dev"_s);
    }
    const QStorageInfo storage(folder);
    facts.freeBytes = storage.isValid() ? storage.bytesAvailable() : -1;
    return facts;
}

}  // namespace kydai::desk
