// SPDX-License-Identifier: GPL-3.0-or-later
// Properties of the reducer over random lives of a case: whatever is allowed is done, in any order.
#include <algorithm>

#include <QDebug>
#include <QTest>

#include "core/casefixture.h"
#include "core/filter.h"
#include "core/seeded.h"

using namespace kydai;
using namespace kydai::test;

static const QString kCanaryName = u"CANARYNAME Văn"_s;
static const QString kCanaryNote = u"CANARYNOTE"_s;
static const QString kPhone = u"0912 345 678"_s;

class TestReducerRandom : public QObject
{
    Q_OBJECT
private slots:
    void randomLivesKeepTheRules();
    void theCanariesAreThereToBeFound();
};

// Every field of a case that travels, in one text.
static QString dump(const Case& c)
{
    QString out;
    QDebug d(&out);
    d << c.id << c.code << c.title << c.category << c.area << c.address << c.noPosition << c.agency
      << c.request << c.ratingText << c.master << c.reasonCode << c.publicMessage << c.claim.user
      << c.ticks << c.ask.kind << c.ask.by << c.ask.reason;
    for (const JointAssignment& joint : c.joint)
        d << joint.agency;
    const ResultDraft& r = c.result;
    d << r.text << r.letter.number << r.letter.date << r.letter.signatory << r.documents << r.waiver
      << r.author << r.signer << r.approver << r.publisher << r.publicText;
    for (const ReportRef& report : c.reports)
        d << report.code << report.text << report.reporterName << report.reporterMasked
          << report.hasContact << report.enteredBy;
    for (const Attachment& file : c.attachments)
        d << file.sha256 << file.mime << file.name << file.by;
    for (const TimelineEntry& entry : c.timeline)
        d << entry.actor << entry.agency << entry.action << entry.text << entry.param;
    for (const ClockSegment& segment : c.deadline.segments)
        d << segment.policyCode << segment.reasonCode << segment.reference << segment.by;
    return out;
}

static QString leakIn(const QString& text)
{
    QString digits;
    for (QChar ch : text) {
        if (ch.isDigit())
            digits.append(ch);
    }
    for (const QString& canary : {u"CANARYNAME"_s, kCanaryNote, u"•••999"_s, u"canary_clerk"_s, kPhone}) {
        if (text.contains(canary, Qt::CaseInsensitive))
            return canary;
    }
    return digits.contains(u"0912345678"_s) ? kPhone : QString();
}

static bool beforeAgency(CaseState state)
{
    return state == CaseState::Received || state == CaseState::Screening
        || state == CaseState::NeedsInfo || (isFinal(state) && state != CaseState::Closed);
}

static bool afterApproval(CaseState state)
{
    return state == CaseState::Resolved || state == CaseState::ReopenRequested
        || state == CaseState::Closed;
}

// Empty = the case is sound.
static QString unsound(const Case& c)
{
    const auto bound = [](qsizetype size, int most) { return size > most; };
    if (bound(c.timeline.size(), kMaxTimeline) || bound(c.recentMids.size(), 16)
        || bound(c.attachments.size(), kMaxAttachments) || bound(c.reports.size(), kMaxReports)
        || bound(c.joint.size(), kMaxJoint) || bound(c.deadline.segments.size(), kMaxSegments))
        return u"a list over its bound"_s;
    for (qsizetype i = 1; i < c.timeline.size(); ++i) {
        if (c.timeline[i].seq < c.timeline[i - 1].seq || c.timeline[i].atMs < c.timeline[i - 1].atMs)
            return u"the timeline goes back"_s;
    }
    if (c.timeline.isEmpty() || c.timeline.last().mid != c.lastMid || c.timeline.last().to != c.state)
        return u"the timeline's last entry is not the last act"_s;
    if (!c.claim.user.isEmpty() && c.state != CaseState::Screening)
        return u"claimed outside the screening"_s;
    if (c.agency.isEmpty() != beforeAgency(c.state))
        return u"agency does not fit the state"_s;
    for (const JointAssignment& joint : c.joint) {
        if (joint.agency == c.agency || (joint.done && joint.waived))
            return u"joint assignment"_s;
    }
    if (!c.ask.kind.isEmpty() && c.state != CaseState::InProgress)
        return u"an ask without its state"_s;
    if ((c.closedMs > 0) != isFinal(c.state) || (c.resolvedMs > 0) != afterApproval(c.state))
        return u"closing or resolving time"_s;
    if (c.published && (!afterApproval(c.state) || c.result.publisher.isEmpty()
                        || c.result.publisher == c.result.approver))
        return u"published"_s;
    if (afterApproval(c.state) && (c.result.approver.isEmpty()
                                   || c.result.approver == c.result.author))
        return u"approver"_s;
    if ((c.state == CaseState::Merged) == c.master.isEmpty())
        return u"master"_s;
    for (int version : c.fieldVersions) {
        if (version > c.version)
            return u"field version"_s;
    }
    return {};
}

