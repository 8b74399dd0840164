// SPDX-License-Identifier: GPL-3.0-or-later
// The reducer by stories: the whole way of a case, its clocks, its claim, undo, merging.
#include <QTest>

#include "core/casefixture.h"

using namespace kydai;
using namespace kydai::test;

class TestReducer : public QObject
{
    Q_OBJECT
private slots:
    void aReportBecomesACase();
    void titles_data();
    void titles();
    void fromReceivedToClosed();
    void immediateTrackToo();
    void aSmallAgencySkipsTheSignature();
    void resolvingCountsFromTheReceipt();
    void askingStopsTheClocks();
    void pauseAndExtensionAppend();
    void categoryRebasesAndUrgencyHurries();
    void reopeningStartsAnew();
    void claimsLiveWithTheWork();
    void undoGivesBackTheCase();
    void mergedReportsComeAndGo();
    void olderVersionsMergeByField();
    void whatTheCitizenReads();
    void purgeTakesTheIdentity();
    void anUnknownActIsRefused();
};

#define DONE(error) QCOMPARE((error).code, ErrorCode::None)

static Story story(std::initializer_list<Action> until)
{
    Story s;
    for (Action action : until) {
        const qint64 now = s.nowMs;
        Error e{ErrorCode::Internal, {}, {}};
        switch (action) {
        case Action::Claim: e = s.act(u"op2"_s, action); break;
        case Action::Assign: e = s.act(u"op2"_s, action, assignArgs()); break;
        case Action::Accept: e = s.act(u"off"_s, action); break;
        case Action::Submit: e = s.act(u"off"_s, action, submitArgs(now)); break;
        case Action::Sign: e = s.act(u"chief"_s, action); break;
        case Action::Approve: e = s.act(u"appr"_s, action, approveArgs()); break;
        case Action::Publish: e = s.act(u"publ"_s, action, publishArgs()); break;
        default: break;
        }
        KYDAI_ASSERT(e.code == ErrorCode::None);
    }
    return s;
}

void TestReducer::aReportBecomesACase()
{
    const Directory city = smallCity();
    const Case c = openCase(lampReport(), city);
    QCOMPARE(c.code, u"PA-216935"_s);
    QCOMPARE(c.state, CaseState::Received);
    QCOMPARE(c.version, 1);
    QCOMPARE(c.title, u"Đèn đường tắt ở 12 Nguyễn Sinh Cung"_s);
    QCOMPARE(c.reports.size(), 1);
    QCOMPARE(c.reports.first().reporterMasked, u"•••123"_s);
    QCOMPARE(c.dueMs, kMonday + 30 * kMinuteMs);
    QCOMPARE(c.timeline.size(), 1);
    QCOMPARE(c.timeline.first().action, u"report"_s);
}

void TestReducer::titles_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("title");
    QTest::newRow("sentence") << u"Cây đổ. Nhờ xử lý"_s << u"Cây đổ"_s;
    QTest::newRow("number") << u"Ngập 0.5 m ở kiệt 43/2. Gấp!"_s << u"Ngập 0.5 m ở kiệt 43/2"_s;
    QTest::newRow("no end") << u"  Rác   chưa thu\ngom "_s << u"Rác chưa thu gom"_s;
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("stops") << u"... Có ai không?"_s << u"... Có ai không"_s;
}

void TestReducer::titles()
{
    QFETCH(QString, text);
    QTEST(titleFrom(text), "title");
    const QString lengthy = titleFrom(QString(u"từ "_s).repeated(200));
    QVERIFY(lengthy.size() <= 120);
    QVERIFY(lengthy.endsWith(u'…'));
    QVERIFY(titleFrom(QString(5000, u'x')).size() <= 120);
}

