// SPDX-License-Identifier: GPL-3.0-or-later
// Tables of cameras: what is taken, what is refused and how it is told, and that no password is.
#include <QTest>

#include "core/camera_samples.h"
#include "core/casefixture.h"
#include "core/seeded.h"
#include "intake/camerafile.h"
#include "intake/csvread.h"

using namespace kydai;
using namespace kydai::intake;
using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestIntakeCameras : public QObject
{
    Q_OBJECT
private slots:
    void csv_data();
    void csv();
    void brokenCsv();
    void anyBytesAsCsv();
    void takesATable();
    void secondTimeChangesNothing();
    void changesAndCredentials();
    void rejects_data();
    void rejects();
    void rejectsNameNoPassword();
    void demandsColumns();
    void bounds();
};

namespace {

QList<QStringList> rowsOf(const QByteArray& bytes)
{
    QList<QStringList> rows;
    CsvReader reader(bytes);
    QStringList fields;
    while (reader.next(&fields))
        rows.append(fields);
    return rows;
}

Result<CameraTable> read(const QByteArray& csv, const QList<Camera>& stored = {},
                         const QHash<QString, CameraCredential>& credentials = {})
{
    return readCameraTable(csv, smallCity(), stored, credentials);
}

const QByteArray kHead =
    "code,name,group,area,owner,lat,lon,direction,fov,reach,main_url,main_codec,main_width,"
    "main_height,main_fps,sub_url,sub_codec,snapshot_url,sessions,keep,valid_from,valid_to,user,"
    "password\n";
const QByteArray kRow =
    "C-014,\"Cầu Trường Tiền, bờ Nam\",Bờ Nam,19753,,16.4675,107.5909,20,70,150,"
    "rtsp://10.1.0.14/main,H265,2560,1440,25,rtsp://10.1.0.14/sub,h264,,3,yes,2026-01-01,,admin,"
    "s3cret\n";

}  // namespace

void TestIntakeCameras::csv_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QList<QStringList>>("rows");
    using Rows = QList<QStringList>;
    QTest::newRow("plain") << QByteArray("a,b\n1,2\n") << Rows{{u"a"_s, u"b"_s}, {u"1"_s, u"2"_s}};
    QTest::newRow("no end of line") << QByteArray("a,b") << Rows{{u"a"_s, u"b"_s}};
    QTest::newRow("windows and mark")
        << QByteArray("\xEF\xBB\xBF" "a,b\r\n\r\n1,\r\n") << Rows{{u"a"_s, u"b"_s}, {u"1"_s, {}}};
    QTest::newRow("semicolons")
        << QByteArray("a;b\n1,5;\"x;y\"\n") << Rows{{u"a"_s, u"b"_s}, {u"1,5"_s, u"x;y"_s}};
    QTest::newRow("quotes") << QByteArray("\"a\"\"b\",\" c \", d \n")
                            << Rows{{u"a\"b"_s, u" c "_s, u"d"_s}};
    QTest::newRow("break in a field") << QByteArray("\"a\nb\",c\n") << Rows{{u"a\nb"_s, u"c"_s}};
    QTest::newRow("nothing") << QByteArray() << Rows{};
    QTest::newRow("blank lines") << QByteArray("\n\n \n") << Rows{};
}

void TestIntakeCameras::csv()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QList<QStringList>, rows);
    QCOMPARE(rowsOf(bytes), rows);
}

