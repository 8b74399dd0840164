// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/workspaces.h"

#include <QPointer>

#include "desk/words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kBadgeMs = 200;

}  // namespace

WorkspaceContext::WorkspaceContext(Services& services, Commands& commands, const WorkspaceDef& def,
                                   QObject* parent)
    : QObject(parent),
      m_services(services),
      m_commands(commands),
      m_def(def),
      m_filter(services),
      m_queue(services.core, def),
      m_urgent(services.core, def),
      m_current(services, commands),
      m_search(services, m_current)
{
    connect(&m_filter, &CaseFilter::applied, this,
            [this] { m_queue.setFilter(m_filter.spec(), m_filter.rowFilter()); });
    setDefaultTab(services.core.actor().roles);
}

QString WorkspaceContext::label() const
{
    return translate("Desk", m_def.label);
}

void WorkspaceContext::setSelection(const QString& caseId)
{
    const Uuid id = Uuid::fromString(caseId);
    if (id == m_current.id())
        return;
    m_current.setCase(id);
    Q_EMIT selectionChanged();
}

// The lane first, then the list: the first that this account may take and nobody holds.
QString WorkspaceContext::takeable() const
{
    const DeskCore& core = m_services.core;
    const auto may = [&core](const QString& id) {
        const quint32 slot = core.index().slotOf(Uuid::fromString(id));
        if (slot == kNoSlot)
            return false;
        const IndexRow& row = core.index().row(slot);
        if (row.claimUntilMs() > core.nowMs())
            return false;
        return row.state() == CaseState::Received || row.state() == CaseState::Screening
            || row.state() == CaseState::Assigned;
    };
    for (int row = 0; row < m_urgent.rowCount(); ++row) {
        if (const QString id = m_urgent.idAt(row); may(id))
            return id;
    }
    for (int row = 0; row < m_queue.rowCount(); ++row) {
        if (const QString id = m_queue.idAt(row); may(id))
            return id;
    }
    return {};
}

void WorkspaceContext::takeNext()
{
    const QString id = takeable();
    if (id.isEmpty()) {
        Q_EMIT takeNextRefused(translate("Desk", "Nothing is waiting to be taken."));
        return;
    }
    setSelection(id);
    const Uuid caseId = Uuid::fromString(id);
    const auto act = [this, caseId] {
        const CasePtr c = m_services.core.wholeCase(caseId);
        if (!c || m_current.id() != caseId)
            return;
        for (const Offer& offer : m_commands.offers(*c)) {
            const Action action = offer.row->action;
            if (action != Action::Claim && action != Action::Accept)
                continue;
            if (offer.refusal.code != ErrorCode::None)
                Q_EMIT takeNextRefused(words::sentence(offer.refusal));
            else
                m_commands.run(caseId, codeOf(action), {});
            return;
        }
        Q_EMIT takeNextRefused(words::sentence({ErrorCode::NotAllowed, {u"claim"_s}, {}}));
    };
    if (m_services.core.wholeCase(caseId)) {
        act();
        return;
    }
    const auto waiting = std::make_shared<QMetaObject::Connection>();
    *waiting = connect(&m_services.core, &DeskCore::caseArrived, this,
                       [caseId, act, waiting](const QUuid& arrived, bool found) {
                           if (arrived != caseId)
                               return;
                           disconnect(*waiting);
                           if (found)
                               act();
                       });
}

void WorkspaceContext::step(int by)
{
    const int rows = m_queue.rowCount(), lane = m_urgent.rowCount();
    int at = -1;
    if (const int row = m_urgent.indexOf(selection()); row >= 0)
        at = row;
    else if (const int queued = m_queue.indexOf(selection()); queued >= 0)
        at = lane + queued;
    const int to = at < 0 ? (by > 0 ? 0 : lane + rows - 1) : at + by;
    if (to < 0 || to >= lane + rows)
        return;
    setSelection(to < lane ? m_urgent.idAt(to) : m_queue.idAt(to - lane));
}

