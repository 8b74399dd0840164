// SPDX-License-Identifier: GPL-3.0-or-later
// The working threads of Engine. Only engine*.cpp include this.
#pragma once

#include <array>
#include <atomic>
#include <optional>

#include <QMutex>
#include <QSemaphore>
#include <QThread>

#include "desk/engine.h"
#include "deskdb/cache_db.h"
#include "deskdb/cache_reader.h"
#include "deskdb/work_db.h"
#include "desk/file_store.h"
#include "sync/qt/http_blob_sender.h"
#include "sync/qt/qt_scheduler.h"
#include "sync/qt/system_seams.h"
#include "sync/qt/threaded_link.h"
#include "sync/qt/websocket_transport.h"

namespace kydai::desk {

// The GUI thread's side: tasks run there as long as the engine lives.
class Engine::Gui
{
public:
    void post(Scheduler::Task task)
    {
        m_scheduler.post([this, run = std::move(task)] {
            if (m_open)
                run();
        });
    }
    void close() { m_open = false; }  // GUI thread

private:
    QtScheduler m_scheduler;  // made on the GUI thread
    bool m_open = true;
};

// A thread with an own loop; post() from anywhere.
class Worker
{
public:
    explicit Worker(const QString& name);
    ~Worker();
    void post(Scheduler::Task task) { m_scheduler->post(std::move(task)); }
    Scheduler& scheduler() { return *m_scheduler; }
    // Runs `last` on the thread, then ends it.
    void finish(const Scheduler::Task& last);

private:
    QThread m_thread;
    QtScheduler* m_scheduler = nullptr;  // lives on the thread
};

// Two connections to cache.db, each on a thread of its own: what is on screen never waits for a
// search.
class Engine::Reader
{
public:
    Reader(Gui& gui, const EngineEvents& events);
    ~Reader();

    void open(const QString& path);              // work thread
    void closeNow();                             // cache thread: returns when none is open
    void fill();                                 // all index rows to events.rows, then filled
    void texts(const QList<Uuid>& ids,
               std::function<void(QList<std::pair<Uuid, RowText>>, QList<Uuid>)> done);
    void wholeCase(const Uuid& id, Answer<CasePtr> done);
    void idOfCode(const QString& code, Answer<Uuid> done);
    void search(SearchLane lane, const QString& text, Answer<Result<QList<Uuid>>> done);
    void post(Scheduler::Task task) { m_far.worker.post(std::move(task)); }

private:
    // A connection, opened when first needed after open() or closeNow(). Its worker's only.
    struct Side {
        explicit Side(const QString& name) : worker(name) {}
        CacheReader* reader();
        void close();
        // Ends the search that runs, if it is of this lane; none = of any. Any thread.
        void interrupt(std::optional<SearchLane> lane = {});

        QString path;
        std::optional<CacheReader> open;
        // Of interrupt() alone: the connection must not close under it.
        QMutex mutex;
        std::optional<SearchLane> searching;
        Worker worker;
    };

    Gui& m_gui;
    const EngineEvents& m_events;
    std::array<std::atomic<quint64>, 2> m_searches{};  // by lane
    Side m_near, m_far;
};

// The threads that write: work.db with the sync engine on the one, cache.db on the other, and the
// sockets on a third.
class Engine::Writer
{
public:
    Writer(const EngineOptions& options, Gui& gui, Reader& reader, const EngineEvents& events);
    ~Writer();

    // Runs on the work thread with everything open; openError says why not.
    using Work = std::function<void(Writer&)>;
    void run(Work work);
    // Runs on the cache thread, after what was asked before.
    void runOnCache(std::function<void(CacheDb&)> task);

    void openFiles();
    void makeEngine();
    void publishOutbox();
    void onRows(const RowBatch& batch);
    SyncCallbacks callbacks();

    // The work thread's own, after openFiles.
    std::optional<WorkDb> work;
    std::unique_ptr<SyncEngine> engine;
    SystemClock clock;
    SystemRandom random;
    QHash<quint32, quint32> queries;  // number handed out -> number on the wire
    QString author;
    QString url;
    QByteArray packedDirectory;  // as cache.db held it at the start
    Error openError{ErrorCode::None, {}, {}};
    bool closing = false;        // no new engine any more: its threads end
    Gui& gui;
    Reader& reader;

private:
    const EngineOptions& m_options;
    const EngineEvents& m_events;
    std::optional<CacheDb> m_cache;  // the cache thread's, once open
    std::unique_ptr<ThreadedTransport> m_transport;
    std::unique_ptr<ThreadedSender> m_sender;
    Worker m_work, m_cacheWorker, m_net;
};

// Copying, hashing and syncing up to 20 MB, documents on their way: no decision and no question waits for it.
class Engine::Files
{
public:
    Files(Gui& gui, Writer& writer, const QString& profileDir, const EngineEvents& events)
        : m_gui(gui), m_writer(writer), m_events(events), m_store(uploadFolder(profileDir)),
          m_documentFolder(documentFolder(profileDir)), m_worker(QStringLiteral("kydai-files"))
    {}
    ~Files();
    void documents(std::function<void(DocumentKeeper&)> task);
    void keep(const ChosenFile& file, Answer<Result<Upload>> done);
    void post(Scheduler::Task task) { m_worker.post(std::move(task)); }

private:
    Gui& m_gui;
    Writer& m_writer;
    const EngineEvents& m_events;
    FileStore m_store;  // the worker's thread only
    QString m_documentFolder;
    std::unique_ptr<DocumentKeeper> m_documents;  // the worker's, made by it
    Worker m_worker;
};

}  // namespace kydai::desk
