// SPDX-License-Identifier: GPL-3.0-or-later
// How this desk stands to the server, what is not sent yet and what the server refused. GUI thread.
#pragma once

#include <QPointer>

#include "desk/commands.h"
#include "desk/conflict_model.h"
#include "desk/record_model.h"

namespace kydai::desk {

class ActionSheet;
class DeskActions;

class OutboxModel : public kydai::desk::RecordModel
{
    Q_OBJECT

public:
    explicit OutboxModel(Services& services, QObject* parent = nullptr);
    void setEntries(const QList<OutboxEntry>& entries);
    Q_INVOKABLE bool withdraw(const QString& mid);
    void retranslate() { setEntries(QList<OutboxEntry>(m_entries)); }

private:
    Services& m_services;
    QList<OutboxEntry> m_entries;
};

class AttentionModel : public kydai::desk::RecordModel
{
    Q_OBJECT

public:
    explicit AttentionModel(Services& services, QObject* parent = nullptr);
    void setEntries(const QList<OutboxEntry>& entries);
    void setActions(DeskActions* actions) { m_actions = actions; }
    Q_INVOKABLE void discard(const QString& mid);
    Q_INVOKABLE QString textOf(const QString& mid) const;
    Q_INVOKABLE kydai::desk::ActionSheet* again(const QString& mid);
    // Both values side by side; null when nothing differs (then the reason is all there is).
    Q_INVOKABLE kydai::desk::ConflictModel* compare(const QString& mid);
    void retranslate();

private:
    const OutboxEntry* find(const QString& mid) const;

    bool differs(const OutboxEntry& entry);

    Services& m_services;
    DeskActions* m_actions = nullptr;
    QPointer<ConflictModel> m_open;
    QList<OutboxEntry> m_entries;
};

class DeskSync : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString state READ state NOTIFY changed)
    Q_PROPERTY(QString text READ text NOTIFY changed)
    Q_PROPERTY(bool online READ online NOTIFY changed)
    Q_PROPERTY(int pendingCount READ pendingCount NOTIFY changed)
    Q_PROPERTY(int attentionCount READ attentionCount NOTIFY changed)
    Q_PROPERTY(double progress READ progress NOTIFY changed)
    Q_PROPERTY(QString progressText READ progressText NOTIFY changed)
    Q_PROPERTY(bool firstFill READ firstFill NOTIFY changed)
    Q_PROPERTY(double lastContactMs READ lastContactMs NOTIFY changed)
    Q_PROPERTY(QString lastContactText READ lastContactText NOTIFY changed)
    Q_PROPERTY(QString freshText READ freshText NOTIFY changed)
    Q_PROPERTY(int latencyMs READ latencyMs NOTIFY changed)
    Q_PROPERTY(int retryInSeconds READ retryInSeconds NOTIFY changed)
    Q_PROPERTY(int cachedCases READ cachedCases NOTIFY changed)
    Q_PROPERTY(QString cacheBytesText READ cacheBytesText NOTIFY changed)
    Q_PROPERTY(bool diskFull READ diskFull NOTIFY changed)
    Q_PROPERTY(QString readOnlyReason READ readOnlyReason NOTIFY changed)
    Q_PROPERTY(QString banner READ banner NOTIFY changed)
    Q_PROPERTY(QString bannerDetail READ bannerDetail NOTIFY changed)
    Q_PROPERTY(kydai::desk::OutboxModel* outbox READ outbox CONSTANT)
    Q_PROPERTY(kydai::desk::AttentionModel* attention READ attention CONSTANT)

public:
    DeskSync(Services& services, const QString& profileDir, QObject* parent = nullptr);

    QString state() const;
    QString text() const;
    bool online() const { return m_status.state == SyncStatus::State::Live; }
    int pendingCount() const { return m_pending; }
    int attentionCount() const { return m_attention.count(); }
    double progress() const;
    QString progressText() const;
    bool firstFill() const;
    double lastContactMs() const { return static_cast<double>(m_status.lastContactMs); }
    QString lastContactText() const;
    QString freshText() const;
    int latencyMs() const { return m_status.latencyMs; }
    int retryInSeconds() const;
    int cachedCases() const { return static_cast<int>(m_services.core.index().count()); }
    QString cacheBytesText() const;
    bool diskFull() const { return m_status.storage.code == ErrorCode::DiskFull; }
    QString readOnlyReason() const;
    QString banner() const;
    QString bannerDetail() const;
    OutboxModel* outbox() { return &m_outbox; }
    AttentionModel* attention() { return &m_attention; }
    Q_INVOKABLE void retryNow();

    void setStatus(const SyncStatus& status);
    void setEntries(const QList<OutboxEntry>& entries);
    void second();
    void retranslate();
    const SyncStatus& status() const { return m_status; }
    qint64 offlineSinceMs() const { return m_offlineSinceMs; }  // monotonic, 0 = connected

Q_SIGNALS:
    void changed();

private:
    bool cut() const { return m_offlineSinceMs != 0; }

    Services& m_services;
    QString m_profileDir;
    SyncStatus m_status;
    int m_pending = 0;
    qint64 m_offlineSinceMs = 0;
    OutboxModel m_outbox;
    AttentionModel m_attention;
};

}  // namespace kydai::desk