void TestReducer::fromReceivedToClosed()
{
    Story s = story({Action::Claim, Action::Assign});
    QCOMPARE(s.c.state, CaseState::Assigned);
    QCOMPARE(s.c.agency, u"light"_s);
    QCOMPARE(s.c.request, u"Thay bóng"_s);
    QVERIFY(s.c.claim.user.isEmpty());
    QCOMPARE(scopesOf(s.c), (QStringList{u"ioc"_s, u"agency:light"_s}));
    // Eight working hours from Monday 10:00: 1.5 + 3.5 today, 3 tomorrow.
    QCOMPARE(s.c.dueMs / kMinuteMs, utcMsOf(QDate(2026, 3, 3), 630) / kMinuteMs);
    DONE(s.act(u"off"_s, Action::Accept));
    QCOMPARE(s.c.dueMs, s.c.resolveDueMs);
    DONE(s.act(u"off"_s, Action::Submit, submitArgs(s.nowMs)));
    QCOMPARE(s.c.state, CaseState::AgencyReview);
    QCOMPARE(s.c.result.author, u"off"_s);
    QCOMPARE(s.c.result.letter.number, u"412/TTCS-KT"_s);
    QVERIFY(s.c.dueMs > 0 && s.c.dueMs != s.c.resolveDueMs && s.c.resolveDueMs > 0);
    DONE(s.act(u"chief"_s, Action::SendBack, {{u"reason"_s, u"Thiếu ảnh"_s}}));
    DONE(s.act(u"off"_s, Action::Submit, submitArgs(s.nowMs)));
    DONE(s.act(u"chief"_s, Action::Sign, {{u"text"_s, u"Đã thay 6 bóng đèn"_s}}));
    QCOMPARE(s.c.result.text, u"Đã thay 6 bóng đèn"_s);
    DONE(s.act(u"appr"_s, Action::Rework, {{u"reason"_s, u"Ảnh lệch"_s}}));
    QCOMPARE(s.c.reworks, 1);
    DONE(s.act(u"off"_s, Action::Submit, submitArgs(s.nowMs)));
    QVERIFY(s.c.result.signer.isEmpty());  // a new revision is signed anew
    DONE(s.act(u"chief"_s, Action::Sign));
    DONE(s.act(u"appr"_s, Action::Approve, approveArgs()));
    QCOMPARE(s.c.state, CaseState::Resolved);
    QCOMPARE(s.c.resolveDueMs, 0);
    QVERIFY(s.c.dueMs > 0);  // the publisher's
    DONE(s.act(u"publ"_s, Action::Publish, publishArgs()));
    QVERIFY(s.c.published);
    QCOMPARE(s.c.dueMs, 0);
    DONE(s.act(u"citizen"_s, Action::Rate, {{u"rating"_s, u"very_satisfied"_s}}));
    DONE(s.act(u"system"_s, Action::Close));
    QCOMPARE(s.c.state, CaseState::Closed);
    QCOMPARE(s.c.closedMs, s.nowMs);
    QCOMPARE(s.c.rating, Rating::VerySatisfied);
    QCOMPARE(s.c.version, s.c.timeline.size());
    QCOMPARE(s.c.timeline.last().role, Role::System);
}

void TestReducer::immediateTrackToo()
{
    Story s = story({Action::Claim});
    QVariantMap map = assignArgs();
    map.insert(u"category"_s, u"flood"_s);
    DONE(s.act(u"op2"_s, Action::Assign, map));
    QCOMPARE(s.c.track, Track::Immediate);
    QCOMPARE(s.c.dueMs, s.nowMs + 30 * kMinuteMs);
    QCOMPARE(s.c.resolveDueMs, s.c.receivedMs + 120 * kMinuteMs);
    DONE(s.act(u"off"_s, Action::Accept));
    QVariantMap result = submitArgs(s.nowMs);
    result.remove(u"documents"_s);
    DONE(s.act(u"off"_s, Action::Submit, result));
    QCOMPARE(s.c.dueMs, s.nowMs + 60 * kMinuteMs);
    DONE(s.act(u"chief"_s, Action::Sign));
    DONE(s.act(u"appr"_s, Action::Approve, approveArgs()));
    DONE(s.act(u"publ"_s, Action::Publish, publishArgs()));
    s.pass(kCloseAfterMs);
    DONE(s.act(u"system"_s, Action::Close));
    QCOMPARE(s.c.state, CaseState::Closed);
}

void TestReducer::aSmallAgencySkipsTheSignature()
{
    Story s = story({Action::Claim});
    DONE(s.act(u"op2"_s, Action::Assign, assignArgs(u"tiny"_s)));
    DONE(s.act(u"solo"_s, Action::Accept));
    DONE(s.act(u"solo"_s, Action::Submit, submitArgs(s.nowMs)));
    QCOMPARE(s.c.state, CaseState::AwaitingApproval);
    QCOMPARE(s.c.timeline.last().to, CaseState::AwaitingApproval);
    QCOMPARE(s.c.timeline.last().param, u"sign_skipped"_s);
    QVERIFY(s.c.result.signer.isEmpty());
    QVERIFY(s.c.deadline.isRunning(Stage::Approve));
    QVERIFY(!s.c.deadline.read(Stage::Sign, s.city.calendar()).exists);
}

