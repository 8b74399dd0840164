// SPDX-License-Identifier: GPL-3.0-or-later
// The desk's pure parts: the filter against core's meaning of it, the store's overlay and bound,
// the record model under random change, words of time, what the system says about a disk.
#include <QAbstractItemModelTester>
#include <QDir>
#include <QTemporaryDir>

#include <cmath>

#include "core/casefixture.h"
#include "desk/case_facts.h"
#include "desk/disk_platform.h"
#include "desk/record_model.h"
#include "desk/row_filter.h"
#include "desk/sheet_fields.h"
#include "desk/time_words.h"
#include "desk/words.h"
#include "desk_kit.h"

using namespace kydai;
using namespace kydai::desk;
using namespace kydai::desk::kit;
using kydai::test::midOf;

class TestDeskParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filterMeansWhatCoreMeans_data();
    void filterMeansWhatCoreMeans();
    void candidatesAreOpenNearAndOfTheField_data();
    void candidatesAreOpenNearAndOfTheField();
    void overlaySkipsWhatTheRowCarries();
    void storeForgetsTheOldestButNeverPending();
    void pendingReportMakesACase();
    void recordsChangeInPlace_data();
    void recordsChangeInPlace();
    void wordsOfTime();
    void everyGuardHasASentence();
    void everyErrorHasASentence();
    void typedTimesAreRead();
    void diskIsToldTruthfully();
};

namespace {

Case randomCase(quint32 n, Random& random, qint64 nowMs)
{
    const auto s = randomSummary(n, random, nowMs);
    Case c;
    c.id = idOf(n);
    c.code = s.code;
    c.title = s.title;
    c.state = s.state;
    c.priority = s.priority;
    c.channel = s.channel;
    c.category = s.category;
    c.area = s.area;
    c.agency = s.agency;
    c.createdMs = s.createdMs;
    c.dueMs = s.dueMs;
    c.dueSoonMs = s.dueSoonMs;
    return c;
}

FilterSpec randomFilter(Random& random, qint64 nowMs)
{
    FilterSpec spec;
    const auto bits = [&random](int n) {
        return random.below(3) ? 0u : static_cast<quint32>(random.below(1ull << n));
    };
    spec.states = bits(kCaseStateCount);
    spec.priorities = bits(3);
    spec.channels = bits(11);
    spec.lateness = bits(5);
    static const QStringList kCodes = {u""_s, u"flood"_s, u"light"_s, u"dxd"_s, u"huepc"_s,
                                       u"a1"_s, u"a2"_s, u"never-seen"_s};
    for (QStringList* list : {&spec.categories, &spec.agencies, &spec.areas}) {
        if (random.below(3))
            continue;
        for (quint64 i = random.below(4); i-- > 0;)
            list->append(kCodes.at(static_cast<qsizetype>(random.below(8))));
    }
    if (random.below(3) == 0)
        spec.fromMs = nowMs - static_cast<qint64>(random.below(30ull * kDayMs));
    if (random.below(3) == 0)
        spec.toMs = nowMs - static_cast<qint64>(random.below(30ull * kDayMs));
    return spec;
}

Operation note(quint32 caseNumber, quint64 mid)
{
    Operation op;
    op.mid = midOf(mid);
    op.caseId = idOf(caseNumber);
    op.action = u"note"_s;
    op.args = {{u"text"_s, u"ghi chú %1"_s.arg(mid)}};
    op.actor = {u"operator"_s, {Role::Operator}, {}};
    op.atMs = 1000;
    return op;
}

std::shared_ptr<Case> openCaseOf(quint32 n)
{
    auto c = std::make_shared<Case>(openCase(test::lampReport(), test::smallCity()));
    c->id = idOf(n);
    return c;
}

}  // namespace

void TestDeskParts::filterMeansWhatCoreMeans_data()
{
    QTest::addColumn<quint64>("seed");
    for (int i = 0; i < 10; ++i) {
        const quint64 seed = QRandomGenerator::global()->generate64();
        QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
    }
}

void TestDeskParts::filterMeansWhatCoreMeans()
{
    QFETCH(quint64, seed);
    Fake fake(seed);
    CaseIndex index;
    QList<Case> cases;
    for (quint32 n = 1; n <= 200; ++n) {
        cases.append(randomCase(n, fake, fake.nowMs()));
        index.put(idOf(n), n, protocol::summarise(cases.last()));
    }
    int hits = 0;
    for (int round = 0; round < 200; ++round) {
        const FilterSpec spec = randomFilter(fake, fake.nowMs());
        const RowFilter filter(spec, index);
        const qint64 now = fake.nowMs() + static_cast<qint64>(fake.below(kDayMs));
        for (const Case& c : std::as_const(cases)) {
            const bool expected = matches(spec, c, now);
            hits += expected ? 1 : 0;
            if (filter.matches(index.row(index.slotOf(c.id)), now) != expected) {
                qWarning() << "seed" << seed << "round" << round << c.code << expected;
                QFAIL("the index and the case disagree about a filter");
            }
        }
    }
    QVERIFY(hits > 100);
}

