// SPDX-License-Identifier: GPL-3.0-or-later
#include "city/life.h"

#include "core/calendar.h"
#include "core/ids.h"
#include "core/rules_args.h"

namespace kydai::city {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMinute = 60'000;
constexpr qint64 kDay = 24 * 3'600'000;

QString rejectReason(const QString& kind, Chance& chance)
{
    if (kind == "complaint"_L1)
        return u"complaint"_s;
    static const QStringList reasons{u"insufficient"_s, u"out_of_scope"_s, u"unsuitable"_s};
    return chance.pick(reasons);
}

QString rejectMessage(const QString& reason)
{
    if (reason == "complaint"_L1)
        return u"Kính gửi Quý Ông/Bà. Nội dung là khiếu nại, tố cáo; đề nghị Quý Ông/Bà gửi đơn đến Ban Tiếp công dân để được giải quyết theo quy định. Trân trọng."_s;
    if (reason == "insufficient"_L1)
        return u"Kính gửi Quý Ông/Bà. Phản ánh chưa có đủ thông tin về địa điểm, sự việc nên Trung tâm chưa thể tiếp nhận. Kính mong Quý Ông/Bà gửi lại. Trân trọng."_s;
    return u"Kính gửi Quý Ông/Bà. Nội dung không thuộc phạm vi tiếp nhận của Trung tâm. Trân trọng."_s;
}

}  // namespace

Life::Life(const World& world, Chance& chance, const Draft& draft)
    : m_world(world), m_chance(chance), m_draft(draft), m_at(draft.report.receivedMs)
{
    m_agency = agencyFor();
}

Actor Life::centre(const char* prefix, int count, Roles roles)
{
    Actor actor;
    actor.user = u"%1%2"_s.arg(QLatin1String(prefix)).arg(m_chance.between(1, count), 2, 10, QLatin1Char('0'));
    actor.roles = roles;
    return actor;
}

QString Life::agencyFor() const
{
    const QDate day = localDate(m_draft.report.receivedMs);
    const RouteProposal proposal =
        m_world.directory.route(m_draft.report.category, m_draft.report.area, day);
    if (!proposal.agency.isEmpty())
        return proposal.agency;
    const QList<const Agency*> agencies = m_world.directory.agenciesAt(day);
    if (agencies.isEmpty())
        return {};
    return agencies[static_cast<qsizetype>(m_draft.report.receivedMs / 1000) % agencies.size()]->code;
}

qint64 Life::workingDelay(double meanMinutes)
{
    // Danger does not wait for anybody's desk hours.
    const double haste = m_draft.report.priority == Priority::Urgent ? 0.08 : 1;
    return static_cast<qint64>(std::max(0.4, m_chance.exponential(meanMinutes * haste)) * kMinute);
}

bool Life::act(const QString& action, const Actor& who, double meanMinutes, const QVariantMap& args)
{
    const qint64 at = m_at + workingDelay(meanMinutes);
    if (at >= m_world.nowMs)
        return false;
    m_at = at;
    Operation op;
    op.mid = makeUuid7(at, m_chance);
    op.caseId = m_draft.report.caseId;
    op.action = action;
    op.args = args;
    op.actor = who;
    op.atMs = op.clientAtMs = at;
    m_out.append(op);
    return true;
}

QList<Operation> Life::run()
{
    m_out.clear();
    m_at = m_draft.report.receivedMs;
    if (m_waits) {
        if (m_claimed) {  // a few minutes ago, so that the lease still runs
            m_at = std::max(m_at, m_world.nowMs - 6 * kMinute);
            act(u"claim"_s, centre("tb", 14, {Role::Operator, Role::Dispatcher}), 1, {});
        }
        return m_out;
    }
    if (m_chance.hit(0.006) && !m_keepOpen) {  // withdrawn before anybody saw it
        Actor citizen{u"citizen"_s, Roles{Role::Citizen}, {}};
        act(u"withdraw"_s, citizen, 4, {{u"text"_s, u"Gửi nhầm"_s}});
        return m_out;
    }
    screen();
    return m_out;
}

