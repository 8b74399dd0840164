// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/requesthead.h"

#include <QUrl>

#include "intake/forms.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

std::optional<RequestHead> makeRequestHead(QByteArrayView method, QByteArrayView target,
                                           QHash<QByteArray, QByteArray> headers)
{
    RequestHead head;
    head.method = method.toByteArray();
    head.headers = std::move(headers);
    const qsizetype mark = target.indexOf('?');
    const auto path = intake::percentDecode(mark < 0 ? target : target.first(mark), false);
    if (!path || !path->startsWith('/') || path->contains('\0') || path->contains("/../")
        || path->endsWith("/..") || path->size() > 2048)
        return std::nullopt;
    head.path = *path;
    if (mark >= 0)
        head.query = target.sliced(mark + 1).toByteArray();
    head.wantsUpgrade = head.header("upgrade").toLower().contains("websocket")
        && head.header("connection").toLower().contains("upgrade");
    return head;
}

QString peerAddress(const RequestHead& head, const QString& socketAddress, bool behindProxy)
{
    if (!behindProxy)
        return socketAddress;
    const QByteArray last = head.header("x-forwarded-for").split(',').last().trimmed();
    return last.isEmpty() || last.size() > 64 ? socketAddress : QString::fromLatin1(last);
}

bool originAllowed(const RequestHead& head, const QStringList& allowed)
{
    const QByteArray origin = head.header("origin");
    if (origin.isEmpty())
        return true;
    if (allowed.contains(QString::fromLatin1(origin)))
        return true;
    const QUrl url = QUrl::fromEncoded(origin, QUrl::StrictMode);
    if (!url.isValid() || (url.scheme() != u"http" && url.scheme() != u"https"))
        return false;
    QByteArray host = url.host(QUrl::FullyEncoded).toLatin1();
    if (host.contains(':'))
        host = '[' + host + ']';
    const QByteArray withPort = url.port() < 0 ? host : host + ':' + QByteArray::number(url.port());
    return head.header("host").toLower() == withPort.toLower();
}

std::optional<ByteRange> parseRange(const QByteArray& header, qint64 size)
{
    if (!header.startsWith("bytes=") || header.contains(','))
        return std::nullopt;
    const QByteArray spec = header.sliced(6).trimmed();
    const qsizetype dash = spec.indexOf('-');
    if (dash < 0)
        return std::nullopt;
    const QByteArray from = spec.first(dash), to = spec.sliced(dash + 1);
    bool fromOk = false, toOk = false;
    const qint64 first = from.toLongLong(&fromOk), last = to.toLongLong(&toOk);
    if ((!from.isEmpty() && (!fromOk || first < 0)) || (!to.isEmpty() && (!toOk || last < 0)))
        return std::nullopt;
    if (from.isEmpty()) {
        if (to.isEmpty())
            return std::nullopt;
        return last == 0 ? ByteRange{} : ByteRange{qMax(qint64(0), size - last), size - 1};
    }
    if (!to.isEmpty() && last < first)
        return std::nullopt;
    if (first >= size)
        return ByteRange{};
    return ByteRange{first, to.isEmpty() ? size - 1 : qMin(last, size - 1)};
}

}  // namespace kydai::edge