void TestDeskParts::candidatesAreOpenNearAndOfTheField_data() { filterMeansWhatCoreMeans_data(); }

void TestDeskParts::candidatesAreOpenNearAndOfTheField()
{
    QFETCH(quint64, seed);
    Desk desk(seed);
    auto directory = std::make_shared<Directory>();
    const QHash<QString, QString> fields = {
        {u"flood"_s, u"water"_s}, {u"drain"_s, u"water"_s}, {u"light"_s, u"street"_s},
        {u"road"_s, u"street"_s}, {u"lone"_s, u"lone"_s}, {u""_s, u""_s}};
    for (const QString& code : {u"flood"_s, u"drain"_s, u"light"_s, u"road"_s, u"lone"_s}) {
        Category category;
        category.code = category.nameVi = category.nameEn = code;
        if (code != u"lone"_s)
            category.group = fields.value(code);
        QVERIFY(directory->addCategory(category));
    }
    desk.core.setDirectory(directory);
    const QStringList codes = fields.keys();
    const auto category = [&] { return codes.at(static_cast<qsizetype>(desk.fake.below(6))); };
    Case c;
    c.id = idOf(1);
    c.hasPosition = true;
    c.lat = 16.4637;
    c.lon = 107.5909;
    c.createdMs = desk.fake.nowMs() - 10 * kDayMs;
    c.category = category();
    const auto offset = [&] { return (static_cast<double>(desk.fake.below(801)) - 400) * 1e-5; };
    const auto metres = [&c](const protocol::CaseSummary& s) {
        const double narrow = std::cos(c.lat * 3.14159265358979 / 180);
        return std::hypot((s.lat - c.lat) * 111'319, (s.lon - c.lon) * 111'319 * narrow);
    };
    QList<RowUpdate> rows;
    for (quint32 n = 1; n <= 300; ++n) {  // 1 is the case itself
        protocol::CaseSummary s = summaryOf(n, static_cast<CaseState>(desk.fake.below(kCaseStateCount)),
            c.createdMs + (static_cast<qint64>(desk.fake.below(21)) - 10) * kDayMs, 0, 0);
        s.category = category();
        s.hasPosition = desk.fake.below(8) != 0;
        s.flags = s.hasPosition ? quint16(FlagHasPosition) : quint16(0);
        do {  // the index keeps centimetres: nothing on the very edge
            s.lat = c.lat + offset();
            s.lon = c.lon + offset();
        } while (std::abs(metres(s) - 250) < 0.5);
        rows.append(update(n, n, s));
    }
    desk.fill(rows);
    QHash<QString, double> expected;
    for (const RowUpdate& row : std::as_const(rows)) {
        const protocol::CaseSummary& s = row.summary;
        const QString mine = fields.value(c.category), theirs = fields.value(s.category);
        if (row.id != c.id && s.hasPosition && isOpen(s.state) && metres(s) <= 250
            && std::abs(s.createdMs - c.createdMs) <= 7 * kDayMs
            && (mine.isEmpty() || theirs.isEmpty() || mine == theirs))
            expected.insert(row.id.toString(QUuid::WithoutBraces), metres(s));
    }
    QList<double> nearest = expected.values();
    std::sort(nearest.begin(), nearest.end());
    const QList<QVariantList> found = nearbyRecords(desk.core, c);
    QCOMPARE(found.size(), std::min<qsizetype>(5, expected.size()));
    for (qsizetype i = 0; i < found.size(); ++i) {
        const QString id = found.at(i).first().toString();
        QVERIFY(expected.contains(id));
        QVERIFY(std::abs(expected.value(id) - nearest.at(i)) < 0.1);
    }
}

void TestDeskParts::overlaySkipsWhatTheRowCarries()
{
    Store store;
    store.setDirectory(std::make_shared<Directory>(test::smallCity()));
    store.putConfirmed(openCaseOf(1));
    const auto lines = [&store] { return store.effective(idOf(1))->timeline.size(); };
    const auto before = lines();
    QCOMPARE(store.setPending({note(1, 71), note(1, 72)}), QList<Uuid>{idOf(1)});
    QCOMPARE(lines(), before + 2);
    QCOMPARE(store.confirmed(idOf(1))->timeline.size(), before);
    QVERIFY(store.setPending({note(1, 71), note(1, 72)}).isEmpty());  // nothing new

    // The server's row arrives before the outbox is settled: nothing is applied twice.
    auto applied = *reduce(*store.confirmed(idOf(1)), note(1, 71), test::smallCity());
    applied.seq = 9;
    store.putConfirmed(std::make_shared<const Case>(applied));
    QCOMPARE(lines(), before + 2);
    store.setPending({});
    QCOMPARE(lines(), before + 1);
}

