// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/sim_world.h"

#include <sqlite3.h>

#include "protocol/casecodec.h"

namespace kydai::sim {

using namespace Qt::StringLiterals;
using protocol::ResultStatus;

SimWorld::SimWorld(const SimOptions& options)
    : m_options(options), m_random(options.seed * 2654435761u + 17), m_net(m_time, m_random),
      m_server(m_time, m_net, m_random, options.bug)
{
    const QList<Actor> people{
        {u"op"_s, {Role::Operator, Role::Dispatcher}, {}},
        {u"lead"_s, {Role::ShiftLead, Role::Dispatcher, Role::Approver, Role::Publisher}, {}},
        {u"off"_s, {Role::AgencyOfficer}, u"light"_s},
        {u"solo"_s, {Role::AgencyOfficer, Role::AgencyLead}, u"tiny"_s},
    };
    m_server.start();
    for (const Actor& who : people) {
        m_server.addUser(who.user, who.roles, who.agency);
        const int index = static_cast<int>(m_desks.size());
        m_desks.push_back(std::make_unique<SimDesk>(m_time, m_net, m_server, m_random.next(), index,
                                                    who, m_options.dir));
    }
}

SimReport SimWorld::run()
{
    for (int i = 0; i < 8; ++i)
        citizens(0);
    for (const auto& desk : m_desks) {
        desk->start();
        m_time.run(m_random.range(0, 300));
    }
    chaos();
    heal();
    if (waitForQuiet(400'000)) {
        othersGoOn();
        if (waitForQuiet(200'000)) {
            compareRows();
            compareActs();
        }
    }
    for (const auto& desk : m_desks) {
        m_report.findings += desk->findings;
        m_report.resets += desk->resets;
    }
    for (const QString& user : std::as_const(m_server.leaks))
        find(u"%1 was shown a reporter"_s.arg(user));
    m_report.acts = m_acts.size();
    m_report.links = m_net.links;
    m_report.cuts = m_net.cuts;
    m_report.repeats = m_server.repeats;
    m_report.laters = m_server.laters;
    m_report.storeFailures = m_server.storeFailures;
    m_report.steps = m_time.steps();
    return m_report;
}

void SimWorld::chaos()
{
    const qint64 end = m_time.nowMs() + m_options.chaosMs;
    while (m_time.nowMs() < end) {
        m_time.run(m_random.range(10, 300));
        SimDesk& desk = *m_desks[static_cast<size_t>(m_random.range(0, 3))];
        const int dice = m_random.range(0, 99);
        if (dice < 58) {
            if (desk.isUp() && dice < 3)
                desk.typeReport(m_acts);
            else if (desk.isUp())
                desk.act(m_acts);
        } else if (dice < 66) {
            citizens(m_random.range(0, 2));
        } else {
            misfortune(dice, desk);
        }
    }
}

void SimWorld::misfortune(int dice, SimDesk& desk)
{
    if (dice < 71) {
        desk.transport().cut(m_random.chance(30));
    } else if (dice < 74) {
        desk.transport().plugged = !desk.transport().plugged;
        if (!desk.transport().plugged)
            desk.transport().cut(m_random.chance(50));
    } else if (dice < 78) {
        restartDesk(desk);
    } else if (dice < 79) {
        restartServer();
    } else if (dice < 83) {
        m_server.trim(m_random.range(0, 30));
    } else if (dice < 84) {
        moveOfficer();
    } else if (dice < 85) {
        if (m_server.isUp())
            m_server.dropTokens(desk.user());
    } else if (dice < 88) {
        m_server.laterPercent = m_random.chance(50) ? 0 : m_random.range(5, 60);
        m_server.laterCases.clear();
        if (const QList<Uuid> ids = desk.cases(); !ids.isEmpty() && m_random.chance(50))
            m_server.laterCases.insert(*std::min_element(ids.begin(), ids.end()));
    } else if (dice < 94) {
        storageTrouble(desk);
    } else if (dice < 95) {
        desk.clock().setSkew(m_random.range(-600'000, 600'000));
    } else if (dice < 97 && desk.isUp()) {
        desk.withdraw(m_acts);
    } else if (dice < 98 && desk.isUp()) {
        desk.engine().wake();
    } else if (desk.isUp()) {
        desk.look();
        m_net.slowestMs = m_random.chance(30) ? 1500 : 60;
    }
}

void SimWorld::storageTrouble(SimDesk& desk)
{
    ++m_report.faults;
    const int points = m_random.range(1, 12);
    const auto mode = m_random.chance(30) ? FaultPoints::Mode::Sticky
        : m_random.chance(30)             ? FaultPoints::Mode::AfterCommit
                                          : FaultPoints::Mode::Once;
    const int kind = m_random.range(0, 9);
    const int code = kind < 5 ? SQLITE_FULL : kind < 9 ? SQLITE_IOERR : SQLITE_CORRUPT;
    switch (m_random.range(0, 4)) {
    case 0:
    case 1:
        desk.cacheFaults.failAt(
            points, mode == FaultPoints::Mode::AfterCommit ? SQLITE_IOERR : code, mode);
        break;
    case 2:
        desk.workFaults.failAt(points, kind < 5 ? SQLITE_FULL : SQLITE_IOERR,
                               kind < 5 && mode == FaultPoints::Mode::AfterCommit
                                   ? FaultPoints::Mode::Once : mode);
        break;
    case 3:
        m_server.faults.failAt(points * 3, kind < 5 ? SQLITE_FULL : SQLITE_IOERR);
        break;
    default:
        for (const auto& other : m_desks) {
            other->cacheFaults.off();
            other->workFaults.off();
        }
        m_server.faults.off();
    }
}

// The agency officer works for another agency from now on: other rows, a new sign-in.
void SimWorld::moveOfficer()
{
    if (!m_server.isUp())
        return;
    m_server.faults.off();
    const QString agency = (++m_agency % 2) ? u"water"_s : u"light"_s;
    m_server.addUser(u"off"_s, {Role::AgencyOfficer}, agency);
    m_desks[2]->setAgency(agency);
    m_server.recheckSessions();
}

void SimWorld::citizens(int dice)
{
    if (!m_server.isUp())
        return;
    if (dice < 2 || m_server.reportCodes.isEmpty()) {
        ReportCommand command;
        const int n = ++m_reports;
        command.report.text = u"Đèn đường tắt ở kiệt %1 Thạch Hãn, gọi 0900 000 %2"_s.arg(n)
                                  .arg(n, 3, 10, QLatin1Char('0'));
        command.report.address = u"kiệt %1 Thạch Hãn"_s.arg(n);
        command.report.reporterName = QString::fromLatin1(kCanary) + u" %1"_s.arg(n);
        command.report.reporterMasked = u"•••%1"_s.arg(n, 3, 10, QLatin1Char('0'));
        command.report.hasContact = true;
        command.contact = {command.report.reporterName, u"0900 000 %1"_s.arg(n), {}};
        command.apiKey = u"demo"_s;
        m_server.report(command);
        return;
    }
    static const QStringList actions{u"withdraw"_s, u"reply"_s, u"rate"_s, u"ask_reopen"_s};
    const int last = static_cast<int>(m_server.reportCodes.size()) - 1;
    CitizenCommand command;
    command.reportCode = m_server.reportCodes.at(m_random.range(0, last));
    command.apiKey = u"demo"_s;
    command.action = actions.at(m_random.range(0, 3));
    command.args = {{u"text"_s, u"Xin bổ sung"_s}};
    m_server.citizen(command);
}

void SimWorld::restartServer()
{
    if (!m_server.isUp())
        return;
    ++m_report.restarts;
    m_server.stop();
    m_time.at(m_time.nowMs() + m_random.range(1, 6000), [this] {
        m_server.faults.off();
        m_server.start();
    });
}

void SimWorld::restartDesk(SimDesk& desk)
{
    if (!desk.isUp())
        return;
    ++m_report.crashes;
    desk.crash();
    SimDesk* again = &desk;
    m_time.at(m_time.nowMs() + m_random.range(1, 4000), [again] {
        if (!again->isUp())
            again->start();
    });
}

void SimWorld::heal()
{
    m_time.run(7000);  // who was going to come back has come back
    m_server.laterPercent = 0;
    m_server.laterCases.clear();
    m_server.faults.off();
    m_net.slowestMs = 60;
    for (const auto& desk : m_desks) {
        desk->cacheFaults.off();
        desk->workFaults.off();
        desk->transport().plugged = true;
        desk->clock().setSkew(0);
        if (!desk->isUp())
            desk->start();
    }
}

bool SimWorld::waitForQuiet(qint64 upToMs)
{
    const qint64 end = m_time.nowMs() + upToMs;
    while (m_time.nowMs() < end) {
        m_time.run(1000);
        if (std::all_of(m_desks.begin(), m_desks.end(), [](const auto& d) { return d->settled(); }))
            return true;
    }
    for (const auto& desk : m_desks) {
        const SyncStatus s = desk->engine().status();
        if (!desk->settled())
            find(u"%1 never came to rest: state %2, rows at %3 of %4, %5 pending, %6 unsettled, "
                 "problem %7 %8, storage %9 %10"_s
                     .arg(desk->user()).arg(int(s.state)).arg(s.lastSeq).arg(m_server.seq())
                     .arg(s.pending).arg(s.unsettled).arg(int(s.problem.code)).arg(s.problem.detail)
                     .arg(int(s.storage.code)).arg(s.storage.detail));
    }
    return false;
}

// One case is refused for the moment, again and again, with more acts on it than fit under way at
// once: the others must not notice.
void SimWorld::othersGoOn()
{
    SimDesk& desk = *m_desks[0];
    QList<Uuid> ids = desk.cases();
    std::sort(ids.begin(), ids.end());
    if (ids.size() < 3)
        return;
    m_server.laterCases = {ids.at(0)};
    const Uuid stuck = desk.note(ids.at(0), m_acts);
    for (int i = 0; i < 11; ++i)
        desk.note(ids.at(0), m_acts);
    const Uuid other = desk.note(ids.at(1), m_acts), third = desk.note(ids.at(2), m_acts);
    m_time.run(3000);
    const auto pending = [&](const Uuid& mid) {
        const auto entry = desk.work().find(mid);
        return entry && *entry && (*entry)->state == OutboxState::Pending;
    };
    if (!pending(stuck))
        find(u"an act was answered although its case is held up"_s);
    if (pending(other) || pending(third))
        find(u"a refusal on one case held up another"_s);
    m_server.laterCases.clear();
}

void SimWorld::compareRows()
{
    for (const auto& desk : m_desks) {
        const QHash<Uuid, protocol::Row> want = m_server.snapshotFor(desk->user());
        const QHash<Uuid, protocol::Row> cached = desk->cached();
        m_report.cases = std::max<qint64>(m_report.cases, want.size());
        for (const auto* have : {&cached, &desk->mirror()}) {
            const QString where = have == &cached ? u"cache.db"_s : u"view"_s;
            int missing = 0, extra = 0, differ = 0;
            for (const protocol::Row& row : want) {
                const auto it = have->constFind(row.id);
                if (it == have->constEnd())
                    ++missing;
                else if (it->seq != row.seq || it->body != row.body)
                    ++differ;
            }
            for (const protocol::Row& row : *have)
                extra += !want.contains(row.id);
            if (missing || extra || differ)
                find(u"%1 %2: of %3 rows %4 missing, %5 too many, %6 different"_s.arg(desk->user())
                         .arg(where).arg(want.size()).arg(missing).arg(extra).arg(differ));
        }
    }
}

void SimWorld::compareActs()
{
    // What really happened, from the event log.
    QHash<Uuid, QList<qint64>> happened;  // mid -> seqs
    QSet<Uuid> ids;
    for (const Act& act : std::as_const(m_acts))
        ids.insert(act.caseId);
    QHash<QByteArray, int> sameWords;  // words are unique: the same twice is an act done twice
    for (const Uuid& id : std::as_const(ids)) {
        const auto events = m_server.ledger().eventsOf(id, 0, 10'000);
        KYDAI_ASSERT(events.has_value());
        for (const Event& event : *events) {
            if (!event.mid.isNull())
                happened[event.mid].append(event.seq);
            if (event.args.contains("ghi") && event.action == u"note")
                ++sameWords[event.args + event.user.toUtf8()];
        }
    }
    for (auto it = sameWords.cbegin(); it != sameWords.cend(); ++it) {
        if (it.value() > 1)
            find(u"a note was written %1 times"_s.arg(it.value()));
    }
    QHash<std::pair<int, Uuid>, qint64> lastSeq;  // desk, case -> position of its last act
    for (const Act& act : std::as_const(m_acts)) {
        const QList<qint64> seqs = happened.value(act.mid);
        const auto entry = m_desks[static_cast<size_t>(act.desk)]->work().find(act.mid);
        KYDAI_ASSERT(entry.has_value());
        const QString name = u"%1 of desk %2"_s.arg(act.action).arg(act.desk);
        const bool sent = *entry && (*entry)->state == OutboxState::Sent;
        const bool refused = *entry && (*entry)->state == OutboxState::Refused;
        if (seqs.size() > 1 && act.action != u"merge" && act.action != u"undo")
            find(name + u" was applied %1 times"_s.arg(seqs.size()));
        if (act.withdrawn || !act.taken) {
            m_report.withdrawn += act.withdrawn;
            if (!seqs.isEmpty())
                find(name + (act.withdrawn ? u" was taken back and happened"_s
                                           : u" was refused at once and happened"_s));
            continue;
        }
        m_report.applied += sent;
        m_report.refused += refused;
        if (!sent && !refused)
            find(name + u" was lost: state %1"_s.arg(*entry ? int((*entry)->state) : -1));
        else if (sent && seqs.isEmpty() && m_options.bug != Bug::ForgetsResults)
            find(name + u" was acknowledged and never happened"_s);
        else if (refused && !seqs.isEmpty())
            find(name + u" was refused (error %1 %2, after %3) and happened at %4, verdict %5"_s
                            .arg(int((*entry)->result.error.code))
                            .arg((*entry)->result.error.params.join(u','))
                            .arg(int(!(*entry)->after.isNull()))
                            .arg(seqs.first())
                            .arg(int(m_server.verdicts.value(act.mid).status)));
        if (!seqs.isEmpty()) {
            qint64& last = lastSeq[{act.desk, act.caseId}];
            if (seqs.first() < last)
                find(name + u" happened before the one decided earlier"_s);
            last = std::max(last, seqs.first());
        }
    }
}

}  // namespace kydai::sim
