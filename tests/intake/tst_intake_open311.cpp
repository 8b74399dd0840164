// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QTest>
#include <QXmlStreamReader>

#include "core/directory.h"
#include "core/reducer.h"
#include "intake/citizenact.h"
#include "intake/open311post.h"
#include "intake/open311query.h"
#include "intake/open311view.h"
#include "intake/w3cdate.h"

using namespace kydai;
using namespace kydai::intake;
using namespace Qt::StringLiterals;

namespace {

const qint64 kNow = *fromW3c(u"2026-03-02T08:30:00+07:00");

Directory directory()
{
    Directory d;
    Category light;
    light.code = u"light"_s;
    light.nameVi = u"Đèn đường"_s;
    light.nameEn = u"Street <light> & lamp"_s;
    light.group = u"Hạ tầng"_s;
    Category fire;
    fire.code = u"fire"_s;
    fire.nameVi = u"Cháy"_s;
    fire.nameEn = u"Fire"_s;
    fire.priority = Priority::Urgent;
    Area ward;
    ward.code = u"19753"_s;
    ward.name = u"Phú Xuân"_s;
    ward.fullName = u"Phường Phú Xuân"_s;
    ward.kind = u"ward"_s;
    ward.valid.from = QDate(2025, 7, 1);
    Area old = ward;
    old.code = u"cu-1"_s;
    old.valid = {QDate(2000, 1, 1), QDate(2025, 6, 30)};
    Agency agency;
    agency.code = u"hepco"_s;
    agency.name = u"Công ty <Môi trường> & Đô thị"_s;
    agency.kind = u"company"_s;
    const bool ok = d.addCategory(light) && d.addCategory(fire) && d.addArea(ward) && d.addArea(old)
        && d.addAgency(agency);
    return ok ? d : Directory();
}

Form form(const QList<FormField>& fields)
{
    Form out;
    for (const FormField& field : fields)
        out.add(field.name, field.value);
    return out;
}

Form goodPost()
{
    return form({{u"service_code"_s, u"light"_s},
                 {u"lat"_s, u"16.4637"_s},
                 {u"long"_s, u"107.5909"_s},
                 {u"description"_s, u"Đèn hỏng\r\ngọi 0900 000 575"_s},
                 {u"first_name"_s, u"575"_s},
                 {u"last_name"_s, u"Công dân"_s},
                 {u"phone"_s, u"0900 000 575"_s}});
}

Case published()
{
    Case c;
    c.code = u"PA-1"_s;
    c.category = u"light"_s;
    c.agency = u"hepco"_s;
    c.state = CaseState::Resolved;
    c.published = true;
    c.hasPosition = true;
    c.lat = 16.4637;
    c.lon = 107.5909;
    c.receivedMs = kNow;
    c.stateSinceMs = kNow + 1000;
    c.resolveDueMs = kNow + 86'400'000;
    c.result.text = u"Đã thay bóng <b>đèn</b>"_s;
    c.result.publishedMs = kNow + 5000;
    ReportRef report;
    report.code = u"PA-1"_s;
    report.text = u"Đèn hỏng, gọi 0900 000 575"_s;
    report.reporterName = u"Công dân 575"_s;
    report.reporterMasked = u"•••575"_s;
    report.receivedMs = kNow;
    c.reports = {report};
    return c;
}

bool isWellFormed(const QByteArray& xml)
{
    QXmlStreamReader reader(xml);
    while (!reader.atEnd())
        reader.readNext();
    return !reader.hasError();
}

}  // namespace

class TestOpen311 : public QObject
{
    Q_OBJECT
private slots:
    void postAccepted();
    void postRefused_data();
    void postRefused();
    void allFaultsAtOnce();
    void placeByAddressOnly();
    void query();
    void queryRefused_data();
    void queryRefused();
    void services();
    void records();
    void mergedFollowsMaster();
    void hostileTextStaysText();
    void errorsHaveBothSpellings();
    void citizenActs();
};

void TestOpen311::postAccepted()
{
    const auto post = readPost(goodPost(), 0, directory(), kNow);
    QVERIFY(post);
    QCOMPARE(post->report.text, u"Đèn hỏng\ngọi 0900 000 575"_s);
    QCOMPARE(post->report.category, u"light"_s);
    QVERIFY(post->report.hasPosition);
    QCOMPARE(post->report.lat, 16.4637);
    QCOMPARE(post->report.lon, 107.5909);
    QCOMPARE(post->contact.name, u"Công dân 575"_s);
    QCOMPARE(post->contact.phone, u"0900 000 575"_s);
    QCOMPARE(post->report.reporterMasked, u"•••575"_s);
    QVERIFY(post->report.hasContact);
}

