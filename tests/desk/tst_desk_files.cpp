// SPDX-License-Identifier: GPL-3.0-or-later
// Files of decisions from choosing them to reading them back, with the real server and real disks:
// chosen without a line and after a kill, cut on their way, refused, too large; and PDF documents.
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTcpServer>
#include <QtTest/QtTest>

#include "desk/deskface.h"
#include "desk/file_store.h"
#include "edge/serverprocess.h"

using namespace kydai;
using namespace kydai::desk;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

QString shaOf(const QByteArray& bytes)
{
    return QString::fromLatin1(
        QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

// A line of its own to the server, that can be cut after so many bytes towards it.
class Relay : public QTcpServer
{
public:
    explicit Relay(quint16 to)
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this, to] {
            while (QTcpSocket* in = nextPendingConnection()) {
                auto* out = new QTcpSocket(in);
                out->connectToHost(QHostAddress::LocalHost, to);
                connect(in, &QTcpSocket::readyRead, in, [this, in, out] {
                    const QByteArray bytes = in->readAll();
                    passed += bytes.size();
                    if (cutAfter > 0 && passed > cutAfter) {
                        cutAfter = 0;
                        ++cuts;
                        out->abort();
                        in->abort();
                        return;
                    }
                    out->write(bytes);
                });
                connect(out, &QTcpSocket::readyRead, in, [in, out] { in->write(out->readAll()); });
                connect(out, &QTcpSocket::disconnected, in, &QTcpSocket::disconnectFromHost);
                connect(in, &QTcpSocket::disconnected, in, &QObject::deleteLater);
            }
        });
    }
    QString url() const { return u"http://127.0.0.1:%1"_s.arg(serverPort()); }

    qint64 passed = 0, cutAfter = 0;
    int cuts = 0;
};

}  // namespace

class TestDeskFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void chosenOfflineKilledAndArrives();
    void draftKeepsItsFiles();
    void refusedFileBringsTheReportBack();
    void tooLargeForThisServer();
    void cutOnTheWayIsSentAgain();
    void pdfIsADocument();
    void whatCannotBeKeptIsSaidAtOnce();
    void fullDiskKeepsTheText();

private:
    void serve(const QByteArray& settings = {});
    bool open(const QString& url = {}, const QString& user = u"operator"_s);
    QString file(const QString& name, const QByteArray& bytes);
    ActionSheet* report(const QString& text);
    QVariantMap record(ActionSheet* sheet, const QString& code) const;
    bool isKept(ActionSheet* sheet, const QString& code) const;
    QJsonArray attachmentsAtServer(const QString& caseId);
    QStringList inFolder() const;

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<ServerProcess> m_server;
    std::unique_ptr<DeskFace> m_desk;
};

void TestDeskFiles::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
}

void TestDeskFiles::cleanup()
{
    m_desk.reset();
    m_server.reset();
    m_dir.reset();
}

void TestDeskFiles::serve(const QByteArray& settings)
{
    m_server = std::make_unique<ServerProcess>(settings);
    QVERIFY(m_server->prepare());
    QVERIFY(m_server->start());
    QVERIFY(open());
}

