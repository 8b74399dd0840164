// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "edge/admission.h"
#include "edge/apikeys.h"
#include "edge/http.h"
#include "edge/requesthead.h"

using namespace kydai;
using namespace kydai::edge;
using namespace Qt::StringLiterals;

class TestParts : public QObject
{
    Q_OBJECT
private slots:
    void buckets();
    void ratesStayBounded();
    void strangers();
    void targets_data();
    void targets();
    void ranges_data();
    void ranges();
    void origins_data();
    void origins();
    void proxies();
    void bearers();
    void heads();
    void keys();
};

void TestParts::buckets()
{
    TokenBucket bucket(10, 3);
    for (int i = 0; i < 3; ++i)
        QVERIFY(bucket.take(1000));
    QVERIFY(!bucket.take(1000));
    QCOMPARE(bucket.waitSeconds(), 1);
    QVERIFY(!bucket.take(1099));
    QVERIFY(bucket.take(1200));
    QVERIFY(bucket.isFull(100'000));
}

void TestParts::ratesStayBounded()
{
    Rates rates(1, 2);
    QCOMPARE(rates.take(u"a"_s, 0), 0);
    QCOMPARE(rates.take(u"a"_s, 0), 0);
    QVERIFY(rates.take(u"a"_s, 0) > 0);
    QCOMPARE(rates.take(u"b"_s, 0), 0);
    for (qsizetype i = 0; i < Rates::kMaxKeys * 2; ++i)
        rates.take(QString::number(i), 1);
    QVERIFY(rates.take(u"one more"_s, 1) > 0);       // full of those who just came
    QCOMPARE(rates.take(u"one more"_s, 60'000), 0);  // they left long ago
}

void TestParts::strangers()
{
    EdgeLimits limits;
    limits.socketsPerAddress = 2;
    limits.sockets = 4;
    Admission admission(limits);
    QVERIFY(admission.enter(u"a"_s) && admission.enter(u"a"_s));
    QVERIFY(!admission.enter(u"a"_s));
    admission.trust(u"a"_s);
    QVERIFY(admission.enter(u"a"_s));
    QVERIFY(admission.enter(u"b"_s));
    QVERIFY(!admission.enter(u"c"_s));  // all sockets are taken
    admission.leave(u"a"_s, true);
    QVERIFY(admission.enter(u"c"_s));
    QCOMPARE(admission.sockets(), 4);
}

void TestParts::targets_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QByteArray>("path");   // empty = refused
    QTest::newRow("plain") << QByteArray("/healthz") << QByteArray("/healthz");
    QTest::newRow("query") << QByteArray("/a?b=c/../d") << QByteArray("/a");
    QTest::newRow("escape") << QByteArray("/a%20b") << QByteArray("/a b");
    QTest::newRow("dots") << QByteArray("/a/../b") << QByteArray();
    QTest::newRow("hidden dots") << QByteArray("/a/%2e%2e/b") << QByteArray();
    QTest::newRow("dots at end") << QByteArray("/a/..") << QByteArray();
    QTest::newRow("absolute") << QByteArray("http://x/") << QByteArray();
    QTest::newRow("star") << QByteArray("*") << QByteArray();
    QTest::newRow("broken escape") << QByteArray("/%zz") << QByteArray();
    QTest::newRow("NUL") << QByteArray("/a%00b") << QByteArray();
    QTest::newRow("long") << QByteArray("/") + QByteArray(3000, 'x') << QByteArray();
}

void TestParts::targets()
{
    QFETCH(QByteArray, target);
    QFETCH(QByteArray, path);
    const auto head = makeRequestHead("GET", target, {});
    QCOMPARE(head.has_value(), !path.isEmpty());
    if (head)
        QCOMPARE(head->path, path);
}

void TestParts::ranges_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("used");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");
    QTest::newRow("middle") << QByteArray("bytes=10-19") << true << 10 << 19;
    QTest::newRow("open") << QByteArray("bytes=90-") << true << 90 << 99;
    QTest::newRow("suffix") << QByteArray("bytes=-10") << true << 90 << 99;
    QTest::newRow("long suffix") << QByteArray("bytes=-1000") << true << 0 << 99;
    QTest::newRow("beyond") << QByteArray("bytes=50-1000") << true << 50 << 99;
    QTest::newRow("after the end") << QByteArray("bytes=100-") << true << 0 << -1;
    QTest::newRow("empty suffix") << QByteArray("bytes=-0") << true << 0 << -1;
    QTest::newRow("several") << QByteArray("bytes=0-1,3-4") << false << 0 << 0;
    QTest::newRow("backwards") << QByteArray("bytes=9-1") << false << 0 << 0;
    QTest::newRow("words") << QByteArray("bytes=a-b") << false << 0 << 0;
    QTest::newRow("nothing") << QByteArray("bytes=-") << false << 0 << 0;
    QTest::newRow("huge") << QByteArray("bytes=99999999999999999999-") << false << 0 << 0;
    QTest::newRow("lines") << QByteArray("lines=1-2") << false << 0 << 0;
}

void TestParts::ranges()
{
    QFETCH(QByteArray, header);
    QFETCH(bool, used);
    const auto range = parseRange(header, 100);
    QCOMPARE(range.has_value(), used);
    if (!range)
        return;
    QTEST(int(range->first), "first");
    QTEST(int(range->last), "last");
}

void TestParts::origins_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("none") << QByteArray() << true;
    QTest::newRow("own") << QByteArray("http://127.0.0.1:8080") << true;
    QTest::newRow("other port") << QByteArray("http://127.0.0.1:8081") << false;
    QTest::newRow("foreign") << QByteArray("https://evil.example") << false;
    QTest::newRow("prefix") << QByteArray("http://127.0.0.1:8080.evil.example") << false;
    QTest::newRow("user part") << QByteArray("http://127.0.0.1:8080@evil.example") << false;
    QTest::newRow("null") << QByteArray("null") << false;
    QTest::newRow("file") << QByteArray("file://127.0.0.1:8080") << false;
    QTest::newRow("listed") << QByteArray("https://ioc.example") << true;
}

void TestParts::origins()
{
    QFETCH(QByteArray, origin);
    QFETCH(bool, allowed);
    RequestHead head;
    head.headers.insert("host", "127.0.0.1:8080");
    if (!origin.isEmpty())
        head.headers.insert("origin", origin);
    QCOMPARE(originAllowed(head, {u"https://ioc.example"_s}), allowed);
}

void TestParts::proxies()
{
    RequestHead head;
    head.headers.insert("x-forwarded-for", "1.2.3.4, 10.0.0.7");
    QCOMPARE(peerAddress(head, u"127.0.0.1"_s, false), u"127.0.0.1"_s);
    QCOMPARE(peerAddress(head, u"127.0.0.1"_s, true), u"10.0.0.7"_s);
    head.headers.clear();
    QCOMPARE(peerAddress(head, u"127.0.0.1"_s, true), u"127.0.0.1"_s);
}

void TestParts::bearers()
{
    RequestHead head;
    QCOMPARE(head.bearer(), QByteArray());
    head.headers.insert("authorization", "bearer  abc ");
    QCOMPARE(head.bearer(), QByteArray("abc"));
    head.headers.insert("authorization", "Basic abc");
    QCOMPARE(head.bearer(), QByteArray());
}

void TestParts::heads()
{
    const QByteArray head = responseHead(textResponse(404, "x\n"), true);
    QVERIFY(head.startsWith("HTTP/1.1 404 Not Found\r\n"));
    QVERIFY(head.contains("\r\nContent-Length: 2\r\n"));
    QVERIFY(head.contains("\r\nX-Content-Type-Options: nosniff\r\n"));
    QVERIFY(head.contains("\r\nCache-Control: no-store\r\n"));
    QVERIFY(head.endsWith("\r\nConnection: keep-alive\r\n\r\n"));
    Response cached;
    cached.status = 304;
    cached.headers.emplaceBack("Cache-Control", "private");
    QVERIFY(!responseHead(cached, false).contains("no-store"));
    QVERIFY(!responseHead(cached, false).contains("Content-Length"));
}

void TestParts::keys()
{
    const auto one = ApiKeys::addTo({}, u"app1"_s, u"secret1"_s);
    QVERIFY(one);
    QVERIFY(!one->contains(u"secret1"_s));
    QVERIFY(!ApiKeys::addTo(*one, u"app1"_s, u"other"_s));
    QVERIFY(!ApiKeys::addTo(*one, u"app2"_s, u"abc"_s));
    const auto two = ApiKeys::addTo(*one, u"app2"_s, u"secret2"_s);
    ApiKeys keys;
    QVERIFY(keys.load(*two));
    QCOMPARE(*keys.nameOf(u"secret1"_s), u"app1"_s);
    QCOMPARE(*keys.nameOf(u"secret2"_s), u"app2"_s);
    QVERIFY(!keys.nameOf(u"secret3"_s));
    QVERIFY(!keys.nameOf(QString()));
    QVERIFY(!keys.load(u"nonsense"_s));
    QCOMPARE(keys.size(), 2);
}

QTEST_GUILESS_MAIN(TestParts)
#include "tst_edge_parts.moc"