void TestOpen311::postRefused_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* tag, const QString& field, const QString& value,
                        const QString& named) { QTest::newRow(tag) << field << value << named; };
    row("no service", u"service_code"_s, QString(), u"service_code"_s);
    row("unknown service", u"service_code"_s, u"'; DROP TABLE"_s, u"service_code"_s);
    row("lat alone", u"long"_s, QString(), u"lat"_s);
    row("lat words", u"lat"_s, u"north"_s, u"lat"_s);
    row("lat nan", u"lat"_s, u"nan"_s, u"lat"_s);
    row("lat inf", u"lat"_s, u"inf"_s, u"lat"_s);
    row("lat 90.1", u"lat"_s, u"90.1"_s, u"lat"_s);
    row("long 181", u"long"_s, u"-181"_s, u"long"_s);
    row("no text", u"description"_s, u"  \n "_s, u"description"_s);
    row("long text", u"description"_s, QString(4001, u'x'), u"description"_s);
    row("long address", u"address_string"_s, QString(301, u'x'), u"address_string"_s);
    row("old ward", u"address_id"_s, u"cu-1"_s, u"address_id"_s);
    row("no ward", u"address_id"_s, u"999"_s, u"address_id"_s);
    row("phone words", u"phone"_s, u"call me"_s, u"phone"_s);
    row("phone long", u"phone"_s, u"09000005750900000"_s, u"phone"_s);
    row("email", u"email"_s, u"nobody"_s, u"email"_s);
    row("media file url", u"media_url"_s, u"file:///etc/passwd"_s, u"media_url"_s);
    row("media script", u"media_url"_s, u"javascript:alert(1)"_s, u"media_url"_s);
    row("type", u"report_type"_s, u"joke"_s, u"report_type"_s);
}

void TestOpen311::postRefused()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, named);
    QList<FormField> fields = goodPost().fields();
    fields.removeIf([&](const FormField& f) { return f.name == field; });
    fields.append({field, value});
    const auto post = readPost(form(fields), 0, directory(), kNow);
    QVERIFY(!post);
    QCOMPARE(post.error().size(), 1);
    QCOMPARE(post.error()[0].status, 400);
    QVERIFY(post.error()[0].description.contains(named));
    if (value.size() > 12)
        QVERIFY(!post.error()[0].description.contains(value));  // never repeats what was sent
}

void TestOpen311::allFaultsAtOnce()
{
    const auto post = readPost(Form(), 0, directory(), kNow);
    QVERIFY(!post);
    QCOMPARE(post.error().size(), 3);  // service, place, text
    QVERIFY(readPost(form({{u"service_code"_s, u"light"_s}, {u"address_id"_s, u"19753"_s}}), 1,
                     directory(), kNow));  // a photo speaks for itself
}

void TestOpen311::placeByAddressOnly()
{
    const auto post = readPost(form({{u"service_code"_s, u"light"_s},
                                     {u"address_string"_s, u"kiệt 43/2\nThạch Hãn"_s},
                                     {u"description"_s, u"x"_s},
                                     {u"media_url"_s, u"https://example.org/a.jpg"_s}}),
                               0, directory(), kNow);
    QVERIFY(post);
    QVERIFY(!post->report.hasPosition);
    QCOMPARE(post->report.address, u"kiệt 43/2 Thạch Hãn"_s);
    QCOMPARE(post->report.text, u"x\nhttps://example.org/a.jpg"_s);
    QVERIFY(!post->report.hasContact);
}

void TestOpen311::query()
{
    auto q = readQuery(Form(), kNow);
    QVERIFY(q);
    QCOMPARE(q->toMs, kNow);
    QCOMPARE(q->fromMs, kNow - kMaxQuerySpanMs);
    QVERIFY(!q->open);
    QCOMPARE(q->pageSize, kDefaultQueryRows);
    q = readQuery(form({{u"status"_s, u"open"_s},
                        {u"service_code"_s, u"light, fire,light"_s},
                        {u"start_date"_s, u"2025-01-01"_s},
                        {u"end_date"_s, u"2026-01-01"_s}}),
                  kNow);
    QVERIFY(q);
    QCOMPARE(*q->open, true);
    QCOMPARE(q->services, (QStringList{u"light"_s, u"fire"_s}));
    QCOMPARE(q->toMs - q->fromMs, kMaxQuerySpanMs);
    q = readQuery(
        form({{u"status"_s, u"open,closed"_s}, {u"service_request_id"_s, u"PA-1,PA-2"_s}}), kNow);
    QVERIFY(q && !q->open);
    QCOMPARE(q->ids.size(), 2);
}

