// SPDX-License-Identifier: GPL-3.0-or-later
// Colours by role ("map.water", "danger.text", "seq.3"). No colour is written down in this room: the
// caller hands a table in, normally made from resources/tokens.json. Any thread; a value.
#pragma once

#include <QByteArray>
#include <QColor>
#include <QHash>
#include <QString>

#include "core/result.h"

namespace kydai::maprender {

class ColourTable
{
public:
    void set(const QString& role, const QColor& colour) { m_colours.insert(role, colour); }
    bool has(const QString& role) const { return m_colours.contains(role); }
    // An unknown role is an invalid colour: what has it is not painted.
    QColor value(const QString& role) const { return m_colours.value(role); }
    qsizetype size() const { return m_colours.size(); }
    bool operator==(const ColourTable& other) const { return m_colours == other.m_colours; }

private:
    QHash<QString, QColor> m_colours;
};

// The palette of a theme ("dark", "light") out of tokens.json: every role of color.<theme> and the
// ramps as "seq.0" … "heat.5". BadFrame for what is no such file.
Result<ColourTable> coloursFromTokens(const QByteArray& json, const QString& theme);

}  // namespace kydai::maprender
