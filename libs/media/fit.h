// SPDX-License-Identifier: GPL-3.0-or-later
// The size to which a picture is scaled once for all its viewers.
#pragma once

#include <algorithm>

#include <QSize>

namespace kydai::media {

// Into the box with its own shape, even numbers, never up; an empty box is no bound.
inline QSize fitted(QSize source, QSize box)
{
    if (source.isEmpty() || box.isEmpty()
        || (box.width() >= source.width() && box.height() >= source.height()))
        return source;
    const QSize scaled = source.scaled(box, Qt::KeepAspectRatio);
    const auto even = [](int side) { return std::max(2, side & ~1); };
    return {std::min(source.width(), even(scaled.width())),
            std::min(source.height(), even(scaled.height()))};
}

}  // namespace kydai::media
