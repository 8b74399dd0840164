// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/synchost.h"

#include "edge/connection.h"
#include "edge/requesthead.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHousekeepMs = 1000;

void add(SessionCounters& sum, const SessionCounters& one)
{
    sum.framesIn += one.framesIn;
    sum.bytesIn += one.bytesIn;
    sum.framesOut += one.framesOut;
    sum.bytesOut += one.bytesOut;
    sum.badFrames += one.badFrames;
    sum.mutations += one.mutations;
    sum.limited += one.limited;
    sum.pages += one.pages;
    sum.deltas += one.deltas;
    sum.rowsOut += one.rowsOut;
}

bool offersProtocol(const RequestHead& head)
{
    const QList<QByteArray> offered = head.header("sec-websocket-protocol").split(',');
    for (const QByteArray& name : offered) {
        if (name.trimmed() == protocol::kSubProtocol)
            return true;
    }
    return false;
}

}  // namespace

struct SyncHost::Session {
    std::shared_ptr<Connection> connection;
    std::unique_ptr<SyncSession> session;
};

SyncHost::SyncHost(EdgeContext& context, const SessionFeed& start)
    : m_context(context), m_feed(start), m_directory(packDirectory(*context.directory))
{
    m_timer = m_context.loop.postAfter(kHousekeepMs, [this] { housekeep(); });
}

SyncHost::~SyncHost()
{
    m_context.loop.cancel(m_timer);
}

void SyncHost::handle(const ExchangePointer& exchange)
{
    const RequestHead& head = exchange->head();
    if (!head.wantsUpgrade) {
        Response out = textResponse(426, "This address speaks WebSocket.\n");
        out.headers.emplaceBack("Upgrade", "websocket");
        exchange->respond(std::move(out));
        return;
    }
    if (!originAllowed(head, m_context.settings.allowedOrigins)) {
        ++m_context.counters.handshakesRefused;
        exchange->respond(textResponse(403, "Pages of another origin may not connect.\n"));
        return;
    }
    if (!offersProtocol(head)) {
        ++m_context.counters.handshakesRefused;
        exchange->respond(textResponse(400, "Sub-protocol kydai.sync.1 is required.\n"));
        return;
    }
    if (const int wait = m_context.admission.handshake(m_context.clock.monotonicMs()); wait > 0) {
        ++m_context.counters.handshakesRefused;
        Response out = textResponse(503, "Too many consoles connect at once.\n");
        out.headers.emplaceBack("Retry-After", QByteArray::number(wait));
        exchange->respond(std::move(out));
        return;
    }
    ++m_context.counters.handshakes;
    exchange->upgrade(protocol::kSubProtocol,
                      [this](const std::shared_ptr<Connection>& connection) {
                          if (connection)
                              adopt(connection);
                      });
}

void SyncHost::adopt(const std::shared_ptr<Connection>& connection)
{
    const quint64 id = m_nextId++;
    auto owned = std::make_unique<Session>();
    Session* entry = owned.get();
    entry->connection = connection;
    m_sessions.emplace(id, std::move(owned));
    connection->setMaxFrame(protocol::kMaxFrameBeforeAuth);
    Connection::Events events;
    events.frame = [entry](QByteArrayView frame) { entry->session->onFrame(frame); };
    events.backlog = [entry](qint64 bytes) { entry->session->setBacklog(bytes); };
    events.closed = [this, id] { drop(id); };
    SessionPorts ports = portsFor(connection);
    // The account's answer opens the way for longer frames.
    ports.verify = [this, weak = std::weak_ptr(connection)](const QString& token,
                                                            SessionPorts::Done<SignedIn> done) {
        m_context.authority.ask<SignedIn>(
            [token](Authority& authority) { return authority.accounts().verify(token); },
            [weak, done = std::move(done)](const Result<SignedIn>& who) {
                const auto open = weak.lock();
                if (who && open) {
                    open->setMaxFrame(protocol::kMaxFrameToServer);
                    open->markTrusted();
                }
                done(who);
            });
    };
    entry->session =
        std::make_unique<SyncSession>(std::move(ports), m_feed, m_presence, m_context.clock,
                                      m_context.loop, m_context.settings.session);
    connection->start(std::move(events));
}

void SyncHost::drop(quint64 id)
{
    const auto it = m_sessions.find(id);
    if (it == m_sessions.end())
        return;
    add(m_ended, it->second->session->counters());
    m_sessions.erase(it);
}

SessionPorts SyncHost::portsFor(const std::shared_ptr<Connection>& connection)
{
    SessionPorts ports;
    const std::weak_ptr weak(connection);
    ports.send = [weak](const QByteArray& frame) {
        if (const auto open = weak.lock())
            open->send(frame);
    };
    ports.close = [weak](CloseCode code) {
        if (const auto open = weak.lock())
            open->close(static_cast<int>(code));
    };
    ports.submit = [this](const MutateCommand& command,
                          std::function<void(const protocol::MutateResult&)> done) {
        m_context.authority.submit(command, std::move(done));
    };
    ports.markDone = [this](const Uuid& device, const QList<Uuid>& mids) {
        m_context.authority.ask<void>(
            [device, mids](Authority& authority) -> Result<void> {
                Ledger& ledger = authority.ledger();
                if (auto ok = ledger.begin(); !ok)
                    return ok;
                if (auto ok = ledger.markDone(device, mids); !ok) {
                    ledger.rollback();
                    return ok;
                }
                return ledger.commit();
            },
            [](const Result<void>&) {});
    };
    ports.directory = [this] { return m_directory; };
    addReads(ports);
    return ports;
}

