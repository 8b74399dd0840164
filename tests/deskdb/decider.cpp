// SPDX-License-Identifier: GPL-3.0-or-later
// Adds decisions to the work.db given as long as it lives, and prints the number of each one that
// add() said is on disk. tst_deskdb_kill ends it in the middle.
#include <cstdio>

#include "deskdb/make_case.h"
#include "deskdb/work_db.h"

using namespace kydai;
using namespace kydai::test;

int main(int argc, char* argv[])
{
    if (argc != 3)
        return 2;
    auto work = WorkDb::open(QString::fromLocal8Bit(argv[1]), 1792400000000);
    if (!work)
        return 3;
    const auto first = quint32(QByteArray(argv[2]).toUInt());
    for (quint32 n = first; n < first + 20000; ++n) {
        if (!work->add(makeEntry(n % 7, idOf(n), QStringLiteral("số %1").arg(n))))
            return 4;
        if (n % 3 == 0 && !work->markAttempted({idOf(n)}))
            return 5;
        std::printf("%u\n", n);
        std::fflush(stdout);
    }
    return 0;
}
