// SPDX-License-Identifier: GPL-3.0-or-later
// The workflow table enumerated, its demands one by one, and every guard.
#include <QSet>
#include <QTest>

#include "core/casefixture.h"

using namespace kydai;
using namespace kydai::test;

class TestWorkflow : public QObject
{
    Q_OBJECT
private slots:
    void codesAreUnique();
    void theTableIsTheDomains();
    void noPairTwice();
    void everyStateIsReachedAndLeft();
    void selfLoopsAreEventsAndPurgeIsForFinals();
    void undeclaredTriplesAreRefused();
    void agenciesActInTheirScopeOnly();
    void onlineOnly();
    void demandsAreWellFormed();
    void everyMissingDemandIsNamed();
    void everyValueIsBounded();
    void unknownArgumentsAreRefused();
    void offersSayWhyNot();
};

// The state table of the domain, written out by hand: from action to roles.
static const char* const kDomain[] = {
    "received claim screening operator,dispatcher",
    "received withdraw cancelled citizen",
    "screening claim screening operator,dispatcher",
    "screening release received operator,dispatcher",
    "screening take_over screening operator,dispatcher,shift_lead",
    "screening assign assigned dispatcher",
    "screening ask needs_info operator,dispatcher",
    "screening reject not_accepted operator,dispatcher",
    "screening merge merged operator,dispatcher",
    "screening refer referred operator,dispatcher",
    "screening withdraw cancelled citizen",
    "needs_info reply screening operator,dispatcher,citizen",
    "needs_info timeout screening system",
    "needs_info withdraw cancelled citizen",
    "not_accepted restore screening shift_lead",
    "merged restore screening shift_lead",
    "referred restore screening shift_lead",
    "cancelled restore screening shift_lead",
    "assigned accept in_progress agency_officer,agency_lead",
    "assigned return returned agency_officer,agency_lead",
    "assigned recall screening dispatcher",
    "returned reassign assigned dispatcher,shift_lead",
    "in_progress submit agency_review agency_officer",
    "in_progress request_pause in_progress agency_officer,agency_lead",
    "in_progress pause paused dispatcher,shift_lead",
    "in_progress decline_pause in_progress dispatcher,shift_lead",
    "in_progress request_extension in_progress agency_officer,agency_lead",
    "in_progress grant_extension in_progress shift_lead",
    "in_progress decline_extension in_progress shift_lead",
    "in_progress joint_waive in_progress agency_officer,agency_lead",
    "assigned joint_done assigned agency_officer,agency_lead",
    "in_progress joint_done in_progress agency_officer,agency_lead",
    "paused joint_done paused agency_officer,agency_lead",
    "paused resume in_progress dispatcher,shift_lead,agency_officer,agency_lead,system",
    "agency_review sign awaiting_approval agency_lead",
    "agency_review send_back in_progress agency_lead",
    "awaiting_approval approve resolved approver",
    "awaiting_approval rework in_progress approver",
    "resolved publish resolved publisher",
    "resolved unpublish resolved publisher,shift_lead",
    "resolved rate resolved citizen",
    "closed publish closed publisher",
    "closed unpublish closed publisher,shift_lead",
    "closed rate closed citizen",
    "resolved ask_reopen reopen_requested citizen",
    "resolved close closed system",
    "reopen_requested grant_reopen assigned dispatcher",
    "reopen_requested decline_reopen resolved dispatcher",
    "closed reopen assigned shift_lead",
};

static const QSet<Action> kAnytime{
    Action::Note, Action::Message, Action::LogCall, Action::Chase, Action::Instruct, Action::Edit,
    Action::Tick, Action::Attach, Action::AddJoint, Action::Handover, Action::Purge, Action::Undo,
    Action::Absorb, Action::Detach};

static QString lineOf(const Transition& row)
{
    QStringList roles;
    for (int i = 0; i < kRoleCount; ++i) {
        if (row.roles.has(static_cast<Role>(i)))
            roles.append(codeOf(static_cast<Role>(i)));
    }
    return QStringList{codeOf(row.from), codeOf(row.action), codeOf(row.to), roles.join(u',')}
        .join(u' ');
}

