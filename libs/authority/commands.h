// SPDX-License-Identifier: GPL-3.0-or-later
// What the authority is asked and what it answers: values that may cross threads.
#pragma once

#include <memory>
#include <variant>

#include "core/imported.h"
#include "ledger/records.h"
#include "protocol/messages.h"

namespace kydai {

// A console's mutation. `actor` says who signed in; roles are read again when it is judged.
struct MutateCommand {
    Uuid device;
    Actor actor;
    protocol::Mutate mutate;
};

// A report from outside (Open311, telephone system). caseId may be null (made here), code is given
// here; attachments are looked up by sha256 among the blobs.
struct ReportCommand {
    NewReport report;
    Contact contact;
    QString apiKey;
    QString service;   // Open311 service_code as posted
};

// The citizen's own acts, by the report's code and the key that posted it.
// action: withdraw | reply | rate | ask_reopen; args as in the workflow's demands.
struct CitizenCommand {
    QString reportCode, apiKey, action;
    QVariantMap args;
};

using Command = std::variant<MutateCommand, ReportCommand, CitizenCommand>;

// A row that changed. Shared between threads, never written again.
struct Change {
    qint64 seq = 0;
    Uuid id;
    std::shared_ptr<const Case> row;
    std::shared_ptr<const QByteArray> body;  // encodeCase(*row): as it is sent
    QStringList before, after;               // scope keys
};

struct Outcome {
    QList<protocol::MutateResult> verdicts;  // one per command, same order; mid null for the others
    QList<Change> changes;                   // in seq order
    qint64 seq = 0;                          // the ledger's after it: SessionFeed::publish
    QList<OutgoingMessage> notifications;    // stored; they leave at notBeforeMs
    Error error{ErrorCode::None, {}, {}};    // the store failed: nothing happened, all are Later
    qint64 nextWakeMs = 0;                   // call tick() then; 0 = nothing waits
    qint64 outsideSeq = 0;                   // Ledger::outsideSeq() before these changes
};

// For /metrics. Counts since the start.
struct AuthorityCounters {
    qint64 batches = 0, commands = 0, reports = 0, events = 0;
    qint64 ok = 0, merged = 0, conflict = 0, denied = 0, invalid = 0, gone = 0, later = 0;
    qint64 repeated = 0;   // answered from the stored result
    qint64 timers = 0, reveals = 0, storeFailures = 0;
};

// One step of a given history: times as given, the same rules.
struct HistoryReport {
    NewReport report;      // receivedMs given
    Contact contact;
    QString apiKey;
};
using HistoryStep = std::variant<HistoryReport, Operation>;  // Operation: actor and atMs given
struct HistoryResult {
    qint64 applied = 0;
    QList<QPair<qsizetype, Error>> refused;  // index of the step; the rest went on
    Error error{ErrorCode::None, {}, {}};    // the store failed: steps of that batch are not there
};

// What came of a report of another system; an error is the reason it was not taken.
struct ImportVerdict {
    bool fresh = false;  // false: it was there already
    Error error{ErrorCode::None, {}, {}};
};

}  // namespace kydai
