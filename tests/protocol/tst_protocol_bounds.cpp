// SPDX-License-Identifier: GPL-3.0-or-later
// What the rules allow, the codec can carry: an act with every argument at its bound leaves a row
// that can be read again. A row that cannot is lost to the server and to every desk.
#include <QTest>

#include "core/directory.h"
#include "core/reducer.h"
#include "protocol/casecodec.h"

using namespace kydai;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kNow = 1'760'000'000'000;

Uuid idOf(ushort n)
{
    return Uuid(1, n, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);
}

// Words of the full length: kMaxText letters, no line break.
QString longText() { return QString(kMaxText, u'ữ'); }
QString longLine() { return QString(kMaxLine, u'ữ'); }

QVariant longest(const Field& field, const Case& c)
{
    switch (field.kind) {
    case FieldKind::Text: return longText();
    case FieldKind::Line: return longLine();
    case FieldKind::Choice: {
        QString code;
        for (const ChoiceItem& item : field.choices) {
            if (const QString other = QString::fromLatin1(item.code); other.size() > code.size())
                code = other;
        }
        return code;
    }
    case FieldKind::Time:
        return QLatin1StringView(field.code) == "until"_L1
                || QLatin1StringView(field.code) == "due"_L1 ? kNow + 90'000'000 : kNow;
    case FieldKind::Day: return u"2025-10-09"_s;
    case FieldKind::Position: return u"16.463700,107.590900"_s;
    case FieldKind::CaseCode: return QString(64, u'C');
    case FieldKind::Flag: return true;
    case FieldKind::Ticks: {
        QStringList codes;
        for (const ChoiceItem& item : field.choices)
            codes.append(QString::fromLatin1(item.code));
        for (int i = 0; field.choices.empty() && i < 64; ++i)
            codes.append(QString::number(i + 10) + QString(62, u'a'));
        return codes;
    }
    case FieldKind::Mid: return c.lastMid.toString();
    default: return {};  // agencies, areas, categories, files: their codes are the directory's
    }
}

QVariantMap longestArgs(const Transition& row, const Case& c)
{
    QVariantMap args;
    for (const Field& field : row.demands) {
        if (const QVariant value = longest(field, c); value.isValid())
            args.insert(QString::fromLatin1(field.code), value);
    }
    return args;
}

Case begun()
{
    NewReport report;
    report.caseId = idOf(1);
    report.code = u"PA-213001"_s;
    report.text = longText();
    report.address = longLine();
    report.reporterName = longLine();
    report.receivedMs = kNow - 60'000;
    report.mid = idOf(2);
    return openCase(report, Directory());
}

}  // namespace

class TestBounds : public QObject
{
    Q_OBJECT

private slots:
    void everyRowStaysReadable();
    void allowedActsStayReadable_data();
    void allowedActsStayReadable();
};

// Whatever the table has, with the longest arguments: the result of the reducer can be read again.
void TestBounds::everyRowStaysReadable()
{
    int applied = 0;
    for (const Transition& row : workflowTable()) {
        Case c = begun();
        c.state = row.from;
        Operation op;
        op.mid = idOf(3);
        op.caseId = c.id;
        op.action = codeOf(row.action);
        op.args = longestArgs(row, c);
        op.actor = {u"person"_s, row.roles, {}};
        op.atMs = kNow;
        const Result<Case> next = reduce(c, op, Directory());
        if (!next)
            continue;  // undo, and extensions of a clock that does not run
        ++applied;
        const Result<Case> read = protocol::decodeCase(protocol::encodeCase(*next));
        QVERIFY2(read, qPrintable(op.action + u" from "_s + codeOf(row.from) + u": "_s
                                  + (read ? QString() : read.error().detail)));
        QCOMPARE(*read, *next);
    }
    QVERIFY(applied > 150);
}

void TestBounds::allowedActsStayReadable_data()
{
    QTest::addColumn<QString>("action");
    QTest::newRow("handover") << u"handover"_s;  // name and text in one entry
    QTest::newRow("tick") << u"tick"_s;          // 64 codes in one parameter
}

void TestBounds::allowedActsStayReadable()
{
    QFETCH(QString, action);
    const Case c = begun();
    const Transition* row = findTransition(c.state, *actionFrom(action));
    QVERIFY(row);
    Operation op;
    op.mid = idOf(3);
    op.caseId = c.id;
    op.action = action;
    op.args = longestArgs(*row, c);
    op.actor = {u"op"_s, {Role::Operator}, {}};
    op.atMs = kNow;
    const Directory directory;
    const auto verdict =
        judge(c, row->action, op.actor, op.args, RuleContext{directory, kNow, nullptr});
    QVERIFY2(verdict, qPrintable(verdict ? QString() : verdict.error().params.join(u' ')));
    const Result<Case> next = reduce(c, op, directory);
    QVERIFY(next);
    QVERIFY(protocol::decodeCase(protocol::encodeCase(*next)));
}

QTEST_GUILESS_MAIN(TestBounds)
#include "tst_protocol_bounds.moc"