void Life::screen()
{
    const Actor who = centre("tb", 14, {Role::Operator, Role::Dispatcher});
    const bool urgent = m_draft.report.priority == Priority::Urgent;
    if (!act(u"claim"_s, who, urgent ? 1.2 : 7, {}))
        return;
    if (!m_master.isNull()) {
        act(u"merge"_s, who, 3, {{u"master"_s, m_master.toString(QUuid::WithoutBraces)},
                                 {u"masterId"_s, m_master.toString(QUuid::WithoutBraces)}});
        return;
    }
    if (!m_keepOpen && screenedOut(who))
        return;
    if (!m_keepOpen && !urgent && m_chance.hit(0.05)) {
        if (!act(u"ask"_s, who, 3, {{u"question"_s, u"Kính đề nghị Quý Ông/Bà cho biết rõ địa điểm và gửi thêm ảnh."_s},
                                    {u"channel"_s, u"app"_s}}))
            return;
        if (m_chance.hit(0.45)) {  // no answer: five days later it comes back, and is turned down
            const qint64 back = m_at + kNeedsInfoTimeoutMs + 30 * kMinute;
            if (back >= m_world.nowMs)
                return;
            m_at = back;
            const Actor system{u"system"_s, Roles{Role::System}, {}};
            if (act(u"timeout"_s, system, 1, {}) && act(u"claim"_s, who, 20, {}))
                act(u"reject"_s, who, 4, {{u"reason"_s, u"insufficient"_s}, {u"message"_s, rejectMessage(u"insufficient"_s)}});
            return;
        }
        Actor citizen{u"citizen"_s, Roles{Role::Citizen}, {}};
        if (!act(u"reply"_s, citizen, 240, {{u"text"_s, u"Dạ ở ngay đầu kiệt, tôi đã gửi thêm ảnh."_s}}))
            return;
        if (!act(u"claim"_s, who, 10, {}))
            return;
    }
    handle(who);
}

bool Life::screenedOut(const Actor& who)
{
    const QString& kind = m_draft.kind;
    if (kind == "complaint"_L1 && m_chance.hit(0.5)) {
        act(u"refer"_s, who, 5, {{u"receiver"_s, u"reception_board"_s}, {u"reference"_s, u"Phiếu chuyển %1"_s.arg(m_chance.between(10, 900))},
                                 {u"message"_s, rejectMessage(u"complaint"_s)}});
        return true;
    }
    if (kind != "unfit"_L1 && kind != "complaint"_L1 && !m_chance.hit(0.16))
        return false;
    const QString reason = rejectReason(kind, m_chance);
    act(u"reject"_s, who, 4, {{u"reason"_s, reason}, {u"message"_s, rejectMessage(reason)}});
    return true;
}

void Life::handle(const Actor& dispatcher)
{
    if (m_agency.isEmpty())
        return;
    QVariantMap assign{{u"category"_s, m_draft.report.category}, {u"agency"_s, m_agency},
                       {u"request"_s, u"Kiểm tra thực tế, xử lý và báo cáo kết quả kèm ảnh cùng hướng với ảnh của người dân."_s}};
    if (!m_draft.report.hasPosition)
        assign.insert(u"noPosition"_s, u"unknown"_s);
    if (!act(u"assign"_s, dispatcher, 5, assign))
        return;
    const Actor officer{u"cb."_s + m_agency, Roles{Role::AgencyOfficer}, m_agency};
    const bool comesBack = m_return == Return::ByAgency;
    if (comesBack)
        justNow();
    if (comesBack || (m_draft.report.priority != Priority::Urgent && m_chance.hit(0.05))) {
        if (!act(u"return"_s, officer, comesBack ? 2 : 160, {{u"reason"_s, u"not_our_field"_s},
                {u"text"_s, u"Nội dung thuộc thẩm quyền của đơn vị khác."_s}, {u"proposed"_s, m_agency}}))
            return;
        // A centre that works around the clock looks at it within minutes.
        if (comesBack || !act(u"reassign"_s, dispatcher, 14, {{u"agency"_s, m_agency}}))
            return;
    }
    const bool slow = m_chance.hit(0.12);
    if (!act(u"accept"_s, officer, slow ? 900 : 150, {}))
        return;
    int rounds = 0;
    while (handleOnce(officer)) {
        if (++rounds > 2)
            return;
    }
}

// True: the centre wants it done again.
bool Life::handleOnce(const Actor& officer)
{
    const Actor lead{u"truongca01"_s, Roles{Role::ShiftLead, Role::Operator, Role::Dispatcher}, {}};
    if (m_chance.hit(0.04)) {
        const qint64 until = m_at + 9 * kDay;
        if (!act(u"request_pause"_s, officer, 300, {{u"reason"_s, u"material"_s}, {u"until"_s, until}}))
            return false;
        if (!act(u"pause"_s, lead, 120, {{u"until"_s, until}}) || m_chance.hit(0.4))
            return false;
        if (!act(u"resume"_s, officer, 2 * 1440, {}))
            return false;
    }
    if (m_chance.hit(0.1))
        act(u"chase"_s, lead, 1440, {{u"level"_s, u"1"_s}, {u"text"_s, u"Đề nghị đơn vị sớm báo cáo kết quả."_s}});
    if (!act(u"submit"_s, officer, m_chance.hit(0.16) ? 9000 : 2600, submitArgs(0)))
        return false;
    const Agency* agency = m_world.directory.agency(m_agency);
    if (agency && agency->hasLead) {
        const Actor chief{u"ld."_s + m_agency, Roles{Role::AgencyLead}, m_agency};
        if (!act(u"sign"_s, chief, 260, {}))
            return false;
    }
    const Actor approver = centre("duyet", 2, {Role::Approver});
    if (m_chance.hit(0.08))
        return act(u"rework"_s, approver, 200, {{u"reason"_s, u"Ảnh sau xử lý chưa đúng vị trí, đề nghị bổ sung."_s}});
    if (!act(u"approve"_s, approver, 220, {{u"checks"_s, QStringList{u"photo_place"_s, u"faces"_s, u"identity"_s, u"letter"_s, u"joint"_s}}}))
        return false;
    afterwards();
    return false;
}

