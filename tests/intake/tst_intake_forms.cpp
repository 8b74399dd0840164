// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "intake/forms.h"
#include "intake/parthead.h"
#include "intake/w3cdate.h"

using namespace kydai;
using namespace kydai::intake;
using namespace Qt::StringLiterals;

class TestForms : public QObject
{
    Q_OBJECT
private slots:
    void urlencoded();
    void urlencodedRefused_data();
    void urlencodedRefused();
    void urlencodedBounds();
    void fileNames_data();
    void fileNames();
    void boundaries_data();
    void boundaries();
    void partHeads_data();
    void partHeads();
    void dates_data();
    void dates();
    void datesRoundTrip();
};

void TestForms::urlencoded()
{
    const auto form = parseUrlencoded("a=1&b=%C4%90%C3%A8n+h%E1%BB%8Fng&&c&a=2&d=x%3Dy%26z");
    QVERIFY(form);
    QCOMPARE(form->fields().size(), 5);
    QCOMPARE(form->value(u"a"), u"1"_s);
    QCOMPARE(form->value(u"b"), u"Đèn hỏng"_s);
    QVERIFY(form->has(u"c"));
    QCOMPARE(form->value(u"c"), QString());
    QCOMPARE(form->value(u"d"), u"x=y&z"_s);
    QVERIFY(!form->has(u"e"));
    QVERIFY(parseUrlencoded("")->fields().isEmpty());
}

void TestForms::urlencodedRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("cut escape") << QByteArray("a=%4");
    QTest::newRow("lone percent") << QByteArray("a=%");
    QTest::newRow("not hex") << QByteArray("a=%GG");
    QTest::newRow("second not hex") << QByteArray("a=%4G");
    QTest::newRow("not UTF-8") << QByteArray("a=%FF%FE");
    QTest::newRow("overlong") << QByteArray("a=%C0%AF");
    QTest::newRow("surrogate") << QByteArray("a=%ED%A0%80");
    QTest::newRow("NUL") << QByteArray("a=x%00y");
    QTest::newRow("name not UTF-8") << QByteArray("%FF=1");
}

void TestForms::urlencodedRefused()
{
    QFETCH(QByteArray, body);
    const auto form = parseUrlencoded(body);
    QVERIFY(!form);
    QCOMPARE(form.error().code, ErrorCode::BadInput);
}

void TestForms::urlencodedBounds()
{
    const FormLimits limits{3, 4, 8};
    QVERIFY(parseUrlencoded("a=1&b=2&c=3", limits));
    QCOMPARE(parseUrlencoded("a=1&b=2&c=3&d=4", limits).error().code, ErrorCode::TooLarge);
    QVERIFY(parseUrlencoded("abcd=12345678", limits));
    QVERIFY(parseUrlencoded("abcd=%31%32%33%34%35%36%37%38", limits));
    QCOMPARE(parseUrlencoded("abcde=1", limits).error().code, ErrorCode::TooLarge);
    QCOMPARE(parseUrlencoded("a=123456789", limits).error().code, ErrorCode::TooLarge);
    QCOMPARE(parseUrlencoded("a=" + QByteArray(100, '1'), limits).error().code,
             ErrorCode::TooLarge);
}

void TestForms::fileNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("clean");
    QTest::newRow("plain") << u"ảnh 1.jpg"_s << u"ảnh 1.jpg"_s;
    QTest::newRow("path") << u"../../etc/passwd"_s << u"passwd"_s;
    QTest::newRow("windows") << u"C:\\Users\\x\\a.png"_s << u"a.png"_s;
    QTest::newRow("dots") << u"..."_s << QString();
    QTest::newRow("hidden") << u".bashrc"_s << u"bashrc"_s;
    QTest::newRow("control") << u"a\u0007b\n.jpg"_s << u"ab.jpg"_s;
    QTest::newRow("bidi") << u"a\u202Egpj.exe"_s << u"agpj.exe"_s;
    QTest::newRow("device") << u"a:b|c?.jpg"_s << u"abc.jpg"_s;
    QTest::newRow("long") << QString(300, u'x') + u".jpeg"_s
                          << QString(80, u'x') + QString(35, u'x') + u".jpeg"_s;
}

