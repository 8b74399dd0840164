// SPDX-License-Identifier: GPL-3.0-or-later
// Random lives of cases under every kind of act. After any of them, what a console put together from
// its snapshot and deltas equals a new snapshot byte for byte, for the centre, for a reader without
// contacts and for agencies; and an agency's connection never carries what is not for it.
#include <QTest>

#include "authority/sight.h"
#include "authority/world.h"
#include "core/window.h"

using namespace Qt::StringLiterals;
using namespace kydai;
using namespace kydai::protocol;
using namespace kydai::test;

namespace {

const QByteArray kName = "Nguyễn Thị Chim Vàng";
const QByteArray kPhone = "0900777123";
const QByteArray kPhoneSpaced = "0900 777 123";
const QByteArray kNote = "GHICHUNOIBO";
const QByteArray kFile = "0900777999";  // a file is often named like that

class Life
{
public:
    explicit Life(quint64 seed) : w(seed), random(seed)
    {
        // Small enough for these lives to grow out of it, both ways.
        w.limits.window = {12 * kDayMs, 30 * kDayMs};
        w.limits.sweepMs = 100;
        KYDAI_ASSERT(w.authority->addBlob(
            {kSha, u"image/jpeg"_s, u"0900777999.jpg"_s, 10, 4, 3, {}, u"citizen"_s, 1}));
        for (const char* user : {"op2", "exec", "off", "wet", "solo"}) {
            consoles.push_back(std::make_unique<Console>(w, QString::fromLatin1(user)));
            consoles.back()->connect();
        }
    }

    void step()
    {
        const int dice = random.range(0, 99);
        if (ids.size() < 4 || (dice < 8 && ids.size() < 30))
            newReport();
        else if (dice < 11)
            w.clock.now += random.range(1, 20) * 3600'000LL;
        else if (dice < 13)
            w.clock.now += 6LL * 24 * 3600 * 1000;
        else if (dice < 17)
            flicker();
        else
            tryAct();
        if (dice % 7 == 0)
            w.tick();
        w.scheduler.pass(random.range(0, 60));
        keepAlive();
    }

    // Empty = all consoles hold what a new snapshot would give them.
    QString difference()
    {
        for (const auto& console : consoles) {
            if (console->closed || !console->session)
                console->connect();
        }
        w.scheduler.pass(400);
        for (const auto& console : consoles) {
            if (console->gaps)
                return console->user + u": a gap"_s;
            Console fresh(w, console->user, console->token);
            fresh.connect();
            if (fresh.rows.size() != console->rows.size())
                return u"%1: %2 rows, %3 in a new snapshot"_s.arg(console->user)
                    .arg(console->rows.size()).arg(fresh.rows.size());
            for (const Uuid& id : std::as_const(ids)) {
                const Case c = w.row(id);
                const Actor reader = person(console->user);
                const bool wanted = inSight(reader, c)
                    && extentIn(w.limits.window, reader.roles.isAgency(), isFinal(c.state),
                                touchedMsOf(c), w.clock.now);
                if (wanted != fresh.rows.contains(id))
                    return u"%1: %2 is %3 in the window"_s.arg(
                        console->user, c.code, wanted ? u"missing"_s : u"not"_s);
                gone += !wanted && inSight(reader, c);
            }
            for (const Row& row : fresh.rows) {
                const Row mine = console->rows.value(row.id);
                const auto now = extentIn(w.limits.window, person(console->user).roles.isAgency(),
                                          isFinal(w.row(row.id).state),
                                          touchedMsOf(w.row(row.id)), w.clock.now);
                // The oracle is the predicate, not the server's own page.
                if (!now || decodeCase(row.body)->extent != *now)
                    return u"%1: a row outside the window"_s.arg(console->user);
                summaries += *now == CaseExtent::Summary;
                if (mine.seq != row.seq || mine.body != row.body)
                    return u"%1: case at %2, %3 in a new snapshot (%4)"_s.arg(console->user)
                        .arg(mine.seq).arg(row.seq)
                        .arg(w.row(row.id).timeline.last().action);
            }
        }
        return {};
    }

    QString leak() const
    {
        for (const auto& console : consoles) {
            const bool agency = person(console->user).roles.isAgency();
            for (const QByteArray& canary : {kName, kPhone, kPhoneSpaced, kNote, kFile}) {
                if (agency && console->wire.contains(canary))
                    return console->user + u": "_s + QString::fromUtf8(canary);
            }
            // The number itself is for nobody but who asks for it with a reason.
            if (console->wire.contains(kPhone))
                return console->user + u": the number"_s;
        }
        return {};
    }

