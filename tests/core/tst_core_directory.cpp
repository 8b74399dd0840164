// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCborArray>
#include <QCborValue>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include "core/directory.h"
#include "core/directory_json.h"
#include "core/fixtures.h"
#include "core/seeded.h"
#include "core/vietnamese.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

const QDate kToday(2026, 11, 21);

QByteArray data(const char* name)
{
    QFile file(QStringLiteral(KYDAI_SOURCE_DIR "/resources/city/%1.json").arg(QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<Directory> load()
{
    return directoryFromJson(data("areas"), data("agencies"), data("categories"),
                             data("calendars"));
}

QStringList codesOf(const QList<NameHolder>& holders)
{
    QStringList codes;
    for (const NameHolder& h : holders)
        codes.append(h.code);
    return codes;
}

}  // namespace

class TestDirectory : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void counts();
    void calendarsAgreeWithTheFixture();
    void goldenCasesWithTheShippedData();
    void homonymsAreAllShown_data();
    void homonymsAreAllShown();
    void successors();
    void everyCategoryRoutes();
    void routesExplainThemselves();
    void validity();
    void everyOldUnitLeadsToNewOnes();
    void areasAroundAPoint();
    void bounds();
    void cborRoundTrip();
    void cborRefusesNonsense();
    void jsonRefusesNonsense();

private:
    Directory m_city;
};

void TestDirectory::initTestCase()
{
    QElapsedTimer timer;
    timer.start();
    auto city = load();
    if (!city)
        qWarning() << city.error().params << city.error().detail;
    QVERIFY(city);
    m_city = *city;
    QVERIFY2(timer.elapsed() < 2000, "reading the directory is part of every start");
}

void TestDirectory::counts()
{
    QCOMPARE(m_city.agenciesAt(kToday).size(), 159);
    QCOMPARE(m_city.areasAt(kToday).size(), 40);
    int wards = 0, police = 0, alone = 0;
    for (const Agency* a : m_city.agenciesAt(kToday)) {
        wards += a->kind == u"ward" ? 1 : 0;
        police += a->kind == u"ward_police" ? 1 : 0;
        alone += a->hasLead ? 0 : 1;
    }
    QCOMPARE(wards, 40);
    QCOMPARE(police, 40);
    QVERIFY(alone > 0);
    QVERIFY(m_city.categories().size() >= 30);
    QSet<QString> groups;
    for (const Category& c : m_city.categories())
        groups.insert(c.group);
    QVERIFY(groups.size() >= 10);
    for (const Area* a : m_city.areasAt(kToday)) {
        QVERIFY(a->lon > a->west && a->lon < a->east && a->lat > a->south && a->lat < a->north);
        QVERIFY(a->lat > 15.9 && a->lat < 16.8 && a->lon > 107 && a->lon < 108.3);
    }
}

void TestDirectory::calendarsAgreeWithTheFixture()
{
    const WorkCalendar byHand = hueCalendar();
    const WorkCalendar& shipped = m_city.calendar();
    for (QDate d(2025, 1, 1); d.year() < 2027; d = d.addDays(1))
        QVERIFY2(shipped.day(d).spans == byHand.day(d).spans, qPrintable(d.toString(Qt::ISODate)));
    for (int year : {2025, 2026, 2027}) {
        QVERIFY(shipped.year(year));
        for (const DayException& e : shipped.year(year)->exceptions)
            QVERIFY2(!e.source.isEmpty(), qPrintable(e.date.toString(Qt::ISODate)));
    }
    QVERIFY(shipped.isWorkingDay(QDate(2026, 11, 24)));  // not assumed to be a holiday
    QCOMPARE(shipped.receiverHours(), (MinuteSpan{450, 1440}));
}

void TestDirectory::goldenCasesWithTheShippedData()
{
    const auto due = [&](QDate day, int minute) {
        return localDate(m_city.dueFor(Stage::Resolve, Track::Timed, Priority::Normal,
                                       u"HT-DUONG"_s, utcMsOf(day, minute)).dueUtcMs);
    };
    QCOMPARE(due(QDate(2025, 7, 1), 540), QDate(2025, 7, 10));
    QCOMPARE(due(QDate(2025, 8, 23), 540), QDate(2025, 9, 5));
    QCOMPARE(due(QDate(2026, 3, 2), 19 * 60 + 17), QDate(2026, 3, 11));
    const SlaChoice waste =
        m_city.policyFor(Stage::Resolve, Track::Timed, Priority::Normal, u"MT-RAC"_s);
    QCOMPARE(waste.policyCode, u"RESOLVE.3"_s);
}

void TestDirectory::homonymsAreAllShown_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("Thuận Hóa") << u"thuan hoa"_s
        << QStringList{u"19789"_s, u"UBND-19789"_s, u"cu-quan-thuan-hoa"_s,
                       u"UBND-cu-quan-thuan-hoa"_s, u"cu-19762"_s, u"UBND-cu-19762"_s};
    QTest::newRow("Phú Xuân") << u"Phú Xuân"_s
        << QStringList{u"19753"_s, u"UBND-19753"_s, u"cu-quan-phu-xuan"_s,
                       u"UBND-cu-quan-phu-xuan"_s, u"cu-19918"_s, u"UBND-cu-19918"_s};
    QTest::newRow("Phú Vinh") << u"xã Phú Vinh"_s
        << QStringList{u"19945"_s, u"UBND-19945"_s, u"cu-20074"_s, u"UBND-cu-20074"_s};
    QTest::newRow("Hương Phong") << u"huong phong"_s
        << QStringList{u"cu-20002"_s, u"cu-20080"_s, u"UBND-cu-20002"_s, u"UBND-cu-20080"_s};
    QTest::newRow("Hương Xuân") << u"UBND phường Hương Xuân"_s
        << QStringList{u"cu-20017"_s, u"cu-20179"_s, u"UBND-cu-20017"_s, u"UBND-cu-20179"_s};
    QTest::newRow("nobody") << u"Atlantis"_s << QStringList{};
    QTest::newRow("empty") << u" "_s << QStringList{};
}