void TestOpen311::queryRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("status") << u"status"_s << u"maybe"_s;
    QTest::newRow("date") << u"start_date"_s << u"yesterday"_s;
    QTest::newRow("page") << u"page"_s << u"0"_s;
    QTest::newRow("page size") << u"page_size"_s << u"1001"_s;
    QStringList many;
    for (int i = 0; i < 51; ++i)
        many.append(QString::number(i));
    QTest::newRow("ids") << u"service_request_id"_s << many.join(u',');
    QTest::newRow("long id") << u"service_request_id"_s << QString(65, u'x');
}

void TestOpen311::queryRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    const auto q = readQuery(form({{name, value}}), kNow);
    QVERIFY(!q);
    QVERIFY(q.error()[0].description.contains(name));
}

void TestOpen311::services()
{
    const Directory d = directory();
    const Answer list = serviceList(d);
    QCOMPARE(list.value.toArray().size(), 2);
    QCOMPARE(list.value.toArray()[0].toObject().value(u"service_name"_s).toString(),
             u"Đèn đường"_s);
    const QByteArray xml = write(list, Format::Xml);
    QVERIFY(isWellFormed(xml));
    QVERIFY(xml.contains("<services><service>"));
    QVERIFY(xml.contains("Street &lt;light&gt; &amp; lamp"));
    QVERIFY(serviceDefinition(u"light"_s, d));
    QVERIFY(isWellFormed(write(*serviceDefinition(u"light"_s, d), Format::Xml)));
    QVERIFY(!serviceDefinition(u"nothing"_s, d));
}

void TestOpen311::records()
{
    const Case c = published();
    const Directory d = directory();
    const QJsonObject poster = requestRecord(c, u"PA-1"_s, nullptr, d, Reader::Poster);
    QCOMPARE(poster.value(u"service_request_id"_s).toString(), u"PA-1"_s);
    QCOMPARE(poster.value(u"status"_s).toString(), u"closed"_s);
    QCOMPARE(poster.value(u"status_notes"_s).toString(), c.result.text);
    QCOMPARE(poster.value(u"agency_responsible"_s).toString(), u"Công ty <Môi trường> & Đô thị"_s);
    QCOMPARE(poster.value(u"requested_datetime"_s).toString(), u"2026-03-02T08:30:00+07:00"_s);
    QCOMPARE(poster.value(u"updated_datetime"_s).toString(), u"2026-03-02T08:30:05+07:00"_s);
    QCOMPARE(poster.value(u"expected_datetime"_s).toString(), u"2026-03-03T08:30:00+07:00"_s);
    QCOMPARE(poster.value(u"lat"_s).toDouble(), 16.4637);
    QVERIFY(poster.value(u"description"_s).toString().contains(u"0900 000 575"_s));
    const QJsonObject all = requestRecord(c, u"PA-1"_s, nullptr, d, Reader::Public);
    const QByteArray json = write(requestList({all}), Format::Json);
    QVERIFY(!json.contains("0900"));
    for (const Format format : {Format::Json, Format::Xml}) {
        for (const QJsonObject& record : {poster, all}) {
            const QByteArray bytes = write(requestList({record}), format);
            QVERIFY(!bytes.contains("Công dân 575"));  // contact fields are never read back
            QVERIFY(!bytes.contains("•••575") || record == all);
        }
    }
    Case open = c;
    open.state = CaseState::Received;
    open.published = false;
    open.agency.clear();
    open.result = {};
    const QJsonObject fresh = requestRecord(open, u"PA-1"_s, nullptr, d, Reader::Poster);
    QCOMPARE(fresh.value(u"status"_s).toString(), u"open"_s);
    QVERIFY(fresh.value(u"agency_responsible"_s).isNull());
    QVERIFY(fresh.value(u"expected_datetime"_s).isNull());
    QVERIFY(isPublicCase(c, nullptr));
    QVERIFY(!isPublicCase(open, nullptr));
}