    World w;
    SeededRandom random;
    QList<Uuid> ids;
    std::vector<std::unique_ptr<Console>> consoles;
    QMap<QString, int> done;  // action -> times accepted
    int refused = 0;
    int summaries = 0, gone = 0;

private:
    void newReport()
    {
        const Contact contact{QString::fromUtf8(kName), QString::fromUtf8(kPhone), {}};
        ids.append(w.report(contact, u"Đèn tắt. Tôi là %1, gọi %2."_s.arg(
                                         QString::fromUtf8(kName), QString::fromUtf8(kPhoneSpaced))));
        ++done[u"report"_s];
    }

    void flicker()
    {
        Console& console = *consoles[random.below(consoles.size())];
        if (console.session)
            console.disconnect();
        else
            console.connect();
    }

    void keepAlive()
    {
        for (const auto& console : consoles) {
            if (console->session && !console->closed)
                console->send(Ping{1});
            else if (console->closed)
                console->connect();
        }
    }

    QVariant valueFor(const Field& field, const Case& c)
    {
        static const QStringList agencies{u"light"_s, u"water"_s, u"tiny"_s};
        const qint64 day = 24LL * 3600 * 1000;
        switch (field.kind) {
        case FieldKind::Text:
        case FieldKind::Line: return u"chữ %1"_s.arg(random.below(1000));
        case FieldKind::Choice:
            return QString::fromLatin1(field.choices[random.below(field.choices.size())].code);
        case FieldKind::Category: return random.chance(80) ? u"lamp"_s : u"flood"_s;
        case FieldKind::Agency: return agencies.at(qsizetype(random.below(3)));
        case FieldKind::Agencies: return QStringList{agencies.at(qsizetype(random.below(3)))};
        case FieldKind::Area: return u"19753"_s;
        case FieldKind::Position: return u"16.46,107.59"_s;
        case FieldKind::CaseCode:
            return w.row(ids.at(qsizetype(random.below(quint64(ids.size()))))).code;
        case FieldKind::Time:
            return QLatin1StringView(field.code) == "until"_L1 ? w.clock.now + 3 * day : w.clock.now;
        case FieldKind::Day: return u"2026-03-02"_s;
        case FieldKind::Files: return QStringList{kSha};
        case FieldKind::Documents: return QStringList{u"photo_after"_s};
        case FieldKind::Ticks: {
            QStringList codes;
            for (const ChoiceItem& item : field.choices)
                codes.append(QString::fromLatin1(item.code));
            return codes.isEmpty() ? QStringList{u"pole"_s} : codes;
        }
        case FieldKind::Flag: return true;
        case FieldKind::Mid: return c.lastMid.toString(QUuid::WithoutBraces);
        }
        return {};
    }

    QVariantMap argsFor(const Transition& row, const Case& c, bool centre)
    {
        QVariantMap args;
        for (const Field& field : row.demands) {
            if (field.required || random.chance(40))
                args.insert(QString::fromLatin1(field.code), valueFor(field, c));
        }
        if (row.action == Action::Note && centre) {
            args.remove(u"share"_s);
            args.insert(u"text"_s, QString::fromUtf8(kNote));
        }
        if (row.action == Action::Assign && !args.contains(u"position"_s) && !c.hasPosition)
            args.insert(u"noPosition"_s, u"unknown"_s);
        return args;
    }

