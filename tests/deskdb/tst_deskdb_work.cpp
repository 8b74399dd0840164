// SPDX-License-Identifier: GPL-3.0-or-later
// The outbox and what else lies in work.db.
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include "deskdb/make_case.h"
#include "deskdb/work_db.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;
using protocol::MutateResult;
using protocol::ResultStatus;

namespace {

const Uuid kEpoch(u"{01900000-0000-7000-8000-0000000000e1}"_s);
constexpr qint64 kNow = 1792400000000;

WorkDb fresh()
{
    auto work = WorkDb::open(u":memory:"_s, kNow);
    KYDAI_ASSERT(work.has_value());
    return std::move(*work);
}

Uuid midOf(quint32 number) { return idOf(0x10000 + number); }

MutateResult resultOf(const Uuid& mid, ResultStatus status, qint64 seq = 0)
{
    MutateResult result;
    result.mid = mid;
    result.status = status;
    result.seq = seq;
    result.error.code = seq ? ErrorCode::None : ErrorCode::NotAllowed;
    result.error.params = seq ? QStringList() : QStringList{u"note"_s};
    return result;
}

QList<Uuid> midsOf(const QList<OutboxEntry>& entries)
{
    QList<Uuid> mids;
    for (const OutboxEntry& entry : entries)
        mids.append(entry.op.mid);
    return mids;
}

}  // namespace

class TestWork : public QObject
{
    Q_OBJECT

private slots:
    void anEntryComesBackAsItWas();
    void orderIsThatOfDecision();
    void addingTwiceKeepsTheFirst();
    void tooLargeIsRefused();
    void resultsMoveForwardOnly();
    void settleReopenPurge();
    void withdrawOnlyWhatWasNeverSent();
    void refusedWaitsForItsAuthor();
    void attentionIsOnesOwnAndEverybodys();
    void draftsByKeyAndAuthor();
    void settingsAndDevice();
    void uploadsBySha();
    void uploadsAreBounded();
    void unusedUploadsAreThoseNothingNames();
    void survivesAReopen();
    void backupsAreThree();
    void forgettingErasesEveryByte();
    void newerFilesAreUntouched();

private:
    QString file(const char* name) const { return m_dir.filePath(QLatin1String(name)); }
    QTemporaryDir m_dir;
};

void TestWork::anEntryComesBackAsItWas()
{
    WorkDb work = fresh();
    OutboxEntry entry = makeEntry(3, midOf(1), u"Đã gọi người dân"_s);
    entry.after = midOf(77);
    entry.attempted = true;
    entry.op.args.insert(u"files"_s, QStringList{u"a"_s, u"b"_s});
    entry.op.args.insert(u"untilMs"_s, qint64(1792400009999));
    entry.op.actor.agency = u"A-7"_s;
    QVERIFY(work.add(entry));
    const auto found = work.find(midOf(1));
    QVERIFY(found && *found);
    const OutboxEntry& back = **found;
    QCOMPARE(back.op.mid, entry.op.mid);
    QCOMPARE(back.op.caseId, entry.op.caseId);
    QCOMPARE(back.op.action, entry.op.action);
    QCOMPARE(back.op.args, entry.op.args);
    QCOMPARE(back.op.actor.user, entry.op.actor.user);
    QCOMPARE(back.op.actor.roles, entry.op.actor.roles);
    QCOMPARE(back.op.actor.agency, entry.op.actor.agency);
    QCOMPARE(back.op.atMs, entry.op.atMs);
    QCOMPARE(back.op.clientAtMs, entry.op.clientAtMs);
    QCOMPARE(back.op.baseVersion, entry.op.baseVersion);
    QCOMPARE(back.after, entry.after);
    QCOMPARE(back.attempted, true);
    QCOMPARE(back.queuedMs, entry.queuedMs);
    QCOMPARE(back.state, OutboxState::Pending);
    QVERIFY(!work.find(midOf(2))->has_value());
}

void TestWork::orderIsThatOfDecision()
{
    WorkDb work = fresh();
    const QList<quint32> order{5, 1, 9, 2};  // mids need not ascend
    for (const quint32 n : order)
        QVERIFY(work.add(makeEntry(n % 2, midOf(n))));
    QCOMPARE(midsOf(*work.outbox()), (QList<Uuid>{midOf(5), midOf(1), midOf(9), midOf(2)}));
    QCOMPARE(midsOf(*work.outbox(idOf(1))), (QList<Uuid>{midOf(5), midOf(1), midOf(9)}));
    QCOMPARE(midsOf(*work.outbox(idOf(0))), QList<Uuid>{midOf(2)});
}

