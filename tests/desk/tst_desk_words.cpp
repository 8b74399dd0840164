// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline speaks in words: every row of the workflow table is done once for each of its
// choices, and what the panel shows holds neither a code nor a count of milliseconds, in both
// languages.
#include <QRegularExpression>
#include <QTranslator>
#include <QtTest/QtTest>

#include "core/casefixture.h"
#include "desk/field_words.h"
#include "desk/row_roles.h"
#include "desk/sheet_fields.h"
#include "desk/words.h"

using namespace kydai;
using namespace kydai::desk;
using namespace kydai::test;

namespace {

// Stands for the Vietnamese file: every label gets a mark, so that a word that was not asked for in
// the language is seen.
class Marks : public QTranslator
{
public:
    QString translate(const char* context, const char* source, const char*, int) const override
    {
        const QLatin1StringView name(context);
        if (name == "Choice"_L1 || name == "Action"_L1 || name == "Channel"_L1
            || name == "Rating"_L1)
            return u"«%1»"_s.arg(QString::fromUtf8(source).toUpper());
        return {};
    }
    bool isEmpty() const override { return false; }
};

QVariant argumentFor(const Field& field, qsizetype n, qint64 nowMs)
{
    switch (field.kind) {
    case FieldKind::Choice:
        return QString::fromLatin1(field.choices[static_cast<size_t>(n) % field.choices.size()].code);
    case FieldKind::Category: return u"lamp"_s;
    case FieldKind::Agency: return n % 2 ? u"water"_s : u"light"_s;
    case FieldKind::Agencies: return QStringList{u"water"_s, u"tiny"_s};
    case FieldKind::Area: return u"19753"_s;
    case FieldKind::Position: return u"16.46,107.59"_s;
    case FieldKind::CaseCode: return u"PA-7"_s;
    case FieldKind::Time: return nowMs + 90 * 24 * 3600 * 1000LL;
    case FieldKind::Day: return u"2026-03-02"_s;
    case FieldKind::Documents: return QStringList{u"photo_after"_s};
    case FieldKind::Ticks: {
        QStringList codes;
        for (const ChoiceItem& item : field.choices)
            codes.append(QString::fromLatin1(item.code));
        return codes.isEmpty() ? QStringList{u"pole"_s} : codes;
    }
    case FieldKind::Flag: return true;
    case FieldKind::Files: return QVariantList();
    case FieldKind::Mid: return midOf(1).toString(QUuid::WithoutBraces);
    case FieldKind::Text: case FieldKind::Line: break;
    }
    return u"Lời của người viết"_s;
}

// With an agency whose clock runs, so that there is something to pause and to extend.
Case handled(const Directory& city)
{
    Case c = openCase(lampReport(), city);
    c.state = CaseState::Screening;
    Operation op;
    op.caseId = c.id;
    op.atMs = kMonday;
    const auto next = [&](const char* action, const QVariantMap& map) {
        op.mid = midOf(op.mid.isNull() ? 3 : 4);
        op.action = QString::fromLatin1(action);
        op.args = map;
        const Result<Case> after = reduce(c, op, city);
        KYDAI_ASSERT(after.has_value());
        c = *after;
    };
    next("assign", {{u"category"_s, u"lamp"_s}, {u"agency"_s, u"light"_s}});
    next("accept", {});
    return c;
}

QStringList codesOf(const Transition& row)
{
    QStringList codes = {u"light"_s, u"water"_s, u"tiny"_s, u"lamp"_s, u"pole"_s, u"photo_after"_s,
                         u"19753"_s, u"place"_s, u"sign_skipped"_s};
    for (const Field& field : row.demands) {
        for (const ChoiceItem& item : field.choices)
            codes.append(QString::fromLatin1(item.code));
    }
    return codes;
}

}  // namespace

class TestDeskWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyActionSpeaksInWords_data();
    void everyActionSpeaksInWords();
    void oneCodeTwoMeanings();
    void daysAreWrittenAsPeopleDo();
};

void TestDeskWords::everyActionSpeaksInWords_data()
{
    QTest::addColumn<bool>("marked");
    QTest::newRow("source language") << false;
    QTest::newRow("translated") << true;
}