void TestDeskParts::storeForgetsTheOldestButNeverPending()
{
    Store store(100);
    store.setDirectory(std::make_shared<Directory>(test::smallCity()));
    store.putConfirmed(openCaseOf(1));
    store.setPending({note(1, 5)});
    for (quint32 n = 2; n <= 400; ++n) {
        store.putConfirmed(openCaseOf(n));
        (void)store.effective(idOf(2));  // looked at all the time
    }
    QVERIFY(store.count() <= 100);
    QVERIFY(store.holds(idOf(1)));
    QVERIFY(store.holds(idOf(2)));
    QVERIFY(store.holds(idOf(400)));
    QVERIFY(!store.holds(idOf(3)));
}

void TestDeskParts::pendingReportMakesACase()
{
    Store store;
    store.setDirectory(std::make_shared<Directory>(test::smallCity()));
    Operation op;
    op.mid = midOf(3);
    op.caseId = idOf(7);
    op.action = kReportAction.toString();
    op.args = {{u"text"_s, u"Cây đổ chắn đường"_s}, {u"phone"_s, u"0900 000 444"_s},
               {u"priority"_s, u"urgent"_s}, {u"position"_s, u"16.46,107.59"_s}};
    op.actor.user = u"operator"_s;
    op.atMs = 5000;
    store.setPending({op});
    const CasePtr c = store.effective(idOf(7));
    QVERIFY(c);
    QCOMPARE(c->reports.first().text, u"Cây đổ chắn đường"_s);
    QCOMPARE(c->reports.first().reporterMasked, u"•••444"_s);
    QVERIFY(c->priority == Priority::Urgent);
    QVERIFY(c->hasPosition);
    store.setPending({});
    QVERIFY(!store.effective(idOf(7)));
}

void TestDeskParts::recordsChangeInPlace_data() { filterMeansWhatCoreMeans_data(); }

void TestDeskParts::recordsChangeInPlace()
{
    QFETCH(quint64, seed);
    Fake fake(seed);
    RecordModel model({"key", "text"});
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    for (int step = 0; step < 200; ++step) {
        QList<QVariantList> next;
        QStringList keys;
        for (int i = 0; i < 12; ++i) {
            const QString key = QString::number(fake.below(20));
            if (!keys.contains(key))
                keys.append(key);
        }
        for (const QString& key : std::as_const(keys))
            next.append({key, u"%1-%2"_s.arg(key).arg(fake.below(2))});
        model.setRecords(next);
        QCOMPARE(model.records(), next);
    }
}