void SyncHost::addReads(SessionPorts& ports)
{
    ReaderThread& reader = m_context.reader;
    ports.readPage = [&reader](const QStringList& scopes, const WindowCut& cut,
                               const QByteArray& afterKey, int maxRows, qint64 maxBytes,
                               SessionPorts::Done<PageResult> done) {
        reader.ask<PageResult>(
            [=](const LedgerReader& r) {
                return r.page(scopes, cut, afterKey, maxRows, maxBytes);
            },
            std::move(done));
    };
    ports.countRows = [&reader](const QStringList& scopes, const WindowCut& cut,
                                SessionPorts::Done<qint64> done) {
        reader.ask<qint64>([=](const LedgerReader& r) { return r.countRows(scopes, cut); },
                           std::move(done));
    };
    ports.timeOfSeq = [&reader](qint64 seq, SessionPorts::Done<qint64> done) {
        reader.ask<qint64>([=](const LedgerReader& r) { return r.timeOfSeq(seq); },
                           std::move(done));
    };
    ports.readAged = [&reader](const AgedQuery& query, SessionPorts::Done<QList<CaseBody>> done) {
        reader.ask<QList<CaseBody>>([=](const LedgerReader& r) { return r.aged(query); },
                                    std::move(done));
    };
    ports.readChanges = [&reader](qint64 after, int limit,
                                  SessionPorts::Done<QList<ChangeRecord>> done) {
        reader.ask<QList<ChangeRecord>>(
            [=](const LedgerReader& r) { return r.changesAfter(after, limit); }, std::move(done));
    };
    ports.readCase = [&reader](const Uuid& id, SessionPorts::Done<CaseBody> done) {
        reader.ask<CaseBody>([=](const LedgerReader& r) { return r.caseBody(id); },
                             std::move(done));
    };
    ports.readEvents = [&reader](const Uuid& id, qint64 before, int limit,
                                 SessionPorts::Done<QList<Event>> done) {
        reader.ask<QList<Event>>(
            [=](const LedgerReader& r) { return r.eventsOf(id, before, limit); }, std::move(done));
    };
    ports.find = [&reader](const FindQuery& query, SessionPorts::Done<FindResult> done) {
        reader.ask<FindResult>([=](const LedgerReader& r) { return r.find(query); },
                               std::move(done));
    };
    ports.caseIdOf = [&reader](const QString& code, SessionPorts::Done<Uuid> done) {
        reader.ask<Uuid>([=](const LedgerReader& r) { return r.caseIdOf(code); }, std::move(done));
    };
    ports.readOutgoing = [&reader](const Uuid& id,
                                   SessionPorts::Done<QList<OutgoingMessage>> done) {
        reader.ask<QList<OutgoingMessage>>([=](const LedgerReader& r) { return r.outgoingOf(id); },
                                           std::move(done));
    };
}

void SyncHost::publish(const Outcome& outcome)
{
    m_feed.breakOff(outcome.outsideSeq);
    m_feed.publish(outcome.changes, outcome.seq);
}

void SyncHost::goaway(const QString& reason, int spreadMs)
{
    for (const auto& [id, entry] : m_sessions)
        entry->session->goaway(reason, spreadMs);
}

void SyncHost::directoryChanged()
{
    m_directory = packDirectory(*m_context.directory);
    for (const auto& [id, entry] : m_sessions)
        entry->session->directoryChanged();
}

// Heartbeats that ran out; accounts and the directory as others may have changed them: an account
// that lost its roles is cut off, and a new directory is at the consoles, within this second.
void SyncHost::housekeep()
{
    struct Seen {
        quint64 accounts = 0, directory = 0;
        qint64 outsideSeq = 0;
        std::optional<Directory> changed;
    };
    m_presence.expire(m_context.clock.nowMs());
    m_context.authority.ask<Seen>(
        [known = m_directoryRevision](Authority& authority) -> Result<Seen> {
            authority.noticeOutside();
            Seen seen{authority.accounts().revision(), authority.directoryRevision(),
                      authority.ledger().outsideSeq(), {}};
            if (seen.directory != known)
                seen.changed = authority.directory();
            return seen;
        },
        [this](const Result<Seen>& seen) {
            if (!seen)
                return;
            m_feed.breakOff(seen->outsideSeq);
            if (std::exchange(m_accountsRevision, seen->accounts) != seen->accounts) {
                for (const auto& [id, entry] : m_sessions)
                    entry->session->recheck();
            }
            m_directoryRevision = seen->directory;
            if (seen->changed && !(*seen->changed == *m_context.directory)) {
                m_context.directory = std::make_shared<const Directory>(*seen->changed);
                directoryChanged();
            }
        });
    m_timer = m_context.loop.postAfter(kHousekeepMs, [this] { housekeep(); });
}

qsizetype SyncHost::liveSessions() const
{
    return std::count_if(m_sessions.begin(), m_sessions.end(),
                         [](const auto& entry) { return entry.second->session->isLive(); });
}

SessionCounters SyncHost::totals() const
{
    SessionCounters sum = m_ended;
    for (const auto& [id, entry] : m_sessions)
        add(sum, entry->session->counters());
    return sum;
}

qint64 SyncHost::queuedBytes() const
{
    qint64 sum = 0;
    for (const auto& [id, entry] : m_sessions)
        sum += entry->connection->queuedBytes();
    return sum;
}

}  // namespace kydai::edge
