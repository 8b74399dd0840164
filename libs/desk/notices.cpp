// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/notices.h"

#include "desk/queue_views.h"
#include "desk/time_words.h"
#include "desk/translate.h"
#include "desk/words.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

NoticesModel::NoticesModel(Services& services, QObject* parent)
    : RecordModel({"noticeId", "kind", "tone", "title", "detail", "caseId", "atText",
                   "acknowledged", "sounding"},
                  parent),
      m_services(services)
{
    connect(&services.core, &DeskCore::changed, this, &NoticesModel::onChanged);
    connect(&services.core, &DeskCore::textsArrived, this, &NoticesModel::show);
    connect(&services.core, &DeskCore::actorChanged, this, &NoticesModel::clear);
}

QString NoticesModel::codeOfKind(Kind kind)
{
    switch (kind) {
    case Kind::Urgent: return u"urgent"_s;
    case Kind::Overdue: return u"overdue"_s;
    case Kind::LineCut: return u"line_cut"_s;
    case Kind::Attention: return u"attention"_s;
    case Kind::Test: break;
    }
    return u"test"_s;
}

// The step the account itself has to do: only its deadlines are heard here.
bool NoticesModel::isOwnStep(const IndexRow& row) const
{
    const DeskCore& core = m_services.core;
    const Actor& me = core.actor();
    const CaseIndex& index = core.index();
    if (row.claimUser && index.users().code(row.claimUser) == me.user
        && row.claimUntilMs() > core.nowMs())
        return true;
    using enum CaseState;
    switch (row.state()) {
    case Received: case Screening: case Returned: case ReopenRequested:
        return me.roles.has(Role::ShiftLead) && !me.roles.isAgency();
    case Assigned: case InProgress:
        return me.roles.isAgency() && index.agencies().code(row.agency) == me.agency;
    case AgencyReview:
        return me.roles.has(Role::AgencyLead) && index.agencies().code(row.agency) == me.agency;
    case AwaitingApproval: return me.roles.has(Role::Approver);
    default: return false;
    }
}

void NoticesModel::noteUrgent(const IndexRow& row)
{
    const Roles roles = m_services.core.actor().roles;
    bool concerns = false;
    const ViewContext ctx = viewContext(m_services.core.nowMs(), 0);
    for (const WorkspaceDef& def : workspaceDefs())
        concerns = concerns || (def.lane && hasWorkspace(def, roles) && def.lane(row, ctx));
    const bool waits = row.state() == CaseState::Received || row.state() == CaseState::Assigned;
    const QString key = u"urgent:"_s + row.id.toString(QUuid::WithoutBraces) + codeOf(row.state());
    if (!concerns || !waits || row.claimUntilMs() > ctx.nowMs || m_told.contains(key))
        return;
    m_told.insert(key);
    add({key, Kind::Urgent, row.id, {}, {}, m_services.core.nowMs(), false});
}

// Timed matters wait for the receiver's hours; urgent ones do not.
void NoticesModel::noteOverdue(const IndexRow& row)
{
    const qint64 now = m_services.core.nowMs();
    if (row.latenessAt(now) != Lateness::Overdue || !isOwnStep(row))
        return;
    if (!row.isUrgent() && !m_services.core.directory().calendar().inReceiverHours(now))
        return;
    const QString key =
        u"overdue:%1:%2"_s.arg(row.id.toString(QUuid::WithoutBraces)).arg(row.dueMs);
    if (m_told.contains(key))
        return;
    m_told.insert(key);
    add({key, Kind::Overdue, row.id, {}, {}, now, false});
}

void NoticesModel::onChanged(const ChangeSet& change)
{
    const CaseIndex& index = m_services.core.index();
    if (m_services.core.actor().user.isEmpty())
        return;
    if (change.kind == ChangeKind::Reset) {
        // What stood there before is on the screen; only what waits untaken is worth a sound.
        for (const SortKey& key : index.order(Order::Priority)) {
            const IndexRow& row = index.row(key.slot);
            if (!row.isUrgent())
                break;
            noteUrgent(row);
        }
    }
    for (const auto* list : {&change.inserted, &change.changed}) {
        for (quint32 slot : *list) {
            const IndexRow& row = index.row(slot);
            if (change.kind == ChangeKind::Clock)
                noteOverdue(row);
            else if (row.isUrgent() && change.kind == ChangeKind::Data)
                noteUrgent(row);
        }
    }
    settleGone();
}

// Somebody has taken it: the sound stops here too.
void NoticesModel::settleGone()
{
    const CaseIndex& index = m_services.core.index();
    bool any = false;
    for (Notice& notice : m_notices) {
        if (notice.acknowledged || notice.caseId.isNull())
            continue;
        const quint32 slot = index.slotOf(notice.caseId);
        bool over = slot == kNoSlot;
        if (!over && notice.kind == Kind::Urgent) {
            const IndexRow& row = index.row(slot);
            over = !row.isUrgent() || row.claimUntilMs() > m_services.core.nowMs()
                || (row.state() != CaseState::Received && row.state() != CaseState::Assigned
                    && row.state() != CaseState::Screening);
        }
        if (over)
            notice.acknowledged = any = true;
    }
    if (any)
        show();
}

