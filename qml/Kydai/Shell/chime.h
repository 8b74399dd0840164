// SPDX-License-Identifier: GPL-3.0-or-later
// The two tones of a notice, made in memory. Silent and harmless where there is no sound device.
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <memory>

class QAudioSink;
class QBuffer;

namespace kydai::shell {

class Chime : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(bool available READ available CONSTANT FINAL)  // a sound device was found
    Q_PROPERTY(qreal volume MEMBER m_volume NOTIFY volumeChanged FINAL)  // 0..1

public:
    explicit Chime(QObject* parent = nullptr);
    ~Chime() override;
    bool available() const { return m_available; }
    Q_INVOKABLE void play(const QString& kind);  // "urgent", "overdue", "line", "test"

signals:
    void volumeChanged();

private:
    bool m_available = false;
    qreal m_volume = 0.8;
    std::unique_ptr<QBuffer> m_buffer;
    std::unique_ptr<QAudioSink> m_sink;
};

}  // namespace kydai::shell