static QString unsoundClock(const Case& c)
{
    // Published, or taken off the public page again: nobody has to publish it.
    const bool answered = c.state == CaseState::Resolved
        && (c.published || !c.result.publicText.isEmpty());
    if (c.dueMs == 0 && !isClockPaused(c.state) && !isFinal(c.state) && !answered)
        return u"no clock"_s;
    if (c.dueMs != 0 && (isClockPaused(c.state) || isFinal(c.state)))
        return u"a clock runs"_s;
    if (c.dueMs != 0 && c.dueSoonMs > c.dueMs)
        return u"due soon after due"_s;
    const bool paused = c.deadline.isPaused(Stage::Screen) || c.deadline.isPaused(Stage::Resolve);
    if (paused != isClockPaused(c.state))
        return u"paused"_s;
    const Lateness late = latenessOf(c.state, c.dueMs, c.dueSoonMs, c.stateSinceMs);
    if ((late == Lateness::Paused) != isClockPaused(c.state))
        return u"lateness"_s;
    return {};
}

class Life
{
public:
    explicit Life(SeededRandom& random) : m_random(random)
    {
        NewReport report = lampReport();
        report.text = u"Tôi là "_s + kCanaryName + u", đèn tắt. Gọi "_s + kPhone;
        report.reporterName = kCanaryName;
        report.reporterMasked = u"•••999"_s;
        report.enteredBy = random.oneIn(2) ? u"canary_clerk"_s : QString();
        report.priority = static_cast<Priority>(random.upTo(3));
        story.c = openCase(report, story.city);
        m_master = openCase(lampReport(), story.city);
        m_master.id = midOf(42);
        m_master.code = u"PA-1"_s;
        story.other = &m_master;
    }

    // One random act; false = what was drawn was refused.
    bool step();
    QString check();
    QString leak() const;

    Story story;
    Case old;
    int done = 0;

private:
    QVariant value(const Transition& row, const Field& field);
    QString words(const Transition& row);
    QString somebody(const Transition& row);
    void maybeUndo();

    SeededRandom& m_random;
    Case m_master;
    QString m_who;
    QStringList m_faults;
};

QString Life::words(const Transition& row)
{
    static const QSet<Action> internal{Action::Note, Action::LogCall, Action::Handover,
                                       Action::Restore, Action::Merge, Action::TakeOver,
                                       Action::Recall};
    // What an agency writes, it may read.
    const bool hidden = internal.contains(row.action) && !person(m_who).roles.isAgency();
    return hidden ? kCanaryNote : u"xin gọi "_s + kPhone + u" nhé"_s;
}

