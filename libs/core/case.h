// SPDX-License-Identifier: GPL-3.0-or-later
// The case and what belongs to it: plain values, no behaviour. All times are UTC milliseconds, 0 =
// not set. Strings are bounded (kMax…); a value read from outside is checked by the codec.
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QVariantMap>

#include "core/deadline.h"
#include "core/ids.h"
#include "core/states.h"

namespace kydai {

inline constexpr int kMaxText = 4000;        // a report's text, a result, a message (UTF-16 units)
inline constexpr int kMaxLine = 300;         // a name, an address, a title
inline constexpr int kMaxAttachments = 40;   // of one case
inline constexpr int kMaxReports = 200;      // of one case
inline constexpr int kMaxTimeline = 200;     // kept in the row; the whole log is the server's
inline constexpr int kMaxJoint = 12;

enum class AttachmentKind : quint8 { Report, Before, After, Document };

struct Attachment {
    QString sha256;  // hex, names the blob
    QString mime;
    qint64 bytes = 0;
    int width = 0, height = 0;  // from the header, 0 = unknown
    AttachmentKind kind = AttachmentKind::Report;
    QString name;               // display name, sanitised
    QString by;                 // user code, empty = citizen
    qint64 atMs = 0;
    bool operator==(const Attachment&) const = default;
};

// One report (intake) of the case; immutable.
struct ReportRef {
    QString code;  // PA-216935; Open311 service_request_id
    Channel channel = Channel::App;
    ReportType type = ReportType::Incident;
    QString text;
    QString reporterName;   // empty in an agency's view
    QString reporterMasked; // "•••575", empty in an agency's view
    bool hasContact = false;
    QString enteredBy;      // user code when typed for a caller
    qint64 receivedMs = 0;  // server's receipt
    bool operator==(const ReportRef&) const = default;
};

struct JointAssignment {
    QString agency;
    bool done = false;
    bool waived = false;
    qint64 atMs = 0;
    bool operator==(const JointAssignment&) const = default;
};

struct OfficialLetter {
    QString number;     // "2290/UBND-PAHT"
    QString date;       // ISO day
    QString signatory;
    bool operator==(const OfficialLetter&) const = default;
};

struct ResultDraft {
    QString text;          // what the citizen will read
    OfficialLetter letter;
    qint64 doneMs = 0;     // "Hoàn thành lúc"
    QStringList documents; // codes of required documents that are attached
    QString waiver;        // reason when documents are missing
    QString author, signer, approver, publisher;  // user codes
    qint64 submittedMs = 0, signedMs = 0, approvedMs = 0, publishedMs = 0;
    QString publicText;    // after the redaction check; empty = text
    bool operator==(const ResultDraft&) const = default;
};

enum class Visibility : quint8 { Internal, Agency, Citizen };

// One line of the timeline: an operation that was applied.
struct TimelineEntry {
    qint64 seq = 0;       // server's log, 0 while pending
    qint64 atMs = 0;      // server time
    qint64 clientAtMs = 0;// when it differs (done offline)
    QString actor;        // user code, "citizen", "system"
    Role role = Role::System;
    QString agency;       // of the actor, empty = the centre
    QString action;       // action code
    CaseState to = CaseState::Received;
    Visibility visibility = Visibility::Internal;
    QString text;         // note, message, reason, outcome …
    QString param;        // agency code, case code, category … depends on the action
    Uuid mid;
    bool operator==(const TimelineEntry&) const = default;
};

struct Claim {
    QString user;
    qint64 untilMs = 0;
    bool operator==(const Claim&) const = default;
};

struct PendingAsk {  // extension or pause asked by the agency, awaiting a decision
    QString kind;    // "extension" | "pause" | empty
    QString by, reason;
    qint64 untilMs = 0, atMs = 0;
    bool operator==(const PendingAsk&) const = default;
};

// How much of a case a row holds. What the ledger and the authority have is always Whole.
enum class CaseExtent : quint8 {
    Whole,
    Shortened,  // too large for one frame: the oldest timeline entries and long texts were left out
    Summary,    // outside the cache window: what an index row needs, no texts, files or timeline
};

struct Case {
    Uuid id;
    QString code;
    qint64 seq = 0;        // server log position of the last change
    int version = 0;       // +1 per change
    QHash<QString, int> fieldVersions;  // group -> version of its last change: category, place,
                                        // priority, track, agency, result, text
    CaseState state = CaseState::Received;
    Priority priority = Priority::Normal;
    Track track = Track::Timed;
    Channel channel = Channel::App;
    ReportType type = ReportType::Incident;
    QString title;         // first sentence of the text, or edited
    QString category;      // code
    QString area;          // code
    QString address;       // as the citizen or operator wrote it
    bool hasPosition = false;
    double lat = 0, lon = 0;      // WGS 84
    QString noPosition;    // reason code when there is none
    QString agency;        // lead agency code, empty = with the centre
    QList<JointAssignment> joint;
    QString request;       // the centre's request to the agency
    qint64 createdMs = 0, receivedMs = 0, assignedMs = 0, acceptedMs = 0, resolvedMs = 0,
           closedMs = 0, stateSinceMs = 0;
    DeadlineLedger deadline;      // clock segments of all stages so far; see core/deadline.h
    qint64 dueMs = 0;             // of the present step's clock; 0 = none or paused
    qint64 dueSoonMs = 0;         // from here on "due soon"
    qint64 resolveDueMs = 0;      // the agency's clock, shown beside
    int returns = 0, reworks = 0, reopens = 0, chases = 0;
    bool published = false;
    Rating rating = Rating::None;
    QString ratingText;
    QString master;        // code of the case this one was merged into
    Uuid masterId;
    QString reasonCode;    // not accepted / referred
    QString publicMessage; // the reason's public text, or the question asked
    Claim claim;
    QStringList ticks;     // screening questions answered
    PendingAsk ask;
    ResultDraft result;
    QList<ReportRef> reports;
    QList<Attachment> attachments;
    QList<TimelineEntry> timeline;   // oldest first, newest kMaxTimeline
    Uuid lastMid;          // last mutation applied; the overlay skips what the row already carries
    QList<Uuid> recentMids;// newest 16
    bool purged = false;   // personal data removed
    CaseExtent extent = CaseExtent::Whole;  // of this copy; ask the server for the whole ("case")
    bool operator==(const Case&) const = default;
};

// Who acts. roles = all roles of the account; the reducer records the one that allowed the row.
struct Actor {
    QString user;
    Roles roles;
    QString agency;  // of an agency account
};

// What was decided: the input of the reducer, of the outbox and of the wire.
struct Operation {
    Uuid mid;
    Uuid caseId;
    QString action;       // a code of the workflow table (core/workflow.h)
    QVariantMap args;     // field code -> value; checked against the row's demands
    Actor actor;
    qint64 atMs = 0;      // server time (for pending: the desk's estimate of it)
    qint64 clientAtMs = 0;
    qint64 seq = 0;       // set by the ledger
    int baseVersion = 0;  // the version the decision was based on
};

}  // namespace kydai
