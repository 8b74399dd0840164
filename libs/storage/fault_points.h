// SPDX-License-Identifier: GPL-3.0-or-later
// A countdown that makes the n-th write step or commit of a Db fail with a chosen SQLITE_ code.
// Tests and the simulator hand one to Db::setFaults; a Db without one pays a null check a step.
// Thread: that of the Db it is handed to. Ownership: the caller's; must outlive the Db.
#pragma once

namespace kydai {

class FaultPoints
{
public:
    enum class Mode {
        Once,    // that one point fails, later ones work: a passing trouble
        Sticky,  // that point and all after it fail until off(): a full or dying disk
        AfterCommit,  // the commit is done but reports failure: the answer was lost; Once otherwise
    };

    // The n-th point from now (n >= 1) fails with sqliteCode (SQLITE_FULL, SQLITE_IOERR, ...).
    void failAt(int n, int sqliteCode, Mode mode = Mode::Once)
    {
        m_left = n;
        m_code = sqliteCode;
        m_mode = mode;
        m_fired = false;
        m_seen = 0;
    }
    void off() { m_left = 0; m_mode = Mode::Once; }

    bool fired() const { return m_fired; }
    int seen() const { return m_seen; }  // points passed since failAt, the failing one included

    // Called by the storage room. Returns 0 to go on, or the code to fail with.
    int beforeWrite() { return m_mode == Mode::AfterCommit ? 0 : countDown(); }
    int beforeCommit() { return m_mode == Mode::AfterCommit ? 0 : countDown(); }
    int afterCommit() { return m_mode == Mode::AfterCommit ? countDown() : 0; }

private:
    int countDown()
    {
        ++m_seen;
        if (m_left == 0)
            return 0;
        if (m_left > 1) {
            --m_left;
            return 0;
        }
        m_fired = true;
        if (m_mode != Mode::Sticky)
            m_left = 0;
        return m_code;
    }

    int m_left = 0;  // 0 = off, 1 = the next point fails
    int m_code = 0;
    int m_seen = 0;
    bool m_fired = false;
    Mode m_mode = Mode::Once;
};

}  // namespace kydai
