// SPDX-License-Identifier: GPL-3.0-or-later
// The tiles of a server through the cache, with a scripted server and a clock of our own.
#include <QTemporaryDir>
#include <QTest>

#include "geo/geo_testing.h"
#include "geo/pack_maker.h"
#include "geo/xyz_testing.h"

using namespace kydai;
using namespace kydai::geo;
using namespace kydai::geo::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kDay = 86'400'000;

FetchAnswer status(int code)
{
    FetchAnswer answer;
    answer.status = code;
    return answer;
}

FetchAnswer good(TileId id, const QByteArray& etag = {}, qint64 maxAge = -1)
{
    FetchAnswer answer = status(200);
    answer.body = namedTile(id);
    answer.etag = etag;
    answer.maxAgeMs = maxAge;
    return answer;
}

constexpr TileId kTile{5, 25, 14};

}  // namespace

class TestXyz : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void configurationsAreChecked_data();
    void configurationsAreChecked();
    void addressesAreFilled();
    void freshTilesComeFromTheCache();
    void oldTilesAreShownAndAskedAbout();
    void unchangedRenews();
    void unchangedWithoutATile();
    void slowServers();
    void absentIsRemembered();
    void wrongAnswersAreNotKept_data();
    void wrongAnswersAreNotKept();
    void anOldTileOutlivesTrouble();
    void aServerThatIsGoneIsLeftAlone();
    void aServerMayAskForAPause();
    void guestsAskForTwoAtATime();
    void noFetchingAheadAsAGuest();
    void fetchingAheadWaitsBehind();
    void aFullQueueGivesUpTheOldest();
    void forgottenTilesAnswerNobody();
    void theEndWhileUnderWay();
    void aClockSetBack();
    void readersOfOtherThreads();
    void aBuiltPackOfManyAnswersAtOnce();

private:
    std::unique_ptr<XyzTiles> tiles(bool own = false, int pixels = 0,
        TileFormat format = TileFormat::Mvt, qint64 cacheBytes = 1 << 20)
    {
        XyzConfig config;
        config.urlTemplate = u"https://tiles.example/{z}/{x}/{y}.pbf"_s;
        config.info.attribution = u"© bản đồ"_s;
        config.info.maxZoom = 14;
        config.info.format = format;
        config.own = own;
        config.tilePixels = pixels;
        KYDAI_ASSERT(checkXyzConfig(config));
        auto cache = XyzCache::open(m_path, config.urlTemplate, cacheBytes, *m_time);
        KYDAI_ASSERT(cache);
        return std::make_unique<XyzTiles>(config, std::move(*cache), *m_server, *m_time, *m_time);
    }
    // Asks and keeps every answer.
    std::shared_ptr<std::vector<XyzAnswer>> ask(XyzTiles& from, TileId id)
    {
        auto answers = std::make_shared<std::vector<XyzAnswer>>();
        from.request(id, [answers](const XyzAnswer& answer) { answers->push_back(answer); });
        return answers;
    }

    QTemporaryDir m_dir;
    QString m_path;
    int m_count = 0;
    std::unique_ptr<TestTime> m_time;
    std::unique_ptr<ScriptedServer> m_server;
};

void TestXyz::init()
{
    m_path = m_dir.filePath(u"cache-%1.db"_s.arg(++m_count));
    m_time = std::make_unique<TestTime>();
    m_server = std::make_unique<ScriptedServer>();
}

void TestXyz::configurationsAreChecked_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("own");
    QTest::addColumn<QString>("refused");
    const auto row = [](const char* name, const QString& url, bool own, const QString& refused) {
        QTest::newRow(name) << url << own << refused;
    };
    row("good", u"https://t.example/{z}/{x}/{y}.png"_s, false, {});
    row("tms", u"https://t.example/{z}/{x}/{-y}.png?k=1"_s, false, {});
    row("plain own", u"http://maps.local/{z}/{x}/{y}"_s, true, {});
    row("plain here", u"http://localhost:8080/{z}/{x}/{y}"_s, false, {});
    row("plain guest", u"http://t.example/{z}/{x}/{y}"_s, false, u"url"_s);
    row("no row", u"https://t.example/{z}/{x}"_s, true, u"url"_s);
    row("key", u"https://t.example/{z}/{x}/{y}?key={key}"_s, true, u"url"_s);
    row("file", u"file:///maps/{z}/{x}/{y}"_s, true, u"url"_s);
    row("no scheme", u"t.example/{z}/{x}/{y}"_s, true, u"url"_s);
    row("host", u"https://{x}.example/{z}/{x}/{y}"_s, true, {});
    row("empty", {}, true, u"url"_s);
}

