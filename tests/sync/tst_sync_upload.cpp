// SPDX-License-Identifier: GPL-3.0-or-later
// Files of decisions: what is kept, in which order it goes, and that a decision waits for its own
// files and for nobody else's. Virtual time, a sender by script, a work.db in memory that survives
// restart().
#include <QTest>

#include "sync/blob_sender.h"
#include "sync/scripted_peer.h"

using namespace kydai;
using namespace kydai::test;

namespace {

class ScriptedSender : public BlobSender
{
public:
    void send(const QString& url, const QString& token, const Upload& upload, Progress progress,
              Done done) override
    {
        KYDAI_ASSERT(!m_done);  // one at a time
        lastUrl = url;
        lastToken = token;
        sent.append(upload.sha256);
        m_sha = upload.sha256;
        m_progress = std::move(progress);
        m_done = std::move(done);
    }
    void cancel() override
    {
        ++cancelled;
        m_done = {};
    }
    bool busy() const { return m_done != nullptr; }
    void moved(qint64 bytes) { m_progress(bytes); }
    void arrived() { std::exchange(m_done, {})(BlobAnswer{m_sha, u"image/jpeg"_s, 640, 480}); }
    void fails(const Error& error) { std::exchange(m_done, {})(tl::unexpected(error)); }

    QStringList sent;
    QString lastUrl, lastToken;
    int cancelled = 0;

private:
    QString m_sha;
    Progress m_progress;
    Done m_done;
};

QString sha(int n)
{
    return u"%1"_s.arg(n, 64, 16, QChar(u'0'));
}

}  // namespace

class TestSyncUpload : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void decisionWaitsForItsFileOnly();
    void heldFileGoesBeforeAnyDecision();
    void keptOfflineSentInOrderAfterACrash();
    void refusedFileBringsTheDecisionBack();
    void cutIsTriedAgain_data();
    void cutIsTriedAgain();
    void oneStumbleHoldsUpNoOther();
    void decisionBehindItOnTheCaseWaitsToo();
    void othersFilesStayUntilTheyComeBack();
    void withdrawnAndSentAreCleanedAfterADay();
    void letGoIsGoneAtOnce();
    void restoredServerGetsThemAgain();
    void fullDiskIsToldAndNothingIsKept();

private:
    void begin();  // again: a crash before
    Uuid attach(int caseNumber, QList<int> files, const QString& user = u"op"_s);
    Result<Upload> add(int n, const QString& user = u"op"_s);
    Upload row(int n) const;

    std::unique_ptr<ScriptedSender> m_sender;  // outlives the engine
    std::unique_ptr<Desk> m_desk;
    QList<UploadNews> m_news;
};

void TestSyncUpload::init()
{
    m_desk = std::make_unique<Desk>();
    begin();
}

// The desk's engine with a sender, as the program makes it.
void TestSyncUpload::begin()
{
    m_desk->engine.reset();
    m_desk->scheduler.dropAll();
    m_sender = std::make_unique<ScriptedSender>();
    m_news.clear();
    SyncCallbacks call;
    call.attention = [this](const Uuid& mid, const Uuid&, const Error&) {
        m_desk->refused.append(mid);
    };
    call.upload = [this](const UploadNews& news) { m_news.append(news); };
    Desk& d = *m_desk;
    d.engine = std::make_unique<SyncEngine>(
        SyncSetup{d.scheduler, d.clock, d.random, d.link, d.cache, d.work, u"test"_s, u"vi"_s,
                  nullptr, m_sender.get()},
        call);
    d.begin();
}

Result<Upload> TestSyncUpload::add(int n, const QString& user)
{
    Upload upload;
    upload.sha256 = sha(n);
    upload.name = u"%1.jpg"_s.arg(n);
    upload.mime = u"image/jpeg"_s;
    upload.author = user;
    upload.bytes = 1000;
    return m_desk->engine->addUpload(upload);
}

Uuid TestSyncUpload::attach(int caseNumber, QList<int> files, const QString& user)
{
    QVariantList named;
    for (int n : files)
        named.append(QVariantMap{{u"sha256"_s, sha(n)}});
    Operation op;
    op.caseId = idOf(caseNumber);
    op.action = u"attach"_s;
    op.args = {{u"files"_s, named}};
    op.actor = {user, {Role::Operator}, {}};
    return m_desk->engine->enqueue(op).value_or(Uuid());
}

Upload TestSyncUpload::row(int n) const
{
    const auto rows = m_desk->work.uploads();
    for (const Upload& upload : *rows) {
        if (upload.sha256 == sha(n))
            return upload;
    }
    return {};
}

