// SPDX-License-Identifier: GPL-3.0-or-later
// A small server in one thread and virtual time: ledger in memory, authority, sessions, and consoles
// that keep rows by the client's rules.
#pragma once

#include <map>

#include "authority/authority.h"
#include "authority/presencehub.h"
#include "authority/sessionfeed.h"
#include "authority/syncsession.h"
#include "core/casefixture.h"
#include "ledger/sqliteledger.h"
#include "protocol/casecodec.h"
#include "protocol/testrandom.h"

namespace kydai::test {

class FakeClock : public Clock
{
public:
    qint64 nowMs() const override { return now; }
    qint64 monotonicMs() const override { return now - kMonday + 1'000'000; }
    qint64 now = kMonday;
};

class FakeScheduler : public Scheduler
{
public:
    explicit FakeScheduler(FakeClock& clock) : m_clock(clock) {}
    void post(Task task) override { postAfter(0, std::move(task)); }
    Ticket postAfter(qint64 delayMs, Task task) override
    {
        m_tasks.emplace(std::pair(m_clock.now + delayMs, ++m_last), std::move(task));
        return m_last;
    }
    void cancel(Ticket ticket) override
    {
        std::erase_if(m_tasks, [ticket](const auto& it) { return it.first.second == ticket; });
    }
    // Lets time pass and runs what falls due.
    void pass(qint64 ms)
    {
        const qint64 end = m_clock.now + ms;
        while (!m_tasks.empty() && m_tasks.begin()->first.first <= end) {
            auto node = m_tasks.extract(m_tasks.begin());
            m_clock.now = qMax(m_clock.now, node.key().first);
            node.mapped()();
        }
        m_clock.now = end;
    }

private:
    FakeClock& m_clock;
    std::map<std::pair<qint64, Ticket>, Task> m_tasks;
    Ticket m_last = 0;
};

struct World {
    FakeClock clock;
    FakeScheduler scheduler{clock};
    SeededRandom random;
    std::unique_ptr<Ledger> ledger;
    std::unique_ptr<Authority> authority;
    std::unique_ptr<SessionFeed> feed;
    PresenceHub presence;
    SessionLimits limits;
    bool holdMutations = false;  // verdicts are kept back
    QList<std::function<void()>> held;

    explicit World(quint64 seed = 7, const QString& dir = u":memory:"_s) : random(seed)
    {
        SqliteLedgerOptions options;
        options.durable = false;
        auto opened = SqliteLedger::open(dir, random, options);
        KYDAI_ASSERT(opened);
        ledger = std::move(*opened);
        boot();
        for (const char* name : {"op", "op2", "disp", "appr", "publ", "lead", "off", "chief", "wet",
                                 "solo", "exec", "admin", "audit"}) {
            const Actor actor = person(QString::fromLatin1(name));
            KYDAI_ASSERT(authority->accounts().addUser(
                {actor.user, actor.user.toUpper(), actor.roles, actor.agency, {}, false, 0},
                u"demo"_s));
        }
        authority->refreshUserNames();
        published();
    }
    void boot()
    {
        authority = std::make_unique<Authority>(*ledger, smallCity(), clock, random,
                                                PasswordCost::Minimal);
        feed = std::make_unique<SessionFeed>(ledger->seq(), ledger->epoch(), ledger->floor());
    }
    void published(const QList<Change>& changes = {}) { feed->publish(changes, ledger->seq()); }

    QList<protocol::MutateResult> apply(const QList<Command>& commands)
    {
        const Outcome out = authority->apply(commands);
        feed->publish(out.changes, out.seq);
        return out.verdicts;
    }
    void tick()
    {
        const Outcome out = authority->tick();
        feed->publish(out.changes, out.seq);
    }
    QString token(const QString& user)
    {
        const auto login = authority->accounts().login(user, u"demo"_s, makeUuid7(clock, random),
                                                       u"test"_s);
        KYDAI_ASSERT(login);
        published();
        return login->token;
    }
    Case row(const Uuid& id) { return **authority->caseRow(id); }