    void tryAct()
    {
        static const QStringList users{u"op"_s,   u"op2"_s,  u"disp"_s, u"appr"_s, u"publ"_s,
                                       u"lead"_s, u"off"_s,  u"chief"_s, u"wet"_s, u"solo"_s,
                                       u"exec"_s};
        Uuid id = ids.at(qsizetype(random.below(quint64(ids.size()))));
        // Rather one that has come far: few do.
        for (int i = 0; i < 4; ++i) {
            const Uuid other = ids.at(qsizetype(random.below(quint64(ids.size()))));
            const CaseState at = w.row(other).state;
            if (random.chance(80) && at >= CaseState::InProgress && at < CaseState::Cancelled)
                id = other;
        }
        const Case c = w.row(id);
        const bool answered = c.state == CaseState::Resolved || c.state == CaseState::Closed;
        // Mostly what may be done by somebody, and onwards; now and then anything at all.
        const bool wild = random.chance(15), onwards = random.chance(75);
        QList<QPair<const Transition*, QStringList>> rows;
        for (const Transition& row : workflowTable()) {
            if (row.from != c.state || (row.to == c.state && !answered && !random.chance(35)))
                continue;
            const bool back = isFinal(row.to) || row.to == CaseState::Received
                || row.action == Action::Recall || row.action == Action::Ask;
            if (onwards && back)
                continue;
            QStringList able = row.roles.has(Role::Citizen) ? QStringList{u"citizen"_s} : QStringList();
            for (const QString& user : users) {
                const RuleContext ctx{w.authority->directory(), w.clock.now, nullptr};
                if (wild ? person(user).roles.hasAny(row.roles)
                         : judge(c, row.action, person(user), {}, ctx, false).has_value())
                    able.append(user);
            }
            if (!able.isEmpty())
                rows.append({&row, able});
        }
        if (answered && random.chance(60)) {
            rows.removeIf([](const auto& it) {
                return it.first->action != Action::Rate && it.first->action != Action::Publish
                    && it.first->action != Action::AskReopen;
            });
        }
        if (rows.isEmpty())
            return;
        const auto& [chosen, able] = rows.at(qsizetype(random.below(quint64(rows.size()))));
        const Transition& row = *chosen;
        const QString action = codeOf(row.action);
        QString user = able.at(qsizetype(random.below(quint64(able.size()))));
        MutateResult r;
        if (user == u"citizen"_s) {
            r = w.apply({CitizenCommand{c.reports.isEmpty() ? c.code : c.reports.first().code,
                                        u"demo"_s, action, argsFor(row, c, false)}}).first();
        } else {
            // Whoever was last at it can undo it, nobody else.
            if (row.action == Action::Undo && !c.timeline.isEmpty()
                && users.contains(c.timeline.last().actor))
                user = c.timeline.last().actor;
            const int base = random.chance(70) ? c.version : qMax(1, c.version - random.range(0, 4));
            r = w.act(user, id, action, argsFor(row, c, !person(user).roles.isAgency()),
                      base);
        }
        if (r.status == ResultStatus::Ok || r.status == ResultStatus::Merged)
            ++done[action];
        else
            ++refused;
    }
};

}  // namespace

class TestAuthorityProperty : public QObject
{
    Q_OBJECT

private slots:
    void snapshotPlusDeltasIsANewSnapshot();
};

void TestAuthorityProperty::snapshotPlusDeltasIsANewSnapshot()
{
    const quint64 seed = seedFor("snapshotPlusDeltasIsANewSnapshot", 2026);
    QMap<QString, int> done;
    int refused = 0, summaries = 0, gone = 0;
    const auto neverDone = [&done] {
        QStringList missing;
        for (const Transition& row : workflowTable()) {
            const QString action = codeOf(row.action);
            const bool byHand = !row.roles.hasAny({Role::System}) || row.action == Action::Resume;
            if (byHand && !done.contains(action) && !missing.contains(action))
                missing.append(action);
        }
        return missing;
    };
    // Some acts are rare: runs go on until each was accepted once.
    for (quint64 run = 0; run < 16 || (run < 160 && !neverDone().isEmpty()); ++run) {
        Life life(seed + run * 7919);
        for (int i = 0; i < 400; ++i) {
            life.step();
            if (i % 25 == 24) {
                const QString difference = life.difference();
                QVERIFY2(difference.isEmpty(),
                         qPrintable(u"run %1 step %2: %3"_s.arg(run).arg(i).arg(difference)));
            }
        }
        const QString leak = life.leak();
        QVERIFY2(leak.isEmpty(), qPrintable(u"run %1: %2"_s.arg(run).arg(leak)));
        const QStringList findings = *life.w.ledger->check();
        QVERIFY2(findings.isEmpty(), qPrintable(findings.join(u'\n')));
        for (auto it = life.done.begin(); it != life.done.end(); ++it)
            done[it.key()] += it.value();
        refused += life.refused;
        summaries += life.summaries;
        gone += life.gone;
    }
    qInfo() << "accepted" << done << "refused" << refused;
    QVERIFY2(summaries > 0 && gone > 0, "nothing grew out of the window");
    const QStringList missing = neverDone();
    QVERIFY2(missing.isEmpty(), qPrintable(u"never done: "_s + missing.join(u' ')));
}

QTEST_GUILESS_MAIN(TestAuthorityProperty)
#include "tst_authority_property.moc"
