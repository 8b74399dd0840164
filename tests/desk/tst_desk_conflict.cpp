// SPDX-License-Identifier: GPL-3.0-or-later
// Two people, one case: decided here without the line, decided differently at another desk; both
// values stand side by side, what is chosen is one new decision that the server takes, and nothing
// is lost before that.
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest/QtTest>

#include "desk/deskface.h"
#include "desk/mini_server.h"

using namespace kydai;
using namespace kydai::desk;
using namespace kydai::test;

class TestDeskConflict : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void bothValuesAreShownAndMerged();
    void theirsSettlesIt();
    void laterLosesNothing();
    void anActionThatIsGoneSaysSo();
    void withoutADifferenceTheReasonStays();

private:
    bool enter();
    // Cut off, this desk decides; the other person decides; the line is back.
    bool clash(const std::function<void()>& mine, const std::function<bool()>& theirs);
    QVariant cell(ConflictModel* model, const QString& key, const QByteArray& role)
    {
        return model->value(model->rowOf(key), role);
    }
    ConflictModel* compare()
    {
        AttentionModel* list = m_desk->sync()->attention();
        return list->compare(list->value(0, "mid").toString());
    }
    const Case& there() { return m_server->cases[m_id]; }

    Actor m_other{u"op2"_s, {Role::Operator, Role::Dispatcher, Role::ShiftLead}, {}};
    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<MiniServer> m_server;
    std::unique_ptr<DeskFace> m_desk;
    Uuid m_id;
    QString m_case;
};

void TestDeskConflict::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<MiniServer>();
    m_id = m_server->report(1).id;
    m_case = m_id.toString(QUuid::WithoutBraces);
    DeskOptions options;
    options.serverUrl = m_server->url();
    options.profileDir = m_dir->filePath(u"profile"_s);
    options.appVersion = u"kydai/test"_s;
    m_desk = std::make_unique<DeskFace>(options);
    m_desk->settings()->setLanguage(u"en"_s);
    QVERIFY(enter());
}

void TestDeskConflict::cleanup()
{
    m_desk.reset();
    m_server.reset();
}