void TestWorkflow::codesAreUnique()
{
    QSet<QString> codes;
    for (int i = 0; i < actionCount(); ++i) {
        const auto action = static_cast<Action>(i);
        const QString code = codeOf(action);
        QVERIFY2(!code.isEmpty() && !codes.contains(code), qPrintable(code));
        codes.insert(code);
        QCOMPARE(actionFrom(code), std::optional<Action>(action));
        QVERIFY(qstrlen(labelOf(action)) > 0);
    }
    QVERIFY(!actionFrom(u"delete"));
    QVERIFY(codeOf(static_cast<Action>(200)).isEmpty());
    QSet<QByteArray> guards;
    for (int i = 0; i < 22; ++i)
        guards.insert(codeOf(static_cast<Guard>(1u << i)));
    QCOMPARE(guards.size(), 22);
    QVERIFY(!guards.contains(""));
    QCOMPARE(codeOf(Guard::HasAgency), "has_agency");
    QCOMPARE(codeOf(Guard::HoldsClaim), "holds_claim");
}

void TestWorkflow::theTableIsTheDomains()
{
    QSet<QString> expected, found;
    for (const char* line : kDomain)
        expected.insert(QString::fromLatin1(line));
    for (const Transition& row : workflowTable()) {
        if (!kAnytime.contains(row.action))
            found.insert(lineOf(row));
    }
    const QSet<QString> extra = found - expected;
    const QSet<QString> lacking = expected - found;
    QVERIFY2(extra.isEmpty(), qPrintable(extra.values().join(u"; ")));
    QVERIFY2(lacking.isEmpty(), qPrintable(lacking.values().join(u"; ")));
}

void TestWorkflow::noPairTwice()
{
    QSet<int> pairs;
    for (const Transition& row : workflowTable()) {
        const int pair = static_cast<int>(row.from) * 256 + static_cast<int>(row.action);
        QVERIFY2(!pairs.contains(pair), qPrintable(lineOf(row)));
        pairs.insert(pair);
        QCOMPARE(findTransition(row.from, row.action), &row);
        QVERIFY(!row.roles.isEmpty());
        QVERIFY(!row.roles.has(Role::Admin));
        QVERIFY(!row.roles.has(Role::Auditor));
    }
}

void TestWorkflow::everyStateIsReachedAndLeft()
{
    QSet<CaseState> reached{CaseState::Received};
    for (qsizetype before = 0; before != reached.size();) {
        before = reached.size();
        for (const Transition& row : workflowTable()) {
            if (reached.contains(row.from))
                reached.insert(row.to);
        }
    }
    QCOMPARE(reached.size(), kCaseStateCount);
    for (int i = 0; i < kCaseStateCount; ++i) {
        const auto state = static_cast<CaseState>(i);
        const auto rows = workflowTable();
        const bool left = std::any_of(rows.begin(), rows.end(), [&](const Transition& row) {
            return row.from == state && row.to != state;
        });
        QVERIFY2(left, qPrintable(codeOf(state)));
    }
}

void TestWorkflow::selfLoopsAreEventsAndPurgeIsForFinals()
{
    for (const Transition& row : workflowTable()) {
        if (kAnytime.contains(row.action))
            QCOMPARE(row.to, row.from);
        if (row.action == Action::Purge)
            QVERIFY(isFinal(row.from));
    }
    for (int i = 0; i < kCaseStateCount; ++i) {
        const auto state = static_cast<CaseState>(i);
        for (Action action : {Action::Note, Action::Message, Action::LogCall, Action::Chase,
                              Action::Instruct, Action::Edit, Action::Tick, Action::Attach,
                              Action::Handover})
            QCOMPARE(findTransition(state, action) != nullptr, isOpen(state));
        QVERIFY(findTransition(state, Action::Undo));
    }
}

