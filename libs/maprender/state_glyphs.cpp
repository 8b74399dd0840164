// SPDX-License-Identifier: GPL-3.0-or-later
// The sixteen state glyphs, as resources/icons/glyphs.json has them for the lists: drawn here by hand,
// because this room knows no SVG.
#include "maprender/mark_shapes.h"

#include <initializer_list>

#include <QPainterPath>

using namespace Qt::StringLiterals;

namespace kydai::maprender {
namespace {

const QRectF kRing(2, 2, 12, 12);
constexpr double kStroke = 1.6;

QPen penOf(const QColor& ink, double width = kStroke, Qt::PenCapStyle cap = Qt::RoundCap)
{
    return QPen(ink, width, Qt::SolidLine, cap, Qt::RoundJoin);
}

void lines(QPainter& painter, std::initializer_list<std::initializer_list<QPointF>> strokes)
{
    for (const auto& stroke : strokes)
        painter.drawPolyline(stroke.begin(), static_cast<int>(stroke.size()));
}

void ring(QPainter& painter, const QColor& ink)
{
    painter.setPen(penOf(ink));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(kRing);
}

// A ring of `count` dashes that fill `share` of it.
void dashedRing(QPainter& painter, const QColor& ink, int count, double share)
{
    painter.setPen(penOf(ink, kStroke, Qt::FlatCap));
    const double step = 360.0 / count;
    for (int i = 0; i < count; ++i) {
        const double from = 90 - step * share / 2 + i * step;
        painter.drawArc(kRing, qRound(from * 16), qRound(step * share * 16));
    }
}

void pie(QPainter& painter, const QColor& ink, double share)
{
    ring(painter, ink);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawPie(QRectF(4.3, 4.3, 7.4, 7.4), 90 * 16, qRound(-share * 360 * 16));
}

void disc(QPainter& painter, const QColor& ink, const QColor& paper)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawEllipse(QPointF(8, 8), 6.8, 6.8);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(penOf(paper, 1.7));
}

void merge(QPainter& painter)
{
    QPainterPath path(QPointF(5.5, 5));
    path.lineTo(5.5, 6.2);
    path.cubicTo(5.5, 7.6, 8, 7.8, 8, 9.5);
    path.lineTo(8, 11);
    path.moveTo(10.5, 5);
    path.lineTo(10.5, 6.2);
    path.cubicTo(10.5, 7.6, 8, 7.8, 8, 9.5);
    painter.drawPath(path);
}

void dots(QPainter& painter, const QColor& ink)
{
    ring(painter, ink);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    for (double x : {5.2, 8.0, 10.8})
        painter.drawEllipse(QPointF(x, 8), 1, 1);
}

void openRing(QPainter& painter, const QColor& ink)
{
    painter.setPen(penOf(ink));
    painter.setBrush(Qt::NoBrush);
    painter.drawArc(kRing, 95 * 16, 285 * 16);
    lines(painter, {{{11.8, 2.6}, {11.8, 5.6}, {8.8, 5.6}}});
}

}  // namespace

QString roleOf(CaseState state)
{
    switch (state) {
    case CaseState::Received: return u"text.primary"_s;
    case CaseState::NeedsInfo: return u"text.secondary"_s;
    case CaseState::NotAccepted:
    case CaseState::Merged:
    case CaseState::Paused:
    case CaseState::Cancelled: return u"text.muted"_s;
    case CaseState::Returned:
    case CaseState::ReopenRequested: return u"warn.text"_s;
    case CaseState::Resolved:
    case CaseState::Closed: return u"ok.text"_s;
    default: return u"info.text"_s;
    }
}

void drawStateGlyph(QPainter& painter, CaseState state, const QColor& ink, const QColor& paper)
{
    painter.setBrush(Qt::NoBrush);
    switch (state) {
    case CaseState::Received: return dashedRing(painter, ink, 8, 0.51);
    case CaseState::Screening: return pie(painter, ink, 0.25);
    case CaseState::InProgress: return pie(painter, ink, 0.5);
    case CaseState::AwaitingApproval: return pie(painter, ink, 0.75);
    case CaseState::NeedsInfo: return dots(painter, ink);
    case CaseState::ReopenRequested: return openRing(painter, ink);
    case CaseState::Merged:
        disc(painter, ink, paper);
        return merge(painter);
    case CaseState::Closed:
        disc(painter, ink, paper);
        return lines(painter, {{{5, 8.2}, {7.2, 10.3}, {11.1, 5.9}}});
    case CaseState::Paused:
        dashedRing(painter, ink, 6, 0.69);
        painter.setPen(penOf(ink));
        return lines(painter, {{{6.6, 6}, {6.6, 10}}, {{9.4, 6}, {9.4, 10}}});
    default: break;
    }
    ring(painter, ink);
    switch (state) {
    case CaseState::NotAccepted: return lines(painter, {{{4.3, 11.7}, {11.7, 4.3}}});
    case CaseState::Assigned:
        return lines(painter, {{{5.4, 8}, {10.4, 8}}, {{8.6, 6}, {10.6, 8}, {8.6, 10}}});
    case CaseState::Returned:
        return lines(painter, {{{10.6, 8}, {5.6, 8}}, {{7.4, 6}, {5.4, 8}, {7.4, 10}}});
    case CaseState::AgencyReview:
        return lines(painter, {{{4.8, 10}, {6.4, 5.8}, {8, 10}, {9.6, 5.8}, {11.2, 10}}});
    case CaseState::Resolved: return lines(painter, {{{5.3, 8.2}, {7.3, 10.1}, {10.8, 6.1}}});
    case CaseState::Cancelled: return lines(painter, {{{6, 6}, {10, 10}}, {{10, 6}, {6, 10}}});
    case CaseState::Referred:
        return lines(painter, {{{5.8, 10.2}, {10.2, 5.8}}, {{6.9, 5.7}, {10.3, 5.7}, {10.3, 9.1}}});
    default: return;
    }
}

}  // namespace kydai::maprender