void NoticesModel::add(Notice notice)
{
    const bool sound = sounds(notice.kind);
    const QString kind = codeOfKind(notice.kind);
    m_notices.prepend(std::move(notice));
    while (m_notices.size() > kNotices)
        m_notices.removeLast();
    if (m_told.size() > 50 * kNotices)
        m_told.clear();
    show();
    if (sound) {
        m_soundedMs = m_services.clock.monotonicMs();
        Q_EMIT soundWanted(kind == u"line_cut"_s ? u"line"_s : kind);
    }
}

int NoticesModel::unacknowledged() const
{
    int n = 0;
    for (const Notice& notice : m_notices)
        n += notice.acknowledged ? 0 : 1;
    return n;
}

QString NoticesModel::soundKind() const
{
    for (Kind kind : {Kind::Urgent, Kind::Overdue, Kind::LineCut, Kind::Test}) {
        for (const Notice& notice : m_notices) {
            if (!notice.acknowledged && notice.kind == kind)
                return kind == Kind::LineCut ? u"line"_s : codeOfKind(kind);
        }
    }
    return {};
}

void NoticesModel::acknowledge(const QString& noticeId)
{
    for (Notice& notice : m_notices) {
        if (notice.id == noticeId)
            notice.acknowledged = true;
    }
    show();
}

void NoticesModel::acknowledgeAll()
{
    for (Notice& notice : m_notices)
        notice.acknowledged = true;
    show();
}

void NoticesModel::test()
{
    m_notices.removeIf([](const Notice& notice) { return notice.kind == Kind::Test; });
    add({u"test"_s, Kind::Test, {}, {}, {}, m_services.core.nowMs(), false});
}

void NoticesModel::addRefused(const Uuid& caseId, const QString& title, const QString& sentence)
{
    add({u"attention:%1:%2"_s.arg(caseId.toString(QUuid::WithoutBraces))
             .arg(m_services.core.nowMs()),
         Kind::Attention, caseId, title, sentence, m_services.core.nowMs(), false});
}

void NoticesModel::second(qint64 offlineSinceMs)
{
    const qint64 now = m_services.clock.monotonicMs();
    if (offlineSinceMs == 0) {
        m_cutTold = false;
        for (Notice& notice : m_notices) {
            if (notice.kind == Kind::LineCut && !notice.acknowledged) {
                notice.acknowledged = true;
                show();
            }
        }
    } else if (!m_cutTold && now - offlineSinceMs > kLineCutMs
               && !m_services.core.actor().user.isEmpty()) {
        m_cutTold = true;
        add({u"cut:%1"_s.arg(now), Kind::LineCut, {}, {}, {}, m_services.core.nowMs(), false});
    }
    if (sounding() && now - m_soundedMs >= kRepeatMs) {
        m_soundedMs = now;
        Q_EMIT soundWanted(soundKind());
    }
}

void NoticesModel::clear()
{
    m_notices.clear();
    m_told.clear();
    show();
}

QString NoticesModel::titleOf(const Notice& notice) const
{
    switch (notice.kind) {
    case Kind::Urgent: return translate("Desk", "New urgent report");
    case Kind::Overdue: return translate("Desk", "A deadline of yours has passed");
    case Kind::LineCut: return translate("Desk", "No connection for more than a minute");
    case Kind::Attention: return notice.title;
    case Kind::Test: break;
    }
    return translate("Desk", "Test of the alarm");
}

void NoticesModel::show()
{
    QList<QVariantList> records;
    for (const Notice& notice : std::as_const(m_notices)) {
        QString detail = notice.detail;
        if (!notice.caseId.isNull() && detail.isEmpty()) {
            const RowText* text = m_services.core.textOf(notice.caseId);
            detail = text ? text->code + u" · "_s + text->title : QString();
        } else if (notice.kind == Kind::LineCut) {
            detail = translate("Desk", "You go on working; everything is kept on this desk.");
        }
        const QString tone = notice.kind == Kind::Test ? u"info"_s
                             : notice.kind == Kind::LineCut || notice.kind == Kind::Attention
                                 ? u"warn"_s
                                 : u"danger"_s;
        records.append(
            {notice.id, codeOfKind(notice.kind), tone, titleOf(notice), detail,
             notice.caseId.isNull() ? QString() : notice.caseId.toString(QUuid::WithoutBraces),
             words::whenText(notice.atMs, m_services.core.nowMs()), notice.acknowledged,
             !notice.acknowledged && sounds(notice.kind)});
    }
    setRecords(records);
    Q_EMIT changed();
}

}  // namespace kydai::desk
