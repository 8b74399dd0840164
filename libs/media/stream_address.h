// SPDX-License-Identifier: GPL-3.0-or-later
// Where a camera's streams are. Addresses carry no credentials: these are asked for when a stream is
// opened, live in the opening thread alone and are overwritten there.
#pragma once

#include <functional>
#include <optional>

#include <QList>
#include <QSize>
#include <QString>

#include "core/result.h"

namespace kydai::media {

enum class Profile : quint8 { Main = 0, Sub = 1 };
inline Profile other(Profile profile)
{
    return profile == Profile::Main ? Profile::Sub : Profile::Main;
}
QString profileCode(Profile profile);  // "main", "sub"

struct Credentials {
    QString user;
    QString password;
    bool isEmpty() const { return user.isEmpty() && password.isEmpty(); }
};

enum class SourceKind : quint8 { Rtsp, HttpJpeg, File, Synthetic };

// rtsp(s)://…, http(s)://… (a JPEG fetched again and again), file:///…, synthetic:NAME?w=&h=&fps=
struct StreamAddress {
    QString camera;
    Profile profile = Profile::Main;
    QString url;           // without user and password
    QSize size;            // as catalogued; empty = unknown until it was open once
    double fps = 0;        // as catalogued, or how often a JPEG is fetched; 0 = unknown

    bool operator==(const StreamAddress&) const = default;
};

struct CameraStreams {
    QString camera;
    QList<StreamAddress> profiles;  // at most one of each
    bool enabled = true;
    int sessionLimit = 2;           // at once; lowered when the camera says 453 or 503

    const StreamAddress* find(Profile profile) const
    {
        for (const StreamAddress& address : profiles) {
            if (address.profile == profile)
                return &address;
        }
        return nullptr;
    }
    bool operator==(const CameraStreams&) const = default;
};

// Asked on the hub's thread each time a stream is opened.
using CredentialSource = std::function<std::optional<Credentials>(const QString& camera)>;

struct SplitAddress {
    StreamAddress address;
    Credentials credentials;
};

inline constexpr qsizetype kMaxUrl = 2000;

// BadInput, params[0] = url: not of a kind the engine opens, too long, no host.
Result<SourceKind> sourceKind(const QString& url);
QString hostOf(const QString& url);  // in small letters; empty for files and synthetic streams
// Takes user and password out of an address somebody typed.
Result<SplitAddress> splitAddress(const QString& camera, Profile profile, const QString& url);
// The one formatter for logs and screens: any text, with user and password of each address in it
// replaced by "***".
QString withoutCredentials(QString text);

}  // namespace kydai::media