void TestDeskParts::wordsOfTime()
{
    const qint64 now = utcMsOf(QDate(2026, 10, 20), 19 * 60 + 42);  // a Tuesday
    const WorkCalendar calendar = test::hueCalendar();
    const auto due = [&](Lateness l, qint64 dueMs) {
        return words::dueWords(l, dueMs, now, calendar).text;
    };
    QCOMPARE(due(Lateness::InTime, now + 7 * kMinuteMs), u"7 min left"_s);
    QCOMPARE(due(Lateness::InTime, now + 72 * kMinuteMs), u"1 h 12 min left"_s);
    QCOMPARE(due(Lateness::Overdue, now - 38 * kMinuteMs), u"38 min late"_s);
    QCOMPARE(due(Lateness::InTime, endOfDayUtcMs(QDate(2026, 10, 23))), u"3 working days left"_s);
    QCOMPARE(due(Lateness::InTime, endOfDayUtcMs(QDate(2026, 10, 20))), u"due today"_s);
    QCOMPARE(due(Lateness::Overdue, endOfDayUtcMs(QDate(2026, 10, 16))), u"2 working days late"_s);
    QCOMPARE(due(Lateness::Paused, 0), u"paused"_s);
    QCOMPARE(words::dueAtText(now + 23 * kMinuteMs, now), u"due at 20:05"_s);
    QCOMPARE(words::dueAtText(endOfDayUtcMs(QDate(2026, 10, 30)), now), u"due 30/10"_s);
    QCOMPARE(words::whenText(now - kDayMs, now), u"19/10 19:42"_s);
    QCOMPARE(words::clockDigits(462'000), u"07:42"_s);
    QCOMPARE(words::countText(216941), u"216,941"_s);
    QCOMPARE(words::weekdayText(now), u"Tuesday"_s);
    QCOMPARE(words::initialsOf(u"Trực ban 03"_s), u"03"_s);
    QCOMPARE(words::initialsOf(u"Công dân"_s), u"CD"_s);
    QVERIFY(qAbs(words::fractionLeft(0, 100, 25) - 0.75) < 1e-9);
}

void TestDeskParts::everyGuardHasASentence()
{
    QSet<QString> seen;
    for (int i = 0; i < 32; ++i) {
        const char* code = codeOf(static_cast<Guard>(1u << i));
        if (!*code)
            continue;
        const QString text = words::guardSentence(QString::fromLatin1(code), {});
        QVERIFY2(!text.contains(QLatin1StringView(code)) && text.endsWith(u'.'), code);
        QVERIFY2(!seen.contains(text), code);
        seen.insert(text);
    }
    QVERIFY(seen.size() >= 20);
}

void TestDeskParts::everyErrorHasASentence()
{
    for (int code : {1,  2,  3,  4,  5,  6,  20, 21, 22, 23, 24, 25, 26, 27,
                     28, 40, 41, 42, 43, 44, 45, 60, 61, 62, 63, 65, 70}) {
        const QString text =
            words::sentence({static_cast<ErrorCode>(code), {u"text"_s, u"x"_s}, {}});
        QVERIFY2(!text.isEmpty(), qPrintable(QString::number(code)));
    }
    QVERIFY(words::sentence({ErrorCode::None, {}, {}}).isEmpty());
}

void TestDeskParts::typedTimesAreRead()
{
    const Field field{"until", FieldKind::Time, true, "Until"};
    const auto ms = argumentOf(field, u"20/10/2026 19:42"_s);
    QVERIFY(ms && ms->toLongLong() == utcMsOf(QDate(2026, 10, 20), 19 * 60 + 42));
    QCOMPARE(enteredOf(field, *ms).toString(), u"20/10/2026 19:42"_s);
    QVERIFY(!argumentOf(field, u"tomorrow"_s));
    QVERIFY(!argumentOf(field, u"31/02/2026 10:00"_s));
    QVERIFY(!argumentOf(field, QString())->isValid());
    const Field day{"letterDate", FieldKind::Day, false, "Letter date"};
    QCOMPARE(argumentOf(day, u"22/09/2025"_s)->toString(), u"2025-09-22"_s);
}

void TestDeskParts::diskIsToldTruthfully()
{
    QTemporaryDir root;
    const QDir dir(root.path());
    const auto file = [&dir](const QString& path, const QByteArray& text) {
        QVERIFY(dir.mkpath(QFileInfo(path).path()));
        QFile out(dir.filePath(path));
        QVERIFY(out.open(QIODevice::WriteOnly));
        out.write(text);
    };
    file(u"sys/sda/sda2/partition"_s, "2");
    file(u"sys/dm-0/dm/uuid"_s, "CRYPT-LUKS2-0123-home\n");
    file(u"sys/dm-1/dm/uuid"_s, "LVM-abc\n");
    file(u"sys/dm-1/slaves/dm-0/x"_s, "");
    file(u"sys/dm-2/dm/uuid"_s, "LVM-def\n");
    file(u"sys/dm-2/slaves/sda2/x"_s, "");
    QVERIFY(dir.mkpath(u"dev/mapper"_s));
    for (const QString& n : {u"0"_s, u"1"_s, u"2"_s}) {
        file(u"dev/dm-"_s + n, "");
        QFile::link(dir.filePath(u"dev/dm-"_s + n), dir.filePath(u"dev/mapper/v"_s + n));
    }
    const QString mounts =
        u"/dev/sda2 / ext4 rw 0 0\noverlay /over overlay rw 0 0\n"
        "/dev/mapper/v0 /home ext4 rw 0 0\n/dev/mapper/v1 /srv/my\\040data ext4 rw 0 0\n"
        "/dev/mapper/v2 /var ext4 rw 0 0\n/dev/gone /gone ext4 rw 0 0\n"_s;
    const auto state = [&](const QString& folder) {
        return diskFactsFrom(folder, mounts, dir.filePath(u"sys"_s), dir.filePath(u"dev"_s));
    };
    QVERIFY(state(u"/root/profile"_s).state == DiskState::Plain);
    QVERIFY(state(u"/home/desk/profile"_s).state == DiskState::Encrypted);
    QCOMPARE(state(u"/home/desk/profile"_s).method, u"LUKS2"_s);
    QVERIFY(state(u"/srv/my data/x"_s).state == DiskState::Encrypted);  // LVM on LUKS
    QVERIFY(state(u"/var/lib"_s).state == DiskState::Plain);            // LVM in the clear
    QVERIFY(state(u"/over/x"_s).state == DiskState::Unknown);
    QVERIFY(state(u"/gone/x"_s).state == DiskState::Unknown);
    QVERIFY(state(u"/homeless"_s).state == DiskState::Plain);           // not under /home
}

QTEST_GUILESS_MAIN(TestDeskParts)
#include "tst_desk_parts.moc"