void TestReducer::resolvingCountsFromTheReceipt()
{
    // The published case: received 02/03/2026, due 11/03/2026, whenever it was assigned.
    Story s = story({Action::Claim});
    s.pass(20 * 60 * kMinuteMs);
    DONE(s.act(u"op2"_s, Action::Claim));
    DONE(s.act(u"op2"_s, Action::Assign, assignArgs()));
    QCOMPARE(localDate(s.c.resolveDueMs), QDate(2026, 3, 11));
    QCOMPARE(s.c.resolveDueMs, endOfDayUtcMs(QDate(2026, 3, 11)));
    // A return does not give the next agency more time.
    DONE(s.act(u"off"_s, Action::Return, {{u"reason"_s, u"other_lead"_s}, {u"text"_s, u"x"_s},
                                          {u"proposed"_s, u"water"_s}}));
    QVERIFY(s.c.deadline.isRunning(Stage::Screen));
    DONE(s.act(u"disp"_s, Action::Reassign, {{u"agency"_s, u"water"_s}}));
    QCOMPARE(s.c.resolveDueMs, endOfDayUtcMs(QDate(2026, 3, 11)));
    QCOMPARE(scopesOf(s.c), (QStringList{u"ioc"_s, u"agency:water"_s}));
}

void TestReducer::askingStopsTheClocks()
{
    Story s = story({Action::Claim});
    DONE(s.act(u"op2"_s, Action::Ask, {{u"question"_s, u"Trụ số mấy?"_s}, {u"channel"_s, u"app"_s}}));
    QCOMPARE(s.c.dueMs, 0);
    QCOMPARE(publicNotes(s.c), u"Trụ số mấy?"_s);
    s.pass(2 * kDayMs);
    DONE(s.act(u"citizen"_s, Action::Reply, {{u"text"_s, u"Trụ 38"_s}}));
    QVERIFY(publicNotes(s.c).isEmpty());
    QVERIFY(s.c.dueMs > s.nowMs);
    DONE(s.act(u"op2"_s, Action::Claim));
    DONE(s.act(u"op2"_s, Action::Assign, assignArgs()));
    // The day the clock stood still at its end is left out, although the resolving clock was not
    // yet running then.
    QCOMPARE(localDate(s.c.resolveDueMs), QDate(2026, 3, 12));
    const auto reading = s.c.deadline.read(Stage::Resolve, s.city.calendar());
    QCOMPARE(localDate(reading.originalDueUtcMs), QDate(2026, 3, 11));
}

void TestReducer::pauseAndExtensionAppend()
{
    Story s = story({Action::Claim, Action::Assign, Action::Accept});
    const qint64 due = s.c.resolveDueMs;
    const qint64 until = endOfDayUtcMs(QDate(2026, 3, 13));
    DONE(s.act(u"off"_s, Action::RequestExtension, {{u"reason"_s, u"material"_s},
                                                    {u"until"_s, until}, {u"text"_s, u"x"_s}}));
    QCOMPARE(s.c.ask.kind, u"extension"_s);
    DONE(s.ask(u"lead"_s, Action::GrantExtension, {{u"until"_s, s.nowMs + kDayMs}}));
    QCOMPARE(s.act(u"lead"_s, Action::GrantExtension, {{u"until"_s, s.nowMs + kDayMs}}).code,
             ErrorCode::BadInput);  // before the present deadline
    DONE(s.act(u"lead"_s, Action::GrantExtension, {{u"until"_s, until}}));
    QVERIFY(s.c.ask.kind.isEmpty());
    QCOMPARE(s.c.resolveDueMs, until);
    const auto reading = s.c.deadline.read(Stage::Resolve, s.city.calendar());
    QCOMPARE(reading.originalDueUtcMs, due);
    QCOMPARE(reading.extendedDueUtcMs, until);
    DONE(s.act(u"off"_s, Action::RequestPause, {{u"reason"_s, u"weather"_s},
                                                {u"until"_s, s.nowMs + 2 * kDayMs}}));
    DONE(s.act(u"disp"_s, Action::Pause, {{u"until"_s, s.nowMs + 2 * kDayMs}}));
    QCOMPARE(s.c.state, CaseState::Paused);
    QCOMPARE(s.c.dueMs, 0);
    QCOMPARE(s.c.resolveDueMs, 0);
    s.pass(2 * kDayMs);
    DONE(s.act(u"system"_s, Action::Resume));
    QCOMPARE(localDate(s.c.resolveDueMs), QDate(2026, 3, 16));
    QCOMPARE(s.c.deadline.read(Stage::Resolve, s.city.calendar()).originalDueUtcMs, due);
}

