// SPDX-License-Identifier: GPL-3.0-or-later
// The workspaces an account has, and what a window that shows one stands on: selection, filter,
// list, lane and the selected case. GUI thread; contexts are made once per workspace and kept.
#pragma once

#include "desk/case_filter.h"
#include "desk/case_model.h"
#include "desk/queue_model.h"
#include "desk/record_model.h"
#include "desk/search_face.h"
#include "desk/urgent_model.h"

namespace kydai::desk {

class WorkspaceContext : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString code READ code CONSTANT)
    Q_PROPERTY(QString label READ label NOTIFY labelChanged)
    Q_PROPERTY(QString selection READ selection WRITE setSelection NOTIFY selectionChanged)
    Q_PROPERTY(kydai::desk::CaseFilter* filter READ filter CONSTANT)
    Q_PROPERTY(kydai::desk::QueueModel* queue READ queue CONSTANT)
    Q_PROPERTY(kydai::desk::UrgentModel* urgent READ urgent CONSTANT)
    Q_PROPERTY(kydai::desk::CaseModel* current READ current CONSTANT)
    Q_PROPERTY(kydai::desk::SearchFace* search READ search CONSTANT)

public:
    WorkspaceContext(Services& services, Commands& commands, const WorkspaceDef& def,
                     QObject* parent = nullptr);

    QString code() const { return QString::fromLatin1(m_def.code); }
    QString label() const;
    QString selection() const { return m_current.caseId(); }
    void setSelection(const QString& caseId);
    CaseFilter* filter() { return &m_filter; }
    QueueModel* queue() { return &m_queue; }
    UrgentModel* urgent() { return &m_urgent; }
    CaseModel* current() { return &m_current; }
    DeskCore& core() const { return m_services.core; }  // for views that read the index itself
    SearchFace* search() { return &m_search; }

    Q_INVOKABLE void takeNext();
    Q_INVOKABLE void next() { step(1); }
    Q_INVOKABLE void previous() { step(-1); }
    // False when it cannot be a code; else it opens when found, and openFailed tells when not.
    Q_INVOKABLE bool openByCode(const QString& code);

    void setDefaultTab(Roles roles) { m_queue.setTab(defaultTab(m_def, roles)); }
    void retranslate();
    void second() { m_current.second(); }
    void minute();

Q_SIGNALS:
    void selectionChanged();
    void labelChanged();
    void takeNextRefused(const QString& sentence);
    void openFailed(const QString& code);

private:
    void step(int by);
    QString takeable() const;

    Services& m_services;
    Commands& m_commands;
    const WorkspaceDef& m_def;
    CaseFilter m_filter;
    QueueModel m_queue;
    UrgentModel m_urgent;
    CaseModel m_current;
    SearchFace m_search;
};

class WorkspacesModel : public kydai::desk::RecordModel
{
    Q_OBJECT
    Q_PROPERTY(QString first READ first NOTIFY countChanged)

public:
    WorkspacesModel(Services& services, Commands& commands, QObject* parent = nullptr);

    QString first() const;
    Q_INVOKABLE kydai::desk::WorkspaceContext* open(const QString& code);

    void retranslate();
    void second();
    void minute();

private:
    void refresh();
    void refreshSoon();  // counting looks at every row: a few times a second is enough

    Services& m_services;
    Commands& m_commands;
    bool m_refreshing = false;
    QHash<QString, WorkspaceContext*> m_contexts;
};

}  // namespace kydai::desk
