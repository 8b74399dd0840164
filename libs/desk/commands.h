// SPDX-License-Identifier: GPL-3.0-or-later
// The one way from a person's decision to the outbox: the workflow table says yes or why not, then
// the operation is written to work.db, and only then does anything on the screen change. GUI
// thread.
#pragma once

#include <QObject>

#include "desk/services.h"

namespace kydai::desk {

class Commands : public QObject
{
    Q_OBJECT

public:
    explicit Commands(Services& services, QObject* parent = nullptr);

    // The buttons of a case for this account, in the table's order, without those that make no
    // sense now (taking what one holds, deciding what nobody asked).
    QList<Offer> offers(const Case& c) const;
    // What offers() and run() ask: may this be done now?
    Result<const Transition*> check(const Case& c, Action action, const QVariantMap& args,
                                    bool checkArgs, const Case* other = nullptr) const;

    // Judges, records, tells through the signals; `done` gets the recorded mid or the reason.
    using Done = std::function<void(const Result<Uuid>&)>;
    void run(const Uuid& caseId, const QString& action, const QVariantMap& args, Done done = {});

    bool canUndo() const { return !m_undoMid.isNull(); }
    QString undoAction() const { return m_undoAction; }
    Uuid undoCase() const { return m_undoCase; }
    qint64 undoLeftMs() const;
    void undo();

Q_SIGNALS:
    void recorded(const QUuid& caseId, const QString& action, bool undoable);
    void refused(const QUuid& caseId, const QString& action, const kydai::Error& error);
    void undoChanged();
    void draftsTouched();  // something begun was kept or taken away beside the sheets

private:
    void judgeAndRecord(const CasePtr& c, const QString& action, const QVariantMap& args,
                        const CasePtr& other, const Done& done);
    void record(Operation op, bool undoable, const Done& done);
    void refuse(const Uuid& caseId, const QString& action, const Error& error, const Done& done);
    void armUndo(const Uuid& mid, const Uuid& caseId, const QString& action);
    void forgetUndo();

    Services& m_services;
    Uuid m_undoMid, m_undoCase;
    QString m_undoAction;
    qint64 m_undoUntilMs = 0;  // monotonic
};

// The key a verb has everywhere ("F4", "Ctrl Enter"); empty = none.
QString keyOf(Action action);
// In which order an action becomes the one primary button; -1 = never.
int primaryRank(Action action);
bool isDangerous(Action action);

}  // namespace kydai::desk
