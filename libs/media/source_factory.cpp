// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/jpeg_source.h"
#include "media/libav_source.h"
#include "media/synthetic_source.h"

namespace kydai::media {

std::unique_ptr<StreamSource> makeSource(SourceKind kind)
{
    switch (kind) {
    case SourceKind::Synthetic: return std::make_unique<SyntheticSource>();
    case SourceKind::HttpJpeg: return std::make_unique<JpegSource>();
    case SourceKind::Rtsp:
    case SourceKind::File: break;
    }
    return std::make_unique<LibavSource>(kind);
}

}  // namespace kydai::media