void TestReducer::categoryRebasesAndUrgencyHurries()
{
    Story s = story({Action::Claim, Action::Assign, Action::Accept});
    const auto before = s.c.deadline.segments;
    s.pass(kDayMs);
    DONE(s.act(u"disp"_s, Action::Edit, {{u"priority"_s, u"urgent"_s}}));
    // Counted from the receipt it would be late by the correction alone: so from now.
    QCOMPARE(s.c.resolveDueMs, s.city.calendar().addWorkingMinutes(s.nowMs, 240));
    QCOMPARE(s.c.deadline.segments.mid(0, before.size()), before);
    QCOMPARE(s.c.fieldVersions.value(u"priority"_s), s.c.version);
    QCOMPARE(s.c.timeline.last().text, u"priority: normal > urgent"_s);
    QCOMPARE(s.c.timeline.last().visibility, Visibility::Internal);
    DONE(s.act(u"disp"_s, Action::Edit, {{u"title"_s, u"Đèn tắt"_s}}));
    QCOMPARE(s.c.title, u"Đèn tắt"_s);
}

void TestReducer::reopeningStartsAnew()
{
    Story s = story({Action::Claim, Action::Assign, Action::Accept, Action::Submit, Action::Sign,
                     Action::Approve, Action::Publish});
    s.pass(5 * kDayMs);
    DONE(s.act(u"citizen"_s, Action::AskReopen, {{u"text"_s, u"Lại tắt"_s}}));
    QCOMPARE(s.c.state, CaseState::ReopenRequested);
    Story declined = s;
    DONE(declined.act(u"disp"_s, Action::DeclineReopen, {{u"reason"_s, u"Đèn khác"_s}}));
    QCOMPARE(declined.c.state, CaseState::Resolved);
    QVERIFY(declined.c.published);
    QCOMPARE(declined.c.dueMs, 0);
    DONE(s.act(u"disp"_s, Action::GrantReopen, {{u"agency"_s, u"water"_s}}));
    QCOMPARE(s.c.reopens, 1);
    QVERIFY(!s.c.published);
    QVERIFY(s.c.result.approver.isEmpty());
    QVERIFY(s.c.resolveDueMs > s.nowMs);
    QCOMPARE(s.c.deadline.read(Stage::Resolve, s.city.calendar()).startUtcMs, s.nowMs);
}

void TestReducer::claimsLiveWithTheWork()
{
    Story s = story({Action::Claim});
    QCOMPARE(s.c.claim.untilMs, s.nowMs + kClaimLeaseMs);
    s.pass(5 * kMinuteMs);
    DONE(s.act(u"op"_s, Action::Note, {{u"text"_s, u"x"_s}}));
    QVERIFY(s.c.claim.untilMs < s.nowMs + kClaimLeaseMs);
    DONE(s.act(u"op2"_s, Action::Tick, {{u"ticks"_s, QStringList{u"pole"_s}}}));
    QCOMPARE(s.c.claim.untilMs, s.nowMs + kClaimLeaseMs);
    QCOMPARE(s.c.ticks, QStringList{u"pole"_s});
    DONE(s.act(u"op2"_s, Action::Tick, {{u"off"_s, QStringList{u"pole"_s}}}));
    QVERIFY(s.c.ticks.isEmpty());
    DONE(s.act(u"op2"_s, Action::Release));
    QVERIFY(s.c.claim.user.isEmpty());
    QCOMPARE(s.c.state, CaseState::Received);
}

