// SPDX-License-Identifier: GPL-3.0-or-later
// ActionSheet: the way out.
#include <QPointer>

#include "desk/action_sheet.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

Result<QVariantMap> ActionSheet::arguments()
{
    QVariantMap map;
    Error first{ErrorCode::None, {}, {}};
    for (Input& in : m_inputs) {
        in.error = {ErrorCode::None, {}, {}};
        const QString code = QString::fromLatin1(in.field->code);
        QVariant entered = in.value;
        if (in.field->kind == FieldKind::Files)
            entered = filesArgument(in);
        if (!isVisible(in))
            continue;
        const auto argument = argumentOf(*in.field, entered);
        if (!argument)
            in.error = {ErrorCode::BadInput, {code}, {}};
        else if (argument->isValid())
            map.insert(code, *argument);
        else if (in.field->required)
            in.error = {ErrorCode::Missing, {code}, {}};
        if (first.code == ErrorCode::None && in.error.code != ErrorCode::None)
            first = in.error;
    }
    if (first.code != ErrorCode::None)
        return tl::unexpected(first);
    return map;
}

// An error that names a field stands at the field.
void ActionSheet::showError(const Error& error)
{
    const bool ofField = error.code == ErrorCode::Missing || error.code == ErrorCode::BadInput
        || error.code == ErrorCode::TooLarge;
    Input* in = ofField ? input(error.params.value(0)) : nullptr;
    if (error.code == ErrorCode::Unknown)
        in = input(u"master"_s);
    m_error = {ErrorCode::None, {}, {}};
    if (in && isVisible(*in))
        in->error = error;
    else
        m_error = error;
    refresh();
    for (int row = 0; row < m_inputs.size(); ++row) {
        if (m_inputs.at(row).error.code != ErrorCode::None) {
            Q_EMIT firstErrorAt(row);
            break;
        }
    }
    Q_EMIT stateChanged();
}

bool ActionSheet::submit()
{
    if (m_busy || m_closed)
        return false;
    m_why.clear();
    if (!filesReady(&m_why)) {
        Q_EMIT stateChanged();
        return false;
    }
    const Result<QVariantMap> map = arguments();
    if (!map) {
        showError(map.error());
        return false;
    }
    if (m_row && m_row->action != Action::Merge) {
        // As the case is now, not as it was when the sheet was opened.
        const CasePtr now = m_services.core.wholeCase(m_caseId);
        const auto row = m_commands.check(now ? *now : *m_case, m_row->action, *map, true);
        if (!row) {
            showError(row.error());
            return false;
        }
    }
    m_busy = true;
    Q_EMIT stateChanged();
    m_commands.run(m_caseId, action(), *map,
                   [guard = QPointer<ActionSheet>(this)](const Result<Uuid>& mid) {
                       if (!guard)
                           return;
                       guard->m_busy = false;
                       if (!mid) {
                           guard->showError(mid.error());
                           return;
                       }
                       guard->m_dirty = false;
                       guard->m_services.engine.removeDraft(guard->draftKey());
                       Q_EMIT guard->draftSaved();
                       Q_EMIT guard->submitted();
                       guard->close();
                   });
    return true;
}

}  // namespace kydai::desk
