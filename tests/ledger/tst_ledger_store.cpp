// SPDX-License-Identifier: GPL-3.0-or-later
// The store: chain, pages, change log, results, codes, failures of the disk.
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include "ledger/sqliteledger.h"
#include "protocol/samples.h"
#include "storage/db.h"
#include "storage/fault_points.h"

using namespace Qt::StringLiterals;
using namespace kydai;
using namespace kydai::test;

class TestLedgerStore : public QObject
{
    Q_OBJECT

private slots:
    void emptyStore();
    void chainHoldsAndTellsTampering();
    void erasedArgumentsKeepTheChain();
    void savepointLeavesNothingBehind();
    void failedCommitLeavesNothingBehind();
    void pagesAreCompleteUnderChange();
    void scopesFollowTheRow();
    void changeLogAndFloor();
    void resultsByDevice();
    void codesCountUp();
    void recordsRoundTrip();
    void readerBesideWriter();
    void searchFindsFolded();
    void archivePages();
    void olderStoreIsFilled();
};

namespace {

struct Store {
    QTemporaryDir dir;
    SeededRandom random{99};
    std::unique_ptr<Ledger> ledger;
    void open(FaultPoints* faults = nullptr)
    {
        ledger.reset();
        SqliteLedgerOptions options;
        options.durable = false;
        options.faults = faults;
        auto opened = SqliteLedger::open(dir.path(), random, options);
        QVERIFY2(opened.has_value(), qPrintable(opened ? QString() : opened.error().detail));
        ledger = std::move(*opened);
    }
};

Event eventFor(const Uuid& caseId, const QString& action, SeededRandom& random)
{
    Event e;
    e.caseId = caseId;
    e.action = action;
    e.user = u"operator"_s;
    e.roles = 3;
    e.mid = randomUuid(random);
    e.device = randomUuid(random);
    e.atMs = 1'760'000'000'000;
    e.args = protocol::encodeArgs({{u"text"_s, u"ghi chú"_s}});
    return e;
}

// One case with its event and change in the running transaction.
Case addCase(Store& store, CaseState state = CaseState::Received, const QString& agency = {})
{
    Case c = randomCase(store.random);
    c.state = state;
    c.agency = agency;
    c.joint.clear();
    c.masterId = {};
    c.published = false;
    const Result<QString> code = store.ledger->nextCode(u"PA"_s);
    const Result<qint64> seq =
        store.ledger->appendEvent(eventFor(c.id, u"report"_s, store.random));
    if (!code || !seq)
        return {};
    c.code = *code;
    c.seq = *seq;
    if (!store.ledger->putCase(c, 0) || !store.ledger->putChange({c.seq, c.id, {}, {u"ioc"_s}}))
        return {};
    return c;
}

}  // namespace

void TestLedgerStore::emptyStore()
{
    Store store;
    store.open();
    QVERIFY(!store.ledger->epoch().isNull());
    QCOMPARE(store.ledger->seq(), 0);
    QCOMPARE(store.ledger->floor(), 0);
    QVERIFY(store.ledger->page({u"ioc"_s}, {}, {}, 10, 1000)->final);
    QVERIFY(store.ledger->check()->isEmpty());
    QCOMPARE(store.ledger->caseBody(randomUuid(store.random)).error().code, ErrorCode::Unknown);
    const Uuid epoch = store.ledger->epoch();
    store.open();
    QCOMPARE(store.ledger->epoch(), epoch);
}

