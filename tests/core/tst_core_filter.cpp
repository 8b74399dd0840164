// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/filter.h"

using namespace kydai;
using namespace Qt::StringLiterals;

class TestFilter : public QObject
{
    Q_OBJECT
private slots:
    void latenessByMoment_data();
    void latenessByMoment();
    void emptyFilterTakesAll();
    void eachFieldSieves();
    void periodIsHalfOpen();
    void wordsAreFolded();
    void latenessMovesWithTheClock();
};

static Case sample()
{
    Case c;
    c.code = u"PA-216935"_s;
    c.title = u"Đèn đường tắt"_s;
    c.address = u"12 Nguyễn Sinh Cung"_s;
    c.state = CaseState::Assigned;
    c.priority = Priority::Complex;
    c.channel = Channel::Zalo;
    c.category = u"lamp"_s;
    c.agency = u"light"_s;
    c.area = u"19753"_s;
    c.createdMs = 1000;
    c.dueMs = 5000;
    c.dueSoonMs = 4000;
    c.reports.append(ReportRef{});
    c.reports.first().text = u"Cả tuyến tối om"_s;
    return c;
}

void TestFilter::latenessByMoment_data()
{
    QTest::addColumn<CaseState>("state");
    QTest::addColumn<qint64>("due");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<Lateness>("expected");
    const auto row = [](const char* name, CaseState s, qint64 due, qint64 now, Lateness l) {
        QTest::newRow(name) << s << due << now << l;
    };
    row("no clock", CaseState::Closed, 0, 10'000, Lateness::None);
    row("in time", CaseState::Assigned, 5000, 3999, Lateness::InTime);
    row("soon from its moment on", CaseState::Assigned, 5000, 4000, Lateness::DueSoon);
    row("the due moment itself is in time", CaseState::Assigned, 5000, 5000, Lateness::DueSoon);
    row("over", CaseState::Assigned, 5000, 5001, Lateness::Overdue);
    row("paused wins", CaseState::Paused, 5000, 9000, Lateness::Paused);
    row("asked", CaseState::NeedsInfo, 0, 9000, Lateness::Paused);
}

void TestFilter::latenessByMoment()
{
    QFETCH(CaseState, state);
    QFETCH(qint64, due);
    QFETCH(qint64, now);
    QTEST(latenessOf(state, due, 4000, now), "expected");
}

void TestFilter::emptyFilterTakesAll()
{
    const FilterSpec all;
    QVERIFY(all.isEmpty());
    QVERIFY(matches(all, sample(), 0));
    QVERIFY(matches(all, Case{}, 9'999'999));
}

void TestFilter::eachFieldSieves()
{
    const Case c = sample();
    const auto check = [&](auto set, auto miss) {
        FilterSpec hit, no;
        set(hit);
        miss(no);
        QVERIFY(!hit.isEmpty());
        QVERIFY(matches(hit, c, 0));
        QVERIFY(!matches(no, c, 0));
    };
    check([](FilterSpec& f) { f.states = filterBit(CaseState::Assigned); },
          [](FilterSpec& f) { f.states = filterBit(CaseState::Closed); });
    check([](FilterSpec& f) { f.priorities = filterBit(Priority::Complex); },
          [](FilterSpec& f) { f.priorities = filterBit(Priority::Urgent); });
    check([](FilterSpec& f) { f.channels = filterBit(Channel::Zalo) | filterBit(Channel::App); },
          [](FilterSpec& f) { f.channels = filterBit(Channel::App); });
    check([](FilterSpec& f) { f.lateness = filterBit(Lateness::InTime); },
          [](FilterSpec& f) { f.lateness = filterBit(Lateness::Overdue); });
    check([](FilterSpec& f) { f.categories = {u"x"_s, u"lamp"_s}; },
          [](FilterSpec& f) { f.categories = {u"x"_s}; });
    check([](FilterSpec& f) { f.agencies = {u"light"_s}; },
          [](FilterSpec& f) { f.agencies = {u"water"_s}; });
    check([](FilterSpec& f) { f.areas = {u"19753"_s}; },
          [](FilterSpec& f) { f.areas = {u"19754"_s}; });
}

void TestFilter::periodIsHalfOpen()
{
    const Case c = sample();
    FilterSpec f;
    f.fromMs = 1000;
    f.toMs = 1001;
    QVERIFY(matches(f, c, 0));
    f.toMs = 1000;
    QVERIFY(!matches(f, c, 0));
    f.fromMs = 1001;
    f.toMs = 0;
    QVERIFY(!matches(f, c, 0));
}

void TestFilter::wordsAreFolded()
{
    const Case c = sample();
    const auto finds = [&](const QString& text) {
        FilterSpec f;
        f.text = text;
        return matches(f, c, 0);
    };
    QVERIFY(finds(u"den duong"_s));
    QVERIFY(finds(u"ĐƯỜNG đèn"_s));
    QVERIFY(finds(u"216935"_s));
    QVERIFY(finds(u"sinh cung tối"_s));
    QVERIFY(finds(u"   "_s));
    QVERIFY(!finds(u"den nuoc"_s));
}

void TestFilter::latenessMovesWithTheClock()
{
    FilterSpec f;
    f.lateness = filterBit(Lateness::DueSoon) | filterBit(Lateness::Overdue);
    QVERIFY(!matches(f, sample(), 3999));
    QVERIFY(matches(f, sample(), 4000));
    QVERIFY(matches(f, sample(), 50'000));
}

QTEST_GUILESS_MAIN(TestFilter)
#include "tst_core_filter.moc"
