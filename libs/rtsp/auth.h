// SPDX-License-Identifier: GPL-3.0-or-later
// Basic and Digest (RFC 2617, MD5, with and without qop=auth) as cameras ask for them. Pure.
#pragma once

#include <QByteArray>
#include <QString>

namespace kydai::rtsp {

enum class AuthKind : quint8 { None, Basic, Digest };

struct Account {
    AuthKind kind = AuthKind::None;
    QByteArray user, password;
    QByteArray realm = "camera";
};

// Value of WWW-Authenticate; empty for None.
QByteArray challenge(const Account& account, const QByteArray& nonce);
// Whether the value of Authorization answers that challenge for this request.
bool isAuthorized(const Account& account, const QByteArray& nonce, const QByteArray& authorization,
                  const QByteArray& method, const QByteArray& uri);
// The parameters of a header such as `Digest a="b", c=d`: of at most 32, a later one wins.
QByteArray parameter(const QByteArray& header, const QByteArray& name);

}  // namespace kydai::rtsp
