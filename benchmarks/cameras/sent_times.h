// SPDX-License-Identifier: GPL-3.0-or-later
// When each picture left the server, shared between the two programs through a mapped file: one row a
// camera, one column a number in the picture; nanoseconds of the steady clock, 0 = never.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>

#include <QFile>

namespace kydai::bench {

inline qint64 steadyNs()
{
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

class SentTimes
{
public:
    static constexpr int kCameras = 64, kNumbers = 512;

    explicit SentTimes(const QString& path) : m_file(path)
    {
        constexpr qint64 kBytes = qint64(sizeof(std::atomic<qint64>)) * kCameras * kNumbers;
        if (m_file.open(QIODevice::ReadWrite) && (m_file.size() >= kBytes || m_file.resize(kBytes)))
            m_cells = reinterpret_cast<std::atomic<qint64>*>(m_file.map(0, kBytes));
    }
    bool isOpen() const { return m_cells; }
    void note(int camera, int number) { cell(camera, number) = steadyNs(); }
    std::optional<qint64> sinceNs(int camera, int number) const
    {
        const qint64 sent = cell(camera, number);
        return sent == 0 ? std::nullopt : std::optional(steadyNs() - sent);
    }

private:
    std::atomic<qint64>& cell(int camera, int number) const
    {
        return m_cells[(camera % kCameras) * kNumbers + number % kNumbers];
    }
    QFile m_file;
    std::atomic<qint64>* m_cells = nullptr;
};

}  // namespace kydai::bench
