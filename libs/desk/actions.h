// SPDX-License-Identifier: GPL-3.0-or-later
// The one entry for every button and key: does what needs nothing at once, opens a sheet for the
// rest. And what was begun and not finished. GUI thread.
#pragma once

#include <QPointer>

#include "desk/action_sheet.h"

namespace kydai::desk {

class DeskActions : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString undoText READ undoText NOTIFY undoChanged)
    Q_PROPERTY(int undoSecondsLeft READ undoSecondsLeft NOTIFY undoChanged)

public:
    DeskActions(Services& services, Commands& commands, QObject* parent = nullptr);

    Q_INVOKABLE kydai::desk::ActionSheet* start(const QString& caseId, const QString& action);
    Q_INVOKABLE kydai::desk::ActionSheet* newReport();
    Q_INVOKABLE bool undo();
    QString undoText() const;
    int undoSecondsLeft() const;

    ActionSheet* again(const Operation& refusedOp);  // null: no longer possible
    ActionSheet* openDraft(const QString& action, const Uuid& caseId, const QByteArray& body);
    void onResult(const protocol::MutateResult& result, const Uuid& caseId, const QString& action);
    void second();
    void retranslate();
    Commands& commands() { return m_commands; }

Q_SIGNALS:
    void recorded(const QString& caseId, const QString& action, const QString& title,
                  const QString& detail, bool undoable);
    void refused(const QString& caseId, const QString& action, const QString& sentence);
    void confirmed(const QString& caseId, const QString& action, const QString& code);
    void returned(const QString& caseId, const QString& action, const QString& sentence);
    void undoChanged();
    void draftsChanged();

private:
    ActionSheet* makeSheet(const CasePtr& c, const Transition* row, const Uuid& newCaseId);
    ActionSheet* sheetFor(const Uuid& caseId, const QString& action);
    QString labelOfCase(const Uuid& id) const;

    Services& m_services;
    Commands& m_commands;
    QList<QPointer<ActionSheet>> m_sheets;
};

class DraftsModel : public kydai::desk::RecordModel
{
    Q_OBJECT

public:
    DraftsModel(Services& services, DeskActions& actions, QObject* parent = nullptr);
    Q_INVOKABLE kydai::desk::ActionSheet* open(const QString& draftId);
    Q_INVOKABLE void discard(const QString& draftId);
    void reload();
    void retranslate() { show(); }

private:
    void show();

    Services& m_services;
    DeskActions& m_actions;
    QList<Draft> m_drafts;
};

}  // namespace kydai::desk
