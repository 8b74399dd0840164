// SPDX-License-Identifier: GPL-3.0-or-later
// A server by script: what the engine sent is read from `got`, what it is told is said with say().
// Everything in virtual time.
#pragma once

#include <QList>

#include "deskdb/cache_db.h"
#include "deskdb/cache_reader.h"
#include "deskdb/work_db.h"
#include "protocol/casecodec.h"
#include "storage/fault_points.h"
#include "sim/virtual_time.h"
#include "sync/engine.h"

namespace kydai::test {

using namespace kydai::protocol;
using namespace Qt::StringLiterals;

class ScriptedTransport : public Transport
{
public:
    explicit ScriptedTransport(Scheduler& scheduler) : m_scheduler(scheduler) {}
    void open(const QString& url) override
    {
        lastUrl = url;
        ++opens;
        isOpen = false;
        const int link = ++m_link;
        if (answers) {
            m_scheduler.postAfter(1, [this, link] {
                if (link != m_link)
                    return;
                isOpen = true;
                m_callbacks.opened();
            });
        }
    }
    void send(const QByteArray& frame) override
    {
        const Result<Message> message = decode(frame, kMaxFrameToServer);
        KYDAI_ASSERT(message.has_value());
        got.append(*message);
    }
    void close(int code, const QString&) override
    {
        if (isOpen)
            closedByUs = code;
        isOpen = false;
        ++m_link;
    }
    qint64 bytesToWrite() const override { return 0; }

    void say(const Message& message) { sayBytes(encode(message)); }
    void sayBytes(const QByteArray& bytes)
    {
        const int link = m_link;
        m_scheduler.postAfter(1, [this, link, bytes] {
            if (link == m_link && isOpen)
                m_callbacks.frame(bytes);
        });
    }
    void cut(int code = closecode::kLost)
    {
        isOpen = false;
        ++m_link;
        m_callbacks.closed(code, {});
    }

    bool answers = true;   // false: connecting never ends
    bool isOpen = false;
    int opens = 0;
    int closedByUs = 0;
    QString lastUrl;
    QList<Message> got;

private:
    Scheduler& m_scheduler;
    int m_link = 0;
};

inline const Uuid kEpoch(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
inline const Uuid kEpoch2(2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

inline Uuid idOf(int n)
{
    return QUuid(7, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, static_cast<uchar>(n >> 8),
                 static_cast<uchar>(n));
}

inline Row rowOf(int n, qint64 seq)
{
    Case c;
    c.id = idOf(n);
    c.code = u"PA-%1"_s.arg(n);
    c.seq = seq;
    c.title = u"Đèn tắt %1 lần %2"_s.arg(n).arg(seq);
    return {c.id, seq, encodeCase(c)};
}

// The desk under test with its two stores in memory; restart() is a crash.
class Desk
{
public:
    Desk() : cache(*CacheDb::open(u":memory:"_s, &cacheFaults)),
             work(*WorkDb::open(u":memory:"_s, sim::kBeginMs, &workFaults))
    {
        restart();
    }
    void restart()
    {
        engine.reset();
        scheduler.dropAll();
        SyncCallbacks call;
        call.rows = [this](const RowBatch& batch) { batches.append(batch); };
        call.result = [this](const MutateResult& result) { results.append(result); };
        call.attention = [this](const Uuid& mid, const Uuid&, const Error&) {
            refused.append(mid);
        };
        call.status = [this](const SyncStatus& status) { states.append(status.state); };
        call.presence = [this](const Presence& p) { presences.append(p); };
        call.directory = [this](const QByteArray& version, const QByteArray&) {
            directory = version;
        };
        engine = std::make_unique<SyncEngine>(
            SyncSetup{scheduler, clock, random, link, cache, work, u"test"_s, u"vi"_s}, call);
    }
    void pass(qint64 ms) { time.run(ms); }
    SyncStatus::State state() const { return engine->status().state; }

    // Greeting and signing in, up to the subscription.
    void signIn(const Uuid& epoch = kEpoch, const QString& user = u"op"_s,
                const QByteArray& scope = "s1", quint32 roles = Roles{Role::Operator}.bits())
    {
        pass(5);
        link.say(ServerHello{kVersion, u"test"_s, epoch, clock.nowMs() + serverAheadMs, 1});
        pass(5);
        link.say(AuthOk{user, u"Trực ban"_s, {}, roles, scope, clock.nowMs() + 3600'000});
        pass(5);
    }
    void goLive(qint64 seq = 10, int rows = 3)
    {
        signIn();
        QList<Row> all;
        for (int i = 1; i <= rows; ++i)
            all.append(rowOf(i, i));
        link.say(SubOk{SubMode::Snapshot, seq, rows, u"first"_s});
        link.say(Page{1, "k1", all, true});
        pass(5);
    }
    void begin()
    {
        engine->start(u"ws://127.0.0.1/sync"_s);
        engine->setToken(u"token"_s);
    }
    template <typename T> QList<T> take()  // the messages of one type, taken out
    {
        QList<T> found;
        QList<Message> rest;
        for (const Message& m : std::as_const(link.got)) {
            if (const T* t = std::get_if<T>(&m))
                found.append(*t);
            else
                rest.append(m);
        }
        link.got = rest;
        return found;
    }
    Uuid act(int caseNumber, const QString& action = u"note"_s)
    {
        Operation op;
        op.caseId = idOf(caseNumber);
        op.action = action;
        op.args = {{u"text"_s, u"đã xem"_s}};
        op.actor = {u"op"_s, {Role::Operator}, {}};
        const Result<Uuid> mid = engine->enqueue(op);
        return mid.value_or(Uuid());
    }
    void answer(const Uuid& mid, ResultStatus status, qint64 seq = 0,
                ErrorCode code = ErrorCode::None, const QStringList& params = {})
    {
        link.say(MutateResult{mid, status, seq, {code, params, {}}, {}});
    }
    OutboxState stateOf(const Uuid& mid) const
    {
        const auto entry = work.find(mid);
        KYDAI_ASSERT(entry && *entry);
        return (*entry)->state;
    }
    qint64 seqOf(int n) const
    {
        const auto body = CacheReader::over(cache).body(idOf(n));
        KYDAI_ASSERT(body.has_value());
        return *body ? decodeCase(**body)->seq : -1;
    }

    sim::VirtualTime time;
    sim::VirtualScheduler scheduler{time};
    sim::VirtualClock clock{time};
    sim::SeededRandom random{7};
    ScriptedTransport link{scheduler};
    FaultPoints cacheFaults, workFaults;
    CacheDb cache;
    WorkDb work;
    qint64 serverAheadMs = 0;
    QList<RowBatch> batches;
    QList<MutateResult> results;
    QList<Uuid> refused;
    QList<SyncStatus::State> states;
    QList<Presence> presences;
    QByteArray directory;
    std::unique_ptr<SyncEngine> engine;
};

}  // namespace kydai::test
