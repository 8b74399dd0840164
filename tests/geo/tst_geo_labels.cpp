// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <limits>
#include <map>
#include <numbers>

#include "geo/geo_kit.h"
#include "geo/label_placer.h"

using namespace kydai;
using namespace kydai::geo;
using namespace kydai::test;

namespace {

using Corners = std::array<ScreenPoint, 4>;

// Two rectangles at any angle: apart when the normal of a side parts them.
bool intersect(const Corners& a, const Corners& b)
{
    for (const Corners* shape : {&a, &b}) {
        for (size_t i = 0; i < 2; ++i) {
            const double nx = (*shape)[i + 1].y - (*shape)[i].y;
            const double ny = (*shape)[i].x - (*shape)[i + 1].x;
            double low[2] = {1e300, 1e300}, high[2] = {-1e300, -1e300};
            for (size_t k = 0; k < 4; ++k) {
                const double da = a[k].x * nx + a[k].y * ny, db = b[k].x * nx + b[k].y * ny;
                low[0] = std::min(low[0], da), high[0] = std::max(high[0], da);
                low[1] = std::min(low[1], db), high[1] = std::max(high[1], db);
            }
            const double length = std::hypot(nx, ny);
            if (high[0] <= low[1] + 1e-9 * length || high[1] <= low[0] + 1e-9 * length)
                return false;
        }
    }
    return true;
}

Label makeLabel(SeededRandom& random, quint64 feature, const LabelOptions& o)
{
    Label label;
    label.feature = feature;
    label.domain = random.oneIn(3) ? LabelDomain::Reports : LabelDomain::Map;
    label.priority = random.upTo(4);
    label.width = 20 + 100 * unit(random);
    label.height = 10 + 8 * unit(random);
    label.gap = random.upTo(8);
    label.centred = random.oneIn(4);
    if (!random.oneIn(3))
        label.name = QString::number(random.upTo(60));
    ScreenPoint at{o.width * (1.2 * unit(random) - 0.1), o.height * (1.2 * unit(random) - 0.1)};
    label.at.push_back(at);
    if (random.oneIn(3)) {
        const double heading = 2 * std::numbers::pi * unit(random);
        for (int i = random.upTo(8); i >= 0; --i) {
            const double turn = heading + 0.2 * bell(random);
            at.x += 60 * std::cos(turn);
            at.y += 60 * std::sin(turn);
            label.at.push_back(at);
        }
    }
    return label;
}

std::vector<Label> makeLabels(SeededRandom& random, const LabelOptions& o, int count)
{
    std::vector<Label> labels;
    for (int i = 0; i < count; ++i)
        labels.push_back(makeLabel(random, static_cast<quint64>(i), o));
    return labels;
}

void pan(std::vector<Label>& labels, double dx, double dy)
{
    for (Label& label : labels) {
        for (ScreenPoint& p : label.at) {
            p.x += dx;
            p.y += dy;
        }
    }
}

}  // namespace

class TestLabels : public QObject
{
    Q_OBJECT

private slots:
    void badLabelsAreLeftOut();
    void labelsNeverMeet();
    void aPanMovesThemAndNoMore();
    void whatStoodStays();
    void sameNameOnceInItsDistance();
    void importantOnesComeFirst();
    void alongALine();
};

void TestLabels::badLabelsAreLeftOut()
{
    LabelPlacer placer;
    std::vector<Label> labels(5);
    labels[0].width = labels[0].height = 10;  // no place
    labels[1] = labels[0];
    labels[1].at = {{std::numeric_limits<double>::quiet_NaN(), 5}};
    labels[2].at = {{50, 50}};  // no size
    labels[3] = labels[0];
    labels[3].at = {{5000, 5000}};  // not in view
    labels[4] = labels[0];
    labels[4].at = {{50, 50}};
    const auto placed = placer.place(labels, {200, 200});
    QCOMPARE(placed.size(), 1u);
    QCOMPARE(placed[0].index, 4u);
}

void TestLabels::labelsNeverMeet()
{
    SeededRandom random("labels");
    int pairs = 0, sloped = 0;
    for (int round = 0; round < 60 || pairs < 10'000 || sloped < 500; ++round) {
        LabelPlacer placer;
        const LabelOptions options{800, 500};
        auto labels = makeLabels(random, options, 50 + random.upTo(250));
        for (int frame = 0; frame < 4; ++frame) {
            const auto placed = placer.place(labels, options);
            for (size_t i = 0; i < placed.size(); ++i) {
                sloped += std::abs(placed[i].angle) > 0.1;
                QVERIFY(std::abs(placed[i].angle) <= std::numbers::pi / 2 + 1e-9);
                for (size_t k = 0; k < i; ++k) {
                    if (placed[i].domain != placed[k].domain)
                        continue;
                    ++pairs;
                    QVERIFY(!intersect(LabelPlacer::corners(labels[placed[i].index], placed[i]),
                                       LabelPlacer::corners(labels[placed[k].index], placed[k])));
                }
            }
            pan(labels, 30 * bell(random), 30 * bell(random));
            for (int i = 0; i < 20; ++i) {
                const quint64 feature = random.below(labels.size());
                labels[feature] = makeLabel(random, feature, options);
            }
        }
    }
}