void TestWork::addingTwiceKeepsTheFirst()
{
    WorkDb work = fresh();
    QVERIFY(work.add(makeEntry(1, midOf(1), u"first"_s)));
    QVERIFY(work.add(makeEntry(1, midOf(1), u"second"_s)));
    const auto entries = work.outbox();
    QCOMPARE(entries->size(), 1);
    QCOMPARE(entries->first().op.args.value(u"text"_s).toString(), u"first"_s);
}

void TestWork::tooLargeIsRefused()
{
    WorkDb work = fresh();
    QCOMPARE(work.add(makeEntry(1, midOf(1), QString(70000, u'x'))).error().code,
        ErrorCode::TooLarge);
    Draft draft{u"k"_s, u"operator"_s, {}, QByteArray(WorkDb::kMaxDraftBytes + 1, 'x'), kNow};
    QCOMPARE(work.saveDraft(draft).error().code, ErrorCode::TooLarge);
    QVERIFY(work.outbox()->isEmpty());
}

void TestWork::resultsMoveForwardOnly()
{
    WorkDb work = fresh();
    for (quint32 n = 1; n <= 4; ++n)
        QVERIFY(work.add(makeEntry(n, midOf(n))));
    QVERIFY(work.recordResults({resultOf(midOf(1), ResultStatus::Ok, 40),
        resultOf(midOf(2), ResultStatus::Denied), resultOf(midOf(3), ResultStatus::Later),
        resultOf(midOf(99), ResultStatus::Ok, 41)}, kEpoch, kNow + 5));
    const auto stateOf = [&](quint32 n) { return (**work.find(midOf(n))).state; };
    QCOMPARE(stateOf(1), OutboxState::Accepted);
    QCOMPARE(stateOf(2), OutboxState::Refused);
    QCOMPARE(stateOf(3), OutboxState::Pending);
    QCOMPARE(stateOf(4), OutboxState::Pending);
    const auto accepted = work.find(midOf(1));
    QCOMPARE((**accepted).result.seq, 40);
    QCOMPARE((**accepted).resultEpoch, kEpoch);
    QCOMPARE((**accepted).changedMs, kNow + 5);
    // The same answer again, or a late contrary one, changes nothing.
    QVERIFY(work.recordResults({resultOf(midOf(1), ResultStatus::Denied),
        resultOf(midOf(2), ResultStatus::Ok, 50)}, kEpoch, kNow + 9));
    QCOMPARE(stateOf(1), OutboxState::Accepted);
    QCOMPARE(stateOf(2), OutboxState::Refused);
    QCOMPARE((**work.find(midOf(2))).result.error.code, ErrorCode::NotAllowed);
    QCOMPARE((**work.find(midOf(2))).result.error.params, QStringList{u"note"_s});
}

void TestWork::settleReopenPurge()
{
    WorkDb work = fresh();
    for (quint32 n = 1; n <= 3; ++n)
        QVERIFY(work.add(makeEntry(n, midOf(n))));
    QVERIFY(work.recordResults({resultOf(midOf(1), ResultStatus::Ok, 40),
        resultOf(midOf(2), ResultStatus::Merged, 41)}, kEpoch, kNow));
    QVERIFY(work.settle({midOf(1), midOf(2), midOf(3)}, kNow + 10));
    QCOMPARE(midsOf(*work.outbox()), QList<Uuid>{midOf(3)});  // never answered: stays
    QCOMPARE(*work.recentlySent(), (QList<Uuid>{midOf(2), midOf(1)}));
    QVERIFY(work.reopen({midOf(2), midOf(3)}));
    QCOMPARE(midsOf(*work.outbox()), (QList<Uuid>{midOf(2), midOf(3)}));  // in its old place
    QCOMPARE((**work.find(midOf(2))).result.seq, 0);
    QVERIFY((**work.find(midOf(2))).attempted);
    QVERIFY(work.purge(kNow + 10)->isEmpty());
    QCOMPARE(*work.purge(kNow + 10 + WorkDb::kKeepSentMs), QList<Uuid>{midOf(1)});
    QVERIFY(!work.find(midOf(1))->has_value());
    QCOMPARE(work.outbox()->size(), 2);
}

