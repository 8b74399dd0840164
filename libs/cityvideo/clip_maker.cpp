// SPDX-License-Identifier: GPL-3.0-or-later
#include "cityvideo/clip_maker.h"

#include <condition_variable>
#include <mutex>

#include <QHash>
#include <QThread>

#include "cityvideo/yield_platform.h"

namespace kydai::cityvideo {

namespace {

struct Wish {
    QString name;
    StreamSpec spec;
    int urgency = 0;
};

}  // namespace

struct ClipMaker::Work {
    Work(ClipMaker* maker, const QString& folder) : owner(maker), store(folder) {}

    std::optional<Wish> next()
    {
        std::unique_lock lock(mutex);
        wake.wait(lock, [this] { return stop || !wishes.isEmpty(); });
        if (stop)
            return std::nullopt;
        qsizetype best = 0;
        for (qsizetype i = 1; i < wishes.size(); ++i)
            if (wishes[i].urgency < wishes[best].urgency)
                best = i;
        return wishes.takeAt(best);
    }

    void run()
    {
        yieldToOthers();
        while (const auto wish = next())
            make(*wish);
    }

    void make(const Wish& wish)
    {
        auto clip = clipOf(store.load(wish.spec), wish.spec);
        const bool kept = clip.has_value();
        if (!kept) {
            const auto stream = encode(wish.spec, stop);
            if (stop)
                return;
            clip = clipOf(stream, wish.spec);
            if (clip) {
                if (const auto saved = store.save(wish.spec, *stream); !saved)
                    emit owner->failed(wish.name, saved.error().detail);
            }
        }
        if (clip)
            emit owner->ready(wish.name, *clip, kept);
        else
            emit owner->failed(wish.name, clip.error().detail);
    }

    static Result<rtsp::ClipPtr> clipOf(const Result<QByteArray>& stream, const StreamSpec& spec)
    {
        if (!stream)
            return tl::unexpected(stream.error());
        return rtsp::clipFromAnnexB(*stream, spec.scene.fps);
    }

    ClipMaker* owner;
    ClipStore store;
    std::mutex mutex;
    std::condition_variable wake;
    std::atomic<bool> stop{false};
    QList<Wish> wishes;
    std::unique_ptr<QThread> thread;
};

ClipMaker::ClipMaker(QString folder, QObject* parent)
    : QObject(parent), m_work(std::make_unique<Work>(this, folder))
{
    qRegisterMetaType<rtsp::ClipPtr>();
    m_work->thread.reset(QThread::create([work = m_work.get()] { work->run(); }));
    m_work->thread->setObjectName(QStringLiteral("scenes"));
    m_work->thread->start();
}

ClipMaker::~ClipMaker()
{
    {
        const std::lock_guard lock(m_work->mutex);
        m_work->stop = true;
    }
    m_work->wake.notify_all();
    m_work->thread->wait();
}

void ClipMaker::want(const QString& name, const StreamSpec& spec, int urgency)
{
    {
        const std::lock_guard lock(m_work->mutex);
        for (Wish& wish : m_work->wishes) {
            if (wish.name == name) {
                wish.urgency = urgency;
                return;
            }
        }
        m_work->wishes.append({name, spec, urgency});
    }
    m_work->wake.notify_all();
}

}  // namespace kydai::cityvideo
