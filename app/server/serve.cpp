// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <QDir>
#include <QLockFile>

#include "commands.h"
#include "demo.h"
#include "edge/server.h"
#include "ledger/sqliteledger.h"
#include "log.h"
#include "store.h"
#include "system.h"

namespace kydai::server {

using namespace Qt::StringLiterals;

namespace {

QString hostOf(const edge::EdgeSettings& settings, quint16 port)
{
    const QString host =
        settings.address.contains(u':') ? u'[' + settings.address + u']' : settings.address;
    return host + u':' + QString::number(port);
}

void printReady(const edge::EdgeSettings& settings, quint16 port)
{
    const QString host = hostOf(settings, port);
    const QString secure = settings.tlsCertificate.isEmpty() ? QString() : u"s"_s;
    std::fprintf(stdout, "ready ws=%s http=%s\n", qPrintable(u"ws%1://%2/sync"_s.arg(secure, host)),
                 qPrintable(u"http%1://%2"_s.arg(secure, host)));
    std::fflush(stdout);
}

}  // namespace

int serve(const Options& options)
{
    SystemClock clock;
    SystemRandom random;
    if (!QDir().mkpath(options.dir))
        return failed(u"the folder %1 cannot be made"_s.arg(options.dir),
                      Error{ErrorCode::ReadOnly, {}, {}});
    QLockFile lock(options.dir + u"/server.lock"_s);
    lock.setStaleLockTime(0);  // a lock whose process is gone is taken over
    if (!lock.tryLock(0))
        return failed(u"the store in %1 cannot be locked"_s.arg(options.dir),
                      Error{ErrorCode::Busy, {}, {}});
    if (options.demo) {
        if (auto ok = layDownDemo(options.dir, options.seed, clock, random); !ok)
            return failed(u"the demonstration cannot be laid down"_s, ok.error());
        if (auto ok = layDownCameras(options.dir, options.rtspPort, clock, random); !ok)
            return failed(u"the demonstration's cameras cannot be laid down"_s, ok.error());
    }
    edge::EdgeStore store;
    store.dir = options.dir;
    auto ledger = SqliteLedger::open(options.dir, random);
    if (!ledger)
        return failed(u"the store in %1 cannot be opened"_s.arg(options.dir), ledger.error());
    auto directory = directoryOf(**ledger, clock, random);
    if (!directory)
        return failed(u"the directory cannot be read"_s, directory.error());
    auto reader = SqliteLedger::openReader(options.dir);
    if (!reader)
        return failed(u"the store in %1 cannot be read"_s.arg(options.dir), reader.error());
    store.ledger = std::move(*ledger);
    store.reader = std::move(*reader);
    store.directory = std::move(*directory);
    edge::Loop loop;
    edge::EdgeServer server(loop, options.edge, std::move(store), clock, random);
    const auto port = server.start();
    if (!port)
        return failed(
            u"cannot listen on %1 port %2"_s.arg(options.edge.address).arg(options.edge.port),
            port.error());
    loop.onTermination([&server] {
        qCInfo(logServer, "asked to end");
        server.stop();
    });
    printReady(options.edge, *port);
    qCInfo(logServer, "serving on %s", qPrintable(hostOf(options.edge, *port)));
    loop.run();
    qCInfo(logServer, "ended");
    return 0;
}

}  // namespace kydai::server
