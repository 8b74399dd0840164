// SPDX-License-Identifier: GPL-3.0-or-later
// Heads of multipart parts and the parameters of header values. Pure; any thread.
#pragma once

#include <optional>

#include <QByteArrayView>
#include <QHash>

#include "intake/forms.h"

namespace kydai::intake {

struct PartHead {
    QString name;
    QString fileName;       // sanitised, may be empty
    QByteArray contentType; // lower case, without parameters
    bool isFile = false;    // has a filename parameter, or an image type
    bool operator==(const PartHead&) const = default;
};

// Head of a part without its last empty line. BadInput on a malformed head.
Result<PartHead> parsePartHead(QByteArrayView head);

// `form-data; name="a"; filename="b.jpg"` -> value (lower case) and parameters (names lower case).
struct HeaderValue {
    QByteArray value;
    QHash<QByteArray, QByteArray> params;
};
std::optional<HeaderValue> parseHeaderValue(QByteArrayView text);

// The boundary of a Content-Type; BadInput when it is no multipart/form-data or the boundary breaks
// RFC 2046 (1..70 of its characters, not ending in a space).
Result<QByteArray> boundaryOf(QByteArrayView contentType);

// A display name: last path element, no control or bidi characters, no leading dots, <= 120
// characters. May be empty.
QString sanitisedFileName(const QString& name);

}  // namespace kydai::intake