    // A mutation as a console of its own would send it.
    protocol::Mutate mutation(const Uuid& caseId, const QString& action, const QVariantMap& args = {},
                              int base = 0)
    {
        clock.now += 20;
        return {makeUuid7(clock, random), caseId, {}, action, protocol::encodeArgs(args), base,
                clock.now - 5};
    }
    Uuid device = makeUuid7(kMonday, random);
    protocol::MutateResult act(const QString& user, const Uuid& caseId, const QString& action,
                               const QVariantMap& args = {}, int base = 0)
    {
        return apply({MutateCommand{device, person(user), mutation(caseId, action, args, base)}})
            .first();
    }
    Uuid report(const Contact& contact = {u"Công dân 123"_s, u"0900000123"_s, {}},
                const QString& text = u"Đèn đường tắt. Gọi 0900 000 123."_s)
    {
        ReportCommand command;
        command.report.text = text;
        command.report.category = u"lamp"_s;
        command.report.address = u"12 Nguyễn Sinh Cung"_s;
        command.contact = contact;
        command.apiKey = u"demo"_s;
        clock.now += 20;
        const auto verdict = apply({command}).first();
        KYDAI_ASSERT(verdict.status == protocol::ResultStatus::Ok);
        return *ledger->caseIdOf(verdict.code);
    }
    static QVariantMap assignArgs(const QString& agency = u"light"_s)
    {
        return {{u"category"_s, u"lamp"_s}, {u"agency"_s, agency}, {u"noPosition"_s, u"unknown"_s}};
    }
};

// A console: keeps rows by the client's rules and records every byte it was sent.
class Console
{
public:
    Console(World& world, const QString& userName, const QString& givenToken = {})
        : w(world), user(userName), device(makeUuid7(world.clock, world.random)),
          token(givenToken.isEmpty() ? world.token(userName) : givenToken)
    {
    }
    ~Console() { disconnect(); }

    void connect(bool subscribeToo = true)
    {
        closed.reset();
        if (!w.authority->accounts().verify(token))
            token = w.token(user);  // the shift is over: signs in again
        session = std::make_unique<SyncSession>(ports(), *w.feed, w.presence, w.clock, w.scheduler,
                                                w.limits);
        send(protocol::Hello{1, 1, u"test"_s, device, u"vi"_s});
        send(protocol::Auth{token, {}});
        if (subscribeToo)
            subscribe();
    }
    void disconnect() { session.reset(); }
    void subscribe()
    {
        rowsOfPages.clear();
        if (interrupted.s0 >= 0)
            send(protocol::Subscribe{{cursor.epoch, -1, cursor.scopeHash}, interrupted});
        else
            send(protocol::Subscribe{cursor, {}});
    }
    void send(const protocol::Message& message) { sendRaw(protocol::encode(message)); }
    void sendRaw(const QByteArray& frame)
    {
        if (session && !closed)
            session->onFrame(frame);
    }
    protocol::MutateResult mutate(const Uuid& caseId, const QString& action,
                                  const QVariantMap& args = {}, int base = 0)
    {
        const protocol::Mutate m = w.mutation(caseId, action, args, base);
        send(m);
        return results.value(m.mid);
    }
    Case row(const Uuid& id) const
    {
        const Result<Case> c = protocol::decodeCase(rows.value(id).body);
        return c ? *c : Case{};
    }
    void receive(const QByteArray& frame);

    World& w;
    QString user;
    Uuid device;
    QString token;
    std::unique_ptr<SyncSession> session;
    std::optional<CloseCode> closed;
    QHash<Uuid, protocol::Row> rows;
    QSet<Uuid> rowsOfPages;
    protocol::Cursor cursor;
    protocol::SnapshotPosition interrupted;
    QHash<Uuid, protocol::MutateResult> results;
    QList<protocol::Message> inbox;      // all that came
    QByteArray wire;                     // all bytes that came, pages unpacked
    bool ackPages = true;
    int gaps = 0;

    template <typename T> QList<T> got() const
    {
        QList<T> list;
        for (const protocol::Message& message : inbox) {
            if (const T* one = std::get_if<T>(&message))
                list.append(*one);
        }
        return list;
    }

private:
    SessionPorts ports();
    void keep(const protocol::Row& row)
    {
        if (!rows.contains(row.id) || rows.value(row.id).seq <= row.seq)
            rows.insert(row.id, row);
    }
    void take(const protocol::Page& page);
    void take(const protocol::Delta& delta);
};

}  // namespace kydai::test