void TestForms::fileNames()
{
    QFETCH(QString, name);
    QFETCH(QString, clean);
    QCOMPARE(sanitisedFileName(name), clean);
    QCOMPARE(sanitisedFileName(clean), clean);
}

void TestForms::boundaries_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("boundary");  // empty = refused
    QTest::newRow("plain") << QByteArray("multipart/form-data; boundary=abc") << QByteArray("abc");
    QTest::newRow("quoted") << QByteArray("Multipart/Form-Data; BOUNDARY=\"a b:c\"")
                            << QByteArray("a b:c");
    QTest::newRow("charset first") << QByteArray("multipart/form-data; charset=utf-8; boundary=--x")
                                   << QByteArray("--x");
    QTest::newRow("none") << QByteArray("multipart/form-data") << QByteArray();
    QTest::newRow("empty") << QByteArray("multipart/form-data; boundary=") << QByteArray();
    QTest::newRow("long") << "multipart/form-data; boundary=" + QByteArray(71, 'x') << QByteArray();
    QTest::newRow("70") << "multipart/form-data; boundary=" + QByteArray(70, 'x')
                        << QByteArray(70, 'x');
    QTest::newRow("space end") << QByteArray("multipart/form-data; boundary=\"ab \"")
                               << QByteArray();
    QTest::newRow("line end") << QByteArray("multipart/form-data; boundary=\"a\r\nb\"")
                              << QByteArray();
    QTest::newRow("open quote") << QByteArray("multipart/form-data; boundary=\"ab") << QByteArray();
    QTest::newRow("twice") << QByteArray("multipart/form-data; boundary=a; boundary=b")
                           << QByteArray();
    QTest::newRow("other") << QByteArray("multipart/mixed; boundary=a") << QByteArray();
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void TestForms::boundaries()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, boundary);
    const auto found = boundaryOf(type);
    QCOMPARE(found.has_value(), !boundary.isEmpty());
    if (found)
        QCOMPARE(*found, boundary);
}

void TestForms::partHeads_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("good");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("file");
    QTest::addColumn<bool>("isFile");
    QTest::newRow("field") << QByteArray("Content-Disposition: form-data; name=\"lat\"") << true
                           << u"lat"_s << QString() << false;
    QTest::newRow("file")
        << QByteArray("content-disposition: form-data; name=media; filename=\"a \\\"b.jpg\""
                      "\r\nContent-Type: image/jpeg; q=1")
        << true << u"media"_s << u"a b.jpg"_s << true;
    QTest::newRow("extended") << QByteArray("Content-Disposition: form-data; name=\"media\"; "
                                            "filename=\"x.jpg\"; filename*=UTF-8''%E1%BA%A3nh.jpg")
                              << true << u"media"_s << u"ảnh.jpg"_s << true;
    QTest::newRow("windows path") << QByteArray("Content-Disposition: form-data; name=\"media\"; "
                                                "filename=\"C:\\a\\b.jpg\"")
                                  << true << u"media"_s << u"b.jpg"_s << true;
    QTest::newRow("image without name")
        << QByteArray("Content-Disposition: form-data; name=\"media\"\r\n"
                      "Content-Type: image/png")
        << true << u"media"_s << QString() << true;
    QTest::newRow("no disposition") << QByteArray("Content-Type: text/plain") << false << QString()
                                    << QString() << false;
    QTest::newRow("no name") << QByteArray("Content-Disposition: form-data") << false << QString()
                             << QString() << false;
    QTest::newRow("empty name") << QByteArray("Content-Disposition: form-data; name=\"\"") << false
                                << QString() << QString() << false;
    QTest::newRow("attachment") << QByteArray("Content-Disposition: attachment; name=\"a\"")
                                << false << QString() << QString() << false;
    QTest::newRow("folded") << QByteArray("Content-Disposition: form-data;\r\n name=\"a\"") << false
                            << QString() << QString() << false;
    QTest::newRow("base64") << QByteArray("Content-Disposition: form-data; name=\"a\"\r\n"
                                          "Content-Transfer-Encoding: base64")
                            << false << QString() << QString() << false;
    QTest::newRow("two") << QByteArray("Content-Disposition: form-data; name=\"a\"\r\n"
                                       "Content-Disposition: form-data; name=\"b\"")
                         << false << QString() << QString() << false;
    QTest::newRow("no colon") << QByteArray("hello") << false << QString() << QString() << false;
    QTest::newRow("bad UTF-8") << QByteArray("Content-Disposition: form-data; name=\"\xFF\"")
                               << false << QString() << QString() << false;
}

