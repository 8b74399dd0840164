// SPDX-License-Identifier: GPL-3.0-or-later
// Each guard of the workflow: when it lets pass and when it refuses, with the code it refuses with.
#include <QTest>

#include "core/casefixture.h"

using namespace kydai;
using namespace kydai::test;

class TestRules : public QObject
{
    Q_OBJECT
private slots:
    void claimsAreLeases();
    void takingOverNeedsAReason();
    void assigningNeedsAPlaceAndAValidAgency();
    void mergingNeedsAnOpenOtherMaster();
    void documentsOrWaiver();
    void jointAgencies();
    void secondReturnIsTheShiftLeads();
    void extensionsAndPauses();
    void nobodyApprovesHisOwn();
    void approvalChecks();
    void publishing();
    void citizenTimes();
    void systemTimes();
    void undoIsForTheAuthorForEightSeconds();
};

#define GUARD_SAYS(error, guard)                                  \
    do {                                                          \
        const Error e_ = (error);                                 \
        QCOMPARE(e_.code, ErrorCode::Guard);                      \
        QCOMPARE(e_.params.value(0), QString::fromLatin1(guard)); \
    } while (false)
#define DONE(error) QCOMPARE((error).code, ErrorCode::None)

static Story screening(const QString& who = u"op2"_s)
{
    Story story;
    const Error e = story.act(who, Action::Claim);
    KYDAI_ASSERT(e.code == ErrorCode::None);
    return story;
}

static Story inProgress()
{
    Story story = screening();
    KYDAI_ASSERT(story.act(u"op2"_s, Action::Assign, assignArgs()).code == ErrorCode::None);
    KYDAI_ASSERT(story.act(u"off"_s, Action::Accept).code == ErrorCode::None);
    return story;
}

static Story resolved()
{
    Story story = inProgress();
    KYDAI_ASSERT(story.act(u"off"_s, Action::Submit, submitArgs(story.nowMs)).code
                 == ErrorCode::None);
    KYDAI_ASSERT(story.act(u"chief"_s, Action::Sign).code == ErrorCode::None);
    KYDAI_ASSERT(story.act(u"appr"_s, Action::Approve, approveArgs()).code == ErrorCode::None);
    return story;
}

void TestRules::claimsAreLeases()
{
    Story story = screening(u"op"_s);
    const Error held = story.ask(u"op2"_s, Action::Claim);
    QCOMPARE(held.code, ErrorCode::Held);
    QCOMPARE(held.params, (QStringList{u"op"_s, QString::number(story.c.claim.untilMs)}));
    QCOMPARE(story.ask(u"disp"_s, Action::Assign, assignArgs()).code, ErrorCode::Held);
    DONE(story.ask(u"op"_s, Action::Claim));
    story.pass(kClaimLeaseMs);
    DONE(story.ask(u"op2"_s, Action::Claim));
    DONE(story.ask(u"disp"_s, Action::Assign, assignArgs()));
}

void TestRules::takingOverNeedsAReason()
{
    Story story = screening(u"op"_s);
    GUARD_SAYS(story.ask(u"op2"_s, Action::TakeOver), "claim_stale");
    GUARD_SAYS(story.ask(u"op"_s, Action::TakeOver, {{u"reason"_s, u"x"_s}}), "claim_stale");
    DONE(story.ask(u"op2"_s, Action::TakeOver, {{u"reason"_s, u"nghỉ ca"_s}}));
    story.pass(kClaimLeaseMs);
    DONE(story.act(u"op2"_s, Action::TakeOver));
    QCOMPARE(story.c.claim.user, u"op2"_s);
    QCOMPARE(story.c.timeline.last().param, u"op"_s);
}

