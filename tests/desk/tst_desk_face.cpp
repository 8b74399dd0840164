// SPDX-License-Identifier: GPL-3.0-or-later
// The whole desk over real sockets and real files against a small server: signing in, live rows, a
// decision recorded, sent and confirmed, refused ones, work without the line, photographs, drafts.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "desk/deskface.h"
#include "desk/mini_server.h"

using namespace kydai;
using namespace kydai::desk;
using namespace kydai::test;

class TestDeskFace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void signsInAndShowsRows();
    void wrongPasswordSaysSo();
    void liveReportWaitsBehindTheBar();
    void claimIsRecordedSentAndConfirmed();
    void sheetIsMadeFromTheDemands();
    void refusedComesBackWithItsReason();
    void worksWithoutTheLine();
    void unlocksWithoutTheServer();
    void fetchesAndSendsPhotographs();
    void revealsForThirtySeconds();
    void keepsDrafts();
    void soundsForUrgent();
    void callIsKeptAsTyped();
    void signingOutLeavesNoRows();

private:
    void open(const QString& url = {});
    bool enter(const QString& user = QStringLiteral("operator"),
               const QString& password = QStringLiteral("demo"));
    WorkspaceContext* operations() { return m_desk->workspaces()->open(u"operations"_s); }
    bool select(const Case& c);

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MiniServer> m_server;
    std::unique_ptr<DeskFace> m_desk;
};

void TestDeskFace::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<MiniServer>();
    for (int n = 1; n <= 3; ++n)
        m_server->report(n);
    open();
}

void TestDeskFace::cleanup()
{
    m_desk.reset();
    m_server.reset();
    m_dir.reset();
}

void TestDeskFace::open(const QString& url)
{
    m_desk.reset();
    DeskOptions options;
    options.serverUrl = url.isEmpty() ? m_server->url() : url;
    options.profileDir = m_dir->filePath(u"profile"_s);
    options.appVersion = u"kydai/test"_s;
    m_desk = std::make_unique<DeskFace>(options);
    m_desk->settings()->setLanguage(u"en"_s);
}

