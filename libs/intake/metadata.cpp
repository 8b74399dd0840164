// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/metadata.h"

#include <exiv2/exiv2.hpp>

#include <mutex>

#include "intake/picture.h"

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

void prepareExiv2()
{
    static std::once_flag once;
    std::call_once(once, [] {
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute); // its messages may quote a citizen's metadata
        Exiv2::XmpParser::initialize();
    });
}

Exiv2::Image::AutoPtr openImage(QByteArrayView bytes)
{
    return Exiv2::ImageFactory::open(reinterpret_cast<const Exiv2::byte*>(bytes.data()),
                                     static_cast<long>(bytes.size()));
}

// 1 (upright) when there is none. Metadata that cannot be read is no reason to refuse the picture:
// it is left behind anyway.
long orientationOf(QByteArrayView bytes)
{
    try {
        const auto image = openImage(bytes);
        image->readMetadata();
        const Exiv2::ExifData& exif = image->exifData();
        const auto it = exif.findKey(Exiv2::ExifKey("Exif.Image.Orientation"));
        if (it != exif.end() && it->count() == 1)
            return it->toLong();
    } catch (const std::exception&) {
        return 1;
    }
    return 1;
}

// Without its orientation a photo taken upright lies on its side.
Result<QByteArray> withOrientation(const QByteArray& bytes, long orientation)
{
    try {
        const auto image = openImage(bytes);
        image->readMetadata();
        Exiv2::ExifData exif;
        exif["Exif.Image.Orientation"] = static_cast<uint16_t>(orientation);
        image->setExifData(exif);
        image->writeMetadata();
        Exiv2::BasicIo& io = image->io();
        if (io.open() != 0)
            return fail(ErrorCode::Internal, {}, u"exiv2 gave no bytes"_s);
        const Exiv2::DataBuf buffer = io.read(static_cast<long>(io.size()));
        return QByteArray(reinterpret_cast<const char*>(buffer.pData_), buffer.size_);
    } catch (const std::exception&) {
        return fail(ErrorCode::BadInput, {u"image"_s}, u"its orientation could not be kept"_s);
    }
}

}  // namespace

Result<CleanPicture> withoutMetadata(QByteArrayView bytes)
{
    prepareExiv2();
    const auto info = sniffImage(bytes);
    if (!info)
        return tl::unexpected(info.error());
    auto picture = pictureOnly(bytes, info->kind);
    if (!picture)
        return tl::unexpected(picture.error());
    CleanPicture out{*info, std::move(*picture), false};
    out.hadMetadata = out.bytes.size() != bytes.size();
    if (info->kind == ImageKind::Jpeg) {
        const long orientation = orientationOf(bytes);
        if (orientation >= 2 && orientation <= 8) {
            auto turned = withOrientation(out.bytes, orientation);
            if (!turned)
                return tl::unexpected(turned.error());
            out.bytes = std::move(*turned);
        }
    }
    // A container that says one thing to the header reader and another to the walker is a forgery.
    const auto again = sniffImage(out.bytes);
    if (!again || *again != *info)
        return fail(ErrorCode::BadInput, {u"image"_s}, u"contradicts itself"_s);
    return out;
}

}  // namespace kydai::intake
