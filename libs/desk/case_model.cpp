// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/case_model.h"

#include <QPointer>

#include "desk/row_roles.h"
#include "desk/time_words.h"
#include "desk/words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

TimelineModel::TimelineModel(QObject* parent)
    : RecordModel({"key", "atText", "dayText", "actorLabel", "actorInitials", "roleLabel",
                   "agencyLabel", "action", "actionLabel", "iconName", "kind", "side", "text",
                   "param", "visibility", "visibilityLabel", "toState", "toStateLabel", "pending",
                   "mine"}, parent)
{}

void TimelineModel::setKinds(const QStringList& kinds)
{
    if (m_kinds == kinds)
        return;
    m_kinds = kinds;
    Q_EMIT kindsChanged();
}

OffersModel::OffersModel(QObject* parent)
    : RecordModel({"code", "label", "keyText", "iconName", "kind", "enabledReason", "primary",
                   "opensSheet", "undoable", "onlineOnly"}, parent)
{}

QString OffersModel::forKey(const QString& key) const
{
    const QString wanted = key == u"F3"_s ? u"F2"_s : key;  // classify is an edit of the field
    QString blocked;
    for (int row = 0; row < count(); ++row) {
        if (value(row, "keyText").toString() != wanted)
            continue;
        const QString code = value(row, "code").toString();
        if (value(row, "enabledReason").toString().isEmpty())
            return code;
        if (blocked.isEmpty())
            blocked = code;  // the key then says why not
    }
    return blocked;
}

CaseModel::CaseModel(Services& services, Commands& commands, QObject* parent)
    : QObject(parent),
      m_services(services),
      m_commands(commands),
      m_reports({"code", "channelIcon", "channelLabel", "typeLabel", "text", "reporter", "masked",
                 "hasContact", "receivedText", "enteredBy"}),
      m_checklist({"code", "label", "done", "canTick"}),
      m_joint({"agency", "agencyLabel", "roleLabel", "statusLabel", "atText", "lead", "done",
               "waived"}),
      m_deadline({"key", "dayText", "label", "reason", "counted", "current"}),
      m_nearby({"caseId", "code", "title", "distanceText", "stateLabel", "state", "agoText"}),
      m_attachments(services.blobs),
      m_before(services.blobs),
      m_after(services.blobs)
{
    m_facts.status = u"none"_s;
    DeskCore& core = services.core;
    connect(&core, &DeskCore::changed, this, &CaseModel::onChanged);
    connect(&core, &DeskCore::directoryChanged, this, &CaseModel::refresh);
    connect(&core, &DeskCore::onlineChanged, this, &CaseModel::refresh);
    connect(&core, &DeskCore::actorChanged, this, &CaseModel::refresh);
    connect(&core, &DeskCore::caseArrived, this, [this](const QUuid& id, bool) {
        if (id == m_id)
            refresh();
    });
    connect(&core, &DeskCore::presenceChanged, this, [this](const QUuid& id) {
        if (id == m_id)
            refresh();
    });
    connect(&core, &DeskCore::textsArrived, this, [this](const QList<QUuid>&) {
        if (const CasePtr c = m_id.isNull() ? CasePtr() : m_services.core.wholeCase(m_id))
            m_nearby.setRecords(nearbyRecords(m_services.core, *c));
    });
    connect(&m_timeline, &TimelineModel::kindsChanged, this, &CaseModel::refresh);
}

void CaseModel::setCase(const Uuid& id)
{
    if (m_id == id)
        return;
    hideContact();
    m_revealError.clear();
    saveDrafts();
    m_words.clear();
    m_places.clear();
    m_id = id;
    m_editing = false;
    m_services.engine.setPresence(id, id.isNull() ? 0 : 1);
    if (!id.isNull())
        m_services.core.markRead(id);
    refresh();
    readDrafts();
}

void CaseModel::onChanged(const ChangeSet& change)
{
    if (m_id.isNull())
        return;
    const quint32 slot = m_services.core.index().slotOf(m_id);
    if (change.kind == ChangeKind::Reset || change.removedIds.contains(m_id)
        || change.inserted.contains(slot) || change.changed.contains(slot))
        refresh();
}

void CaseModel::refresh()
{
    const CasePtr c = m_id.isNull() ? CasePtr() : m_services.core.wholeCase(m_id);
    if (!c) {
        CaseFacts none;
        const bool known = m_services.core.index().contains(m_id);
        none.status = m_id.isNull() ? u"none"_s : known ? u"loading"_s : u"gone"_s;
        m_facts = none;
        m_clock = {};
        for (RecordModel* model : {static_cast<RecordModel*>(&m_timeline), &m_reports, &m_checklist,
                                   &m_joint, &m_deadline, &m_nearby,
                                   static_cast<RecordModel*>(&m_offers)})
            model->setRecords({});
        for (AttachmentsModel* model : {&m_attachments, &m_before, &m_after})
            model->setItems({});
        Q_EMIT changed();
        Q_EMIT clockChanged();
        return;
    }
    DeskCore& core = m_services.core;
    CaseFacts facts = caseFacts(core, *c);
    m_timeline.setRecords(timelineRecords(core, *c, m_timeline.kinds()));
    m_reports.setRecords(reportRecords(core, *c));
    m_checklist.setRecords(checklistRecords(core, *c));
    m_joint.setRecords(jointRecords(core, *c));
    m_deadline.setRecords(deadlineRecords(core, *c));
    m_nearby.setRecords(nearbyRecords(core, *c));
    refreshAttachments(*c);
    m_facts = facts;
    refreshOffers(*c);
    m_clock = caseClock(core, *c);
    Q_EMIT changed();
    Q_EMIT clockChanged();
}