void TestDirectory::homonymsAreAllShown()
{
    QFETCH(QString, name);
    QFETCH(QStringList, expected);
    QCOMPARE(codesOf(m_city.holdersOfName(name, kToday)), expected);
}

void TestDirectory::successors()
{
    // Two steps: merged in 2021, again in 2025.
    QCOMPARE(m_city.currentAreas(u"cu-19765"_s, kToday), QStringList{u"19753"_s});
    QCOMPARE(m_city.currentAreas(u"cu-19765"_s, QDate(2023, 1, 1)), QStringList{u"cu-19768"_s});
    QCOMPARE(m_city.currentAreas(u"19753"_s, kToday), QStringList{u"19753"_s});
    QCOMPARE(m_city.currentAgencies(u"SGTVT"_s, kToday), QStringList{u"SXD"_s});
    QCOMPARE(m_city.currentAgencies(u"UBND-cu-huyen-nam-dong"_s, kToday).size(), 8);
    QVERIFY(m_city.currentAreas(u"nowhere"_s, kToday).isEmpty());

    Directory ring;
    const Validity past{{}, QDate(2020, 1, 1)};
    QVERIFY(ring.addAgency({u"A"_s, u"A"_s, {}, {}, {}, {}, past, {u"B"_s}, true}));
    QVERIFY(ring.addAgency({u"B"_s, u"B"_s, {}, {}, {}, {}, past, {u"A"_s}, true}));
    QVERIFY(ring.currentAgencies(u"A"_s, kToday).isEmpty());  // a ring ends
}

void TestDirectory::everyCategoryRoutes()
{
    int byDesk = 0;
    for (const Category& c : m_city.categories()) {
        for (const Area* area : m_city.areasAt(kToday)) {
            const RouteProposal p = m_city.route(c.code, area->code, kToday);
            if (c.route == RouteKind::Desk) {
                QVERIFY(p.agency.isEmpty() && p.reason == RouteReason::DeskDecides);
                ++byDesk;
                continue;
            }
            QVERIFY2(m_city.agencyAt(p.agency, kToday), qPrintable(c.code + u" "_s + area->code));
            const QString of = m_city.agency(p.agency)->area;
            QVERIFY(c.route == RouteKind::Fixed || of == area->code);
        }
    }
    QVERIFY(byDesk > 0);
}

void TestDirectory::routesExplainThemselves()
{
    const auto reason = [&](const char16_t* category, const char16_t* area, QDate date) {
        return m_city.route(QString::fromUtf16(category), QString::fromUtf16(area), date).reason;
    };
    QCOMPARE(reason(u"MT-RAC", u"", kToday), RouteReason::ByCategory);
    QCOMPARE(reason(u"HT-DUONG", u"19789", kToday), RouteReason::ByArea);
    QCOMPARE(reason(u"HT-DUONG", u"cu-19762", kToday), RouteReason::BySuccessor);
    QCOMPARE(m_city.route(u"HT-DUONG"_s, u"cu-19762"_s, kToday).agency, u"UBND-19753"_s);
    QCOMPARE(reason(u"HT-DUONG", u"cu-quan-phu-xuan", kToday), RouteReason::Ambiguous);
    QCOMPARE(reason(u"HT-DUONG", u"", kToday), RouteReason::NoArea);
    QCOMPARE(reason(u"KHAC", u"19789", kToday), RouteReason::DeskDecides);
    QCOMPARE(reason(u"nothing", u"19789", kToday), RouteReason::DeskDecides);
    QCOMPARE(reason(u"AN-TRATTU", u"cu-19762", QDate(2024, 1, 1)), RouteReason::NoAgency);
}

