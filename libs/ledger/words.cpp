// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/words.h"

#include "core/reducer.h"
#include "core/vietnamese.h"
#include "core/window.h"
#include "ledger/sql.h"
#include "protocol/casecodec.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {
constexpr int kMaxQueryWords = 8;
constexpr int kMaxQueryWord = 64;
}

QString wordsOf(const Case& c)
{
    QString text = c.code + u' ' + c.title + u' ' + c.address;
    for (const ReportRef& report : c.reports) {
        text += u' ' + report.code + u' ' + report.text;
        if (text.size() > kMaxWordsText)
            break;
    }
    return fold(QStringView(text).left(kMaxWordsText));
}

QString maskedWordsOf(const Case& c)
{
    if (c.agency.isEmpty() && c.joint.isEmpty())
        return {};
    Case few = c;  // what is not searched need not be masked
    few.timeline.clear();
    few.result = {};
    return wordsOf(agencyView(few, c.agency));
}

QString matchOf(const QString& text, bool masked)
{
    QString match;
    const QStringList words = foldedWords(text).mid(0, kMaxQueryWords);
    for (const QString& word : words) {
        QString safe = word.left(kMaxQueryWord);
        safe.replace(u'"', u"\"\""_s);
        match += (match.isEmpty() ? QString() : u" "_s) + u'"' + safe + u"\"*"_s;
    }
    if (match.isEmpty())
        return {};
    return (masked ? u"masked : ("_s : u"whole : ("_s) + match + u')';
}

QByteArray briefOf(const Case& c)
{
    return isFinal(c.state) ? protocol::encodeCase(summaryOf(c)) : QByteArray();
}

Result<void> putWindow(const Db& db, qint64 n, const Case& c)
{
    return runSql(db, "UPDATE case_row SET final=?2, touched=?3, brief=?4 WHERE n=?1", n,
                  isFinal(c.state), touchedMsOf(c), briefOf(c));
}

Result<void> putWords(const Db& db, qint64 n, const Case& c)
{
    QString before, beforeMasked;
    bool there = false;
    const auto read = [&](const Statement& s) {
        there = true;
        before = s.toText(0);
        beforeMasked = s.toText(1);
        return false;
    };
    if (Result<void> r = readSql(db, "SELECT whole, masked FROM search WHERE rowid=?", read, n); !r)
        return r;
    const QString words = wordsOf(c);
    const bool hasAgency = !c.agency.isEmpty() || !c.joint.isEmpty();
    // The masked words come from the same texts: most acts change neither.
    if (there && before == words && beforeMasked.isEmpty() != hasAgency)
        return {};
    if (there)
        return runSql(db, "UPDATE search SET whole=?2, masked=?3 WHERE rowid=?1", n, words,
                      maskedWordsOf(c));
    return runSql(db, "INSERT INTO search(rowid, whole, masked) VALUES(?,?,?)", n, words,
                  maskedWordsOf(c));
}

}  // namespace kydai