void TestXyz::configurationsAreChecked()
{
    QFETCH(QString, url);
    QFETCH(bool, own);
    QFETCH(QString, refused);
    XyzConfig config;
    config.urlTemplate = url;
    config.own = own;
    config.info.attribution = u"A"_s;
    config.info.maxZoom = 18;
    const auto checked = checkXyzConfig(config);
    QCOMPARE(checked ? QString() : checked.error().params.value(0), refused);
    config.urlTemplate = u"https://t.example/{z}/{x}/{y}"_s;
    config.info.attribution = u" "_s;
    QCOMPARE(checkXyzConfig(config).has_value(), own);
    config.info.minZoom = 19;
    QVERIFY(!checkXyzConfig(config));
}

void TestXyz::addressesAreFilled()
{
    QCOMPARE(xyzUrl(u"https://a/{z}/{x}/{y}.png"_s, {3, 1, 2}), u"https://a/3/1/2.png"_s);
    QCOMPARE(xyzUrl(u"https://a/{z}/{x}/{-y}.png"_s, {3, 1, 2}), u"https://a/3/1/5.png"_s);
}

void TestXyz::freshTilesComeFromTheCache()
{
    auto map = tiles();
    const auto first = ask(*map, kTile);
    const auto second = ask(*map, kTile);  // while the first is under way
    QCOMPARE(m_server->asked.size(), size_t(1));
    QCOMPARE(m_server->asked[0].url, u"https://tiles.example/5/25/14.pbf"_s);
    QVERIFY(m_server->asked[0].userAgent.startsWith("KyDai/"));
    m_server->answer(good(kTile, "\"a\"", kDay));
    for (const auto& answers : {first, second}) {
        QCOMPARE(answers->size(), size_t(1));
        QCOMPARE(answers->front().data->bytes, namedTile(kTile));
        QVERIFY(answers->front().isLast && !answers->front().error);
    }
    m_time->pass(kDay - 1);
    QCOMPARE(ask(*map, kTile)->size(), size_t(1));
    map.reset();
    map = tiles();  // the next day's program
    QCOMPARE(ask(*map, kTile)->front().data->bytes, namedTile(kTile));
    QCOMPARE(m_server->asked.size(), size_t(1));
    QCOMPARE(m_time->due(), size_t(0));  // no timer is left behind
    const auto outside = ask(*map, {15, 0, 0});
    QVERIFY(outside->size() == 1 && !outside->front().data && !outside->front().error);
}

void TestXyz::oldTilesAreShownAndAskedAbout()
{
    auto map = tiles();
    const auto first = ask(*map, kTile);
    FetchAnswer answer = good(kTile, "\"a\"", kDay);
    answer.lastModified = "Mon, 01 Jan 2024 00:00:00 GMT";
    m_server->answer(answer);
    m_time->pass(kDay + 1);
    const auto again = ask(*map, kTile);
    QCOMPARE(again->size(), size_t(1));  // the old one, at once
    QVERIFY(again->front().data && !again->front().isLast);
    QCOMPARE(m_server->asked.back().etag, "\"a\"");
    QCOMPARE(m_server->asked.back().lastModified, "Mon, 01 Jan 2024 00:00:00 GMT");
    FetchAnswer changed = good({1, 1, 1}, "\"b\"");
    m_server->answer(changed);
    QCOMPARE(again->size(), size_t(2));
    QVERIFY(again->back().isLast);
    QCOMPARE(again->back().data->bytes, namedTile({1, 1, 1}));
}

void TestXyz::unchangedRenews()
{
    auto map = tiles();
    ask(*map, kTile);
    m_server->answer(good(kTile, "\"a\"", kDay));
    m_time->pass(2 * kDay);
    const auto again = ask(*map, kTile);
    FetchAnswer same = status(304);
    same.maxAgeMs = kDay;
    m_server->answer(same);
    QCOMPARE(again->size(), size_t(2));
    QCOMPARE(again->back().data->bytes, namedTile(kTile));
    m_time->pass(kDay - 1);
    QCOMPARE(ask(*map, kTile)->size(), size_t(1));
    QCOMPARE(m_server->asked.size(), size_t(2));
}

