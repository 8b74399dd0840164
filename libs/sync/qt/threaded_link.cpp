// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/qt/threaded_link.h"

#include <utility>

namespace kydai {

ThreadedTransport::ThreadedTransport(Scheduler& net, Scheduler& home, Make make)
    : m_net(net), m_home(home)
{
    // Callbacks are set once, before the first open(): they name the link that was opened last.
    const auto back = [side = m_side.get(), here = std::weak_ptr<bool>(m_here), this,
                       home = &m_home](auto call) {
        side->toWrite = side->inner->bytesToWrite();
        home->post([here, this, link = side->link, call = std::move(call)] {
            if (!here.expired() && link == m_link)
                call(m_callbacks);
        });
    };
    m_net.post([side = m_side, make = std::move(make), back] {
        side->inner = make();
        side->inner->setCallbacks(
            {[back] { back([](const Callbacks& to) { to.opened(); }); },
             [back](const QByteArray& frame) {
                 back([frame](const Callbacks& to) { to.frame(frame); });
             },
             [back](int code, const QString& why) {
                 back([code, why](const Callbacks& to) { to.closed(code, why); });
             }});
    });
}

ThreadedTransport::~ThreadedTransport()
{
    m_net.post([side = m_side] { side->inner.reset(); });
}

void ThreadedTransport::open(const QString& url)
{
    m_net.post([side = m_side, link = ++m_link, url] {
        side->link = link;
        side->inner->open(url);
    });
}

void ThreadedTransport::send(const QByteArray& frame)
{
    m_net.post([side = m_side, link = m_link, frame] {
        if (side->link != link)
            return;
        side->inner->send(frame);
        side->toWrite = side->inner->bytesToWrite();
    });
}

void ThreadedTransport::close(int code, const QString& reason)
{
    ++m_link;
    m_net.post([side = m_side, code, reason] { side->inner->close(code, reason); });
}

ThreadedSender::ThreadedSender(Scheduler& net, Scheduler& home, Make make)
    : m_net(net), m_home(home), m_inner(std::make_shared<std::unique_ptr<BlobSender>>())
{
    m_net.post([inner = m_inner, make = std::move(make)] { *inner = make(); });
}

ThreadedSender::~ThreadedSender()
{
    ++*m_number;
    m_net.post([inner = m_inner] { inner->reset(); });
}

void ThreadedSender::send(const QString& syncUrl, const QString& token, const Upload& upload,
                          Progress progress, Done done)
{
    const auto back = [home = &m_home, now = m_number, number = ++*m_number](auto call) {
        home->post([now, number, call = std::move(call)] {
            if (*now == number)
                call();
        });
    };
    m_net.post([inner = m_inner, syncUrl, token, upload, progress = std::move(progress),
                done = std::move(done), back] {
        (*inner)->send(
            syncUrl, token, upload,
            [back, progress](qint64 sent) { back([progress, sent] { progress(sent); }); },
            [back, done](const Result<BlobAnswer>& answer) {
                back([done, answer] { done(answer); });
            });
    });
}

void ThreadedSender::cancel()
{
    ++*m_number;
    m_net.post([inner = m_inner] { (*inner)->cancel(); });
}

}  // namespace kydai
