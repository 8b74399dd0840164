// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <QTest>

#include "intake/multipart.h"

using namespace kydai;
using namespace kydai::intake;
using namespace Qt::StringLiterals;

namespace {

// What a body came to, the pieces of a file joined.
struct Seen final : MultipartSink {
    struct File {
        PartHead head;
        QByteArray bytes;
        bool ended = false;
        bool operator==(const File&) const = default;
    };
    QList<FormField> fields;
    QList<File> files;
    qint64 largest = 0;

    void field(const QString& name, const QString& value) override { fields.append({name, value}); }
    void fileBegin(const PartHead& head) override
    {
        QVERIFY(files.isEmpty() || files.last().ended);
        files.append({head, {}, false});
    }
    void fileData(QByteArrayView bytes) override
    {
        QVERIFY(!files.isEmpty() && !files.last().ended);
        files.last().bytes.append(bytes);
        largest = qMax(largest, qint64(files.last().bytes.size()));
    }
    void fileEnd() override
    {
        QVERIFY(!files.isEmpty() && !files.last().ended);
        files.last().ended = true;
    }
    bool operator==(const Seen& o) const { return fields == o.fields && files == o.files; }
};

struct Outcome {
    Seen seen;
    std::optional<Error> error;
};

Outcome parse(const QList<QByteArray>& pieces, const QByteArray& boundary,
              const MultipartLimits& limits = {})
{
    Outcome out;
    MultipartParser parser(boundary, out.seen, limits);
    for (const QByteArray& piece : pieces) {
        if (auto ok = parser.feed(piece); !ok) {
            out.error = ok.error();
            return out;
        }
    }
    if (auto ok = parser.finish(); !ok)
        out.error = ok.error();
    return out;
}

QByteArray fieldPart(const QByteArray& name, const QByteArray& value)
{
    return "Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value;
}

QByteArray filePart(const QByteArray& name, const QByteArray& file, const QByteArray& bytes)
{
    return "Content-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file
        + "\"\r\nContent-Type: image/jpeg\r\n\r\n" + bytes;
}

QByteArray body(const QByteArray& boundary, const QList<QByteArray>& parts)
{
    QByteArray out;
    for (const QByteArray& part : parts)
        out += "--" + boundary + "\r\n" + part + "\r\n";
    return out + "--" + boundary + "--\r\n";
}

const QByteArray kBoundary = "----b0undary";

// Bytes that look like the delimiter in every way but the last.
QByteArray nastyBytes()
{
    QByteArray out("\r\n", 2);
    for (qsizetype i = 0; i <= kBoundary.size(); ++i)
        out += "\r\n--" + kBoundary.first(i == kBoundary.size() ? i - 1 : i) + "\r\r\n\n-";
    return out + QByteArray("\0\xFF\xD8--\r\n\r", 9);
}

}  // namespace

class TestMultipart : public QObject
{
    Q_OBJECT
private slots:
    void fieldsAndFiles();
    void emptyParts();
    void everySplit();
    void randomSplits();
    void refused_data();
    void refused();
    void bounds_data();
    void bounds();
    void staysFailed();
    void mutatedNeverBreaks();
};

void TestMultipart::fieldsAndFiles()
{
    const QByteArray nasty = nastyBytes();
    const auto out = parse({"preamble\r\n" + body(kBoundary, {fieldPart("lat", "16.46"),
                                                 filePart("media", "a.jpg", nasty),
                                                 fieldPart("description", "Đèn\r\nhỏng")})},
                           kBoundary);
    QVERIFY(!out.error);
    QCOMPARE(out.seen.fields, (QList<FormField>{{u"lat"_s, u"16.46"_s},
                                                {u"description"_s, u"Đèn\r\nhỏng"_s}}));
    QCOMPARE(out.seen.files.size(), 1);
    QCOMPARE(out.seen.files[0].bytes, nasty);
    QCOMPARE(out.seen.files[0].head.fileName, u"a.jpg"_s);
    QVERIFY(out.seen.files[0].ended);
}

