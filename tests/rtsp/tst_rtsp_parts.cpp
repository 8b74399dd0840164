// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include <QTest>

#include "rtsp/auth.h"
#include "rtsp/packetiser.h"
#include "rtsp/request.h"
#include "rtsp/rtsp_kit.h"
#include "sim/virtual_time.h"

using namespace kydai;
using namespace kydai::rtsp;
using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestParts : public QObject
{
    Q_OBJECT

private slots:
    void requestsInPieces();
    void brokenRequests_data();
    void brokenRequests();
    void transports();
    void paths();
    void basic();
    void digest();
    void clips();
    void brokenClips();
    void packetsCarryTheClip();
    void description();
};

void TestParts::requestsInPieces()
{
    QByteArray rtcp("$\1\0\4", 4);
    rtcp += QByteArray(4, 'x');
    const QByteArray bytes = "\r\nOPTIONS rtsp://h/a RTSP/1.0\r\nCSeq: 1\r\nX-Odd:  b \r\n\r\n" + rtcp
        + "SET_PARAMETER * RTSP/1.0\r\ncseq: 2\r\nContent-Length: 5\r\n\r\n$ab\r\n"
        + "PLAY rtsp://h/a RTSP/1.0\r\n\r\n";
    for (qsizetype piece = 1; piece <= bytes.size(); ++piece) {
        RequestReader reader;
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            QCOMPARE(reader.feed(bytes.mid(at, piece)), RequestReader::State::Fine);
        const Request first = reader.next().value_or(Request());
        QCOMPARE(first.method, QByteArray("OPTIONS"));
        QCOMPARE(first.header("x-odd"), QByteArray("b"));
        const Request second = reader.next().value_or(Request());
        QCOMPARE(second.body, QByteArray("$ab\r\n"));
        QCOMPARE(second.header("CSeq"), QByteArray("2"));
        QCOMPARE(reader.next().value_or(Request()).method, QByteArray("PLAY"));
        QVERIFY(!reader.next());
        QCOMPARE(reader.interleaved(), 1);
    }
}

void TestParts::brokenRequests_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("not a request") << QByteArray("GET\r\n\r\n");
    QTest::newRow("http") << QByteArray("GET / HTTP/1.1\r\n\r\n");
    QTest::newRow("binary") << QByteArray("\x16\x03\x01\0\xa5\r\n", 7);
    QTest::newRow("endless line") << QByteArray(kMaxLine + 2, 'a');
    QTest::newRow("header without colon") << QByteArray("PLAY a RTSP/1.0\r\nabc\r\n\r\n");
    QTest::newRow("header without name") << QByteArray("PLAY a RTSP/1.0\r\n: x\r\n\r\n");
    QTest::newRow("negative length") << QByteArray("PLAY a RTSP/1.0\r\nContent-Length: -1\r\n\r\n");
    QTest::newRow("huge length") << QByteArray("PLAY a RTSP/1.0\r\nContent-Length: 99999\r\n\r\n");
    QTest::newRow("many headers")
        << "PLAY a RTSP/1.0\r\n" + QByteArray("A: b\r\n").repeated(kMaxHeaders + 1);
    QTest::newRow("many requests") << QByteArray("PLAY a RTSP/1.0\r\n\r\n").repeated(40);
}

void TestParts::brokenRequests()
{
    QFETCH(QByteArray, bytes);
    RequestReader reader;
    QCOMPARE(reader.feed(bytes), RequestReader::State::Broken);
    QCOMPARE(reader.feed("PLAY a RTSP/1.0\r\n\r\n"), RequestReader::State::Broken);  // for good
}

void TestParts::transports()
{
    QCOMPARE(readTransport("RTP/AVP/TCP;unicast;interleaved=4-5").value_or(Transport()).channel, 4);
    QVERIFY(readTransport("RTP/AVP;unicast;client_port=1-2, RTP/AVP/TCP;interleaved=0-1"));
    QVERIFY(readTransport("RTP/AVP/TCP"));
    QVERIFY(!readTransport("RTP/AVP;unicast;client_port=5000-5001"));
    QVERIFY(!readTransport("RTP/AVP/TCP;interleaved=300-301"));
    QVERIFY(!readTransport("RTP/AVP/TCP;interleaved=x"));
    QVERIFY(!readTransport({}));
}

void TestParts::paths()
{
    QCOMPARE(pathOf("rtsp://h:554/cam/1"), QByteArray("/cam/1"));
    QCOMPARE(pathOf("rtsp://h/cam/1/track1"), QByteArray("/cam/1"));
    QCOMPARE(pathOf("rtsp://h/cam%2F1/?x=1"), QByteArray("/cam/1"));
    QCOMPARE(pathOf("rtsp://h"), QByteArray("/"));
    QCOMPARE(pathOf("http://h/a"), QByteArray());
    QCOMPARE(pathOf("*"), QByteArray());
}

