// SPDX-License-Identifier: GPL-3.0-or-later
// The cache file: reading, search, erasure, damage, owner.
#include <sqlite3.h>

#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include "deskdb/cache_db.h"
#include "deskdb/cache_reader.h"
#include "deskdb/make_case.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

const Uuid kEpoch(u"{01900000-0000-7000-8000-0000000000e1}"_s);

Result<CacheDb> filled(const QString& path, const QStringList& texts)
{
    auto cache = CacheDb::open(path);
    if (!cache)
        return cache;
    protocol::Page page;
    for (qsizetype i = 0; i < texts.size(); ++i)
        page.rows.append(makeRow(quint32(i + 1), i + 1, texts.at(i)));
    page.final = true;
    if (auto r = cache->beginSnapshot(kEpoch, texts.size(), "s"); !r)
        return tl::unexpected<Error>(r.error());
    if (auto r = cache->applyPage(page); !r)
        return tl::unexpected<Error>(r.error());
    return cache;
}

}  // namespace

class TestCache : public QObject
{
    Q_OBJECT

private slots:
    void indexCarriesTheSummary();
    void bodiesAndCodes();
    void searchFoldsVietnamese();
    void searchTakesNoOperators();
    void searchFollowsEveryChange();
    void leavingErasesEveryByte();
    void readersSeeCommittedRowsOnly();
    void brokenAndForeignFilesAreSetAside();
    void resetDeletesEverything();
    void ownerAndDirectoryAreKept();

private:
    QString file(const char* name) const { return m_dir.filePath(QLatin1String(name)); }
    QTemporaryDir m_dir;
};

void TestCache::indexCarriesTheSummary()
{
    auto cache = CacheDb::open(u":memory:"_s);
    Case c = makeCase(5, 3, u"Cây đổ chắn đường"_s);
    c.state = CaseState::Screening;
    c.priority = Priority::Urgent;
    c.channel = Channel::Zalo;
    c.claim = Claim{u"operator"_s, 1792400600000};
    QVERIFY(cache->beginSnapshot(kEpoch, 3, "s"));
    QVERIFY(cache->applyPage({1, "k", {{c.id, 3, protocol::encodeCase(c)}}, true}));
    int rows = 0;
    const auto read = CacheReader::over(*cache).readIndex([&](const CacheIndexRow& row) {
        ++rows;
        QCOMPARE(row.id, c.id);
        QCOMPARE(row.seq, 3);
        QCOMPARE(row.state, CaseState::Screening);
        QCOMPARE(row.priority, Priority::Urgent);
        QCOMPARE(row.channel, Channel::Zalo);
        QCOMPARE(row.createdMs, c.createdMs);
        QCOMPARE(row.dueMs, c.dueMs);
        QCOMPARE(row.dueSoonMs, c.dueSoonMs);
        QCOMPARE(row.claimUntilMs, c.claim.untilMs);
        QCOMPARE(row.lat, c.lat);
        QCOMPARE(row.lon, c.lon);
        QVERIFY(row.flags & FlagHasPosition);
        QVERIFY(row.flags & FlagClaimed);
        QCOMPARE(row.code.toByteArray(), c.code.toUtf8());
        QCOMPARE(row.category.toByteArray(), c.category.toUtf8());
        QCOMPARE(row.area.toByteArray(), c.area.toUtf8());
        QCOMPARE(row.agency.toByteArray(), c.agency.toUtf8());
        QCOMPARE(row.claimUser.toByteArray(), QByteArray("operator"));
    });
    QCOMPARE(read.value_or(-1), 1);
    QCOMPARE(rows, 1);
}

void TestCache::bodiesAndCodes()
{
    const auto cache = filled(file("bodies.db"), {u"một"_s, u"hai"_s, u"ba"_s});
    const auto reader = CacheReader::open(file("bodies.db"));
    QVERIFY(reader);
    const auto bodies = reader->bodies({idOf(1), idOf(3), idOf(99)});
    QCOMPARE(bodies->size(), 2);
    QCOMPARE(protocol::decodeCase(bodies->value(idOf(3)))->title, u"ba"_s);
    QVERIFY(!reader->body(idOf(99))->has_value());
    QCOMPARE(**reader->idOfCode(u"PA-200002"_s), idOf(2));
    QVERIFY(!reader->idOfCode(u"PA-1"_s)->has_value());
    int seen = 0;
    QCOMPARE(*reader->readBodies([&](const Uuid&, const QByteArray& body) {
        seen += protocol::decodeCase(body) ? 1 : 0;
    }), 3);
    QCOMPARE(seen, 3);
}

