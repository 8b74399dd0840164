// SPDX-License-Identifier: GPL-3.0-or-later
// One schedule: a server, four desks, citizens and a lot of bad luck, all from one seed; then
// everything heals, and the oracle asks whether all peers agree and nothing was lost, doubled or
// shown to others.
#pragma once

#include "sim/sim_desk.h"

namespace kydai::sim {

struct SimOptions {
    quint64 seed = 1;
    Bug bug = Bug::None;
    QString dir;            // files instead of memory when not empty
    qint64 chaosMs = 80'000;
};

struct SimReport {
    QStringList findings;   // empty = the schedule held
    qint64 acts = 0, applied = 0, refused = 0, cuts = 0, links = 0, crashes = 0, restarts = 0,
           repeats = 0, laters = 0, storeFailures = 0, faults = 0, steps = 0, resets = 0, cases = 0,
           withdrawn = 0;
};

class SimWorld
{
public:
    explicit SimWorld(const SimOptions& options);
    SimReport run();

private:
    void chaos();
    void misfortune(int dice, SimDesk& desk);
    void storageTrouble(SimDesk& desk);
    void moveOfficer();
    void citizens(int dice);
    void restartServer();
    void restartDesk(SimDesk& desk);
    void heal();
    void othersGoOn();
    bool waitForQuiet(qint64 upToMs);
    void compareRows();
    void compareActs();
    void find(const QString& what) { m_report.findings.append(what); }

    SimOptions m_options;
    SimReport m_report;
    SeededRandom m_random;
    VirtualTime m_time;
    SimNet m_net;
    SimServer m_server;
    std::vector<std::unique_ptr<SimDesk>> m_desks;
    QList<Act> m_acts;
    int m_reports = 0;
    int m_agency = 0;
};

}  // namespace kydai::sim
