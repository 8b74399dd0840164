// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/stream_address.h"

#include <QRegularExpression>
#include <QUrl>

namespace kydai::media {

using namespace Qt::StringLiterals;

QString profileCode(Profile profile)
{
    return profile == Profile::Main ? u"main"_s : u"sub"_s;
}

Result<SourceKind> sourceKind(const QString& url)
{
    const auto bad = [](const QString& why) { return fail(ErrorCode::BadInput, {u"url"_s}, why); };
    if (url.isEmpty() || url.size() > kMaxUrl)
        return bad(u"empty or too long"_s);
    for (QChar c : url) {
        if (c.unicode() <= 0x20 || c.unicode() == 0x7f)
            return bad(u"control character or blank"_s);
    }
    const QString scheme = url.section(u':', 0, 0).toLower();
    if (scheme == u"synthetic"_s)
        return SourceKind::Synthetic;
    const QUrl parsed(url, QUrl::StrictMode);
    if (!parsed.isValid())
        return bad(u"not an address"_s);
    if (scheme == u"file"_s)
        return parsed.host().isEmpty() && parsed.path().startsWith(u'/')
            ? Result<SourceKind>(SourceKind::File) : bad(u"no local file"_s);
    if (parsed.host().isEmpty())
        return bad(u"no host"_s);
    if (scheme == u"rtsp"_s || scheme == u"rtsps"_s)
        return SourceKind::Rtsp;
    if (scheme == u"http"_s || scheme == u"https"_s)
        return SourceKind::HttpJpeg;
    return bad(u"unknown scheme"_s);
}

QString hostOf(const QString& url)
{
    const QUrl parsed(url);
    return parsed.isLocalFile() ? QString() : parsed.host().toLower();
}

Result<SplitAddress> splitAddress(const QString& camera, Profile profile, const QString& url)
{
    const Result<SourceKind> kind = sourceKind(url);
    if (!kind)
        return tl::unexpected<Error>(kind.error());
    SplitAddress split{{camera, profile, url, {}, 0}, {}};
    if (*kind == SourceKind::Synthetic || *kind == SourceKind::File)
        return split;
    QUrl parsed(url, QUrl::StrictMode);
    split.credentials = {parsed.userName(QUrl::FullyDecoded), parsed.password(QUrl::FullyDecoded)};
    parsed.setUserInfo({});
    split.address.url = parsed.toString(QUrl::FullyEncoded);
    return split;
}

QString withoutCredentials(QString text)
{
    // Greedy up to the last '@' before the path: a password may hold an '@' that was not escaped.
    static const QRegularExpression userInfo(u"([A-Za-z][A-Za-z0-9+.-]*://)[^/?#\\s\"']*@"_s);
    return text.replace(userInfo, u"\\1***@"_s);
}

}  // namespace kydai::media
