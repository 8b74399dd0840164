// SPDX-License-Identifier: GPL-3.0-or-later
// One ledger transaction's worth of decisions. Everything a command does is worked out before its
// first write, so that a refused command leaves nothing behind; an error that comes back is the
// store's and ends the whole batch. Used by authority.cpp and history.cpp alone.
#pragma once

#include <QSet>

#include "authority/authority.h"

namespace kydai {

class Batch
{
public:
    enum class Mode {
        Live,     // rows, changes, undo and messages written per command
        History,  // rows written once at the end, no changes, no undo, no messages
    };
    Batch(Authority& authority, Mode mode);

    using Verdict = protocol::MutateResult;
    // Error = the store failed.
    Result<Verdict> run(const MutateCommand& command);
    Result<Verdict> run(const ReportCommand& command);
    Result<Verdict> run(const CitizenCommand& command);
    // A timeout that is due on this case.
    Result<void> timer(const Uuid& caseId);
    // History: the first Result is the store's, the Error the refusal (None = applied).
    Result<Error> step(const HistoryReport& report);
    Result<Error> step(const Operation& operation);
    // The Result is the store's.
    Result<ImportVerdict> importOne(const ImportedReport& report);
    Result<void> writeRows();  // History: what is left to write

    QList<Change> changes;
    QList<OutgoingMessage> outgoing;
    const QHash<Uuid, std::shared_ptr<const Case>>& rows() const { return m_rows; }

private:
    using Row = std::shared_ptr<const Case>;
    struct Effect {
        Row before;          // null = a new case
        Case after;
        Event event;
        bool undoable = false;
    };
    struct Plan {            // what an accepted command does
        QList<Effect> effects;
        Uuid undone;         // mid whose messages are dropped
        bool merged = false;
    };

    // Unknown = there is none, Corrupt = unreadable; any other error is the store's and is kept in
    // m_storeError too, so that a plan's refusal is never taken for it.
    Result<Row> load(const Uuid& id);
    Error store(const Error& error);

    Result<std::optional<Verdict>> waitsFor(const MutateCommand& command);
    Result<Verdict> judgeMutate(const MutateCommand& command, const Actor& actor);
    Result<Verdict> judgeReport(const MutateCommand& command, const Actor& actor);
    Result<Plan> planOperation(const Row& row, Operation op, bool mergeByField);
    Result<Plan> planUndo(const Row& row, const Operation& op);
    Result<void> planBeside(Plan& plan, const Case& slave, const Operation& op);
    Result<void> planDetach(Plan& plan, const Case& slave, const Operation& op);
    Result<Row> findMaster(const Operation& op);
    Result<Row> caseOfCitizen(const ReportRecord& report, const QString& action);
    Result<QVariantMap> resolveFiles(const QVariantMap& args);
    Result<QList<Attachment>> lookUpFiles(const QList<Attachment>& files);
    Result<NewReport> reportFromArgs(const MutateCommand& command, const Actor& actor,
                                     Contact& contact);
    Result<void> checkReport(const NewReport& report) const;
    Result<Verdict> openReport(NewReport report, const Contact& contact, ReportRecord record,
                               Event event);
    Result<qint64> write(Plan& plan);  // seq of the first effect
    Result<void> writeEffect(Effect& effect);
    Result<void> writeMessages(const Effect& effect);
    Result<Verdict> conclude(const Uuid& device, Verdict verdict);
    qint64 purgeAfterMs() const;

    Authority& a;
    Ledger& m_ledger;
    const Mode m_mode;
    qint64 m_nowMs;
    QHash<Uuid, Row> m_rows;      // as of this batch
    QSet<Uuid> m_dirty;           // History
    std::optional<Error> m_storeError;
};

// The text a citizen gets by this act; empty = none.
QString messageOf(const QString& action, const QVariantMap& args, const Case& after);
// Event::args of a report: what it was, never who sent it.
QByteArray reportEventArgs(const NewReport& report, const QString& service);


// When the server has to look at this case again; 0 = never. purgeAfterMs 0 = no purge.
qint64 wakeOf(const Case& c, qint64 purgeAfterMs);
// The system's action at that time.
std::optional<Action> timerActionOf(const Case& c);

}  // namespace kydai
