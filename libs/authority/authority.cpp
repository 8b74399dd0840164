// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority/authority.h"

#include <QCborMap>
#include <QCborValue>
#include <QCryptographicHash>

#include "authority/batch.h"
#include "authority/sight.h"
#include "core/documents.h"
#include "core/permissions.h"
#include "protocol/casecodec.h"

using namespace Qt::StringLiterals;

namespace kydai {

using protocol::MutateResult;
using protocol::ResultStatus;

namespace {

constexpr int kTimersATick = 200;
constexpr qint64 kHousekeepingMs = 3600 * 1000;
constexpr qint64 kRetryMs = 1000;

MutateResult retry(const Command& command, ErrorCode code)
{
    MutateResult r;
    if (const auto* mutate = std::get_if<MutateCommand>(&command))
        r.mid = mutate->mutate.mid;
    r.status = ResultStatus::Later;
    r.error = {code, {QString::number(kRetryMs)}, {}};
    return r;
}

}  // namespace

Authority::Authority(Ledger& ledger, Directory directory, const Clock& clock, Random& random,
                     PasswordCost cost)
    : m_ledger(ledger), m_directory(std::move(directory)), m_clock(clock), m_random(random),
      m_accounts(ledger, clock, random, cost), m_cases(kCachedCases)
{
    refreshUserNames();
    m_storedDirectory = m_ledger.document(u"directory"_s).value_or(QByteArray());
}

bool Authority::noticeOutside()
{
    if (!m_ledger.changedOutside())
        return false;
    m_cases.clear();
    m_accounts.forgetCached();
    reloadDirectory();
    return true;
}

bool Authority::refreshUserNames()
{
    const QByteArray before = m_directory.version();
    const Result<QList<UserRecord>> users = m_ledger.users();
    if (!users)
        return false;
    for (const UserRecord& user : *users)
        (void)m_directory.addUser(user.name, user.displayName);  // names were checked when made
    const bool changed = m_directory.version() != before;
    m_directoryRevision += changed;
    return changed;
}

// What cannot be read leaves the directory as it was: the next change of the store comes here again.
void Authority::reloadDirectory()
{
    const Result<QByteArray> body = m_ledger.document(u"directory"_s);
    if (body && *body != m_storedDirectory) {
        if (Result<std::optional<Directory>> stored = storedDirectory(m_ledger); stored && *stored) {
            m_storedDirectory = *body;
            takeDirectory(std::move(**stored));
            return;
        }
    }
    refreshUserNames();
}

void Authority::takeDirectory(Directory directory)
{
    m_directory = std::move(directory);
    ++m_directoryRevision;
    refreshUserNames();
}

Result<void> Authority::storeDirectory(Directory directory)
{
    takeDirectory(std::move(directory));
    m_storedDirectory = QCborValue(m_directory.toCbor()).toCbor();
    return m_ledger.putDocument(u"directory"_s, m_storedDirectory);
}

Result<void> Authority::setDirectory(Directory directory)
{
    if (Result<void> r = m_ledger.begin(); !r)
        return r;
    if (Result<void> r = storeDirectory(std::move(directory)); !r) {
        m_ledger.rollback();
        return r;
    }
    return m_ledger.commit();
}

Result<void> Authority::changeDirectory(const std::function<Result<void>(Directory&)>& change)
{
    if (Result<void> r = m_ledger.begin(); !r)
        return r;
    noticeOutside();
    Directory directory = m_directory;
    Result<void> done = change(directory);
    if (done && !(directory == m_directory))
        done = storeDirectory(std::move(directory));
    if (!done) {
        m_ledger.rollback();
        return done;
    }
    return m_ledger.commit();
}

Result<bool> Authority::putDocument(const QString& name, const QByteArray& body,
                                    const std::function<Result<void>(Directory&)>& alongside)
{
    const DocumentKind* const kind = documentKind(name);
    if (!kind)
        return fail(ErrorCode::Unknown, {u"document"_s, name});
    if (body.size() > kMaxDocumentBytes)
        return fail(ErrorCode::TooLarge, {u"document"_s, QString::number(kMaxDocumentBytes)});
    DocumentRecord record;
    record.name = name;
    record.sha256 = QString::fromLatin1(
        QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex());
    record.readers = readersOf(*kind);
    record.atMs = m_clock.nowMs();
    bool fresh = false;
    const Result<void> done = changeDirectory([&](Directory& directory) -> Result<void> {
        const Result<DocumentRecord> known = m_ledger.documentRecord(name);
        fresh = !known || known->sha256 != record.sha256 || !(known->readers == record.readers);
        if (fresh) {
            if (Result<void> r = m_ledger.putDocument(record, body); !r)
                return r;
        }
        if (Result<void> r = directory.setSetting(documentSetting(name), record.sha256); !r)
            return r;
        return alongside ? alongside(directory) : Result<void>();
    });
    if (!done)
        return tl::unexpected<Error>(done.error());
    return fresh;
}

Result<std::optional<Directory>> Authority::storedDirectory(const Ledger& ledger)
{
    const Result<QByteArray> body = ledger.document(u"directory"_s);
    if (!body)
        return tl::unexpected<Error>(body.error());
    if (body->isEmpty())
        return std::optional<Directory>();
    const Result<Directory> directory = Directory::fromCbor(QCborValue::fromCbor(*body).toMap());
    if (!directory)
        return tl::unexpected<Error>(directory.error());
    return std::optional<Directory>(*directory);
}

Result<std::shared_ptr<const Case>> Authority::loadCase(const Uuid& id)
{
    if (const std::shared_ptr<const Case>* cached = m_cases.object(id))
        return *cached;
    const Result<CaseBody> body = m_ledger.caseBody(id);
    if (!body)
        return tl::unexpected<Error>(body.error());
    const Result<Case> c = protocol::decodeWhole(body->body);
    if (!c)
        return fail(ErrorCode::Corrupt, {u"case"_s}, c.error().detail);
    auto row = std::make_shared<const Case>(*c);
    m_cases.insert(id, new std::shared_ptr<const Case>(row));
    return row;
}

void Authority::remember(const QHash<Uuid, std::shared_ptr<const Case>>& rows)
{
    for (auto it = rows.begin(); it != rows.end(); ++it)
        m_cases.insert(it.key(), new std::shared_ptr<const Case>(it.value()));
}

void Authority::count(const MutateResult& verdict)
{
    switch (verdict.status) {
    case ResultStatus::Ok: ++m_counters.ok; break;
    case ResultStatus::Merged: ++m_counters.merged; break;
    case ResultStatus::Conflict: ++m_counters.conflict; break;
    case ResultStatus::Denied: ++m_counters.denied; break;
    case ResultStatus::Invalid: ++m_counters.invalid; break;
    case ResultStatus::Gone: ++m_counters.gone; break;
    case ResultStatus::Later: ++m_counters.later; break;
    }
}

Outcome Authority::storeFailed(const QList<Command>& commands, const Error& error)
{
    m_ledger.rollback();
    ++m_counters.storeFailures;
    m_counters.later += commands.size();
    Outcome out;
    for (const Command& command : commands)
        out.verdicts.append(retry(command, ErrorCode::Later));
    out.error = error;
    out.seq = m_ledger.seq();
    out.nextWakeMs = m_clock.nowMs() + kRetryMs;
    return out;
}

qint64 Authority::nextWake(qint64 nowMs) const
{
    const qint64 next = m_ledger.nextWakeMs().value_or(0);
    return next > 0 ? qMax(next, nowMs + 1) : 0;
}

Outcome Authority::apply(const QList<Command>& commands)
{
    ++m_counters.batches;
    m_counters.commands += commands.size();
    if (Result<void> r = m_ledger.begin(); !r)
        return storeFailed(commands, r.error());
    noticeOutside();
    Batch batch(*this, Batch::Mode::Live);
    Outcome out;
    out.outsideSeq = m_ledger.outsideSeq();
    for (const Command& command : commands) {
        if (out.verdicts.size() >= kMaxBatch) {
            out.verdicts.append(retry(command, ErrorCode::Later));
            continue;
        }
        const Result<MutateResult> verdict =
            std::visit([&batch](const auto& c) { return batch.run(c); }, command);
        if (!verdict)
            return storeFailed(commands, verdict.error());
        out.verdicts.append(*verdict);
    }
    if (Result<void> r = m_ledger.commit(); !r)
        return storeFailed(commands, r.error());
    remember(batch.rows());
    for (const MutateResult& verdict : std::as_const(out.verdicts))
        count(verdict);
    out.changes = batch.changes;
    out.notifications = batch.outgoing;
    out.seq = m_ledger.seq();
    out.nextWakeMs = nextWake(m_clock.nowMs());
    return out;
}

Outcome Authority::tick()
{
    const qint64 now = m_clock.nowMs();
    if (Result<void> r = m_ledger.begin(); !r)
        return storeFailed({}, r.error());
    Batch batch(*this, Batch::Mode::Live);
    const Result<QList<Uuid>> due = m_ledger.dueCases(now, kTimersATick);
    if (!due)
        return storeFailed({}, due.error());
    for (const Uuid& id : *due) {
        if (Result<void> r = batch.timer(id); !r)
            return storeFailed({}, r.error());
    }
    if (Result<void> r = housekeep(now); !r)
        return storeFailed({}, r.error());
    if (Result<void> r = m_ledger.commit(); !r)
        return storeFailed({}, r.error());
    remember(batch.rows());
    Outcome out;
    out.outsideSeq = m_ledger.outsideSeq();
    out.changes = batch.changes;
    out.notifications = batch.outgoing;
    out.seq = m_ledger.seq();
    out.nextWakeMs = nextWake(now);
    return out;
}

Result<void> Authority::housekeep(qint64 nowMs)
{
    if (nowMs - m_lastHousekeepingMs < kHousekeepingMs)
        return {};
    if (Result<int> r = m_ledger.forgetResults(nowMs - kResultKeepMs); !r)
        return tl::unexpected<Error>(r.error());
    if (Result<void> r = m_ledger.dropTokensBefore(nowMs); !r)
        return r;
    if (Result<void> r = m_ledger.trimCameraStates(nowMs - kCameraHistoryMs); !r)
        return r;
    if (std::exchange(m_erased, false)) {
        if (Result<void> r = m_ledger.optimiseSearch(); !r)
            return r;
    }
    if (m_ledger.seq() - m_ledger.floor() > kChangeKeep) {
        if (Result<void> r = m_ledger.trimChanges(m_ledger.seq() - kChangeKeep); !r)
            return r;
    }
    m_lastHousekeepingMs = nowMs;
    return {};
}

Result<std::shared_ptr<const Case>> Authority::caseRow(const Uuid& caseId)
{
    return loadCase(caseId);
}

Result<Case> Authority::caseFor(const Uuid& caseId, const Actor& given)
{
    const Result<Actor> actor = m_accounts.current(given.user);
    if (!actor)
        return tl::unexpected<Error>(actor.error());
    const Result<std::shared_ptr<const Case>> row = loadCase(caseId);
    if (!row)
        return tl::unexpected<Error>(row.error());
    if (!inSight(*actor, **row))
        return fail(ErrorCode::NotInScope);
    return viewFor(*actor, **row);
}

Result<QList<QPair<QString, Contact>>> Authority::reveal(const Uuid& caseId, const QString& user,
                                                         const QString& reason)
{
    const Result<Actor> actor = m_accounts.current(user);
    if (!actor)
        return tl::unexpected<Error>(actor.error());
    if (!may(actor->roles, Capability::RevealContact))
        return fail(ErrorCode::NotAllowed, {u"reveal"_s});
    if (reason.trimmed().isEmpty())
        return fail(ErrorCode::Missing, {u"reason"_s});
    if (reason.size() > kMaxLine)
        return fail(ErrorCode::TooLarge, {u"reason"_s, QString::number(kMaxLine)});
    const Result<std::shared_ptr<const Case>> row = loadCase(caseId);
    if (!row)
        return tl::unexpected<Error>(row.error());
    if (!inSight(*actor, **row))
        return fail(ErrorCode::NotInScope);
    // A merged report's contact lies under its own case: all reports of this one are asked for.
    QList<QPair<QString, Contact>> found;
    for (const ReportRef& report : (*row)->reports) {
        const Result<ReportRecord> record = m_ledger.report(report.code);
        const Result<QList<QPair<QString, Contact>>> contacts =
            m_ledger.contacts(record ? record->caseId : caseId);
        if (!contacts)
            return tl::unexpected<Error>(contacts.error());
        for (const auto& contact : *contacts) {
            if (contact.first == report.code)
                found.append(contact);
        }
    }
    Event e;
    e.caseId = caseId;
    e.action = u"reveal"_s;
    e.user = user;
    e.roles = actor->roles.bits();
    e.atMs = m_clock.nowMs();
    e.args = protocol::encodeArgs({{u"reason"_s, reason.trimmed()}});
    if (Result<void> r = m_ledger.begin(); !r)
        return tl::unexpected<Error>(r.error());
    if (const Result<qint64> seq = m_ledger.appendEvent(e); !seq) {
        m_ledger.rollback();
        return tl::unexpected<Error>(seq.error());
    }
    if (Result<void> r = m_ledger.commit(); !r)  // not audited, not shown
        return tl::unexpected<Error>(r.error());
    ++m_counters.reveals;
    return found;
}

Result<void> Authority::markRead(const QStringList& reportCodes, qint64 nowMs)
{
    if (Result<void> r = m_ledger.begin(); !r)
        return r;
    for (const QString& code : reportCodes) {
        if (Result<void> r = m_ledger.markRead(code, nowMs); !r) {
            m_ledger.rollback();
            return r;
        }
    }
    return m_ledger.commit();
}

Result<void> Authority::addBlob(const BlobRecord& blob)
{
    if (blob.sha256.size() != 64 || blob.bytes < 0 || blob.mime.size() > 100
        || blob.name.size() > kMaxLine)
        return fail(ErrorCode::BadInput, {u"blob"_s});
    if (Result<void> r = m_ledger.begin(); !r)
        return r;
    if (Result<void> r = m_ledger.putBlob(blob); !r) {
        m_ledger.rollback();
        return r;
    }
    return m_ledger.commit();
}

}  // namespace kydai