QVariant Life::value(const Transition& row, const Field& field)
{
    const QStringList agencies{u"light"_s, u"water"_s, u"tiny"_s};
    switch (field.kind) {
    case FieldKind::Text:
    case FieldKind::Line: return words(row);
    case FieldKind::Choice: {
        if (row.action == Action::LogCall && qstrcmp(field.code, "party") == 0)
            return u"citizen"_s;
        const int n = m_random.upTo(static_cast<int>(field.choices.size()));
        return QString::fromLatin1(field.choices[static_cast<size_t>(n)].code);
    }
    case FieldKind::Category: return m_random.oneIn(2) ? u"lamp"_s : u"flood"_s;
    case FieldKind::Agency: return agencies[m_random.upTo(3)];
    case FieldKind::Agencies: return QStringList{agencies[m_random.upTo(3)]};
    case FieldKind::Area: return u"19753"_s;
    case FieldKind::Position: return u"16.46,107.59"_s;
    case FieldKind::CaseCode: return u"PA-1"_s;
    case FieldKind::Time: {
        const QByteArray code(field.code);
        const bool ahead = code == "until" || code == "due";
        return QVariant::fromValue(story.nowMs + (ahead ? (1 + m_random.upTo(20)) * kDayMs : -1));
    }
    case FieldKind::Day: return u"2026-03-01"_s;
    case FieldKind::Files: {
        Attachment file;
        file.sha256 = QString::number(m_random.next(), 16).rightJustified(64, u'0');
        file.name = u"0912345678 "_s + kCanaryName + u".JPG"_s;
        return QVariantList{fileArg(file)};
    }
    case FieldKind::Documents:
        return story.c.category == u"lamp"_s ? QStringList{u"photo_after"_s} : QStringList();
    case FieldKind::Ticks: {
        QStringList all;
        for (const ChoiceItem& item : field.choices)
            all.append(QString::fromLatin1(item.code));
        return all.isEmpty() ? QStringList{u"pole"_s} : all;
    }
    case FieldKind::Flag: return false;
    case FieldKind::Mid: return midOf(42).toString();
    }
    return {};
}

QString Life::somebody(const Transition& row)
{
    static const QStringList people{u"op"_s, u"op2"_s, u"disp"_s, u"appr"_s, u"publ"_s, u"both"_s,
                                    u"cam"_s, u"lead"_s, u"off"_s, u"chief"_s, u"wet"_s, u"solo"_s,
                                    u"exec"_s, u"citizen"_s, u"system"_s};
    QStringList may;
    for (const QString& who : people) {
        if (actingRoles(person(who).roles).hasAny(row.roles))
            may.append(who);
    }
    return may[m_random.upTo(static_cast<int>(may.size()))];
}

