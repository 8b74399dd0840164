// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/calendar.h"
#include "core/fixtures.h"
#include "core/ids.h"
#include "core/seeded.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

class TestCalendar : public QObject
{
    Q_OBJECT

private slots:
    void zoneIsFixed();
    void uuidsSortByTime();
    void weekdaysAndExceptions();
    void yearWithoutCalendarIsAssumed();
    void workingMinutesCrossTheNoonBreak();
    void addAndBetweenAreInverse();
    void badYearsAreRefused();
};

void TestCalendar::zoneIsFixed()
{
    QCOMPARE(localDate(0), QDate(1970, 1, 1));
    QCOMPARE(localMinuteOfDay(0), 7 * 60);
    QCOMPARE(localDate(-7 * 60 * kMinuteMs - 1), QDate(1969, 12, 31));
    QCOMPARE(localMinuteOfDay(-7 * 60 * kMinuteMs - 1), 1439);
    const QDate day(2026, 3, 11);
    QCOMPARE(startOfDayUtcMs(day), QDateTime(QDate(2026, 3, 10), QTime(17, 0), Qt::UTC)
                                       .toMSecsSinceEpoch());
    QCOMPARE(endOfDayUtcMs(day), QDateTime(day, QTime(16, 59, 59), Qt::UTC).toMSecsSinceEpoch());
    QCOMPARE(localDate(endOfDayUtcMs(day)), day);
    QCOMPARE(localDate(endOfDayUtcMs(day) + 1000), day.addDays(1));
}

void TestCalendar::uuidsSortByTime()
{
    SeededRandom random("uuid7");
    QString last;
    QSet<Uuid> seen;
    for (int i = 0; i < 1000; ++i) {
        const qint64 now = 1'790'000'000'000 + i;
        const Uuid id = makeUuid7(now, random);
        QCOMPARE(id.data3 >> 12, 7);  // Qt 6.4 knows no version 7
        QCOMPARE(id.variant(), QUuid::DCE);
        const QString text = id.toString(QUuid::WithoutBraces);
        QCOMPARE(QString(text).remove(u'-').left(12).toLongLong(nullptr, 16), now);
        QVERIFY(text > last);
        QVERIFY(!seen.contains(id));
        seen.insert(id);
        last = text;
    }
}

void TestCalendar::weekdaysAndExceptions()
{
    const WorkCalendar calendar = hueCalendar();
    QVERIFY(calendar.isWorkingDay(QDate(2025, 7, 1)));
    QVERIFY(!calendar.isWorkingDay(QDate(2025, 8, 23)));            // Saturday
    QVERIFY(!calendar.isWorkingDay(QDate(2025, 9, 2)));             // holiday
    QVERIFY(calendar.isWorkingDay(QDate(2025, 4, 26)));             // made-up Saturday
    QCOMPARE(calendar.day(QDate(2025, 4, 26)).spans, defaultWeeklyHours()[0]);
    QCOMPARE(calendar.day(QDate(2025, 4, 26)).kind, DayKind::MadeUpWorking);
    QCOMPARE(calendar.day(QDate(2025, 9, 2)).name, u"Quốc khánh"_s);
    QCOMPARE(calendar.rollForward(QDate(2025, 8, 30)), QDate(2025, 9, 3));
    QCOMPARE(calendar.nextWorkingDay(QDate(2025, 8, 29)), QDate(2025, 9, 3));
    QCOMPARE(calendar.addWorkingDays(QDate(2025, 8, 25), 7), QDate(2025, 9, 5));
    QCOMPARE(calendar.addWorkingDays(QDate(2025, 8, 30), 0), QDate(2025, 9, 3));
    QCOMPARE(calendar.workingDaysBetween(QDate(2025, 8, 25), QDate(2025, 9, 5)), 7);
    QCOMPARE(calendar.workingDaysBetween(QDate(2025, 9, 5), QDate(2025, 8, 25)), 0);
}

void TestCalendar::yearWithoutCalendarIsAssumed()
{
    const WorkCalendar calendar = hueCalendar();
    QVERIFY(!calendar.day(QDate(2026, 12, 31)).assumed);
    QVERIFY(calendar.day(QDate(2031, 1, 1)).assumed);
    QVERIFY(calendar.isWorkingDay(QDate(2031, 1, 1)));  // a Wednesday; nobody told us of a holiday
    QVERIFY(calendar.isAssumed(QDate(2026, 12, 30), QDate(2027, 1, 2)));
    QVERIFY(!calendar.isAssumed(QDate(2025, 1, 1), QDate(2026, 12, 31)));
}

