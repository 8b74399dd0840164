// SPDX-License-Identifier: GPL-3.0-or-later
// CSV in any pieces and encodings, bounds, and rows of other systems as reports.
#include <QFile>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include "core/directory_json.h"
#include "core/filter.h"
#include "intake/csvtext.h"
#include "intake/reportrows.h"

using namespace kydai;
using namespace kydai::intake;
using namespace Qt::StringLiterals;

namespace {

CsvStream::Source pieces(const QByteArray& bytes, qsizetype size)
{
    auto at = std::make_shared<qsizetype>(0);
    return [bytes, size, at]() -> Result<QByteArray> {
        const QByteArray piece = bytes.mid(*at, size);
        *at += piece.size();
        return piece;
    };
}

QList<CsvRow> rowsOf(const QByteArray& bytes, qsizetype size = 1 << 16,
                     CsvEncoding encoding = CsvEncoding::Detect)
{
    CsvStream reader(pieces(bytes, size), encoding);
    QList<CsvRow> rows;
    CsvRow row;
    for (;;) {
        const Result<bool> came = reader.next(row);
        if (!came || !*came)
            return rows;
        rows.append(row);
    }
}

QList<QStringList> fieldsOf(const QByteArray& bytes, qsizetype size = 1 << 16,
                            CsvEncoding encoding = CsvEncoding::Detect)
{
    QList<QStringList> out;
    const QList<CsvRow> rows = rowsOf(bytes, size, encoding);
    for (const CsvRow& row : rows)
        out.append(row.fields);
    return out;
}

QByteArray source(const QString& path)
{
    QFile file(QStringLiteral(KYDAI_SOURCE_DIR "/") + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Directory city()
{
    return *directoryFromJson(source(u"resources/city/areas.json"_s),
                              source(u"resources/city/agencies.json"_s),
                              source(u"resources/city/categories.json"_s),
                              source(u"resources/city/calendars.json"_s));
}

QByteArray shared(const QString& name)
{
    QString folder = qEnvironmentVariable("KYDAI_SHARED");
    if (folder.isEmpty())
        folder = QStringLiteral(KYDAI_SOURCE_DIR "/../shared");
    QFile file(folder + u"/data/reports/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class TestIntakeCsv : public QObject
{
    Q_OBJECT
private slots:
    void shapes();
    void anyPiecesAnyText_data();
    void anyPiecesAnyText();
    void encodings();
    void boundsAndBrokenRows();
    void largeFileInLittleMemory();
    void mappings();
    void rowsBecomeReports();
    void bothCities_data();
    void bothCities();
};

void TestIntakeCsv::shapes()
{
    const QList<QStringList> plain{{u"a"_s, u"b"_s}, {u"1"_s, u"x, \"y\"\nz"_s}, {u"2"_s, QString()}};
    QCOMPARE(fieldsOf("a,b\r\n1,\"x, \"\"y\"\"\nz\"\r\n\r\n2,"), plain);
    QCOMPARE(fieldsOf("a;b\n1;\"x, \"\"y\"\"\nz\"\n2;\n"), plain);
    QCOMPARE(fieldsOf("a\tb\r1\t\"x, \"\"y\"\"\nz\"\r2\t\r"), plain);
    QCOMPARE(fieldsOf(""), QList<QStringList>());
    QCOMPARE(fieldsOf("\n\n"), QList<QStringList>());
    QCOMPARE(fieldsOf("it\"s,5\" pipe"), (QList<QStringList>{{u"it\"s"_s, u"5\" pipe"_s}}));
    const QList<CsvRow> rows = rowsOf("h\n\"two\nlines\"\nlast\n");
    QCOMPARE(rows[1].line, 2);
    QCOMPARE(rows[2].line, 4);
    QCOMPARE(rows[1].raw, u"\"two\nlines\""_s);
}

void TestIntakeCsv::anyPiecesAnyText_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 30; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

// What is written is read, wherever the pieces end.
void TestIntakeCsv::anyPiecesAnyText()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const QStringList parts{u"a"_s, u"ễ"_s, u"\""_s, u","_s, u";"_s, u"\n"_s, u"\r\n"_s, u" "_s,
                            u"🚒"_s, u"Đường"_s};
    QList<QStringList> wanted{{u"one"_s, u"two"_s, u"three"_s}};
    QByteArray bytes = csvRow(wanted.first());
    for (int r = 0; r < 40; ++r) {
        QStringList row;
        for (int f = 0; f < 3; ++f) {
            QString field;
            for (quint32 i = random.bounded(6u); i > 0; --i)
                field += parts.at(random.bounded(static_cast<quint32>(parts.size())));
            // What begins like a formula is written with an apostrophe.
            row.append(f == 0 || !field.isEmpty() ? u'r' + field : field);
        }
        wanted.append(row);
        bytes += csvRow(row);
    }
    for (qsizetype size : {1, 2, 3, 7, 64, 100'000})
        QCOMPARE(fieldsOf(bytes, size), wanted);
}

void TestIntakeCsv::encodings()
{
    const QString text = u"mã,tên\n1,Phường Thuận Hóa ữ ộ Ỡ €\n"_s;
    const QList<QStringList> wanted{{u"mã"_s, u"tên"_s}, {u"1"_s, u"Phường Thuận Hóa ữ ộ Ỡ €"_s}};
    for (qsizetype size : {1, 2, 5, 100'000}) {
        QCOMPARE(fieldsOf(text.toUtf8(), size), wanted);
        if (size > 2) {
            QCOMPARE(fieldsOf("\xef\xbb\xbf" + text.toUtf8(), size), wanted);
            for (auto wide : {QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
                QStringEncoder encoder(wide, QStringConverter::Flag::WriteBom);
                QCOMPARE(fieldsOf(encoder.encode(text), size), wanted);
            }
        }
    }
    // "mã" and "Đường" as the older Windows writes them: letter, then mark.
    const QByteArray old = "m\xe3,x\nma\xde,\xd0\xfd\xf5\xcc"
                           "ng\n";
    for (qsizetype size : {1, 2, 3, 100})
        QCOMPARE(fieldsOf(old, size, CsvEncoding::Windows1258),
                 (QList<QStringList>{{u"mă"_s, u"x"_s}, {u"mã"_s, u"Đường"_s}}));
    CsvStream wrong(pieces("a,b\n\xff\xfe\xfd", 100));
    CsvRow row;
    Result<bool> came = wrong.next(row);
    while (came && *came)
        came = wrong.next(row);
    QVERIFY(!came && came.error().params == QStringList{u"encoding"_s});
}

void TestIntakeCsv::boundsAndBrokenRows()
{
    QByteArray wide = "a";
    for (int i = 0; i < kMostCsvFields + 5; ++i)
        wide += ",x";
    const QList<CsvRow> rows = rowsOf(wide + "\n" + QByteArray(kMostCsvField + 10, 'y') + ",1\nok,2\n\"open");
    QCOMPARE(rows.size(), 4);
    QVERIFY(rows[0].broken.contains(u"fields"_s));
    QVERIFY(rows[1].broken.contains(u"characters"_s));
    QVERIFY(rows[1].raw.size() <= kMostCsvRaw);
    QCOMPARE(rows[2].fields, (QStringList{u"ok"_s, u"2"_s}));
    QVERIFY(rows[3].broken.contains(u"quote"_s));
}

// Twenty megabytes that are never whole anywhere; KYDAI_CSV_MB asks for more.
void TestIntakeCsv::largeFileInLittleMemory()
{
    const qint64 megabytes = qEnvironmentVariableIntValue("KYDAI_CSV_MB") > 0
                                 ? qEnvironmentVariableIntValue("KYDAI_CSV_MB") : 20;
    QByteArray piece;
    while (piece.size() < 65'536)
        piece += "7,\"a text, with a comma\",2026\n";
    qint64 left = megabytes * 1024 * 1024;
    CsvStream reader([&]() -> Result<QByteArray> {
        left -= piece.size();
        return left > 0 ? piece : QByteArray();
    });
    CsvRow row;
    qint64 count = 0;
    const auto residentPages = [] {
        QFile statm(u"/proc/self/statm"_s);
        return statm.open(QIODevice::ReadOnly) ? statm.readAll().split(' ').value(1).toLongLong() : 0;
    };
    const qint64 before = residentPages();
    while (reader.next(row).value_or(false))
        ++count;
    QVERIFY(count > megabytes * 30'000);
    const qint64 grown = (residentPages() - before) * 4096;
#ifndef __SANITIZE_ADDRESS__  // which keeps freed memory to find uses of it
    QVERIFY2(grown < 16 * 1024 * 1024, qPrintable(QString::number(grown)));
#else
    qInfo("grew by %lld bytes, freed ones included", static_cast<long long>(grown));
#endif
}

void TestIntakeCsv::mappings()
{
    const Directory directory = city();
    QVERIFY(readReportMapping(source(u"resources/import/sf311.json"_s), directory));
    QVERIFY(readReportMapping(source(u"resources/import/la311.json"_s), directory));
    const auto wrong = [&](const QByteArray& json, const char* named) {
        const auto read = readReportMapping(json, directory);
        return !read && read.error().detail.contains(QLatin1String(named));
    };
    const QByteArray head = R"({"source":"x","time":"yyyy","columns":{"id":"a","received":"b","text":"c"})";
    QVERIFY(readReportMapping(head + "}", directory));
    QVERIFY(wrong("{", "byte"));
    QVERIFY(wrong(R"({"source":"Ünd"})", "source"));
    QVERIFY(wrong(R"({"source":"x"})", "time"));
    QVERIFY(wrong(R"({"source":"x","time":"yyyy","zone":"Moon/Base"})", "zone"));
    QVERIFY(wrong(R"({"source":"x","time":"yyyy","columns":{"colour":"a"}})", "colour"));
    QVERIFY(wrong(R"({"source":"x","time":"yyyy","columns":{"id":"a"}})", "received"));
    QVERIFY(wrong(head + R"(,"states":{"Done":"merged"}})", "merged"));
    QVERIFY(wrong(head + R"(,"channels":{"Owl":"owl"}})", "owl"));
    QVERIFY(wrong(head + R"(,"categories":{"A":"NONE"}})", "NONE"));
    QVERIFY(wrong(head + R"(,"agencies":{"A":"NOBODY"}})", "NOBODY"));
    const auto mapping = *readReportMapping(head + "}", directory);
    QVERIFY(!ReportRows::fromHeader(mapping, {u"a"_s, u"b"_s}));
}

void TestIntakeCsv::rowsBecomeReports()
{
    const auto mapping = readReportMapping(R"({"source":"old","time":"dd/MM/yyyy HH:mm",
        "zone":"Asia/Ho_Chi_Minh","columns":{"id":"so","received":"nhan","closed":"xong",
        "state":"tt","text":["nd","loai"],"lat":"vi","lon":"kinh","category":"loai"},
        "states":{"Xong":"closed","Mới":"received"},"categories":{"Đường":"HT-DUONG"}})", city());
    QVERIFY(mapping);
    const auto rows = ReportRows::fromHeader(
        *mapping, {u"so"_s, u"nhan"_s, u"xong"_s, u"tt"_s, u"nd"_s, u"loai"_s, u"vi"_s, u"kinh"_s});
    QVERIFY(rows);
    const auto read = [&](const QString& line) {
        CsvRow row;
        row.fields = line.split(u'|');
        return rows->read(row);
    };
    const auto done = read(u"7|01/03/2024 08:30|05/03/2024 10:00|Xong|Ổ gà|Đường|16.46|107.59"_s);
    QVERIFY(done);
    QCOMPARE(done->report.receivedMs, QDateTime({2024, 3, 1}, {1, 30}, Qt::UTC).toMSecsSinceEpoch());
    QCOMPARE(done->report.text, u"Ổ gà · Đường"_s);
    QCOMPARE(done->report.category, u"HT-DUONG"_s);
    QVERIFY(done->report.hasPosition && done->state == CaseState::Closed);
    QCOMPARE(done->report.caseId.toRfc4122()[6] >> 4, 7);  // by time, as all cases
    QCOMPARE(done->report.mid, importedMid(u"old"_s, u"7"_s));
    const Case c = importedCase(*done, city());
    QVERIFY(c.dueMs == 0 && c.dueSoonMs == 0 && c.resolveDueMs == 0 && c.deadline == DeadlineLedger());
    QCOMPARE(c.closedMs, done->closedMs);
    QCOMPARE(latenessOf(c.state, c.dueMs, c.dueSoonMs, done->closedMs + kDayMs), Lateness::None);
    QCOMPARE(c.timeline.last().param, u"old 7"_s);
    const auto open = read(u"8|01/03/2024 08:30||Mới|Đèn|Khác|0|0"_s);
    QVERIFY(open && !open->report.hasPosition && open->report.category.isEmpty());
    QVERIFY(importedCase(*open, city()).dueMs > 0);
    const auto why = [&](const QString& line) { return read(line).error().detail; };
    QVERIFY(why(u"|01/03/2024 08:30|||x|||"_s).contains(u"number"_s));
    QVERIFY(why(u"9|gestern||Mới|x|||"_s).contains(u"gestern"_s));
    QVERIFY(why(u"9|01/03/2024 08:30||Weg|x|||"_s).contains(u"Weg"_s));
    QVERIFY(why(u"9|01/03/2024 08:30||Mới|x||95|107"_s).contains(u"95"_s));
    QVERIFY(why(u"9|01/03/2024 08:30"_s).contains(u"2 fields"_s));
}

void TestIntakeCsv::bothCities_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("mapping");
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("placed");
    QTest::newRow("sf") << u"sf311-2008-2018.csv"_s << u"sf311"_s << 10'000 << 5736;
    QTest::newRow("la") << u"la311-2017.csv"_s << u"la311"_s << 9'999 << 8246;
}

void TestIntakeCsv::bothCities()
{
    QFETCH(QString, file);
    QFETCH(QString, mapping);
    QFETCH(int, rows);
    QFETCH(int, placed);
    const QByteArray bytes = shared(file);
    if (bytes.isEmpty())
        QSKIP("no shared/data beside the checkout (KYDAI_SHARED names its folder)");
    const auto map = readReportMapping(source(u"resources/import/%1.json"_s.arg(mapping)), city());
    CsvStream reader(pieces(bytes, 65'536));
    CsvRow row;
    QVERIFY(reader.next(row).value_or(false));
    const auto table = ReportRows::fromHeader(*map, row.fields);
    QVERIFY2(table, table ? "" : qPrintable(table.error().detail));
    int read = 0, withPlace = 0;
    QSet<Uuid> ids;
    while (reader.next(row).value_or(false)) {
        const auto report = table->read(row);
        QVERIFY2(report, report ? "" : qPrintable(u"line %1: %2"_s.arg(row.line)
                                                      .arg(report.error().detail)));
        ++read;
        withPlace += report->report.hasPosition;
        ids.insert(report->report.caseId);
    }
    QCOMPARE(read, rows);
    QCOMPARE(withPlace, placed);
    QCOMPARE(ids.size(), rows);
}

QTEST_GUILESS_MAIN(TestIntakeCsv)
#include "tst_intake_csv.moc"