void TestForms::partHeads()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, good);
    const auto part = parsePartHead(head);
    QCOMPARE(part.has_value(), good);
    if (!good)
        return;
    QTEST(part->name, "name");
    QTEST(part->fileName, "file");
    QTEST(part->isFile, "isFile");
}

void TestForms::dates_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("back");  // empty = refused
    QTest::newRow("vn") << u"2026-03-02T08:30:00+07:00"_s << u"2026-03-02T08:30:00+07:00"_s;
    QTest::newRow("zulu") << u"2026-03-02T01:30:00Z"_s << u"2026-03-02T08:30:00+07:00"_s;
    QTest::newRow("west") << u"2026-03-01T20:30:00-05:00"_s << u"2026-03-02T08:30:00+07:00"_s;
    QTest::newRow("blank for plus")
        << u"2026-03-02T08:30:00 07:00"_s << u"2026-03-02T08:30:00+07:00"_s;
    QTest::newRow("fraction") << u"2026-03-02T08:30:00.999+07:00"_s
                              << u"2026-03-02T08:30:00+07:00"_s;
    QTest::newRow("no seconds") << u"2026-03-02T08:30Z"_s << u"2026-03-02T15:30:00+07:00"_s;
    QTest::newRow("no zone") << u"2026-03-02T08:30:00"_s << u"2026-03-02T08:30:00+07:00"_s;
    QTest::newRow("day") << u"2026-03-02"_s << u"2026-03-02T00:00:00+07:00"_s;
    QTest::newRow("leap") << u"2024-02-29"_s << u"2024-02-29T00:00:00+07:00"_s;
    QTest::newRow("no leap") << u"2026-02-29"_s << QString();
    QTest::newRow("month") << u"2026-13-01"_s << QString();
    QTest::newRow("hour") << u"2026-03-02T24:00:00Z"_s << QString();
    QTest::newRow("words") << u"yesterday"_s << QString();
    QTest::newRow("tail") << u"2026-03-02x"_s << QString();
    QTest::newRow("newline") << u"2026-03-02T08:30:00Z\n\n"_s << QString();
    QTest::newRow("early") << u"1969-01-01"_s << QString();
    QTest::newRow("arabic digits") << u"٢٠٢٦-٠٣-٠٢"_s << QString();
    QTest::newRow("empty") << QString() << QString();
}

void TestForms::dates()
{
    QFETCH(QString, text);
    QFETCH(QString, back);
    const auto ms = fromW3c(text);
    QCOMPARE(ms.has_value(), !back.isEmpty());
    if (ms)
        QCOMPARE(toW3c(*ms), back);
}

void TestForms::datesRoundTrip()
{
    QCOMPARE(*fromW3c(u"2026-03-02", true) - *fromW3c(u"2026-03-02"), 24LL * 3600 * 1000 - 1);
    for (qint64 ms = 0; ms < 4'000'000'000'000; ms += 86'399'123'000 / 7 * 1000) {
        const qint64 whole = ms / 1000 * 1000;
        QCOMPARE(*fromW3c(toW3c(whole)), whole);
    }
}

QTEST_GUILESS_MAIN(TestForms)
#include "tst_intake_forms.moc"