void TestWorkflow::undeclaredTriplesAreRefused()
{
    const Story story;
    int triples = 0;
    int refused = 0;
    for (int s = 0; s < kCaseStateCount; ++s) {
        for (int a = 0; a < actionCount(); ++a) {
            for (int r = 0; r < kRoleCount; ++r) {
                Case c = story.c;
                c.state = static_cast<CaseState>(s);
                c.agency = u"light"_s;
                const auto action = static_cast<Action>(a);
                const Role role = static_cast<Role>(r);
                const bool agency = Roles{role}.isAgency();
                const Actor actor{u"x"_s, {role}, agency ? u"light"_s : QString()};
                const auto verdict = judge(c, action, actor, {}, story.context(), false);
                const ErrorCode code = verdict ? ErrorCode::None : verdict.error().code;
                const Transition* row = findTransition(c.state, action);
                ++triples;
                if (!row) {
                    QCOMPARE(code, ErrorCode::NotDeclared);
                    QCOMPARE(verdict.error().params,
                             (QStringList{codeOf(action), codeOf(c.state)}));
                } else if (!row->roles.has(role)) {
                    QCOMPARE(code, ErrorCode::NotAllowed);
                } else {
                    QVERIFY(code != ErrorCode::NotDeclared && code != ErrorCode::NotAllowed
                            && code != ErrorCode::NotInScope);
                    continue;
                }
                ++refused;
            }
        }
    }
    QCOMPARE(triples, kCaseStateCount * actionCount() * kRoleCount);
    QVERIFY(refused > triples / 2);
}

void TestWorkflow::agenciesActInTheirScopeOnly()
{
    Story story;
    story.c.state = CaseState::InProgress;
    story.c.agency = u"light"_s;
    for (const Transition& row : workflowTable()) {
        for (Role role : {Role::AgencyOfficer, Role::AgencyLead}) {
            if (!row.roles.has(role))
                continue;
            Case c = story.c;
            c.state = row.from;
            for (const QString& other : {u"water"_s, QString()}) {
                const auto verdict =
                    judge(c, row.action, {u"x"_s, {role}, other}, {}, story.context(), false);
                QVERIFY(!verdict);
                QCOMPARE(verdict.error().code, ErrorCode::NotInScope);
            }
            // A role of the centre beside it does not widen what an agency account may do.
            const Actor mixed{u"x"_s, {role, Role::ShiftLead, Role::Dispatcher}, u"water"_s};
            QCOMPARE(judge(c, row.action, mixed, {}, story.context(), false).error().code,
                     ErrorCode::NotInScope);
        }
    }
}

void TestWorkflow::onlineOnly()
{
    for (const Transition& row : workflowTable()) {
        const bool expected = row.action == Action::Approve || row.action == Action::Publish
            || row.action == Action::Unpublish;
        QCOMPARE(row.onlineOnly, expected);
        if (row.onlineOnly)
            QVERIFY(!row.undoable);
        if (row.roles == Roles{Role::System} || row.roles == Roles{Role::Citizen})
            QVERIFY(!row.undoable);
    }
    QVERIFY(findTransition(CaseState::Screening, Action::Assign)->undoable);
    QVERIFY(!findTransition(CaseState::Screening, Action::Undo)->undoable);
}

void TestWorkflow::demandsAreWellFormed()
{
    for (const Transition& row : workflowTable()) {
        QSet<QByteArray> codes;
        for (const Field& field : row.demands) {
            QVERIFY2(!codes.contains(field.code), qPrintable(lineOf(row)));
            codes.insert(field.code);
            QVERIFY(qstrlen(field.label) > 0);
            if (field.kind == FieldKind::Choice)
                QVERIFY(!field.choices.empty());
            QSet<QByteArray> choices;
            for (const ChoiceItem& item : field.choices) {
                QVERIFY(!choices.contains(item.code));
                choices.insert(item.code);
            }
        }
    }
}

