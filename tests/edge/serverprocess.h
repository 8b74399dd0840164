// SPDX-License-Identifier: GPL-3.0-or-later
// The real kydai-server as a child process, and plain ways to talk to it.
#pragma once

#include <memory>

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTimer>

namespace kydai::test {

struct Ran {
    int exitCode = -1;
    QByteArray out, err;
};
// A sub-command or a refused start; waits for its end.
Ran runServer(const QStringList& arguments, const QByteArray& input = {});

struct Answered {
    int status = 0;
    QByteArray body;
    QHash<QByteArray, QByteArray> headers;   // names lower case
    QJsonDocument json() const { return QJsonDocument::fromJson(body); }
    QString text(const char* key) const
    {
        return json().object().value(QLatin1String(key)).toString();
    }
};

class ServerProcess
{
public:
    // settings: lines for the ini file, e.g. "[limits]\nheaderMs=500\n".
    explicit ServerProcess(const QByteArray& settings = {});
    ~ServerProcess();

    // Store with the keys "key1" and "key2" and the accounts operator, admin, officer (of agency
    // SXD), other (of STC), password "secret".
    bool prepare();
    bool start();
    bool terminate();      // SIGTERM; true when it ended by itself with 0
    QString dir() const { return m_dir.path(); }
    QByteArray readyLine() const { return m_ready; }
    QByteArray log() { return m_process->readAllStandardError(); }
    QString http() const { return m_http; }
    QString ws() const { return m_ws; }
    quint16 port() const;
    QStringList arguments() const;

    using Headers = QList<QPair<QByteArray, QByteArray>>;
    Answered get(const QString& path, const Headers& headers = {});
    Answered post(const QString& path, const QByteArray& body, const QByteArray& type,
                  const Headers& headers = {});
    Answered form(const QString& path, const QList<QPair<QString, QString>>& fields);
    Answered json(const QString& path, const QByteArray& body, const QString& token = {});
    void trust(const QString& certificateFile);   // for https
    QString login(const QString& user);
    // Sends bytes as they are and reads until the server closes or `timeoutMs` passed.
    QByteArray raw(const QByteArray& bytes, int timeoutMs = 5000, bool* closed = nullptr);

private:
    Answered wait(QNetworkReply* reply);

    QTemporaryDir m_dir;
    std::unique_ptr<QProcess> m_process;
    QNetworkAccessManager m_network;
    QByteArray m_ready;
    QString m_http, m_ws, m_config;
};

ServerProcess::Headers bearer(const QString& token);
// multipart/form-data with boundary "b0".
QByteArray multipart(const QList<QPair<QByteArray, QByteArray>>& fields,
                     const QList<QPair<QByteArray, QByteArray>>& files);
inline const QByteArray kMultipartType = "multipart/form-data; boundary=b0";
// A JPEG of the given sides (header and structure only) with `comment` in its metadata.
QByteArray smallJpeg(int width, int height, const QByteArray& comment = {});

}  // namespace kydai::test
