// SPDX-License-Identifier: GPL-3.0-or-later
// Round trips of every message and of the case; what damaged, foreign and over-large frames get.
#include <QTest>

#include "core/filter.h"
#include "protocol/cbor.h"
#include "protocol/packing.h"
#include "protocol/samples.h"

using namespace Qt::StringLiterals;
using namespace kydai;
using namespace kydai::protocol;
using namespace kydai::test;

class TestProtocolCodec : public QObject
{
    Q_OBJECT

private slots:
    void caseRoundTrip();
    void caseEncodingIsDeterministic();
    void hugeCaseIsShrunk();
    void largestCaseIsStoredWhole();
    void caseBounds();
    void unknownKeysAreSkipped();
    void summaryEqualsCase();
    void argsRoundTrip();
    void everyMessageRoundTrip();
    void everyPrefixIsRefused();
    void trailingBytesAreRefused();
    void malformed_data();
    void malformed();
    void unknownTypes();
    void packingBounds();
    void mutatedFramesNeverBreak();
};

// Equality of messages through their bytes: the codec is deterministic.
static QByteArray again(const QByteArray& frame)
{
    const Result<Message> message = decode(frame, kMaxFrameToClient);
    return message ? encode(*message) : QByteArray();
}

void TestProtocolCodec::caseRoundTrip()
{
    SeededRandom random(seedFor("caseRoundTrip", 11));
    for (int i = 0; i < 300; ++i) {
        const Case c = randomCase(random);
        const Result<Case> back = decodeCase(encodeCase(c));
        QVERIFY2(back.has_value(), qPrintable(back ? QString() : back.error().detail));
        QVERIFY(*back == c);
    }
}

void TestProtocolCodec::caseEncodingIsDeterministic()
{
    SeededRandom random(seedFor("caseEncodingIsDeterministic", 12));
    Case c = randomCase(random);
    Case other = c;
    c.fieldVersions.clear();
    other.fieldVersions.clear();
    const QStringList groups{u"result"_s, u"category"_s, u"text"_s, u"place"_s, u"agency"_s};
    for (qsizetype i = 0; i < groups.size(); ++i) {
        c.fieldVersions.insert(groups.at(i), 3);
        other.fieldVersions.insert(groups.at(groups.size() - 1 - i), 3);
    }
    QCOMPARE(encodeCase(c), encodeCase(other));
}

void TestProtocolCodec::hugeCaseIsShrunk()
{
    SeededRandom random(seedFor("hugeCaseIsShrunk", 13));
    Case c = randomCase(random);
    c.timeline.clear();
    for (int i = 0; i < kMaxTimeline; ++i) {
        TimelineEntry e;
        e.seq = i + 1;
        e.text = QString(kMaxText, u'ế');
        c.timeline.append(e);
    }
    QByteArray body = encodeCase(c);
    QVERIFY(body.size() <= 240 * 1024);
    Result<Case> back = decodeCase(body);
    QVERIFY(back.has_value());
    QVERIFY(!back->timeline.isEmpty());
    QCOMPARE(back->timeline.last().seq, qint64(kMaxTimeline));  // the newest stay
    QCOMPARE(back->extent, CaseExtent::Shortened);              // and it says so
    // The ledger's own body loses nothing.
    const QByteArray whole = encodeWhole(c);
    QVERIFY(whole.size() > body.size());
    const Result<Case> all = decodeWhole(whole);
    QVERIFY(all && *all == c);
    QCOMPARE(*wireBody(whole), body);
    QVERIFY(!decodeCase(whole));

    c.reports.clear();
    for (int i = 0; i < kMaxReports; ++i) {
        ReportRef report;
        report.code = u"PA-%1"_s.arg(i);
        report.text = QString(kMaxText, u'ế');
        c.reports.append(report);
    }
    body = encodeCase(c);
    QVERIFY(body.size() <= 240 * 1024);
    back = decodeCase(body);
    QVERIFY(back.has_value());
    QCOMPARE(back->reports.size(), kMaxReports);
    QVERIFY(back->extent == CaseExtent::Shortened);
}

