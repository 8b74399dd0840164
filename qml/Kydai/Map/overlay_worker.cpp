// SPDX-License-Identifier: GPL-3.0-or-later
#include "overlay_worker.h"

namespace kydai::mapqml {

OverlayWorker::OverlayWorker(QString family, Done done)
    : m_family(std::move(family)), m_done(std::move(done)), m_receiver(std::make_unique<QObject>())
{
    m_thread = std::thread([this] { work(); });
}

OverlayWorker::~OverlayWorker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
        m_next.reset();
    }
    m_wake.notify_all();
    m_thread.join();
}

void OverlayWorker::ask(OverlayJob job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_next && m_next->forgetNames)
            job.forgetNames = true;
        m_next = std::move(job);
    }
    m_wake.notify_one();
}

void OverlayWorker::work()
{
    for (;;) {
        OverlayJob job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_closing || m_next; });
            if (m_closing)
                return;
            job = std::move(*m_next);
            m_next.reset();
        }
        OverlayPicture picture = paint(job);
        QMetaObject::invokeMethod(
            m_receiver.get(),
            [done = m_done, picture = std::move(picture)]() mutable { done(std::move(picture)); },
            Qt::QueuedConnection);
    }
}

OverlayPicture OverlayWorker::paint(OverlayJob& job)
{
    if (!m_painter || m_colours != job.colours) {
        m_colours = job.colours;
        m_painter = std::make_unique<maprender::OverlayPainter>(*m_colours, m_family);
    }
    if (job.forgetNames)
        m_names.reset();
    job.scene.labels = m_names.place(job.tiles, job.camera, job.labels);
    job.scene.nearStreets = m_names.nearStreets();
    job.scene.nearColour = job.nearColour;
    const quint32 layers = maprender::AllOverlayLayers
        & ~quint32(maprender::ScaleBarLayer | maprender::AttributionLayer);
    return {job.number, job.camera, m_painter->paint(job.camera, job.scene, layers),
            static_cast<int>(job.scene.labels.size())};
}

}  // namespace kydai::mapqml
