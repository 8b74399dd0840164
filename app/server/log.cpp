// SPDX-License-Identifier: GPL-3.0-or-later
#include "log.h"

#include <cstdio>

#include <QDateTime>

namespace kydai::server {

using namespace Qt::StringLiterals;

Q_LOGGING_CATEGORY(logServer, "server")
Q_LOGGING_CATEGORY(logDemo, "demo")

namespace {

void write(QtMsgType type, const QMessageLogContext& context, const QString& message)
{
    const char* level = type == QtDebugMsg ? "debug" : type == QtInfoMsg ? "info"
        : type == QtWarningMsg ? "warning" : "error";
    const QByteArray time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toLatin1();
    std::fprintf(stderr, "%s %s %s: %s\n", time.constData(), level,
                 context.category ? context.category : "default", message.toUtf8().constData());
}

}  // namespace

void installLog()
{
    qInstallMessageHandler(write);
}

QString sentence(const Error& error)
{
    QString out;
    switch (error.code) {
    case ErrorCode::Io:
        out = u"input or output failed"_s;
        break;
    case ErrorCode::DiskFull:
        out = u"the disk is full: make room and start again"_s;
        break;
    case ErrorCode::ReadOnly:
        out = u"the folder cannot be written: check its owner and mode"_s;
        break;
    case ErrorCode::Corrupt:
        out = u"the store is damaged: run 'check', then restore the last backup"_s;
        break;
    case ErrorCode::Busy:
        out = u"another process holds it: wait for it or stop it"_s;
        break;
    case ErrorCode::BadInput:
        out = u"not valid"_s;
        break;
    case ErrorCode::Unknown:
        out = u"not known"_s;
        break;
    case ErrorCode::Unsupported:
        out = u"made by a newer version: use that one"_s;
        break;
    default:
        out = u"error %1"_s.arg(static_cast<int>(error.code));
    }
    if (!error.params.isEmpty())
        out += u" ("_s + error.params.join(u", "_s) + u')';
    if (!error.detail.isEmpty())
        out += u": "_s + error.detail;
    return out;
}

}  // namespace kydai::server
