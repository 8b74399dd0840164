// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority/world.h"

namespace kydai::test {

using namespace protocol;

SessionPorts Console::ports()
{
    SessionPorts p = directPorts(*w.ledger, w.authority->accounts());
    p.send = [this](const QByteArray& frame) { receive(frame); };
    p.close = [this](CloseCode code) { closed = code; };
    p.submit = [this](const MutateCommand& command,
                      const std::function<void(const MutateResult&)>& done) {
        const auto run = [this, command, done] { done(w.apply({command}).first()); };
        if (w.holdMutations)
            w.held.append(run);
        else
            run();
    };
    p.markDone = [this](const Uuid& id, const QList<Uuid>& mids) {
        KYDAI_ASSERT(w.ledger->begin());
        KYDAI_ASSERT(w.ledger->markDone(id, mids));
        KYDAI_ASSERT(w.ledger->commit());
    };
    p.directory = [this] { return packDirectory(w.authority->directory()); };
    return p;
}

void Console::receive(const QByteArray& frame)
{
    KYDAI_ASSERT(frame.size() <= 256 * 1024);
    const Result<Message> message = decode(frame, kMaxFrameToClient);
    KYDAI_ASSERT(message);
    inbox.append(*message);
    if (const auto* page = std::get_if<Page>(&*message))
        take(*page);
    else
        wire += frame;
    if (const auto* delta = std::get_if<Delta>(&*message))
        take(*delta);
    if (const auto* result = std::get_if<MutateResult>(&*message))
        results.insert(result->mid, *result);
    if (const auto* hello = std::get_if<ServerHello>(&*message); hello && cursor.seq < 0)
        cursor.epoch = hello->epoch;
    if (const auto* ok = std::get_if<SubOk>(&*message)) {
        if (ok->mode == SubMode::Snapshot) {
            interrupted.s0 = ok->s0;
            if (ok->reason != u"resumed"_s)
                interrupted.lastKey.clear();
            cursor.seq = -1;
            cursor.epoch = w.feed->epoch();
        }
    }
    if (const auto* ok = std::get_if<AuthOk>(&*message)) {
        if (cursor.seq < 0)
            cursor.scopeHash = ok->scopeHash;
    }
}

void Console::take(const Page& page)
{
    for (const Row& row : page.rows) {
        wire += row.body;
        rowsOfPages.insert(row.id);
        keep(row);
    }
    interrupted.lastKey = page.lastKey;
    if (page.final) {
        // What an uninterrupted snapshot did not bring is not there any more.
        if (interrupted.s0 >= 0 && got<SubOk>().last().reason != u"resumed"_s)
            rows.removeIf([this](const auto& it) { return !rowsOfPages.contains(it.key()); });
        cursor.seq = interrupted.s0;
        for (const AuthOk& ok : got<AuthOk>())
            cursor.scopeHash = ok.scopeHash;
        interrupted = {};
    }
    if (ackPages)
        send(PageAck{page.number});
}

void Console::take(const Delta& delta)
{
    if (delta.from != cursor.seq) {
        ++gaps;
        return;
    }
    for (const Row& row : delta.puts)
        keep(row);
    for (const Leave& leave : delta.leaves) {
        if (rows.contains(leave.id) && rows.value(leave.id).seq <= leave.seq)
            rows.remove(leave.id);
    }
    cursor.seq = delta.to;
}

}  // namespace kydai::test