void TestLedgerStore::chainHoldsAndTellsTampering()
{
    Store store;
    store.open();
    QVERIFY(store.ledger->begin());
    for (int i = 0; i < 20; ++i)
        QVERIFY(!addCase(store).id.isNull());
    QVERIFY(store.ledger->commit());
    QCOMPARE(store.ledger->seq(), 20);
    // The samples carry files nobody uploaded: those findings are right, and the only ones.
    const QStringList sound = *store.ledger->check();
    for (const QString& finding : sound)
        QVERIFY2(finding.contains(u"is not known"_s), qPrintable(finding));
    store.ledger.reset();

    const auto findingsAfter = [&](const char* sql, const QString& word) {
        QTemporaryDir copy;
        if (!QFile::copy(store.dir.filePath(u"ledger.db"_s), copy.filePath(u"ledger.db"_s)))
            return false;
        {
            Result<Db> db = Db::open(copy.filePath(u"ledger.db"_s));
            if (!db || !db->exec(sql))
                return false;
        }
        auto ledger = SqliteLedger::open(copy.path(), store.random);
        if (!ledger)
            return false;
        const QStringList findings = *(*ledger)->check();
        return std::any_of(findings.begin(), findings.end(),
                           [&](const QString& f) { return f.contains(word); });
    };
    QVERIFY(findingsAfter("UPDATE event SET record=zeroblob(10) WHERE seq=7", u"event 7: hash"_s));
    QVERIFY(findingsAfter("DELETE FROM event WHERE seq=9", u"expected seq 9"_s));
    QVERIFY(findingsAfter("UPDATE event SET mid=zeroblob(16) WHERE seq=3", u"columns differ"_s));
    QVERIFY(findingsAfter("UPDATE event_args SET args=x'a0' WHERE seq=5", u"event 5: arguments"_s));
    QVERIFY(findingsAfter("UPDATE case_row SET body=x'a0' WHERE n=2", u"unreadable row"_s));
    QVERIFY(findingsAfter("UPDATE case_row SET scopes='agency:X' WHERE n=2", u"scopes"_s));
}

void TestLedgerStore::erasedArgumentsKeepTheChain()
{
    Store store;
    store.open();
    QVERIFY(store.ledger->begin());
    const Case c = addCase(store);
    QVERIFY(store.ledger->putContact(c.code, c.id, {u"Công dân 012"_s, u"0900000012"_s, {}}));
    QVERIFY(store.ledger->commit());
    QVERIFY(!store.ledger->eventsOf(c.id, 0, 5)->first().args.isEmpty());
    QCOMPARE(store.ledger->contacts(c.id)->size(), 1);
    QVERIFY(store.ledger->begin());
    QVERIFY(store.ledger->eraseEventArgs(c.id));
    QVERIFY(store.ledger->eraseContacts(c.id));
    QVERIFY(store.ledger->commit());
    QVERIFY(store.ledger->eventsOf(c.id, 0, 5)->first().args.isEmpty());
    QVERIFY(store.ledger->contacts(c.id)->isEmpty());
    const QStringList sound = *store.ledger->check();
    for (const QString& finding : sound)
        QVERIFY2(!finding.contains(u"event"_s), qPrintable(finding));
}

void TestLedgerStore::savepointLeavesNothingBehind()
{
    Store store;
    store.open();
    QVERIFY(store.ledger->begin());
    const Case kept = addCase(store);
    QVERIFY(store.ledger->savepoint());
    const Case dropped = addCase(store);
    QCOMPARE(store.ledger->seq(), 2);
    store.ledger->rollbackToSavepoint();
    QCOMPARE(store.ledger->seq(), 1);
    const Case next = addCase(store);
    QCOMPARE(next.seq, 2);             // gapless
    QCOMPARE(next.code, dropped.code); // codes too
    QVERIFY(store.ledger->commit());
    QVERIFY(store.ledger->caseBody(kept.id).has_value());
    QVERIFY(!store.ledger->caseBody(dropped.id).has_value());
    QCOMPARE(store.ledger->countRows({u"ioc"_s}, {}).value(), 2);
}

void TestLedgerStore::failedCommitLeavesNothingBehind()
{
    Store store;
    FaultPoints faults;
    store.open(&faults);
    QVERIFY(store.ledger->begin());
    const Case first = addCase(store);
    QVERIFY(store.ledger->commit());
    int failures = 0;
    for (int n = 1; n < 40; ++n) {
        faults.failAt(n, SQLITE_FULL);
        Result<void> done = store.ledger->begin();
        if (done) {
            const Case c = addCase(store);
            done = c.id.isNull() ? fail(ErrorCode::DiskFull) : store.ledger->commit();
            if (c.id.isNull())
                store.ledger->rollback();
        }
        faults.off();
        if (!done)
            ++failures;
        else
            break;
        QCOMPARE(store.ledger->seq(), 1);
        QCOMPARE(store.ledger->countRows({u"ioc"_s}, {}).value(), 1);
    }
    QVERIFY(failures >= 4);
    QCOMPARE(store.ledger->seq(), 2);
    const QStringList sound = *store.ledger->check();
    for (const QString& finding : sound)
        QVERIFY2(finding.contains(u"is not known"_s), qPrintable(finding));
}

