// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/actions.h"

#include <QCborMap>
#include <QCborValue>

#include "desk/conflict_rows.h"
#include "desk/time_words.h"
#include "desk/translate.h"
#include "desk/words.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

DeskActions::DeskActions(Services& services, Commands& commands, QObject* parent)
    : QObject(parent), m_services(services), m_commands(commands)
{
    connect(&commands, &Commands::recorded, this,
            [this](const QUuid& caseId, const QString& action, bool undoable) {
                const QString detail = m_services.core.online()
                    ? QString() : translate("Desk", "Goes out when the connection is back.");
                Q_EMIT recorded(caseId.toString(QUuid::WithoutBraces), action,
                                translate("Desk", "%1: %2").arg(words::actionLabel(action),
                                                                labelOfCase(caseId)),
                                detail, undoable);
            });
    connect(&commands, &Commands::refused, this,
            [this](const QUuid& caseId, const QString& action, const Error& error) {
                Q_EMIT refused(caseId.toString(QUuid::WithoutBraces), action,
                               words::sentence(error));
            });
    connect(&commands, &Commands::undoChanged, this, &DeskActions::undoChanged);
    connect(&commands, &Commands::draftsTouched, this, &DeskActions::draftsChanged);
}

QString DeskActions::labelOfCase(const Uuid& id) const
{
    const CasePtr c = m_services.core.wholeCase(id);
    if (!c)
        return translate("Desk", "new report");
    return c->code.isEmpty() ? c->title : c->code;
}

ActionSheet* DeskActions::makeSheet(const CasePtr& c, const Transition* row, const Uuid& newCaseId)
{
    auto* sheet = new ActionSheet(m_services, m_commands, c, row, newCaseId, this);
    m_sheets.removeAll(nullptr);
    m_sheets.append(sheet);
    connect(sheet, &ActionSheet::draftSaved, this, &DeskActions::draftsChanged);
    return sheet;
}

ActionSheet* DeskActions::sheetFor(const Uuid& caseId, const QString& action)
{
    const CasePtr c = m_services.core.wholeCase(caseId);
    const auto known = actionFrom(action);
    const Transition* row = c && known ? findTransition(c->state, *known) : nullptr;
    return row ? makeSheet(c, row, {}) : nullptr;
}

ActionSheet* DeskActions::start(const QString& caseId, const QString& action)
{
    const Uuid id = Uuid::fromString(caseId);
    const auto refuse = [&](const Error& error) -> ActionSheet* {
        Q_EMIT refused(caseId, action, words::sentence(error));
        return nullptr;
    };
    const CasePtr c = m_services.core.wholeCase(id);
    const auto known = actionFrom(action);
    if (!c || !known)
        return refuse({c ? ErrorCode::NotDeclared : ErrorCode::Busy, {action}, {}});
    const Transition* row = findTransition(c->state, *known);
    if (!row)
        return refuse({ErrorCode::NotDeclared, {action, codeOf(c->state)}, {}});
    // Merging names its target in the sheet; everything else is judged before the sheet opens.
    if (*known != Action::Merge) {
        if (const auto may = m_commands.check(*c, *known, {}, false); !may)
            return refuse(may.error());
    }
    if (row->demands.empty()) {
        m_commands.run(id, action, {});
        return nullptr;
    }
    ActionSheet* sheet = makeSheet(c, row, {});
    m_services.engine.askDrafts([guard = QPointer<ActionSheet>(sheet)](const QList<Draft>& drafts) {
        if (!guard)
            return;
        for (const Draft& draft : drafts) {
            if (draft.key == guard->draftKey())
                guard->restore(draft.body);
        }
    });
    return sheet;
}

ActionSheet* DeskActions::newReport()
{
    return makeSheet({}, nullptr, makeUuid7(m_services.clock, m_services.random));
}

ActionSheet* DeskActions::openDraft(const QString& action, const Uuid& caseId,
                                    const QByteArray& body)
{
    ActionSheet* sheet = action == kReportAction ? makeSheet({}, nullptr, caseId)
                                                 : sheetFor(caseId, action);
    if (sheet)
        sheet->restore(body);
    return sheet;
}

