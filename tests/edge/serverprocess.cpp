// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/serverprocess.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QJsonObject>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTest>
#include <QUrlQuery>

namespace kydai::test {

using namespace Qt::StringLiterals;

namespace {

constexpr int kStartMs = 30'000;

QByteArray be16(int value)
{
    return QByteArray() + static_cast<char>(value >> 8 & 0xFF) + static_cast<char>(value & 0xFF);
}

QByteArray segment(int marker, const QByteArray& payload)
{
    return QByteArray("\xFF") + static_cast<char>(marker) +
           be16(static_cast<int>(payload.size()) + 2) + payload;
}

}  // namespace

Ran runServer(const QStringList& arguments, const QByteArray& input)
{
    QProcess process;
    process.start(QString::fromUtf8(KYDAI_SERVER), arguments);
    process.write(input);
    process.closeWriteChannel();
    Ran out;
    if (!process.waitForFinished(kStartMs)) {
        process.kill();
        process.waitForFinished();
        return out;
    }
    out.exitCode = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    out.out = process.readAllStandardOutput();
    out.err = process.readAllStandardError();
    return out;
}

ServerProcess::ServerProcess(const QByteArray& settings) : m_config(m_dir.filePath(u"server.ini"_s))
{
    QFile file(m_config);
    if (file.open(QIODevice::WriteOnly))
        file.write(settings);
}

ServerProcess::~ServerProcess()
{
    if (m_process && m_process->state() != QProcess::NotRunning) {
        m_process->kill();
        m_process->waitForFinished();
    }
}

QStringList ServerProcess::arguments() const
{
    return {u"--data"_s, m_dir.filePath(u"store"_s), u"--config"_s, m_config};
}

bool ServerProcess::prepare()
{
    const auto with = [this](const QStringList& more) { return arguments() + more; };
    const auto ok = [](const Ran& ran) {
        if (ran.exitCode != 0)
            qWarning("%s", ran.err.constData());
        return ran.exitCode == 0;
    };
    const auto user = [&](const QString& name, const QString& roles, const QString& agency = {}) {
        QStringList words{u"user"_s, u"add"_s, name, u"--role"_s, roles};
        if (!agency.isEmpty())
            words += {u"--agency"_s, agency};
        return ok(runServer(with(words), "secret\n"));
    };
    return ok(runServer(with({u"key"_s, u"add"_s, u"app1"_s}), "key1\n")) &&
           ok(runServer(with({u"key"_s, u"add"_s, u"app2"_s}), "key2\n")) &&
              user(u"operator"_s, u"operator,dispatcher"_s) && user(u"admin"_s, u"admin"_s) &&
           user(u"officer"_s, u"agency_officer"_s, u"SXD"_s) &&
           user(u"other"_s, u"agency_officer"_s, u"STC"_s);
}

bool ServerProcess::start()
{
    m_process = std::make_unique<QProcess>();
    m_process->start(QString::fromUtf8(KYDAI_SERVER), arguments());
    QElapsedTimer timer;
    timer.start();
    while (!m_process->canReadLine() && timer.elapsed() < kStartMs) {
        if (!m_process->waitForReadyRead(200) && m_process->state() == QProcess::NotRunning)
            break;
    }
    m_ready = m_process->readLine();
    const QList<QByteArray> words = m_ready.trimmed().split(' ');
    if (words.size() != 3 || words[0] != "ready") {
        qWarning("%s", m_process->readAllStandardError().constData());
        return false;
    }
    m_ws = QString::fromUtf8(words[1].sliced(3));
    m_http = QString::fromUtf8(words[2].sliced(5));
    return true;
}

bool ServerProcess::terminate()
{
    m_process->terminate();
    return m_process->waitForFinished(10'000) && m_process->exitStatus() == QProcess::NormalExit
        && m_process->exitCode() == 0;
}

quint16 ServerProcess::port() const
{
    return static_cast<quint16>(QUrl(m_http).port());
}

Answered ServerProcess::wait(QNetworkReply* reply)
{
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(20'000, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    Answered out;
    out.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    out.body = reply->readAll();
    for (const auto& [name, value] : reply->rawHeaderPairs())
        out.headers.insert(name.toLower(), value);
    reply->deleteLater();
    return out;
}

void ServerProcess::trust(const QString& certificateFile)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setCaCertificates(QSslCertificate::fromPath(certificateFile));
    QSslConfiguration::setDefaultConfiguration(configuration);
    m_network.clearConnectionCache();
}

Answered ServerProcess::get(const QString& path, const Headers& headers)
{
    QNetworkRequest request(QUrl(m_http + path));
    for (const auto& [name, value] : headers)
        request.setRawHeader(name, value);
    return wait(m_network.get(request));
}

Answered ServerProcess::post(const QString& path, const QByteArray& body, const QByteArray& type,
                             const Headers& headers)
{
    QNetworkRequest request(QUrl(m_http + path));
    request.setRawHeader("Content-Type", type);
    for (const auto& [name, value] : headers)
        request.setRawHeader(name, value);
    return wait(m_network.post(request, body));
}

Answered ServerProcess::form(const QString& path, const QList<QPair<QString, QString>>& fields)
{
    QByteArray body;
    for (const auto& [name, value] : fields)
        body += (body.isEmpty() ? "" : "&") + QUrl::toPercentEncoding(name) + '=' +
                QUrl::toPercentEncoding(value);
    return post(path, body, "application/x-www-form-urlencoded");
}

Answered ServerProcess::json(const QString& path, const QByteArray& body, const QString& token)
{
    return post(path, body, "application/json", token.isEmpty() ? Headers() : bearer(token));
}

QString ServerProcess::login(const QString& user)
{
    return json(u"/api/login"_s, "{\"user\":\"" + user.toUtf8() + "\",\"password\":\"secret\"}")
        .text("token");
}

QByteArray ServerProcess::raw(const QByteArray& bytes, int timeoutMs, bool* closed)
{
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, port());
    if (!socket.waitForConnected(5000))
        return {};
    socket.write(bytes);
    QElapsedTimer timer;
    timer.start();
    QByteArray out;
    while (socket.state() == QAbstractSocket::ConnectedState && timer.elapsed() < timeoutMs) {
        socket.waitForReadyRead(50);
        out += socket.readAll();
    }
    if (closed)
        *closed = socket.state() != QAbstractSocket::ConnectedState;
    return out + socket.readAll();
}

ServerProcess::Headers bearer(const QString& token)
{
    return {{"Authorization", "Bearer " + token.toLatin1()}};
}

QByteArray multipart(const QList<QPair<QByteArray, QByteArray>>& fields,
                     const QList<QPair<QByteArray, QByteArray>>& files)
{
    QByteArray out;
    for (const auto& [name, value] : fields)
        out += "--b0\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value +
               "\r\n";
    for (const auto& [name, bytes] : files)
        out += "--b0\r\nContent-Disposition: form-data; name=\"media\"; filename=\"" + name
            + "\"\r\nContent-Type: image/jpeg\r\n\r\n" + bytes + "\r\n";
    return out + "--b0--\r\n";
}

QByteArray smallJpeg(int width, int height, const QByteArray& comment)
{
    const QByteArray frame =
        QByteArray("\x08", 1) + be16(height) + be16(width) + QByteArray("\x01\x01\x11\x00", 4);
    return QByteArray("\xFF\xD8", 2) +
           segment(0xE0, QByteArray("JFIF\0\x01\x01\0\0\x01\0\x01\0\0", 14)) +
           (comment.isEmpty() ? QByteArray() : segment(0xFE, comment)) +
           segment(0xDB, QByteArray(65, '\x01')) + segment(0xC0, frame) +
           segment(0xC4, QByteArray(29, '\0')) +
           segment(0xDA, QByteArray("\x01\x01\x00\x00\x3F\x00", 6)) + QByteArray(2000, '\x12') +
           QByteArray("\xFF\xD9", 2);
}

}  // namespace kydai::test
