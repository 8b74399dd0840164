// SPDX-License-Identifier: GPL-3.0-or-later
// Files on their way from this desk to the server: kept in a folder of the profile under their
// sha256, listed in work.db, sent one after another in the order they were chosen. A decision that
// names one waits for it (OutboxPump asks stateOf), a file that the server refuses gives the reason
// to the decisions that name it.
//
// Crash rules: the file is whole and durable before its row is written; a file may be sent any
// number of times (the server knows it by its content); only a row that says Done is not sent
// again. A file goes when nothing on this desk names it and it is kKeepMs old, or at once when the
// sheet that chose it lets it go.
// Thread: the Scheduler's. Bounds: WorkDb::kMaxUploads, kMaxUploadBytes.
#pragma once

#include <functional>

#include <QHash>

#include "deskdb/work_db.h"
#include "sync/backoff.h"
#include "sync/blob_sender.h"
#include "sync/timer.h"

namespace kydai {

class UploadPump
{
public:
    static constexpr qint64 kKeepMs = WorkDb::kKeepSentMs;
    static constexpr qint64 kStorageRetryMs = 2000;

    enum class Files : quint8 { Ready, Waiting, Refused };
    struct Hooks {
        std::function<bool(const QString& sha256)> isWanted;  // by a decision that is to be sent
        std::function<void()> settled;                        // a file arrived or was refused
        std::function<void(const UploadNews&)> news;
        std::function<void(const Error&)> storage;            // None = work.db writes again
    };

    // sender null = files are kept and never sent. `folder` holds one file of each row.
    UploadPump(WorkDb& work, Scheduler& scheduler, const Clock& clock, Random& random,
               BlobSender* sender, QString folder, Hooks hooks);
    ~UploadPump();

    Result<void> load();  // what work.db holds, told as news; forgets what nothing names any more
    // The file lies in the folder. Held until release(): sent at once although no decision names it
    // yet. Known content: the row that is there, a refused one is tried again.
    Result<Upload> add(const Upload& upload);
    void hold(const QString& sha256) { ++m_held[sha256]; pump(); }
    // A sheet does not need it any more: gone when nothing else names it.
    void release(const QString& sha256);
    // Of all files of a decision; those this desk does not know are on the server already.
    Files stateOf(const QStringList& sha256s, Error* why) const;

    void connected(const QString& author, const QString& url, const QString& token);
    void setToken(const QString& token) { m_token = token; }
    void disconnected();
    void pump();          // something became wanted
    void sendAllAgain();  // a server restored from a backup may have lost them
    void clean();         // from time to time

private:
    const Upload* next() const;
    void onDone(const QString& sha256, const Result<BlobAnswer>& answer);
    void record(Upload upload);
    void remove(const QString& sha256);
    void tell(const Upload& upload, qint64 sentBytes) const;

    WorkDb& m_work;
    const Clock& m_clock;
    Random& m_random;
    BlobSender* m_sender;
    QString m_folder;
    Hooks m_hooks;
    QHash<QString, Upload> m_known;
    QStringList m_order;            // of those that wait
    QHash<QString, int> m_held;     // by open sheets
    QString m_author, m_url, m_token;
    QString m_sending;              // empty = none
    bool m_online = false;
    Backoff m_backoff;
    Timer m_retry;
};

}  // namespace kydai
