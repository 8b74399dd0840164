// SPDX-License-Identifier: GPL-3.0-or-later
// Named documents: put beside a running server as a sub-command does, announced by the directory,
// read by who may, kept on the desk, gone with the account.
#include <QCryptographicHash>
#include <QSignalSpy>
#include <QtTest/QtTest>

#include "authority/authority.h"
#include "core/documents.h"
#include "desk/deskface.h"
#include "edge/serverprocess.h"
#include "ledger/sqliteledger.h"
#include "sync/qt/system_seams.h"

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

}  // namespace

class TestDeskDocuments : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup() { m_desk.reset(); }
    void whoReadsWhat();
    void changedBesideTheServer();
    void agencyNeverHasTheCentresDocuments();
    void keeperChecksAndBounds();
    void wardOfAPlaceAndItsAgency();

private:
    Result<bool> put(const QString& name, const QByteArray& body);
    bool open(const QString& user);
    QStringList folderOf(const QString& user) const;

    QTemporaryDir m_dir;
    ServerProcess m_server;
    std::unique_ptr<DeskFace> m_desk;
};

// Another process's way: a connection of its own to the store of the running server.
Result<bool> TestDeskDocuments::put(const QString& name, const QByteArray& body)
{
    SystemClock clock;
    SystemRandom random;
    auto ledger = SqliteLedger::open(m_server.dir() + u"/store"_s, random);
    if (!ledger)
        return tl::unexpected(ledger.error());
    auto directory = Authority::storedDirectory(**ledger);
    if (!directory)
        return tl::unexpected(directory.error());
    Authority authority(**ledger, directory->value_or(Directory()), clock, random);
    return authority.putDocument(name, body);
}