bool TestDeskFiles::open(const QString& url, const QString& user)
{
    m_desk.reset();
    DeskOptions options;
    options.serverUrl = url.isEmpty() ? m_server->http() : url;
    options.profileDir = m_dir->filePath(user);
    options.appVersion = u"kydai/test"_s;
    options.user = user;
    options.password = u"secret"_s;
    m_desk = std::make_unique<DeskFace>(options);
    m_desk->settings()->setLanguage(u"en"_s);
    return QTest::qWaitFor(
        [this] { return m_desk->sync()->online() || m_desk->session()->offline(); }, 20'000);
}

QString TestDeskFiles::file(const QString& name, const QByteArray& bytes)
{
    QFile file(m_dir->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("no room for a test's file");
    return file.fileName();
}

ActionSheet* TestDeskFiles::report(const QString& text)
{
    ActionSheet* sheet = m_desk->actions()->newReport();
    sheet->setValue(u"address"_s, u"12 Hùng Vương"_s);
    sheet->setValue(u"text"_s, text);
    return sheet;
}

QVariantMap TestDeskFiles::record(ActionSheet* sheet, const QString& code) const
{
    for (int row = 0; row < sheet->count(); ++row) {
        if (sheet->value(row, "code").toString() == code)
            return sheet->value(row, "files").toList().value(0).toMap();
    }
    return {};
}

bool TestDeskFiles::isKept(ActionSheet* sheet, const QString& code) const
{
    return QTest::qWaitFor([&] {
        const QString status = record(sheet, code).value(u"status"_s).toString();
        return status == u"kept"_s || status == u"ready"_s;
    });
}

QJsonArray TestDeskFiles::attachmentsAtServer(const QString& caseId)
{
    const QString token = m_server->login(u"operator"_s);
    return m_server->get(u"/api/cases/"_s + caseId, bearer(token))
        .json().object().value(u"attachments"_s).toArray();
}

QStringList TestDeskFiles::inFolder() const
{
    return QDir(m_dir->filePath(u"operator/uploads"_s)).entryList(QDir::Files);
}

void TestDeskFiles::chosenOfflineKilledAndArrives()
{
    serve();
    QTest::qWait(700);  // the check that lets one in again is hashed beside
    QVERIFY(m_server->terminate());
    QTRY_VERIFY(!m_desk->sync()->online());
    const QByteArray photo = smallJpeg(640, 480, "hố ga mất nắp");
    const QString path = file(u"hố ga.jpg"_s, photo);
    ActionSheet* sheet = report(u"Hố ga mất nắp trước cổng trường."_s);
    sheet->addFiles(u"attachments"_s, {QUrl::fromLocalFile(path)});
    QVERIFY(isKept(sheet, u"attachments"_s));
    QVERIFY(QFile::remove(path));  // the memory stick is pulled
    const QString caseId = sheet->caseId();
    QVERIFY(sheet->submit());
    QTRY_COMPARE(m_desk->sync()->pendingCount(), 1);
    QCOMPARE(inFolder(), QStringList{shaOf(photo)});
    m_desk.reset();

    QVERIFY(m_server->start());
    QVERIFY(open());
    QTRY_COMPARE_WITH_TIMEOUT(attachmentsAtServer(caseId).size(), 1, 20'000);
    const QJsonObject there = attachmentsAtServer(caseId).first().toObject();
    QCOMPARE(there[u"sha256"_s].toString(), shaOf(photo));
    QCOMPARE(there[u"width"_s].toInt(), 640);
    const Answered blob = m_server->get(u"/api/blobs/"_s + shaOf(photo),
                                        bearer(m_server->login(u"operator"_s)));
    QCOMPARE(blob.status, 200);
    QCOMPARE(blob.body, photo);
    QTRY_COMPARE(m_desk->sync()->pendingCount(), 0);
    QCOMPARE(m_desk->sync()->attentionCount(), 0);
}

void TestDeskFiles::draftKeepsItsFiles()
{
    serve();
    const QByteArray photo = smallJpeg(32, 32, "draft");
    ActionSheet* sheet = report(u"Đang viết dở."_s);
    sheet->addFiles(u"attachments"_s, {QUrl::fromLocalFile(file(u"a.jpg"_s, photo))});
    QVERIFY(isKept(sheet, u"attachments"_s));
    sheet->close();
    QTRY_COMPARE(m_desk->drafts()->count(), 1);
    QVERIFY(open());
    QTRY_COMPARE(m_desk->drafts()->count(), 1);
    sheet = m_desk->drafts()->open(m_desk->drafts()->value(0, "draftId").toString());
    QVERIFY(sheet);
    QCOMPARE(record(sheet, u"attachments"_s).value(u"name"_s).toString(), u"a.jpg"_s);
    QCOMPARE(sheet->valueOf(u"text"_s).toString(), u"Đang viết dở."_s);
    // Thrown away: the file goes with it.
    sheet->discard();
    QTRY_VERIFY(inFolder().isEmpty());
}

void TestDeskFiles::refusedFileBringsTheReportBack()
{
    serve();
    // Decided before the server could have a look.
    QVERIFY(m_server->terminate());
    QTRY_VERIFY(!m_desk->sync()->online());
    const QString path = file(u"hỏng.jpg"_s, "\xff\xd8\xff\xe0 no picture at all");
    ActionSheet* sheet = report(u"Cây đổ chắn đường."_s);
    sheet->addFiles(u"attachments"_s, {QUrl::fromLocalFile(path)});
    QVERIFY(isKept(sheet, u"attachments"_s));
    QVERIFY(sheet->submit());
    QTRY_COMPARE(m_desk->sync()->pendingCount(), 1);
    QVERIFY(m_server->start());
    QVERIFY(open());
    QTRY_COMPARE(m_desk->sync()->attentionCount(), 1);
    AttentionModel* attention = m_desk->sync()->attention();
    QVERIFY(!attention->value(0, "reason").toString().isEmpty());
    QVERIFY(attention->value(0, "detail").toString().contains(u"Cây đổ chắn đường."_s));
    sheet = attention->again(attention->value(0, "mid").toString());
    QVERIFY(sheet);
    QCOMPARE(sheet->valueOf(u"text"_s).toString(), u"Cây đổ chắn đường."_s);
    const QVariantMap bad = record(sheet, u"attachments"_s);
    QCOMPARE(bad.value(u"status"_s).toString(), u"failed"_s);
    QCOMPARE(bad.value(u"error"_s).toString(),
             u"The file is damaged: the server cannot read it."_s);
    QVERIFY(!sheet->submit());
    sheet->removeFile(u"attachments"_s, bad.value(u"sha256"_s).toString());
    QSignalSpy confirmed(m_desk->actions(), &DeskActions::confirmed);
    QVERIFY(sheet->submit());
    QTRY_COMPARE(confirmed.count(), 1);
}

void TestDeskFiles::tooLargeForThisServer()
{
    serve("[limits]\nfileBytes=50000\n");
    QByteArray photo = smallJpeg(640, 480, "large");
    photo.append(QByteArray(3'000'000, 'x'));
    ActionSheet* sheet = report(u"Ngập trước chợ."_s);
    sheet->addFiles(u"attachments"_s, {QUrl::fromLocalFile(file(u"lớn.jpg"_s, photo))});
    QTRY_COMPARE_WITH_TIMEOUT(record(sheet, u"attachments"_s).value(u"status"_s).toString(),
                              u"failed"_s, 20'000);
    QVERIFY2(record(sheet, u"attachments"_s).value(u"error"_s).toString().contains(u"too large"_s),
             qPrintable(record(sheet, u"attachments"_s).value(u"error"_s).toString()));
    QVERIFY(!sheet->submit());
    QCOMPARE(sheet->valueOf(u"text"_s).toString(), u"Ngập trước chợ."_s);
}

void TestDeskFiles::cutOnTheWayIsSentAgain()
{
    serve();
    Relay relay(m_server->port());
    QVERIFY(open(relay.url()));
    QByteArray photo = smallJpeg(640, 480, "far");
    photo.append(QByteArray(8'000'000, 'x'));
    relay.passed = 0;
    relay.cutAfter = 2'000'000;
    ActionSheet* sheet = report(u"Sạt lở đường đèo."_s);
    const QString caseId = sheet->caseId();
    sheet->addFiles(u"attachments"_s, {QUrl::fromLocalFile(file(u"xa.jpg"_s, photo))});
    QVERIFY(isKept(sheet, u"attachments"_s));
    QVERIFY(sheet->submit());
    QTRY_COMPARE_WITH_TIMEOUT(attachmentsAtServer(caseId).size(), 1, 60'000);
    QCOMPARE(relay.cuts, 1);
    QCOMPARE(attachmentsAtServer(caseId).first()[u"sha256"_s].toString(), shaOf(photo));
}

void TestDeskFiles::pdfIsADocument()
{
    serve();
    const QByteArray letter = "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n"
                              "%%EOF\n";
    const QUrl path = QUrl::fromLocalFile(file(u"công văn.pdf"_s, letter));
    ActionSheet* sheet = report(u"Có công văn kèm theo."_s);
    const QString caseId = sheet->caseId();
    // A report takes photos only: what a citizen wrote may name them to the agency.
    sheet->addFiles(u"attachments"_s, {path});
    QTRY_COMPARE(record(sheet, u"attachments"_s).value(u"status"_s).toString(), u"failed"_s);
    QVERIFY(!record(sheet, u"attachments"_s).value(u"error"_s).toString().isEmpty());
    QVERIFY(!sheet->submit());
    sheet->removeFile(u"attachments"_s,
                      record(sheet, u"attachments"_s).value(u"sha256"_s).toString());
    QVERIFY(sheet->submit());
    WorkspaceContext* context = m_desk->workspaces()->open(u"operations"_s);
    context->setSelection(caseId);
    QTRY_COMPARE(context->current()->status(), u"ready"_s);
    QTRY_COMPARE(m_desk->sync()->pendingCount(), 0);

    ActionSheet* attach = m_desk->actions()->start(caseId, u"attach"_s);
    QVERIFY(attach);
    attach->setValue(u"kind"_s, u"document"_s);
    attach->addFiles(u"files"_s, {path});
    QVERIFY(isKept(attach, u"files"_s));
    QVERIFY(attach->submit());
    QTRY_COMPARE(attachmentsAtServer(caseId).size(), 1);
    QCOMPARE(attachmentsAtServer(caseId).first()[u"mime"_s].toString(), u"application/pdf"_s);
    QCOMPARE(attachmentsAtServer(caseId).first()[u"name"_s].toString(), u"công văn.pdf"_s);
    const QString token = m_server->login(u"operator"_s);
    const Answered blob = m_server->get(u"/api/blobs/"_s + shaOf(letter), bearer(token));
    QCOMPARE(blob.status, 200);
    QCOMPARE(blob.body, letter);
    QCOMPARE(blob.headers.value("content-type"), "application/pdf");
    QVERIFY(blob.headers.value("content-disposition").startsWith("attachment"));
    QCOMPARE(blob.headers.value("x-content-type-options"), "nosniff");
    // One that was cut off is none, and a citizen's photo is never one.
    QCOMPARE(m_server->post(u"/api/uploads"_s, letter.chopped(6), "application/pdf",
                            bearer(token)).status, 400);
    QVERIFY(m_server->post(u"/open311/v2/requests.json"_s,
                           multipart({{"api_key", "key1"}, {"service_code", "HT-DUONG"},
                                      {"lat", "16.4632"}, {"long", "107.5953"},
                                      {"description", "Kem van ban."}},
                                     {{"a.pdf", letter}}), kMultipartType).status >= 400);

    // On a desk it is a row that opens from a copy of its own.
    QTRY_COMPARE(context->current()->attachments()->count(), 1);
    AttachmentsModel* files = context->current()->attachments();
    QVERIFY(files->value(0, "isDocument").toBool());
    QVERIFY(!files->value(0, "isImage").toBool());
    QVERIFY(!files->value(0, "sizeText").toString().isEmpty());
    QSignalSpy opened(m_desk.get(), &DeskFace::documentReady);
    files->openDocument(0);
    QTRY_COMPARE(opened.count(), 1);
    QFile copy(opened.first().first().toUrl().toLocalFile());
    QVERIFY(copy.fileName().endsWith(u".pdf"_s));
    QVERIFY(!copy.fileName().startsWith(m_dir->path()));
    QVERIFY(copy.open(QIODevice::ReadOnly));
    QCOMPARE(copy.readAll(), letter);
}

void TestDeskFiles::whatCannotBeKeptIsSaidAtOnce()
{
    serve();
    ActionSheet* sheet = report(u"Thử tệp."_s);
    const auto errorOf = [&](const QString& path) {
        sheet->addFiles(u"attachments"_s, {QUrl::fromLocalFile(path)});
        if (!QTest::qWaitFor([&] {
                return record(sheet, u"attachments"_s).value(u"status"_s) == u"failed"_s;
            }))
            return u"not refused"_s;
        const QVariantMap bad = record(sheet, u"attachments"_s);
        sheet->removeFile(u"attachments"_s, bad.value(u"sha256"_s).toString());
        return bad.value(u"error"_s).toString();
    };
    QCOMPARE(errorOf(m_dir->filePath(u"nowhere.jpg"_s)), u"The file cannot be read."_s);
    QCOMPARE(errorOf(m_dir->path()), u"The file cannot be read."_s);
    QCOMPARE(errorOf(file(u"empty.jpg"_s, "")), u"The file is empty."_s);
    QCOMPARE(errorOf(file(u"a.exe"_s, "MZ not for anybody")),
             u"Only JPEG, PNG, WebP, PDF and MP4 can be attached."_s);
    QByteArray huge = smallJpeg(8, 8);
    huge.append(QByteArray(kMaxFileBytes, 'x'));
    QCOMPARE(errorOf(file(u"huge.jpg"_s, huge)), u"The file is too large (at most 20 MB)."_s);
    QVERIFY(inFolder().isEmpty());
    QList<QUrl> many;
    for (int n = 0; n < kMaxReportFiles + 1; ++n) {
        const QString name = u"%1.jpg"_s.arg(n);
        many.append(QUrl::fromLocalFile(file(name, smallJpeg(8 + n, 8))));
    }
    sheet->addFiles(u"attachments"_s, many);
    QCOMPARE(sheet->error(), u"At most 5 files."_s);
    QTRY_COMPARE(inFolder().size(), kMaxReportFiles);
    QCOMPARE(sheet->valueOf(u"text"_s).toString(), u"Thử tệp."_s);
}

// A folder that cannot be made stands for the disk that cannot be written.
void TestDeskFiles::fullDiskKeepsTheText()
{
    serve();
    QDir(m_dir->filePath(u"operator/uploads"_s)).removeRecursively();
    file(u"operator/uploads"_s, "in the way");
    ActionSheet* sheet = report(u"Chữ còn nguyên."_s);
    sheet->addFiles(u"attachments"_s,
                    {QUrl::fromLocalFile(file(u"a.jpg"_s, smallJpeg(8, 8)))});
    QTRY_COMPARE(record(sheet, u"attachments"_s).value(u"status"_s).toString(), u"failed"_s);
    QVERIFY(!sheet->submit());
    QCOMPARE(sheet->valueOf(u"text"_s).toString(), u"Chữ còn nguyên."_s);
    const QVariantMap bad = record(sheet, u"attachments"_s);
    sheet->removeFile(u"attachments"_s, bad.value(u"sha256"_s).toString());
    QSignalSpy confirmed(m_desk->actions(), &DeskActions::confirmed);
    QVERIFY(sheet->submit());
    QTRY_COMPARE(confirmed.count(), 1);
}

QTEST_GUILESS_MAIN(TestDeskFiles)
#include "tst_desk_files.moc"
