// SPDX-License-Identifier: GPL-3.0-or-later
// Transactions, the event log and the rows.
#include "ledger/writer.h"

#include "core/reducer.h"
#include "core/window.h"
#include "ledger/eventrecord.h"
#include "ledger/schema.h"
#include "ledger/sql.h"
#include "ledger/words.h"
#include "protocol/casecodec.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

constexpr qint64 kFirstCode = 213'000;

}  // namespace

SqliteWriter::SqliteWriter(Db db, QString dir, Random& random)
    : Reads<Ledger>(std::move(db)), m_dir(std::move(dir)), m_random(random)
{
}

QByteArray SqliteWriter::randomBytes(int count)
{
    QByteArray bytes;
    while (bytes.size() < count) {
        const quint64 bits = m_random.next();
        bytes.append(reinterpret_cast<const char*>(&bits), sizeof bits);
    }
    bytes.truncate(count);
    return bytes;
}

Result<void> SqliteWriter::prepare()
{
    if (Result<int> steps = migrate(m_db, ledgerMigrations()); !steps)
        return tl::unexpected<Error>(steps.error());
    if (Result<void> r = readEpoch(); !r)
        return r;
    if (m_epoch.isNull()) {
        const Uuid fresh = QUuid::fromRfc4122(randomBytes(16));
        if (Result<void> r = runSql(m_db, "INSERT INTO meta(name, value) VALUES('epoch', ?)", fresh);
            !r)
            return r;
        m_epoch = fresh;
    }
    m_dataVersion = m_db.scalar("PRAGMA data_version").value_or(0);
    return readHead();
}

Result<void> SqliteWriter::readHead()
{
    m_seq = 0;
    m_hash = chainStart();
    return readSql(m_db, "SELECT seq, hash FROM event ORDER BY seq DESC LIMIT 1",
                   [this](const Statement& s) {
                       m_seq = s.toInt(0);
                       m_hash = s.toBlob(1);
                       return false;
                   });
}

// The chain goes on from what another process appended meanwhile.
void SqliteWriter::lookOutside()
{
    const qint64 version = m_db.scalar("PRAGMA data_version").value_or(m_dataVersion);
    if (std::exchange(m_dataVersion, version) == version)
        return;
    m_changedOutside = true;
    const qint64 before = m_seq;
    (void)readHead();  // a failure shows again at the next write
    // Accounts leave events too; only changed rows are news to who listens.
    if (m_seq > before && m_db.scalar("SELECT max(seq) FROM change_log").value_or(0) > before)
        m_outsideSeq = m_seq;
}

bool SqliteWriter::changedOutside()
{
    if (!m_transaction)
        lookOutside();
    return std::exchange(m_changedOutside, false);
}

Result<void> SqliteWriter::begin()
{
    KYDAI_ASSERT(!m_transaction);
    Result<Transaction> transaction = Transaction::begin(m_db);
    if (!transaction)
        return tl::unexpected<Error>(transaction.error());
    m_transaction.emplace(std::move(*transaction));
    lookOutside();
    m_atBegin = {m_seq, m_hash};
    return {};
}

Result<void> SqliteWriter::commit()
{
    KYDAI_ASSERT(m_transaction);
    const Result<void> done = m_transaction->commit();
    m_transaction.reset();
    if (!done) {
        // After an I/O error on the commit itself it is unknown what is in the file: look.
        if (!readHead()) {
            m_seq = m_atBegin.seq;
            m_hash = m_atBegin.hash;
        }
    }
    return done;
}

void SqliteWriter::rollback()
{
    if (!m_transaction)
        return;
    m_transaction.reset();
    m_seq = m_atBegin.seq;
    m_hash = m_atBegin.hash;
}

Result<void> SqliteWriter::savepoint()
{
    m_atSavepoint = {m_seq, m_hash};
    return runSql(m_db, "SAVEPOINT command");
}

Result<void> SqliteWriter::release() { return runSql(m_db, "RELEASE command"); }

void SqliteWriter::rollbackToSavepoint()
{
    // A failure here shows again at the commit, which then fails as a whole.
    (void)runSql(m_db, "ROLLBACK TO command");
    (void)runSql(m_db, "RELEASE command");
    m_seq = m_atSavepoint.seq;
    m_hash = m_atSavepoint.hash;
}

Result<qint64> SqliteWriter::appendEvent(const Event& event)
{
    Event e = event;
    e.seq = m_seq + 1;
    QByteArray argsHash;
    if (!e.args.isEmpty()) {
        const QByteArray salt = randomBytes(16);
        argsHash = hashOfArgs(salt, e.args);
        if (Result<void> r = runSql(m_db, "INSERT INTO event_args(seq, salt, args) VALUES(?,?,?)",
                                    e.seq, salt, e.args);
            !r)
            return tl::unexpected<Error>(r.error());
    }
    const QByteArray record = encodeRecord(e, argsHash);
    const QByteArray hash = chainHash(m_hash, record);
    Result<Statement> s =
        m_db.prepare("INSERT INTO event(seq, case_id, mid, record, hash) VALUES(?,?,?,?,?)");
    if (!s)
        return tl::unexpected<Error>(s.error());
    s->bind(1, e.seq);
    if (e.caseId.isNull())
        s->bind(2, nullptr);
    else
        s->bind(2, e.caseId);
    if (e.mid.isNull())
        s->bind(3, nullptr);
    else
        s->bind(3, e.mid);
    s->bind(4, record).bind(5, hash);
    if (Result<void> r = s->run(); !r)
        return tl::unexpected<Error>(r.error());
    m_seq = e.seq;
    m_hash = hash;
    return e.seq;
}

