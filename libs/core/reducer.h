// SPDX-License-Identifier: GPL-3.0-or-later
// State + operation -> state; the same pure function in the server (truth) and in the console
// (pending decisions over the confirmed row). Does not check permission: judge() does.
//
// Timeline entries, by action (codes in `param` are separated by one space):
//   report         param = report code                    text = what the citizen wrote
//   assign, reassign, grant_reopen, reopen   param = agency          text = request or reason
//   ask, message, reply   param = channel                 text = words
//   reject         param = reason                         text = message to the citizen
//   refer          param = receiver reference…            text = message to the citizen
//   merge, absorb, detach  param = code of the other case
//   return         param = reason proposed-agency         text = explanation
//   submit         param = "sign_skipped" or empty        text = this revision of the answer
//   sign           text = this revision, when the leader changed it
//   request_pause, request_extension  param = reason until-ms
//   pause, grant_extension            param = until-ms reference…
//   joint_done, joint_waive           param = agency
//   approve        param = ticked checks                  rework  param = missing documents
//   rate           param = rating                         chase   param = level
//   log_call       param = party direction outcome
//   instruct       param = agency-or-"-" due-ms-or-0
//   edit           param = field groups                   text = "field: old > new" a line, codes
//   tick           param = codes, "-code" when taken away
//   attach         param = kind                           add_joint  param = agencies
//   handover       param = receiver stage told-at-ms      text = name of the person told, then text
//   undo           param = action undone
#pragma once

#include "core/workflow.h"

namespace kydai {

// A new report as it comes in, from any channel.
struct NewReport {
    Uuid caseId;          // UUIDv7
    QString code;         // given by the server; empty while pending on a desk
    Channel channel = Channel::App;
    ReportType type = ReportType::Incident;
    Priority priority = Priority::Normal;
    QString text, address, category, area;
    bool hasPosition = false;
    double lat = 0, lon = 0;
    QString reporterName, reporterMasked;
    bool hasContact = false;
    QList<Attachment> attachments;
    QString enteredBy;    // user code when typed for a caller
    qint64 receivedMs = 0;
    qint64 seq = 0;
    Uuid mid;
};

Case openCase(const NewReport& report, const Directory& directory);

// Applies an operation that was judged. Pure: same input, same output. An operation whose mid is in
// recentMids is returned unchanged. Fails only where the operation does not fit the case at all:
// NotDeclared, TooLarge (a bound of the case), BadInput "until" (an extension that extends nothing),
// Unsupported (undo: see undone).
Result<Case> reduce(const Case& c, const Operation& op, const Directory& directory);

// Undo cannot be computed from the case alone. The authority keeps the row as it was before each
// undoable act for kUndoWindowMs; when judge() has allowed the undo it calls this instead of
// reduce(): everything is as in `before`, except that the version goes on, the act stays in the
// timeline (internal from now on) followed by the undo, and field groups the act had changed count
// as changed again. Undoing a merge also needs detachOf() on the master.
Case undone(const Case& current, const Case& before, const Operation& undo);

// What a merge (or the restore of a merged case, or its undo) does to the master: an operation of
// the system with a mid derived from the first one, so that a repetition is recognised. The master
// of a master that was itself merged gets the same detach.
Operation absorbOf(const Case& slave, const Operation& merge, const Case& master);
Operation detachOf(const Case& slave, const Operation& restore);

// May an operation decided on an older version still be applied? Notes, messages, calls, files and
// ticks always; a field group that changed since and now differs from what is wanted is a Conflict
// (params = field codes, conflictsOf() has the values), the same value twice is not. Whether the
// state still allows it is judge()'s to say.
enum class Merge : quint8 { Apply, Merged };  // based on the newest version, on an older one
Result<Merge> mergeCheck(const Case& current, const Operation& op);

struct FieldConflict {
    QString field, group;
    QVariant theirs, mine;  // in the form of Operation::args
    int theirVersion = 0;   // version at which theirs was set
};
QList<FieldConflict> conflictsOf(const Case& current, const Operation& op);

// What an agency may see: no reporter, no internal entries, masked digits in texts.
Case agencyView(const Case& c, const QString& agency);

// Scope keys of a row: "ioc", "agency:CODE" for lead and joint ones while assigned.
QStringList scopesOf(const Case& c);
QStringList scopesFor(Roles roles, const QString& agency);  // empty = no cases (admin)

// What a citizen may read: published answer (and beside it why reopening was declined, while that
// is the last that was said) or public reason, for Open311 status_notes. A merged
// case follows its master: ask with the master's row.
QString publicNotes(const Case& c);
bool isPubliclyClosed(const Case& c);

QString titleFrom(QStringView text);  // first sentence, <= 120 characters

}  // namespace kydai