void TestCache::searchFoldsVietnamese()
{
    const auto cache = filled(u":memory:"_s, {u"Đường Nguyễn Huệ ngập nặng"_s,
        u"Mất điện ở Thuận Hoà"_s, u"Đèn đường hỏng, đường tối"_s});
    const CacheReader reader = CacheReader::over(*cache);
    const auto hits = [&](const QString& text) { return *reader.search(text); };
    QCOMPARE(hits(u"duong"_s), (QList<Uuid>{idOf(3), idOf(1)}));  // newest first
    QCOMPARE(hits(u"ĐƯỜNG ngập"_s), QList<Uuid>{idOf(1)});
    QCOMPARE(hits(u"nguyen hu"_s), QList<Uuid>{idOf(1)});
    QCOMPARE(hits(QString(u"điện"_s).normalized(QString::NormalizationForm_D)),
        QList<Uuid>{idOf(2)});
    QCOMPARE(hits(u"thuận hòa"_s), QList<Uuid>{idOf(2)});
    QCOMPARE(hits(u"PA-200003"_s), QList<Uuid>{idOf(3)});
    QCOMPARE(hits(u"200002"_s), QList<Uuid>{idOf(2)});
    QCOMPARE(hits(u"lê lợi"_s).size(), 3);
    QCOMPARE(reader.search(u"le loi"_s, 2)->size(), 2);
    QVERIFY(hits(u"khong co"_s).isEmpty());
    QVERIFY(hits(u"  ?! "_s).isEmpty());
}

void TestCache::searchTakesNoOperators()
{
    const auto cache = filled(u":memory:"_s, {u"near or not and text"_s});
    const CacheReader reader = CacheReader::over(*cache);
    for (const QString& text : {u"\" OR *"_s, u"NEAR(a b"_s, u"text:near"_s, u"-near"_s, u"^near"_s,
             u"near*\"\""_s, u"(near)"_s, u"{near}"_s, u"NOT AND OR"_s, u"\u0000near"_s}) {
        QVERIFY2(reader.search(text).has_value(), qPrintable(text));
    }
    QCOMPARE(reader.search(u"text:near"_s)->size(), 1);
    QVERIFY(reader.search(u"near OR missing"_s)->isEmpty());  // OR is a word like any other
    QVERIFY(reader.search(u"x "_s.repeated(5000)).has_value());
}

void TestCache::searchFollowsEveryChange()
{
    const quint64 seed = QRandomGenerator::global()->generate64();
    qInfo("seed %llu", seed);
    Dice dice(seed);
    const QStringList words{u"ngập"_s, u"cháy"_s, u"điện"_s, u"rác"_s, u"đèn"_s, u"cây"_s};
    auto cache = filled(u":memory:"_s, {});
    QMap<quint32, QSet<QString>> truth;
    for (qint64 seq = 1; seq <= 400; ++seq) {
        const auto number = quint32(1 + dice.below(30));
        protocol::Delta delta{seq - 1, seq, {}, {}};
        if (dice.below(4) == 0) {
            delta.leaves.append({idOf(number), seq});
            truth.remove(number);
        } else {
            QSet<QString> chosen;
            for (quint64 i = dice.below(3); i < 3; ++i)
                chosen.insert(words.at(qsizetype(dice.below(6))));
            delta.puts.append(makeRow(number, seq, QStringList(chosen.values()).join(u' ')));
            truth.insert(number, chosen);
        }
        QVERIFY(cache->applyDelta(delta));
    }
    for (const QString& word : words) {
        QSet<Uuid> expected;
        for (auto it = truth.cbegin(); it != truth.cend(); ++it) {
            if (it->contains(word))
                expected.insert(idOf(it.key()));
        }
        const auto found = CacheReader::over(*cache).search(word);
        QCOMPARE(QSet<Uuid>(found->begin(), found->end()), expected);
        QCOMPARE(found->size(), expected.size());
    }
}

