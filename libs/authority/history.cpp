// SPDX-License-Identifier: GPL-3.0-or-later
// Loading a given history: the same rules at the times given, rows written once a chunk.
#include "authority/authority.h"
#include "authority/batch.h"

namespace kydai {

namespace {
constexpr qsizetype kChunk = 500;
}

// One transaction; gives the number of steps taken.
Result<qsizetype> Authority::loadChunk(std::span<const HistoryStep> steps, qsizetype first,
                                       HistoryResult& result)
{
    if (Result<void> r = m_ledger.begin(); !r)
        return tl::unexpected<Error>(r.error());
    Batch batch(*this, Batch::Mode::History);
    const qsizetype end = qMin(first + kChunk, qsizetype(steps.size()));
    qint64 applied = 0;
    QList<QPair<qsizetype, Error>> refused;
    for (qsizetype i = first; i < end; ++i) {
        const Result<Error> done = std::visit([&batch](const auto& s) { return batch.step(s); },
                                              steps[static_cast<size_t>(i)]);
        if (!done) {
            m_ledger.rollback();
            return tl::unexpected<Error>(done.error());
        }
        if (done->code == ErrorCode::None)
            ++applied;
        else
            refused.append({i, *done});
    }
    Result<void> written = batch.writeRows();
    // Nobody can follow changes that were not logged: every console takes a snapshot.
    if (written)
        written = m_ledger.trimChanges(m_ledger.seq());
    if (!written) {
        m_ledger.rollback();
        return tl::unexpected<Error>(written.error());
    }
    if (Result<void> r = m_ledger.commit(); !r)
        return tl::unexpected<Error>(r.error());
    remember(batch.rows());
    result.applied += applied;
    result.refused.append(refused);
    return end - first;
}

HistoryResult Authority::loadHistory(std::span<const HistoryStep> steps)
{
    HistoryResult result;
    qsizetype at = 0;
    while (at < qsizetype(steps.size())) {
        const Result<qsizetype> taken = loadChunk(steps, at, result);
        if (!taken) {
            result.error = taken.error();
            return result;
        }
        at += *taken;
    }
    return result;
}

}  // namespace kydai