bool TestDeskConflict::enter()
{
    m_desk->session()->signIn(u"operator"_s, u"demo"_s);
    m_desk->workspaces();
    if (!QTest::qWaitFor([this] { return m_desk->sync()->online(); }, 10'000))
        return false;
    m_desk->workspaces()->open(u"operations"_s)->setSelection(m_case);
    return QTest::qWaitFor([this] { return m_desk->core().confirmedCase(m_id) != nullptr; }, 5000);
}

bool TestDeskConflict::clash(const std::function<void()>& mine, const std::function<bool()>& theirs)
{
    m_server->cut();
    if (!QTest::qWaitFor([this] { return !m_desk->sync()->online(); }, 10'000))
        return false;
    mine();
    if (!QTest::qWaitFor([this] { return m_desk->sync()->pendingCount() > 0; }, 5000) || !theirs())
        return false;
    m_server->listen();
    m_desk->session()->retry();
    return QTest::qWaitFor([this] { return m_desk->sync()->online(); }, 15'000)
        && QTest::qWaitFor([this] { return m_desk->sync()->attentionCount() == 1; }, 10'000)
        && QTest::qWaitFor([this] {
               return m_desk->core().confirmedCase(m_id)->version == there().version;
           }, 5000);
}

void TestDeskConflict::bothValuesAreShownAndMerged()
{
    QVERIFY(clash(
        [this] {
            ActionSheet* sheet = m_desk->actions()->start(m_case, u"edit"_s);
            sheet->setValue(u"category"_s, u"flood"_s);
            sheet->setValue(u"priority"_s, u"urgent"_s);
            sheet->setValue(u"address"_s, u"14 Bà Triệu"_s);
            QVERIFY(sheet->submit());
        },
        [this] {
            return m_server->act(m_id, m_other, Action::Note, {{u"text"_s, u"báo đội cơ động"_s}})
                && m_server->act(m_id, m_other, Action::Edit,
                                 {{u"priority"_s, u"complex"_s}, {u"title"_s, u"Tắt cả tuyến"_s}});
        }));
    QVERIFY(m_desk->sync()->attention()->value(0, "canCompare").toBool());
    ConflictModel* model = compare();
    QVERIFY(model);
    QAbstractItemModelTester tester(model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QTRY_COMPARE(cell(model, u"priority"_s, "base").toString(), u"Normal"_s);
    QCOMPARE(cell(model, u"priority"_s, "mine").toString(), u"Urgent"_s);
    QCOMPARE(cell(model, u"priority"_s, "theirs").toString(), u"Complex"_s);
    QVERIFY(cell(model, u"priority"_s, "theirsDetail").toString().startsWith(u"op2, "_s));
    QVERIFY(cell(model, u"priority"_s, "choiceRow").toBool());
    QCOMPARE(model->theirsName(), u"op2"_s);
    QVERIFY(model->theirsWhen().endsWith(u"online"_s));
    // What nobody disputes goes together by itself, also within the group of what differs.
    QVERIFY(!cell(model, u"category"_s, "choiceRow").toBool());
    QCOMPARE(cell(model, u"category"_s, "note").toString(), u"only you changed it"_s);
    QCOMPARE(cell(model, u"address"_s, "mine").toString(), u"14 Bà Triệu"_s);
    QVERIFY(!cell(model, u"address"_s, "choiceRow").toBool());
    QCOMPARE(cell(model, u"title"_s, "theirs").toString(), u"Tắt cả tuyến"_s);
    QVERIFY(cell(model, u"notes"_s, "theirs").toString().contains(u"báo đội cơ động"_s));
    QVERIFY(!cell(model, u"deadline"_s, "choiceRow").toBool());
    QVERIFY(!model->saveReason().isEmpty());
    QVERIFY(!model->save());
    model->choose(u"address"_s, u"theirs"_s);  // no choice there
    QCOMPARE(cell(model, u"address"_s, "choice").toString(), QString());
    model->chooseAll(u"theirs"_s);
    model->choose(u"priority"_s, u"mine"_s);
    QCOMPARE(model->differing(), 1);
    QCOMPARE(model->saveReason(), QString());
    QVERIFY2(model->resultText().contains(u"Urgent"_s), qPrintable(model->resultText()));
    QVERIFY(model->resultText().contains(u"Flood"_s));
    QSignalSpy settled(model, &ConflictModel::settled);
    const int before = m_server->mutations;
    QVERIFY(model->save());
    QTRY_COMPARE(settled.count(), 1);
    QTRY_COMPARE(m_server->mutations, before + 1);
    QTRY_COMPARE(m_desk->sync()->attentionCount(), 0);
    QTRY_COMPARE(m_desk->sync()->pendingCount(), 0);
    QCOMPARE(there().priority, Priority::Urgent);
    QCOMPARE(there().category, u"flood"_s);
    QCOMPARE(there().address, u"14 Bà Triệu"_s);
    QCOMPARE(there().title, u"Tắt cả tuyến"_s);  // theirs was not overwritten
}

void TestDeskConflict::theirsSettlesIt()
{
    QVERIFY(clash(
        [this] {
            ActionSheet* sheet = m_desk->actions()->start(m_case, u"edit"_s);
            sheet->setValue(u"address"_s, u"14 Bà Triệu"_s);
            QVERIFY(sheet->submit());
        },
        [this] {
            return m_server->act(m_id, m_other, Action::Edit,
                                 {{u"address"_s, u"kiệt 7 Bà Triệu"_s}});
        }));
    ConflictModel* model = compare();
    QVERIFY(model);
    const int before = m_server->mutations;
    model->chooseAll(u"theirs"_s);
    QCOMPARE(model->saveLabel(), u"Keep what is there"_s);
    QVERIFY(model->save());
    QTRY_COMPARE(m_desk->sync()->attentionCount(), 0);
    QCOMPARE(m_server->mutations, before);
    QCOMPARE(there().address, u"kiệt 7 Bà Triệu"_s);
}

void TestDeskConflict::laterLosesNothing()
{
    QVERIFY(clash(
        [this] {
            ActionSheet* sheet = m_desk->actions()->start(m_case, u"edit"_s);
            sheet->setValue(u"title"_s, u"Cả tuyến tối đen"_s);
            QVERIFY(sheet->submit());
        },
        [this] {
            return m_server->act(m_id, m_other, Action::Edit, {{u"title"_s, u"Tắt 38 bóng"_s}});
        }));
    ConflictModel* model = compare();
    QVERIFY(model);
    QSignalSpy closed(model, &ConflictModel::closed);
    model->chooseAll(u"mine"_s);
    QVERIFY(model->resultText().contains(u"Title: Cả tuyến tối đen"_s));
    model->close();
    QCOMPARE(closed.count(), 1);
    QCOMPARE(m_desk->sync()->attentionCount(), 1);
    // A new start still has both values and the one before them.
    m_desk.reset();
    DeskOptions options;
    options.serverUrl = m_server->url();
    options.profileDir = m_dir->filePath(u"profile"_s);
    options.appVersion = u"kydai/test"_s;
    m_desk = std::make_unique<DeskFace>(options);
    m_desk->settings()->setLanguage(u"en"_s);
    QVERIFY(enter());
    QTRY_COMPARE(m_desk->sync()->attentionCount(), 1);
    QTRY_VERIFY(m_desk->sync()->attention()->value(0, "canCompare").toBool());
    model = compare();
    QVERIFY(model);
    QTRY_VERIFY(cell(model, u"title"_s, "base").toString().startsWith(u"Đèn tắt trước"_s));
    QCOMPARE(cell(model, u"title"_s, "mine").toString(), u"Cả tuyến tối đen"_s);
    QCOMPARE(cell(model, u"title"_s, "theirs").toString(), u"Tắt 38 bóng"_s);
}

void TestDeskConflict::anActionThatIsGoneSaysSo()
{
    m_desk->actions()->start(m_case, u"claim"_s);
    QTRY_COMPARE(there().state, CaseState::Screening);
    QTRY_COMPARE(m_desk->sync()->pendingCount(), 0);
    QVERIFY(clash(
        [this] {
            ActionSheet* sheet = m_desk->actions()->start(m_case, u"assign"_s);
            sheet->setValue(u"agency"_s, u"water"_s);
            sheet->setValue(u"address"_s, u"14 Bà Triệu"_s);
            sheet->setValue(u"noPosition"_s, u"unknown"_s);
            QVERIFY(sheet->submit());
        },
        [this] {
            return m_server->act(m_id, m_other, Action::TakeOver, {{u"reason"_s, u"vắng"_s}})
                && m_server->act(m_id, m_other, Action::Assign,
                                 {{u"category"_s, u"lamp"_s}, {u"agency"_s, u"light"_s},
                                  {u"noPosition"_s, u"unknown"_s}});
        }));
    ConflictModel* model = compare();
    QVERIFY(model);
    QTRY_COMPARE(cell(model, u"agency"_s, "base").toString(), u"none"_s);
    QCOMPARE(cell(model, u"agency"_s, "mine").toString(), u"Agency water"_s);
    QCOMPARE(cell(model, u"agency"_s, "theirs").toString(), u"Agency light"_s);
    QCOMPARE(cell(model, u"state"_s, "theirs").toString(),
             m_desk->texts()->state(u"assigned"_s));
    model->chooseAll(u"mine"_s);
    QVERIFY(!model->goneText().isEmpty());
    QCOMPARE(model->saveReason(), model->goneText());
    QVERIFY(!model->save());
    QStringList options;
    for (const QVariant& option : model->options())
        options.append(option.toMap().value(u"code"_s).toString());
    QVERIFY2(options.contains(u"recall"_s), qPrintable(options.join(u' ')));
    // Their agency, my address: a correction is what is left of the assignment.
    model->chooseAll(u"theirs"_s);
    QVERIFY(model->goneText().isEmpty());
    QVERIFY(model->save());
    QTRY_COMPARE(there().address, u"14 Bà Triệu"_s);
    QCOMPARE(there().agency, u"light"_s);
    QTRY_COMPARE(m_desk->sync()->attentionCount(), 0);
}

void TestDeskConflict::withoutADifferenceTheReasonStays()
{
    m_server->refuse = [](const protocol::Mutate&) -> std::optional<Error> {
        return Error{ErrorCode::Held, {u"op2"_s, u"0"_s}, {}};
    };
    m_desk->actions()->start(m_case, u"claim"_s);
    QTRY_COMPARE(m_desk->sync()->attentionCount(), 1);
    QVERIFY(!m_desk->sync()->attention()->value(0, "canCompare").toBool());
    QVERIFY(!compare());
    QVERIFY(!m_desk->sync()->attention()->value(0, "reason").toString().isEmpty());
}

QTEST_GUILESS_MAIN(TestDeskConflict)
#include "tst_desk_conflict.moc"
