// SPDX-License-Identifier: GPL-3.0-or-later
// Greeting, signing in, limits, heartbeat, mutations on their way.
#include "authority/sessionstate.h"

#include "core/permissions.h"
#include "core/reducer.h"

using namespace Qt::StringLiterals;

namespace kydai {

using protocol::Message;

SyncSession::Private::Private(SyncSession* session, SessionPorts p, SessionFeed& f, PresenceHub& h,
                              const Clock& c, Scheduler& s, const SessionLimits& l)
    : q(session), ports(std::move(p)), feed(f), hub(h), clock(c), scheduler(s), limits(l),
      mutations(l.mutations, l.mutationsPerSecond, c.monotonicMs()),
      bytesIn(double(l.bytesPerSecond), double(l.bytesPerSecond), c.monotonicMs()),
      presences(l.presencePerSecond, l.presencePerSecond, c.monotonicMs())
{
    startedMs = heardMs = windowStartMs = progressMs = mono();
    deltaSentMs = startedMs - l.gatherFocusedMs;
}

void SyncSession::Private::start()
{
    arm(limits.helloMs, &Private::checkGreeting);
    arm(limits.authMs, &Private::checkGreeting);
    arm(limits.pingMs, &Private::beat);
}

void SyncSession::Private::arm(qint64 delayMs, void (Private::*what)())
{
    scheduler.postAfter(delayMs, guarded([this, what] { (this->*what)(); }));
}

void SyncSession::Private::checkGreeting()
{
    const qint64 age = mono() - startedMs;
    if ((phase == Phase::Greeting && age >= limits.helloMs)
        || (!isSignedIn() && age >= limits.authMs))
        end(CloseCode::Timeout);
}

void SyncSession::Private::beat()
{
    const qint64 now = mono();
    if (now - heardMs > limits.deadMs)
        return end(CloseCode::Timeout);
    if (backlog > 0 && now - progressMs > limits.stalledMs)
        return end(CloseCode::Overload);
    if (isSignedIn() && who.expiresMs <= clock.nowMs()) {
        send(protocol::AuthError{{ErrorCode::Expired, {}, {}}});
        return end(CloseCode::Unauthorized);
    }
    send(protocol::Ping{now});
    // Ranges in which nothing was for this session: let its cursor keep up.
    if (phase == Phase::Live && pending.isEmpty() && seen > sent)
        flush();
    arm(limits.pingMs, &Private::beat);
}

void SyncSession::Private::end(CloseCode code)
{
    if (isClosed())
        return;
    phase = Phase::Closed;
    pending.clear();
    behind.clear();
    feed.leave(q);
    hub.remove(q, clock.nowMs());
    if (ports.close)
        ports.close(code);
}

void SyncSession::Private::send(const Message& message)
{
    if (isClosed())
        return;
    const QByteArray frame = protocol::encode(message);
    ++counters.framesOut;
    counters.bytesOut += frame.size();
    ports.send(frame);
}

void SyncSession::Private::complain(const Error& error, bool fatal)
{
    send(protocol::ErrorMessage{error, fatal});
}

void SyncSession::Private::badFrame()
{
    ++counters.badFrames;
    complain({ErrorCode::BadFrame, {}, {}}, true);
    end(CloseCode::BadFrame);
}

// Far above the limits for long: not a busy desk but something broken or hostile.
bool SyncSession::Private::isAbuse(qsizetype bytes)
{
    const qint64 now = mono();
    if (now - windowStartMs >= limits.abuseMs) {
        windowStartMs = now;
        windowMutations = windowBytes = 0;
    }
    windowBytes += bytes;
    const qint64 factor = qint64(limits.abuseFactor) * limits.abuseMs / 1000;
    return windowBytes > factor * limits.bytesPerSecond
        || windowMutations > factor * limits.mutationsPerSecond;
}

void SyncSession::Private::frame(QByteArrayView bytes)
{
    if (isClosed())
        return;
    const auto self = shared_from_this();  // a port may destroy the session meanwhile
    ++counters.framesIn;
    counters.bytesIn += bytes.size();
    heardMs = mono();
    bytesIn.drain(double(bytes.size()), heardMs);
    const int cap =
        isSignedIn() ? protocol::kMaxFrameToServer : protocol::kMaxFrameBeforeAuth;
    if (bytes.size() > cap) {
        ++counters.badFrames;
        return end(CloseCode::TooBig);
    }
    if (isAbuse(bytes.size()))
        return end(CloseCode::Overload);
    const Result<Message> message = protocol::decode(bytes, cap);
    if (!message) {
        if (message.error().code == ErrorCode::Unsupported)
            return;  // an extension of a newer peer
        if (message.error().code == ErrorCode::Unknown)
            return complain(message.error(), false);
        return badFrame();
    }
    const bool greeting = std::holds_alternative<protocol::Hello>(*message);
    const bool free = greeting || std::holds_alternative<protocol::Auth>(*message)
        || std::holds_alternative<protocol::Ping>(*message)
        || std::holds_alternative<protocol::Pong>(*message);
    if (greeting != (phase == Phase::Greeting) || (!isSignedIn() && !free))
        return badFrame();
    std::visit([this](const auto& body) { on(body); }, *message);
}

void SyncSession::Private::on(const protocol::Hello& hello)
{
    if (hello.protoMin > protocol::kVersion || hello.protoMax < protocol::kVersion) {
        const QString known = QString::number(protocol::kVersion);
        complain({ErrorCode::Unsupported, {known, known}, {}}, true);
        return end(CloseCode::Version);
    }
    if (hello.device.isNull())
        return badFrame();
    device = hello.device;
    phase = Phase::Signing;
    send(protocol::ServerHello{protocol::kVersion, u"kydai-server "_s + QStringLiteral(KYDAI_VERSION),
                               feed.epoch(), clock.nowMs(), 1});
}

void SyncSession::Private::on(const protocol::Auth& auth)
{
    if (verifying)
        return badFrame();
    knownDirectory = auth.directoryVersion;
    verify(auth.token);
}

void SyncSession::Private::verify(const QString& candidate)
{
    verifying = true;
    ports.verify(candidate, guarded([this, candidate](const Result<SignedIn>& result) {
        verified(candidate, result);
    }));
}

void SyncSession::Private::verified(const QString& candidate, const Result<SignedIn>& result)
{
    verifying = false;
    if (!result) {
        const Error& error = result.error();
        // The token this session runs on is gone though nobody signed out: the account was changed.
        const bool revoked = isSignedIn() && candidate == token
            && error.code == ErrorCode::NotSignedIn && error.params != QStringList{u"logout"_s};
        send(protocol::AuthError{{error.code, error.params, {}}});
        return end(revoked ? CloseCode::RolesChanged : CloseCode::Unauthorized);
    }
    adopt(candidate, *result);
}

// A first sign-in, a fresh token, or an account that was changed meanwhile.
void SyncSession::Private::adopt(const QString& candidate, const SignedIn& now)
{
    const bool first = !isSignedIn();
    if (!first && now.actor.user != who.actor.user)
        return badFrame();  // another person signs in on a connection of his own
    const bool same = !first && scopeHash == scopeHashOf(now.actor)
        && who.actor.roles == now.actor.roles && who.actor.agency == now.actor.agency;
    const bool news = !same || token != candidate || who.expiresMs != now.expiresMs;
    token = candidate;
    who = now;
    if (!same) {
        sight = sightOf(who.actor);
        scopes = scopesFor(who.actor.roles, who.actor.agency);
        scopeHash = scopeHashOf(who.actor);
        // Nothing more goes out under the old rights; the client subscribes again.
        phase = Phase::Ready;
        ++generation;
        pending.clear();
        behind.clear();
        reading = false;
        sweep = {};
    }
    if (news)
        send(protocol::AuthOk{who.actor.user, who.displayName, who.actor.agency,
                              who.actor.roles.bits(), scopeHash, who.expiresMs});
    if (!first)
        return;
    const protocol::DirectoryData directory = ports.directory();
    if (directory.version != knownDirectory)
        send(directory);
    if (may(who.actor.roles, Capability::SeePresence))
        hub.replay(q);
}

void SyncSession::Private::on(const protocol::Ping& ping)
{
    send(protocol::Pong{ping.t, clock.nowMs(), sent});
}

void SyncSession::Private::on(const protocol::Presence& presence)
{
    if (presences.take(1, mono()) && may(who.actor.roles, Capability::SeePresence))
        hub.set(q, presence.caseId, presence.state, clock.nowMs());
}

void SyncSession::Private::answerLater(const Uuid& mid, qint64 waitMs)
{
    ++counters.limited;
    protocol::MutateResult later;
    later.mid = mid;
    later.status = protocol::ResultStatus::Later;
    later.error = {ErrorCode::Later, {QString::number(waitMs)}, {}};
    send(later);
}

void SyncSession::Private::on(const protocol::Mutate& mutate)
{
    ++counters.mutations;
    ++windowMutations;
    const qint64 now = mono();
    if (!mutations.take(1, now))
        return answerLater(mutate.mid, mutations.waitMs(1));
    if (bytesIn.isEmpty(now))
        return answerLater(mutate.mid, bytesIn.waitMs(1));
    if (inFlight >= limits.inFlight)
        return answerLater(mutate.mid, 250);
    ++inFlight;
    ports.submit(MutateCommand{device, who.actor, mutate},
                 guarded([this](const protocol::MutateResult& result) {
                     --inFlight;
                     send(result);
                 }));
}

void SyncSession::Private::on(const protocol::DoneThrough& done)
{
    if (!done.mids.isEmpty())
        ports.markDone(device, done.mids);
}

void SyncSession::Private::backlogIs(qint64 bytes)
{
    const auto self = shared_from_this();
    if (isClosed())
        return;
    if (bytes < backlog || bytes == 0)
        progressMs = mono();
    if (backlog == 0 && bytes > 0)
        progressMs = mono();
    const bool wasSlow = backlog > limits.softBacklog;
    backlog = bytes;
    if (bytes > limits.hardBacklog)
        return end(CloseCode::Overload);
    if (wasSlow && bytes <= limits.softBacklog)
        pump();
}

}  // namespace kydai
