// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/migrations.h"

#include "storage/transaction.h"

using namespace Qt::StringLiterals;

namespace kydai {

Result<int> migrate(const Db& db, std::span<const Migration> steps)
{
    const Result<int> found = db.userVersion();
    if (!found)
        return tl::unexpected<Error>(found.error());
    const int known = int(steps.size());
    if (*found < 0) {
        return fail(ErrorCode::Unsupported, {QString::number(*found), QString::number(known)},
            u"user_version %1 is none of this program's"_s.arg(*found));
    }
    if (*found > known) {
        return fail(ErrorCode::Unsupported, {QString::number(*found), QString::number(known)},
            u"the file was written by a newer version"_s);
    }
    int ran = 0;
    for (int i = *found; i < known; ++i) {
        const Migration& step = steps[size_t(i)];
        KYDAI_ASSERT(step.version == i + 1);
        const Result<void> done = inTransaction(db, [&]() -> Result<void> {
            if (step.sql) {
                if (Result<void> run = db.exec(step.sql); !run)
                    return run;
            }
            if (step.code) {
                if (Result<void> run = step.code(db); !run)
                    return run;
            }
            return db.setUserVersion(step.version);
        });
        if (!done)
            return tl::unexpected<Error>(done.error());
        ++ran;
    }
    return ran;
}

}  // namespace kydai