void TestWork::withdrawOnlyWhatWasNeverSent()
{
    WorkDb work = fresh();
    for (quint32 n = 1; n <= 3; ++n)
        QVERIFY(work.add(makeEntry(1, midOf(n))));
    QVERIFY(work.markAttempted({midOf(1)}));
    QCOMPARE(work.withdraw(midOf(1), kNow).error().code, ErrorCode::NotAllowed);
    QVERIFY(work.withdraw(midOf(3), kNow));
    QVERIFY(work.withdraw(midOf(3), kNow));
    QCOMPARE(work.withdraw(midOf(9), kNow).error().code, ErrorCode::Unknown);
    QCOMPARE(midsOf(*work.outbox()), (QList<Uuid>{midOf(1), midOf(2)}));
    QVERIFY(work.recordResults({resultOf(midOf(2), ResultStatus::Ok, 3)}, kEpoch, kNow));
    QCOMPARE(work.withdraw(midOf(2), kNow).error().code, ErrorCode::NotAllowed);
    QCOMPARE((**work.find(midOf(3))).state, OutboxState::Withdrawn);
}

void TestWork::refusedWaitsForItsAuthor()
{
    WorkDb work = fresh();
    QVERIFY(work.add(makeEntry(1, midOf(1), u"kept text"_s)));
    QVERIFY(work.recordResults({resultOf(midOf(1), ResultStatus::Conflict)}, kEpoch, kNow));
    QVERIFY(work.purge(kNow * 2)->isEmpty());  // never forgotten by itself
    QCOMPARE(work.outbox()->first().op.args.value(u"text"_s).toString(), u"kept text"_s);
    QVERIFY(work.dismiss(midOf(1), kNow));
    QVERIFY(work.outbox()->isEmpty());
    QCOMPARE(*work.purge(kNow + 1), QList<Uuid>{midOf(1)});
}

void TestWork::attentionIsOnesOwnAndEverybodys()
{
    WorkDb work = fresh();
    QVERIFY(work.addAttention({0, u"upload"_s, idOf(1), u"lan"_s,
        {ErrorCode::TooLarge, {u"a"_s, u"b"_s}, u"d"_s}, kNow}));
    QVERIFY(work.addAttention({0, u"salvaged"_s, {}, {}, {ErrorCode::Corrupt, {}, {}}, kNow}));
    QVERIFY(work.addAttention({0, u"upload"_s, {}, u"minh"_s, {}, kNow}));
    const auto items = work.attention(u"lan"_s);
    QCOMPARE(items->size(), 2);
    QCOMPARE(items->at(0).caseId, idOf(1));
    QCOMPARE(items->at(0).error, (Error{ErrorCode::TooLarge, {u"a"_s, u"b"_s}, {}}));
    QVERIFY(items->at(1).error.params.isEmpty());
    QVERIFY(work.dismissAttention(items->at(0).id));
    QCOMPARE(work.attention(u"lan"_s)->size(), 1);
}

void TestWork::draftsByKeyAndAuthor()
{
    WorkDb work = fresh();
    QVERIFY(work.saveDraft({u"note"_s, u"lan"_s, idOf(1), "one", kNow}));
    QVERIFY(work.saveDraft({u"note"_s, u"minh"_s, idOf(1), "two", kNow + 1}));
    QVERIFY(work.saveDraft({u"assign"_s, u"lan"_s, {}, "", kNow + 2}));
    QVERIFY(work.saveDraft({u"note"_s, u"lan"_s, idOf(1), "one, longer", kNow + 3}));
    QCOMPARE((**work.draft(u"note"_s, u"lan"_s)).body, QByteArray("one, longer"));
    const auto all = work.drafts(u"lan"_s);
    QCOMPARE(all->size(), 2);
    QCOMPARE(all->at(0).key, u"note"_s);
    QVERIFY(all->at(1).caseId.isNull());
    QVERIFY(work.removeDraft(u"note"_s, u"lan"_s));
    QVERIFY(!work.draft(u"note"_s, u"lan"_s)->has_value());
    QVERIFY(work.draft(u"note"_s, u"minh"_s)->has_value());
}

