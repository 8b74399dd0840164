// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/csvtext.h"

namespace kydai::intake {

using namespace Qt::StringLiterals;

QByteArray csvRow(const QStringList& fields)
{
    static const QString formula = u"=+-@\t\r"_s;
    QStringList out;
    for (const QString& field : fields) {
        bool number = false;
        (void)field.toDouble(&number);
        QString text = !field.isEmpty() && formula.contains(field[0]) && !number ? u'\'' + field
                                                                                 : field;
        if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n')
            || text.contains(u'\r'))
            text = u'"' + text.replace(u'"', u"\"\""_s) + u'"';
        out.append(text);
    }
    return out.join(u',').toUtf8() + "\r\n";
}

}  // namespace kydai::intake
