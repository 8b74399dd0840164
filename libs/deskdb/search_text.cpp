// SPDX-License-Identifier: GPL-3.0-or-later
#include "deskdb/search_text.h"

#include "core/vietnamese.h"

using namespace Qt::StringLiterals;

namespace kydai {

QString searchText(const Case& c)
{
    QString text = c.code + u'\n' + c.title + u'\n' + c.address;
    for (const ReportRef& report : c.reports) {
        if (report.code != c.code)
            text += u'\n' + report.code;
        text += u'\n' + report.text;
    }
    return fold(text);
}

QString searchQuery(const QString& text, int maxWords)
{
    QString query;
    const QStringList words = foldedWords(text);
    for (qsizetype i = 0; i < qMin(words.size(), qsizetype(maxWords)); ++i) {
        QString word = words.at(i).left(64);
        word.replace(u'"', "\"\""_L1);
        if (!query.isEmpty())
            query += u' ';
        query += u'"' + word + "\"*"_L1;
    }
    return query;
}

}  // namespace kydai