bool Life::step()
{
    QList<const Transition*> rows;
    for (const Transition& row : workflowTable()) {
        const bool beside = row.action == Action::Absorb || row.action == Action::Detach
            || row.action == Action::Undo;
        // Events are many: draw the ways on more often.
        const int weight = beside ? 0 : row.to == row.from ? 1 : 8;
        if (row.from == story.c.state)
            rows.insert(rows.end(), weight, &row);
    }
    const Transition& row = *rows[m_random.upTo(static_cast<int>(rows.size()))];
    story.pass(m_random.oneIn(4) ? m_random.upTo(6 * 24 * 60) * kMinuteMs : m_random.upTo(60'000));
    m_who = somebody(row);
    QVariantMap map;
    for (const Field& field : row.demands) {
        if (field.required || m_random.oneIn(2))
            map.insert(QString::fromLatin1(field.code), value(row, field));
    }
    old = story.c;
    if (story.act(m_who, row.action, map).code != ErrorCode::None)
        return false;
    ++done;
    maybeUndo();
    return true;
}

void Life::maybeUndo()
{
    if (!m_random.oneIn(12))
        return;
    const Operation& last = story.last;
    const QVariantMap map{{u"mid"_s, last.mid.toString()}};
    const Actor actor = last.actor;
    if (!judge(story.c, Action::Undo, actor, map, story.context()))
        return;
    Operation undo = story.operation(u"op"_s, Action::Undo, map);
    undo.actor = actor;
    const Case back = undone(story.c, story.before, undo);
    if (back.state != old.state || back.deadline != old.deadline || back.result != old.result
        || back.dueMs != old.dueMs || back.version != story.c.version + 1)
        m_faults.append(u"undo of "_s + last.action);
    old = story.c;
    old.deadline = back.deadline;  // an act undone in time never took effect on the clocks
    story.before = story.c;
    story.last = undo;
    story.c = back;
}

// Empty = an agency's row tells nothing it should not.
QString Life::leak() const
{
    const Case& c = story.c;
    for (const QString& agency : {u"light"_s, u"water"_s}) {
        const Case view = agencyView(c, agency);
        const QString found = leakIn(dump(view));
        if (!found.isEmpty())
            return u"leak: "_s + found;
        if (view.state != c.state || view.version != c.version || view.dueMs != c.dueMs)
            return u"the agency's view differs"_s;
    }
    return {};
}

// Empty = the last step kept every property.
QString Life::check()
{
    const Case& c = story.c;
    if (!m_faults.isEmpty())
        return m_faults.join(u';');
    if (c.version != old.version + 1 || c.seq <= old.seq)
        return u"version or seq"_s;
    if (story.last.action != u"undo"_s) {
        const auto again = reduce(c, story.last, story.city);
        if (!again || *again != c)
            return u"not idempotent"_s;
        const auto same = reduce(old, story.last, story.city);
        if (!same || *same != c)
            return u"not pure"_s;
    }
    if (c.deadline.segments.mid(0, old.deadline.segments.size()) != old.deadline.segments)
        return u"segments rewritten"_s;
    const auto starts = [](const Case& x) {
        return std::count_if(x.deadline.segments.begin(), x.deadline.segments.end(), [](auto& s) {
            return s.stage == Stage::Resolve && s.kind == SegmentKind::Start;
        });
    };
    const WorkCalendar& calendar = story.city.calendar();
    if (starts(c) == starts(old)
        && c.deadline.read(Stage::Resolve, calendar).originalDueUtcMs
            != old.deadline.read(Stage::Resolve, calendar).originalDueUtcMs)
        return u"the original deadline changed"_s;
    QString fault = unsound(c);
    if (fault.isEmpty())
        fault = unsoundClock(c);
    if (fault.isEmpty() && m_random.oneIn(3))
        fault = leak();
    return fault;
}

void TestReducerRandom::randomLivesKeepTheRules()
{
    SeededRandom random("reducer");
    constexpr int kLives = 500;
    // Some states are rare: lives are drawn until every one was reached, and only then is it enough.
    constexpr int kMostLives = 20 * kLives;
    const qsizetype kActs = actionCount() - 8;
    QSet<CaseState> seen;
    QSet<QString> acts;
    int total = 0;
    const auto reachedAll = [&] { return seen.size() == kCaseStateCount && acts.size() >= kActs; };
    for (int life = 0; life < kLives || (life < kMostLives && !reachedAll()); ++life) {
        Life one(random);
        for (int tries = 0; tries < 60; ++tries) {
            if (!one.step())
                continue;
            seen.insert(one.story.c.state);
            acts.insert(one.story.last.action);
            const QString fault = one.check();
            QVERIFY2(fault.isEmpty(),
                     qPrintable(u"life %1 after %2 in %3: %4"_s.arg(life)
                                    .arg(one.story.last.action, codeOf(one.story.c.state), fault)));
        }
        const QString left = one.leak();
        QVERIFY2(left.isEmpty(), qPrintable(u"life %1: %2"_s.arg(life).arg(left)));
        total += one.done;
    }
    QCOMPARE(seen.size(), kCaseStateCount);
    QVERIFY2(acts.size() >= kActs, qPrintable(QString::number(acts.size())));
    QVERIFY(total > kLives * 10);
    qInfo("%d acts of %d kinds", total, static_cast<int>(acts.size()));
}

// The search finds what it looks for in the full row: the property above can fail.
void TestReducerRandom::theCanariesAreThereToBeFound()
{
    SeededRandom random("canaries");
    Life one(random);
    QVERIFY(!leakIn(dump(one.story.c)).isEmpty());
    Story s;
    s.act(u"op2"_s, Action::Claim);
    s.act(u"op2"_s, Action::Note, {{u"text"_s, kCanaryNote}});
    QCOMPARE(leakIn(dump(s.c)), kCanaryNote);
    s.act(u"op2"_s, Action::Message, {{u"text"_s, u"số "_s + kPhone}, {u"channel"_s, u"app"_s}});
    Case view = agencyView(s.c, u"light"_s);
    QVERIFY(leakIn(dump(view)).isEmpty());
    // What the centre wrote to the citizen is there, masked.
    QCOMPARE(view.timeline.last().text, u"số •••678"_s);
    // A long life stays within its bounds.
    for (int i = 0; i < kMaxTimeline + 20; ++i)
        QCOMPARE(s.act(u"op2"_s, Action::Note, {{u"text"_s, u"x"_s}}).code, ErrorCode::None);
    QCOMPARE(s.c.timeline.size(), kMaxTimeline);
    QCOMPARE(s.c.recentMids.size(), 16);
}

QTEST_GUILESS_MAIN(TestReducerRandom)
#include "tst_core_reducer_random.moc"