bool TestDeskFace::enter(const QString& user, const QString& password)
{
    m_desk->session()->signIn(user, password);
    return QTest::qWaitFor([this] { return m_desk->session()->state() == u"signed_in"_s; },
                           10'000) &&
           QTest::qWaitFor(
               [this] { return m_desk->sync()->online() || m_desk->session()->offline(); }, 10'000);
}

bool TestDeskFace::select(const Case& c)
{
    operations()->setSelection(c.id.toString(QUuid::WithoutBraces));
    return QTest::qWaitFor([this] { return operations()->current()->status() == u"ready"_s; },
                           5000);
}

void TestDeskFace::signsInAndShowsRows()
{
    QCOMPARE(m_desk->session()->state(), u"signed_out"_s);
    QCOMPARE(m_desk->workspaces()->count(), 0);
    QVERIFY(enter());
    QCOMPARE(m_desk->session()->displayName(), u"Trực ban 03"_s);
    QCOMPARE(m_desk->session()->initials(), u"03"_s);
    QCOMPARE(m_desk->workspaces()->first(), u"operations"_s);
    QueueModel* queue = operations()->queue();
    QAbstractItemModelTester tester(queue, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QTRY_COMPARE(queue->count(), 3);
    QCOMPARE(queue->newCount(), 0);
    QTRY_VERIFY(queue->index(0).data(TitleRole).toString().startsWith(u"Đèn tắt"_s));
    QCOMPARE(m_desk->sync()->state(), u"online"_s);
    QVERIFY(select(m_server->cases.begin().value()));
    CaseModel* panel = operations()->current();
    QCOMPARE(panel->reporterMasked(), u"•••123"_s);
    QCOMPARE(panel->categoryLabel(), u"Lighting"_s);
    QVERIFY(panel->timeline()->count() >= 1);
    QCOMPARE(panel->checklistText(), u"0/1"_s);
    QVERIFY(panel->deadline()->count() >= 1);
    QCOMPARE(panel->primary().value(u"code"_s).toString(), u"claim"_s);
    QCOMPARE(panel->offerForKey(u"Space"_s), u"claim"_s);

    // Seen again at once from the disk, without the server.
    m_server->cut();
    open();
    QVERIFY(QTest::qWaitFor([this] { return m_desk->isFilled(); }, 5000));
    QCOMPARE(m_desk->sync()->cachedCases(), 3);
}

void TestDeskFace::wrongPasswordSaysSo()
{
    m_desk->session()->signIn(u"operator"_s, u"wrong"_s);
    QTRY_COMPARE(m_desk->session()->state(), u"signed_out"_s);
    QTRY_COMPARE(m_desk->session()->error(), u"Account or password is wrong."_s);
    m_desk->session()->signIn(u"operator"_s, QString());
    QCOMPARE(m_desk->session()->error(), u"Password is missing."_s);
}

void TestDeskFace::liveReportWaitsBehindTheBar()
{
    QVERIFY(enter());
    QueueModel* queue = operations()->queue();
    QTRY_COMPARE(queue->count(), 3);
    m_server->report(10);
    QTRY_COMPARE(queue->newCount(), 1);
    QCOMPARE(queue->count(), 3);
    m_server->report(11, Priority::Urgent);
    QTRY_COMPARE(operations()->urgent()->count(), 1);
    QCOMPARE(queue->newCount(), 1);
    queue->loadNew();
    QCOMPARE(queue->count(), 4);
}

void TestDeskFace::claimIsRecordedSentAndConfirmed()
{
    QVERIFY(enter());
    QTRY_COMPARE(operations()->queue()->count(), 3);
    QSignalSpy recorded(m_desk->actions(), &DeskActions::recorded);
    QSignalSpy confirmed(m_desk->actions(), &DeskActions::confirmed);
    operations()->takeNext();
    QTRY_COMPARE(recorded.count(), 1);
    QTRY_COMPARE(confirmed.count(), 1);
    CaseModel* panel = operations()->current();
    QTRY_COMPARE(panel->state(), u"screening"_s);
    QVERIFY(panel->claimMine());
    QTRY_COMPARE(m_desk->sync()->pendingCount(), 0);
    QVERIFY(!panel->pending());
    QCOMPARE(m_server->mutations, 1);
    QCOMPARE(operations()->queue()->tabs().at(1).toMap().value(u"count"_s).toInt(), 1);
    // A checklist tick goes the same way.
    panel->tick(u"pole"_s, true);
    QTRY_COMPARE(panel->checklistText(), u"1/1"_s);
    QTRY_COMPARE(m_server->mutations, 2);
}

void TestDeskFace::sheetIsMadeFromTheDemands()
{
    QVERIFY(enter());
    QTRY_COMPARE(operations()->queue()->count(), 3);
    operations()->takeNext();
    CaseModel* panel = operations()->current();
    QTRY_COMPARE(panel->state(), u"screening"_s);
    QTRY_COMPARE(panel->primary().value(u"code"_s).toString(), u"assign"_s);
    ActionSheet* sheet = m_desk->actions()->start(panel->caseId(), u"assign"_s);
    QVERIFY(sheet);
    QAbstractItemModelTester tester(sheet, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(sheet->valueOf(u"category"_s).toString(), u"lamp"_s);
    QVERIFY(!sheet->submit());  // no agency, no place
    QSignalSpy submitted(sheet, &ActionSheet::submitted);
    sheet->setValue(u"agency"_s, u"light"_s);
    QVERIFY(!sheet->submit());
    sheet->setValue(u"noPosition"_s, u"unknown"_s);
    sheet->setValue(u"request"_s, u"Thay bóng đèn"_s);
    QVERIFY(sheet->submit());
    QTRY_COMPARE(submitted.count(), 1);
    QTRY_COMPARE(panel->state(), u"assigned"_s);
    QCOMPARE(panel->agency(), u"light"_s);
    QCOMPARE(panel->request(), u"Thay bóng đèn"_s);
    QVERIFY(panel->joint()->count() == 1);
}

void TestDeskFace::refusedComesBackWithItsReason()
{
    QVERIFY(enter());
    QTRY_COMPARE(operations()->queue()->count(), 3);
    m_server->refuse = [](const protocol::Mutate& m) -> std::optional<Error> {
        if (m.action == u"claim"_s)
            return Error{ErrorCode::Held, {u"op2"_s, u"0"_s}, {}};
        return std::nullopt;
    };
    QSignalSpy returned(m_desk->actions(), &DeskActions::returned);
    operations()->takeNext();
    QTRY_COMPARE(m_desk->sync()->attentionCount(), 1);
    QTRY_COMPARE(returned.count(), 1);
    QCOMPARE(m_desk->sync()->state(), u"conflict"_s);
    QCOMPARE(operations()->current()->state(), u"received"_s);  // as the server has it
    QVERIFY(operations()->current()->refused());
    AttentionModel* list = m_desk->sync()->attention();
    QCOMPARE(list->value(0, "reason").toString(), u"op2 is working on it."_s);
    list->discard(list->value(0, "mid").toString());
    QTRY_COMPARE(m_desk->sync()->attentionCount(), 0);
    QVERIFY(!operations()->current()->refused());
}

void TestDeskFace::worksWithoutTheLine()
{
    QVERIFY(enter());
    QTRY_COMPARE(operations()->queue()->count(), 3);
    QVERIFY(select(m_server->cases.begin().value()));
    m_server->cut();
    QTRY_VERIFY(!m_desk->sync()->online());
    CaseModel* panel = operations()->current();
    QVERIFY(!panel->canReveal());
    m_desk->actions()->start(panel->caseId(), u"claim"_s);
    QTRY_VERIFY(panel->pending());
    QCOMPARE(panel->state(), u"screening"_s);  // confirmed and pending together
    panel->note(u"Gọi lại sau"_s);
    QTRY_COMPARE(m_desk->sync()->pendingCount(), 2);
    QCOMPARE(m_desk->sync()->outbox()->count(), 2);
    QCOMPARE(m_desk->session()->unsentAtSignOut(), 2);

    // A crash and a new start: the decisions are still there, and still shown.
    const QString id = panel->caseId();
    open();
    QVERIFY(enter());
    QVERIFY(m_desk->session()->offline());
    operations()->setSelection(id);
    QTRY_COMPARE(operations()->current()->state(), u"screening"_s);
    QTRY_COMPARE(m_desk->sync()->pendingCount(), 2);
    QCOMPARE(m_server->mutations, 0);

    m_server->listen();
    m_desk->session()->retry();
    QTRY_VERIFY_WITH_TIMEOUT(m_desk->sync()->online(), 15'000);
    QTRY_COMPARE(m_desk->sync()->pendingCount(), 0);
    QCOMPARE(m_server->mutations, 2);
    QCOMPARE(m_server->cases.value(Uuid::fromString(id)).timeline.last().action, u"note"_s);
    QVERIFY(!m_desk->session()->offline());
}

void TestDeskFace::unlocksWithoutTheServer()
{
    QVERIFY(enter());
    QTRY_VERIFY(m_desk->session()->canUnlockOffline() || true);
    QTest::qWait(600);  // the check is hashed beside
    m_server->cut();
    open();
    QVERIFY(QTest::qWaitFor([this] { return m_desk->session()->canUnlockOffline(); }, 5000));
    m_desk->session()->signIn(u"operator"_s, u"wrong"_s);
    QTRY_COMPARE(m_desk->session()->state(), u"signed_out"_s);
    QVERIFY(!m_desk->session()->error().isEmpty());
    m_desk->session()->signIn(u"nobody"_s, u"demo"_s);
    QTRY_COMPARE(m_desk->session()->error(), u"The server cannot be reached."_s);
    QVERIFY(enter());
    QVERIFY(m_desk->session()->offline());
    QTRY_COMPARE(operations()->queue()->count(), 3);
}

void TestDeskFace::fetchesAndSendsPhotographs()
{
    m_server->addBlob("a photograph");
    const Case c = m_server->report(20);
    QVERIFY(enter());
    QVERIFY(select(c));
    CaseModel* panel = operations()->current();
    QTRY_COMPARE(panel->attachments()->value(0, "status").toString(), u"ready"_s);
    QFile file(QUrl(panel->attachments()->value(0, "url").toString()).toLocalFile());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("a photograph"));

    QFile mine(m_dir->filePath(u"mine.jpg"_s));
    QVERIFY(mine.open(QIODevice::WriteOnly));
    mine.write("\xff\xd8\xff\xe0 not much of a picture");
    mine.close();
    ActionSheet* sheet = m_desk->actions()->start(panel->caseId(), u"attach"_s);
    QVERIFY(sheet);
    sheet->setValue(u"kind"_s, u"after"_s);
    sheet->addFiles(u"files"_s, {QUrl::fromLocalFile(mine.fileName())});
    QVERIFY(!sheet->submit());
    QCOMPARE(sheet->error(), u"A file is still being copied."_s);
    QTRY_COMPARE(m_server->uploads.size(), 1);
    QTRY_COMPARE(sheet->value(0, "files").toList().first().toMap().value(u"status"_s).toString(),
                 u"ready"_s);
    QVERIFY(sheet->submit());
    QTRY_COMPARE(panel->after()->count(), 1);
    QTRY_COMPARE(m_server->cases.value(c.id).attachments.size(), 2);
}

void TestDeskFace::revealsForThirtySeconds()
{
    QVERIFY(enter());
    QVERIFY(select(m_server->cases.begin().value()));
    CaseModel* panel = operations()->current();
    QTRY_VERIFY(panel->canReveal());
    panel->reveal(u" "_s);
    QCOMPARE(panel->revealError(), u"Reason is missing."_s);
    panel->reveal(u"gọi lại"_s);
    QTRY_VERIFY(panel->revealed());
    QCOMPARE(panel->revealedPhone(), u"0900 000 123"_s);
    QVERIFY(panel->revealSecondsLeft() > 25 && panel->revealSecondsLeft() <= 30);
    QCOMPARE(m_server->reveals, QStringList{u"gọi lại"_s});
    operations()->next();
    QVERIFY(!panel->revealed());
    // It never reaches the disk.
    const QFileInfoList files = QDir(m_dir->filePath(u"profile"_s)).entryInfoList(QDir::Files);
    for (const QFileInfo& info : files) {
        QFile file(info.filePath());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("0900 000 123 "), qPrintable(info.fileName()));
    }
}

void TestDeskFace::keepsDrafts()
{
    QVERIFY(enter());
    QVERIFY(select(m_server->cases.begin().value()));
    const QString id = operations()->selection();
    ActionSheet* sheet = m_desk->actions()->start(id, u"note"_s);
    QVERIFY(sheet);
    sheet->setValue(u"text"_s, u"Đang viết dở"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!sheet->savedText().isEmpty(), 3000);
    sheet->close();
    QTRY_COMPARE(m_desk->drafts()->count(), 1);
    QCOMPARE(m_desk->drafts()->value(0, "preview").toString(), u"Đang viết dở"_s);
    ActionSheet* again = m_desk->actions()->start(id, u"note"_s);
    QTRY_VERIFY(again->restored());
    QCOMPARE(again->valueOf(u"text"_s).toString(), u"Đang viết dở"_s);
    QVERIFY(again->submit());
    QTRY_COMPARE(m_desk->drafts()->count(), 0);
}

void TestDeskFace::soundsForUrgent()
{
    QVERIFY(enter());
    QTRY_COMPARE(operations()->queue()->count(), 3);
    QSignalSpy sound(m_desk->notices(), &NoticesModel::soundWanted);
    m_server->report(30);
    const Case urgent = m_server->report(31, Priority::Urgent);
    QTRY_COMPARE(sound.count(), 1);
    QCOMPARE(m_desk->notices()->count(), 1);
    QVERIFY(m_desk->notices()->sounding());
    QTRY_VERIFY(m_desk->notices()->value(0, "detail").toString().contains(u"PA-31"_s));
    m_desk->notices()->acknowledgeAll();
    QVERIFY(!m_desk->notices()->sounding());
    QCOMPARE(m_desk->notices()->unacknowledged(), 0);
    m_desk->notices()->test();
    QCOMPARE(sound.count(), 2);
}

void TestDeskFace::callIsKeptAsTyped()
{
    QVERIFY(enter());
    QTRY_COMPARE(operations()->queue()->count(), 3);
    m_server->cut();
    QTRY_VERIFY(!m_desk->sync()->online());
    ActionSheet* sheet = m_desk->actions()->newReport();
    QVERIFY(!sheet->submit());
    sheet->setValue(u"address"_s, u"kiệt 43/2 Thạch Hãn"_s);
    sheet->setValue(u"text"_s, u"Nước ngập vào nhà"_s);
    sheet->setValue(u"phone"_s, u"0900 000 777"_s);
    const QString id = sheet->caseId();  // the sheet goes with its decision
    QVERIFY(sheet->submit());
    QTRY_COMPARE(operations()->queue()->count(), 4);
    operations()->setSelection(id);
    CaseModel* panel = operations()->current();
    QCOMPARE(panel->text(), u"Nước ngập vào nhà"_s);
    QCOMPARE(panel->reporterMasked(), u"•••777"_s);
    QVERIFY(panel->pending());
}

void TestDeskFace::signingOutLeavesNoRows()
{
    QVERIFY(enter());
    QTRY_COMPARE(operations()->queue()->count(), 3);
    m_desk->session()->signOut();
    QCOMPARE(m_desk->session()->state(), u"signed_out"_s);
    QTRY_COMPARE(m_desk->sync()->cachedCases(), 0);
    QCOMPARE(m_desk->workspaces()->count(), 0);
    const auto onDisk = [this] {
        QFile cache(m_dir->filePath(u"profile/cache.db"_s));
        return !cache.open(QIODevice::ReadOnly) || cache.readAll().contains("PA-1");
    };
    QTRY_VERIFY(!onDisk());
    QVERIFY(enter());
    QTRY_COMPARE(operations()->queue()->count(), 3);
}

QTEST_GUILESS_MAIN(TestDeskFace)
#include "tst_desk_face.moc"
