// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/server.h"

#include <QJsonObject>
#include <QSet>

#include "core/permissions.h"
#include "edge/apiroutes.h"
#include "edge/blobfiles.h"
#include "edge/listener.h"
#include "edge/metrics.h"
#include "edge/open311routes.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

namespace {

constexpr int kGoodbyeMs = 300;      // for frames on their way
constexpr int kGoodbyeSpreadMs = 5000;

SessionFeed feedOf(const Ledger& ledger)
{
    return SessionFeed(ledger.seq(), ledger.epoch(), ledger.floor());
}

}  // namespace

class EdgeServer::Private final : public HttpHost
{
public:
    Private(Loop& l, EdgeSettings s, EdgeStore store, const Clock& clock, Random& random)
        : loop(l),
          config(std::move(s)),
          admission(config.limits),
          reader(l),
          blobs(l, 1024),
          passwords(l, kMaxLoginsWaiting),
          readHandle(std::move(store.reader)),
          feed(feedOf(*store.ledger)),
          keySetting(
              store.ledger->setting(QString::fromLatin1(kApiKeysSetting)).value_or(QString())),
          authority(l, std::move(store.ledger), store.directory, clock, random),
          context{l,
                  config,
                  clock,
                  authority,
                  reader,
                  blobs,
                  passwords,
                  admission,
                  count,
                  keys,
                  store.dir,
                  std::make_shared<const Directory>(authority.directory())},
          sync(context, feed),
          api(context),
          open311(context),
          listener(l, [this](const QString& address) { return admit(address); })
    {
    }

    const EdgeSettings& settings() const override { return config; }
    EdgeCounters& counters() override { return count; }
    void onTrusted(const QString& address) override
    {
        if (!config.behindProxy)
            admission.trust(address);
    }
    void onOpened(SocketTicket& ticket) override { tickets.insert(&ticket); }
    void onGone(SocketTicket& ticket) override
    {
        tickets.remove(&ticket);
        admission.leave(ticket.address(), config.behindProxy || ticket.isTrusted());
    }
    void onRequest(const ExchangePointer& exchange) override;

    bool admit(const QString& address)
    {
        if (!admission.enter(address))
            return false;
        if (config.behindProxy)   // all come from one address: the proxy counts
            admission.trust(address);
        return true;
    }
    void metrics(const ExchangePointer& exchange);

    Loop& loop;
    EdgeSettings config;
    EdgeCounters count;
    ApiKeys keys;
    Admission admission;
    ReaderThread reader;
    Worker blobs;
    Worker passwords;
    std::unique_ptr<LedgerReader> readHandle;
    SessionFeed feed;
    QString keySetting;
    AuthorityThread authority;
    EdgeContext context;
    SyncHost sync;
    ApiRoutes api;
    Open311Routes open311;
    Listener listener;
    QSet<SocketTicket*> tickets;
    bool stopping = false;
};

void EdgeServer::Private::onRequest(const ExchangePointer& exchange)
{
    const RequestHead& head = exchange->head();
    const QString path = QString::fromUtf8(head.path);
    const bool get = head.method == "GET" || head.method == "HEAD";
    if (path == u"/sync")
        sync.handle(exchange);
    else if (path.startsWith(u"/open311/v2/"))
        open311.handle(exchange, path.sliced(12));
    else if (path.startsWith(u"/api/"))
        api.handle(exchange, path.sliced(5));
    else if (path == u"/healthz" && get)
        exchange->respond(stopping ? textResponse(503, "stopping\n") : textResponse(200, "ok\n"));
    else if (path == u"/metrics" && get)
        metrics(exchange);
    else
        exchange->respond(textResponse(404, "There is no such thing.\n"));
}

// Free on the machine itself, for others with an account that may read it.
void EdgeServer::Private::metrics(const ExchangePointer& exchange)
{
    const auto answer = [this, exchange] {
        Response out = textResponse(200, metricsText(context, sync));
        out.contentType = "text/plain; version=0.0.4; charset=utf-8";
        exchange->respond(std::move(out));
    };
    if (exchange->head().isLoopback && !config.behindProxy) {
        answer();
        return;
    }
    withAccount(context, exchange, [exchange, answer](const SignedIn& who) {
        if (may(who.actor.roles, Capability::ReadMetrics))
            answer();
        else
            exchange->respond(errorResponse({ErrorCode::NotAllowed, {}, {}}));
    });
}

EdgeServer::EdgeServer(Loop& loop, EdgeSettings settings, EdgeStore store, const Clock& clock,
                       Random& random)
    : d(std::make_shared<Private>(loop, std::move(settings), std::move(store), clock, random))
{
}

EdgeServer::~EdgeServer()
{
    d->reader.stop();
    d->blobs.stop();
    d->passwords.stop();
    d->authority.stop();
}

Result<quint16> EdgeServer::start()
{
    if (auto ok = d->keys.load(d->keySetting); !ok)
        return tl::unexpected(ok.error());
    TlsPointer tls;
    if (!d->config.tlsCertificate.isEmpty()) {
        auto made = makeTls(d->config.tlsCertificate, d->config.tlsKey);
        if (!made)
            return tl::unexpected(made.error());
        tls = std::move(*made);
    }
    const auto port = d->listener.listen(d, d->config.address, d->config.port, std::move(tls));
    if (!port)
        return port;
    d->reader.start(std::move(d->readHandle));
    d->passwords.start();
    d->blobs.start([dir = d->context.dir] { removeUnfinished(dir); });
    d->authority.start([this](const Outcome& outcome) { d->sync.publish(outcome); });
    return port;
}

void EdgeServer::stop()
{
    if (std::exchange(d->stopping, true))
        return;
    d->listener.close();
    d->sync.goaway(u"restart"_s, kGoodbyeSpreadMs);
    d->loop.postAfter(kGoodbyeMs, [this] {
        d->authority.stop();  // commits what it had taken; its verdicts are posted
        d->reader.stop();
        d->blobs.stop();
        d->passwords.stop();
        d->loop.post([this] {
            const auto open = d->tickets;
            for (SocketTicket* ticket : open) {
                if (d->tickets.contains(ticket) && ticket->closeSocket)
                    ticket->closeSocket();
            }
            d->loop.postAfter(kGoodbyeMs / 3, [this] { d->loop.stop(); });
        });
    });
}

}  // namespace kydai::edge
