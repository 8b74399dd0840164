// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QColor>
#include <QHash>
#include <QImage>
#include <QQuickImageProvider>
#include <QString>
#include <QStringList>

namespace kydai::ui {

/// Draws the house's vector glyphs: `image://glyph/NAME/COLOUR[/SECOND]`, colours as RRGGBB or
/// AARRGGBB hex. The second colour paints a glyph's inner mark; without it the mark is punched out.
/// Qt Quick asks once per name, colours, size and pixel ratio and caches the pixmap.
/// Any thread after construction: the tables are read only.
class GlyphProvider : public QQuickImageProvider {
public:
    /// Reads the glyph table compiled into the program.
    GlyphProvider();

    /// An unknown name or a malformed colour gives a transparent image and a warning.
    /// `requested` is in device pixels; without it a glyph is 16 px.
    QImage requestImage(const QString& id, QSize* size, const QSize& requested) override;

    /// Names of all glyphs, sorted: for tests and the gallery.
    QStringList names() const;

private:
    struct Glyph {
        int box = 0;
        QString body; ///< SVG; C stands for the colour
        QString over; ///< SVG; K stands for the second colour; may be empty
    };
    QHash<QString, Glyph> m_glyphs;
};

/// Draws deadline rings: `image://sla/KIND/STEP/COLOUR/TRACK`, STEP 0–24 of the time left.
/// Kinds: in_time, due_soon, overdue, paused, none. For overdue TRACK is the colour of the mark.
class SlaProvider : public QQuickImageProvider {
public:
    SlaProvider();
    QImage requestImage(const QString& id, QSize* size, const QSize& requested) override;
};

/// Steps into which a ring is quantised, so that at most 25 pictures of a kind and size exist.
inline constexpr int ringSteps = 24;

} // namespace kydai::ui