bool TestDeskDocuments::open(const QString& user)
{
    m_desk.reset();
    DeskOptions options;
    options.serverUrl = m_server.http();
    options.profileDir = m_dir.filePath(user);
    options.appVersion = u"kydai/test"_s;
    options.user = user;
    options.password = u"secret"_s;
    m_desk = std::make_unique<DeskFace>(options);
    return QTest::qWaitFor(
        [this] { return m_desk->sync()->online() || m_desk->session()->offline(); }, 20'000);
}

QStringList TestDeskDocuments::folderOf(const QString& user) const
{
    return QDir(m_dir.filePath(user) + u"/documents"_s).entryList(QDir::Files, QDir::Name);
}

void TestDeskDocuments::initTestCase()
{
    QVERIFY(m_server.prepare());
    QVERIFY(m_server.start());
}

void TestDeskDocuments::whoReadsWhat()
{
    const QString centre = m_server.login(u"operator"_s), agency = m_server.login(u"officer"_s);
    const auto get = [this](const QString& name, const QString& token,
                            const QByteArray& known = {}) {
        ServerProcess::Headers headers = bearer(token);
        if (!known.isEmpty())
            headers.append({"If-None-Match", known});
        return m_server.get(u"/api/documents/"_s + name, headers);
    };
    QCOMPARE(get(u"areas"_s, centre).status, 404);
    QCOMPARE(put(u"areas"_s, "one"), Result<bool>(true));
    QCOMPARE(put(u"areas"_s, "one"), Result<bool>(false));  // it is that version already
    QCOMPARE(put(u"cameras"_s, "places"), Result<bool>(true));
    QCOMPARE(put(u"plans"_s, "x").error().code, ErrorCode::Unknown);
    QCOMPARE(put(u"areas"_s, QByteArray(kMaxDocumentBytes + 1, 'x')).error().code,
             ErrorCode::TooLarge);

    const Answered first = get(u"areas"_s, centre);
    QCOMPARE(first.status, 200);
    QCOMPARE(first.body, QByteArray("one"));
    QCOMPARE(first.headers.value("etag"), '"' + shaOf("one").toLatin1() + '"');
    const Answered again = get(u"areas"_s, centre, first.headers.value("etag"));
    QCOMPARE(again.status, 304);
    QVERIFY(again.body.isEmpty());
    QCOMPARE(get(u"areas"_s, centre, "\"other\"").status, 200);
    QCOMPARE(get(u"areas"_s, agency).body, QByteArray("one"));
    QCOMPARE(get(u"cameras"_s, centre).body, QByteArray("places"));
    QCOMPARE(get(u"cameras"_s, agency).status, 404);
    QCOMPARE(get(u"directory"_s, centre).status, 404);  // lies in the same table, is not one
    QCOMPARE(get(u"areas"_s, u"nonsense"_s).status, 401);
    QCOMPARE(m_server.get(u"/api/documents/areas"_s).status, 401);
    QCOMPARE(m_server.post(u"/api/documents/areas"_s, "x", "text/plain", bearer(centre)).status,
             405);
}

void TestDeskDocuments::changedBesideTheServer()
{
    const QString user = u"operator"_s;
    QVERIFY(open(user));
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->documents()->bytes(u"areas"_s), QByteArray("one"), 10'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->documents()->bytes(u"cameras"_s), QByteArray("places"),
                              10'000);
    QSignalSpy changed(m_desk->documents(), &DeskDocuments::changed);
    const QByteArray two(3'000'000, '2');
    QCOMPARE(put(u"areas"_s, two), Result<bool>(true));
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->documents()->version(u"areas"_s), shaOf(two), 10'000);
    QCOMPARE(m_desk->documents()->bytes(u"areas"_s), two);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toString(), u"areas"_s);
    const QStringList both{u"areas-"_s + shaOf(two), u"cameras-"_s + shaOf("places")};
    QTRY_COMPARE(folderOf(user), both);

    // The next start has them without the server; what is not whole any more does not count.
    m_desk.reset();
    QFile broken(m_dir.filePath(user) + u"/documents/"_s + both[1]);
    QVERIFY(broken.resize(3));
    QVERIFY(m_server.terminate());
    QVERIFY(open(user));
    QVERIFY(m_desk->session()->offline());
    QTRY_COMPARE(m_desk->documents()->bytes(u"areas"_s), two);
    QCOMPARE(m_desk->documents()->bytes(u"cameras"_s), QByteArray());
    QCOMPARE(folderOf(user), both.mid(0, 1));
    QVERIFY(m_server.start());
    QVERIFY(open(user));
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->documents()->bytes(u"cameras"_s), QByteArray("places"),
                              10'000);

    QSignalSpy gone(m_desk->documents(), &DeskDocuments::changed);
    m_desk->session()->signOut();
    QTRY_VERIFY(folderOf(user).isEmpty());
    QCOMPARE(gone.size(), 2);
    QVERIFY(m_desk->documents()->bytes(u"areas"_s).isEmpty());
}