void TestParts::basic()
{
    const Account account{AuthKind::Basic, "Aladdin", "open sesame", "cam"};
    QCOMPARE(challenge(account, "n"), QByteArray("Basic realm=\"cam\""));
    QVERIFY(isAuthorized(account, {}, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "PLAY", "u"));  // RFC 2617
    QVERIFY(!isAuthorized(account, {}, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZg==", "PLAY", "u"));
    QVERIFY(!isAuthorized(account, {}, "Basic !", "PLAY", "u"));
    QVERIFY(!isAuthorized(account, {}, {}, "PLAY", "u"));
    QVERIFY(isAuthorized({}, {}, {}, "PLAY", "u"));
}

void TestParts::digest()
{
    // The example of RFC 2617, section 3.5.
    const Account account{AuthKind::Digest, "Mufasa", "Circle Of Life", "testrealm@host.com"};
    const QByteArray nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093";
    const QByteArray answer = "Digest username=\"Mufasa\", realm=\"testrealm@host.com\", nonce=\"" + nonce
        + "\", uri=\"/dir/index.html\", qop=auth, nc=00000001, cnonce=\"0a4f113b\", "
          "response=\"6629fae49393a05397450978507c4ef1\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";
    QVERIFY(isAuthorized(account, nonce, answer, "GET", "/dir/index.html"));
    QVERIFY(!isAuthorized(account, nonce, answer, "PUT", "/dir/index.html"));
    QVERIFY(!isAuthorized(account, nonce, answer, "GET", "/dir/other.html"));
    QVERIFY(!isAuthorized(account, "other", answer, "GET", "/dir/index.html"));
    Account wrong = account;
    wrong.password = "circle of life";
    QVERIFY(!isAuthorized(wrong, nonce, answer, "GET", "/dir/index.html"));
    QVERIFY(!isAuthorized(account, nonce, "Digest username=\"Mufasa", "GET", "/dir/index.html"));
    QCOMPARE(parameter("Digest a=1, b=\"x, y\",c=2", "b"), QByteArray("x, y"));
}

void TestParts::clips()
{
    const auto found = clipFromAnnexB(clipBytes(u"clip_160.h264"_s), 25);
    QVERIFY(found.has_value());
    const Clip& clip = **found;
    QCOMPARE(clip.units.size(), size_t(75));
    for (size_t i = 0; i < clip.units.size(); ++i)
        QCOMPARE(clip.units[i].key, i % 25 == 0);
    QCOMPARE(quint8(clip.sps.at(0)) & 0x1f, 7);
    QCOMPARE(quint8(clip.pps.at(0)) & 0x1f, 8);
    QVERIFY(clipBytes(u"clip_160.h264"_s).size() < 60'000);
}

void TestParts::brokenClips()
{
    QVERIFY(!clipFromAnnexB({}, 25));
    QVERIFY(!clipFromAnnexB("nothing here", 25));
    QVERIFY(!clipFromAnnexB(clipBytes(u"clip_160.h264"_s), 0));
    QVERIFY(!clipFromAnnexB(clipBytes(u"clip_160.h264"_s), std::nan("")));
    const QByteArray bytes = clipBytes(u"clip_160.h264"_s);
    sim::SeededRandom random(5);
    for (int round = 0; round < 300; ++round) {
        QByteArray cut = bytes.mid(0, random.range(0, int(bytes.size())));
        for (int i = 0; i < 20 && !cut.isEmpty(); ++i)
            cut[random.range(0, int(cut.size()) - 1)] = char(random.range(0, 255));
        const auto clip = clipFromAnnexB(cut, 25);
        if (clip)
            QVERIFY((*clip)->units.front().key && !(*clip)->sps.isEmpty());
    }
}

void TestParts::packetsCarryTheClip()
{
    const ClipPtr source = clip();
    QVERIFY(source);
    for (const qsizetype payload : {40, 1400, 65'000}) {
        RtpStream stream{2, 96, 65'530, 77, payload};  // the number runs over
        quint16 expected = 65'530;
        for (const AccessUnit& unit : source->units) {
            QByteArray bytes = packetise(stream, unit, 4000);
            const QList<RtpPacket> packets = takeRtp(bytes);
            QVERIFY(bytes.isEmpty());
            for (qsizetype i = 0; i < packets.size(); ++i) {
                QCOMPARE(packets.at(i).sequence, expected++);
                QCOMPARE(packets.at(i).marker, i + 1 == packets.size());
                QVERIFY(packets.at(i).payload.size() <= payload);
                QCOMPARE(packets.at(i).channel, 2);
                QCOMPARE(packets.at(i).timestamp, 4000u);
                QCOMPARE(packets.at(i).ssrc, 77u);
            }
            QCOMPARE(nalsOf(packets), unit.nals);
        }
    }
}

void TestParts::description()
{
    const ClipPtr source = clip();
    QVERIFY(source);
    const QByteArray text = describe(*source, "127.0.0.1", "track1");
    QVERIFY(text.contains("m=video 0 RTP/AVP 96\r\n") && text.contains("packetization-mode=1"));
    const QByteArray sets = text.mid(text.indexOf("sprop-parameter-sets=") + 21);
    const QList<QByteArray> parts = sets.left(sets.indexOf("\r\n")).split(',');
    QCOMPARE(parts.size(), 2);
    QCOMPARE(QByteArray::fromBase64(parts.at(0)), source->sps);
    QCOMPARE(QByteArray::fromBase64(parts.at(1)), source->pps);
    QVERIFY(text.contains("profile-level-id=" + source->sps.mid(1, 3).toHex() + ';'));
}

QTEST_GUILESS_MAIN(TestParts)
#include "tst_rtsp_parts.moc"