void TestDirectory::validity()
{
    QVERIFY(!m_city.agencyAt(u"SGTVT"_s, kToday));
    QVERIFY(m_city.agencyAt(u"SGTVT"_s, QDate(2025, 2, 28)));
    QVERIFY(!m_city.agencyAt(u"SGTVT"_s, QDate(2025, 3, 1)));
    QVERIFY(!m_city.areaAt(u"19753"_s, QDate(2025, 6, 30)));
    QVERIFY(m_city.areaAt(u"19753"_s, QDate(2025, 7, 1)));
    QVERIFY(m_city.agency(u"SGTVT"_s));
    QVERIFY(!m_city.agency(u""_s));
}

void TestDirectory::everyOldUnitLeadsToNewOnes()
{
    for (const Area& a : m_city.areas())
        QVERIFY2(!m_city.currentAreas(a.code, kToday).isEmpty(), qPrintable(a.code));
    for (const Agency& a : m_city.agencies())
        QVERIFY2(!m_city.currentAgencies(a.code, kToday).isEmpty(), qPrintable(a.code));
}

void TestDirectory::areasAroundAPoint()
{
    for (const Area* area : m_city.areasAt(kToday)) {
        const QList<const Area*> around = m_city.areasAround(area->lon, area->lat, kToday);
        QVERIFY(!around.isEmpty());
        QCOMPARE(around.first()->code, area->code);
    }
    QVERIFY(m_city.areasAround(105.85, 21.03, kToday).isEmpty());
}

void TestDirectory::bounds()
{
    Directory d;
    QVERIFY(!d.addAgency({{}, u"x"_s, {}, {}, {}, {}, {}, {}, true}));
    QVERIFY(!d.addAgency({u"x"_s, {}, {}, {}, {}, {}, {}, {}, true}));
    QVERIFY(!d.addAgency({QString(65, u'x'), u"x"_s, {}, {}, {}, {}, {}, {}, true}));
    QVERIFY(!d.addAgency({u"x"_s, u"x"_s, {}, {}, {}, {}, {kToday, kToday.addDays(-1)}, {}, true}));
    Area area;
    area.code = area.name = u"x"_s;
    area.lat = qQNaN();
    QVERIFY(!d.addArea(area));
    Category category;
    category.code = category.nameVi = u"x"_s;
    category.route = RouteKind::Fixed;
    QVERIFY(!d.addCategory(category));
    category.route = RouteKind::Desk;
    category.requiredDocuments = QList<NamedItem>(21, {u"a"_s, u"b"_s, {}});
    QVERIFY(!d.addCategory(category));
    for (int i = 0; i < kMaxDirectorySettings; ++i)
        QVERIFY(d.setSetting(QString::number(i), u"v"_s));
    QCOMPARE(d.setSetting(u"one more"_s, u"v"_s).error().code, ErrorCode::TooLarge);
    QVERIFY(d.setSetting(u"0"_s, u"w"_s));
    QCOMPARE(d.setting(u"0"_s), u"w"_s);
    QCOMPARE(d.setting(u"none"_s, u"f"_s), u"f"_s);
    QVERIFY(d.addUser(u"operator"_s, u"Cán bộ tiếp nhận 1"_s));
    QCOMPARE(d.userName(u"operator"_s), u"Cán bộ tiếp nhận 1"_s);
    QCOMPARE(d.userName(u"other"_s), u"other"_s);
}