void TestCache::leavingErasesEveryByte()
{
    const QByteArray canary = "qzcanaryword";
    const QString path = file("erase.db");
    auto cache = filled(path, {u"ngập "_s + QLatin1String(canary), u"mưa lớn"_s});
    QVERIFY(cache);
    const auto holdsCanary = [&] {
        for (const QString& name : {path, QString(path + u"-wal"_s)}) {
            QFile bytes(name);
            if (bytes.open(QIODevice::ReadOnly) && bytes.readAll().contains(canary))
                return true;
        }
        return false;
    };
    QVERIFY(holdsCanary());
    QVERIFY(!*cache->hasResidue());
    QVERIFY(cache->applyDelta({2, 3, {}, {{idOf(1), 3}}}));
    QVERIFY(*cache->hasResidue());
    QVERIFY(cache->eraseResidue());
    QVERIFY(!*cache->hasResidue());
    QVERIFY(!holdsCanary());
    QCOMPARE(CacheReader::over(*cache).search(u"mưa"_s)->size(), 1);
    QVERIFY(cache->quickCheck());
}

void TestCache::readersSeeCommittedRowsOnly()
{
    const QString path = file("readers.db");
    auto cache = filled(path, {u"một"_s});
    const auto reader = CacheReader::open(path);
    QCOMPARE(*reader->readIndex([](const CacheIndexRow&) {}), 1);
    QVERIFY(cache->applyDelta({1, 2, {makeRow(2, 2, u"hai"_s)}, {}}));
    QCOMPARE(*reader->readIndex([](const CacheIndexRow&) {}), 2);
    // A reader between its calls holds nothing that keeps the -wal from being cut.
    QVERIFY(cache->checkpoint());
    QCOMPARE(QFileInfo(path + u"-wal"_s).size(), 0);
    QCOMPARE(CacheReader::open(file("absent.db")).error().code, ErrorCode::Io);
}

void TestCache::brokenAndForeignFilesAreSetAside()
{
    const QString path = file("broken.db");
    for (int round = 0; round < 2; ++round) {
        QFile bytes(path);
        QVERIFY(bytes.open(QIODevice::WriteOnly));
        bytes.write(QByteArray(5000, 'x'));
        bytes.close();
        auto cache = CacheDb::open(path);
        QVERIFY(cache);
        QVERIFY(cache->movedAside());
        QCOMPARE(*cache->rowCount(), 0);
        QVERIFY(QFileInfo::exists(path + u".broken"_s));
    }
    {
        auto db = Db::open(path);
        QVERIFY(db->setUserVersion(99));  // another schema
    }
    auto cache = CacheDb::open(path);
    QVERIFY(cache && cache->movedAside());
    QVERIFY(cache->recover());
    QCOMPARE(cache->cursor()->seq, -1);
    auto again = CacheDb::open(file("good.db"));
    QVERIFY(!again->movedAside());
}

void TestCache::resetDeletesEverything()
{
    const QString path = file("reset.db");
    auto cache = filled(path, {u"qzsecret"_s});
    QVERIFY(cache->setOwner({u"operator"_s, 3}));
    QVERIFY(cache->recover());
    QVERIFY(QFileInfo::exists(path + u".broken"_s));
    QVERIFY(cache->reset());
    QVERIFY(!QFileInfo::exists(path + u".broken"_s));
    QCOMPARE(*cache->rowCount(), 0);
    QVERIFY(cache->owner()->user.isEmpty());
    QCOMPARE(cache->cursor()->seq, -1);
    QVERIFY(cache->beginSnapshot(kEpoch, 1, "s"));
}

void TestCache::ownerAndDirectoryAreKept()
{
    const QString path = file("owner.db");
    {
        auto cache = CacheDb::open(path);
        QVERIFY(cache->directoryVersion()->isEmpty());
        QVERIFY(cache->setOwner({u"lead"_s, 37}));
        QVERIFY(cache->putDirectory("v7", QByteArray(100000, 'd')));
    }
    auto cache = CacheDb::open(path);
    QCOMPARE(*cache->owner(), (CacheDb::Owner{u"lead"_s, 37}));
    QCOMPARE(*cache->directoryVersion(), QByteArray("v7"));
    QCOMPARE(cache->directoryPacked()->size(), 100000);
}

QTEST_GUILESS_MAIN(TestCache)
#include "tst_deskdb_cache.moc"