QVariantMap Life::submitArgs(int)
{
    QVariantMap args{
        {u"text"_s, u"Đơn vị đã cử cán bộ kiểm tra thực tế tại %1 và xử lý xong nội dung Quý Ông/Bà phản ánh."_s
                        .arg(m_draft.report.address.isEmpty() ? m_draft.spot.ward : m_draft.report.address)},
        {u"doneAt"_s, m_at},
        {u"letterNumber"_s, u"%1/%2"_s.arg(m_chance.between(40, 2900)).arg(m_agency.left(24))},
        {u"letterDate"_s, localDate(m_at).toString(Qt::ISODate)},
        {u"signatory"_s, u"Phó Chủ tịch"_s},
    };
    QStringList documents;
    if (const Category* category = m_world.directory.category(m_draft.report.category)) {
        for (const NamedItem& item : category->requiredDocuments)
            documents.append(item.code);
    }
    args.insert(u"documents"_s, documents);
    const int photo = m_world.afterPhoto(m_draft.kind, m_draft.night);
    if (photo >= 0)
        args.insert(u"files"_s, QVariantList{fileArg(m_world.photos[photo].attachment)});
    return args;
}

void Life::afterwards()
{
    const Actor citizen{u"citizen"_s, Roles{Role::Citizen}, {}};
    const Actor publisher = centre("congkhai", 2, {Role::Publisher});
    if (!act(u"publish"_s, publisher, 160,
             {{u"text"_s, u"Kính gửi: Quý Ông/Bà. Về nội dung Quý Ông/Bà phản ánh, đơn vị xin thông báo kết quả: đã kiểm tra và xử lý xong. Chân thành cảm ơn Quý Ông/Bà."_s},
              {u"checks"_s, QStringList{u"faces"_s, u"identity"_s}}}))
        return;
    if (m_return == Return::ByCitizen || m_chance.hit(0.05)) {
        askAgain();
        return;
    }
    if (!m_chance.hit(0.45)) {
        m_at += kCloseAfterMs + 30 * kMinute;
        act(u"close"_s, Actor{u"system"_s, Roles{Role::System}, {}}, 2, {});
        return;
    }
    static const QStringList ratings{u"very_satisfied"_s, u"satisfied"_s, u"satisfied"_s, u"acceptable"_s, u"not_satisfied"_s};
    if (!act(u"rate"_s, citizen, 1600, {{u"rating"_s, m_chance.pick(ratings)}}))
        return;
    act(u"close"_s, Actor{u"system"_s, Roles{Role::System}, {}}, 2, {});
}

void Life::askAgain()
{
    const bool now = m_return == Return::ByCitizen;
    if (now)
        justNow();
    const Actor citizen{u"citizen"_s, Roles{Role::Citizen}, {}};
    if (!act(u"ask_reopen"_s, citizen, now ? 2 : 1440,
             {{u"text"_s, u"Mới được vài hôm lại hỏng như cũ, đề nghị kiểm tra lại."_s}}) || now)
        return;
    const Actor dispatcher = centre("tb", 14, {Role::Operator, Role::Dispatcher});
    if (m_chance.hit(0.6)) {
        act(u"decline_reopen"_s, dispatcher, 14,
            {{u"reason"_s, u"Đơn vị đã kiểm tra lại, hiện trạng bình thường."_s}});
        return;
    }
    const Actor officer{u"cb."_s + m_agency, Roles{Role::AgencyOfficer}, m_agency};
    if (act(u"grant_reopen"_s, dispatcher, 14,
            {{u"agency"_s, m_agency}, {u"request"_s, u"Kiểm tra lại hiện trường theo yêu cầu của người dân."_s}}))
        act(u"accept"_s, officer, 90, {});
}

}  // namespace kydai::city