Result<void> SqliteWriter::putCase(const Case& c, qint64 wakeAtMs)
{
    const QString scopes = joinScopes(scopesOf(c));
    if (Result<void> r = putScopes(c, scopes); !r)
        return r;
    if (Result<void> r = putAttachments(c); !r)
        return r;
    KYDAI_ASSERT(c.extent == CaseExtent::Whole);  // nothing less is ever the truth
    if (Result<void> r = runSql(
            m_db,
            "INSERT INTO case_row(id, code, seq, state, published, master, category, created,"
            " wake, scopes, body, final, touched, brief) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
            " ON CONFLICT(id) DO UPDATE SET code=excluded.code, seq=excluded.seq,"
            " state=excluded.state, published=excluded.published, master=excluded.master,"
            " category=excluded.category, created=excluded.created, wake=excluded.wake,"
            " scopes=excluded.scopes, body=excluded.body, final=excluded.final,"
            " touched=excluded.touched, brief=excluded.brief",
            c.id, c.code, c.seq, int(c.state), c.published, c.masterId, c.category, c.createdMs,
            wakeAtMs, scopes, protocol::encodeWhole(c), isFinal(c.state), touchedMsOf(c),
            briefOf(c));
        !r)
        return r;
    qint64 n = 0;
    const auto read = [&n](const Statement& s) {
        n = s.toInt(0);
        return false;
    };
    if (Result<void> r = readSql(m_db, "SELECT n FROM case_row WHERE id=?", read, c.id); !r)
        return r;
    return putWords(m_db, n, c);
}

Result<void> SqliteWriter::putScopes(const Case& c, const QString& scopes)
{
    QString before;
    const auto read = [&before](const Statement& s) {
        before = s.toText(0);
        return false;
    };
    if (Result<void> r = readSql(m_db, "SELECT scopes FROM case_row WHERE id=?", read, c.id); !r)
        return r;
    if (before == scopes)
        return {};
    const QStringList old = splitScopes(before);
    const QStringList now = splitScopes(scopes);
    for (const QString& scope : old) {
        if (now.contains(scope))
            continue;
        if (Result<void> r =
                runSql(m_db, "DELETE FROM case_scope WHERE scope=? AND id=?", scope, c.id);
            !r)
            return r;
    }
    for (const QString& scope : now) {
        if (old.contains(scope))
            continue;
        if (Result<void> r =
                runSql(m_db, "INSERT OR IGNORE INTO case_scope(scope, id) VALUES(?,?)", scope, c.id);
            !r)
            return r;
    }
    return {};
}

Result<void> SqliteWriter::putAttachments(const Case& c)
{
    for (const Attachment& file : c.attachments) {
        if (Result<void> r =
                runSql(m_db, "INSERT OR IGNORE INTO blob_case(sha256, case_id) VALUES(?,?)",
                       file.sha256, c.id);
            !r)
            return r;
    }
    return {};
}

Result<void> SqliteWriter::putChange(const ChangeRecord& change)
{
    return runSql(m_db, "INSERT INTO change_log(seq, id, before, after) VALUES(?,?,?,?)", change.seq,
                  change.id, joinScopes(change.before), joinScopes(change.after));
}

Result<void> SqliteWriter::trimChanges(qint64 throughSeq)
{
    if (Result<void> r = runSql(m_db,
                                "INSERT INTO counter(name, value) VALUES('floor', ?1)"
                                " ON CONFLICT(name) DO UPDATE SET value=max(value, ?1)",
                                throughSeq);
        !r)
        return r;
    return runSql(m_db, "DELETE FROM change_log WHERE seq<=?", throughSeq);
}

Result<QString> SqliteWriter::nextCode(const QString& prefix)
{
    qint64 number = 0;
    const auto read = [&number](const Statement& s) {
        number = s.toInt(0);
        return true;  // to the end, so that the statement is done
    };
    if (Result<void> r = readSql(m_db,
                                 "INSERT INTO counter(name, value) VALUES(?1, ?2)"
                                 " ON CONFLICT(name) DO UPDATE SET value=value+1 RETURNING value",
                                 read, u"code "_s + prefix, kFirstCode);
        !r)
        return tl::unexpected<Error>(r.error());
    return u"%1-%2"_s.arg(prefix).arg(number);
}

}  // namespace kydai