void CaseModel::refreshOffers(const Case& c)
{
    const QList<Offer> offers = m_commands.offers(c);
    const Offer* primary = nullptr;
    for (const Offer& offer : offers) {
        const int rank = primaryRank(offer.row->action);
        if (rank < 0 || offer.refusal.code != ErrorCode::None)
            continue;
        // A case that somebody else works on is not taken by mistake.
        if (offer.row->action == Action::TakeOver && primary)
            continue;
        if (!primary || rank < primaryRank(primary->row->action))
            primary = &offer;
    }
    QList<QVariantList> records;
    m_facts.primary = {};
    for (const Offer& offer : offers) {
        const Action action = offer.row->action;
        const QString reason = offer.refusal.code == ErrorCode::None
            ? QString() : words::sentence(offer.refusal);
        const bool first = &offer == primary;
        records.append({codeOf(action), words::label(action), keyOf(action),
                        words::actionIcon(codeOf(action)),
                        first ? u"primary"_s : isDangerous(action) ? u"danger"_s : u"secondary"_s,
                        reason, first, !offer.row->demands.empty(), offer.row->undoable,
                        offer.row->onlineOnly});
        if (first) {
            m_facts.primary = {{u"code"_s, codeOf(action)}, {u"label"_s, words::label(action)},
                               {u"keyText"_s, keyOf(action)}, {u"enabledReason"_s, reason}};
        }
    }
    m_offers.setRecords(records);
}

void CaseModel::second()
{
    if (m_contact && revealSecondsLeft() == 0)
        hideContact();
    else if (m_contact)
        Q_EMIT revealChanged();
    const CasePtr c = m_id.isNull() ? CasePtr() : m_services.core.wholeCase(m_id);
    if (!c)
        return;
    const CaseClock clock = caseClock(m_services.core, *c);
    if (clock == m_clock)
        return;
    m_clock = clock;
    Q_EMIT clockChanged();
}

int CaseModel::revealSecondsLeft() const
{
    if (!m_contact)
        return 0;
    const qint64 left = m_contactUntilMs - m_services.clock.monotonicMs();
    return static_cast<int>(std::max<qint64>(0, (left + 999) / 1000));
}

void CaseModel::reveal(const QString& reason)
{
    if (m_revealing || m_id.isNull())
        return;
    if (reason.trimmed().isEmpty()) {
        m_revealError = words::sentence({ErrorCode::Missing, {u"reason"_s}, {}});
        Q_EMIT revealChanged();
        return;
    }
    m_revealing = true;
    m_revealError.clear();
    Q_EMIT revealChanged();
    m_services.api.reveal(
        caseId(), reason.trimmed(),
        [guard = QPointer<CaseModel>(this), id = m_id](const Result<ContactAnswer>& answer) {
            if (!guard)
                return;
            guard->m_revealing = false;
            if (!answer) {
                guard->m_revealError = words::sentence(answer.error());
            } else if (guard->m_id == id) {
                guard->m_contact = *answer;
                guard->m_contactUntilMs = guard->m_services.clock.monotonicMs() + kRevealMs;
                guard->m_services.scheduler.postAfter(kRevealMs, [guard] {
                    if (guard && guard->revealSecondsLeft() == 0)
                        guard->hideContact();
                });
            }
            Q_EMIT guard->revealChanged();
        });
}

void CaseModel::hideContact()
{
    if (!m_contact)
        return;
    m_contact.reset();
    Q_EMIT revealChanged();
}

void CaseModel::tick(const QString& code, bool done)
{
    m_commands.run(m_id, u"tick"_s, {{done ? u"ticks"_s : u"off"_s, QStringList{code}}});
}

void CaseModel::setEditing(bool editing)
{
    if (m_editing == editing || m_id.isNull())
        return;
    m_editing = editing;
    m_services.engine.setPresence(m_id, editing ? 2 : 1);
}

void CaseModel::note(const QString& text)
{
    m_commands.run(m_id, u"note"_s, {{u"text"_s, text}});
    dropDraft(u"note"_s);
}

void CaseModel::message(const QString& text)
{
    const CasePtr c = m_services.core.wholeCase(m_id);
    const Field* channel = nullptr;
    for (const Transition& row : workflowTable()) {
        if (row.action != Action::Message)
            continue;
        for (const Field& field : row.demands) {
            if (QLatin1StringView(field.code) == "channel"_L1)
                channel = &field;
        }
    }
    if (!c || !channel)
        return;
    // By the way the citizen came, where messages can go that way.
    QString code = u"phone"_s;
    for (const ChoiceItem& item : channel->choices) {
        if (codeOf(c->channel) == QLatin1StringView(item.code))
            code = codeOf(c->channel);
    }
    m_commands.run(m_id, u"message"_s, {{u"text"_s, text}, {u"channel"_s, code}});
    dropDraft(u"message"_s);
}

}  // namespace kydai::desk
