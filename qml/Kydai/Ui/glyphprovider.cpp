// SPDX-License-Identifier: GPL-3.0-or-later
#include "Kydai/Ui/glyphprovider.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QPainter>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace kydai::ui {
namespace {

Q_LOGGING_CATEGORY(lcGlyph, "kydai.ui.glyph")

constexpr int defaultSide = 16;
constexpr int maxSide = 1024; // a request above is a mistake, not a glyph

QColor colourFromHex(const QString& hex)
{
    return hex.size() == 6 || hex.size() == 8 ? QColor(u'#' + hex) : QColor();
}

QImage emptyImage(QSize requested, QSize* size)
{
    const int wide = requested.width() > 0 ? requested.width() : defaultSide;
    const int high = requested.height() > 0 ? requested.height() : wide;
    QImage image(qMin(wide, maxSide), qMin(high, maxSide), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    if (size)
        *size = image.size();
    return image;
}

void paintSvg(QPainter& painter, const QString& body, int box, const QColor& colour, QRectF target)
{
    // The alpha goes through the painter: QtSvg reads only #RRGGBB.
    QString painted = u"<svg xmlns=\"http://www.w3.org/2000/svg\" "
                      "viewBox=\"0 0 %1 %1\">%2</svg>"_s.arg(box).arg(body);
    painted.replace(u"\"C\""_s, u'"' + colour.name() + u'"');
    painted.replace(u"\"K\""_s, u'"' + colour.name() + u'"');
    QSvgRenderer renderer(painted.toUtf8());
    painter.setOpacity(colour.alphaF());
    renderer.render(&painter, target);
}

} // namespace

GlyphProvider::GlyphProvider()
    : QQuickImageProvider(QQuickImageProvider::Image)
{
    QFile file(u":/kydai/icons/glyphs.json"_s);
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(lcGlyph) << "the glyph table is not compiled in";
        return;
    }
    const QJsonObject table = QJsonDocument::fromJson(file.readAll()).object();
    const QJsonObject lines = table.value("line"_L1).toObject();
    for (auto it = lines.begin(); it != lines.end(); ++it) {
        const QString body = u"<path d=\"%1\" fill=\"none\" stroke=\"C\" stroke-width=\"1.5\" "
                             "stroke-linecap=\"round\" stroke-linejoin=\"round\"/>"_s
                                 .arg(it.value().toString());
        m_glyphs.insert(it.key(), {20, body, QString()});
    }
    const QJsonObject shapes = table.value("shapes"_L1).toObject();
    for (auto it = shapes.begin(); it != shapes.end(); ++it) {
        const QJsonObject shape = it.value().toObject();
        m_glyphs.insert(it.key(), {shape.value("box"_L1).toInt(), shape.value("body"_L1).toString(),
                                   shape.value("over"_L1).toString()});
    }
}

QImage GlyphProvider::requestImage(const QString& id, QSize* size, const QSize& requested)
{
    QImage image = emptyImage(requested, size);
    const QStringList parts = id.split(u'/');
    const auto glyph = m_glyphs.constFind(parts.value(0));
    const QColor colour = colourFromHex(parts.value(1));
    if (glyph == m_glyphs.cend() || !colour.isValid()) {
        qCWarning(lcGlyph) << "no such glyph" << id;
        return image;
    }
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF target(QPointF(0, 0), QSizeF(image.size()));
    paintSvg(painter, glyph->body, glyph->box, colour, target);
    if (!glyph->over.isEmpty()) {
        const QColor second = colourFromHex(parts.value(2));
        if (!second.isValid())
            painter.setCompositionMode(QPainter::CompositionMode_DestinationOut);
        paintSvg(painter, glyph->over, glyph->box, second.isValid() ? second : QColor(Qt::black),
                 target);
    }
    return image;
}

QStringList GlyphProvider::names() const
{
    QStringList all = m_glyphs.keys();
    all.sort();
    return all;
}

SlaProvider::SlaProvider()
    : QQuickImageProvider(QQuickImageProvider::Image)
{
}

QImage SlaProvider::requestImage(const QString& id, QSize* size, const QSize& requested)
{
    QImage image = emptyImage(requested, size);
    const QStringList parts = id.split(u'/');
    const QString kind = parts.value(0);
    const double left = qBound(0, parts.value(1).toInt(), ringSteps) / double(ringSteps);
    const QColor colour = colourFromHex(parts.value(2));
    const QColor track = colourFromHex(parts.value(3));
    if (!colour.isValid() || !track.isValid()) {
        qCWarning(lcGlyph) << "a ring needs two colours" << id;
        return image;
    }
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(image.width() / 28.0, image.height() / 28.0); // the study's box
    const QRectF ring(3, 3, 22, 22);
    const auto arc = [&](double width) {
        painter.setPen(QPen(track, 2.5, Qt::SolidLine, Qt::FlatCap));
        painter.drawEllipse(ring);
        painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
        painter.drawArc(ring, 90 * 16, qRound(-left * 360 * 16));
    };
    const auto mark = [&](const QColor& ink, double width, const QLineF& line) {
        painter.setPen(QPen(ink, width, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(line);
    };
    if (kind == "in_time"_L1) {
        arc(2.5);
    } else if (kind == "due_soon"_L1) {
        arc(4);
    } else if (kind == "overdue"_L1) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(QRectF(1.5, 1.5, 25, 25));
        mark(track, 2.4, QLineF(14, 8, 14, 15));
        mark(track, 2.4, QLineF(14, 19, 14, 19.01));
    } else if (kind == "paused"_L1) {
        painter.setPen(QPen(colour, 2, Qt::SolidLine, Qt::FlatCap));
        for (int dash = 0; dash < 12; ++dash)
            painter.drawArc(ring, dash * 30 * 16, 15 * 16);
        mark(colour, 2, QLineF(12, 11, 12, 17));
        mark(colour, 2, QLineF(16, 11, 16, 17));
    } else if (kind == "none"_L1) {
        mark(colour, 2, QLineF(9, 14, 19, 14));
    } else {
        qCWarning(lcGlyph) << "no such ring" << id;
    }
    return image;
}

} // namespace kydai::ui
