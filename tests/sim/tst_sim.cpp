// SPDX-License-Identifier: GPL-3.0-or-later
// The simulator as a test: schedules that must hold, and planted bugs that must be found.
//   tst_sim [--schedules N] [--seed S] [--verbose] [Qt Test options]
// A finding names its seed: tst_sim --schedules 1 --seed S runs that one again.
#include <cstdio>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHashFunctions>
#include <QTemporaryDir>
#include <QTest>

#include "sim/sim_world.h"

using namespace kydai;
using namespace kydai::sim;
using namespace Qt::StringLiterals;

namespace {

int schedules = 300;
quint64 firstSeed = 1;
bool verbose = false;

struct Planted { Bug bug; const char* name; };
constexpr Planted kPlanted[] = {
    {Bug::ForgetsResults, "forgets-results"}, {Bug::TailFromNow, "tail-from-now"},
    {Bug::NoLeaves, "no-leaves"},             {Bug::SettlesEarly, "settles-early"},
    {Bug::IgnoresOrder, "ignores-order"},     {Bug::ShowsReporter, "shows-reporter"},
};

unsigned long long number(quint64 seed)
{
    return seed;
}

SimReport runOne(quint64 seed, Bug bug)
{
    SimOptions options;
    options.seed = seed;
    options.bug = bug;
    // Every tenth desk lives in files that a crash closes and opens again.
    QTemporaryDir dir;
    if (seed % 10 == 0 && bug == Bug::None)
        options.dir = dir.path();
    return SimWorld(options).run();
}

}  // namespace

class TestSim : public QObject
{
    Q_OBJECT

private slots:
    void sameSeedSameRun();
    void schedulesHold();
    void plantedBugsAreFound_data();
    void plantedBugsAreFound();
};

void TestSim::sameSeedSameRun()
{
    const SimReport a = runOne(firstSeed, Bug::None), b = runOne(firstSeed, Bug::None);
    QCOMPARE(a.steps, b.steps);
    QCOMPARE(a.acts, b.acts);
    QCOMPARE(a.applied, b.applied);
    QCOMPARE(a.findings, b.findings);
}

void TestSim::schedulesHold()
{
    SimReport sum;
    int bad = 0;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < schedules; ++i) {
        const quint64 seed = firstSeed + static_cast<quint64>(i);
        const SimReport r = runOne(seed, Bug::None);
        for (const QString& finding : r.findings)
            std::printf("seed %llu: %s\n", number(seed), qPrintable(finding));
        bad += !r.findings.isEmpty();
        sum.acts += r.acts;
        sum.applied += r.applied;
        sum.refused += r.refused;
        sum.withdrawn += r.withdrawn;
        sum.cuts += r.cuts;
        sum.links += r.links;
        sum.crashes += r.crashes;
        sum.restarts += r.restarts;
        sum.repeats += r.repeats;
        sum.laters += r.laters;
        sum.faults += r.faults;
        sum.storeFailures += r.storeFailures;
        sum.resets += r.resets;
        sum.cases += r.cases;
        if (verbose)
            std::printf("seed %llu: %lld acts, %lld applied, %lld links, %lld steps\n",
                        number(seed), r.acts, r.applied, r.links, r.steps);
    }
    std::printf("%d schedules from seed %llu in %lld ms: %lld acts (%lld applied, %lld refused, "
                "%lld withdrawn), %lld links, %lld cuts, %lld desk crashes, %lld server restarts, "
                "%lld repeats, %lld temporary refusals, %lld storage faults, "
                "%lld failed server commits, %lld cache resets, %lld cases\n",
                schedules, number(firstSeed), static_cast<long long>(timer.elapsed()), sum.acts,
                sum.applied, sum.refused, sum.withdrawn, sum.links, sum.cuts, sum.crashes,
                sum.restarts, sum.repeats, sum.laters, sum.faults, sum.storeFailures, sum.resets,
                sum.cases);
    QCOMPARE(bad, 0);
    // A world in which nothing happens would hold too.
    QVERIFY(sum.applied > 10LL * schedules);
    QVERIFY(schedules < 50 || (sum.repeats > 0 && sum.laters > 0 && sum.crashes > 0
                               && sum.restarts > 0 && sum.refused > 0 && sum.withdrawn > 0
                               && sum.resets > 0 && sum.storeFailures > 0));
}

void TestSim::plantedBugsAreFound_data()
{
    QTest::addColumn<int>("bug");
    for (const Planted& planted : kPlanted)
        QTest::newRow(planted.name) << static_cast<int>(planted.bug);
}

void TestSim::plantedBugsAreFound()
{
    QFETCH(int, bug);
    for (int i = 0; i < std::max(schedules, 20); ++i) {
        const SimReport r = runOne(firstSeed + static_cast<quint64>(i), static_cast<Bug>(bug));
        if (!r.findings.isEmpty()) {
            std::printf("%s: found by schedule %d: %s\n", QTest::currentDataTag(), i + 1,
                        qPrintable(r.findings.first()));
            return;
        }
    }
    QFAIL("the planted bug was not found: the oracle is blind");
}

int main(int argc, char** argv)
{
    QList<char*> rest;
    for (int i = 0; i < argc; ++i) {
        const QByteArray arg(argv[i]);
        const bool hasValue = i + 1 < argc;
        if (arg == "--schedules" && hasValue)
            schedules = QByteArray(argv[++i]).toInt();
        else if (arg == "--seed" && hasValue)
            firstSeed = QByteArray(argv[++i]).toULongLong();
        else if (arg == "--verbose")
            verbose = true;
        else
            rest.append(argv[i]);
    }
    std::setvbuf(stdout, nullptr, _IOLBF, 1024);  // a crash must not swallow the seed
    // The watchdog of Qt Test ends a function after 5 minutes: a sanitizer needs longer.
    qputenv("QTEST_FUNCTION_TIMEOUT", "3600000");
    QHashSeed::setDeterministicGlobalSeed();  // a seed means one run
    QCoreApplication app(argc, argv);
    TestSim test;
    return QTest::qExec(&test, static_cast<int>(rest.size()), rest.data());
}

#include "tst_sim.moc"
