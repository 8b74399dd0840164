// SPDX-License-Identifier: GPL-3.0-or-later
// visibleControls: nothing a stranger typed may hide, reorder or choke what is on the screen.
#include "core/vietnamese.h"

namespace kydai {

namespace {

constexpr char32_t kJoiner = 0x200D;

bool isHidden(char32_t c)
{
    if (c == U'\n' || c == U'\t')
        return false;
    if (c < 0x20 || (c >= 0x7F && c <= 0x9F))
        return true;  // C0, DEL, C1
    switch (c) {
    case 0x00AD: case 0x034F: case 0x061C: case 0x115F: case 0x1160: case 0x17B4: case 0x17B5:
    case 0x180E: case 0x2028: case 0x2029: case 0x3164: case 0xFEFF: case 0xFFA0:
        return true;
    default:
        break;
    }
    return (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E)
           || (c >= 0x2060 && c <= 0x206F) || (c >= 0xFFF9 && c <= 0xFFFB)
           || (c >= 0xD800 && c <= 0xDFFF) || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool isPicture(char32_t c)
{
    return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF);
}

bool isMark(char32_t c)
{
    const QChar::Category category = QChar::category(c);
    return category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
}

QString token(char32_t c)
{
    return QStringLiteral(u"\u27E8U+%1\u27E9")
        .arg(static_cast<uint>(c), 4, 16, QLatin1Char('0'))
        .toUpper();
}

}  // namespace

QString visibleControls(QStringView text)
{
    const QList<uint> points = text.toUcs4();
    QString out;
    out.reserve(text.size());
    int marks = 0;
    qsizetype lineStart = 0;
    for (qsizetype i = 0; i < points.size(); ++i) {
        const char32_t c = points[i];
        if (c == U'\r' && i + 1 < points.size() && points[i + 1] == U'\n')
            continue;  // a form's line end
        if (isMark(c) && !isHidden(c)) {
            if (++marks > kMaxMarksPerBase)
                continue;
        } else {
            marks = 0;
        }
        if (out.size() - lineStart >= kMaxVisibleLine && c != U'\n' && !isMark(c)) {
            out.append(u'\n');
            lineStart = out.size();
        }
        const bool joins = c == kJoiner && i > 0 && i + 1 < points.size()
                           && isPicture(points[i + 1])
                           && (isPicture(points[i - 1]) || points[i - 1] == 0xFE0F);
        if (isHidden(c) && !joins)
            out.append(token(c));
        else
            out.append(QChar::fromUcs4(c));
        if (c == U'\n')
            lineStart = out.size();
    }
    return out;
}

}  // namespace kydai
