// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/synthetic_source.h"

#include <algorithm>
#include <thread>

#include <QUrlQuery>

#include "media/fit.h"
#include "media/thread_time.h"

namespace kydai::media {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBits = 16;

quint32 hashOf(const QString& text)
{
    quint32 hash = 2166136261u;
    for (QChar c : text)
        hash = (hash ^ c.unicode()) * 16777619u;
    return hash;
}

quint32 rgb(int red, int green, int blue)
{
    return 0xff000000u | quint32(red & 0xff) << 16 | quint32(green & 0xff) << 8 | quint32(blue & 0xff);
}

}  // namespace

SyntheticShape syntheticShape(const QString& url)
{
    SyntheticShape shape;
    const QUrlQuery query(url.section(u'?', 1));
    const auto number = [&query](const QString& key, int fallback, int low, int high) {
        bool isNumber = false;
        const int value = query.queryItemValue(key).toInt(&isNumber);
        return isNumber ? std::clamp(value, low, high) : fallback;
    };
    shape.width = number(u"w"_s, shape.width, 16, 4096);
    shape.height = number(u"h"_s, shape.height, 16, 4096);
    shape.fps = number(u"fps"_s, 25, 1, 60);
    shape.seed = hashOf(url.section(u'?', 0, 0));
    return shape;
}

void drawSynthetic(Frame& frame, const SyntheticShape& shape, quint32 number)
{
    const int width = frame.size.width(), height = frame.size.height();
    frame.bytesPerLine = alignedLine(width);
    frame.pixels = QByteArray(qsizetype(frame.bytesPerLine) * height, Qt::Uninitialized);
    const int square = std::max(1, width / kBits);
    const int shift = int(number * 3);
    for (int y = 0; y < height; ++y) {
        auto* line = reinterpret_cast<quint32*>(frame.pixels.data()
                                                + qsizetype(y) * frame.bytesPerLine);
        const bool counter = y < std::min(square, height / 4);
        for (int x = 0; x < width; ++x) {
            if (counter) {
                const int bit = x / square;
                line[x] = bit < kBits && (number >> bit & 1) ? rgb(235, 235, 235) : rgb(16, 16, 16);
            } else {
                const int wave = ((x * 256 / width) + shift + y * 128 / height) & 0xff;
                const int level = wave < 128 ? wave : 255 - wave;
                line[x] = rgb(40 + level * int(shape.seed & 3) / 3,
                              50 + level * int(shape.seed >> 2 & 3) / 3, 60 + level / 2);
            }
        }
    }
}

int readSynthetic(const Frame& frame)
{
    const int width = frame.size.width(), square = width / kBits;
    if (square < 4 || frame.size.height() < 16)
        return -1;
    const int y = std::min(square, frame.size.height() / 4) / 2;
    const auto* line = reinterpret_cast<const quint32*>(frame.pixels.constData()
                                                        + qsizetype(y) * frame.bytesPerLine);
    int number = 0;
    for (int bit = 0; bit < kBits; ++bit) {
        if ((line[bit * square + square / 2] >> 8 & 0xff) > 128)
            number |= 1 << bit;
    }
    return number;
}

StreamEnd SyntheticSource::run(StreamLink& link, Credentials)
{
    const SyntheticShape shape = syntheticShape(link.address.url);
    link.setShape({QSize(shape.width, shape.height), u"synthetic"_s});
    link.tell({SourceEvent::Kind::Playing, Trouble::None, {}});
    const auto step = std::chrono::nanoseconds(qint64(1e9 / shape.fps));
    auto next = std::chrono::steady_clock::now();
    for (quint32 number = 1; !link.stop; ++number) {
        const Tier tier = link.tier;
        ++link.packets;
        const int every = tier == Tier::SubReduced
            ? std::max(1, int(shape.fps / link.limits.reducedFps))
            : (tier == Tier::KeyFrames ? std::max(1, int(shape.fps * 2)) : 1);
        if (tier < Tier::IngestOnly && (number - 1) % quint32(every) == 0) {
            const qint64 began = threadNs();
            auto frame = std::make_shared<Frame>();
            frame->sourceSize = QSize(shape.width, shape.height);
            frame->size = fitted(frame->sourceSize, {link.wantedWidth, link.wantedHeight});
            frame->capturedMs = threadUtcMs();
            drawSynthetic(*frame, shape, number);
            if (link.shows)
                link.slot->put(std::move(frame));
            link.countPicture(threadNs() - began);
            if (link.decoded == 1)
                link.tell({SourceEvent::Kind::Picture, Trouble::None, {}});
        }
        next += step;
        while (!link.stop && std::chrono::steady_clock::now() < next)
            std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(
                next - std::chrono::steady_clock::now(), std::chrono::milliseconds(100)));
    }
    return {};
}

}  // namespace kydai::media