void TestDeskWords::everyActionSpeaksInWords()
{
    QFETCH(bool, marked);
    Marks marks;
    if (marked)
        QCoreApplication::installTranslator(&marks);
    Directory city = smallCity();
    static const QRegularExpression epoch(u"\\d{9,}"_s);
    int entries = 0, spoken = 0;
    QSet<QString> actions;
    for (const Transition& row : workflowTable()) {
        if (row.action == Action::Undo)
            continue;  // made by undone(), below
        qsizetype turns = 2;
        for (const Field& field : row.demands)
            turns = std::max(turns, static_cast<qsizetype>(field.choices.size()));
        for (qsizetype n = 0; n < turns; ++n) {
            Case c = handled(city);
            c.agency = n % 2 ? u"tiny"_s : u"light"_s;
            c.state = row.from;
            c.claim.user = u"op2"_s;
            Operation op;
            op.mid = midOf(5);
            op.caseId = c.id;
            op.action = codeOf(row.action);
            op.atMs = kMonday + 60'000;
            op.actor = person(u"lead"_s);
            op.baseVersion = c.version;
            for (const Field& field : row.demands)
                op.args.insert(QString::fromLatin1(field.code), argumentFor(field, n, op.atMs));
            const Result<Case> after = reduce(c, op, city);
            QVERIFY2(after.has_value(), qPrintable(op.action));
            const TimelineEntry& entry = after->timeline.last();
            ++entries;
            actions.insert(entry.action);
            const QString said = timelineParam(city, entry, u"lamp"_s);
            QString shown = said + u'\n' + timelineText(city, entry);
            QCOMPARE(said.isEmpty(), entry.param.isEmpty());
            spoken += said.isEmpty() ? 0 : 1;
            QVERIFY2(!epoch.match(shown).hasMatch(), qPrintable(op.action + u": "_s + shown));
            // What is left when the labels are taken out holds no code.
            for (const Field& field : row.demands) {
                for (const ChoiceItem& item : field.choices)
                    shown.remove(words::label(item));
            }
            for (const QString& name : {u"Agency light"_s, u"Agency water"_s, u"Agency tiny"_s})
                shown.remove(name);
            for (const QString& code : codesOf(row)) {
                const QRegularExpression word(u"(?<![\\w])"_s + QRegularExpression::escape(code)
                                              + u"(?![\\w])"_s);
                QVERIFY2(!word.match(shown).hasMatch(),
                         qPrintable(op.action + u" shows "_s + code + u": "_s + shown));
            }
        }
    }
    QCOMPARE(actions.size(), actionCount() - 1);
    QVERIFY2(spoken > entries / 3, qPrintable(u"%1 of %2"_s.arg(spoken).arg(entries)));
    TimelineEntry undo;
    undo.action = u"undo"_s;
    undo.param = u"request_extension"_s;
    QCOMPARE(timelineParam(city, undo, {}), words::actionLabel(u"request_extension"_s));
    QVERIFY(timelineParam(city, undo, {}) != undo.param);
    QCoreApplication::removeTranslator(&marks);
}

// "other" is a reason of a return, of a pause, a receiver and a channel.
void TestDeskWords::oneCodeTwoMeanings()
{
    const Directory city = smallCity();
    const QString back = fieldValue(city, u"return"_s, u"reason"_s, u"other"_s);
    const QString receiver = fieldValue(city, u"refer"_s, u"receiver"_s, u"other"_s);
    const QString channel = fieldValue(city, u"message"_s, u"channel"_s, u"other"_s);
    QCOMPARE(back, u"Other reason"_s);
    QCOMPARE(receiver, u"Another body"_s);
    QCOMPARE(channel, u"Other system"_s);
}

void TestDeskWords::daysAreWrittenAsPeopleDo()
{
    const Field day{"letterDate", FieldKind::Day, false, ""};
    QCOMPARE(enteredOf(day, u"2026-10-20"_s).toString(), u"20/10/2026"_s);
    QCOMPARE(argumentOf(day, u"20/10/2026"_s)->toString(), u"2026-10-20"_s);
    QCOMPARE(argumentOf(day, u"2026-10-20"_s)->toString(), u"2026-10-20"_s);
    QVERIFY(!argumentOf(day, u"10/20/2026"_s).has_value());
    QCOMPARE(fieldValue(smallCity(), u"submit"_s, u"letterDate"_s, u"2026-10-20"_s),
             u"20/10/2026"_s);
    Case c = openCase(lampReport(), smallCity());
    c.result.letter.date = u"2026-09-22"_s;
    const Directory city = smallCity();
    const Field proposed{"letterDate", FieldKind::Day, false, "", {}, "result.date"};
    QCOMPARE(proposalFor(proposed, {city, &c, kMonday, {}, {}}).toString(), u"22/09/2026"_s);
}

QTEST_GUILESS_MAIN(TestDeskWords)
#include "tst_desk_words.moc"