void TestXyz::unchangedWithoutATile()
{
    auto map = tiles();
    const auto answers = ask(*map, kTile);
    QVERIFY(m_server->asked[0].etag.isEmpty());
    m_server->answer(status(304));  // nonsense: nothing was there
    QCOMPARE(answers->size(), size_t(1));
    QVERIFY(!answers->front().data && answers->front().error);
    const auto again = ask(*map, kTile);  // may be asked at once, without conditions
    QCOMPARE(m_server->asked.size(), size_t(2));
}

void TestXyz::slowServers()
{
    auto map = tiles();
    const auto answers = ask(*map, kTile);
    m_time->pass(14'999);
    QVERIFY(answers->empty());
    m_time->pass(1);
    QCOMPARE(answers->size(), size_t(1));
    QCOMPARE(answers->front().error->code, ErrorCode::Offline);
    QCOMPARE(map->underWay(), 0);
    m_server->answer(good(kTile));  // too late for the asker, good for the next
    QCOMPARE(answers->size(), size_t(1));
    const auto again = ask(*map, kTile);
    QVERIFY(again->front().data && again->front().isLast);
    QCOMPARE(m_server->asked.size(), size_t(1));
}

void TestXyz::absentIsRemembered()
{
    auto map = tiles();
    int asked = 0;
    for (const int code : {404, 410, 204}) {
        const TileId id{6, asked, 3};
        const auto answers = ask(*map, id);
        m_server->answer(status(code));
        QVERIFY(!answers->front().data && !answers->front().error);
        ask(*map, id);
        QCOMPARE(m_server->asked.size(), size_t(++asked));
    }
    m_time->pass(XyzTiles::kAbsentMs + 1);
    const auto later = ask(*map, {6, 0, 3});
    QCOMPARE(m_server->asked.size(), size_t(asked + 1));
    m_server->answer(good({6, 0, 3}));
    QVERIFY(later->back().data);
}

void TestXyz::wrongAnswersAreNotKept_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("format");
    QTest::addColumn<int>("error");
    const auto row = [](const char* name, int code, const QByteArray& body, TileFormat format,
                         ErrorCode error) {
        QTest::newRow(name) << code << body << int(format) << int(error);
    };
    const auto mvt = TileFormat::Mvt;
    const auto png = TileFormat::Png;
    row("page", 200, "<html>no tile here</html>", mvt, ErrorCode::Corrupt);
    row("cut gzip", 200, gzip(namedTile(kTile)).chopped(3), mvt, ErrorCode::Corrupt);
    row("cut tile", 200, namedTile(kTile).chopped(3), mvt, ErrorCode::Corrupt);
    row("bomb", 200, gzip(QByteArray(64 << 20, '\0')), mvt, ErrorCode::TooLarge);
    row("huge", 200, QByteArray(kMaxTileBytes + 1, 'x'), mvt, ErrorCode::TooLarge);
    row("picture for vector", 200, pngHead(256, 256), mvt, ErrorCode::Corrupt);
    row("vector for picture", 200, namedTile(kTile), png, ErrorCode::Corrupt);
    row("wrong size", 200, pngHead(512, 512), png, ErrorCode::Corrupt);
    row("not square", 200, pngHead(256, 255), png, ErrorCode::Corrupt);
    row("cut picture", 200, pngHead(256, 256).chopped(5), png, ErrorCode::Corrupt);
    row("nothing for a picture", 200, "", png, ErrorCode::Corrupt);
    row("redirect", 302, "", mvt, ErrorCode::Unsupported);
    row("moved", 301, "", mvt, ErrorCode::Unsupported);
    row("forbidden", 403, "", mvt, ErrorCode::NotInScope);
    row("broken", 500, "", mvt, ErrorCode::Offline);
    row("nobody", 0, "", mvt, ErrorCode::Offline);
    row("odd", 99, "", mvt, ErrorCode::Offline);
}

