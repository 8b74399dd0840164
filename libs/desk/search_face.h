// SPDX-License-Identifier: GPL-3.0-or-later
// The search field of the top bar: what is on this desk at once, commands by name, then what only
// the server has. One list of rows with headers and notes between them; what comes later is added
// below, so that nothing moves under the cursor. GUI thread. Bounds: kSearchRows rows a group,
// kArchivePages questions a search.
#pragma once

#include "desk/record_model.h"
#include "desk/search_commands.h"
#include "desk/services.h"

namespace kydai::desk {

inline constexpr int kSearchRows = 20;
inline constexpr int kArchivePages = 8;

class SearchFace : public kydai::desk::RecordModel
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed)
    Q_PROPERTY(bool searching READ searching NOTIFY changed)  // the server has not answered yet
    Q_PROPERTY(bool opening READ opening NOTIFY changed)      // a case is being read from there
    Q_PROPERTY(QString error READ error NOTIFY changed)       // why it could not be opened
    Q_PROPERTY(QString coverText READ coverText NOTIFY changed)
    Q_PROPERTY(int current READ current NOTIFY currentChanged)  // -1 = none

public:
    SearchFace(Services& services, CaseModel& selected, QObject* parent = nullptr);
    ~SearchFace() override;

    QString text() const { return m_text; }
    void setText(const QString& text);
    bool searching() const { return m_archive.state == ArchiveState::Asking; }
    bool opening() const { return m_opening; }
    QString error() const;
    QString coverText() const;  // how much of this desk was searched
    int current() const { return m_current; }

    Q_INVOKABLE void begin();        // the field got the focus: look at the commands of now
    Q_INVOKABLE void end();          // left: forget words and questions
    Q_INVOKABLE void move(int by);   // over what can be chosen; stops at the ends
    Q_INVOKABLE void choose(int row);
    void retranslate() { show(); }

Q_SIGNALS:
    void changed();
    void currentChanged();
    void caseChosen(const QString& caseId);
    void commandChosen(const QString& kind, const QString& code);

private:
    enum class ArchiveState : quint8 { Idle, Asking, Done, Offline, Failed };
    struct Archive {
        ArchiveState state = ArchiveState::Idle;
        QList<QVariantMap> questions;  // still to ask, by their arguments
        QList<CasePtr> rows;
        Error error{ErrorCode::None, {}, {}};
        quint32 query = 0;             // open at the server; 0 = none
        int pages = 0;
        bool complete = true;
        qint64 atMs = 0;               // server time of the last answer
    };

    bool commandsOnly() const { return m_text.startsWith(u'>'); }
    QString words() const;             // what is searched for; empty = nothing
    void searchHere();
    void takeHere(const QList<Uuid>& hits);
    QStringList agenciesNamed() const;
    void planArchive();
    void askArchive();
    void takeArchive(const Result<QVariantMap>& body);
    void dropArchive();
    void show();
    void appendHere(QList<QVariantList>& out) const;
    void appendCommands(QList<QVariantList>& out) const;
    void appendArchive(QList<QVariantList>& out) const;
    bool selectable(int row) const;
    void setCurrent(int row);
    void open(const Uuid& id);
    void onCase(const QUuid& id);

    Services& m_services;
    CaseModel& m_selected;
    QString m_text;
    quint64 m_number = 0;              // of the search; what answers an older one is dropped
    QList<Uuid> m_here;                // on this desk, the first kSearchRows
    QSet<Uuid> m_hereAll;
    Archive m_archive;
    QSet<Uuid> m_worked;               // archived cases with own work under way
    Error m_error{ErrorCode::None, {}, {}};
    int m_current = -1;
    bool m_opening = false;
};

}  // namespace kydai::desk
