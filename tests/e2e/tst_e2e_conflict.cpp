// SPDX-License-Identifier: GPL-3.0-or-later
// Two desks and the real server: one classifies without the line, the other corrects the same
// report online; the first one chooses, and the authority takes the new decision.
#include <QJsonArray>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QtTest>

#include "desk/deskface.h"
#include "edge/serverprocess.h"

using namespace kydai;
using namespace kydai::desk;
using namespace kydai::test;
using namespace Qt::StringLiterals;

class TstE2eConflict : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void bothAreMergedByTheAuthority();

private:
    std::unique_ptr<DeskFace> open(const QString& user);
    bool here(DeskFace& desk) const;
    bool edit(DeskFace& desk, const QList<QPair<QString, QVariant>>& values) const;

    ServerProcess m_server;
    QTemporaryDir m_profiles;
    QString m_caseId;
    Uuid m_id;
};

void TstE2eConflict::initTestCase()
{
    QVERIFY(m_server.prepare());
    const QStringList words = m_server.arguments()
        + QStringList{u"user"_s, u"add"_s, u"disp"_s, u"--role"_s, u"dispatcher"_s};
    QCOMPARE(runServer(words, "secret\n").exitCode, 0);
    QVERIFY(m_server.start());
}

std::unique_ptr<DeskFace> TstE2eConflict::open(const QString& user)
{
    DeskOptions options;
    options.serverUrl = m_server.http();
    options.profileDir = m_profiles.filePath(user);
    options.appVersion = u"kydai/test"_s;
    options.user = user;
    options.password = u"secret"_s;
    auto desk = std::make_unique<DeskFace>(options);
    desk->settings()->setLanguage(u"en"_s);
    return desk;
}

bool TstE2eConflict::here(DeskFace& desk) const
{
    return QTest::qWaitFor([&] { return desk.sync()->online(); }, 20'000)
        && QTest::qWaitFor([&] { return desk.core().wholeCase(m_id) != nullptr; }, 20'000);
}

bool TstE2eConflict::edit(DeskFace& desk, const QList<QPair<QString, QVariant>>& values) const
{
    ActionSheet* sheet = desk.actions()->start(m_caseId, u"edit"_s);
    if (!sheet)
        return false;
    for (const auto& [code, value] : values)
        sheet->setValue(code, value);
    return sheet->submit();
}

void TstE2eConflict::bothAreMergedByTheAuthority()
{
    const Answered posted = m_server.form(
        u"/open311/v2/requests.json"_s,
        {{u"api_key"_s, u"key1"_s}, {u"service_code"_s, u"HT-DUONG"_s}, {u"lat"_s, u"16.46"_s},
         {u"long"_s, u"107.59"_s}, {u"address_string"_s, u"12 Hùng Vương"_s},
         {u"description"_s, u"Mặt đường có hố sâu."_s}});
    const QString code
        = posted.json().array().at(0).toObject().value("service_request_id"_L1).toString();
    QVERIFY2(!code.isEmpty(), posted.body.constData());
    auto mine = open(u"operator"_s);
    QTRY_VERIFY_WITH_TIMEOUT(mine->sync()->online(), 20'000);
    WorkspaceContext* context = mine->workspaces()->open(u"operations"_s);
    QTRY_VERIFY_WITH_TIMEOUT(context->openByCode(code) && !context->selection().isEmpty(), 20'000);
    m_caseId = context->selection();
    m_id = Uuid::fromString(m_caseId);
    QVERIFY(here(*mine));

    // The line is gone; what is decided waits on the disk of this desk, which then is switched off.
    QVERIFY(m_server.terminate());
    QTRY_VERIFY_WITH_TIMEOUT(!mine->sync()->online(), 20'000);
    QVERIFY(edit(*mine, {{u"priority"_s, u"urgent"_s}, {u"title"_s, u"Hố sâu giữa đường"_s}}));
    QTRY_COMPARE(mine->sync()->pendingCount(), 1);
    mine.reset();

    QVERIFY(m_server.start());
    auto other = open(u"disp"_s);
    QVERIFY(here(*other));
    QVERIFY(edit(*other, {{u"priority"_s, u"complex"_s}, {u"address"_s, u"14 Hùng Vương"_s}}));
    QTRY_COMPARE(other->core().confirmedCase(m_id)->priority, Priority::Complex);

    mine = open(u"operator"_s);
    QVERIFY(here(*mine));
    QTRY_COMPARE_WITH_TIMEOUT(mine->sync()->attentionCount(), 1, 20'000);
    AttentionModel* list = mine->sync()->attention();
    QCOMPARE(list->value(0, "kind").toString(), u"conflict"_s);
    QTRY_VERIFY(list->value(0, "canCompare").toBool());
    ConflictModel* model = list->compare(list->value(0, "mid").toString());
    QVERIFY(model);
    const auto cell = [model](const QString& key, const QByteArray& role) {
        return model->value(model->rowOf(key), role).toString();
    };
    QTRY_COMPARE(cell(u"priority"_s, "base"), u"Normal"_s);
    QCOMPARE(cell(u"priority"_s, "mine"), u"Urgent"_s);
    QCOMPARE(cell(u"priority"_s, "theirs"), u"Complex"_s);
    QCOMPARE(cell(u"title"_s, "mine"), u"Hố sâu giữa đường"_s);
    QCOMPARE(cell(u"address"_s, "theirs"), u"14 Hùng Vương"_s);
    QCOMPARE(model->differing(), 1);
    model->choose(u"priority"_s, u"mine"_s);
    QVERIFY(model->save());
    QTRY_COMPARE(mine->sync()->attentionCount(), 0);
    QTRY_COMPARE(mine->sync()->pendingCount(), 0);
    // As the other desk has it from the server: mine, theirs, and nothing overwritten unseen.
    QTRY_COMPARE_WITH_TIMEOUT(other->core().confirmedCase(m_id)->priority, Priority::Urgent, 20'000);
    QCOMPARE(other->core().confirmedCase(m_id)->title, u"Hố sâu giữa đường"_s);
    QCOMPARE(other->core().confirmedCase(m_id)->address, u"14 Hùng Vương"_s);
    QCOMPARE(other->sync()->attentionCount(), 0);
}

QTEST_GUILESS_MAIN(TstE2eConflict)
#include "tst_e2e_conflict.moc"
