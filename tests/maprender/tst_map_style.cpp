// SPDX-License-Identifier: GPL-3.0-or-later
// Styles: the house's own are read whole; what is wrong is named.
#include <QTest>

#include "core/seeded.h"
#include "maprender/map_kit.h"

using namespace Qt::StringLiterals;
using namespace kydai;
using namespace kydai::maprender;
using namespace kydai::maprender::test;

namespace {

QByteArray withRule(const QByteArray& rule)
{
    return R"({"schema": 1, "background": "map.land", "rules": [)" + rule + "]}";
}

}  // namespace

class TestMapStyle : public QObject
{
    Q_OBJECT

private slots:
    void houseStyles()
    {
        for (const QString& dress : {u"dark"_s, u"light"_s, u"contrast"_s, u"print"_s}) {
            const auto style = houseStyle(dress);
            QCOMPARE(style->name(), dress);
            QVERIFY(style->rules().size() > 30);
            QCOMPARE(style->unknownRoles(colours(style->theme())), QStringList());
            QVERIFY(colours(style->theme()).has(style->nearColour()));
        }
    }

    void errorsNameRuleAndField_data()
    {
        QTest::addColumn<QByteArray>("rule");
        QTest::addColumn<QString>("field");
        const auto row = [](const char* name, const char* rule, const char* field) {
            QTest::newRow(name) << QByteArray(rule) << QString::fromLatin1(field);
        };
        row("no layer", R"({"id": "r", "fill": "map.water"})", "layer");
        row("empty layer", R"({"id": "r", "layer": [], "fill": "map.water"})", "layer");
        row("nothing drawn", R"({"id": "r", "layer": "a"})", "fill");
        row("two kinds", R"({"id": "r", "layer": "a", "fill": "x", "line": {"color": "x"}})", "fill");
        row("no colour", R"({"id": "r", "layer": "a", "line": {}})", "color");
        row("unknown field", R"({"id": "r", "layer": "a", "fill": "x", "fil": 1})", "fil");
        row("unknown in line", R"({"id": "r", "layer": "a", "line": {"color": "x", "widht": 1}})", "widht");
        row("zoom", R"({"id": "r", "layer": "a", "fill": "x", "minzoom": 99})", "minzoom");
        row("width", R"({"id": "r", "layer": "a", "line": {"color": "x", "width": 1e9}})", "width");
        row("width text", R"({"id": "r", "layer": "a", "line": {"color": "x", "width": "2"}})", "width");
        row("stops fall", R"({"id": "r", "layer": "a", "line": {"color": "x", "width": [[12, 1], [9, 2]]}})", "width");
        row("stop cut", R"({"id": "r", "layer": "a", "line": {"color": "x", "width": [[12]]}})", "width");
        row("no stops", R"({"id": "r", "layer": "a", "line": {"color": "x", "width": []}})", "width");
        row("dash odd", R"({"id": "r", "layer": "a", "line": {"color": "x", "dash": [1, 2, 3]}})", "dash");
        row("dash null", R"({"id": "r", "layer": "a", "line": {"color": "x", "dash": [0, 0]}})", "dash");
        row("cap", R"({"id": "r", "layer": "a", "line": {"color": "x", "cap": "square"}})", "cap");
        row("filter", R"({"id": "r", "layer": "a", "fill": "x", "filter": []})", "filter");
        row("filter empty", R"({"id": "r", "layer": "a", "fill": "x", "filter": {"class": []}})", "filter");
        row("size", R"({"id": "r", "layer": "a", "label": {"color": "x", "size": 4000}})", "size");
        row("flag", R"({"id": "r", "layer": "a", "label": {"color": "x", "along": 1}})", "along");
    }

    void errorsNameRuleAndField()
    {
        QFETCH(QByteArray, rule);
        QFETCH(QString, field);
        const auto style = MapStyle::parse(withRule(rule));
        QVERIFY(!style);
        QCOMPARE(style.error().code, ErrorCode::BadInput);
        QCOMPARE(style.error().params, QStringList({u"r"_s, field}));
        QVERIFY2(style.error().detail.startsWith(u"r: "_s), qPrintable(style.error().detail));
    }

    void whole()
    {
        QCOMPARE(MapStyle::parse("[1]").error().code, ErrorCode::BadFrame);
        QCOMPARE(MapStyle::parse("{\"schema\": 2, \"rules\": []}").error().code, ErrorCode::Unsupported);
        QCOMPARE(MapStyle::parse("{\"schema\": 1}").error().params.value(1), u"rules"_s);
        QCOMPARE(MapStyle::parse(QByteArray(kMaxStyleBytes + 1, ' ')).error().code, ErrorCode::TooLarge);
        QByteArray many;
        for (int i = 0; i <= kMaxStyleRules; ++i)
            many += QByteArray(i ? "," : "") + R"({"layer": "a", "fill": "x"})";
        QCOMPARE(MapStyle::parse(withRule(many)).error().code, ErrorCode::TooLarge);
    }

    void curves()
    {
        const ZoomCurve road({{10, 1}, {14, 16}});
        QCOMPARE(road.at(5), 1.0);
        QCOMPARE(road.at(12), 4.0);  // by a constant factor
        QCOMPARE(road.at(20), 16.0);
        QCOMPARE(ZoomCurve({{10, 0}, {12, 4}}).at(11), 2.0);
        QCOMPARE(ZoomCurve().at(11), 0.0);
    }

    void languages()
    {
        const QByteArray json = withRule(R"({"layer": "a", "label": {"color": "x"}})");
        QCOMPARE(MapStyle::parse(json)->rules()[0].fields.first(), u"name"_s);
        QCOMPARE(MapStyle::parse(json, u"en"_s)->rules()[0].fields.first(), u"name_en"_s);
    }

    // Bytes of a good style changed at random: read or refused, never more.
    void damage()
    {
        const QByteArray good = fileBytes(source(u"resources/basemap/style_dark.json"_s));
        kydai::test::SeededRandom random("damage");
        int refused = 0;
        for (int i = 0; i < 400; ++i) {
            QByteArray bad = good;
            for (int k = 0; k < 1 + i % 5; ++k)
                bad[random.upTo(static_cast<int>(bad.size()))] = static_cast<char>(random.upTo(256));
            refused += !MapStyle::parse(bad);
        }
        QVERIFY(refused > 0);
    }
};

QTEST_APPLESS_MAIN(TestMapStyle)
#include "tst_map_style.moc"
