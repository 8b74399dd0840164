// SPDX-License-Identifier: GPL-3.0-or-later
// A small city and the people who work on one case, for the tests of workflow and reducer.
#pragma once

#include <QVariantMap>

#include "core/directory.h"
#include "core/permissions.h"
#include "core/reducer.h"
#include "core/rules_args.h"
#include "core/fixtures.h"

namespace kydai::test {

using namespace Qt::StringLiterals;

// Monday 02/03/2026 10:00 in Huế.
inline const qint64 kMonday = utcMsOf(QDate(2026, 3, 2), 600);

inline const QString kSha = QString(64, u'a');

inline Directory smallCity()
{
    Directory city;
    const auto agency = [&](const QString& code, bool hasLead, QDate to = {}) {
        Agency a;
        a.code = code;
        a.name = u"Agency "_s + code;
        a.kind = u"unit"_s;
        a.hasLead = hasLead;
        a.valid.to = to;
        KYDAI_ASSERT(city.addAgency(a));
    };
    agency(u"light"_s, true);
    agency(u"water"_s, true);
    agency(u"tiny"_s, false);  // one user: nobody else could sign
    agency(u"gone"_s, true, QDate(2025, 6, 30));
    Area area;
    area.code = u"19753"_s;
    area.name = u"Phú Xuân"_s;
    area.fullName = u"Phường Phú Xuân"_s;
    area.kind = u"ward"_s;
    KYDAI_ASSERT(city.addArea(area));
    Category lamp;
    lamp.code = u"lamp"_s;
    lamp.nameVi = u"Chiếu sáng"_s;
    lamp.nameEn = u"Lighting"_s;
    lamp.requiredDocuments = {{u"photo_after"_s, u"Ảnh sau"_s, u"Photo"_s}};
    lamp.screeningQuestions = {{u"pole"_s, u"Số trụ"_s, u"Pole"_s}};
    KYDAI_ASSERT(city.addCategory(lamp));
    Category flood;
    flood.code = u"flood"_s;
    flood.nameVi = u"Ngập"_s;
    flood.nameEn = u"Flood"_s;
    flood.track = Track::Immediate;
    KYDAI_ASSERT(city.addCategory(flood));
    city.setCalendar(hueCalendar());
    city.setPolicies(PolicySet::defaults());
    return city;
}

inline Uuid midOf(quint64 n)
{
    return QUuid(1, 0, 0x7000, 0x80, 0, static_cast<uchar>(n >> 40), static_cast<uchar>(n >> 32),
                 static_cast<uchar>(n >> 24), static_cast<uchar>(n >> 16),
                 static_cast<uchar>(n >> 8), static_cast<uchar>(n));
}

inline NewReport lampReport()
{
    NewReport r;
    r.caseId = midOf(900'000);
    r.code = u"PA-216935"_s;
    r.text = u"Đèn đường tắt ở 12 Nguyễn Sinh Cung. Gọi 0900 000 123."_s;
    r.address = u"12 Nguyễn Sinh Cung"_s;
    r.reporterName = u"Công dân 123"_s;
    r.reporterMasked = u"•••123"_s;
    r.hasContact = true;
    r.receivedMs = kMonday;
    r.seq = 1;
    r.mid = midOf(900'001);
    return r;
}

inline Actor person(const QString& user)
{
    static const QHash<QString, Actor> people{
        {u"op"_s, {u"op"_s, {Role::Operator}, {}}},
        {u"op2"_s, {u"op2"_s, {Role::Operator, Role::Dispatcher}, {}}},
        {u"disp"_s, {u"disp"_s, {Role::Dispatcher}, {}}},
        {u"appr"_s, {u"appr"_s, {Role::Approver}, {}}},
        {u"publ"_s, {u"publ"_s, {Role::Publisher}, {}}},
        {u"both"_s, {u"both"_s, {Role::Approver, Role::Publisher}, {}}},
        {u"cam"_s, {u"cam"_s, {Role::CameraOperator}, {}}},
        {u"lead"_s, {u"lead"_s, {Role::ShiftLead}, {}}},
        {u"off"_s, {u"off"_s, {Role::AgencyOfficer}, u"light"_s}},
        {u"chief"_s, {u"chief"_s, {Role::AgencyLead}, u"light"_s}},
        {u"wet"_s, {u"wet"_s, {Role::AgencyOfficer}, u"water"_s}},
        {u"solo"_s, {u"solo"_s, {Role::AgencyOfficer, Role::AgencyLead}, u"tiny"_s}},
        {u"exec"_s, {u"exec"_s, {Role::Executive}, {}}},
        {u"admin"_s, {u"admin"_s, {Role::Admin}, {}}},
        {u"audit"_s, {u"audit"_s, {Role::Auditor}, {}}},
        {u"citizen"_s, {u"citizen"_s, {Role::Citizen}, {}}},
        {u"system"_s, {u"system"_s, {Role::System}, {}}},
    };
    KYDAI_ASSERT(people.contains(user));
    return people.value(user);
}

// One case and the time that passes over it. act() asks judge() first, as the server does.
class Story
{
public:
    Directory city = smallCity();
    Case c = openCase(lampReport(), city);
    Case before;      // the row before the last act
    Operation last;   // the last operation
    qint64 nowMs = kMonday;
    const Case* other = nullptr;

    void pass(qint64 ms) { nowMs += ms; }
    RuleContext context() const { return {city, nowMs, other}; }
    Error ask(const QString& who, Action action, const QVariantMap& map = {}) const
    {
        const auto verdict = judge(c, action, person(who), map, context());
        return verdict ? Error{ErrorCode::None, {}, {}} : verdict.error();
    }
    Operation operation(const QString& who, Action action, const QVariantMap& map)
    {
        Operation op;
        op.mid = midOf(++m_mids);
        op.caseId = c.id;
        op.action = codeOf(action);
        op.args = map;
        op.actor = person(who);
        op.atMs = nowMs;
        op.seq = c.seq + 1;
        op.baseVersion = c.version;
        return op;
    }
    // None when it was done, else why not.
    Error act(const QString& who, Action action, const QVariantMap& map = {})
    {
        pass(1000);
        const Error refusal = ask(who, action, map);
        if (refusal.code != ErrorCode::None)
            return refusal;
        return apply(operation(who, action, map));
    }
    Error apply(const Operation& op)
    {
        const auto next = reduce(c, op, city);
        if (!next)
            return next.error();
        before = c;
        last = op;
        c = *next;
        return {ErrorCode::None, {}, {}};
    }

private:
    quint64 m_mids = 0;
};

inline QVariantMap assignArgs(const QString& agency = u"light"_s)
{
    return {{u"category"_s, u"lamp"_s}, {u"agency"_s, agency}, {u"position"_s, u"16.47,107.59"_s},
            {u"request"_s, u"Thay bóng"_s}};
}

inline QVariantMap submitArgs(qint64 doneMs)
{
    return {{u"text"_s, u"Đã thay bóng đèn"_s}, {u"doneAt"_s, doneMs},
            {u"letterNumber"_s, u"412/TTCS-KT"_s}, {u"letterDate"_s, u"2026-03-04"_s},
            {u"signatory"_s, u"Phó Giám đốc"_s},
            {u"documents"_s, QStringList{u"photo_after"_s}}};
}

inline QVariantMap approveArgs()
{
    return {{u"checks"_s, QStringList{u"photo_place"_s, u"faces"_s, u"identity"_s, u"letter"_s}}};
}

inline QVariantMap publishArgs()
{
    return {{u"text"_s, u"Đã thay bóng đèn."_s},
            {u"checks"_s, QStringList{u"faces"_s, u"identity"_s}}};
}

}  // namespace kydai::test