bool WorkspaceContext::openByCode(const QString& code)
{
    const QString wanted = code.trimmed().toUpper();
    if (wanted.size() < 3 || wanted.size() > 40)
        return false;
    m_services.engine.askIdOfCode(wanted,
                                  [guard = QPointer<WorkspaceContext>(this), wanted](Uuid id) {
                                      if (!guard)
                                          return;
                                      if (id.isNull())
                                          Q_EMIT guard->openFailed(wanted);
                                      else
                                          guard->setSelection(id.toString(QUuid::WithoutBraces));
                                  });
    return true;
}

void WorkspaceContext::retranslate()
{
    Q_EMIT labelChanged();
    m_filter.retranslate();
    m_queue.retranslate();
    m_urgent.retranslate();
    m_current.retranslate();
    m_search.retranslate();
}

void WorkspaceContext::minute()
{
    m_queue.refreshTimes();
    m_urgent.refreshTimes();
    m_current.retranslate();
}

WorkspacesModel::WorkspacesModel(Services& services, Commands& commands, QObject* parent)
    : RecordModel({"code", "label", "iconName", "keyText", "badge", "urgentBadge"}, parent),
      m_services(services),
      m_commands(commands)
{
    connect(&services.core, &DeskCore::actorChanged, this, [this] {
        for (WorkspaceContext* context : std::as_const(m_contexts)) {
            context->setSelection({});
            context->filter()->clear();
            context->setDefaultTab(m_services.core.actor().roles);
        }
        refresh();
    });
    connect(&services.core, &DeskCore::changed, this, &WorkspacesModel::refreshSoon);
    refresh();
}

QString WorkspacesModel::first() const
{
    return value(0, "code").toString();
}

WorkspaceContext* WorkspacesModel::open(const QString& code)
{
    const WorkspaceDef* def = workspaceDef(code);
    if (!def)
        return nullptr;
    WorkspaceContext*& context = m_contexts[code];
    if (!context)
        context = new WorkspaceContext(m_services, m_commands, *def, this);
    return context;
}

void WorkspacesModel::refreshSoon()
{
    if (m_refreshing)
        return;
    m_refreshing = true;
    m_services.scheduler.postAfter(kBadgeMs, [guard = QPointer<WorkspacesModel>(this)] {
        if (!guard)
            return;
        guard->m_refreshing = false;
        guard->refresh();
    });
}

// The badge is what waits under the first tab, counted here so that no list must be open.
void WorkspacesModel::refresh()
{
    const DeskCore& core = m_services.core;
    const Roles roles = core.actor().roles;
    QList<QVariantList> records;
    const ViewContext ctx = viewContext(core.nowMs(), core.index().users().find(core.actor().user));
    int number = 0;
    for (const WorkspaceDef& def : workspaceDefs()) {
        if (core.actor().user.isEmpty() || !hasWorkspace(def, roles))
            continue;
        int badge = 0, urgent = 0;
        const QString tab = defaultTab(def, roles);
        for (const TabDef& one : def.tabs) {
            if (tab != QLatin1StringView(one.code) || tab == u"open"_s)
                continue;  // what is merely open is no work that waits
            for (quint32 slot = 0; slot < core.index().slotEnd(); ++slot) {
                if (!core.index().isLive(slot))
                    continue;
                const IndexRow& row = core.index().row(slot);
                if (def.lane && def.lane(row, ctx))
                    ++urgent;
                else
                    badge += one.matches(row, ctx) ? 1 : 0;
            }
        }
        records.append({QString::fromLatin1(def.code),
                        translate("Desk", def.label),
                        QString::fromLatin1(def.icon), u"Alt %1"_s.arg(++number), badge, urgent});
    }
    setRecords(records);
}

void WorkspacesModel::retranslate()
{
    refresh();
    for (WorkspaceContext* context : std::as_const(m_contexts))
        context->retranslate();
}

void WorkspacesModel::second()
{
    for (WorkspaceContext* context : std::as_const(m_contexts))
        context->second();
}

void WorkspacesModel::minute()
{
    for (WorkspaceContext* context : std::as_const(m_contexts))
        context->minute();
    refresh();
}

}  // namespace kydai::desk