void TestMultipart::emptyParts()
{
    const auto out =
        parse({body(kBoundary, {fieldPart("a", ""), filePart("media", "", "")})}, kBoundary);
    QVERIFY(!out.error);
    QCOMPARE(out.seen.fields, (QList<FormField>{{u"a"_s, QString()}}));
    QCOMPARE(out.seen.files.size(), 1);
    QVERIFY(out.seen.files[0].bytes.isEmpty() && out.seen.files[0].ended);
    QVERIFY(!parse({"--" + kBoundary + "--"}, kBoundary).error);  // no part at all
}

void TestMultipart::everySplit()
{
    const QByteArray whole = "pre\r\n" + body(kBoundary, {fieldPart("a", "1"),
                                                           filePart("media", "a.jpg", nastyBytes()),
                                                           fieldPart("b", "ệ")}) + "tail";
    const auto once = parse({whole}, kBoundary);
    QVERIFY(!once.error);
    for (qsizetype at = 0; at <= whole.size(); ++at) {
        const auto split = parse({whole.first(at), whole.sliced(at)}, kBoundary);
        QVERIFY2(!split.error, qPrintable(QString::number(at)));
        QVERIFY2(split.seen == once.seen, qPrintable(QString::number(at)));
    }
    QList<QByteArray> single;
    for (const char c : whole)
        single.append(QByteArray(1, c));
    const auto bytewise = parse(single, kBoundary);
    QVERIFY(!bytewise.error);
    QVERIFY(bytewise.seen == once.seen);
    // Cut off anywhere before the last boundary is complete, it is refused.
    const qsizetype end = whole.lastIndexOf("--" + kBoundary + "--") + kBoundary.size() + 4;
    for (qsizetype at = 0; at < end; ++at)
        QVERIFY2(parse({whole.first(at)}, kBoundary).error, qPrintable(QString::number(at)));
}

void TestMultipart::randomSplits()
{
    const quint32 seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 chance(seed);
    for (int round = 0; round < 200; ++round) {
        QList<QByteArray> parts;
        for (int i = static_cast<int>(chance() % 6); i >= 0; --i) {
            QByteArray bytes;
            const char alphabet[] = {'\r', '\n', '-', 'b', 'x', '0', ' '};
            for (int n = static_cast<int>(chance() % 200); n > 0; --n)
                bytes += alphabet[chance() % sizeof alphabet];
            bytes.replace("\r\n--b0", "..");
            parts.append(chance() % 3 == 0 && i < 5 ? filePart("media", "x.jpg", bytes)
                                                    : fieldPart("f", bytes));
        }
        const QByteArray whole = body("b0", parts);
        QList<QByteArray> pieces;
        for (qsizetype at = 0; at < whole.size();) {
            const qsizetype n = qMin(qsizetype(1 + chance() % 40), whole.size() - at);
            pieces.append(whole.sliced(at, n));
            at += n;
        }
        const auto once = parse({whole}, "b0");
        const auto split = parse(pieces, "b0");
        QCOMPARE(split.error.has_value(), once.error.has_value());
        if (!once.error)
            QVERIFY(split.seen == once.seen);
    }
}

void TestMultipart::refused_data()
{
    QTest::addColumn<QByteArray>("input");
    const QByteArray b = "--" + kBoundary;
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no boundary") << QByteArray("hello");
    QTest::newRow("other boundary") << body("other", {fieldPart("a", "1")});
    QTest::newRow("text behind boundary") << b + "x\r\n" + fieldPart("a", "1") + "\r\n" + b + "--";
    QTest::newRow("longer boundary") << body(kBoundary + "x", {fieldPart("a", "1")});
    QTest::newRow("no head") << b + "\r\n\r\nvalue\r\n" + b + "--";
    QTest::newRow("bare line feeds")
        << b + "\nContent-Disposition: form-data; name=\"a\"\n\n1\n" + b + "--";
    QTest::newRow("boundary in head") << b + "\r\nContent-Disposition: form-data;\r\n" + b + "--";
    QTest::newRow("value not UTF-8") << body(kBoundary, {fieldPart("a", "\xC3\x28")});
    QTest::newRow("value with NUL") << body(kBoundary, {fieldPart("a", QByteArray("x\0y", 3))});
}

void TestMultipart::refused()
{
    QFETCH(QByteArray, input);
    for (qsizetype at = 0; at <= input.size(); ++at) {
        const auto out = parse({input.first(at), input.sliced(at)}, kBoundary);
        QVERIFY(out.error);
        QCOMPARE(out.error->code, ErrorCode::BadInput);
    }
}