void TestXyz::wrongAnswersAreNotKept()
{
    QFETCH(int, code);
    QFETCH(QByteArray, body);
    QFETCH(int, format);
    QFETCH(int, error);
    auto map = tiles(false, 256, TileFormat(format));
    const auto answers = ask(*map, kTile);
    FetchAnswer answer = status(code);
    answer.body = body;
    answer.location = u"https://elsewhere.example/"_s;
    m_server->answer(answer);
    QCOMPARE(answers->size(), size_t(1));
    QVERIFY(!answers->front().data);
    QCOMPARE(int(answers->front().error->code), error);
    QCOMPARE(map->cache().countTiles().value(), 0);
    const auto soon = ask(*map, kTile);  // not asked again for a while
    QCOMPARE(m_server->asked.size(), size_t(1));
    QCOMPARE(soon->front().error->code, ErrorCode::Later);
    m_time->pass(XyzTiles::kRefusedMs + 1);
    ask(*map, kTile);
    QCOMPARE(m_server->asked.size(), size_t(2));
}

void TestXyz::anOldTileOutlivesTrouble()
{
    auto map = tiles();
    ask(*map, kTile);
    m_server->answer(good(kTile, "\"a\"", kDay));
    for (const int code : {0, 500, 302, 429, 404}) {
        m_time->pass(3 * kDay);
        const auto again = ask(*map, kTile);
        QVERIFY(again->front().data && !again->front().isLast);
        m_server->answer(status(code));
        QCOMPARE(again->size(), size_t(2));
        if (code != 404)
            QCOMPARE(again->back().data->bytes, namedTile(kTile));
    }
}