ActionSheet* DeskActions::again(const Operation& refusedOp)
{
    if (refusedOp.action == kReportAction) {
        ActionSheet* sheet = newReport();
        sheet->fill(refusedOp.args);
        return sheet;
    }
    ActionSheet* sheet = sheetFor(refusedOp.caseId, refusedOp.action);
    if (sheet)
        sheet->fill(refusedOp.args);
    else
        Q_EMIT refused(refusedOp.caseId.toString(QUuid::WithoutBraces), refusedOp.action,
                       translate("Desk", "This is no longer possible for the case as it is now."));
    return sheet;
}

void DeskActions::onResult(const protocol::MutateResult& result, const Uuid& caseId,
                           const QString& action)
{
    const QString id = caseId.toString(QUuid::WithoutBraces);
    switch (result.status) {
    case protocol::ResultStatus::Ok:
    case protocol::ResultStatus::Merged:
        if (mayConflict(action))
            m_services.engine.setSetting(baseKey(result.mid), {});
        Q_EMIT confirmed(id, action, result.code);
        break;
    case protocol::ResultStatus::Later:
        break;
    default:
        Q_EMIT returned(id, action, words::sentence(result.error));
    }
}

QString DeskActions::undoText() const
{
    if (!m_commands.canUndo())
        return {};
    return translate("Desk", "Undo: %1").arg(words::actionLabel(m_commands.undoAction()));
}

int DeskActions::undoSecondsLeft() const
{
    return static_cast<int>((m_commands.undoLeftMs() + 999) / 1000);
}

bool DeskActions::undo()
{
    if (!m_commands.canUndo())
        return false;
    m_commands.undo();
    return true;
}

void DeskActions::second()
{
    if (m_commands.canUndo())
        Q_EMIT undoChanged();
}

void DeskActions::retranslate()
{
    for (const QPointer<ActionSheet>& sheet : std::as_const(m_sheets)) {
        if (sheet)
            sheet->retranslate();
    }
    Q_EMIT undoChanged();
}

DraftsModel::DraftsModel(Services& services, DeskActions& actions, QObject* parent)
    : RecordModel({"draftId", "caseId", "caseCode", "action", "actionLabel", "preview", "atText"},
                  parent),
      m_services(services),
      m_actions(actions)
{
    connect(&actions, &DeskActions::draftsChanged, this, &DraftsModel::reload);
    connect(&services.core, &DeskCore::actorChanged, this, &DraftsModel::reload);
}

void DraftsModel::reload()
{
    m_services.engine.askDrafts([guard = QPointer<DraftsModel>(this)](const QList<Draft>& drafts) {
        if (!guard)
            return;
        guard->m_drafts = drafts;
        guard->show();
    });
}

namespace {

struct DraftName {
    QString action;
    Uuid caseId;
};

DraftName nameOf(const Draft& draft)  // "sheet:ACTION:CASE"
{
    const QStringList parts = draft.key.split(u':');
    return {parts.value(1), Uuid::fromString(parts.value(2))};
}

}  // namespace

void DraftsModel::show()
{
    QList<QVariantList> records;
    DeskCore& core = m_services.core;
    for (const Draft& draft : std::as_const(m_drafts)) {
        const DraftName name = nameOf(draft);
        const CasePtr c = core.wholeCase(draft.caseId);
        const QString preview =
            QCborValue::fromCbor(draft.body).toMap().value(u"preview"_s).toString();
        records.append(
            {draft.key,
             draft.caseId.isNull() ? QString() : draft.caseId.toString(QUuid::WithoutBraces),
             c ? c->code : QString(), name.action, words::actionLabel(name.action), preview,
             words::whenText(draft.savedMs, core.nowMs())});
    }
    setRecords(records);
}

ActionSheet* DraftsModel::open(const QString& draftId)
{
    for (const Draft& draft : std::as_const(m_drafts)) {
        if (draft.key == draftId)
            return m_actions.openDraft(nameOf(draft).action, nameOf(draft).caseId, draft.body);
    }
    return nullptr;
}

void DraftsModel::discard(const QString& draftId)
{
    m_services.engine.removeDraft(draftId);
    reload();
}

}  // namespace kydai::desk