void TestMultipart::bounds_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<bool>("good");
    const auto fields = [](int n) { return QList<QByteArray>(n, fieldPart("a", "1")); };
    const auto files = [](int n) { return QList<QByteArray>(n, filePart("m", "a.jpg", "x")); };
    QTest::newRow("3 fields") << body(kBoundary, fields(3)) << true;
    QTest::newRow("4 fields") << body(kBoundary, fields(4)) << false;
    QTest::newRow("2 files") << body(kBoundary, files(2)) << true;
    QTest::newRow("3 files") << body(kBoundary, files(3)) << false;
    QTest::newRow("file fits") << body(kBoundary, {filePart("m", "a", QByteArray(64, 'x'))})
                               << true;
    QTest::newRow("file too long")
        << body(kBoundary, {filePart("m", "a", QByteArray(65, 'x'))}) << false;
    QTest::newRow("value fits") << body(kBoundary, {fieldPart("m", QByteArray(32, 'x'))}) << true;
    QTest::newRow("value too long")
        << body(kBoundary, {fieldPart("m", QByteArray(33, 'x'))}) << false;
    QTest::newRow("head too long")
        << body(kBoundary, {"X: " + QByteArray(200, 'x') + "\r\n" + fieldPart("m", "")}) << false;
    QTest::newRow("endless head") << "--" + kBoundary + "\r\n" + QByteArray(100'000, 'x') << false;
    QTest::newRow("preamble fits")
        << QByteArray(48, 'x') + "\r\n" + body(kBoundary, fields(1)) << true;
    QTest::newRow("preamble too long")
        << QByteArray(100, 'x') + "\r\n" + body(kBoundary, fields(1)) << false;
    QTest::newRow("epilogue too long")
        << body(kBoundary, fields(1)) + QByteArray(100, 'x') << false;
}

void TestMultipart::bounds()
{
    QFETCH(QByteArray, input);
    QFETCH(bool, good);
    const MultipartLimits limits{3, 2, 160, 32, 64, 64};
    for (const qsizetype step : {input.size(), qsizetype(1), qsizetype(7)}) {
        QList<QByteArray> pieces;
        for (qsizetype at = 0; at < input.size(); at += step)
            pieces.append(input.sliced(at, qMin(step, input.size() - at)));
        const auto out = parse(pieces, kBoundary, limits);
        QCOMPARE(!out.error, good);
        if (out.error)
            QCOMPARE(out.error->code, ErrorCode::TooLarge);
        QVERIFY(out.seen.largest <= limits.fileBytes);
    }
}

void TestMultipart::staysFailed()
{
    Seen seen;
    MultipartParser parser(kBoundary, seen);
    QVERIFY(!parser.feed("--" + kBoundary + "zz\r\n"));
    QVERIFY(!parser.feed(body(kBoundary, {fieldPart("a", "1")})));
    QVERIFY(!parser.finish());
    QVERIFY(seen.fields.isEmpty());
}

void TestMultipart::mutatedNeverBreaks()
{
    const quint32 seed = std::random_device{}();
    qInfo("seed %u", seed);
    std::mt19937 chance(seed);
    const QByteArray whole =
        body(kBoundary, {fieldPart("a", "1"), filePart("media", "a.jpg", nastyBytes())});
    int refusals = 0;
    for (int round = 0; round < 3000; ++round) {
        QByteArray input = whole;
        for (int n = static_cast<int>(chance() % 4); n >= 0; --n) {
            const auto at = static_cast<qsizetype>(chance() % static_cast<quint32>(input.size()));
            if (chance() % 2)
                input[at] = static_cast<char>(chance());
            else
                input.remove(at, static_cast<qsizetype>(chance() % 5));
        }
        const auto once = parse({input}, kBoundary);
        const qsizetype cut = input.size() / 2;
        const auto split = parse({input.first(cut), input.sliced(cut)}, kBoundary);
        QCOMPARE(split.error.has_value(), once.error.has_value());
        refusals += once.error.has_value();
    }
    QVERIFY(refusals > 0);
}

QTEST_GUILESS_MAIN(TestMultipart)
#include "tst_intake_multipart.moc"
