// SPDX-License-Identifier: GPL-3.0-or-later
// Takes kept streams from the store and codes the missing ones, one after another on a thread of its
// own that yields to everything else on the machine.
#pragma once

#include <QObject>

#include "cityvideo/clip_store.h"
#include "rtsp/clip.h"

namespace kydai::cityvideo {

class ClipMaker : public QObject
{
    Q_OBJECT

public:
    explicit ClipMaker(QString folder, QObject* parent = nullptr);
    ~ClipMaker() override;  // waits for the picture being drawn, no longer

    // urgency: a lower number is made first. Asking again for the same name only changes the urgency.
    void want(const QString& name, const StreamSpec& spec, int urgency);

signals:
    void ready(const QString& name, const kydai::rtsp::ClipPtr& clip, bool kept);
    void failed(const QString& name, const QString& why);

private:
    struct Work;
    std::unique_ptr<Work> m_work;
};

}  // namespace kydai::cityvideo
