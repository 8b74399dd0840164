// SPDX-License-Identifier: GPL-3.0-or-later
// ActionSheet: what is typed is kept, and filled in again.
#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QPointer>

#include "desk/action_sheet.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

QString ActionSheet::draftKey() const
{
    return u"sheet:"_s + action() + u':' + caseId();
}

QByteArray ActionSheet::draftBody() const
{
    QCborMap values;
    for (const Input& in : m_inputs) {
        if (in.touched && in.field->kind != FieldKind::Files)
            values.insert(QString::fromLatin1(in.field->code), QCborValue::fromVariant(in.value));
    }
    QCborMap files;
    for (const Input& in : m_inputs) {
        QCborArray kept;
        for (const File& file : in.files) {
            if (!file.sha256.isEmpty())
                kept.append(file.sha256);
        }
        if (!kept.isEmpty())
            files.insert(QString::fromLatin1(in.field->code), kept);
    }
    const QString preview = valueOf(u"text"_s).toString();
    return QCborValue(QCborMap{{u"action"_s, action()}, {u"values"_s, values},
                               {u"files"_s, files}, {u"preview"_s, preview.left(120)}}).toCbor();
}

void ActionSheet::restore(const QByteArray& body)
{
    const QCborMap draft = QCborValue::fromCbor(body).toMap();
    const QCborMap values = draft.value(u"values"_s).toMap();
    const QCborMap files = draft.value(u"files"_s).toMap();
    for (Input& in : m_inputs) {
        if (in.field->kind == FieldKind::Files && in.files.isEmpty()) {
            const QVariant named = files.value(QString::fromLatin1(in.field->code)).toVariant();
            takeFiles(in, named.toStringList());
            m_restored = m_restored || !in.files.isEmpty();
        }
        const QCborValue value = values.value(QString::fromLatin1(in.field->code));
        if (value.isUndefined() || in.touched)
            continue;
        const bool list = in.value.typeId() == QMetaType::QStringList;
        in.value = list ? QVariant(value.toVariant().toStringList()) : value.toVariant();
        in.touched = m_restored = true;
    }
    refresh();
    Q_EMIT stateChanged();
    Q_EMIT valuesChanged();
}

void ActionSheet::fill(const QVariantMap& values)
{
    for (Input& in : m_inputs) {
        const QVariant value = values.value(QString::fromLatin1(in.field->code));
        if (!value.isValid())
            continue;
        if (in.field->kind == FieldKind::Files) {
            takeFiles(in, filesNamedBy({{u"files"_s, value}}));
            continue;
        }
        const bool list = in.value.typeId() == QMetaType::QStringList;
        in.value = list ? QVariant(value.toStringList()) : enteredOf(*in.field, value);
        in.touched = true;
    }
    refresh();
    Q_EMIT valuesChanged();
}

void ActionSheet::saveSoon()
{
    m_dirty = true;
    if (m_saveTicket || m_closed)
        return;
    m_saveTicket = m_services.scheduler.postAfter(
        kDraftDelayMs, [guard = QPointer<ActionSheet>(this)] {
            if (!guard)
                return;
            guard->m_saveTicket = 0;
            guard->saveNow();
        });
}

void ActionSheet::saveNow()
{
    if (!m_dirty || m_closed)
        return;
    m_dirty = false;
    Draft draft;
    draft.key = draftKey();
    draft.caseId = m_case ? m_caseId : Uuid();
    draft.body = draftBody();
    m_services.engine.saveDraft(draft,
                                [guard = QPointer<ActionSheet>(this)](const Result<void>& ok) {
                                    if (!guard)
                                        return;
                                    if (ok)
                                        guard->m_savedMs = guard->m_services.core.nowMs();
                                    else
                                        guard->m_error = ok.error();
                                    Q_EMIT guard->stateChanged();
                                    Q_EMIT guard->draftSaved();
                                });
}

void ActionSheet::close()
{
    if (m_closed)
        return;
    saveNow();
    letFilesGo();
    m_closed = true;
    Q_EMIT closed();
    // Behind the draft that may be on its way: the list of drafts looks again once it is there.
    m_services.engine.askDrafts([guard = QPointer<ActionSheet>(this)](const QList<Draft>&) {
        if (!guard)
            return;
        Q_EMIT guard->draftSaved();
        guard->deleteLater();
    });
}

void ActionSheet::discard()
{
    m_dirty = false;
    m_services.engine.removeDraft(draftKey());
    Q_EMIT draftSaved();
    close();
}

}  // namespace kydai::desk
