// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority/syncsession.h"

#include <QCborMap>
#include <QCborValue>

#include "authority/sessionstate.h"
#include "core/directory.h"
#include "protocol/packing.h"

namespace kydai {

SyncSession::SyncSession(SessionPorts ports, SessionFeed& feed, PresenceHub& presence,
                         const Clock& clock, Scheduler& scheduler, const SessionLimits& limits)
    : d(std::make_shared<Private>(this, std::move(ports), feed, presence, clock, scheduler, limits))
{
    feed.enter(this);
    presence.enter(this);
    d->start();
}

SyncSession::~SyncSession()
{
    d->ports.close = nullptr;  // the owner knows
    d->end(CloseCode::Normal);
}

void SyncSession::onFrame(QByteArrayView bytes) { d->frame(bytes); }
void SyncSession::setBacklog(qint64 bytes) { d->backlogIs(bytes); }

void SyncSession::recheck()
{
    const auto self = d;
    if (!self->isClosed() && self->isSignedIn() && !self->verifying)
        self->verify(self->token);
}

void SyncSession::directoryChanged()
{
    const auto self = d;
    if (!self->isClosed() && self->isSignedIn())
        self->send(self->ports.directory());
}

void SyncSession::goaway(const QString& reason, int spreadMs)
{
    const auto self = d;
    self->send(protocol::Goaway{reason, spreadMs});
}

const SessionCounters& SyncSession::counters() const { return d->counters; }
bool SyncSession::isLive() const { return d->phase == Private::Phase::Live; }
QString SyncSession::user() const { return d->who.actor.user; }
Uuid SyncSession::device() const { return d->device; }

protocol::DirectoryData packDirectory(const Directory& directory)
{
    const QByteArray plain = QCborValue(directory.toCbor()).toCbor();
    return {directory.version(), protocol::pack(plain)};
}

SessionPorts directPorts(const LedgerReader& reader, Accounts& accounts)
{
    SessionPorts p;
    const LedgerReader* r = &reader;
    p.verify = [&accounts](const QString& token, SessionPorts::Done<SignedIn> done) {
        done(accounts.verify(token));
    };
    p.readPage = [r](const QStringList& scopes, const WindowCut& cut, const QByteArray& afterKey,
                     int maxRows, qint64 maxBytes, SessionPorts::Done<PageResult> done) {
        done(r->page(scopes, cut, afterKey, maxRows, maxBytes));
    };
    p.countRows = [r](const QStringList& scopes, const WindowCut& cut,
                      SessionPorts::Done<qint64> done) { done(r->countRows(scopes, cut)); };
    p.timeOfSeq = [r](qint64 seq, SessionPorts::Done<qint64> done) { done(r->timeOfSeq(seq)); };
    p.readAged = [r](const AgedQuery& query, SessionPorts::Done<QList<CaseBody>> done) {
        done(r->aged(query));
    };
    p.readChanges = [r](qint64 after, int limit, SessionPorts::Done<QList<ChangeRecord>> done) {
        done(r->changesAfter(after, limit));
    };
    p.readCase = [r](const Uuid& id, SessionPorts::Done<CaseBody> done) { done(r->caseBody(id)); };
    p.readEvents = [r](const Uuid& id, qint64 before, int limit,
                       SessionPorts::Done<QList<Event>> done) {
        done(r->eventsOf(id, before, limit));
    };
    p.find = [r](const FindQuery& query, SessionPorts::Done<FindResult> done) {
        done(r->find(query));
    };
    p.caseIdOf = [r](const QString& code, SessionPorts::Done<Uuid> done) {
        done(r->caseIdOf(code));
    };
    p.readOutgoing = [r](const Uuid& id, SessionPorts::Done<QList<OutgoingMessage>> done) {
        done(r->outgoingOf(id));
    };
    return p;
}

}  // namespace kydai