void TestDirectory::cborRoundTrip()
{
    Directory d = m_city;
    QVERIFY(d.addUser(u"lead"_s, u"Trưởng ca 1"_s));
    QVERIFY(d.setSetting(u"claim_lease_s"_s, u"600"_s));
    const QByteArray bytes = QCborValue(d.toCbor()).toCbor();
    QVERIFY2(bytes.size() < 200'000, "travels in one frame or a few");
    const auto back = Directory::fromCbor(QCborValue::fromCbor(bytes).toMap());
    QVERIFY(back);
    QVERIFY(*back == d);
    QCOMPARE(back->version(), d.version());
    QCOMPARE(d.version().size(), 16);
    QVERIFY(d.version() != m_city.version());
    QVERIFY(back->agencyAt(u"SXD"_s, kToday));  // the indexes are there again
    QCborMap more = d.toCbor();
    more.insert(u"later"_s, 1);
    QVERIFY(Directory::fromCbor(more));
}

void TestDirectory::cborRefusesNonsense()
{
    QCOMPARE(Directory::fromCbor({}).error().code, ErrorCode::Unsupported);
    const QCborMap good = m_city.toCbor();
    const auto with = [&](const QString& key, const QCborValue& value) {
        QCborMap map = good;
        map.insert(key, value);
        return Directory::fromCbor(map);
    };
    QVERIFY(!with(u"format"_s, 2));
    QVERIFY(!with(u"agencies"_s, 7));
    QVERIFY(!with(u"agencies"_s, QCborArray{7}));
    QVERIFY(!with(u"agencies"_s, QCborArray{QCborMap{{u"c"_s, 7}, {u"n"_s, u"x"_s}}}));
    QVERIFY(!with(u"receiver"_s, QCborArray{100, 5}));
    QVERIFY(!with(u"users"_s, QCborMap{{1, u"x"_s}}));
    QCborArray many;
    for (int i = 0; i <= kMaxDirectoryAreas; ++i)
        many.append(QCborMap{{u"c"_s, QString::number(i)}, {u"n"_s, u"x"_s}});
    QVERIFY(!with(u"areas"_s, many));
    QVERIFY(!with(u"categories"_s, QCborArray{QCborMap{{u"c"_s, u"x"_s}, {u"n"_s, u"x"_s},
                                                       {u"t"_s, 9}}}));

    // Flipped bytes: refused or sound, never a crash; what is sound writes itself out again.
    SeededRandom random("directory bytes");
    Directory small;
    QVERIFY(small.addAgency(*m_city.agency(u"SXD"_s)));
    QVERIFY(small.addArea(*m_city.area(u"19753"_s)));
    QVERIFY(small.addCategory(*m_city.category(u"HT-DUONG"_s)));
    small.setCalendar(m_city.calendar());
    const QByteArray bytes = QCborValue(small.toCbor()).toCbor();
    int refused = 0;
    for (int i = 0; i < 3000; ++i) {
        QByteArray broken = bytes;
        for (int k = 0; k <= random.upTo(4); ++k)
            broken[random.upTo(static_cast<int>(broken.size()))] = static_cast<char>(random.next());
        QCborParserError error;
        const QCborValue value = QCborValue::fromCbor(broken, &error);
        if (error.error != QCborError::NoError)
            continue;  // what Qt hands out then is half a map
        const auto d = Directory::fromCbor(value.toMap());
        refused += d ? 0 : 1;
        if (d)
            QCOMPARE(Directory::fromCbor(d->toCbor())->version(), d->version());
    }
    QVERIFY(refused > 0);
}

void TestDirectory::jsonRefusesNonsense()
{
    const QByteArray areas = data("areas"), agencies = data("agencies"),
                     categories = data("categories"), calendars = data("calendars");
    const auto code = [](const Result<Directory>& r) {
        return r ? ErrorCode::None : r.error().code;
    };
    QCOMPARE(code(directoryFromJson("{", agencies, categories, calendars)), ErrorCode::BadFrame);
    QCOMPARE(code(directoryFromJson("[]", agencies, categories, calendars)), ErrorCode::BadFrame);
    QCOMPARE(code(directoryFromJson(QByteArray(kMaxDirectoryJson + 1, ' '), agencies, categories,
                                    calendars)), ErrorCode::TooLarge);
    // Agencies without their areas, categories without their agencies.
    QCOMPARE(code(directoryFromJson("{}", agencies, categories, calendars)), ErrorCode::BadInput);
    QCOMPARE(code(directoryFromJson(areas, "{}", categories, calendars)), ErrorCode::BadInput);
    const auto changed = [](QByteArray bytes, const char* from, const char* to) {
        KYDAI_ASSERT(bytes.contains(from));
        return bytes.replace(from, to);
    };
    QVERIFY(!directoryFromJson(changed(areas, "2025-06-30", "2025-06-31"), agencies, categories,
                               calendars));
    QVERIFY(!directoryFromJson(areas, agencies, changed(categories, "\"working_days\"", "\"eons\""),
                               calendars));
    QVERIFY(!calendarFromJson(changed(calendars, "\"07:30\"", "\"7:30\"")));
    QVERIFY(!calendarFromJson(changed(calendars, "\"holiday\"", "\"party\"")));
    QVERIFY(!calendarFromJson(changed(calendars, "2025-01-28", "2025-01-27")));
    QVERIFY(!calendarFromJson(changed(calendars, "\"year\": 2026", "\"year\": 2025")));
    QVERIFY(!directoryFromJson(changed(areas, "\"19774\"", "\"19753\""), agencies, categories,
                               calendars));
}

QTEST_APPLESS_MAIN(TestDirectory)
#include "tst_core_directory.moc"