void TestIntakeCameras::brokenCsv()
{
    QStringList fields;
    CsvReader open("a,\"b\nc");
    QVERIFY(open.next(&fields));
    QVERIFY(!open.error().isEmpty());
    QVERIFY(!open.next(&fields));
    CsvReader latin("a\n\xC3\n");
    QVERIFY(latin.next(&fields) && latin.error().isEmpty());
    QVERIFY(latin.next(&fields));
    QCOMPARE(latin.error(), u"not UTF-8"_s);
    QCOMPARE(latin.line(), 2);
    const QByteArray manyCommas(200, ',');
    CsvReader wide(manyCommas);
    QVERIFY(wide.next(&fields));
    QCOMPARE(fields.size(), kMaxCsvFields);
    QVERIFY(!wide.error().isEmpty());
    const QByteArray manyLetters(100'000, 'x');
    CsvReader thick(manyLetters);
    QVERIFY(thick.next(&fields));
    QCOMPARE(fields.first().size(), kMaxCsvField);
    QVERIFY(!thick.error().isEmpty());
}

void TestIntakeCameras::anyBytesAsCsv()
{
    SeededRandom random("any bytes as a table of cameras");
    for (int round = 0; round < 1500; ++round) {
        QByteArray bytes = kHead + kRow + kRow;
        for (int n = random.upTo(12); n >= 0; --n)
            bytes[random.upTo(int(bytes.size()))] = "\",;\n\r\0x\xC3@"[random.upTo(9)];
        const auto table = read(bytes);
        if (!table)
            continue;
        for (const Camera& camera : table->cameras)
            QVERIFY(checkCamera(camera));
        QCOMPARE(qsizetype(table->imported + table->unchanged), table->cameras.size());
    }
}

void TestIntakeCameras::takesATable()
{
    const auto table = read(kHead + kRow + "C-2,Chợ\n");
    QVERIFY(table);
    QCOMPARE(table->imported, 2);
    QCOMPARE(table->unchanged, 0);
    QVERIFY2(table->rejected.isEmpty(),
             table->rejected.isEmpty() ? "" : qPrintable(table->rejected.first().reason));
    const Camera& c = table->cameras.first();
    QCOMPARE(c.name, u"Cầu Trường Tiền, bờ Nam"_s);
    QCOMPARE(c.main.codec, u"h265"_s);
    QCOMPARE(c.main.width, 2560);
    QCOMPARE(c.sub.url, u"rtsp://10.1.0.14/sub"_s);
    QVERIFY(c.hasPosition && c.lat == 16.4675 && c.lon == 107.5909);
    QCOMPARE(c.direction, 20.0);
    QCOMPARE(c.sessionLimit, 3);
    QVERIFY(c.keep);
    QCOMPARE(c.valid.from, QDate(2026, 1, 1));
    QCOMPARE(table->changed.value(u"C-014"_s), (CameraCredential{u"admin"_s, u"s3cret"_s}));
    QVERIFY(!table->changed.contains(u"C-2"_s));
    QVERIFY(!table->cameras.last().hasPosition);
    QCOMPARE(table->cameras.last().direction, -1.0);
    // Nothing of them is in what goes to consoles.
    const QByteArray document = camerasToJson(table->cameras);
    QVERIFY(!document.contains("s3cret") && !document.contains("admin"));
}

void TestIntakeCameras::secondTimeChangesNothing()
{
    const QByteArray csv = kHead + kRow + "C-2,Chợ\n";
    const auto first = read(csv);
    QVERIFY(first);
    const auto second = read(csv, first->cameras, first->changed);
    QVERIFY(second);
    QCOMPARE(second->imported, 0);
    QCOMPARE(second->unchanged, 2);
    QCOMPARE(second->cameras, first->cameras);
    QVERIFY(second->changed.isEmpty());
}

void TestIntakeCameras::changesAndCredentials()
{
    const auto first = read(kHead + kRow + "C-2,Chợ\n");
    QVERIFY(first);
    // Another name, another password; C-2 is not in the file and stays.
    const auto second = read("code;name;password;user\nC-014;Cầu;mới;admin\n", first->cameras,
                             first->changed);
    QVERIFY(second);
    QCOMPARE(second->imported, 1);
    QCOMPARE(second->cameras.size(), 2);
    QCOMPARE(second->cameras.first().name, u"Cầu"_s);
    QCOMPARE(second->changed.value(u"C-014"_s).password, u"mới"_s);
    // No such columns: the credentials stay. Empty ones: they go.
    const auto third = read("code,name\nC-014,Cầu\n", second->cameras, second->changed);
    QVERIFY(third && third->changed.isEmpty());
    QCOMPARE(third->unchanged, 1);
    const auto fourth = read("code,name,user,password\nC-014,Cầu,,\n", second->cameras,
                             second->changed);
    QVERIFY(fourth);
    QCOMPARE(fourth->changed.value(u"C-014"_s, {u"x"_s, {}}), CameraCredential());
    QCOMPARE(fourth->imported, 1);
}

void TestIntakeCameras::rejects_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* tag, const char* text, const char* reason) {
        QTest::newRow(tag) << QByteArray(text) << QString::fromUtf8(reason);
    };
    row("no code", ",Chợ", "code");
    row("no name", "C-1,", "name");
    row("area", "C-1,Chợ,,nowhere", "area: no such code");
    row("owner", "C-1,Chợ,,,NOBODY", "owner: no such agency");
    row("half a place", "C-1,Chợ,,,,16.4", "position: lat and lon come together");
    row("latitude", "C-1,Chợ,,,,north,107", "lat");
    row("beyond", "C-1,Chợ,,,,96,107", "position");
    row("direction", "C-1,Chợ,,,,,,400", "direction");
    row("codec", "C-1,Chợ,,,,,,,,,rtsp://h/1,vp8", "main_codec");
    row("width", "C-1,Chợ,,,,,,,,,rtsp://h/1,,wide", "main_width");
    row("address", "C-1,Chợ,,,,,,,,,/dev/video0", "main_url");
    row("password in the address", "C-1,Chợ,,,,,,,,,rtsp://a:b@h/1",
        "main_url: credentials in the address");
    row("sessions", "C-1,Chợ,,,,,,,,,,,,,,,,,99", "sessions");
    row("keep", "C-1,Chợ,,,,,,,,,,,,,,,,,,perhaps", "keep");
    row("day", "C-1,Chợ,,,,,,,,,,,,,,,,,,,1/1/2026", "valid_from");
    row("twice", "C-9,Chợ", "code: twice in the file");
    row("quote", "C-1,\"Chợ", "a quote that never ends");
}

