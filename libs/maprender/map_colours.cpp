// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/map_colours.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace kydai::maprender {

Result<ColourTable> coloursFromTokens(const QByteArray& json, const QString& theme)
{
    const QJsonObject colours
        = QJsonDocument::fromJson(json).object().value("color"_L1).toObject();
    const QJsonObject roles = colours.value(theme).toObject();
    ColourTable table;
    for (auto it = roles.begin(); it != roles.end(); ++it) {
        const QColor colour(it.value().toObject().value("value"_L1).toString());
        if (colour.isValid())
            table.set(it.key(), colour);
    }
    if (table.size() == 0)
        return fail(ErrorCode::BadFrame, {u"tokens"_s}, u"no color.%1"_s.arg(theme));
    const QJsonObject ramps = colours.value("ramps"_L1).toObject().value(theme).toObject();
    for (auto it = ramps.begin(); it != ramps.end(); ++it) {
        const QJsonArray steps = it.value().toArray();
        for (int i = 0; i < steps.size(); ++i)
            table.set(it.key() + u'.' + QString::number(i), QColor(steps.at(i).toString()));
    }
    return table;
}

}  // namespace kydai::maprender
