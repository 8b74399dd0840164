// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a table and as a document of cameras: what is read keeps every bound and comes back.
#include <cstdlib>

#include "intake/camerafile.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    using namespace kydai;
    const QByteArray bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto same = [](const QList<Camera>& cameras) {
        const auto back = camerasFromJson(camerasToJson(cameras));
        if (!back || *back != cameras)
            std::abort();
    };
    if (const auto table = intake::readCameraTable(bytes, Directory(), {}, {}))
        same(table->cameras);
    if (const auto cameras = camerasFromJson(bytes))
        same(*cameras);
    return 0;
}