void TestRules::assigningNeedsAPlaceAndAValidAgency()
{
    Story story = screening();
    QVariantMap map = assignArgs(u"gone"_s);
    GUARD_SAYS(story.ask(u"op2"_s, Action::Assign, map), "agency_valid");
    map = assignArgs();
    map.remove(u"position"_s);
    const Error noPlace = story.ask(u"op2"_s, Action::Assign, map);
    QCOMPARE(noPlace.code, ErrorCode::Missing);
    QCOMPARE(noPlace.params, QStringList{u"position"_s});
    map.insert(u"noPosition"_s, u"unknown"_s);
    DONE(story.ask(u"op2"_s, Action::Assign, map));
    map = assignArgs();
    map.insert(u"joint"_s, QStringList{u"light"_s});  // the lead cannot also be joint
    QCOMPARE(story.ask(u"op2"_s, Action::Assign, map).code, ErrorCode::BadInput);
}

void TestRules::mergingNeedsAnOpenOtherMaster()
{
    Story story = screening();
    const QVariantMap map{{u"master"_s, u"PA-1"_s}};
    QCOMPARE(story.ask(u"op2"_s, Action::Merge, map).code, ErrorCode::Unknown);
    Case master = story.c;
    master.id = midOf(5);
    master.code = u"PA-1"_s;
    story.other = &master;
    DONE(story.ask(u"op2"_s, Action::Merge, map));
    QCOMPARE(story.ask(u"op2"_s, Action::Merge, {{u"master"_s, u"PA-2"_s}}).code,
             ErrorCode::Unknown);
    for (CaseState state : {CaseState::Merged, CaseState::Cancelled, CaseState::Closed}) {
        master.state = state;
        GUARD_SAYS(story.ask(u"op2"_s, Action::Merge, map), "master_open");
    }
    master = story.c;
    GUARD_SAYS(story.ask(u"op2"_s, Action::Merge, {{u"master"_s, master.code}}), "master_open");
}

void TestRules::documentsOrWaiver()
{
    Story story = inProgress();
    QVariantMap map = submitArgs(story.nowMs);
    map.remove(u"documents"_s);
    GUARD_SAYS(story.ask(u"off"_s, Action::Submit, map), "documents_or_waiver");
    map.insert(u"waiver"_s, u"Trời mưa, chưa chụp được"_s);
    DONE(story.ask(u"off"_s, Action::Submit, map));
}

void TestRules::jointAgencies()
{
    Story story = inProgress();
    DONE(story.act(u"lead"_s, Action::AddJoint, {{u"agencies"_s, QStringList{u"water"_s}}}));
    QCOMPARE(story.ask(u"off"_s, Action::Submit, submitArgs(story.nowMs)).params.value(0),
             u"joint_done_or_waived"_s);
    GUARD_SAYS(story.ask(u"wet"_s, Action::RequestPause), "own_agency");
    GUARD_SAYS(story.ask(u"off"_s, Action::JointDone), "joint_agency");
    const Story fork = story;
    DONE(story.act(u"wet"_s, Action::JointDone, {{u"text"_s, u"Đã cắt nước"_s}}));
    DONE(story.ask(u"off"_s, Action::Submit, submitArgs(story.nowMs)));
    GUARD_SAYS(story.ask(u"wet"_s, Action::JointDone, {{u"text"_s, u"lần nữa"_s}}),
               "joint_agency");
    Story other = fork;
    const QVariantMap waive{{u"agency"_s, u"water"_s}, {u"reason"_s, u"Không cần"_s}};
    DONE(other.act(u"off"_s, Action::JointWaive, waive));
    QCOMPARE(other.ask(u"off"_s, Action::JointWaive, waive).code, ErrorCode::BadInput);
    DONE(other.ask(u"off"_s, Action::Submit, submitArgs(other.nowMs)));
}

void TestRules::secondReturnIsTheShiftLeads()
{
    Story story = screening();
    DONE(story.act(u"op2"_s, Action::Assign, assignArgs()));
    const QVariantMap back{{u"reason"_s, u"not_our_field"_s}, {u"text"_s, u"Không phải"_s},
                           {u"proposed"_s, u"water"_s}};
    const QVariantMap again{{u"agency"_s, u"light"_s}};
    DONE(story.act(u"off"_s, Action::Return, back));
    DONE(story.act(u"disp"_s, Action::Reassign, again));
    DONE(story.act(u"off"_s, Action::Return, back));
    GUARD_SAYS(story.ask(u"disp"_s, Action::Reassign, again), "first_return_or_lead");
    DONE(story.act(u"lead"_s, Action::Reassign, again));
    QCOMPARE(story.c.returns, 2);
}

