// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/mark_shapes.h"

#include <algorithm>
#include <cmath>

#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace kydai::maprender {
namespace {

constexpr double kSelectedScale = 1.35;
constexpr double kRescueRadius = 17;

QPainterPath pinPath()
{
    QPainterPath path(QPointF(0, 0));
    path.cubicTo(-6, -8, -12, -13, -12, -20.5);
    path.arcTo(QRectF(-12, -32.5, 24, 24), 180, -180);
    path.cubicTo(12, -13, 6, -8, 0, 0);
    path.closeSubpath();
    return path;
}

QPen pinPen(const ColourTable& colours, CaseState state, Lateness lateness, bool selected)
{
    QPen pen(colours.value(roleOf(state)), 1.8);
    if (lateness == Lateness::Soon)
        pen = QPen(colours.value(u"warn.text"_s), 2.4);
    if (selected)
        pen = QPen(colours.value(u"accent.focus"_s), 2);
    if (lateness == Lateness::Late)
        pen = QPen(colours.value(u"danger.text"_s), 2.8);
    else if (state == CaseState::Received && !selected)
        pen.setDashPattern({4 / pen.widthF(), 2.6 / pen.widthF()});
    pen.setCapStyle(Qt::FlatCap);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
}

void drawCount(QPainter& painter, const QFont& font, double size, const QColor& ink, int count,
               QPointF centre)
{
    // Four digits still fit the largest ring; beyond, thousands.
    const QString text = count < 10000 ? QString::number(count)
                                       : QString::number(count / 1000) + u'k';
    QFont sized(font);
    sized.setPixelSize(qRound(text.size() > 3 ? size - 2 : size));
    sized.setWeight(QFont::DemiBold);
    painter.setFont(sized);
    painter.setPen(ink);
    painter.drawText(QRectF(centre.x() - 40, centre.y() - 20, 80, 40), Qt::AlignCenter, text);
}

}  // namespace

double clusterRadius(int count)
{
    return count < 10 ? 15 : count < 50 ? 19 : count < 200 ? 23 : 27;
}

QRectF reportBounds() { return QRectF(-14, -36.5, 28, 38.5); }
QRectF selectionBounds() { return QRectF(-31, -50, 62, 64); }
QRectF rescueBounds() { return QRectF(-25.5, -25.5, 51, 51); }
QRectF agencyBounds() { return QRectF(-14, -14, 28, 27); }
QRectF clusterBounds(int count)
{
    const double reach = clusterRadius(count) + 11;
    return QRectF(-reach, -reach, 2 * reach, 2 * reach);
}

void drawUrgentSign(QPainter& painter, const ColourTable& colours, QPointF centre)
{
    painter.setPen(QPen(colours.value(u"bg.panel"_s), 1.5));
    painter.setBrush(colours.value(u"danger.fill"_s));
    painter.drawRoundedRect(QRectF(centre.x() - 7, centre.y() - 7, 14, 14), 3.5, 3.5);
    painter.setPen(QPen(colours.value(u"danger.onFill"_s), 1.8, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(centre + QPointF(0, -3.2), centre + QPointF(0, 0.6));
    painter.drawPoint(centre + QPointF(0, 3.3));
}

void drawPin(QPainter& painter, const ColourTable& colours, CaseState state, Lateness lateness,
             bool urgent, bool selected)
{
    painter.save();
    painter.setBrush(Qt::NoBrush);
    if (selected) {
        QColor ring = colours.value(u"accent.focus"_s);
        painter.setPen(QPen(ring, 2));
        painter.drawEllipse(QPointF(0, 1), 20, 8);
        ring.setAlphaF(0.5f * static_cast<float>(ring.alphaF()));
        painter.setPen(QPen(ring, 1));
        painter.drawEllipse(QPointF(0, 1), 30, 12);
        painter.scale(kSelectedScale, kSelectedScale);
    }
    painter.setBrush(colours.value(u"bg.popover"_s));
    painter.setPen(Qt::NoPen);
    painter.drawPath(pinPath());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(pinPen(colours, state, lateness, selected));
    painter.drawPath(pinPath());
    if (lateness == Lateness::Late) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.value(u"danger.text"_s));
        const std::array notch{QPointF(-4, -35.5), QPointF(4, -35.5), QPointF(0, -30.5)};
        painter.drawPolygon(notch.data(), 3);
    }
    painter.save();
    painter.translate(-8, -28.5);
    drawStateGlyph(painter, state, colours.value(roleOf(state)), colours.value(u"bg.popover"_s));
    painter.restore();
    if (urgent)
        drawUrgentSign(painter, colours, QPointF(10, -31));
    painter.restore();
}

