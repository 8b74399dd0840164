// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/libav_log.h"

#include <cstdarg>
#include <cstdio>
#include <mutex>

#include <QLoggingCategory>
#include <QRegularExpression>

#include "media/libav.h"
#include "media/stream_address.h"

namespace kydai::media {
namespace {

Q_LOGGING_CATEGORY(lcLibav, "kydai.media.libav", QtWarningMsg)

thread_local int lastStatus = 0;

void noteStatus(const QString& line)
{
    static const QRegularExpression failed(QStringLiteral("method \\w+ failed: (\\d{3})"));
    if (const auto match = failed.match(line); match.hasMatch())
        lastStatus = match.captured(1).toInt();
}

void takeLine(void*, int level, const char* format, va_list arguments)
{
    if (level > AV_LOG_WARNING)
        return;
    char text[1024];
    std::vsnprintf(text, sizeof text, format, arguments);
    const QString line = QString::fromUtf8(text).trimmed();
    noteStatus(line);
    qCDebug(lcLibav).noquote() << withoutCredentials(line);
}

}  // namespace

void useLibavLog()
{
    static std::once_flag once;
    std::call_once(once, [] { av_log_set_callback(takeLine); });
}

void forgetServerStatus()
{
    lastStatus = 0;
}

int serverStatus()
{
    return lastStatus;
}

}  // namespace kydai::media