// The largest case that the bounds allow is stored whole and read again.
void TestProtocolCodec::largestCaseIsStoredWhole()
{
    SeededRandom random(seedFor("largestCaseIsStoredWhole", 17));
    Case c = randomCase(random);
    c.reports.clear();
    c.timeline.clear();
    c.deadline.segments.clear();
    for (int i = 0; i < kMaxReports; ++i) {
        ReportRef report;
        report.code = QString(kMaxLine, u'ế');
        report.text = QString(kMaxText, u'ế');
        c.reports.append(report);
    }
    for (int i = 0; i < kMaxTimeline; ++i) {
        TimelineEntry e;
        e.text = e.param = QString(kMaxText, u'ế');
        c.timeline.append(e);
    }
    ClockSegment segment;
    segment.gaps = QString(kMaxText, u'1');
    c.deadline.segments.fill(segment, kMaxSegments);
    const QByteArray whole = encodeWhole(c);
    QVERIFY(whole.size() < kMaxWholeBytes);
    const Result<Case> back = decodeWhole(whole);
    QVERIFY(back && *back == c);
    const QByteArray wire = encodeCase(c);
    QVERIFY2(wire.size() <= kMaxCaseBytes, qPrintable(QString::number(wire.size())));
}

void TestProtocolCodec::caseBounds()
{
    SeededRandom random(seedFor("caseBounds", 14));
    const Case sound = randomCase(random);
    const auto refused = [&](auto change) {
        Case c = sound;
        change(c);
        return !decodeCase(encodeCase(c)).has_value();
    };
    QVERIFY(!refused([](Case&) {}));
    QVERIFY(refused([](Case& c) { c.id = {}; }));
    QVERIFY(refused([](Case& c) { c.address = QString(kMaxLine + 1, u'x'); }));
    QVERIFY(refused([](Case& c) { c.publicMessage = QString(kMaxText + 1, u'x'); }));
    QVERIFY(refused([](Case& c) { c.hasPosition = true; c.lat = 91; }));
    QVERIFY(refused([](Case& c) { c.hasPosition = true; c.lon = qQNaN(); }));
    QVERIFY(refused([](Case& c) { c.createdMs = -1; }));
    QVERIFY(refused([](Case& c) { c.joint.resize(kMaxJoint + 1); }));
    QVERIFY(refused([](Case& c) { c.attachments.resize(kMaxAttachments + 1); }));
    QVERIFY(refused([](Case& c) { c.state = static_cast<CaseState>(16); }));
    QVERIFY(refused([](Case& c) { c.rating = static_cast<Rating>(5); }));
    QVERIFY(!decodeCase(encodeCase(sound) + 'x').has_value());
    QVERIFY(!decodeCase({}).has_value());
}

void TestProtocolCodec::unknownKeysAreSkipped()
{
    CborWriter out;
    {
        FieldWriter w(out);
        w.key(1).uuid(QUuid(u"0190a8f0-0000-7000-8000-000000000001"_s));
        w.put(2, u"PA-7"_s);
        CborWriter& unknown = w.key(200);
        unknown.array(2);
        unknown.map(1);
        unknown.text(u"x");
        unknown.real(1.5);
        unknown.null();
        w.put(3, 9);
    }
    const Result<Case> c = decodeCase(out.data());
    QVERIFY(c.has_value());
    QCOMPARE(c->code, u"PA-7"_s);
    QCOMPARE(c->seq, 9);
}

void TestProtocolCodec::summaryEqualsCase()
{
    SeededRandom random(seedFor("summaryEqualsCase", 15));
    for (int i = 0; i < 100; ++i) {
        const Case c = randomCase(random);
        const CaseSummary whole = summarise(c);
        const Result<CaseSummary> quick = summarise(encodeCase(c));
        QVERIFY(quick.has_value());
        QCOMPARE(quick->flags, whole.flags);
        QCOMPARE(quick->code, c.code);
        QCOMPARE(quick->title, c.title);
        QCOMPARE(quick->dueMs, c.dueMs);
        QCOMPARE(quick->state, c.state);
        QCOMPARE(quick->lat, c.lat);
        QCOMPARE(quick->agency, c.agency);
        QCOMPARE(quick->claimUser, c.claim.user);
        QCOMPARE(bool(whole.flags & FlagHasPhoto), !c.attachments.isEmpty());
    }
}

