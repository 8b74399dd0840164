// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/synthetic_source.h"

namespace kydai::media {
namespace {

class NoSource : public StreamSource
{
public:
    StreamEnd run(StreamLink&, Credentials) override
    {
        return {Trouble::UnknownCodec, QStringLiteral("this build opens no such stream")};
    }
};

}  // namespace

std::unique_ptr<StreamSource> makeSource(SourceKind kind)
{
    if (kind == SourceKind::Synthetic)
        return std::make_unique<SyntheticSource>();
    return std::make_unique<NoSource>();
}

}  // namespace kydai::media
