// SPDX-License-Identifier: GPL-3.0-or-later
// Codes of the vocabulary.
#include <QSet>
#include <QTest>

#include "core/states.h"

using namespace kydai;
using namespace Qt::StringLiterals;

class TestStates : public QObject
{
    Q_OBJECT
private slots:
    void codesGoThereAndBack();
    void stateCodesAreTheDomains();
    void finalsAndPauses();
};

template <typename E, typename From> static void roundTrip(int count, From from)
{
    QSet<QString> codes;
    for (int i = 0; i < count; ++i) {
        const auto value = static_cast<E>(i);
        const QString code = codeOf(value);
        QVERIFY(!code.isEmpty());
        QVERIFY2(!codes.contains(code), qPrintable(code));
        codes.insert(code);
        QCOMPARE(from(code), std::optional<E>(value));
        QVERIFY(qstrlen(labelOf(value)) > 0);
    }
    QVERIFY(!from(u"nothing"));
    QVERIFY(!from(u""));
    QVERIFY(!from(codeOf(static_cast<E>(0)).toUpper()));
}

void TestStates::codesGoThereAndBack()
{
    roundTrip<CaseState>(kCaseStateCount, caseStateFrom);
    roundTrip<Priority>(3, priorityFrom);
    roundTrip<Track>(2, trackFrom);
    roundTrip<Channel>(11, channelFrom);
    roundTrip<ReportType>(5, reportTypeFrom);
    roundTrip<Rating>(5, ratingFrom);
    roundTrip<Role>(kRoleCount, roleFrom);
}

void TestStates::stateCodesAreTheDomains()
{
    const QStringList expected{
        u"received"_s, u"screening"_s, u"needs_info"_s, u"not_accepted"_s, u"merged"_s,
        u"referred"_s, u"assigned"_s, u"returned"_s, u"in_progress"_s, u"paused"_s,
        u"agency_review"_s, u"awaiting_approval"_s, u"resolved"_s, u"reopen_requested"_s,
        u"closed"_s, u"cancelled"_s};
    QCOMPARE(expected.size(), kCaseStateCount);
    for (int i = 0; i < kCaseStateCount; ++i)
        QCOMPARE(codeOf(static_cast<CaseState>(i)), expected[i]);
}

void TestStates::finalsAndPauses()
{
    QStringList finals, paused;
    for (int i = 0; i < kCaseStateCount; ++i) {
        const auto state = static_cast<CaseState>(i);
        QCOMPARE(isOpen(state), !isFinal(state));
        if (isFinal(state))
            finals.append(codeOf(state));
        if (isClockPaused(state))
            paused.append(codeOf(state));
    }
    QCOMPARE(finals, (QStringList{u"not_accepted"_s, u"merged"_s, u"referred"_s, u"closed"_s,
                                  u"cancelled"_s}));
    QCOMPARE(paused, (QStringList{u"needs_info"_s, u"paused"_s}));
}

QTEST_GUILESS_MAIN(TestStates)
#include "tst_core_states.moc"