void TestProtocolCodec::argsRoundTrip()
{
    SeededRandom random(seedFor("argsRoundTrip", 16));
    for (int i = 0; i < 200; ++i) {
        const QVariantMap args = randomArgs(random);
        const Result<QVariantMap> back = decodeArgs(encodeArgs(args));
        QVERIFY(back.has_value());
        QCOMPARE(encodeArgs(*back), encodeArgs(args));
        QCOMPARE(back->value(u"text"_s), args.value(u"text"_s));
        QCOMPARE(back->value(u"files"_s).toStringList(), args.value(u"files"_s).toStringList());
        QCOMPARE(back->value(u"mid"_s).toUuid(), args.value(u"mid"_s).toUuid());
    }
    QVERIFY(decodeArgs({})->isEmpty());
    QVERIFY(!decodeArgs(QByteArray("\xa2\x61\x61\x01\x61\x61\x02")).has_value());  // a twice
    QVERIFY(!decodeArgs(QByteArray("\xa1\x61\x61\xfb\x7f\xf8\0\0\0\0\0\0", 12)).has_value());  // NaN
}

void TestProtocolCodec::everyMessageRoundTrip()
{
    SeededRandom random(seedFor("everyMessageRoundTrip", 17));
    for (int round = 0; round < 30; ++round) {
        for (int index = 0; index < int(std::variant_size_v<Message>); ++index) {
            const Message message = randomMessage(random, index);
            QCOMPARE(int(message.index()), index);
            const QByteArray frame = encode(message);
            const Result<Message> back = decode(frame, kMaxFrameToClient);
            QVERIFY2(back.has_value(), qPrintable(u"type %1"_s.arg(index + 1)));
            QCOMPARE(int(back->index()), index);
            QCOMPARE(again(frame), frame);
        }
    }
}

void TestProtocolCodec::everyPrefixIsRefused()
{
    SeededRandom random(seedFor("everyPrefixIsRefused", 18));
    for (int index = 0; index < int(std::variant_size_v<Message>); ++index) {
        const QByteArray frame = encode(randomMessage(random, index));
        const qsizetype step = qMax<qsizetype>(1, frame.size() / 200);
        for (qsizetype size = 0; size < frame.size(); size += step)
            QVERIFY(!decode(frame.first(size), kMaxFrameToClient).has_value());
    }
}

void TestProtocolCodec::trailingBytesAreRefused()
{
    SeededRandom random(seedFor("trailingBytesAreRefused", 19));
    for (int index = 0; index < int(std::variant_size_v<Message>); ++index)
        QVERIFY(!decode(encode(randomMessage(random, index)) + '\0', kMaxFrameToClient));
    const QByteArray frame = encode(Ack{5});
    QVERIFY(decode(frame, int(frame.size())).has_value());
    QVERIFY(!decode(frame, int(frame.size()) - 1).has_value());
}

void TestProtocolCodec::malformed_data()
{
    QTest::addColumn<QByteArray>("frame");
    const auto row = [](const char* name, const QByteArray& bytes) {
        QTest::newRow(name) << bytes;
    };
    row("empty", {});
    row("text", "hello");
    row("json", "[1,{}]");
    row("map", QByteArray::fromHex("a0"));
    row("array of one", QByteArray::fromHex("8111"));
    row("type is text", QByteArray::fromHex("826131a0"));
    row("negative type", QByteArray::fromHex("8220a0"));
    row("body is no map", QByteArray::fromHex("820c01"));
    row("duplicate key", QByteArray::fromHex("820ca201010102"));
    row("key is text", QByteArray::fromHex("820ca1613101"));
    row("indefinite map", QByteArray::fromHex("820cbf0101ff"));
    row("indefinite array", QByteArray::fromHex("9f0ca0ff"));
    row("seq below zero", QByteArray::fromHex("820ca10120"));
    row("seq 2^63", QByteArray::fromHex("820ca1011b8000000000000000"));
    row("seq above 2^53", QByteArray::fromHex("820ca1011b0020000000000000"));
    row("map of 2^62", QByteArray::fromHex("820cbb4000000000000000"));
    row("bytes of 2^63", QByteArray::fromHex("820fa1015b8000000000000000"));
    row("array of 2^32", QByteArray::fromHex("820fa1019affffffff"));
    row("bad UTF-8", QByteArray::fromHex("8203a10162c328"));
    row("surrogate in UTF-8", QByteArray::fromHex("8203a10163eda080"));
    row("id of 15 bytes", QByteArray::fromHex("8210a1014f") + QByteArray(15, 'x'));
    row("mutate without mid", QByteArray::fromHex("820da0"));
    row("delta backwards", QByteArray::fromHex("820ba201050204"));
    row("reserved info", QByteArray::fromHex("820ca1011c"));
    row("deep", QByteArray::fromHex("820ca11863") + QByteArray(17, '\x81') + '\x01');
    row("very deep", QByteArray::fromHex("820ca11863") + QByteArray(60000, '\x81') + '\x01');
    row("long text", QByteArray::fromHex("8203a1017a00010001") + QByteArray(65537, 'x'));
}