void drawCluster(QPainter& painter, const ColourTable& colours, const QFont& font, int count,
                 const std::array<int, 4>& shares, bool urgent, bool selected)
{
    static const std::array roles{u"text.primary"_s, u"info.text"_s, u"danger.text"_s, u"ok.text"_s};
    static constexpr std::array<double, 4> widths{3.6, 3.6, 6.4, 1.6};
    const double radius = clusterRadius(count);
    painter.save();
    if (selected) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colours.value(u"accent.focus"_s), 2.5));
        painter.drawEllipse(QPointF(0, 0), radius + 9, radius + 9);
    }
    painter.setPen(QPen(colours.value(u"line.strong"_s), 1));
    painter.setBrush(colours.value(u"bg.panel"_s));
    painter.drawEllipse(QPointF(0, 0), radius + 5, radius + 5);
    painter.setBrush(Qt::NoBrush);
    double sum = 0;
    for (int share : shares)
        sum += std::max(0, share);
    const double degree = 180 / M_PI;
    const double gap = 1.3 / radius * degree;
    const QRectF ring(-radius, -radius, 2 * radius, 2 * radius);
    double at = 0;
    for (size_t i = 0; i < shares.size() && sum > 0; ++i) {
        if (shares.at(i) <= 0)
            continue;
        const double end = at + 360 * shares.at(i) / sum;
        const double from = at + gap;
        const double to = std::max(end - gap, from + 3);
        QPen pen(colours.value(roles.at(i)), widths.at(i), Qt::SolidLine, Qt::FlatCap);
        if (i == 0)
            pen.setDashPattern({3 / widths.at(i), 1.8 / widths.at(i)});
        painter.setPen(pen);
        painter.drawArc(ring, qRound((90 - from) * 16), qRound(-(to - from) * 16));
        at = end;
    }
    drawCount(painter, font, 15, colours.value(u"text.primary"_s), count, QPointF(0, 0));
    if (urgent)
        drawUrgentSign(painter, colours, QPointF(radius * 0.75 + 2, -radius * 0.75 - 2));
    painter.restore();
}

void drawRescue(QPainter& painter, const ColourTable& colours, Danger danger, bool selected)
{
    const QColor line = colours.value(u"danger.text"_s);
    painter.save();
    if (selected) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(colours.value(u"accent.focus"_s), 2.5));
        painter.drawEllipse(QPointF(0, 0), kRescueRadius + 7, kRescueRadius + 7);
    }
    painter.setPen(QPen(line, 1.5));
    painter.setBrush(colours.value(u"bg.popover"_s));
    painter.drawEllipse(QPointF(0, 0), kRescueRadius, kRescueRadius);
    painter.translate(-11, -10.2);
    painter.scale(1.1, 1.1);
    const std::array triangle{QPointF(2, 3.5), QPointF(18, 3.5), QPointF(10, 17)};
    painter.setPen(QPen(line, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(danger == Danger::High ? QBrush(colours.value(u"danger.fill"_s))
                                            : QBrush(Qt::NoBrush));
    painter.drawPolygon(triangle.data(), 3);
    if (danger == Danger::Medium) {
        const std::array half{QPointF(10, 3.5), QPointF(10, 17), QPointF(2, 3.5)};
        painter.setPen(Qt::NoPen);
        painter.setBrush(line);
        painter.drawPolygon(half.data(), 3);
    } else if (danger == Danger::High) {
        painter.setPen(QPen(colours.value(u"danger.onFill"_s), 2, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(10, 6.5), QPointF(10, 10.5));
        painter.drawPoint(QPointF(10, 13.2));
    }
    painter.restore();
}

void drawAgency(QPainter& painter, const ColourTable& colours, const QFont& font, int open,
                bool selected)
{
    const std::array house{QPointF(-10, 9), QPointF(-10, -3), QPointF(0, -11), QPointF(10, -3),
                           QPointF(10, 9)};
    painter.save();
    painter.setPen(QPen(colours.value(selected ? u"accent.focus"_s : u"text.secondary"_s),
                        selected ? 2 : 1.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(colours.value(u"bg.popover"_s));
    painter.drawPolygon(house.data(), static_cast<int>(house.size()));
    drawCount(painter, font, open > 99 ? 10 : 12, colours.value(u"text.primary"_s), open,
              QPointF(0, 2));
    painter.restore();
}

}  // namespace kydai::maprender
