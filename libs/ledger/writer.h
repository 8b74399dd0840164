// SPDX-License-Identifier: GPL-3.0-or-later
// The ledger over one SQLite connection. Thread: one.
#pragma once

#include "ledger/reads.h"
#include "storage/transaction.h"

namespace kydai {

class Random;

class SqliteWriter : public Reads<Ledger>
{
public:
    SqliteWriter(Db db, QString dir, Random& random);
    Result<void> prepare();  // schema, epoch, head of the chain

    qint64 seq() const override { return m_seq; }

    bool changedOutside() override;
    qint64 outsideSeq() const override { return m_outsideSeq; }
    Result<void> begin() override;
    Result<void> commit() override;
    void rollback() override;
    Result<void> savepoint() override;
    Result<void> release() override;
    void rollbackToSavepoint() override;

    Result<qint64> appendEvent(const Event& event) override;
    Result<void> putCase(const Case& c, qint64 wakeAtMs) override;
    Result<void> putChange(const ChangeRecord& change) override;
    Result<QString> nextCode(const QString& prefix) override;
    Result<void> storeResult(const Uuid& device, const protocol::MutateResult& result,
                             qint64 nowMs) override;
    Result<void> markDone(const Uuid& device, const QList<Uuid>& mids) override;
    Result<int> forgetResults(qint64 doneBeforeMs) override;
    Result<void> putReport(const ReportRecord& report) override;
    Result<void> putContact(const QString& reportCode, const Uuid& caseId,
                            const Contact& contact) override;
    Result<void> eraseContacts(const Uuid& caseId) override;
    Result<void> optimiseSearch() override;
    Result<void> eraseEventArgs(const Uuid& caseId) override;
    Result<void> putUndo(const UndoRecord& undo) override;
    Result<void> dropUndo(const Uuid& caseId) override;
    Result<void> putOutgoing(const OutgoingMessage& message) override;
    Result<void> dropOutgoing(const Uuid& mid) override;
    Result<void> sentOutgoing(qint64 id) override;
    Result<void> markRead(const QString& reportCode, qint64 nowMs) override;
    Result<void> trimChanges(qint64 throughSeq) override;
    Result<void> putUser(const UserRecord& user) override;
    Result<void> putToken(const TokenRecord& token) override;
    Result<void> dropToken(const QByteArray& hash) override;
    Result<void> dropTokensOf(const QString& user) override;
    Result<void> dropTokensBefore(qint64 expiredMs) override;
    Result<void> putSetting(const QString& key, const QString& value) override;
    Result<void> putDocument(const QString& name, const QByteArray& body) override;
    Result<void> putDocument(const DocumentRecord& record, const QByteArray& body) override;
    Result<void> putBlob(const BlobRecord& blob) override;
    Result<void> noteCamera(const CameraStateRow& seen) override;
    Result<void> trimCameraStates(qint64 beforeMs) override;
    Result<void> putCameraSecret(const CameraSecretRecord& secret) override;

    Result<std::optional<protocol::MutateResult>> result(const Uuid& device,
                                                         const Uuid& mid) const override;
    Result<qint64> seqOfMid(const Uuid& mid) const override;
    Result<QList<QPair<QString, Contact>>> contacts(const Uuid& caseId) const override;
    Result<QList<Uuid>> dueCases(qint64 nowMs, int limit) const override;
    Result<qint64> nextWakeMs() const override;
    Result<QList<OutgoingMessage>> outgoingDue(qint64 nowMs, int limit) const override;
    Result<std::optional<UserRecord>> user(const QString& name) const override;
    Result<QList<UserRecord>> users() const override;
    Result<std::optional<TokenRecord>> token(const QByteArray& hash) const override;
    Result<QByteArray> document(const QString& name) const override;
    Result<QList<CameraSecretRecord>> cameraSecrets() const override;
    Result<QStringList> check() const override;

private:
    struct Head { qint64 seq = 0; QByteArray hash; };
    Result<void> readHead();
    QByteArray randomBytes(int count);
    Result<void> putScopes(const Case& c, const QString& scopes);
    Result<void> putAttachments(const Case& c);
    Result<void> checkChain(QStringList& findings) const;
    Result<void> checkRows(QStringList& findings) const;
    Result<void> checkWindow(QStringList& findings) const;
    Result<void> checkBlobs(QStringList& findings) const;

    QString m_dir;  // empty in memory
    Random& m_random;
    std::optional<Transaction> m_transaction;
    qint64 m_seq = 0;
    qint64 m_dataVersion = 0;   // of SQLite: moves when another connection commits
    bool m_changedOutside = false;
    qint64 m_outsideSeq = 0;
    void lookOutside();
    QByteArray m_hash;          // of the last event
    Head m_atBegin, m_atSavepoint;
};

}  // namespace kydai