void TestSyncUpload::decisionWaitsForItsFileOnly()
{
    m_desk->goLive();
    QVERIFY(add(1));
    const Uuid withPhoto = attach(1, {1});
    const Uuid note = m_desk->act(2);
    m_desk->pass(10);
    QList<Mutate> sent = m_desk->take<Mutate>();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.first().mid, note);
    // It has not left this desk: it can still be taken back.
    QCOMPARE(m_desk->work.find(withPhoto)->value().attempted, false);
    m_sender->moved(500);
    QCOMPARE(m_news.last().sentBytes, 500);
    m_sender->arrived();
    m_desk->pass(10);
    sent = m_desk->take<Mutate>();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.first().mid, withPhoto);
    QCOMPARE(m_sender->lastUrl, u"ws://127.0.0.1/sync"_s);
    QCOMPARE(m_sender->lastToken, u"token"_s);
    QCOMPARE(row(1).state, Upload::State::Done);
    QCOMPARE(row(1).width, 640);
}

void TestSyncUpload::heldFileGoesBeforeAnyDecision()
{
    m_desk->goLive();
    QVERIFY(add(1));
    QCOMPARE(m_sender->sent, QStringList{sha(1)});
    m_sender->arrived();
    // The same content once more: nothing is sent.
    QVERIFY(add(1));
    QCOMPARE(m_sender->sent.size(), 1);
    attach(1, {1});
    m_desk->pass(10);
    QCOMPARE(m_desk->take<Mutate>().size(), 1);
}

void TestSyncUpload::keptOfflineSentInOrderAfterACrash()
{
    QVERIFY(add(3));
    QVERIFY(add(1));
    QVERIFY(add(2));
    const Uuid mid = attach(1, {3, 1, 2});
    QVERIFY(m_sender->sent.isEmpty());
    begin();
    QCOMPARE(m_news.size(), 3);  // what waits is told at the start
    m_desk->goLive();
    QCOMPARE(m_sender->sent, QStringList{sha(3)});
    begin();  // killed while the first is on its way
    m_desk->goLive();
    for (int n : {3, 1, 2}) {
        QVERIFY(m_sender->busy());
        QCOMPARE(m_sender->sent.last(), sha(n));
        m_desk->pass(10);
        QVERIFY(m_desk->take<Mutate>().isEmpty());
        m_sender->arrived();
    }
    m_desk->pass(10);
    const QList<Mutate> sent = m_desk->take<Mutate>();
    QCOMPARE(sent.size(), 1);
    QCOMPARE(sent.first().mid, mid);
    begin();  // what has arrived is not sent again
    m_desk->goLive();
    m_desk->pass(10);
    QVERIFY(m_sender->sent.isEmpty());
}

void TestSyncUpload::refusedFileBringsTheDecisionBack()
{
    m_desk->goLive();
    QVERIFY(add(1));
    const Uuid mid = attach(1, {1});
    m_sender->fails({ErrorCode::TooLarge, {u"body"_s, u"20"_s}, u"413"_s});
    m_desk->pass(50);
    QCOMPARE(m_desk->stateOf(mid), OutboxState::Refused);
    QCOMPARE(m_desk->refused, QList<Uuid>{mid});
    const auto entry = m_desk->work.find(mid);
    QCOMPARE((*entry)->result.error.code, ErrorCode::TooLarge);
    QVERIFY(!(*entry)->op.args.isEmpty());
    QVERIFY(m_desk->take<Mutate>().isEmpty());
    QCOMPARE(row(1).state, Upload::State::Refused);
    QCOMPARE(row(1).error.code, ErrorCode::TooLarge);
    // The reason is there after a restart too, and choosing the file once more tries again.
    begin();
    QCOMPARE(m_news.first().upload.error.code, ErrorCode::TooLarge);
    m_desk->goLive();
    QVERIFY(m_sender->sent.isEmpty());
    QVERIFY(add(1));
    QCOMPARE(m_sender->sent.size(), 1);
}

void TestSyncUpload::cutIsTriedAgain_data()
{
    QTest::addColumn<int>("code");
    for (ErrorCode code : {ErrorCode::Offline, ErrorCode::Busy, ErrorCode::Later, ErrorCode::Locked,
                           ErrorCode::DiskFull, ErrorCode::Internal, ErrorCode::NotSignedIn})
        QTest::addRow("%d", static_cast<int>(code)) << static_cast<int>(code);
}

void TestSyncUpload::cutIsTriedAgain()
{
    QFETCH(int, code);
    m_desk->goLive();
    QVERIFY(add(1));
    const Uuid mid = attach(1, {1});
    for (int i = 0; i < 3; ++i) {
        QVERIFY(m_sender->busy());
        m_sender->fails({static_cast<ErrorCode>(code), {}, {}});
        QVERIFY(!m_sender->busy());
        for (int s = 0; s < 60 && !m_sender->busy(); ++s) {
            m_desk->pass(1000);
            m_desk->link.say(Ping{1});  // the link itself is well
        }
    }
    QCOMPARE(m_desk->stateOf(mid), OutboxState::Pending);
    m_sender->arrived();
    m_desk->pass(10);
    QCOMPARE(m_desk->take<Mutate>().size(), 1);
}

