// SPDX-License-Identifier: GPL-3.0-or-later
// The overlay's texts: names, scale bar, attribution; and the heat picture.
#include "maprender/overlay_painter.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace kydai::maprender {

constexpr int kHaloSteps = 18;

void OverlayPainter::haloText(QPainter& painter, const QFont& font, const QString& text,
                              QPointF baseline, const QColor& ink, const QColor& halo,
                              double haloWidth) const
{
    QPainterPath path;
    path.addText(baseline, font, text);
    if (halo.isValid() && haloWidth > 0) {
        // The word in the halo's colour, shifted around: as round as a stroke, at a tenth of its cost.
        const double margin = haloWidth + 1;
        const QRect box = painter.transform().mapRect(path.boundingRect())
                              .adjusted(-margin, -margin, margin, margin).toAlignedRect();
        const double dpr = painter.device() ? painter.device()->devicePixelRatioF() : 1;
        QImage word((QSizeF(box.size()) * dpr).toSize(), QImage::Format_ARGB32_Premultiplied);
        word.setDevicePixelRatio(dpr);
        word.fill(Qt::transparent);
        QPainter mask(&word);
        mask.setRenderHint(QPainter::Antialiasing);
        mask.setTransform(painter.transform() * QTransform::fromTranslate(-box.x(), -box.y()));
        mask.fillPath(path, halo);
        mask.end();
        painter.save();
        painter.resetTransform();
        for (int i = 0; i < kHaloSteps; ++i) {
            const double angle = 2 * M_PI * i / kHaloSteps;
            const double reach = haloWidth * (i % 3 == 0 ? 0.55 : 1);  // some inside, so that it is full
            painter.drawImage(QPointF(box.topLeft()) + QPointF(std::cos(angle), std::sin(angle)) * reach, word);
        }
        painter.restore();
    }
    painter.fillPath(path, ink);
}

void OverlayPainter::labels(QPainter& painter, const MapCamera& camera,
                            const QList<PlacedLabel>& labels)
{
    const double dpr = painter.device() ? painter.device()->devicePixelRatioF() : 1;
    for (const PlacedLabel& label : labels) {
        const QPointF at = camera.toScreen(label.anchor);
        const double reach = std::hypot(label.size.width(), label.size.height()) / 2
            + label.look.haloWidth + 3;
        const QRectF middle(label.offset - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach));
        if (!isSeen(at, middle, camera))
            continue;
        const QColor ink = m_colours.value(label.near ? u"text.primary"_s : label.look.colour);
        if (!ink.isValid())
            continue;
        if (label.dot > 0) {
            painter.setPen(QPen(m_colours.value(label.look.halo), 1.5));
            painter.setBrush(ink);
            painter.drawEllipse(at, label.dot, label.dot);
        }
        // A name is painted once about its own middle; the angle is part of the picture.
        const QSizeF half = label.size / 2 + QSizeF(label.look.haloWidth + 2, label.look.haloWidth + 2);
        QTransform turn;
        turn.rotate(label.angle);
        const QRectF bounds = turn.mapRect(QRectF(-half.width(), -half.height(), 2 * half.width(),
                                                  2 * half.height()));
        const size_t key = qHashMulti(size_t(5), label.text, qRound(label.angle * 4), label.look.size,
                                      label.look.weight, label.look.italic, label.look.spacing,
                                      label.look.colour, label.near, dpr);
        const Sprite& sprite = m_sprites.get(key, bounds, dpr, [&](QPainter& p) {
            const QFont font = labelFont(m_family, label.look);
            const QFontMetricsF metrics(font);
            p.rotate(label.angle);
            haloText(p, font, label.text,
                     QPointF(-label.size.width() / 2, (metrics.ascent() - metrics.descent()) / 2), ink,
                     m_colours.value(label.look.halo), label.look.haloWidth);
        });
        SpriteCache::put(painter, sprite, at + label.offset);
    }
}

void OverlayPainter::areaNames(QPainter& painter, const MapCamera& camera, const AreaScene& scene)
{
    if (!scene.shapes)
        return;
    QFont font(m_font);
    font.setPixelSize(14);
    font.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(font);
    const bool filled = !scene.classes.empty();
    const QColor ink = m_colours.value(filled ? u"text.primary"_s : u"map.label"_s);
    const QColor halo = m_colours.value(u"map.land"_s);
    const double dpr = painter.device() ? painter.device()->devicePixelRatioF() : 1;
    const double line = metrics.height();
    QList<QRectF> taken;
    const auto show = [&](size_t i) {
        const AreaShape& shape = scene.shapes->at(i);
        const QString value = i < scene.values.size() ? scene.values[i] : QString();
        const double name = metrics.horizontalAdvance(shape.name);
        const double figure = metrics.horizontalAdvance(value);
        const double high = value.isEmpty() ? line : 2 * line;
        const double wide = std::max(name, figure);
        const QRectF box(-wide / 2 - 3, -high / 2 - 3, wide + 6, high + 6);
        const QPointF at = camera.toScreen(shape.labelAt);
        const QRectF placed = box.translated(at);
        if (!isSeen(at, box, camera)
            || std::any_of(taken.begin(), taken.end(), [&](const QRectF& r) { return r.intersects(placed); }))
            return;
        taken.append(placed);
        const size_t key = qHashMulti(size_t(6), shape.name, value, filled, dpr);
        SpriteCache::put(painter, m_sprites.get(key, box, dpr, [&](QPainter& p) {
            const double y = -high / 2 + metrics.ascent();
            haloText(p, font, shape.name, QPointF(-name / 2, y), ink, halo, 2);
            if (!value.isEmpty())
                haloText(p, font, value, QPointF(-figure / 2, y + line), ink, halo, 2);
        }), at);
    };
    // What is touched goes first; a name that would lie on another is left out until one zooms in.
    for (int first : {scene.hovered, scene.current}) {
        if (first >= 0 && static_cast<size_t>(first) < scene.shapes->size())
            show(static_cast<size_t>(first));
    }
    for (size_t i = 0; i < scene.shapes->size(); ++i)
        show(i);
}