void TestRules::extensionsAndPauses()
{
    Story story = inProgress();
    const qint64 until = story.c.resolveDueMs + 3 * kDayMs;
    const QVariantMap wish{{u"reason"_s, u"material"_s}, {u"until"_s, until},
                           {u"text"_s, u"Chờ vật tư"_s}};
    GUARD_SAYS(story.ask(u"lead"_s, Action::GrantExtension), "ask_pending");
    DONE(story.act(u"off"_s, Action::RequestExtension, wish));
    GUARD_SAYS(story.ask(u"off"_s, Action::RequestPause), "no_ask_pending");
    GUARD_SAYS(story.ask(u"lead"_s, Action::Pause, {{u"until"_s, until}}), "ask_pending");
    QCOMPARE(story.ask(u"disp"_s, Action::GrantExtension).code, ErrorCode::NotAllowed);
    DONE(story.act(u"lead"_s, Action::DeclineExtension, {{u"reason"_s, u"Đủ vật tư"_s}}));
    Story late = story;
    late.nowMs = late.c.resolveDueMs;
    GUARD_SAYS(late.ask(u"off"_s, Action::RequestExtension, wish), "before_due");
}

void TestRules::nobodyApprovesHisOwn()
{
    Story story = inProgress();
    DONE(story.act(u"off"_s, Action::Submit, submitArgs(story.nowMs)));
    Case c = story.c;
    const Actor author{u"off"_s, {Role::AgencyOfficer, Role::AgencyLead}, u"light"_s};
    GUARD_SAYS(judge(c, Action::Sign, author, {}, story.context()).error(), "not_author");
    DONE(story.act(u"chief"_s, Action::Sign));
    for (const QString& who : {u"off"_s, u"chief"_s}) {
        GUARD_SAYS(judge(story.c, Action::Approve, {who, {Role::Approver}, {}}, approveArgs(),
                         story.context()).error(), "not_author");
    }
    DONE(story.ask(u"appr"_s, Action::Approve, approveArgs()));
}

void TestRules::approvalChecks()
{
    Story story = inProgress();
    DONE(story.act(u"off"_s, Action::Submit, submitArgs(story.nowMs)));
    DONE(story.act(u"chief"_s, Action::Sign));
    QVariantMap map{{u"checks"_s, QStringList{u"photo_place"_s, u"faces"_s}}};
    const Error unticked = story.ask(u"appr"_s, Action::Approve, map);
    QCOMPARE(unticked.code, ErrorCode::Missing);
    QCOMPARE(unticked.params, QStringList{u"reason"_s});
    map.insert(u"reason"_s, u"Không có người trong ảnh"_s);
    DONE(story.ask(u"appr"_s, Action::Approve, map));
    DONE(story.ask(u"appr"_s, Action::Approve, approveArgs()));
    story.c.joint = {{u"water"_s, true, false, 0}};
    QCOMPARE(story.ask(u"appr"_s, Action::Approve, approveArgs()).code, ErrorCode::Missing);
}

void TestRules::publishing()
{
    Story story = inProgress();
    DONE(story.act(u"off"_s, Action::Submit, submitArgs(story.nowMs)));
    DONE(story.act(u"chief"_s, Action::Sign));
    DONE(story.act(u"both"_s, Action::Approve, approveArgs()));
    GUARD_SAYS(story.ask(u"both"_s, Action::Publish, publishArgs()), "not_approver");
    QVariantMap unchecked = publishArgs();
    unchecked.insert(u"checks"_s, QStringList{u"faces"_s});
    QCOMPARE(story.ask(u"publ"_s, Action::Publish, unchecked).code, ErrorCode::Missing);
    GUARD_SAYS(story.ask(u"publ"_s, Action::Unpublish, {{u"reason"_s, u"x"_s}}), "is_published");
    DONE(story.act(u"publ"_s, Action::Publish, publishArgs()));
    GUARD_SAYS(story.ask(u"publ"_s, Action::Publish, publishArgs()), "not_published");
    DONE(story.act(u"lead"_s, Action::Unpublish, {{u"reason"_s, u"Lộ biển số"_s}}));
    QVERIFY(!story.c.published);
}

