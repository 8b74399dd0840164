// SPDX-License-Identifier: GPL-3.0-or-later
// Coded scenes kept in a folder, one file a stream, bounded. Files that are cut or changed are coded
// anew. Any thread, one at a time.
#pragma once

#include <QString>

#include "cityvideo/encode.h"

namespace kydai::cityvideo {

class ClipStore
{
public:
    // folder: made when missing; empty = nothing is kept.
    explicit ClipStore(QString folder, qint64 maxBytes = qint64(160) << 20);
    Result<QByteArray> load(const StreamSpec& spec) const;  // Unknown: not there; Corrupt
    Result<void> save(const StreamSpec& spec, const QByteArray& stream);

private:
    QString fileOf(const StreamSpec& spec) const;
    void trim(const QString& spared);

    QString m_folder;
    qint64 m_maxBytes;
};

}  // namespace kydai::cityvideo