void OverlayPainter::scaleBar(QPainter& painter, const MapCamera& camera, const ScaleBarScene& bar)
{
    const ScaleStep step = scaleStep(camera.metresPerPixel(), bar.maxWidth);
    if (step.pixels <= 0)
        return;
    const QColor ink = m_colours.value(u"text.secondary"_s);
    const QColor halo = m_colours.value(u"map.land"_s);
    QFont font(m_font);
    font.setPixelSize(14);
    const QPointF end = bar.rightBottom - QPointF(0, 20);
    QPainterPath path(end - QPointF(step.pixels, 5));
    path.lineTo(end - QPointF(step.pixels, 0));
    path.lineTo(end);
    path.lineTo(end - QPointF(0, 5));
    painter.strokePath(path, QPen(halo, 4.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.strokePath(path, QPen(ink, 1.5, Qt::SolidLine, Qt::FlatCap, Qt::MiterJoin));
    const double wide = QFontMetricsF(font).horizontalAdvance(step.text);
    haloText(painter, font, step.text, bar.rightBottom - QPointF(wide, 3), ink, halo, 2);
}

void OverlayPainter::attribution(QPainter& painter, const AttributionScene& attribution)
{
    QFont font(m_font);
    font.setPixelSize(12);
    const QFontMetricsF metrics(font);
    const QString text = metrics.elidedText(attribution.text, Qt::ElideRight, attribution.maxWidth);
    haloText(painter, font, text, attribution.leftBottom - QPointF(0, metrics.descent()),
             m_colours.value(u"text.muted"_s), m_colours.value(u"map.land"_s), 2);
}

ScaleStep scaleStep(double metresPerPixel, double maxWidth)
{
    ScaleStep step;
    const double most = metresPerPixel * maxWidth;
    if (!(most >= 1) || !std::isfinite(most))
        return step;
    const double power = std::pow(10, std::floor(std::log10(most)));
    for (double digit : {5.0, 2.0, 1.0}) {
        if (digit * power <= most) {
            step.metres = digit * power;
            break;
        }
    }
    step.pixels = step.metres / metresPerPixel;
    step.text = step.metres < 1000 ? u"%1 m"_s.arg(step.metres) : u"%1 km"_s.arg(step.metres / 1000);
    return step;
}

QImage heatImage(std::span<const float> weights, int columns, int rows, const ColourTable& colours,
                 float top)
{
    if (columns <= 0 || rows <= 0 || weights.size() < size_t(columns) * size_t(rows))
        return {};
    constexpr int steps = 256;
    std::array<QRgb, steps> ramp{};
    for (int i = 0; i < steps; ++i) {
        const double share = double(i) / (steps - 1);
        const double at = share * 5;
        const int low = std::min(4, static_cast<int>(at));
        const QColor a = colours.value(u"heat.%1"_s.arg(low));
        const QColor b = colours.value(u"heat.%1"_s.arg(low + 1));
        const double t = at - low;
        const auto mix = [t](int x, int y) { return static_cast<int>(x + (y - x) * t); };
        // Weak places fade into the map, strong ones still let the streets through.
        const int alpha = static_cast<int>(215 * std::min(1.0, std::sqrt(share) * 1.35));
        ramp.at(static_cast<size_t>(i)) = qPremultiply(qRgba(
            mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue()),
            i == 0 ? 0 : alpha));
    }
    if (top <= 0)
        top = *std::max_element(weights.begin(), weights.end());
    QImage image(columns, rows, QImage::Format_ARGB32_Premultiplied);
    for (int y = 0; y < rows; ++y) {
        QRgb* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < columns; ++x) {
            const float weight = weights[size_t(y) * size_t(columns) + size_t(x)];
            const float share = top > 0 ? std::clamp(weight / top, 0.0f, 1.0f) : 0;
            line[x] = ramp.at(static_cast<size_t>(share * (steps - 1) + 0.5f));
        }
    }
    return image;
}

}  // namespace kydai::maprender