void TestRules::citizenTimes()
{
    Story story = resolved();
    const QVariantMap why{{u"text"_s, u"Vẫn tối"_s}};
    DONE(story.ask(u"citizen"_s, Action::AskReopen, why));
    Story late = story;
    late.pass(kCloseAfterMs + 1000);
    GUARD_SAYS(late.ask(u"citizen"_s, Action::AskReopen, why), "within_14_days");
    DONE(late.act(u"publ"_s, Action::Publish, publishArgs()));  // counts again from publishing
    DONE(late.ask(u"citizen"_s, Action::AskReopen, why));
    DONE(story.act(u"citizen"_s, Action::Rate, {{u"rating"_s, u"satisfied"_s}}));
    GUARD_SAYS(story.ask(u"citizen"_s, Action::Rate, {{u"rating"_s, u"satisfied"_s}}), "rateable");
}

void TestRules::systemTimes()
{
    Story story = screening();
    DONE(story.act(u"op2"_s, Action::Ask, {{u"question"_s, u"Ở đâu?"_s}, {u"channel"_s, u"app"_s}}));
    GUARD_SAYS(story.ask(u"system"_s, Action::Timeout), "timeout_passed");
    story.pass(kNeedsInfoTimeoutMs);
    DONE(story.act(u"system"_s, Action::Timeout));
    Story done = resolved();
    GUARD_SAYS(done.ask(u"system"_s, Action::Close), "closable");
    DONE(done.act(u"publ"_s, Action::Publish, publishArgs()));
    GUARD_SAYS(done.ask(u"system"_s, Action::Close), "closable");
    Story rated = done;
    DONE(rated.act(u"citizen"_s, Action::Rate, {{u"rating"_s, u"acceptable"_s}}));
    DONE(rated.act(u"system"_s, Action::Close));
    done.pass(kCloseAfterMs);
    DONE(done.act(u"system"_s, Action::Close));
    QCOMPARE(done.c.state, CaseState::Closed);
}

void TestRules::undoIsForTheAuthorForEightSeconds()
{
    Story story = screening();
    DONE(story.act(u"op2"_s, Action::Assign, assignArgs()));
    const QVariantMap mid{{u"mid"_s, story.last.mid.toString(QUuid::WithoutBraces)}};
    DONE(story.ask(u"op2"_s, Action::Undo, mid));
    QCOMPARE(story.ask(u"disp"_s, Action::Undo, mid).code, ErrorCode::UndoExpired);
    QCOMPARE(story.ask(u"op2"_s, Action::Undo, {{u"mid"_s, midOf(77).toString()}}).code,
             ErrorCode::UndoExpired);
    story.pass(kUndoWindowMs);
    DONE(story.ask(u"op2"_s, Action::Undo, mid));
    story.pass(1);
    QCOMPARE(story.ask(u"op2"_s, Action::Undo, mid).code, ErrorCode::UndoExpired);
    // Something came after it.
    Story after = screening();
    DONE(after.act(u"op2"_s, Action::Assign, assignArgs()));
    const QVariantMap first{{u"mid"_s, after.last.mid.toString()}};
    DONE(after.act(u"op"_s, Action::Note, {{u"text"_s, u"x"_s}}));
    QCOMPARE(after.ask(u"op2"_s, Action::Undo, first).code, ErrorCode::UndoExpired);
    // What went out online cannot be taken back this way.
    Story online = resolved();
    QCOMPARE(online.ask(u"appr"_s, Action::Undo, {{u"mid"_s, online.last.mid.toString()}}).code,
             ErrorCode::UndoExpired);
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_core_rules.moc"