static QVariant soundValue(const Field& field, const Story& story)
{
    switch (field.kind) {
    case FieldKind::Text:
    case FieldKind::Line: return u"Một câu"_s;
    case FieldKind::Choice: return QString::fromLatin1(field.choices.front().code);
    case FieldKind::Category: return u"lamp"_s;
    case FieldKind::Agency: return u"light"_s;
    case FieldKind::Agencies: return QStringList{u"water"_s};
    case FieldKind::Area: return u"19753"_s;
    case FieldKind::Position: return u"16.46,107.59"_s;
    case FieldKind::CaseCode: return u"PA-1"_s;
    case FieldKind::Time: {
        const QByteArray code(field.code);
        const bool ahead = code == "until" || code == "due";
        return QVariant::fromValue(story.nowMs + (ahead ? kDayMs : -kDayMs));
    }
    case FieldKind::Day: return u"2026-03-01"_s;
    case FieldKind::Files: return QStringList{kSha};
    case FieldKind::Documents: return QStringList{u"photo_after"_s};
    case FieldKind::Ticks: {
        QStringList all;
        for (const ChoiceItem& item : field.choices)
            all.append(QString::fromLatin1(item.code));
        return all.isEmpty() ? QStringList{u"pole"_s} : all;
    }
    case FieldKind::Flag: return true;
    case FieldKind::Mid: return midOf(7).toString(QUuid::WithoutBraces);
    }
    return {};
}

// A case on which every row's arguments make sense.
static Case readyCase(const Story& story, const Transition& row)
{
    Case c = story.c;
    c.state = row.from;
    c.category = u"lamp"_s;
    c.agency = row.action == Action::AddJoint ? u"tiny"_s : u"light"_s;
    if (row.action == Action::JointWaive)
        c.joint = {{u"light"_s, false, false, 0}};
    return c;
}

static QVariantMap soundArgs(const Transition& row, const Story& story)
{
    QVariantMap map;
    for (const Field& field : row.demands)
        map.insert(QString::fromLatin1(field.code), soundValue(field, story));
    return map;
}

void TestWorkflow::everyMissingDemandIsNamed()
{
    const Story story;
    int demanded = 0;
    for (const Transition& row : workflowTable()) {
        const Case c = readyCase(story, row);
        const QVariantMap full = soundArgs(row, story);
        const auto ok = checkArgs(c, row, full, story.context());
        QVERIFY2(ok, qPrintable(lineOf(row) + u' ' + (ok ? QString() : ok.error().params.join(u','))));
        for (const Field& field : row.demands) {
            if (!field.required)
                continue;
            ++demanded;
            const QString code = QString::fromLatin1(field.code);
            for (const QVariant& empty : {QVariant(), QVariant(u"  \n "_s), QVariant(QStringList())}) {
                QVariantMap map = full;
                map.remove(code);
                const bool list = soundValue(field, story).typeId() == QMetaType::QStringList;
                if (empty.typeId() == QMetaType::QString && (list || field.kind == FieldKind::Time))
                    continue;
                if (empty.typeId() == QMetaType::QStringList && !list)
                    continue;
                if (empty.isValid())
                    map.insert(code, empty);
                const auto refused = checkArgs(c, row, map, story.context());
                QVERIFY2(!refused, qPrintable(lineOf(row) + u' ' + code));
                QCOMPARE(refused.error().code, ErrorCode::Missing);
                QCOMPARE(refused.error().params, QStringList{code});
            }
        }
    }
    QVERIFY(demanded > 100);
}

static QVariantList wrongValues(const Field& field, const Story& story)
{
    const QVariant number(42);
    switch (field.kind) {
    case FieldKind::Text: return {QString(kMaxText + 1, u'x'), number};
    case FieldKind::Line: return {QString(kMaxLine + 1, u'x'), u"two\nlines"_s, number};
    case FieldKind::Choice: return {u"nothing"_s, number};
    case FieldKind::Category: return {u"nothing"_s, number};
    case FieldKind::Agency: return {u"nothing"_s, u"gone"_s, number};
    case FieldKind::Agencies:
        return {u"water"_s, QStringList{u"nothing"_s}, QStringList{u"gone"_s},
                QStringList{u"water"_s, u"water"_s}, QVariantList{7}};
    case FieldKind::Area: return {u"1"_s, number};
    case FieldKind::Position: return {u"91,0"_s, u"0,181"_s, u"nan,0"_s, u"16.4"_s, u","_s, number};
    case FieldKind::CaseCode: return {u"PA 1"_s, QString(65, u'A'), number};
    case FieldKind::Time:
        return {u"tomorrow"_s, QVariant(0.5), QVariant::fromValue(story.nowMs + 4000 * kDayMs),
                QVariant::fromValue(qint64(-5)), QVariant(QStringList())};
    case FieldKind::Day: return {u"2026-02-30"_s, u"01/03/2026"_s, number};
    case FieldKind::Files:
        return {kSha, QStringList{u"abc"_s}, QStringList{kSha.toUpper()}, QVariantList{7}};
    case FieldKind::Documents: return {u"photo_after"_s, QStringList{u"nothing"_s}};
    case FieldKind::Ticks: return {u"pole"_s, QStringList{u"nothing"_s}};
    case FieldKind::Flag: return {u"yes"_s, number};
    case FieldKind::Mid: return {u"x"_s, QUuid().toString(), number};
    }
    return {};
}