void TestReducer::undoGivesBackTheCase()
{
    Story s = story({Action::Claim, Action::Assign});
    const Case before = s.before;
    const Operation undo = s.operation(u"op2"_s, Action::Undo, {{u"mid"_s, s.last.mid.toString()}});
    QCOMPARE(reduce(s.c, undo, s.city).error().code, ErrorCode::Unsupported);
    const Case back = undone(s.c, before, undo);
    QCOMPARE(back.state, CaseState::Screening);
    QCOMPARE(back.agency, QString());
    QCOMPARE(back.deadline, before.deadline);
    QCOMPARE(back.claim, before.claim);
    QCOMPARE(back.version, s.c.version + 1);
    QCOMPARE(back.seq, undo.seq);
    QCOMPARE(back.fieldVersions.value(u"agency"_s), back.version);
    QCOMPARE(back.lastMid, undo.mid);
    QCOMPARE(back.timeline.size(), s.c.timeline.size() + 1);
    QCOMPARE(back.timeline.last().param, u"assign"_s);
    QCOMPARE(back.timeline[back.timeline.size() - 2].visibility, Visibility::Internal);
    QCOMPARE(undone(back, before, undo), back);
    // What was undone cannot come again.
    QCOMPARE(*reduce(back, s.last, s.city), back);
}

void TestReducer::mergedReportsComeAndGo()
{
    Story s = story({Action::Claim});
    NewReport other = lampReport();
    other.code = u"PA-1"_s;
    other.caseId = midOf(42);
    other.attachments = {Attachment{kSha, u"image/jpeg"_s, 10, 4, 3, AttachmentKind::Report,
                                    u"a.jpg"_s, {}, kMonday}};
    const Case master = openCase(other, s.city);
    s.other = &master;
    DONE(s.act(u"op2"_s, Action::Merge, {{u"master"_s, u"PA-1"_s},
                                         {u"masterId"_s, master.id.toString()}}));
    QCOMPARE(s.c.state, CaseState::Merged);
    QCOMPARE(s.c.masterId, master.id);
    const Operation absorb = absorbOf(s.c, s.last, master);
    QCOMPARE(absorb.mid, absorbOf(s.c, s.last, master).mid);
    const Case bigger = *reduce(master, absorb, s.city);
    QCOMPARE(bigger.reports.size(), 2);
    QCOMPARE(bigger.reports.last(), s.c.reports.first());
    QCOMPARE(bigger.code, u"PA-1"_s);
    QCOMPARE(*reduce(bigger, absorb, s.city), bigger);
    const Case merged = s.c;
    DONE(s.act(u"lead"_s, Action::Restore, {{u"reason"_s, u"Khác chỗ"_s}}));
    QVERIFY(s.c.master.isEmpty());
    const Operation detach = detachOf(merged, s.last);
    QCOMPARE(detach.caseId, master.id);
    const Case smaller = *reduce(bigger, detach, s.city);
    QCOMPARE(smaller.reports, master.reports);
    QCOMPARE(smaller.attachments, master.attachments);
}

void TestReducer::olderVersionsMergeByField()
{
    Story s = story({Action::Claim});
    const int base = s.c.version;
    const auto based = [&](Action action, const QVariantMap& map) {
        Operation op = s.operation(u"op2"_s, action, map);
        op.baseVersion = base;
        return op;
    };
    QCOMPARE(*mergeCheck(s.c, based(Action::Note, {{u"text"_s, u"x"_s}})), Merge::Apply);
    DONE(s.act(u"op"_s, Action::Edit, {{u"category"_s, u"flood"_s}, {u"address"_s, u"14 Lê Lợi"_s}}));
    QCOMPARE(*mergeCheck(s.c, based(Action::Note, {{u"text"_s, u"x"_s}})), Merge::Merged);
    QCOMPARE(*mergeCheck(s.c, based(Action::Edit, {{u"priority"_s, u"urgent"_s}})), Merge::Merged);
    QCOMPARE(*mergeCheck(s.c, based(Action::Edit, {{u"category"_s, u"flood"_s}})), Merge::Merged);
    const Operation clash = based(Action::Edit, {{u"category"_s, u"lamp"_s},
                                                 {u"address"_s, u"15 Lê Lợi"_s}});
    const auto refused = mergeCheck(s.c, clash);
    QCOMPARE(refused.error().code, ErrorCode::Conflict);
    QCOMPARE(refused.error().params, (QStringList{u"category"_s, u"address"_s}));
    const auto both = conflictsOf(s.c, clash);
    QCOMPARE(both.size(), 2);
    QCOMPARE(both[0].theirs.toString(), u"flood"_s);
    QCOMPARE(both[0].mine.toString(), u"lamp"_s);
    QCOMPARE(both[0].theirVersion, s.c.version);
    DONE(s.act(u"op2"_s, Action::Assign, assignArgs(u"water"_s)));
    QCOMPARE(mergeCheck(s.c, based(Action::Recall, {{u"reason"_s, u"x"_s}})).error().params,
             QStringList{u"agency"_s});
}

