// SPDX-License-Identifier: GPL-3.0-or-later
// CaseModel: what is being written about a case and not sent. A draft is that of the sheet of the
// same action (ActionSheet::draftBody), so that the list of drafts opens it too.
#include <QCborMap>
#include <QCborValue>
#include <QPointer>

#include "desk/case_model.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

const QStringList& kinds()
{
    static const QStringList list = {u"note"_s, u"message"_s};
    return list;
}

QString keyOfDraft(const QString& kind, const Uuid& id)
{
    return u"sheet:"_s + kind + u':' + id.toString(QUuid::WithoutBraces);
}

}  // namespace

CaseModel::~CaseModel()
{
    if (m_saveTicket)
        m_services.scheduler.cancel(m_saveTicket);
}

void CaseModel::readDrafts()
{
    if (m_id.isNull())
        return;
    m_services.engine.askDrafts(
        [guard = QPointer<CaseModel>(this), id = m_id](const QList<Draft>& drafts) {
            if (!guard || guard->m_id != id)
                return;
            for (const Draft& draft : drafts) {
                for (const QString& kind : kinds()) {
                    if (draft.key != keyOfDraft(kind, id) || guard->m_words.contains(kind))
                        continue;
                    const QCborMap body = QCborValue::fromCbor(draft.body).toMap();
                    guard->m_words[kind]
                        = body.value(u"values"_s).toMap().value(u"text"_s).toString();
                }
            }
            Q_EMIT guard->draftsRead();
        });
}

void CaseModel::keepDraft(const QString& kind, const QString& text)
{
    if (m_id.isNull() || !kinds().contains(kind) || m_words.value(kind) == text)
        return;
    m_words[kind] = text.left(kMaxText);
    m_unsaved.insert(kind);
    if (m_saveTicket)
        return;
    m_saveTicket = m_services.scheduler.postAfter(kWordsDelayMs,
                                                  [guard = QPointer<CaseModel>(this)] {
                                                      if (!guard)
                                                          return;
                                                      guard->m_saveTicket = 0;
                                                      guard->saveDrafts();
                                                  });
}

void CaseModel::saveDrafts()
{
    for (const QString& kind : std::as_const(m_unsaved)) {
        const QString text = m_words.value(kind);
        if (text.trimmed().isEmpty()) {
            m_services.engine.removeDraft(keyOfDraft(kind, m_id));
            continue;
        }
        Draft draft;
        draft.key = keyOfDraft(kind, m_id);
        draft.caseId = m_id;
        draft.body = QCborValue(QCborMap{{u"action"_s, kind},
                                         {u"values"_s, QCborMap{{u"text"_s, text}}},
                                         {u"preview"_s, text.left(120)}}).toCbor();
        m_services.engine.saveDraft(draft, [](const Result<void>&) {});
    }
    if (!m_unsaved.isEmpty())
        Q_EMIT m_commands.draftsTouched();
    m_unsaved.clear();
}

void CaseModel::dropDraft(const QString& kind)
{
    m_words.remove(kind);
    m_unsaved.remove(kind);
    m_services.engine.removeDraft(keyOfDraft(kind, m_id));
    Q_EMIT m_commands.draftsTouched();
}

}  // namespace kydai::desk
