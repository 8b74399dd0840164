// SPDX-License-Identifier: GPL-3.0-or-later
// Two people, one case: what differs between a refused decision and the case as it is now, what
// goes together by itself, and what would be sent for a choice. Pure but for the language.
#pragma once

#include <QVariantMap>

#include "core/directory.h"
#include "core/reducer.h"
#include "deskdb/outbox.h"

namespace kydai::desk {

// Can the server refuse this action because somebody else changed the same? For such a decision
// the desk keeps what it was based on (setting "base:MID" of work.db) until it is settled.
bool mayConflict(const QString& action);
QString baseKey(const Uuid& mid);
// What a conflict compares, by the field's code; and the state. At most about 6 KiB.
QVariantMap baseOf(const Case& c);

enum class Side : quint8 { None, Mine, Theirs };

struct ConflictRow {
    QString key;                     // code of the field; state, notes, deadline
    bool choice = false;             // a person must choose; else it goes together by itself
    QString label, base, mine, theirs;
    QString theirsDetail;            // who set it and when
    QString note;                    // why nothing is to be chosen
    bool operator==(const ConflictRow&) const = default;
};

struct ConflictInput {
    const Directory& directory;
    const Case& current;             // as the server has it
    const OutboxEntry& refused;
    QVariantMap base;                // baseOf() at the time of the decision; empty = not known
    qint64 nowMs = 0;
};

QList<ConflictRow> conflictRows(const ConflictInput& in);
// Who changed it and when, for the field that differs first.
struct ConflictAuthor {
    QString user;
    qint64 atMs = 0;
    bool offline = false;
};
ConflictAuthor theirAuthor(const ConflictInput& in);

struct ConflictPlan {
    enum class Kind : quint8 {
        Undecided,  // a row has no choice yet
        Nothing,    // everything of theirs: the refused decision is settled
        Send,       // action and args, on the version there is now
        Gone,       // the decision cannot be made any more in the case's state
    };
    Kind kind = Kind::Undecided;
    QString action;
    QVariantMap args;
    QStringList lost;                // fields of mine that cannot be saved any more
};
ConflictPlan conflictPlan(const ConflictInput& in, const QHash<QString, Side>& choices);

}  // namespace kydai::desk