void TestOpen311::mergedFollowsMaster()
{
    const Case master = published();
    Case merged = published();
    merged.code = u"PA-2"_s;
    merged.reports[0].code = u"PA-2"_s;
    merged.state = CaseState::Merged;
    merged.published = false;
    merged.agency.clear();
    merged.result = {};
    const QJsonObject record =
        requestRecord(merged, u"PA-2"_s, &master, directory(), Reader::Poster);
    QCOMPARE(record.value(u"service_request_id"_s).toString(), u"PA-2"_s);
    QCOMPARE(record.value(u"status"_s).toString(), u"closed"_s);
    QCOMPARE(record.value(u"status_notes"_s).toString(), master.result.text);
    QVERIFY(isPublicCase(merged, &master));
}

void TestOpen311::hostileTextStaysText()
{
    const QStringList corpus{u"<script>alert(1)</script>"_s,
                             u"]]>"_s,
                             u"<!-- -->"_s,
                             u"&#0;&amp;"_s,
                             u"a\u0001b\u001Fc"_s,
                             u"x\u202Ey"_s,
                             u"\uFFFE\uFFFF"_s,
                             u"\"'`"_s,
                             u"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]>"_s,
                             u"🙂🇻🇳"_s,
                             u"a\rb\r\nc\n"_s,
                             QString(QChar(0x7F)) + QChar(0x85)};
    for (const QString& text : corpus) {
        Case c = published();
        c.reports[0].text = text;
        c.address = text;
        c.result.text = text;
        const Answer answer =
            requestList({requestRecord(c, u"PA-1"_s, nullptr, directory(), Reader::Poster)});
        const QByteArray json = write(answer, Format::Json);
        const QJsonArray back = QJsonDocument::fromJson(json).array();
        QCOMPARE(back[0].toObject().value(u"description"_s).toString(), text);
        const QByteArray xml = write(answer, Format::Xml);
        QVERIFY2(isWellFormed(xml), qPrintable(text));
        QXmlStreamReader reader(xml);
        while (reader.readNextStartElement() && reader.name() != u"description") { }
        while (reader.name() != u"description" && !reader.atEnd())
            reader.readNext();
        QString expected = text;
        for (QChar& ch : expected) {
            const ushort u = ch.unicode();
            if ((u < 0x20 && u != '\t' && u != '\n' && u != '\r') || u >= 0xFFFE)
                ch = QChar(QChar::ReplacementCharacter);
        }
        QCOMPARE(reader.readElementText(), expected);
    }
}

void TestOpen311::errorsHaveBothSpellings()
{
    const Answer answer = errorAnswer({{400, u"lat & long"_s}, {404, u"<gone>"_s}});
    QCOMPARE(write(answer, Format::Json),
             QByteArray("[{\"code\":400,\"description\":\"lat & long\"},"
                        "{\"code\":404,\"description\":\"<gone>\"}]"));
    QCOMPARE(
        write(answer, Format::Xml),
        QByteArray("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<errors><error><code>400</code>"
                   "<description>lat &amp; long</description></error><error><code>404</code>"
                   "<description>&lt;gone&gt;</description></error></errors>\n"));
}

void TestOpen311::citizenActs()
{
    QCOMPARE(*citizenActionFrom(u"withdraw"), Action::Withdraw);
    QCOMPARE(*citizenActionFrom(u"rating"), Action::Rate);
    QVERIFY(!citizenActionFrom(u"assign"));
    QVERIFY(!citizenActionFrom(u""));
    QVERIFY(readCitizenAct(Action::Withdraw, Form()));
    QVERIFY(!readCitizenAct(Action::Reply, Form()));
    QVERIFY(!readCitizenAct(Action::AskReopen, form({{u"text"_s, u"  "_s}})));
    QVERIFY(!readCitizenAct(Action::Reply, form({{u"text"_s, QString(4001, u'x')}})));
    const auto rate =
        readCitizenAct(Action::Rate, form({{u"rating"_s, codeOf(Rating::Satisfied)}}));
    QVERIFY(rate);
    QCOMPARE(rate->args.value(u"rating"_s).toString(), codeOf(Rating::Satisfied));
    QVERIFY(!readCitizenAct(Action::Rate, form({{u"rating"_s, codeOf(Rating::None)}})));
    QVERIFY(!readCitizenAct(Action::Rate, form({{u"rating"_s, u"5"_s}})));
}

QTEST_GUILESS_MAIN(TestOpen311)
#include "tst_intake_open311.moc"
