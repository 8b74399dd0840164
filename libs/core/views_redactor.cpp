// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/views_redactor.h"

#include "core/vietnamese.h"

namespace kydai {

using namespace Qt::StringLiterals;

Redactor::Redactor(const Case& c)
{
    constexpr int kShortest = 4;  // a shorter name would blot out common words
    for (const ReportRef& report : c.reports) {
        const QString name = normalise(report.reporterName);
        if (name.size() >= kShortest && !m_names.contains(name))
            m_names.append(name);
    }
}

void Redactor::redact(QString& text) const
{
    if (text.isEmpty())
        return;
    text = maskPhones(text);
    for (const QString& name : m_names) {
        text.replace(name, u"•••"_s, Qt::CaseInsensitive);
        // The same name decomposed, or with the tone on the other vowel: then the whole text is
        // brought to one spelling, since a name that stays costs more than a lost line break.
        QString plain = normalise(text);
        if (plain.contains(name, Qt::CaseInsensitive))
            text = plain.replace(name, u"•••"_s, Qt::CaseInsensitive);
    }
}

void Redactor::redactEntry(TimelineEntry& entry) const
{
    redact(entry.text);
    if (entry.action != u"refer"_s && entry.action != u"pause"_s
        && entry.action != u"grant_extension"_s)
        return;
    const auto space = entry.param.indexOf(u' ');
    if (space < 0)
        return;
    QString reference = entry.param.mid(space + 1);
    redact(reference);
    entry.param = entry.param.left(space + 1) + reference;
}

void Redactor::redactFields(Case& c) const
{
    for (QString* text : {&c.title, &c.address, &c.request, &c.ratingText, &c.publicMessage,
                          &c.ask.reason, &c.result.text, &c.result.publicText, &c.result.waiver,
                          &c.result.letter.number, &c.result.letter.signatory})
        redact(*text);
}

}  // namespace kydai