void TestLedgerStore::pagesAreCompleteUnderChange()
{
    Store store;
    store.open();
    QSet<Uuid> wanted;
    QVERIFY(store.ledger->begin());
    for (int i = 0; i < 57; ++i)
        wanted.insert(addCase(store).id);
    QVERIFY(store.ledger->commit());
    QCOMPARE(wanted.size(), 57);
    QSet<Uuid> seen;
    QByteArray key;
    int pages = 0;
    for (;;) {
        const PageResult page = *store.ledger->page({u"ioc"_s}, {}, key, 10, 200'000);
        QVERIFY(page.rows.size() <= 10);
        for (const CaseBody& row : page.rows) {
            QVERIFY(!seen.contains(row.id));
            seen.insert(row.id);
        }
        key = page.lastKey;
        ++pages;
        if (page.final)
            break;
        QVERIFY(store.ledger->begin());  // rows keep changing while the pages are read
        Case c = *protocol::decodeCase(page.rows.first().body);
        c.seq = *store.ledger->appendEvent(eventFor(c.id, u"note"_s, store.random));
        QVERIFY(store.ledger->putCase(c, 0));
        addCase(store);
        QVERIFY(store.ledger->commit());
    }
    QVERIFY(pages >= 6);
    QVERIFY((wanted - seen).isEmpty());
    // A row over the byte bound still goes, alone.
    QCOMPARE(store.ledger->page({u"ioc"_s}, {}, {}, 10, 1)->rows.size(), 1);
    QVERIFY(store.ledger->page({}, {}, {}, 10, 100)->rows.isEmpty());
}

void TestLedgerStore::scopesFollowTheRow()
{
    Store store;
    store.open();
    QVERIFY(store.ledger->begin());
    Case c = addCase(store, CaseState::Assigned, u"H57.1"_s);
    addCase(store);
    QCOMPARE(store.ledger->countRows({u"agency:H57.1"_s}, {}).value(), 1);
    QCOMPARE(store.ledger->page({u"agency:H57.1"_s, u"ioc"_s}, {}, {}, 9, 999'999)->rows.size(), 2);
    c.agency = u"H57.2"_s;
    c.seq = *store.ledger->appendEvent(eventFor(c.id, u"reassign"_s, store.random));
    QVERIFY(store.ledger->putCase(c, 0));
    QVERIFY(store.ledger->commit());
    QCOMPARE(store.ledger->countRows({u"agency:H57.1"_s}, {}).value(), 0);
    QCOMPARE(store.ledger->countRows({u"agency:H57.2"_s}, {}).value(), 1);
}

void TestLedgerStore::changeLogAndFloor()
{
    Store store;
    store.open();
    QVERIFY(store.ledger->begin());
    for (int i = 0; i < 10; ++i)
        addCase(store);
    QVERIFY(store.ledger->commit());
    QCOMPARE(store.ledger->changesAfter(4, 3)->size(), 3);
    QCOMPARE(store.ledger->changesAfter(4, 3)->first().seq, 5);
    QCOMPARE(store.ledger->changesAfter(0, 1)->first().after, QStringList{u"ioc"_s});
    QVERIFY(store.ledger->begin());
    QVERIFY(store.ledger->trimChanges(6));
    QVERIFY(store.ledger->trimChanges(3));  // the floor never falls
    QVERIFY(store.ledger->commit());
    QCOMPARE(store.ledger->floor(), 6);
    QCOMPARE(store.ledger->changesAfter(6, 99)->size(), 4);
    QVERIFY(!store.ledger->changesAfter(5, 99));  // 6 is gone: not "nothing happened"
}

void TestLedgerStore::resultsByDevice()
{
    Store store;
    store.open();
    const Uuid device = randomUuid(store.random), other = randomUuid(store.random);
    protocol::MutateResult result;
    result.mid = randomUuid(store.random);
    result.status = protocol::ResultStatus::Denied;
    result.error = {ErrorCode::NotAllowed, {u"assign"_s}, {}};
    QVERIFY(store.ledger->begin());
    QVERIFY(store.ledger->storeResult(device, result, 1000));
    protocol::MutateResult second = result;
    second.status = protocol::ResultStatus::Ok;
    QVERIFY(store.ledger->storeResult(device, second, 2000));  // one terminal result: the first
    QVERIFY(store.ledger->commit());
    const auto stored = *store.ledger->result(device, result.mid);
    QVERIFY(stored.has_value());
    QCOMPARE(stored->status, protocol::ResultStatus::Denied);
    QCOMPARE(stored->error.code, ErrorCode::NotAllowed);
    QVERIFY(!store.ledger->result(other, result.mid)->has_value());
    QVERIFY(store.ledger->begin());
    QCOMPARE(store.ledger->forgetResults(5000).value(), 0);
    QVERIFY(store.ledger->markDone(device, {result.mid}));
    QCOMPARE(store.ledger->forgetResults(500).value(), 0);   // too young
    QCOMPARE(store.ledger->forgetResults(5000).value(), 1);
    QVERIFY(store.ledger->commit());
    QVERIFY(!store.ledger->result(device, result.mid)->has_value());
}

void TestLedgerStore::codesCountUp()
{
    Store store;
    store.open();
    QVERIFY(store.ledger->begin());
    const QString first = *store.ledger->nextCode(u"PA"_s);
    const QString second = *store.ledger->nextCode(u"PA"_s);
    const QString alert = *store.ledger->nextCode(u"CB"_s);
    QVERIFY(store.ledger->commit());
    QVERIFY(first.startsWith(u"PA-"_s));
    QCOMPARE(second.mid(3).toInt(), first.mid(3).toInt() + 1);
    QVERIFY(alert.startsWith(u"CB-"_s));
    store.open();
    QVERIFY(store.ledger->begin());
    QCOMPARE(store.ledger->nextCode(u"PA"_s)->mid(3).toInt(), second.mid(3).toInt() + 1);
}

void TestLedgerStore::recordsRoundTrip()
{
    Store store;
    store.open();
    Ledger& ledger = *store.ledger;
    QVERIFY(ledger.begin());
    const Case c = addCase(store);
    QVERIFY(ledger.putReport({c.code, c.id, u"demo"_s, u"rac"_s, 1000}));
    QVERIFY(ledger.putUser({u"lead"_s, u"Trưởng ca"_s, {Role::ShiftLead}, {}, u"h"_s, false, 5}));
    QVERIFY(ledger.putToken({QByteArray(32, 'x'), u"lead"_s, {}, 10, 20}));
    QVERIFY(ledger.putSetting(u"a"_s, u"b"_s));
    QVERIFY(ledger.putDocument(u"directory"_s, "cbor"));
    const QString sha(64, u'1'), stripped(64, u'2');
    QVERIFY(ledger.putBlob({sha, u"image/png"_s, u"ảnh"_s, 10, 3, 4, {}, u"citizen"_s, 9}));
    QVERIFY(ledger.putBlob({sha, u"image/png"_s, u"x"_s, 10, 3, 4, stripped, u"lead"_s, 10}));
    QVERIFY(ledger.putUndo({c.id, randomUuid(store.random), u"lead"_s, 77, "row"}));
    const Uuid act = randomUuid(store.random);
    QVERIFY(ledger.putOutgoing({0, c.code, c.id, act, u"ask"_s, u"Ở đâu?"_s, 5000, u"app"_s, {}, 0}));
    QVERIFY(ledger.commit());

    QCOMPARE(ledger.report(c.code)->caseId, c.id);
    QCOMPARE(*ledger.caseIdOf(c.code), c.id);
    QCOMPARE(ledger.reports({u"demo"_s, 0, 0, {}, 10, 0})->size(), 1);
    QCOMPARE(ledger.reports({u"demo"_s, 0, 1000, {}, 10, 0})->size(), 0);
    QCOMPARE(ledger.reports({u"other"_s, 0, 0, {}, 10, 0})->size(), 0);
    QCOMPARE(ledger.reports({{}, 0, 0, {}, 10, 0})->size(), 0);  // not published
    QCOMPARE(ledger.reports({u"demo"_s, 0, 0, {u"rac"_s}, 10, 0})->size(), 1);
    QCOMPARE(ledger.reports({u"demo"_s, 0, 0, {u"den"_s}, 10, 0})->size(), 0);
    QCOMPARE((*ledger.user(u"lead"_s))->displayName, u"Trưởng ca"_s);
    QVERIFY((*ledger.user(u"lead"_s))->roles == Roles{Role::ShiftLead});
    QCOMPARE((*ledger.token(QByteArray(32, 'x')))->expiresMs, 20);
    QCOMPARE(*ledger.setting(u"a"_s), u"b"_s);
    QCOMPARE(*ledger.document(u"directory"_s), QByteArray("cbor"));
    QCOMPARE(ledger.blob(stripped)->sha256, sha);
    QCOMPARE(ledger.blob(sha)->stripped, stripped);
    QCOMPARE(ledger.blob(sha)->name, u"ảnh"_s);
    QCOMPARE((*ledger.undo(c.id))->atMs, 77);
    QVERIFY(ledger.outgoingDue(4999, 9)->isEmpty());
    QCOMPARE(ledger.outgoingDue(5000, 9)->size(), 1);
    QVERIFY(ledger.begin());
    QVERIFY(ledger.dropOutgoing(act));
    QVERIFY(ledger.dropUndo(c.id));
    QVERIFY(ledger.dropTokensOf(u"lead"_s));
    QVERIFY(ledger.commit());
    QVERIFY(ledger.outgoingDue(5000, 9)->isEmpty());
    QVERIFY(!ledger.undo(c.id)->has_value());
    QVERIFY(!ledger.token(QByteArray(32, 'x'))->has_value());
}

void TestLedgerStore::readerBesideWriter()
{
    Store store;
    store.open();
    QVERIFY(store.ledger->begin());
    const Case c = addCase(store);
    QVERIFY(store.ledger->commit());
    auto reader = SqliteLedger::openReader(store.dir.path());
    QVERIFY(reader.has_value());
    QCOMPARE((*reader)->epoch(), store.ledger->epoch());
    QCOMPARE((*reader)->caseBody(c.id)->seq, 1);
    QVERIFY(store.ledger->begin());
    addCase(store);
    QCOMPARE((*reader)->seq(), 1);  // not committed yet
    QVERIFY(store.ledger->commit());
    QCOMPARE((*reader)->seq(), 2);
    QVERIFY(!SqliteLedger::openReader(store.dir.path() + u"/none"_s).has_value());
}

void TestLedgerStore::searchFindsFolded()
{
    Store store;
    store.open();
    QVERIFY(store.ledger->begin());
    Case c = addCase(store);
    c.title = u"Đèn đường hỏng"_s;
    c.address = u"kiệt 43/2 Thạch Hãn"_s;
    QVERIFY(store.ledger->putCase(c, 0));
    Case hidden = addCase(store, CaseState::Assigned, u"H57.1"_s);
    hidden.title = u"Đèn đỏ"_s;
    QVERIFY(store.ledger->putCase(hidden, 0));
    QVERIFY(store.ledger->commit());
    const auto found = [&](const QStringList& scopes, const QString& text) {
        FindQuery query;
        query.scopes = scopes;
        query.masked = scopes.value(0).startsWith(u"agency:"_s);
        query.filter.text = text;
        QList<Uuid> ids;
        const FindResult rows = *store.ledger->find(query);
        for (const CaseBody& row : rows.rows)
            ids.append(row.id);
        return ids;
    };
    QCOMPARE(found({u"ioc"_s}, u"den duong thach han"_s), QList<Uuid>{c.id});
    QVERIFY(found({u"ioc"_s}, u"ĐÈN"_s).contains(hidden.id));
    QVERIFY(!found({u"agency:H57.1"_s}, u"đèn"_s).contains(c.id));
    QVERIFY(found({u"ioc"_s}, u"\" OR 1=1 --"_s).isEmpty());
    QCOMPARE(found({u"ioc"_s}, u"  "_s).size(), 2);  // no words: the archive
    QVERIFY(found({}, u"den"_s).isEmpty());
    QVERIFY(found({u"ioc"_s}, u"huong"_s).isEmpty());   // words begin words
    c.title = u"Quokka nước"_s;                          // and follow the row
    QVERIFY(store.ledger->begin());
    QVERIFY(store.ledger->putCase(c, 0));
    QVERIFY(store.ledger->commit());
    QVERIFY(found({u"ioc"_s}, u"den duong"_s).isEmpty());
    QCOMPARE(found({u"ioc"_s}, u"quokka"_s), QList<Uuid>{c.id});
}

// Every page of the archive once, whatever the page size, in the order of receipt.
void TestLedgerStore::archivePages()
{
    Store store;
    store.open();
    QVERIFY(store.ledger->begin());
    QHash<Uuid, qint64> wanted;
    for (int i = 0; i < 61; ++i) {
        Case c = addCase(store);
        c.createdMs = 1000 + qint64(store.random.below(20));
        c.title = i % 2 ? u"Zđèn"_s : u"Zrác"_s;
        QVERIFY(store.ledger->putCase(c, 0));
        wanted.insert(c.id, c.createdMs);
    }
    QVERIFY(store.ledger->commit());
    for (const QString& text : {QString(), u"zden"_s, u"zrac"_s}) {
        FindQuery query;
        query.scopes = {u"ioc"_s};
        query.filter.text = text;
        query.limit = 7;
        QList<Uuid> seen;
        for (int pages = 0; pages < 100; ++pages) {
            const FindResult result = *store.ledger->find(query);
            QVERIFY(result.rows.size() <= 7);
            for (const CaseBody& row : result.rows)
                seen.append(row.id);
            query.after = result.next;
            if (result.next.isEmpty())
                break;
        }
        QCOMPARE(seen.size(), text.isEmpty() ? 61 : text == u"zden"_s ? 30 : 31);
        QCOMPARE(QSet<Uuid>(seen.begin(), seen.end()).size(), seen.size());
        for (qsizetype i = 1; text.isEmpty() && i < seen.size(); ++i)
            QVERIFY(wanted.value(seen[i - 1]) >= wanted.value(seen[i]));
    }
}

// A store of the first version is brought up to date, and an account added by another process is seen.
void TestLedgerStore::olderStoreIsFilled()
{
    Store store;
    store.open();
    QVERIFY(store.ledger->begin());
    Case c = addCase(store, CaseState::Closed);
    QVERIFY(store.ledger->commit());
    store.ledger.reset();
    {
        auto db = Db::open(store.dir.path() + u"/ledger.db"_s, {});
        QVERIFY(db->exec("DROP TABLE search; DROP INDEX case_window; DROP INDEX case_aged;"
                         "DROP INDEX case_created; DROP INDEX outgoing_case;"
                         "DROP INDEX outgoing_unread; ALTER TABLE case_row DROP COLUMN final;"
                         "ALTER TABLE case_row DROP COLUMN touched;"
                         "ALTER TABLE case_row DROP COLUMN brief;"
                         "ALTER TABLE outgoing DROP COLUMN channel;"
                         "ALTER TABLE outgoing DROP COLUMN delivered;"
                         "ALTER TABLE document DROP COLUMN sha256;"
                         "ALTER TABLE document DROP COLUMN readers;"
                         "ALTER TABLE document DROP COLUMN at;"
                         " DROP TABLE camera_state; DROP TABLE camera_secret;"
                         " PRAGMA user_version=1;"));
    }
    store.open();
    const QStringList findings = *store.ledger->check();
    for (const QString& finding : findings)
        QVERIFY2(finding.contains(u"file"_s), qPrintable(finding));  // random files are nobody's
    QVERIFY(!store.ledger->changedOutside());
    SeededRandom others(3);
    auto other = SqliteLedger::open(store.dir.path(), others, {});
    QVERIFY((*other)->begin());
    QVERIFY((*other)->appendEvent(eventFor({}, u"user_put"_s, store.random)));
    QVERIFY((*other)->commit());
    QVERIFY(store.ledger->changedOutside());
    QVERIFY(!store.ledger->changedOutside());
    QVERIFY(store.ledger->begin());  // the chain goes on behind the other's event
    QVERIFY(store.ledger->appendEvent(eventFor(c.id, u"note"_s, store.random)));
    QVERIFY(store.ledger->commit());
    QCOMPARE(store.ledger->seq(), 3);
}

QTEST_GUILESS_MAIN(TestLedgerStore)
#include "tst_ledger_store.moc"
