// SPDX-License-Identifier: GPL-3.0-or-later
// What the system says about the disk a folder lies on. The answer is what was seen, never a guess:
// what cannot be found out is Unknown. Any thread; reads a few small files.
#pragma once

#include <QString>

namespace kydai::desk {

enum class DiskState { Encrypted, Plain, Unknown };

struct DiskFacts {
    DiskState state = DiskState::Unknown;
    QString device;       // "/dev/mapper/home", empty when not known
    QString method;       // "LUKS2", "fscrypt" …; empty when none
    qint64 freeBytes = -1;
};

DiskFacts diskFacts(const QString& folder);

// Makes the names in the folder durable, as fsync does a file's bytes.
bool syncFolder(const QString& folder);

// The part that can be tested without the machine: the mount table, and where /sys/block is.
DiskFacts diskFactsFrom(const QString& folder, const QString& mounts, const QString& sysBlock,
                        const QString& devRoot);

}  // namespace kydai::desk
