// SPDX-License-Identifier: GPL-3.0-or-later
#include "deskdb/password.h"

#include <sodium.h>

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

constexpr qsizetype kMaxPasswordBytes = 1024;

bool isReady()
{
    static const bool ready = sodium_init() >= 0;
    return ready;
}

}  // namespace

Result<QString> hashPassword(const QString& password)
{
    QByteArray utf8 = password.toUtf8();
    if (utf8.isEmpty() || utf8.size() > kMaxPasswordBytes)
        return fail(ErrorCode::BadInput, {u"password"_s});
    char hash[crypto_pwhash_STRBYTES] = {};
    const bool made = isReady()
        && crypto_pwhash_str(hash, utf8.constData(), quint64(utf8.size()),
               crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE) == 0;
    sodium_memzero(utf8.data(), size_t(utf8.size()));
    if (!made)
        return fail(ErrorCode::Internal, {}, u"no memory for the password hash"_s);
    return QString::fromLatin1(hash);
}

bool verifyPassword(const QString& hash, const QString& password)
{
    QByteArray utf8 = password.toUtf8();
    if (!isReady() || utf8.isEmpty() || utf8.size() > kMaxPasswordBytes)
        return false;
    const bool right = crypto_pwhash_str_verify(hash.toLatin1().constData(), utf8.constData(),
                           quint64(utf8.size())) == 0;
    sodium_memzero(utf8.data(), size_t(utf8.size()));
    return right;
}

}  // namespace kydai
