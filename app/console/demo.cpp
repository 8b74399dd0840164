// SPDX-License-Identifier: GPL-3.0-or-later
#include "demo.h"

#include "child_platform.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QTcpServer>

namespace kydai::console {

using namespace Qt::StringLiterals;

Demo::Demo(const QString& dataDir, QObject* parent)
    : QObject(parent), m_dataDir(dataDir.isEmpty() ? m_scratch.path() : dataDir)
{
    for (QProcess* child : {&m_server, &m_city}) {
        bindToParent(*child);
        child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    }
    connect(&m_server, &QProcess::readyReadStandardOutput, this, &Demo::readServer);
    connect(&m_server, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            emit failed(u"kydai-server could not be started: %1"_s.arg(m_server.errorString()));
    });
    connect(&m_server, &QProcess::finished, this, [this](int code) {
        if (!m_stopping)
            emit failed(u"the demo server ended with code %1; its messages stand above"_s.arg(code));
    });
}

Demo::~Demo()
{
    m_stopping = true;
    for (QProcess* child : {&m_city, &m_server}) {
        if (child->state() == QProcess::NotRunning)
            continue;
        child->terminate();
        if (!child->waitForFinished(5000))
            child->kill();
        child->waitForFinished(1000);
    }
}

QString Demo::beside(const QString& program) const
{
    return QDir(QCoreApplication::applicationDirPath()).filePath(program);
}

void Demo::start()
{
    if (!QFileInfo(beside(u"kydai-server"_s)).isExecutable()) {
        emit failed(u"kydai-server is not beside this program (%1)"_s
                        .arg(QCoreApplication::applicationDirPath()));
        return;
    }
    QTcpServer free;
    if (free.listen(QHostAddress::LocalHost))
        m_rtspPort = QString::number(free.serverPort());
    free.close();
    QStringList arguments{u"--data"_s, m_dataDir, u"--demo"_s, u"--port"_s, u"0"_s};
    if (!m_rtspPort.isEmpty())
        arguments += QStringList{u"--rtsp-port"_s, m_rtspPort};
    m_server.start(beside(u"kydai-server"_s), arguments);
}

void Demo::readServer()
{
    m_line += m_server.readAllStandardOutput();
    const qsizetype end = m_line.indexOf('\n');
    if (end < 0 || !m_httpUrl.isEmpty())
        return;
    for (const QString& part : QString::fromUtf8(m_line.left(end)).split(u' ')) {
        if (part.startsWith(QLatin1String("http=")))
            m_httpUrl = part.mid(5).trimmed();
    }
    if (m_httpUrl.isEmpty()) {
        emit failed(u"the demo server did not say its address"_s);
        return;
    }
    startCity();
    emit ready(m_httpUrl);
}

void Demo::startCity()
{
    const QString program = beside(u"kydai-city"_s);
    if (QFileInfo(program).isExecutable())
        m_city.start(program, {u"--server"_s, m_httpUrl, u"--rtsp-port"_s,
                               m_rtspPort.isEmpty() ? u"0"_s : m_rtspPort});
}

}  // namespace kydai::console