void TestProtocolCodec::malformed()
{
    QFETCH(QByteArray, frame);
    const Result<Message> message = decode(frame, kMaxFrameToServer);
    QVERIFY(!message.has_value());
    QCOMPARE(message.error().code, ErrorCode::BadFrame);
}

void TestProtocolCodec::unknownTypes()
{
    const Result<Message> extension = decode(QByteArray::fromHex("821880a0"), 100);
    QVERIFY(!extension.has_value());
    QCOMPARE(extension.error().code, ErrorCode::Unsupported);
    for (const char* hex : {"8200a0", "821818a0", "82187fa0"}) {
        const Result<Message> unknown = decode(QByteArray::fromHex(hex), 100);
        QVERIFY(!unknown.has_value());
        QCOMPARE(unknown.error().code, ErrorCode::Unknown);
    }
    const Result<Message> deepest =
        decode(QByteArray::fromHex("820ca21863") + QByteArray(13, '\x81') + QByteArray::fromHex("010102"),
               100);
    QVERIFY(deepest.has_value());  // an unknown key, nested as deep as allowed
    QCOMPARE(std::get<Ack>(*deepest).seq, 2);
}

void TestProtocolCodec::packingBounds()
{
    const QByteArray zeros(2'000'000, '\0');
    const QByteArray bomb = pack(zeros);
    QVERIFY(!isWorthPacking(zeros, bomb));
    QVERIFY(!unpack(bomb, kMaxInflated).has_value());       // ratio
    QByteArray text;
    for (int i = 0; i < 2000; ++i)
        text += QByteArray::number(i * 7919);
    const QByteArray packed = pack(text);
    QCOMPARE(*unpack(packed, kMaxInflated), text);
    QVERIFY(!unpack(packed, 1000).has_value());             // over the bound
    QByteArray lying = packed;
    lying[2] = char(lying[2] - 1);                          // declares 256 bytes less than it holds
    QVERIFY(!unpack(lying, kMaxInflated).has_value());
    QVERIFY(!unpack(packed.chopped(3), kMaxInflated).has_value());
    QVERIFY(!unpack(packed + "xx", kMaxInflated).has_value());

    // A page of rows that compress too well still arrives.
    Page page{1, "k", {}, true};
    page.rows.append({QUuid(u"0190a8f0-0000-7000-8000-000000000001"_s), 3, QByteArray(150'000, 'a')});
    const QByteArray frame = encode(page);
    QCOMPARE(std::get<Page>(*decode(frame, kMaxFrameToClient)).rows.first().body.size(), 150'000);
}

void TestProtocolCodec::mutatedFramesNeverBreak()
{
    SeededRandom random(seedFor("mutatedFramesNeverBreak", 20));
    int accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
        QByteArray frame = encode(randomMessage(random, int(random.below(23))));
        for (int n = random.range(1, 4); n > 0 && !frame.isEmpty(); --n) {
            const qsizetype at = qsizetype(random.below(quint64(frame.size())));
            switch (random.below(4)) {
            case 0: frame[at] = char(random.next()); break;
            case 1: frame.remove(at, random.range(1, 8)); break;
            case 2: frame.insert(at, char(random.next())); break;
            default: frame[at] = char(frame.at(at) ^ char(1u << random.below(8))); break;
            }
        }
        const Result<Message> message = decode(frame, kMaxFrameToServer);
        if (!message)
            continue;
        ++accepted;  // what was accepted is sound: it can be sent on and read again
        const QByteArray clean = encode(*message);
        QCOMPARE(again(clean), clean);
        if (const Page* page = std::get_if<Page>(&*message)) {
            for (const Row& row : page->rows)
                (void)decodeCase(row.body);
        }
    }
    QVERIFY(accepted > 0);
}

QTEST_GUILESS_MAIN(TestProtocolCodec)
#include "tst_protocol_codec.moc"