void TestIntakeCameras::rejects()
{
    QFETCH(QByteArray, row);
    QFETCH(QString, reason);
    const auto table = read(kHead + "C-9,Đông Ba\n" + row + "\n");
    QVERIFY(table);
    QCOMPARE(table->imported, 1);
    QCOMPARE(table->rejected.size(), 1);
    QCOMPARE(table->rejected.first().line, 3);
    QCOMPARE(table->rejected.first().reason, reason);
    QCOMPARE(table->cameras.size(), 1);
}

void TestIntakeCameras::rejectsNameNoPassword()
{
    const auto table = read(kHead
                            + "C-1,a,,,,,,,,,rtsp://root:hidden@h/1?pwd=hidden,,,,,,,,,,,,root,"
                              "hidden\n");
    QVERIFY(table);
    QCOMPARE(table->rejected.size(), 1);
    QVERIFY(!table->rejected.first().raw.join(u' ').contains(u"hidden"));
    QVERIFY(!table->rejected.first().reason.contains(u"hidden"));
    QVERIFY(table->rejected.first().raw.contains(u"C-1"_s));
}

void TestIntakeCameras::demandsColumns()
{
    QVERIFY(!read(""));
    QVERIFY(!read("name,lat\nA,1\n"));
    QVERIFY(!read("code\nA\n"));
    QVERIFY(read("Name,CODE\nA,1\n"));
}

void TestIntakeCameras::bounds()
{
    QByteArray csv = "code,name\n";
    for (int i = 0; i <= kMaxCameras; ++i)
        csv += "C-" + QByteArray::number(i) + ",n\n";
    const auto table = read(csv);
    QVERIFY(table);
    QCOMPARE(table->imported, kMaxCameras);
    QCOMPARE(table->rejected.size(), 1);
    QCOMPARE(read(QByteArray(kMaxCameraFile + 1, ' ')).error().code, ErrorCode::TooLarge);
}

QTEST_GUILESS_MAIN(TestIntakeCameras)
#include "tst_intake_cameras.moc"