void TestWork::settingsAndDevice()
{
    WorkDb work = fresh();
    QVERIFY(work.setting(u"theme"_s)->isNull());
    QVERIFY(work.setSetting(u"theme"_s, "dark"));
    QVERIFY(work.setSetting(u"theme"_s, "light"));
    QCOMPARE(*work.setting(u"theme"_s), QByteArray("light"));
    QVERIFY(work.setSetting(u"theme"_s, QByteArray()));
    QVERIFY(work.setting(u"theme"_s)->isNull());
    Dice dice(1);
    const auto device = work.device(kNow, dice);
    QVERIFY(!device->isNull());
    QCOMPARE(*work.device(kNow + 99, dice), *device);
}

void TestWork::uploadsBySha()
{
    WorkDb work = fresh();
    Upload upload;
    upload.sha256 = u"ab"_s.repeated(32);
    upload.name = u"hố ga.jpg"_s;
    upload.caseId = idOf(1);
    upload.bytes = 1000;
    upload.addedMs = kNow;
    QVERIFY(work.saveUpload(upload));
    upload.state = Upload::State::Refused;
    upload.width = 640;
    upload.error = {ErrorCode::TooLarge, {u"file"_s, u"20 MB"_s}, u"413"_s};
    QVERIFY(work.recordUpload(upload));
    const auto uploads = work.uploads();
    QCOMPARE(uploads->size(), 1);
    QCOMPARE(uploads->first().name, upload.name);
    QCOMPARE(uploads->first().state, Upload::State::Refused);
    QCOMPARE(uploads->first().error.code, ErrorCode::TooLarge);
    QCOMPARE(uploads->first().error.params, upload.error.params);
    QCOMPARE(uploads->first().width, 640);
    QCOMPARE(uploads->first().caseId, idOf(1));
    // Chosen once more: the reason is gone with the second try.
    upload.state = Upload::State::Waiting;
    QVERIFY(work.saveUpload(upload));
    QCOMPARE(work.uploads()->first().error.code, ErrorCode::None);
    QVERIFY(work.removeUpload(upload.sha256));
    QVERIFY(work.uploads()->isEmpty());
}

void TestWork::uploadsAreBounded()
{
    WorkDb work = fresh();
    Upload upload;
    upload.bytes = WorkDb::kMaxUploadBytes - 10;
    upload.sha256 = u"%1"_s.arg(1, 64, 16, QChar(u'0'));
    QVERIFY(work.saveUpload(upload));
    QVERIFY(work.saveUpload(upload));  // the same once more takes no more room
    upload.bytes = 11;
    upload.sha256 = u"%1"_s.arg(2, 64, 16, QChar(u'0'));
    const auto full = work.saveUpload(upload);
    QCOMPARE(full.error().code, ErrorCode::TooLarge);
    QCOMPARE(full.error().params.first(), u"upload_bytes"_s);
    upload.bytes = 0;
    for (int n = 2; n <= WorkDb::kMaxUploads; ++n) {
        upload.sha256 = u"%1"_s.arg(n, 64, 16, QChar(u'0'));
        QVERIFY(work.saveUpload(upload));
    }
    upload.sha256 = u"%1"_s.arg(WorkDb::kMaxUploads + 1, 64, 16, QChar(u'0'));
    QCOMPARE(work.saveUpload(upload).error().params.first(), u"uploads"_s);
}

// A file stays as long as an outbox row of any state or a draft names it.
void TestWork::unusedUploadsAreThoseNothingNames()
{
    WorkDb work = fresh();
    const auto sha = [](int n) { return u"%1"_s.arg(n, 64, 16, QChar(u'0')); };
    for (int n = 1; n <= 5; ++n) {
        Upload upload;
        upload.sha256 = sha(n);
        upload.addedMs = kNow + n;
        QVERIFY(work.saveUpload(upload));
    }
    OutboxEntry entry;
    entry.op.mid = idOf(100);
    entry.op.caseId = idOf(1);
    entry.op.action = u"attach"_s;
    entry.op.args = {{u"files"_s, QVariantList{QVariantMap{{u"sha256"_s, sha(1)}}}}};
    QVERIFY(work.add(entry));
    entry.op.mid = idOf(101);
    entry.op.caseId = idOf(2);
    entry.op.action = u"report"_s;
    entry.op.args = {{u"attachments"_s, QStringList{sha(2)}}};
    QVERIFY(work.add(entry));
    QVERIFY(work.withdraw(idOf(101), kNow));
    QVERIFY(work.saveDraft({u"sheet:note"_s, u"lan"_s, {}, "x" + sha(3).toLatin1() + "y", kNow}));
    QCOMPARE(work.unusedUploads(kNow + 100).value_or(QStringList()), (QStringList{sha(4), sha(5)}));
    QCOMPARE(work.unusedUploads(kNow + 5).value_or(QStringList()), QStringList{sha(4)});
    QVERIFY(work.purge(kNow + 1));
    QVERIFY(work.removeDraft(u"sheet:note"_s, u"lan"_s));
    QCOMPARE(work.unusedUploads(kNow + 100).value_or(QStringList()),
             (QStringList{sha(2), sha(3), sha(4), sha(5)}));
}

