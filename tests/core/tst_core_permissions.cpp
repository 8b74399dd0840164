// SPDX-License-Identifier: GPL-3.0-or-later
// The permission table, every role by every capability.
#include <QHash>
#include <QSet>
#include <QTest>

#include "core/permissions.h"

using namespace kydai;
using namespace Qt::StringLiterals;

class TestPermissions : public QObject
{
    Q_OBJECT
private slots:
    void everyCapabilityHasACodeAndARole();
    void agenciesNeverSeeTheReporter();
    void adminReadsNoCase();
    void demoAccountsAreAsDecided();
};

void TestPermissions::everyCapabilityHasACodeAndARole()
{
    QSet<QString> codes;
    for (int i = 0; i < kCapabilityCount; ++i) {
        const auto capability = static_cast<Capability>(i);
        QVERIFY(!codes.contains(codeOf(capability)));
        codes.insert(codeOf(capability));
        QVERIFY(!rolesWith(capability).isEmpty());
        // May is exactly the table for an account of one role.
        for (int r = 0; r < kRoleCount; ++r) {
            const auto role = static_cast<Role>(r);
            const bool agency = role == Role::AgencyOfficer || role == Role::AgencyLead;
            const bool listed = rolesWith(capability).has(role);
            if (!agency)
                QCOMPARE(may({role}, capability), listed);
            else if (may({role}, capability))
                QVERIFY(listed);
        }
        QVERIFY(!may({}, capability));
    }
}

void TestPermissions::agenciesNeverSeeTheReporter()
{
    for (Role role : {Role::AgencyOfficer, Role::AgencyLead}) {
        for (int r = 0; r < kRoleCount; ++r) {
            const Roles roles{role, static_cast<Role>(r)};
            for (Capability c : {Capability::ReadContactMasked, Capability::RevealContact,
                                 Capability::SeeInternal, Capability::ReadAllCases,
                                 Capability::ExportCases, Capability::ReadAudit,
                                 Capability::ViewCameras})
                QVERIFY(!may(roles, c));
            QVERIFY(may(roles, Capability::ReadCases));
        }
    }
}

void TestPermissions::adminReadsNoCase()
{
    for (Capability c : {Capability::ReadCases, Capability::ReadAllCases,
                         Capability::ReadContactMasked, Capability::RevealContact,
                         Capability::SeeInternal, Capability::ExportCases, Capability::ReadAudit})
        QVERIFY(!may({Role::Admin}, c));
    QVERIFY(may({Role::Admin}, Capability::ManageUsers));
    QVERIFY(!may({Role::ShiftLead}, Capability::ManageUsers));
    QVERIFY(!may({Role::Executive}, Capability::RevealContact));
    QVERIFY(!may({Role::Auditor}, Capability::RevealContact));
    QVERIFY(may({Role::Operator}, Capability::RevealContact));
    QVERIFY(may({Role::Executive}, Capability::Instruct));
    // Live pictures of streets are for those who act on them.
    for (Role role : {Role::Operator, Role::Dispatcher, Role::CameraOperator, Role::ShiftLead})
        QVERIFY(may({role}, Capability::ViewCameras));
    for (Role role : {Role::Approver, Role::Publisher, Role::Executive, Role::Admin, Role::Auditor})
        QVERIFY(!may({role}, Capability::ViewCameras));
}

void TestPermissions::demoAccountsAreAsDecided()
{
    QHash<QString, Roles> accounts;
    for (const DemoAccount& account : demoAccounts())
        accounts.insert(QString::fromLatin1(account.user), account.roles);
    QCOMPARE(accounts.size(), 11);
    QCOMPARE(accounts[u"operator"_s], (Roles{Role::Operator, Role::Dispatcher}));
    QCOMPARE(accounts[u"camera"_s], (Roles{Role::CameraOperator, Role::Operator}));
    QCOMPARE(accounts[u"lead"_s], (Roles{Role::ShiftLead, Role::Operator, Role::Dispatcher}));
    QCOMPARE(accounts[u"officer"_s], Roles{Role::AgencyOfficer});
    QCOMPARE(accounts[u"chief"_s], Roles{Role::AgencyLead});
}

QTEST_GUILESS_MAIN(TestPermissions)
#include "tst_core_permissions.moc"
