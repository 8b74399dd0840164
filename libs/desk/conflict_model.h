// SPDX-License-Identifier: GPL-3.0-or-later
// One refused decision and what somebody else did meanwhile, side by side: a choice a field, and
// one new decision on the version there is now. Nothing is lost until it is saved: close() leaves
// the refused one in the list. GUI thread. Owned by AttentionModel; close() lets it go.
#pragma once

#include "desk/commands.h"
#include "desk/conflict_rows.h"
#include "desk/record_model.h"

namespace kydai::desk {

class ConflictModel : public kydai::desk::RecordModel
{
    Q_OBJECT
    Q_PROPERTY(QString caseId READ caseId CONSTANT)
    Q_PROPERTY(QString title READ title NOTIFY textsChanged)
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY textsChanged)
    Q_PROPERTY(QString differText READ differText NOTIFY textsChanged)
    Q_PROPERTY(QString mergedText READ mergedText NOTIFY textsChanged)
    Q_PROPERTY(QString mineWhen READ mineWhen NOTIFY textsChanged)
    Q_PROPERTY(QString theirsName READ theirsName NOTIFY textsChanged)
    Q_PROPERTY(QString theirsInitials READ theirsInitials NOTIFY textsChanged)
    Q_PROPERTY(QString theirsWhen READ theirsWhen NOTIFY textsChanged)
    Q_PROPERTY(QString resultText READ resultText NOTIFY textsChanged)
    Q_PROPERTY(QString goneText READ goneText NOTIFY textsChanged)
    Q_PROPERTY(QVariantList options READ options NOTIFY textsChanged)
    Q_PROPERTY(QString saveLabel READ saveLabel NOTIFY textsChanged)
    Q_PROPERTY(QString saveReason READ saveReason NOTIFY textsChanged)
    Q_PROPERTY(QString error READ error NOTIFY textsChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY textsChanged)
    Q_PROPERTY(int differing READ differing NOTIFY textsChanged)

public:
    ConflictModel(Services& services, Commands& commands, const OutboxEntry& refused,
                  QObject* parent = nullptr);

    QString caseId() const { return m_refused.op.caseId.toString(QUuid::WithoutBraces); }
    QString title() const;
    QString subtitle() const;
    QString differText() const;
    QString mergedText() const;
    QString mineWhen() const;
    QString theirsName() const;
    QString theirsInitials() const;
    QString theirsWhen() const;
    QString resultText() const;     // what will be saved, in words
    QString goneText() const;       // "" = the decision can still be made
    QVariantList options() const;   // {code,label}: what may be done in its place
    QString saveLabel() const;
    QString saveReason() const;     // "" = may be saved
    QString error() const { return m_error; }
    bool busy() const { return m_busy; }
    int differing() const;

    Q_INVOKABLE void choose(const QString& field, const QString& side);  // "mine" | "theirs"
    Q_INVOKABLE void chooseAll(const QString& side);
    Q_INVOKABLE bool save();
    Q_INVOKABLE void close();

    void retranslate() { refresh(); }

Q_SIGNALS:
    void textsChanged();
    void settled();   // saved, or nothing of mine was left to save
    void closed();

private:
    ConflictInput input() const;
    ConflictPlan plan() const;
    void refresh();
    void settle();

    Services& m_services;
    Commands& m_commands;
    OutboxEntry m_refused;
    CasePtr m_case;              // as the server has it; null until it is here
    QVariantMap m_base;
    QHash<QString, Side> m_choices;
    QString m_error;
    bool m_busy = false, m_closed = false;
};

}  // namespace kydai::desk
