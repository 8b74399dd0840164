// SPDX-License-Identifier: GPL-3.0-or-later
// RTSP over TCP, and files played at their own pace.
#pragma once

#include "media/stream_link.h"

namespace kydai::media {

class LibavSource : public StreamSource
{
public:
    explicit LibavSource(SourceKind kind) : m_kind(kind) {}
    StreamEnd run(StreamLink& link, Credentials credentials) override;

private:
    const SourceKind m_kind;
};

}  // namespace kydai::media
