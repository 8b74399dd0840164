// SPDX-License-Identifier: GPL-3.0-or-later
#include "rtsp/auth.h"

#include <QCryptographicHash>

namespace kydai::rtsp {
namespace {

constexpr qsizetype kMaxHeader = 4096;
constexpr int kMaxParameters = 32;

QByteArray md5(const QByteArray& text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Md5).toHex();
}

// Takes as long for a wrong text as for the right one.
bool isSame(const QByteArray& a, const QByteArray& b)
{
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (qsizetype i = 0; i < a.size(); ++i)
        difference |= unsigned(quint8(a.at(i))) ^ quint8(b.isEmpty() ? 0 : b.at(i % b.size()));
    return difference == 0;
}

bool isDigestRight(const Account& account, const QByteArray& nonce, const QByteArray& header,
                   const QByteArray& method, const QByteArray& uri)
{
    if (parameter(header, "username") != account.user || parameter(header, "nonce") != nonce
        || parameter(header, "realm") != account.realm || parameter(header, "uri") != uri)
        return false;
    const QByteArray a1 = md5(account.user + ':' + account.realm + ':' + account.password);
    const QByteArray a2 = md5(method + ':' + uri);
    const QByteArray qop = parameter(header, "qop");
    QByteArray expected = md5(a1 + ':' + nonce + ':' + a2);
    if (!qop.isEmpty()) {
        expected = md5(a1 + ':' + nonce + ':' + parameter(header, "nc") + ':'
                       + parameter(header, "cnonce") + ':' + qop + ':' + a2);
    }
    return isSame(parameter(header, "response").toLower(), expected);
}

}  // namespace

QByteArray parameter(const QByteArray& header, const QByteArray& name)
{
    QByteArray found;
    qsizetype at = header.indexOf(' ');
    if (at < 0 || header.size() > kMaxHeader)
        return {};
    for (int count = 0; count < kMaxParameters && at < header.size(); ++count) {
        const qsizetype equals = header.indexOf('=', at);
        if (equals < 0)
            break;
        const QByteArray key = header.mid(at, equals - at).trimmed().toLower();
        at = equals + 1;
        QByteArray value;
        if (at < header.size() && header.at(at) == '"') {
            const qsizetype end = header.indexOf('"', at + 1);
            if (end < 0)
                break;
            value = header.mid(at + 1, end - at - 1);
            at = header.indexOf(',', end);
        } else {
            const qsizetype end = header.indexOf(',', at);
            value = header.mid(at, end < 0 ? -1 : end - at).trimmed();
            at = end;
        }
        if (key == name)
            found = value;
        if (at < 0)
            break;
        ++at;
    }
    return found;
}

QByteArray challenge(const Account& account, const QByteArray& nonce)
{
    switch (account.kind) {
    case AuthKind::None: return {};
    case AuthKind::Basic: return "Basic realm=\"" + account.realm + '"';
    case AuthKind::Digest:
        return "Digest realm=\"" + account.realm + "\", nonce=\"" + nonce + '"';
    }
    return {};
}

bool isAuthorized(const Account& account, const QByteArray& nonce, const QByteArray& authorization,
                  const QByteArray& method, const QByteArray& uri)
{
    if (account.kind == AuthKind::None)
        return true;
    if (authorization.size() > kMaxHeader)
        return false;
    if (account.kind == AuthKind::Basic) {
        if (!authorization.startsWith("Basic "))
            return false;
        const auto decoded = QByteArray::fromBase64Encoding(
            authorization.mid(6).trimmed(), QByteArray::AbortOnBase64DecodingErrors);
        return decoded && isSame(*decoded, account.user + ':' + account.password);
    }
    return authorization.startsWith("Digest ")
        && isDigestRight(account, nonce, authorization, method, uri);
}

}  // namespace kydai::rtsp
