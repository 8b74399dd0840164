// SPDX-License-Identifier: GPL-3.0-or-later
#include "chime.h"

#include <cmath>

#include <QAudioDevice>
#include <QAudioSink>
#include <QBuffer>
#include <QMediaDevices>

namespace kydai::shell {

namespace {

constexpr int kRate = 44100;

struct Tone { double hertz; int ms; };

// Two tones up for danger, two down for a passed deadline, one for the rest.
QList<Tone> tonesOf(const QString& kind)
{
    if (kind == QLatin1String("urgent"))
        return {{660, 220}, {880, 320}, {660, 220}, {880, 320}};
    if (kind == QLatin1String("overdue"))
        return {{740, 220}, {554, 320}};
    if (kind == QLatin1String("line"))
        return {{494, 400}};
    return {{660, 200}, {880, 260}};
}

QByteArray render(const QList<Tone>& tones)
{
    QByteArray pcm;
    for (const Tone& tone : tones) {
        const int samples = kRate * tone.ms / 1000;
        for (int i = 0; i < samples; ++i) {
            const double edge = std::min({1.0, i / 400.0, (samples - i) / 900.0});  // no clicks
            const double value = std::sin(2 * M_PI * tone.hertz * i / kRate) * edge * 0.6;
            const auto sample = static_cast<qint16>(std::lround(value * 32767));
            pcm.append(reinterpret_cast<const char*>(&sample), sizeof sample);
        }
    }
    return pcm;
}

}  // namespace

Chime::Chime(QObject* parent) : QObject(parent)
{
    m_available = !QMediaDevices::defaultAudioOutput().isNull();
}

Chime::~Chime() = default;

void Chime::play(const QString& kind)
{
    if (!m_available)
        return;
    QAudioFormat format;
    format.setSampleRate(kRate);
    format.setChannelCount(1);
    format.setSampleFormat(QAudioFormat::Int16);
    const QAudioDevice device = QMediaDevices::defaultAudioOutput();
    if (device.isNull() || !device.isFormatSupported(format))
        return;
    m_sink = std::make_unique<QAudioSink>(device, format);
    m_buffer = std::make_unique<QBuffer>();
    m_buffer->setData(render(tonesOf(kind)));
    m_buffer->open(QIODevice::ReadOnly);
    m_sink->setVolume(m_volume);
    m_sink->start(m_buffer.get());
}

}  // namespace kydai::shell
