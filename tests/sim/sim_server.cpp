// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/sim_server.h"

#include "core/casefixture.h"
#include "protocol/casecodec.h"

namespace kydai::sim {

using namespace Qt::StringLiterals;
using protocol::MutateResult;
using protocol::ResultStatus;

SimServer::SimServer(VirtualTime& time, SimNet& net, SeededRandom& random, Bug bug)
    : m_time(time), m_net(net), m_random(random), m_bug(bug), m_scheduler(time), m_clock(time),
      m_directory(test::smallCity())
{
    SqliteLedgerOptions options;
    options.durable = false;
    options.faults = &faults;
    auto ledger = SqliteLedger::open(u":memory:"_s, m_random, options);
    KYDAI_ASSERT(ledger.has_value());
    m_ledger = std::move(*ledger);
    m_packed = packDirectory(m_directory);
}

SimServer::~SimServer()
{
    stop();
}

void SimServer::start()
{
    m_authority = std::make_unique<Authority>(*m_ledger, m_directory, m_clock, m_random,
                                              PasswordCost::Minimal);
    m_feed = std::make_unique<SessionFeed>(m_ledger->seq(), m_ledger->epoch(), m_ledger->floor());
    m_presence = std::make_unique<PresenceHub>();
    m_net.accept = [this](const LinkPtr& link) { accept(link); };
    m_scheduler.postAfter(2000, [this] { tick(); });
}

void SimServer::stop()
{
    if (!m_authority)
        return;
    m_net.accept = {};
    while (!m_peers.empty()) {
        const LinkPtr link = m_peers.begin()->second.link;
        m_peers.erase(m_peers.begin());
        m_net.closeFromServer(link, closecode::kLost);
    }
    m_waiting.clear();
    m_batchPosted = false;
    m_scheduler.dropAll();
    m_presence.reset();
    m_feed.reset();
    m_authority.reset();
}

void SimServer::addUser(const QString& name, Roles roles, const QString& agency)
{
    UserRecord user;
    user.name = name;
    user.displayName = name;
    user.roles = roles;
    user.agency = agency;
    KYDAI_ASSERT(m_authority->accounts().addUser(user, u"demo"_s));
    m_users.insert(name, user);
    m_feed->publish({}, m_ledger->seq());
}

void SimServer::recheckSessions()
{
    QList<int> ids;
    for (const auto& [id, peer] : m_peers)
        ids.append(id);
    for (int id : ids) {
        if (m_peers.contains(id))
            m_peers.at(id).session->recheck();
    }
}

Result<QString> SimServer::login(const QString& user)
{
    if (!isUp())
        return fail(ErrorCode::Offline);
    const Result<Login> login = m_authority->accounts().login(
        user, u"demo"_s, makeUuid7(m_clock, m_random), u"sim-%1"_s.arg(++m_logins));
    m_feed->publish({}, m_ledger->seq());
    if (!login)
        return tl::unexpected<Error>(login.error());
    return login->token;
}

void SimServer::dropTokens(const QString& user)
{
    faults.off();
    if (m_ledger->begin() && m_ledger->dropTokensOf(user))
        KYDAI_ASSERT(m_ledger->commit());
    recheckSessions();
}

void SimServer::trim(qint64 keep)
{
    const qint64 through = m_ledger->seq() - keep;
    if (through <= m_ledger->floor())
        return;
    faults.off();
    KYDAI_ASSERT(m_ledger->begin());
    KYDAI_ASSERT(m_ledger->trimChanges(through));
    KYDAI_ASSERT(m_ledger->commit());
    if (m_feed)
        m_feed->setFloor(m_ledger->floor());
}

void SimServer::tick()
{
    const Outcome outcome = m_authority->tick();
    m_feed->publish(outcome.changes, m_ledger->seq());
    m_presence->expire(m_clock.nowMs());
    m_scheduler.postAfter(2000, [this] { tick(); });
}

void SimServer::accept(const LinkPtr& link)
{
    const int id = m_nextPeer++;
    Peer& peer = m_peers[id];
    peer.link = link;
    peer.session = std::make_unique<SyncSession>(portsFor(id), *m_feed, *m_presence, m_clock,
                                                 m_scheduler);
    link->toServer = [this, id](const QByteArray& frame) {
        if (m_peers.contains(id))
            m_peers.at(id).session->onFrame(frame);
    };
    link->serverLostIt = [this, id] { forget(id); };
    link->backlog = [this, id](qint64 bytes) {
        if (m_peers.contains(id))
            m_peers.at(id).session->setBacklog(bytes);
    };
}

// From outside its own call stack.
void SimServer::forget(int id)
{
    m_scheduler.post([this, id] { m_peers.erase(id); });
}

SessionPorts SimServer::portsFor(int id)
{
    SessionPorts ports = directPorts(*m_ledger, m_authority->accounts());
    const auto verify = ports.verify;
    ports.verify = [this, id, verify](const QString& token, SessionPorts::Done<SignedIn> done) {
        verify(token, [this, id, done](Result<SignedIn> who) {
            if (who && m_peers.contains(id))
                m_peers.at(id).agency = who->actor.roles.isAgency();
            done(std::move(who));
        });
    };
    ports.send = [this, id](const QByteArray& frame) { send(id, frame); };
    ports.close = [this, id](CloseCode code) {
        if (!m_peers.contains(id))
            return;
        m_net.closeFromServer(m_peers.at(id).link, static_cast<int>(code));
        forget(id);
    };
    ports.submit = [this, id](const MutateCommand& command, Done done) {
        submitMutation(id, command, std::move(done));
    };
    ports.markDone = [this](const Uuid& device, const QList<Uuid>& mids) {
        if (!m_ledger->begin())
            return;
        if (m_ledger->markDone(device, mids) && m_ledger->commit())
            return;
        m_ledger->rollback();
    };
    ports.directory = [this] { return m_packed; };
    slowReads(ports);
    return ports;
}

// Readers of their own thread: small pages, and the world goes on between them.
void SimServer::slowReads(SessionPorts& ports)
{
    const auto page = ports.readPage;
    ports.readPage = [this, page](const QStringList& scopes, const WindowCut& cut,
                                  const QByteArray& after, int maxRows, qint64 maxBytes,
                                  SessionPorts::Done<PageResult> done) {
        const int rows = std::min(maxRows, m_random.range(2, 12));
        m_scheduler.postAfter(m_random.range(1, 250), [=] {
            page(scopes, cut, after, rows, maxBytes, done);
        });
    };
    const auto changes = ports.readChanges;
    ports.readChanges = [this, changes](qint64 after, int limit,
                                        SessionPorts::Done<QList<ChangeRecord>> done) {
        m_scheduler.postAfter(m_random.range(0, 30), [=] { changes(after, limit, done); });
    };
    const auto row = ports.readCase;
    ports.readCase = [this, row](const Uuid& id, SessionPorts::Done<CaseBody> done) {
        m_scheduler.postAfter(m_random.range(0, 6), [=] { row(id, done); });
    };
}

void SimServer::submitMutation(int, MutateCommand command, Done done)
{
    const Uuid mid = command.mutate.mid;
    if (laterCases.contains(command.mutate.caseId) || m_random.chance(laterPercent)) {
        ++laters;
        MutateResult later;
        later.mid = mid;
        later.status = ResultStatus::Later;
        later.error = {ErrorCode::Later, {QString::number(m_random.range(50, 1500))}, {}};
        m_scheduler.postAfter(m_random.range(0, 5), [done, later] { done(later); });
        return;
    }
    if (verdicts.contains(mid)) {
        ++repeats;
        if (m_bug == Bug::ForgetsResults)
            command.mutate.mid = makeUuid7(m_clock, m_random);
    }
    if (m_bug == Bug::IgnoresOrder)
        command.mutate.after = {};
    submit(command, std::move(done), mid);
}

void SimServer::submit(Command command, Done done, const Uuid& mid)
{
    if (!isUp())
        return;
    m_waiting.append({std::move(command), std::move(done), mid});
    if (m_batchPosted)
        return;
    m_batchPosted = true;
    m_scheduler.postAfter(m_random.range(0, 8), [this] { process(); });
}

void SimServer::process()
{
    m_batchPosted = false;
    const QList<Waiting> waiting = std::exchange(m_waiting, {});
    QList<Command> commands;
    for (const Waiting& w : waiting)
        commands.append(w.command);
    const Outcome outcome = m_authority->apply(commands);
    ++batches;
    if (outcome.error.code != ErrorCode::None)
        ++storeFailures;
    KYDAI_ASSERT(outcome.verdicts.size() == commands.size());
    const bool tellFirst = m_random.chance(50);
    if (!tellFirst)
        m_feed->publish(outcome.changes, m_ledger->seq());
    for (qsizetype i = 0; i < waiting.size(); ++i) {
        MutateResult verdict = outcome.verdicts.at(i);
        if (!waiting.at(i).mid.isNull()) {
            verdict.mid = waiting.at(i).mid;
            if (verdict.status != ResultStatus::Later && !verdicts.contains(verdict.mid)) {
                verdicts.insert(verdict.mid, verdict);
                refusals += verdict.seq == 0;
            }
        } else if (!verdict.code.isEmpty()) {
            reportCodes.append(verdict.code);
        }
        if (m_bug == Bug::SettlesEarly)
            verdict.seq = verdict.seq > 0 ? 1 : 0;
        if (waiting.at(i).done)
            waiting.at(i).done(verdict);
    }
    if (tellFirst)
        m_feed->publish(outcome.changes, m_ledger->seq());
}

void SimServer::send(int id, const QByteArray& frame)
{
    const auto it = m_peers.find(id);
    if (it == m_peers.end())
        return;
    Peer& peer = it->second;
    QByteArray out = m_bug == Bug::None ? frame : twist(peer, frame);
    if (peer.agency) {
        // Pages are packed: look at the rows themselves as well.
        bool leak = out.contains(kCanary);
        const auto message = protocol::decode(out, protocol::kMaxFrameToClient);
        KYDAI_ASSERT(message.has_value());
        if (const auto* page = std::get_if<protocol::Page>(&*message)) {
            for (const protocol::Row& row : page->rows)
                leak = leak || row.body.contains(kCanary);
        }
        if (leak)
            leaks.append(peer.session->user());
    }
    m_net.toClient(peer.link, out);
}

// The planted bugs that live in what is sent.
QByteArray SimServer::twist(Peer& peer, const QByteArray& frame)
{
    Result<protocol::Message> message = protocol::decode(frame, protocol::kMaxFrameToClient);
    KYDAI_ASSERT(message.has_value());
    auto* delta = std::get_if<protocol::Delta>(&*message);
    auto* page = std::get_if<protocol::Page>(&*message);
    if (m_bug == Bug::NoLeaves && delta) {
        delta->leaves.clear();
        return protocol::encode(*message);
    }
    if (m_bug == Bug::ShowsReporter && peer.agency && delta && !delta->puts.isEmpty()) {
        protocol::Row& row = delta->puts.first();
        Result<Case> c = protocol::decodeCase(row.body);
        if (c && !c->reports.isEmpty()) {
            c->reports[0].reporterName = QString::fromLatin1(kCanary);
            row.body = protocol::encodeCase(*c);
        }
        return protocol::encode(*message);
    }
    if (m_bug == Bug::TailFromNow) {
        if (page && page->final)
            peer.hidesThrough = m_ledger->seq();
        if (delta && delta->from < peer.hidesThrough) {
            const qint64 through = peer.hidesThrough;
            const auto hidden = [through](const auto& row) { return row.seq <= through; };
            delta->puts.removeIf(hidden);
            delta->leaves.removeIf(hidden);
            return protocol::encode(*message);
        }
    }
    return frame;
}

// By a session of its own over a perfect line: independent of what the desks' links went through.
QHash<Uuid, protocol::Row> SimServer::snapshotFor(const QString& user)
{
    QHash<Uuid, protocol::Row> rows;
    const Result<QString> token = login(user);
    KYDAI_ASSERT(token.has_value());
    QList<QByteArray> frames;
    SessionPorts ports = directPorts(*m_ledger, m_authority->accounts());
    ports.send = [&](const QByteArray& frame) { frames.append(frame); };
    ports.close = [](CloseCode) {};
    ports.submit = [](const MutateCommand&, const Done&) {};
    ports.directory = [this] { return m_packed; };
    SyncSession session(ports, *m_feed, *m_presence, m_clock, m_scheduler);
    protocol::Hello hello;
    hello.device = makeUuid7(m_clock, m_random);
    session.onFrame(protocol::encode(hello));
    session.onFrame(protocol::encode(protocol::Auth{*token, m_packed.version}));
    session.onFrame(protocol::encode(protocol::Subscribe{}));
    bool final = false;
    for (int guard = 0; guard < 10'000 && !final; ++guard) {
        if (frames.isEmpty()) {
            m_time.run(1);
            continue;
        }
        const Result<protocol::Message> m =
            protocol::decode(frames.takeFirst(), protocol::kMaxFrameToClient);
        KYDAI_ASSERT(m.has_value());
        if (const auto* page = std::get_if<protocol::Page>(&*m)) {
            for (const protocol::Row& row : page->rows)
                rows.insert(row.id, row);
            final = page->final;
            session.onFrame(protocol::encode(protocol::PageAck{page->number}));
        }
    }
    KYDAI_ASSERT(final);
    return rows;
}

}  // namespace kydai::sim