void TestSyncUpload::oneStumbleHoldsUpNoOther()
{
    m_desk->goLive();
    QVERIFY(add(1));
    QVERIFY(add(2));
    m_sender->fails({ErrorCode::Internal, {}, {}});
    for (int s = 0; s < 60 && !m_sender->busy(); ++s) {
        m_desk->pass(1000);
        m_desk->link.say(Ping{1});
    }
    QCOMPARE(m_sender->sent, (QStringList{sha(1), sha(2)}));
}

void TestSyncUpload::decisionBehindItOnTheCaseWaitsToo()
{
    m_desk->goLive();
    QVERIFY(add(1));
    const Uuid photo = attach(1, {1});
    const Uuid note = m_desk->act(1);
    m_desk->pass(10);
    QVERIFY(m_desk->take<Mutate>().isEmpty());
    m_sender->fails({ErrorCode::BadInput, {u"image"_s}, {}});
    m_desk->pass(50);
    // It stood on the one that came back.
    QCOMPARE(m_desk->stateOf(photo), OutboxState::Refused);
    QCOMPARE(m_desk->stateOf(note), OutboxState::Refused);
    QCOMPARE(m_desk->engine->status().pending, 0);
}

void TestSyncUpload::othersFilesStayUntilTheyComeBack()
{
    QVERIFY(add(1, u"lan"_s));
    attach(1, {1}, u"lan"_s);
    m_desk->goLive();
    m_desk->pass(100);
    QVERIFY(m_sender->sent.isEmpty());
    begin();
    m_desk->signIn(kEpoch, u"lan"_s);
    m_desk->pass(10);
    QCOMPARE(m_sender->sent, QStringList{sha(1)});
}

void TestSyncUpload::withdrawnAndSentAreCleanedAfterADay()
{
    QVERIFY(add(1));
    QVERIFY(add(2));
    QVERIFY(add(3));
    const Uuid mid = attach(1, {1});
    QVERIFY(m_desk->work.saveDraft({u"sheet"_s, u"op"_s, {}, sha(3).toLatin1(), 1}));
    QVERIFY(m_desk->engine->withdraw(mid));
    begin();  // nobody holds them any more
    m_desk->pass(WorkDb::kKeepSentMs - 3600'000);
    QCOMPARE(m_desk->work.uploads()->size(), 3);
    m_desk->pass(3 * 3600'000);
    const auto left = m_desk->work.uploads();
    QCOMPARE(left->size(), 1);
    QCOMPARE(left->first().sha256, sha(3));  // a draft names it
    QVERIFY(std::any_of(m_news.cbegin(), m_news.cend(),
                        [](const UploadNews& n) { return n.gone && n.upload.sha256 == sha(1); }));
}

void TestSyncUpload::letGoIsGoneAtOnce()
{
    m_desk->goLive();
    QVERIFY(add(1));
    QVERIFY(add(2));
    QVERIFY(m_sender->busy());
    attach(1, {2});
    m_desk->engine->releaseUpload(sha(1));  // the wrong photo: taken out of the sheet
    m_desk->engine->releaseUpload(sha(2));  // the decision was made
    QCOMPARE(m_sender->cancelled, 1);
    QCOMPARE(row(1).sha256, QString());
    QCOMPARE(m_sender->sent.last(), sha(2));
    m_sender->arrived();
    m_desk->pass(10);
    QCOMPARE(m_desk->take<Mutate>().size(), 1);
}

void TestSyncUpload::restoredServerGetsThemAgain()
{
    m_desk->goLive();
    QVERIFY(add(1));
    const Uuid mid = attach(1, {1});
    m_sender->arrived();
    m_desk->pass(10);
    m_desk->answer(mid, ResultStatus::Ok, 11);
    m_desk->pass(10);
    QCOMPARE(m_desk->stateOf(mid), OutboxState::Accepted);
    m_desk->take<Mutate>();
    begin();
    m_desk->signIn(kEpoch2);
    m_desk->pass(10);
    QCOMPARE(m_sender->sent, QStringList{sha(1)});
    QVERIFY(m_desk->take<Mutate>().isEmpty());
    m_sender->arrived();
    m_desk->pass(10);
    QCOMPARE(m_desk->take<Mutate>().size(), 1);
}

void TestSyncUpload::fullDiskIsToldAndNothingIsKept()
{
    m_desk->goLive();
    m_desk->workFaults.failAt(1, 13);  // SQLITE_FULL
    const auto kept = add(1);
    QVERIFY(!kept);
    QCOMPARE(kept.error().code, ErrorCode::DiskFull);
    QVERIFY(m_desk->work.uploads()->isEmpty());
    QVERIFY(m_sender->sent.isEmpty());
    m_desk->workFaults.off();
    QVERIFY(add(1));
    QCOMPARE(m_sender->sent.size(), 1);
}

QTEST_GUILESS_MAIN(TestSyncUpload)
#include "tst_sync_upload.moc"
