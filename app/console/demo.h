// SPDX-License-Identifier: GPL-3.0-or-later
// The demo's own server and living city, found beside this program's file. Both end with the
// console, also when it is killed. GUI thread; start() waits without blocking the event loop.
#pragma once

#include <functional>

#include <QObject>
#include <QProcess>
#include <QTemporaryDir>

namespace kydai::console {

class Demo : public QObject
{
    Q_OBJECT

public:
    // dataDir: where the demo server keeps its data; empty = a folder that goes with this object.
    explicit Demo(const QString& dataDir, QObject* parent = nullptr);
    ~Demo() override;

    void start();
    QString serverUrl() const { return m_httpUrl; }

signals:
    void ready(const QString& httpUrl);
    void failed(const QString& why);  // what failed and what to do

private:
    void readServer();
    void startCity();
    QString beside(const QString& program) const;

    QTemporaryDir m_scratch;
    QString m_dataDir;
    QString m_httpUrl, m_rtspPort;  // the port is free when it is chosen; the city takes it
    QByteArray m_line;
    QProcess m_server;
    QProcess m_city;
    bool m_stopping = false;
};

}  // namespace kydai::console
