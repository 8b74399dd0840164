// SPDX-License-Identifier: GPL-3.0-or-later
// The two working threads of Engine. Only engine*.cpp include this.
#pragma once

#include <array>
#include <atomic>
#include <optional>

#include <QSemaphore>
#include <QThread>

#include "desk/engine.h"
#include "deskdb/cache_db.h"
#include "deskdb/cache_reader.h"
#include "deskdb/work_db.h"
#include "sync/qt/qt_scheduler.h"
#include "sync/qt/system_seams.h"
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

class Engine::Reader
{
public:
    Reader(Gui& gui, const EngineEvents& events);
    ~Reader();

    void open(const QString& path);              // GUI or net thread
    void closeNow();                             // net thread: returns when no reader is open
    void fill();                                 // all index rows to events.rows, then filled
    void texts(const QList<Uuid>& ids,
               std::function<void(QList<std::pair<Uuid, RowText>>, QList<Uuid>)> done);
    void wholeCase(const Uuid& id, Answer<CasePtr> done);
    void idOfCode(const QString& code, Answer<Uuid> done);
    void search(SearchLane lane, const QString& text, Answer<Result<QList<Uuid>>> done);
    void post(Scheduler::Task task) { m_worker.post(std::move(task)); }

private:
    // The connection, opened when first needed after open() or closeNow().
    CacheReader* reader();

    Gui& m_gui;
    const EngineEvents& m_events;
    QString m_path;
    std::optional<CacheReader> m_reader;   // the worker's thread only
    std::array<std::atomic<quint64>, 2> m_searches{};  // by lane
    Worker m_worker;
};

class Engine::Net
{
public:
    Net(const EngineOptions& options, Gui& gui, Reader& reader, const EngineEvents& events);
    ~Net();

    // Runs on the net thread with everything open; without, `without` runs there instead.
    using Work = std::function<void(Net&)>;
    void run(Work work);

    void openFiles();
    void makeEngine();
    void publishOutbox();
    void onRows(const RowBatch& batch);
    SyncCallbacks callbacks();

    // The net thread's own, after openFiles.
    std::optional<CacheDb> cache;
    std::optional<WorkDb> work;
    std::unique_ptr<SyncEngine> engine;
    SystemClock clock;
    SystemRandom random;
    QHash<quint32, quint32> queries;  // number handed out -> number on the wire
    QString author;
    QString url;
    Error openError{ErrorCode::None, {}, {}};
    Gui& gui;
    Reader& reader;

private:
    const EngineOptions& m_options;
    const EngineEvents& m_events;
    std::unique_ptr<WebSocketTransport> m_transport;
    Worker m_worker;
};

}  // namespace kydai::desk