void TestWorkflow::everyValueIsBounded()
{
    const Story story;
    int tried = 0;
    for (const Transition& row : workflowTable()) {
        const Case c = readyCase(story, row);
        for (const Field& field : row.demands) {
            for (const QVariant& wrong : wrongValues(field, story)) {
                QVariantMap map = soundArgs(row, story);
                map.insert(QString::fromLatin1(field.code), wrong);
                const auto refused = checkArgs(c, row, map, story.context());
                QVERIFY2(!refused, qPrintable(lineOf(row) + u' ' + QString::fromLatin1(field.code)
                                              + u' ' + wrong.toString().left(40)));
                const ErrorCode code = refused.error().code;
                if (wrong == QVariant(u"gone"_s) || wrong == QVariant(QStringList{u"gone"_s})) {
                    QCOMPARE(code, ErrorCode::Guard);
                    QCOMPARE(refused.error().params.first(), u"agency_valid"_s);
                } else {
                    QCOMPARE(code, ErrorCode::BadInput);
                    QCOMPARE(refused.error().params.first(), QString::fromLatin1(field.code));
                }
                ++tried;
            }
        }
    }
    QVERIFY(tried > 500);
    // Exactly at the bound is allowed; too many files are not.
    Case c = story.c;
    const Transition& note = *findTransition(CaseState::Received, Action::Note);
    QVERIFY(checkArgs(c, note, {{u"text"_s, QString(kMaxText, u'x')}}, story.context()));
    const Transition& attach = *findTransition(CaseState::Received, Action::Attach);
    const QStringList many(kMaxAttachments + 1, kSha);
    QCOMPARE(checkArgs(c, attach, {{u"files"_s, many}, {u"kind"_s, u"after"_s}}, story.context())
                 .error().code, ErrorCode::TooLarge);
}

void TestWorkflow::unknownArgumentsAreRefused()
{
    const Story story;
    for (const Transition& row : workflowTable()) {
        if (row.action == Action::Absorb || row.action == Action::Detach)
            continue;
        QVariantMap map = soundArgs(row, story);
        map.insert(u"state"_s, u"closed"_s);
        const auto refused = checkArgs(readyCase(story, row), row, map, story.context());
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, ErrorCode::BadInput);
        QCOMPARE(refused.error().params, QStringList{u"state"_s});
    }
}

void TestWorkflow::offersSayWhyNot()
{
    Story story;
    QCOMPARE(story.act(u"op"_s, Action::Claim).code, ErrorCode::None);
    const auto offers = offersFor(story.c, person(u"op2"_s), story.context());
    QHash<Action, ErrorCode> seen;
    for (const Offer& offer : offers)
        seen.insert(offer.row->action, offer.refusal.code);
    QCOMPARE(seen.value(Action::Assign), ErrorCode::Held);
    QCOMPARE(seen.value(Action::TakeOver, ErrorCode::Internal), ErrorCode::None);
    QCOMPARE(seen.value(Action::Note, ErrorCode::Internal), ErrorCode::None);
    QCOMPARE(seen.value(Action::Chase, ErrorCode::None), ErrorCode::Guard);
    QVERIFY(!seen.contains(Action::Withdraw));
    QVERIFY(offersFor(story.c, person(u"admin"_s), story.context()).isEmpty());
    QVERIFY(offersFor(story.c, person(u"off"_s), story.context()).isEmpty());
}

QTEST_GUILESS_MAIN(TestWorkflow)
#include "tst_core_workflow.moc"
