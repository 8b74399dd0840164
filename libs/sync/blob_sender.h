// SPDX-License-Identifier: GPL-3.0-or-later
// Carries one file to the server: HTTP in the programs (sync/qt/http_blob_sender.h), a script in
// tests. One file at a time. Thread: that of the Scheduler of its user; callbacks come on the same
// thread, never from inside send(). Ownership: the user's.
#pragma once

#include <functional>

#include "deskdb/outbox.h"

namespace kydai {

// What the server measured.
struct BlobAnswer {
    QString sha256, mime;
    int width = 0, height = 0;
};

class BlobSender
{
public:
    using Progress = std::function<void(qint64 sentBytes)>;
    using Done = std::function<void(const Result<BlobAnswer>&)>;

    virtual ~BlobSender() = default;
    // syncUrl: the link's own, ws(s)://host:port/sync. Ends in `done`, once; errors: Offline (no
    // answer), Corrupt (the copy on this disk is not what it was), else what the server said.
    virtual void send(const QString& syncUrl, const QString& token, const Upload& upload,
                      Progress progress, Done done) = 0;
    // No callback of the running send comes after this call.
    virtual void cancel() = 0;
};

}  // namespace kydai