void TestWork::survivesAReopen()
{
    const QString path = file("work.db");
    Dice dice(3);
    Uuid device;
    {
        auto work = WorkDb::open(path, kNow);
        QVERIFY(work);
        QVERIFY(!work->report().salvaged);
        QCOMPARE(work->report().backup.code, ErrorCode::None);
        QVERIFY(!work->isFull());
        QVERIFY(fileExists(path + u".reserve"_s));
        device = *work->device(kNow, dice);
        QVERIFY(work->add(makeEntry(1, midOf(1), u"giữ lại"_s)));
    }
    auto work = WorkDb::open(path, kNow);
    QCOMPARE(work->outbox()->size(), 1);
    QCOMPARE(*work->device(kNow, dice), device);
}

void TestWork::backupsAreThree()
{
    const QString path = file("backed.db");
    for (quint32 n = 1; n <= 5; ++n) {
        auto work = WorkDb::open(path, kNow);
        QVERIFY(work);
        QVERIFY(work->add(makeEntry(1, midOf(n))));
    }
    QVERIFY(!fileExists(path + u".backup.4"_s));
    for (int n = 1; n <= 3; ++n) {
        auto backup = Db::open(path + u".backup.%1"_s.arg(n));
        QVERIFY(backup);
        // Made at open, so before that run's own entry.
        QCOMPARE(backup->scalar("SELECT count(*) FROM outbox").value_or(-1), 5 - n);
    }
}

void TestWork::forgettingErasesEveryByte()
{
    const QByteArray canary = "QZCANARY";
    const QString path = file("forget.db");
    { auto first = WorkDb::open(path, kNow); }
    auto work = WorkDb::open(path, kNow);
    QVERIFY(work->saveDraft({u"note"_s, u"lan"_s, idOf(1), canary, kNow}));
    QVERIFY(work->saveDraft({u"note2"_s, u"lan"_s, idOf(2), "other", kNow}));
    QVERIFY(work->add(makeEntry(1, midOf(1), QString::fromLatin1(canary))));
    QVERIFY(work->add(makeEntry(1, midOf(2), u"still waiting"_s)));
    QVERIFY(work->eraseResidue());  // lays a backup down that has it
    const auto holders = [&] {
        QStringList names;
        const QDir dir(m_dir.path());
        for (const QString& name : dir.entryList({u"forget.db*"_s}, QDir::Files)) {
            QFile bytes(dir.filePath(name));
            if (bytes.open(QIODevice::ReadOnly) && bytes.readAll().contains(canary))
                names.append(name);
        }
        return names;
    };
    QVERIFY(holders().contains(u"forget.db.backup.1"_s));
    QVERIFY(work->recordResults({resultOf(midOf(1), ResultStatus::Ok, 4)}, kEpoch, kNow));
    QVERIFY(work->settle({midOf(1)}, kNow));
    QVERIFY(work->forgetCase(idOf(1)));
    QVERIFY(work->eraseResidue());
    QCOMPARE(holders(), QStringList());
    QCOMPARE(midsOf(*work->outbox()), QList<Uuid>{midOf(2)});  // unsent work is never dropped
    QCOMPARE(work->drafts(u"lan"_s)->size(), 1);
}

void TestWork::newerFilesAreUntouched()
{
    const QString path = file("newer.db");
    {
        auto work = WorkDb::open(path, kNow);
        QVERIFY(work->add(makeEntry(1, midOf(1))));
    }
    {
        auto db = Db::open(path);
        QVERIFY(db->setUserVersion(50));
    }
    QCOMPARE(WorkDb::open(path, kNow).error().code, ErrorCode::Unsupported);
    auto db = Db::open(path);
    QCOMPARE(db->scalar("SELECT count(*) FROM outbox").value_or(-1), 1);
}

QTEST_GUILESS_MAIN(TestWork)
#include "tst_deskdb_work.moc"
