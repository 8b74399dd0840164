// SPDX-License-Identifier: GPL-3.0-or-later
// Threads of the desk: the work thread runs the sync engine and writes work.db, the cache thread
// writes cache.db, so that a decision never waits behind a bulk page; the net thread moves bytes.
// Of two reading threads one answers what the views show, the other the long questions (the fill at
// the start, search); files are copied on one of their own. The GUI thread holds DeskCore. Values
// cross, locks do not: every question goes out as a task and comes back as one.
//
// All functions are called on the GUI thread and return at once; answers come on the GUI thread,
// and never after the engine is gone. Bounds: a batch of rows is at most kRowsPerTask, so that the
// GUI thread is never held longer than about 4 ms.
#pragma once

#include <functional>
#include <memory>

#include <QByteArray>

#include "deskdb/outbox.h"
#include "desk/desk_core.h"
#include "desk/document_keeper.h"
#include "sync/engine.h"

namespace kydai::desk {

// Putting a row into the orders of 100,000 costs up to a quarter of a millisecond.
inline constexpr int kRowsPerTask = 16;       // with bodies
inline constexpr int kIndexRowsPerTask = 1000;

struct EngineOptions {
    QString profileDir;   // exists; cache.db and work.db are made in it
    QString app;          // "kydai/0.1.0"
    QString locale;       // "vi"
};

QString uploadFolder(const QString& profileDir);  // where files wait for being sent
QString documentFolder(const QString& profileDir);

// A file to keep: by its path, or its bytes with a name.
struct ChosenFile {
    QString path;
    QByteArray bytes;
    QString name;
    Uuid caseId;  // null = of a report to come
};

// What the engine tells without being asked.
struct EngineEvents {
    std::function<void(const Error& error)> opened;      // both files are open, or why not
    std::function<void(const RowBatch::Kind&)> batchBegins;
    std::function<void(const QList<RowUpdate>&, const QList<Uuid>& leaves)> rows;
    std::function<void()> reset;                         // forget every row; a fill follows
    std::function<void()> filled;                        // the rows of cache.db are all here
    std::function<void(const QList<OutboxEntry>&)> outbox;   // all entries of this account
    std::function<void(const protocol::MutateResult&)> result;
    std::function<void(const Uuid& mid, const Uuid& caseId, const Error&)> attention;
    std::function<void(const SyncStatus&)> status;
    std::function<void(const SyncAccount&)> account;
    std::function<void(DirectoryPtr)> directory;
    std::function<void(const protocol::Presence&)> presence;
    std::function<void(const UploadNews&)> upload;
    std::function<void(const DocumentNews&)> document;
};

class Engine
{
public:
    template <typename T> using Answer = std::function<void(T)>;

    Engine(EngineOptions options, EngineEvents events);
    ~Engine();  // stops the threads; waits at most for one database call each
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    // --- the link ------------------------------------------------------------------------------
    void open();                           // files; ends in events.opened, then rows and filled
    void connectTo(const QString& wsUrl);
    void setToken(const QString& token);
    void disconnectFrom();
    void wake();
    void setPresence(const Uuid& caseId, quint8 state);
    void setBackground(bool background);   // no window has the focus: changes may gather longer
    void setAuthor(const QString& user);   // whose outbox and drafts are shown
    void wipeCache(Answer<Error> done);    // signing out: the link is down, every row goes

    // --- decisions -----------------------------------------------------------------------------
    void enqueue(const Operation& op, Answer<Result<Uuid>> done);
    void withdraw(const Uuid& mid, Answer<Result<void>> done);
    void dismiss(const Uuid& mid, Answer<Result<void>> done);

    // --- files of decisions --------------------------------------------------------------------
    void keepFile(const ChosenFile& file, Answer<Result<Upload>> done);  // held until released
    void holdFile(const QString& sha256);
    void releaseFile(const QString& sha256);

    // --- named documents -----------------------------------------------------------------------
    void wantDocuments(const DocumentsWanted& wanted);  // each comes as events.document
    void wipeDocuments();

    // --- questions to cache.db -----------------------------------------------------------------
    void askTexts(const QList<Uuid>& ids,
                  std::function<void(QList<std::pair<Uuid, RowText>>, QList<Uuid>)> done);
    void askCase(const Uuid& id, Answer<CasePtr> done);
    void askIdOfCode(const QString& code, Answer<Uuid> done);       // null = none
    // A newer one of the same lane takes its place: the older one's callback is never called.
    enum class SearchLane : quint8 { Filter, Field };
    void search(SearchLane lane, const QString& text, Answer<Result<QList<Uuid>>> done);

    // --- questions to the server ---------------------------------------------------------------
    // Answered once (Offline when there is no line), or never after cancelQuery. Returns the number
    // to cancel by. The kinds and their maps stand in docs/protocol.md.
    quint32 query(const QString& kind, const QVariantMap& args, Answer<Result<QVariantMap>> done);
    void cancelQuery(quint32 number);

    // --- work.db -------------------------------------------------------------------------------
    void saveDraft(const Draft& draft, Answer<Result<void>> done);
    void removeDraft(const QString& key);
    void askDrafts(Answer<QList<Draft>> done);
    void saveLogin(const LoginCheck& check, const QString& password);
    void unlock(const QString& user, const QString& password, Answer<Result<LoginCheck>> done);
    void askLogins(Answer<QStringList> done);
    void setSetting(const QString& key, const QByteArray& value);
    void askSetting(const QString& key, Answer<QByteArray> done);

private:
    class Writer;
    class Reader;
    class Gui;
    class Files;
    EngineOptions m_options;
    EngineEvents m_events;
    quint32 m_lastQuery = 0;
    std::shared_ptr<Gui> m_gui;
    std::unique_ptr<Reader> m_reader;
    std::unique_ptr<Writer> m_writer;
    std::unique_ptr<Files> m_files;
};

// A row as the index needs it; the columns of cache.db and the body's summary mean the same.
RowUpdate rowUpdateOf(const protocol::Row& row, bool* readable);

}  // namespace kydai::desk