void TestXyz::aServerThatIsGoneIsLeftAlone()
{
    auto map = tiles();
    for (int i = 0; i < 5; ++i) {
        ask(*map, {8, i, 0});
        m_server->answer(status(0));
    }
    QVERIFY(map->pausedUntilMs() > m_time->monotonicMs());
    const auto refused = ask(*map, {8, 9, 0});
    QCOMPARE(m_server->asked.size(), size_t(5));
    QCOMPARE(refused->front().error->code, ErrorCode::Later);
    m_time->pass(30'000);
    ask(*map, {8, 9, 0});
    QCOMPARE(m_server->asked.size(), size_t(6));
    m_server->answer(status(0));  // still gone: twice as long
    QVERIFY(map->pausedUntilMs() - m_time->monotonicMs() > 30'000);
    for (int i = 0; i < 20; ++i) {
        m_time->pass(XyzTiles::kLongestPauseMs);
        ask(*map, {8, 20 + i, 0});
        m_server->answer(status(0));
        QVERIFY(map->pausedUntilMs() - m_time->monotonicMs() <= XyzTiles::kLongestPauseMs);
    }
    m_time->pass(XyzTiles::kLongestPauseMs);
    ask(*map, {8, 99, 0});
    m_server->answer(good({8, 99, 0}));
    ask(*map, {8, 100, 0});
    m_server->answer(status(0));  // one trouble after a good answer is no reason to pause
    QVERIFY(map->pausedUntilMs() <= m_time->monotonicMs());
}

void TestXyz::aServerMayAskForAPause()
{
    auto map = tiles();
    ask(*map, kTile);
    FetchAnswer slower = status(429);
    slower.retryAfterMs = 90'000;
    m_server->answer(slower);
    m_time->pass(89'999);
    ask(*map, {8, 1, 1});
    QCOMPARE(m_server->asked.size(), size_t(1));
    m_time->pass(1);
    ask(*map, {8, 1, 1});
    QCOMPARE(m_server->asked.size(), size_t(2));
}

void TestXyz::guestsAskForTwoAtATime()
{
    for (const bool own : {false, true}) {
        init();
        auto map = tiles(own);
        std::vector<std::shared_ptr<std::vector<XyzAnswer>>> all;
        for (int i = 0; i < 30; ++i)
            all.push_back(ask(*map, {8, i, 0}));
        while (!m_server->open.empty())
            m_server->answer(good(m_server->open.front().first.id));
        QCOMPARE(m_server->mostOpen, own ? size_t(6) : size_t(2));
        for (const auto& answers : all)
            QVERIFY(answers->size() == 1 && answers->front().data);
        // The latest question is answered first, after those already under way.
        QCOMPARE(m_server->asked[own ? 6 : 2].id, (TileId{8, 29, 0}));
    }
}

void TestXyz::noFetchingAheadAsAGuest()
{
    auto map = tiles(false);
    const auto refused = map->prefetch({kTile});
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::NotAllowed);
    QVERIFY(m_server->asked.empty());
}

void TestXyz::fetchingAheadWaitsBehind()
{
    auto map = tiles(true);
    QVERIFY(map->prefetch(cover({0, 0, 1, 1}, 5)));
    QCOMPARE(map->underWay(), 6);
    const auto wanted = ask(*map, kTile);
    m_server->answer(good(m_server->open.front().first.id));
    QCOMPARE(m_server->asked.back().id, kTile);
    while (!m_server->open.empty())
        m_server->answer(good(m_server->open.front().first.id));
    QCOMPARE(m_server->asked.size(), size_t(1024));
    QVERIFY(wanted->size() == 1 && wanted->front().data);
    QVERIFY(map->prefetch(cover({0, 0, 1, 1}, 5)));  // all there: nothing to ask
    QCOMPARE(m_server->asked.size(), size_t(1024));
    QVERIFY(map->prefetch({{20, 1, 1}, {-1, 0, 0}}));  // none of the server's
    QCOMPARE(m_server->asked.size(), size_t(1024));
    QCOMPARE(map->prefetch(QList<TileId>(XyzTiles::kMaxPrefetch + 1)).error().code,
        ErrorCode::TooLarge);
}

void TestXyz::aFullQueueGivesUpTheOldest()
{
    auto map = tiles();
    std::vector<std::shared_ptr<std::vector<XyzAnswer>>> all;
    for (int i = 0; i < XyzTiles::kMaxQueue + 12; ++i)
        all.push_back(ask(*map, {12, i, 0}));
    QCOMPARE(map->waiting(), XyzTiles::kMaxQueue);
    int given = 0;
    for (const auto& answers : all)
        given += !answers->empty() && answers->front().error ? 1 : 0;
    QCOMPARE(given, 10);  // two are under way
    QVERIFY(!all[2]->empty() && all.back()->empty());
}

void TestXyz::forgottenTilesAnswerNobody()
{
    auto map = tiles();
    const auto first = ask(*map, {8, 1, 0});
    const auto second = ask(*map, {8, 2, 0});
    const auto third = ask(*map, {8, 3, 0});
    map->forget({8, 1, 0});
    map->forget({8, 3, 0});
    m_server->answer(good({8, 1, 0}));
    m_server->answer(good({8, 2, 0}));
    QVERIFY(first->empty() && third->empty());
    QCOMPARE(second->size(), size_t(1));
    QCOMPARE(m_server->asked.size(), size_t(2));
    QVERIFY(ask(*map, {8, 1, 0})->front().data);  // it reached the cache
}

void TestXyz::theEndWhileUnderWay()
{
    auto map = tiles();
    const auto answers = ask(*map, kTile);
    map.reset();
    QCOMPARE(m_time->due(), size_t(0));
    m_server->answer(good(kTile));
    m_time->pass(kDay);
    QVERIFY(answers->empty());
}

void TestXyz::aClockSetBack()
{
    auto map = tiles();
    ask(*map, kTile);
    m_server->answer(good(kTile, "\"a\"", kDay));
    m_time->shiftWall(-30 * kDay);
    const auto again = ask(*map, kTile);  // an age in the future says nothing: ask
    QVERIFY(again->front().data);
    QCOMPARE(m_server->asked.size(), size_t(2));
    m_server->answer(status(304));
    QCOMPARE(again->back().data->bytes, namedTile(kTile));
    ask(*map, kTile);
    QCOMPARE(m_server->asked.size(), size_t(2));
}

void TestXyz::readersOfOtherThreads()
{
    auto map = tiles();
    ask(*map, kTile);
    m_server->answer(good(kTile));
    ask(*map, {8, 1, 1});
    m_server->answer(status(404));
    auto reader = XyzCache::reader(m_path);
    QVERIFY(reader);
    QCOMPARE((*reader)->tile(kTile)->value().bytes, namedTile(kTile));
    QVERIFY(!(*reader)->tile({8, 1, 1}).value());
    QVERIFY(!(*reader)->tile({9, 1, 1}).value());
}

void TestXyz::aBuiltPackOfManyAnswersAtOnce()
{
    m_server->atOnce = [](const FetchRequest& request) { return good(request.id); };
    auto map = tiles(true, 0, TileFormat::Mvt, 64 << 20);
    QVERIFY(map->prefetch(cover({0, 0, 1, 1}, 6)));
    QCOMPARE(m_server->asked.size(), size_t(4096));
    QCOMPARE(map->cache().countTiles().value(), 4096);
    QCOMPARE(map->underWay(), 0);
}

QTEST_APPLESS_MAIN(TestXyz)
#include "tst_geo_xyz.moc"
