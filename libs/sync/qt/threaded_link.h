// SPDX-License-Identifier: GPL-3.0-or-later
// The socket and the uploads on a thread of their own (`net`), used from another (`home`): what the
// engine's thread does, a commit above all, holds up no byte on its way, and the other way round.
// Made, used and destroyed on home. `home` must outlive what net still runs of it: first these
// objects go, then the net thread ends, then home's.
#pragma once

#include <atomic>
#include <memory>

#include "core/seams.h"
#include "sync/blob_sender.h"
#include "sync/transport.h"

namespace kydai {

class ThreadedTransport : public Transport
{
public:
    using Make = std::function<std::unique_ptr<Transport>()>;  // called on net
    ThreadedTransport(Scheduler& net, Scheduler& home, Make make);
    ~ThreadedTransport() override;

    void open(const QString& url) override;
    void send(const QByteArray& frame) override;
    void close(int code, const QString& reason) override;
    qint64 bytesToWrite() const override { return m_side->toWrite; }

private:
    struct Side {
        std::unique_ptr<Transport> inner;  // net's
        quint64 link = 0;                  // net's: of the last open()
        std::atomic<qint64> toWrite{0};
    };

    Scheduler& m_net;
    Scheduler& m_home;
    std::shared_ptr<Side> m_side = std::make_shared<Side>();
    std::shared_ptr<bool> m_here = std::make_shared<bool>(true);
    quint64 m_link = 0;  // callbacks of an older one are dropped
};

class ThreadedSender : public BlobSender
{
public:
    using Make = std::function<std::unique_ptr<BlobSender>()>;  // called on net
    ThreadedSender(Scheduler& net, Scheduler& home, Make make);
    ~ThreadedSender() override;

    void send(const QString& syncUrl, const QString& token, const Upload& upload, Progress progress,
              Done done) override;
    void cancel() override;

private:
    Scheduler& m_net;
    Scheduler& m_home;
    std::shared_ptr<std::unique_ptr<BlobSender>> m_inner;  // net's
    std::shared_ptr<quint64> m_number = std::make_shared<quint64>(0);  // home's: of the last send
};

}  // namespace kydai
