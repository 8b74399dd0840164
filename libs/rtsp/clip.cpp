// SPDX-License-Identifier: GPL-3.0-or-later
#include "rtsp/clip.h"

namespace kydai::rtsp {

using namespace Qt::StringLiterals;

namespace {

enum NalType { kSlice = 1, kIdr = 5, kSei = 6, kSps = 7, kPps = 8, kDelimiter = 9 };

int typeOf(const QByteArray& nal)
{
    return nal.isEmpty() ? 0 : quint8(nal.at(0)) & 0x1f;
}

bool isPicture(int type)
{
    return type >= kSlice && type <= kIdr;
}

// first_mb_in_slice is 0: its Exp-Golomb code is a single 1 bit.
bool beginsPicture(const QByteArray& nal)
{
    return isPicture(typeOf(nal)) && nal.size() > 1 && (quint8(nal.at(1)) & 0x80);
}

tl::unexpected<Error> bad(const QString& what)
{
    return fail(ErrorCode::BadInput, {u"clip"_s, what});
}

}  // namespace

QList<QByteArray> splitAnnexB(const QByteArray& stream)
{
    QList<QByteArray> nals;
    qsizetype begin = -1;
    const auto put = [&](qsizetype end) {
        while (begin >= 0 && end > begin && stream.at(end - 1) == 0)
            --end;  // the zero of a long start code, and trailing zeros
        if (begin >= 0 && end > begin && end - begin <= kMaxNal)
            nals.append(stream.mid(begin, end - begin));
    };
    for (qsizetype at = stream.indexOf(QByteArrayView("\0\0\1", 3)); at >= 0;
         at = stream.indexOf(QByteArrayView("\0\0\1", 3), begin)) {
        put(at);
        begin = at + 3;
    }
    put(stream.size());
    return nals;
}

Result<ClipPtr> clipFromAnnexB(const QByteArray& stream, double fps)
{
    if (stream.size() > kMaxClipBytes)
        return fail(ErrorCode::TooLarge, {u"clip"_s, QString::number(kMaxClipBytes)});
    if (!(fps > 0 && fps <= 120))
        return bad(u"fps"_s);
    auto clip = std::make_shared<Clip>();
    clip->fps = fps;
    AccessUnit unit;
    bool hasPicture = false;
    const auto finish = [&] {
        if (hasPicture)
            clip->units.push_back(std::move(unit));
        unit = {};
        hasPicture = false;
    };
    for (const QByteArray& nal : splitAnnexB(stream)) {
        const int type = typeOf(nal);
        if (hasPicture && (beginsPicture(nal) || (type >= kSei && type <= kDelimiter)))
            finish();
        if (type == kDelimiter)
            continue;
        if (type == kSps && clip->sps.isEmpty())
            clip->sps = nal;
        if (type == kPps && clip->pps.isEmpty())
            clip->pps = nal;
        hasPicture = hasPicture || isPicture(type);
        unit.key = unit.key || type == kIdr;
        clip->bytes += nal.size();
        unit.nals.append(nal);
    }
    finish();
    if (clip->units.empty())
        return bad(u"no picture"_s);
    if (!clip->units.front().key)
        return bad(u"no key frame first"_s);
    if (clip->sps.size() < 4 || clip->pps.isEmpty())
        return bad(u"no parameter sets"_s);
    return ClipPtr(std::move(clip));
}

}  // namespace kydai::rtsp
