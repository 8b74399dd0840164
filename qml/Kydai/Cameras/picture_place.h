// SPDX-License-Identifier: GPL-3.0-or-later
// Where a picture lies in its tile and which part of it is seen. Pure.
#pragma once

#include <algorithm>

#include <QPointF>
#include <QRectF>

namespace kydai::camerasqml {

inline constexpr double kMostZoom = 8;

// Whole, in its own shape, in the middle: bars at two sides where the shapes differ.
inline QRectF letterbox(QSizeF picture, QSizeF tile)
{
    if (picture.isEmpty() || tile.isEmpty())
        return {};
    const QSizeF size = picture.scaled(tile, Qt::KeepAspectRatio);
    return {{(tile.width() - size.width()) / 2, (tile.height() - size.height()) / 2}, size};
}

// The middle that can be had at this zoom without looking past an edge; parts of the picture, 0 to 1.
inline QPointF boundedMiddle(QPointF middle, double zoom)
{
    const double half = 0.5 / std::clamp(zoom, 1.0, kMostZoom);
    return {std::clamp(middle.x(), half, 1 - half), std::clamp(middle.y(), half, 1 - half)};
}

// The part of the picture that is seen, in its pixels.
inline QRectF seenPart(QSizeF picture, double zoom, QPointF middle)
{
    const double bounded = std::clamp(zoom, 1.0, kMostZoom);
    const QPointF at = boundedMiddle(middle, bounded);
    const QSizeF size = picture / bounded;
    return {{at.x() * picture.width() - size.width() / 2,
             at.y() * picture.height() - size.height() / 2},
            size};
}

}  // namespace kydai::camerasqml