void TestLabels::aPanMovesThemAndNoMore()
{
    SeededRandom random("pan");
    int stayed = 0;
    while (stayed < 10'000) {
        LabelPlacer placer;
        LabelOptions options{1000, 600};
        auto labels = makeLabels(random, options, 20 + random.upTo(200));
        // The view holds all: nobody comes in or goes out at its border.
        options = {3000, 3000};
        pan(labels, 1200, 1200);
        auto before = placer.place(labels, options);
        for (int step = 0; step < 5; ++step) {
            const double dx = random.upTo(3) - 1, dy = random.upTo(3) - 1;
            pan(labels, dx, dy);
            const auto after = placer.place(labels, options);
            QCOMPARE(after.size(), before.size());
            std::map<std::pair<quint64, LabelDomain>, PlacedLabel> known;
            for (const PlacedLabel& p : before)
                known[{p.feature, p.domain}] = p;
            for (const PlacedLabel& p : after) {
                QVERIFY(known.contains({p.feature, p.domain}));
                const PlacedLabel& old = known[{p.feature, p.domain}];
                QCOMPARE(p.choice, old.choice);
                QVERIFY(std::abs(p.middle.x - old.middle.x - dx) < 1e-6);
                QVERIFY(std::abs(p.middle.y - old.middle.y - dy) < 1e-6);
                QVERIFY(std::abs(p.angle - old.angle) < 1e-6);
                ++stayed;
            }
            before = after;
        }
    }
}

void TestLabels::whatStoodStays()
{
    SeededRandom random("stays");
    int stood = 0;
    while (stood < 10'000) {
        LabelPlacer placer;
        const LabelOptions options{1000, 600};
        auto labels = makeLabels(random, options, 60);
        const auto before = placer.place(labels, options);
        // Others of no more importance than any of them come along, with lower numbers than theirs.
        std::vector<Label> more;
        for (quint64 i = 0; i < 60; ++i) {
            Label label = makeLabel(random, 1000 + i, options);
            label.priority = -random.upTo(2);
            more.push_back(label);
        }
        for (Label& label : labels)
            label.priority = std::max(label.priority, 0);
        std::vector<Label> all(more);
        all.insert(all.end(), labels.begin(), labels.end());
        std::map<std::pair<quint64, LabelDomain>, int> after;
        for (const PlacedLabel& p : placer.place(all, options))
            after[{p.feature, p.domain}] = p.choice;
        for (const PlacedLabel& p : before) {
            const auto at = after.find({p.feature, p.domain});
            QVERIFY(at != after.end() && at->second == p.choice);
            ++stood;
        }
    }
}

void TestLabels::sameNameOnceInItsDistance()
{
    SeededRandom random("names");
    int pairs = 0;
    while (pairs < 10'000) {
        LabelPlacer placer;
        const LabelOptions options{1500, 900};
        auto labels = makeLabels(random, options, 200);
        const auto placed = placer.place(labels, options);
        for (size_t i = 0; i < placed.size(); ++i) {
            for (size_t k = 0; k < i; ++k) {
                const QString& name = labels[placed[i].index].name;
                if (name.isEmpty() || name != labels[placed[k].index].name
                    || placed[i].domain != placed[k].domain)
                    continue;
                QVERIFY(std::hypot(placed[i].middle.x - placed[k].middle.x,
                                   placed[i].middle.y - placed[k].middle.y)
                        >= options.repeatDistance - options.padding);
                ++pairs;
            }
        }
    }
}

void TestLabels::importantOnesComeFirst()
{
    LabelPlacer placer;
    std::vector<Label> labels(3);
    for (size_t i = 0; i < labels.size(); ++i) {
        labels[i].feature = i;
        labels[i].width = 80;
        labels[i].height = 14;
        labels[i].centred = true;
        labels[i].at = {{100, 100}};
    }
    labels[1].priority = 5;
    labels[2].domain = LabelDomain::Reports;
    auto placed = placer.place(labels, {200, 200});
    QCOMPARE(placed.size(), 2u);  // the report's label sees only reports'
    QCOMPARE(placed[0].feature, 1ull);
    QCOMPARE(placed[1].feature, 2ull);
    // More important than what stood: it yields.
    labels[0].priority = 9;
    placed = placer.place(labels, {200, 200});
    QCOMPARE(placed[0].feature, 0ull);
}

void TestLabels::alongALine()
{
    LabelPlacer placer;
    std::vector<Label> labels(1);
    labels[0].width = 60;
    labels[0].height = 12;
    labels[0].at = {{200, 200}, {100, 100}};  // runs to the left: the text still reads to the right
    auto placed = placer.place(labels, {300, 300});
    QCOMPARE(placed.size(), 1u);
    QVERIFY(std::abs(placed[0].angle - std::numbers::pi / 4) < 1e-9);
    QVERIFY(std::abs(placed[0].middle.x - 150) < 1e-9 && std::abs(placed[0].middle.y - 150) < 1e-9);
    labels[0].width = 150;  // longer than the line
    QVERIFY(placer.place(labels, {300, 300}).empty());
    labels[0].width = 60;
    labels[0].at = {{100, 100}, {150, 100}, {150, 150}};  // a corner right under it
    QVERIFY(placer.place(labels, {300, 300}).empty());
    labels[0].at = {{20, 100}, {220, 100}, {220, 150}};   // room before the corner
    placed = placer.place(labels, {300, 300});
    QCOMPARE(placed.size(), 1u);
    QCOMPARE(placed[0].angle, 0.0);
}

QTEST_APPLESS_MAIN(TestLabels)
#include "tst_geo_labels.moc"
