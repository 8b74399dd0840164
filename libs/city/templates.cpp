// SPDX-License-Identifier: GPL-3.0-or-later
#include "city/templates.h"

#include "core/vietnamese.h"

namespace kydai::city {

using namespace Qt::StringLiterals;

const Kind* Templates::kind(const QString& name) const
{
    for (const Kind& kind : kinds) {
        if (kind.name == name)
            return &kind;
    }
    return nullptr;
}

qsizetype Templates::count() const
{
    qsizetype total = 0;
    for (const Kind& kind : kinds)
        total += kind.calm.size() + kind.urgent.size();
    return total;
}

Result<Templates> parseTemplates(QByteArrayView text, const Directory& directory)
{
    Templates out;
    for (const QString& raw : QString::fromUtf8(text).split(u'\n')) {
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        if (line.startsWith(u'[') && line.endsWith(u']')) {
            const QStringList head = line.sliced(1, line.size() - 2).split(u' ', Qt::SkipEmptyParts);
            if (head.isEmpty() || head.size() > 2)
                return fail(ErrorCode::BadInput, {u"section"_s}, line);
            Kind kind;
            kind.name = head[0];
            kind.category = head.value(1);
            if (!kind.category.isEmpty() && !directory.category(kind.category))
                return fail(ErrorCode::Unknown, {u"category"_s, kind.category});
            out.kinds.append(kind);
        } else if (out.kinds.isEmpty()) {
            return fail(ErrorCode::BadInput, {u"section"_s}, line);
        } else if (line.startsWith(u'!')) {
            out.kinds.last().urgent.append(line.sliced(1));
        } else {
            out.kinds.last().calm.append(line);
        }
    }
    return out;
}

QString fill(const QString& line, const Spot& spot, Chance& chance)
{
    const QString filled = QString(line)
        .replace("{street2}"_L1, spot.street2)
        .replace("{street}"_L1, spot.street)
        .replace("{house}"_L1, spot.house)
        .replace("{kiet}"_L1, spot.kiet)
        .replace("{ward}"_L1, spot.ward)
        .replace("{bridge}"_L1, spot.bridge)
        .replace("{market}"_L1, spot.market)
        .replace("{school}"_L1, spot.school)
        .replace("{place}"_L1, spot.place)
        .replace("{time}"_L1, u"%1 giờ"_s.arg(chance.between(5, 22)))
        .replace("{days}"_L1, QString::number(chance.between(2, 9)))
        .replace("{n}"_L1, QString::number(chance.between(2, 14)))
        .replace("{cm}"_L1, QString::number(chance.between(2, 7) * 10));
    // "Kiệt kiệt 43/2 …" and a small letter at the start read badly.
    QString out = filled;
    out.replace("Kiệt kiệt"_L1, "Kiệt"_L1);
    if (!out.isEmpty())
        out[0] = out.at(0).toUpper();
    return out;
}

QString withSlips(const QString& text, Chance& chance)
{
    QString out = text;
    switch (chance.below(4)) {
    case 0:
        out = out.toLower();
        break;
    case 1:  // typed without accents
        out = fold(out);
        break;
    case 2:
        if (out.size() > 12) {
            const qsizetype at = static_cast<qsizetype>(chance.below(static_cast<quint64>(out.size() - 4))) + 2;
            if (out.at(at).isLetter())
                out.insert(at, out.at(at));
        }
        break;
    default:
        if (out.endsWith(u'.'))
            out.chop(1);
        out.replace(", "_L1, " "_L1);
        break;
    }
    return out;
}

}  // namespace kydai::city
