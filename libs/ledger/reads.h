// SPDX-License-Identifier: GPL-3.0-or-later
// The reading half of both ledgers, over one connection.
#pragma once

#include "ledger/ledger.h"
#include "storage/db.h"

namespace kydai {

// Base: LedgerReader or Ledger. Thread: that of the connection.
template <typename Base> class Reads : public Base
{
public:
    explicit Reads(Db db) : m_db(std::move(db)) {}

    Uuid epoch() const override { return m_epoch; }
    qint64 seq() const override;
    qint64 floor() const override;
    Result<CaseBody> caseBody(const Uuid& id) const override;
    Result<Uuid> caseIdOf(const QString& code) const override;
    Result<PageResult> page(const QStringList& scopes, const WindowCut& cut,
                            const QByteArray& afterKey, int maxRows,
                            qint64 maxBytes) const override;
    Result<qint64> countRows(const QStringList& scopes, const WindowCut& cut) const override;
    Result<QList<CaseBody>> aged(const AgedQuery& query) const override;
    Result<FindResult> find(const FindQuery& query) const override;
    Result<qint64> timeOfSeq(qint64 seq) const override;
    Result<QList<ChangeRecord>> changesAfter(qint64 after, int limit) const override;
    Result<QList<Event>> eventsOf(const Uuid& caseId, qint64 before, int limit) const override;
    Result<ReportRecord> report(const QString& code) const override;
    Result<QList<ReportRecord>> reports(const ReportQuery& query) const override;
    Result<BlobRecord> blob(const QString& sha256) const override;
    Result<QList<Uuid>> casesWithBlob(const QString& sha256) const override;
    Result<QString> setting(const QString& key) const override;
    Result<DocumentRecord> documentRecord(const QString& name) const override;
    Result<QByteArray> documentBody(const QString& name, const QString& sha256) const override;
    Result<QList<OutgoingMessage>> outgoingOf(const Uuid& caseId) const override;
    Result<bool> hasUnread(const QString& reportCode, qint64 nowMs) const override;
    Result<std::optional<UndoRecord>> undo(const Uuid& caseId) const override;
    Result<QList<CameraStateRow>> cameraStates(const QString& camera, qint64 sinceMs,
                                               int limit) const override;

protected:
    Result<void> readEpoch();
    Db m_db;
    Uuid m_epoch;
};

}  // namespace kydai