void TestCalendar::workingMinutesCrossTheNoonBreak()
{
    const WorkCalendar calendar = hueCalendar();
    const QDate day(2025, 7, 1);
    const auto at = [](QDate d, int h, int m) { return utcMsOf(d, h * 60 + m); };
    QCOMPARE(calendar.addWorkingMinutes(at(day, 11, 0), 30), at(day, 11, 30));
    QCOMPARE(calendar.addWorkingMinutes(at(day, 11, 0), 31), at(day, 13, 31));
    QCOMPARE(calendar.addWorkingMinutes(at(day, 16, 0), 60), at(day, 17, 0));
    QCOMPARE(calendar.addWorkingMinutes(at(day, 16, 0), 61), at(day.addDays(1), 7, 31));
    QCOMPARE(calendar.addWorkingMinutes(at(day, 20, 0), 0), at(day, 20, 0));
    QCOMPARE(calendar.addWorkingMinutes(at(QDate(2025, 8, 29), 17, 0), 450),
             at(QDate(2025, 9, 3), 17, 0));
    QCOMPARE(calendar.workingMinutesBetween(at(day, 0, 0), at(day.addDays(1), 0, 0)), 450);
    QCOMPARE(calendar.workingMinutesBetween(at(day, 12, 0), at(day, 13, 0)), 0);
    QVERIFY(calendar.inReceiverHours(at(day, 7, 30)));
    QVERIFY(calendar.inReceiverHours(at(day, 23, 59)));
    QVERIFY(!calendar.inReceiverHours(at(day, 7, 29)));
    QVERIFY(!calendar.inReceiverHours(at(day, 0, 0)));
}

void TestCalendar::addAndBetweenAreInverse()
{
    const WorkCalendar calendar = hueCalendar();
    SeededRandom random("calendar");
    const qint64 base = startOfDayUtcMs(QDate(2024, 12, 1));
    for (int i = 0; i < 3000; ++i) {
        const qint64 start = base + static_cast<qint64>(random.below(1000)) * kDayMs
                             + static_cast<qint64>(random.below(quint64(kDayMs)));
        const int minutes = 1 + random.upTo(6000);
        const qint64 end = calendar.addWorkingMinutes(start, minutes);
        QVERIFY(end > start);
        QCOMPARE(calendar.workingMsBetween(start, end), minutes * kMinuteMs);
        QVERIFY(calendar.workingMsBetween(start, end - 1) < minutes * kMinuteMs);  // the earliest
        const qint64 middle = start + static_cast<qint64>(random.below(quint64(end - start)));
        QCOMPARE(calendar.workingMsBetween(start, middle) + calendar.workingMsBetween(middle, end),
                 minutes * kMinuteMs);
    }
}

void TestCalendar::badYearsAreRefused()
{
    WorkCalendar calendar;
    const YearCalendar good{2026, {}, defaultWeeklyHours(), {}};
    QVERIFY(calendar.setYear(good));
    YearCalendar year = good;
    year.exceptions = {{QDate(2025, 1, 1), DayKind::Holiday, {}, {}, {}}};
    QCOMPARE(calendar.setYear(year).error().code, ErrorCode::BadInput);
    year.exceptions = {{QDate(2026, 1, 1), DayKind::Holiday, {}, {}, {}},
                       {QDate(2026, 1, 1), DayKind::MadeUpWorking, {}, {}, {}}};
    QVERIFY(!calendar.setYear(year));
    year.exceptions = {{QDate(2026, 1, 3), DayKind::MadeUpWorking, {}, {}, {{600, 500}}}};
    QVERIFY(!calendar.setYear(year));
    year.exceptions = {{QDate(2026, 1, 3), DayKind::Working, {}, {}, {}}};
    QVERIFY(!calendar.setYear(year));
    year = good;
    year.weekly = {};
    QVERIFY(!calendar.setYear(year));  // counting in it would never end
    year = good;
    year.weekly[2] = {{480, 700}, {690, 800}};
    QVERIFY(!calendar.setYear(year));
    year = good;
    year.year = 99999;
    QVERIFY(!calendar.setYear(year));
    QCOMPARE(*calendar.year(2026), good);
    QVERIFY(!calendar.setReceiverHours({600, 600}));
    QVERIFY(calendar.setReceiverHours({0, 1440}));
}

QTEST_APPLESS_MAIN(TestCalendar)
#include "tst_core_calendar.moc"
