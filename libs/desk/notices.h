// SPDX-License-Identifier: GPL-3.0-or-later
// What must be heard: a new urgent report, a passed deadline of one's own step, a cut line. Each
// asks for sound until a person acknowledges it, again every kRepeatMs. GUI thread; at most
// kNotices kept.
#pragma once

#include "desk/record_model.h"
#include "desk/services.h"

namespace kydai::desk {

inline constexpr qint64 kRepeatMs = 20'000;
inline constexpr qint64 kLineCutMs = 60'000;
inline constexpr int kNotices = 200;

class NoticesModel : public kydai::desk::RecordModel
{
    Q_OBJECT
    Q_PROPERTY(int unacknowledged READ unacknowledged NOTIFY changed)
    Q_PROPERTY(bool sounding READ sounding NOTIFY changed)
    Q_PROPERTY(QString soundKind READ soundKind NOTIFY changed)

public:
    explicit NoticesModel(Services& services, QObject* parent = nullptr);

    int unacknowledged() const;
    bool sounding() const { return !soundKind().isEmpty(); }
    QString soundKind() const;  // of the loudest that is not acknowledged; empty = silence

    Q_INVOKABLE void acknowledge(const QString& noticeId);
    Q_INVOKABLE void acknowledgeAll();
    Q_INVOKABLE void test();

    void second(qint64 offlineSinceMs);  // monotonic, 0 = connected
    void addRefused(const Uuid& caseId, const QString& title, const QString& sentence);
    void retranslate() { show(); }
    void clear();

Q_SIGNALS:
    void changed();
    void soundWanted(const QString& kind);

private:
    enum class Kind { Urgent, Overdue, LineCut, Attention, Test };
    struct Notice {
        QString id;
        Kind kind = Kind::Urgent;
        Uuid caseId;
        QString title, detail;   // of Attention; the others are made when shown
        qint64 atMs = 0;
        bool acknowledged = false;
    };

    void onChanged(const ChangeSet& change);
    bool isOwnStep(const IndexRow& row) const;
    void noteUrgent(const IndexRow& row);
    void noteOverdue(const IndexRow& row);
    void settleGone();
    void add(Notice notice);
    void show();
    QString titleOf(const Notice& notice) const;
    static QString codeOfKind(Kind kind);
    static bool sounds(Kind kind) { return kind != Kind::Attention; }

    Services& m_services;
    QList<Notice> m_notices;       // newest first
    QSet<QString> m_told;          // "urgent:<id>", "overdue:<id>:<due>": never twice
    qint64 m_soundedMs = 0;        // monotonic
    bool m_cutTold = false;
};

}  // namespace kydai::desk
