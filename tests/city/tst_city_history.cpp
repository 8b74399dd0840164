// SPDX-License-Identifier: GPL-3.0-or-later
#include <QFile>
#include <QtTest>

#include "city/city.h"
#include "core/directory_json.h"
#include "core/filter.h"
#include "core/workflow.h"

using namespace kydai;
using namespace kydai::city;
using namespace Qt::StringLiterals;

namespace {

QByteArray resource(const char* name)
{
    QFile file(QStringLiteral(KYDAI_SOURCE_DIR "/resources/city/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(file.fileName()));
    return file.readAll();
}

constexpr qint64 kNow = 1'792'584'000'000;  // 21/10/2026, in working hours

}  // namespace

class TstCityHistory : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        auto directory = directoryFromJson(resource("areas.json"), resource("agencies.json"),
                                           resource("categories.json"), resource("calendars.json"));
        QVERIFY2(directory.has_value(), directory ? "" : qPrintable(directory.error().detail));
        m_directory = *directory;
        auto templates = parseTemplates(resource("reports.txt"), m_directory);
        QVERIFY2(templates.has_value(), templates ? "" : qPrintable(templates.error().params.join(u' ')));
        m_templates = *templates;
        QVERIFY(m_templates.count() >= 300);
        m_history = makeHistory({7, kNow, 30, 3000}, m_templates, m_directory);
    }

    void everyStepIsLawful()
    {
        QHash<Uuid, Case> cases;
        QHash<QString, int> refused;
        QSet<CaseState> seen;
        int seq = 0;
        qint64 last = 0;
        for (const Step& step : m_history.steps) {
            QVERIFY(step.atMs >= last);
            last = step.atMs;
            QVERIFY(step.atMs < kNow);
            if (const auto* report = std::get_if<city::Report>(&step.what)) {
                NewReport fresh = report->report;
                fresh.seq = ++seq;
                fresh.code = u"PA-%1"_s.arg(seq);
                cases.insert(fresh.caseId, openCase(fresh, m_directory));
                continue;
            }
            Operation op = std::get<Operation>(step.what);
            apply(op, cases, refused, ++seq);
        }
        for (const Case& c : cases)
            seen.insert(c.state);
        QStringList lines;
        for (auto it = refused.cbegin(); it != refused.cend(); ++it)
            lines.append(u"%1 x %2"_s.arg(it.value()).arg(it.key()));
        QVERIFY2(refused.isEmpty(), qPrintable(lines.join(u"; ")));
        QCOMPARE(cases.size(), 3000);
        QStringList missing;
        for (int i = 0; i < kCaseStateCount; ++i) {
            if (!seen.contains(static_cast<CaseState>(i)))
                missing.append(codeOf(static_cast<CaseState>(i)));
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u", ")));
        // A centre that works around the clock: little is late where it screens, and what is urgent
        // does not lie for a day.
        int waiting = 0, late = 0, lain = 0;
        for (const Case& c : cases) {
            const bool screens = c.state == CaseState::Received || c.state == CaseState::Screening
                || c.state == CaseState::Returned || c.state == CaseState::ReopenRequested;
            waiting += screens;
            late += screens && latenessOf(c.state, c.dueMs, c.dueSoonMs, kNow) == Lateness::Overdue;
            lain += screens && c.priority == Priority::Urgent
                && c.stateSinceMs < kNow - 24LL * 3'600'000;
        }
        QVERIFY2(waiting >= 20 && late > 0 && late * 5 <= waiting,
                 qPrintable(u"%1 of %2 late"_s.arg(late).arg(waiting)));
        QCOMPARE(lain, 0);
        qInfo("steps: %zu, states: %lld", m_history.steps.size(), qint64(seen.size()));
    }

    void sameSeedSameCity()
    {
        const HistoryOptions options{11, kNow, 5, 120};
        const History a = makeHistory(options, m_templates, m_directory);
        const History b = makeHistory(options, m_templates, m_directory);
        QCOMPARE(a.steps.size(), b.steps.size());
        for (size_t i = 0; i < a.steps.size(); ++i) {
            QCOMPARE(a.steps[i].atMs, b.steps[i].atMs);
            QCOMPARE(a.steps[i].what.index(), b.steps[i].what.index());
            if (const auto* report = std::get_if<city::Report>(&a.steps[i].what))
                QCOMPARE(report->report.text, std::get<city::Report>(b.steps[i].what).report.text);
        }
        const History other = makeHistory({12, kNow, 5, 120}, m_templates, m_directory);
        QVERIFY(other.steps.size() != a.steps.size() || other.steps.front().atMs != a.steps.front().atMs);
    }

    void nobodyIsReal()
    {
        for (const Step& step : m_history.steps) {
            if (const auto* report = std::get_if<city::Report>(&step.what)) {
                QVERIFY(report->name.startsWith(u"Công dân "));
                QVERIFY(report->phone.startsWith(u"0900 000 "));
                QVERIFY(!report->report.text.contains(u'{'));
                QVERIFY(report->report.text.size() <= kMaxText);
            }
        }
    }

    void liveReportsGoOn()
    {
        LiveCity live(3, m_templates, m_directory);
        int photos = 0;
        for (int i = 0; i < 60; ++i) {
            const LiveReport report = live.next(kNow + i * 1000);
            QVERIFY(!report.report.text.isEmpty());
            photos += !report.photo.isEmpty();
            QVERIFY(live.pauseMs(2) >= 0);
        }
        QVERIFY(photos > 5);
    }

private:
    void apply(Operation& op, QHash<Uuid, Case>& cases, QHash<QString, int>& refused, int seq)
    {
        QVERIFY(cases.contains(op.caseId));
        Case& c = cases[op.caseId];
        const auto action = actionFrom(op.action);
        QVERIFY2(action.has_value(), qPrintable(op.action));
        RuleContext context{.directory = m_directory, .nowMs = op.atMs};
        if (op.action == u"merge") {
            const Uuid master(op.args.value(u"masterId"_s).toString());
            QVERIFY(cases.contains(master));
            context.other = &cases[master];
            op.args.insert(u"master"_s, cases[master].code);
        }
        const auto verdict = judge(c, *action, op.actor, op.args, context);
        if (!verdict) {
            ++refused[u"%1 in %2: %3 %4"_s.arg(op.action, codeOf(c.state))
                          .arg(static_cast<int>(verdict.error().code))
                          .arg(verdict.error().params.join(u','))];
            return;
        }
        op.seq = seq;
        const auto next = reduce(c, op, m_directory);
        QVERIFY2(next.has_value(), qPrintable(op.action));
        c = *next;
    }

    Directory m_directory;
    Templates m_templates;
    History m_history;
};

QTEST_GUILESS_MAIN(TstCityHistory)
#include "tst_city_history.moc"
