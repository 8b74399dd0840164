// SPDX-License-Identifier: GPL-3.0-or-later
// The workflow as data. Source: docs/glossary.md and the state table of the domain. One row = one
// thing somebody may do in one state: roles, guards, what it demands, whether it can be undone. A
// (state, action) pair without a row is refused with NotDeclared. Tests enumerate the table; the
// action sheet of the console is made from the demands column.
#pragma once

#include <span>

#include "core/case.h"

namespace kydai {

class Directory;

enum class Action : quint8 {
    // screening
    Claim, Release, TakeOver, Assign, Ask, Reject, Merge, Refer, Withdraw, Reply, Timeout, Restore,
    // agency
    Accept, Return, Recall, Reassign, Submit, RequestPause, Pause, DeclinePause, Resume,
    RequestExtension, GrantExtension, DeclineExtension, JointDone, JointWaive, Sign, SendBack,
    // centre
    Approve, Rework, Publish, Unpublish, Close, AskReopen, GrantReopen, DeclineReopen, Reopen, Rate,
    // in any state that fits
    Note, Message, LogCall, Chase, Instruct, Edit, Tick, Attach, AddJoint, Handover, Purge, Undo,
    // made by the server beside another operation
    Absorb, Detach,
};

enum class FieldKind : quint8 {
    Text,        // several lines, kMaxText
    Line,        // one line, kMaxLine
    Choice,      // one of `choices`
    Category, Agency, Agencies, Area,   // codes of the directory, valid today
    Position,    // "lat,lon" or empty with noPosition
    CaseCode,    // code of another case
    Time,        // UTC ms
    Day,         // ISO day
    Files,       // list of files already uploaded: sha256 or a map made by fileArg (core/reducer.h)
    Documents,   // list of document codes the category requires
    Ticks,       // list of codes: of `choices` where there are any, else the category's questions
    Flag,        // bool
    Mid,         // id of a mutation or of the case beside; filled in by the program, never asked
};

struct ChoiceItem { const char* code; const char* label; };  // label: English source text, context "Choice"

struct Field {
    const char* code;    // key in Operation::args
    FieldKind kind;
    bool required;
    const char* label;   // English source text, context "Field"
    std::span<const ChoiceItem> choices = {};
    // What the sheet proposes: a value of the case ("category", "area", "address", "position",
    // "priority", "track", "title", "agency", "joint", "channel", "request", "result.text",
    // "result.letter", "result.date", "result.signatory", "result.documents", "result.public",
    // "ask.until", "ticks"), a finding ("route", "proposed" = the agency the return named,
    // "duplicate"), a moment ("now", "today") or a text ("template:ask", "template:reject" …).
    const char* prefill = "";
};

// Guards beyond role and state; each has a code for the sentence of refusal. HoldsClaim refuses with
// Held, UndoOpen with UndoExpired, all others with Guard and the code as params[0].
enum class Guard : quint32 {
    None = 0,
    HoldsClaim = 1u << 0,         // nobody else holds a live claim
    OwnAgency = 1u << 1,          // actor's agency is lead (or joint where said)
    JointAgency = 1u << 2,        // actor's agency is a joint one of the case
    NotAuthor = 1u << 3,          // signer/approver is not the result's author
    NotApprover = 1u << 4,        // publisher did not approve
    AgencyValid = 1u << 5,        // lead agency valid on the day
    DocumentsOrWaiver = 1u << 6,
    JointDoneOrWaived = 1u << 7,
    FirstReturnOrLead = 1u << 8,  // from the 2nd return on shift lead only
    BeforeDue = 1u << 9,          // extension asked before the deadline
    AskPending = 1u << 10,        // there is an ask to decide
    Within14Days = 1u << 11,      // ask_reopen after publishing/resolution
    NotPublished = 1u << 12,
    IsPublished = 1u << 13,
    Rateable = 1u << 14,          // resolved or closed, not rated yet
    MasterOpen = 1u << 15,        // merge target exists, is not merged, is not the case itself
    NoAskPending = 1u << 16,
    ClaimStale = 1u << 17,        // take over: the lease ran out, or a reason is given
    TimeoutPassed = 1u << 18,     // the citizen had kNeedsInfoTimeoutMs to answer
    Closable = 1u << 19,          // rated, or published kCloseAfterMs ago
    UndoOpen = 1u << 20,          // the named act is the last one, the actor's own, still undoable
    HasAgency = 1u << 21,         // a lead agency is assigned
};
using Guards = quint32;
constexpr Guards operator|(Guard a, Guard b) { return static_cast<Guards>(a) | static_cast<Guards>(b); }
constexpr Guards operator|(Guards a, Guard b) { return a | static_cast<Guards>(b); }
const char* codeOf(Guard guard);

struct Transition {
    CaseState from;
    Action action;
    CaseState to;
    Roles roles;
    Guards guards = 0;
    std::span<const Field> demands = {};
    bool undoable = false;    // by its author within kUndoWindowMs, nothing after it
    bool onlineOnly = false;  // publish, approve … never recorded offline
};

inline constexpr qint64 kUndoWindowMs = 8000;
inline constexpr qint64 kClaimLeaseMs = 10 * 60 * 1000;
inline constexpr qint64 kNeedsInfoTimeoutMs = 5LL * 24 * 3600 * 1000;
inline constexpr qint64 kCloseAfterMs = 14LL * 24 * 3600 * 1000;

std::span<const Transition> workflowTable();
const Transition* findTransition(CaseState from, Action action);
QString codeOf(Action action);
std::optional<Action> actionFrom(QStringView code);
const char* labelOf(Action action);  // English source text (verb on the button), context "Action"
int actionCount();

// The roles an account acts with: one that holds an agency role acts as the agency only.
Roles actingRoles(Roles roles);

struct RuleContext {
    const Directory& directory;
    qint64 nowMs = 0;              // server time
    const Case* other = nullptr;   // merge target, when the action names one
};

// May this actor do this now, with these arguments? Checks row, role, scope, guards, then demands
// (with checkArgs = false only whether the button may be offered). Ok = the row.
Result<const Transition*> judge(const Case& c, Action action, const Actor& actor,
                                const QVariantMap& args, const RuleContext& ctx,
                                bool checkArgs = true);

// Every row open to this actor in this state, in the order of the table, with why not (None = may).
struct Offer { const Transition* row; Error refusal; };
QList<Offer> offersFor(const Case& c, const Actor& actor, const RuleContext& ctx);

}  // namespace kydai