void TestDeskDocuments::agencyNeverHasTheCentresDocuments()
{
    // What an earlier account left on this disk is not this one's.
    const QString user = u"officer"_s;
    QVERIFY(QDir().mkpath(m_dir.filePath(user) + u"/documents"_s));
    QFile left(m_dir.filePath(user) + u"/documents/cameras-"_s + shaOf("places"));
    QVERIFY(left.open(QIODevice::WriteOnly) && left.write("places") == 6);
    left.close();
    QVERIFY(open(user));
    QTRY_VERIFY_WITH_TIMEOUT(!m_desk->documents()->bytes(u"areas"_s).isEmpty(), 10'000);
    QCOMPARE(m_desk->documents()->bytes(u"cameras"_s), QByteArray());
    QTRY_COMPARE(folderOf(user).size(), 1);
    QVERIFY(folderOf(user).first().startsWith(u"areas-"_s));
}

void TestDeskDocuments::keeperChecksAndBounds()
{
    QTemporaryDir dir;
    QList<DocumentNews> news;
    DocumentKeeper keeper(dir.path(), [&](const DocumentNews& n) { news.append(n); }, 4);
    DocumentsWanted wanted{m_server.http(), m_server.login(u"operator"_s), {}};
    wanted.versions = {{u"cameras"_s, shaOf("places")}};
    keeper.want(wanted);
    QTRY_COMPARE(news.size(), 1);
    QCOMPARE(news[0].error.code, ErrorCode::TooLarge);
    wanted.versions = {{u"cameras"_s, shaOf("no such version")}};  // changed while it was asked for
    keeper.want(wanted);
    QTRY_COMPARE(news.size(), 2);
    QCOMPARE(news[1].error.code, ErrorCode::Later);
    wanted.versions = {{u"../cameras"_s, shaOf("places")}, {u"cameras"_s, u"../../x"_s}};
    keeper.want(wanted);
    QTest::qWait(50);
    QCOMPARE(news.size(), 2);
    QVERIFY(QDir(dir.path()).entryList(QDir::Files).isEmpty());
}

// A report with a place and no ward: the boundary that holds the place says which agency is proposed.
void TestDeskDocuments::wardOfAPlaceAndItsAgency()
{
    const auto square = [](const char* code, const char* from, const char* to) {
        return QByteArray(R"({"type":"Feature","properties":{"code":")") + code
               + R"(","valid_from":")" + from + R"(","valid_to":")" + to
               + R"("},"geometry":{"type":"Polygon","coordinates":)"
                 R"([[[107.55,16.45],[107.6,16.45],[107.6,16.5],[107.55,16.5],[107.55,16.45]]]}})";
    };
    QVERIFY(put(u"areas"_s, R"({"type":"FeatureCollection","schematic":true,"attribution":"sơ đồ",)"
                            R"("features":[)" + square("cu-19750", "", "2025-06-30") + ','
                                + square("19753", "2025-07-01", "") + "]}"));
    QVERIFY(open(u"operator"_s));
    QTRY_COMPARE_WITH_TIMEOUT(m_desk->areas()->areaAt(107.58, 16.47), u"19753"_s, 10'000);
    QCOMPARE(m_desk->areas()->areaAt(107.7, 16.47), QString());
    QVERIFY(m_desk->areas()->schematic());
    QCOMPARE(m_desk->areas()->attribution(), u"sơ đồ"_s);

    const QString token = m_server.login(u"operator"_s);
    const auto assigned = [&](const QString& lon) {
        const Answered sent = m_server.form(
            u"/open311/v2/requests.json"_s,
            {{u"api_key"_s, u"key1"_s}, {u"service_code"_s, u"HT-DUONG"_s}, {u"lat"_s, u"16.47"_s},
             {u"long"_s, lon}, {u"description"_s, u"Ổ gà giữa đường"_s}});
        const QString code =
            sent.json()[0][u"service_request_id"_s].toString();
        const QString id = m_server.get(u"/api/cases/"_s + code, bearer(token)).text("id");
        const Uuid uuid = Uuid::fromString(id);
        const auto stateIs = [&](CaseState state) {
            return QTest::qWaitFor([&] {
                const CasePtr row = m_desk->core().wholeCase(uuid);
                return row && row->state == state;
            }, 10'000);
        };
        if (!stateIs(CaseState::Received))
            return u"no report"_s;
        m_desk->actions()->start(id, u"claim"_s);
        if (!stateIs(CaseState::Screening))
            return u"not claimed"_s;
        ActionSheet* sheet = m_desk->actions()->start(id, u"assign"_s);
        const QString agency = sheet ? sheet->valueOf(u"agency"_s).toString() : u"no sheet"_s;
        if (sheet)
            sheet->close();
        return agency;
    };
    QCOMPARE(assigned(u"107.58"_s), u"UBND-19753"_s);
    QCOMPARE(assigned(u"107.75"_s), QString());
}

QTEST_GUILESS_MAIN(TestDeskDocuments)
#include "tst_desk_documents.moc"