void TestReducer::whatTheCitizenReads()
{
    Story s = story({Action::Claim, Action::Assign, Action::Accept, Action::Submit, Action::Sign,
                     Action::Approve});
    QVERIFY(publicNotes(s.c).isEmpty());
    QVERIFY(!isPubliclyClosed(s.c));
    DONE(s.act(u"publ"_s, Action::Publish, publishArgs()));
    QCOMPARE(publicNotes(s.c), u"Đã thay bóng đèn."_s);
    QVERIFY(isPubliclyClosed(s.c));
    // A decline is read beside the answer, until something else is said.
    DONE(s.act(u"citizen"_s, Action::AskReopen, {{u"text"_s, u"Vẫn tắt"_s}}));
    QCOMPARE(publicNotes(s.c), u"Đã thay bóng đèn."_s);
    DONE(s.act(u"disp"_s, Action::DeclineReopen, {{u"reason"_s, u"Đã kiểm tra lại, đèn sáng."_s}}));
    QCOMPARE(publicNotes(s.c), u"Đã thay bóng đèn.\n\nĐã kiểm tra lại, đèn sáng."_s);
    Case old = s.c;  // after 200 lines that are nobody's business outside
    for (int i = 0; i < kMaxTimeline; ++i) {
        old.timeline.append(old.timeline.last());
        old.timeline.last().action = u"note"_s;
    }
    old.timeline.remove(0, old.timeline.size() - kMaxTimeline);
    QCOMPARE(publicNotes(old), publicNotes(s.c));
    DONE(s.act(u"citizen"_s, Action::AskReopen, {{u"text"_s, u"Lại tắt"_s}}));
    QCOMPARE(publicNotes(s.c), u"Đã thay bóng đèn."_s);
    // A question of an earlier act that a row of an old store still carries is not shown.
    Case stale = s.c;
    stale.publicMessage = u"Trụ số mấy?"_s;
    QCOMPARE(publicNotes(stale), u"Đã thay bóng đèn."_s);
    Story no = story({Action::Claim});
    DONE(no.act(u"op2"_s, Action::Reject, {{u"reason"_s, u"out_of_scope"_s},
                                           {u"message"_s, u"Ngoài phạm vi"_s}}));
    QCOMPARE(publicNotes(no.c), u"Ngoài phạm vi"_s);
    QVERIFY(isPubliclyClosed(no.c));
    QCOMPARE(no.c.reasonCode, u"out_of_scope"_s);
    QCOMPARE(no.c.dueMs, 0);
}

void TestReducer::purgeTakesTheIdentity()
{
    Story s = story({Action::Claim});
    DONE(s.act(u"op2"_s, Action::LogCall, {{u"party"_s, u"citizen"_s}, {u"direction"_s, u"out"_s},
                                           {u"outcome"_s, u"answered"_s}, {u"text"_s, u"Hẹn 8 giờ"_s}}));
    DONE(s.act(u"citizen"_s, Action::Withdraw));
    DONE(s.act(u"system"_s, Action::Purge));
    QVERIFY(s.c.purged);
    QVERIFY(s.c.reports.first().reporterName.isEmpty());
    QVERIFY(!s.c.reports.first().hasContact);
    QVERIFY(!s.c.reports.first().text.contains(u"0900 000 123"_s));
    for (const TimelineEntry& entry : s.c.timeline)
        QVERIFY(!entry.text.contains(u"0900"_s) && !entry.text.contains(u"Hẹn"_s));
}

void TestReducer::anUnknownActIsRefused()
{
    Story s;
    Operation op = s.operation(u"op"_s, Action::Claim, {});
    op.action = u"explode"_s;
    QCOMPARE(reduce(s.c, op, s.city).error().code, ErrorCode::NotDeclared);
    op.action = u"approve"_s;
    QCOMPARE(reduce(s.c, op, s.city).error().params, (QStringList{u"approve"_s, u"received"_s}));
}

QTEST_GUILESS_MAIN(TestReducer)
#include "tst_core_reducer.moc"
