// SPDX-License-Identifier: GPL-3.0-or-later
// Texts a sheet proposes. They go to citizens, agencies and rescue services, so they are Vietnamese
// in every language of the interface, and they are proposals: a person sends them.

#include "desk/sheet_fields.h"
#include "desk/time_words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

QString areaName(const SheetContext& ctx, const QString& code)
{
    const Area* area = ctx.directory.area(code);
    return area ? area->fullName.isEmpty() ? area->name : area->fullName : QString();
}

QString greeting() { return u"Kính gửi Quý Ông/Bà. "_s; }
QString thanks() { return u" Trung tâm trân trọng cảm ơn Quý Ông/Bà."_s; }

QString codeOfCase(const SheetContext& ctx)
{
    return ctx.c && !ctx.c->code.isEmpty() ? ctx.c->code : u"của Quý Ông/Bà"_s;
}

QString askText(const SheetContext& ctx)
{
    QString text = greeting() + u"Để xử lý phản ánh "_s + codeOfCase(ctx)
        + u", Trung tâm cần Quý Ông/Bà bổ sung:"_s;
    const Category* category = ctx.c ? ctx.directory.category(ctx.c->category) : nullptr;
    int open = 0;
    if (category) {
        for (const NamedItem& question : category->screeningQuestions) {
            if (ctx.c->ticks.contains(question.code))
                continue;
            text += u"\n– "_s + question.nameVi;
            ++open;
        }
    }
    if (open == 0)
        text += u"\n– Vị trí chính xác (số nhà, kiệt, tên đường)"_s;
    return text + u"\nKính mong Quý Ông/Bà trả lời trong 5 ngày."_s + thanks();
}

QString rejectText(const QString& reason, const SheetContext& ctx)
{
    const QString start = greeting() + u"Phản ánh "_s + codeOfCase(ctx);
    if (reason == u"out_of_scope"_s)
        return start + u" không thuộc phạm vi tiếp nhận của Trung tâm."_s + thanks();
    if (reason == u"insufficient"_s)
        return start +
               u" chưa đủ thông tin để chuyển xử lý. Kính mong Quý Ông/Bà gửi lại kèm địa điểm và "
               u"hình ảnh."_s +
               thanks();
    if (reason == u"unsuitable"_s)
        return start + u" có nội dung không phù hợp nên không được tiếp nhận."_s + thanks();
    if (reason == u"complaint"_s)
        return start + u" là khiếu nại, tố cáo. Kính mời Quý Ông/Bà gửi Ban Tiếp công dân thành "
                       u"phố để được giải quyết theo luật."_s + thanks();
    if (reason == u"duplicate"_s)
        return start + u" trùng với phản ánh đang được xử lý."_s + thanks();
    return start + u" không được tiếp nhận vì: "_s;
}

}  // namespace

QString handoverText(const Case& c, const Directory& directory)
{
    QStringList lines;
    lines << u"Khẩn · "_s + c.code + u" · "_s + words::whenText(c.receivedMs, 0);
    lines << c.title;
    QString place = c.address;
    if (const Area* area = directory.area(c.area))
        place += (place.isEmpty() ? QString() : u", "_s)
            + (area->fullName.isEmpty() ? area->name : area->fullName);
    if (!place.isEmpty())
        lines << u"Địa điểm: "_s + place;
    if (c.hasPosition)
        lines << u"Tọa độ: %1, %2"_s.arg(c.lat, 0, 'f', 6).arg(c.lon, 0, 'f', 6);
    if (!c.reports.isEmpty() && c.reports.first().text != c.title)
        lines << c.reports.first().text.left(500);
    return lines.join(u'\n');
}

QString templateText(const QString& name, const SheetContext& ctx)
{
    if (name == u"ask"_s)
        return askText(ctx);
    if (name == u"reject"_s)
        return rejectText({}, ctx);
    if (name.startsWith(u"reject:"_s))
        return rejectText(name.mid(7), ctx);
    if (name == u"refer"_s)
        return greeting() + u"Phản ánh "_s + codeOfCase(ctx)
            + u" đã được chuyển đến cơ quan có thẩm quyền để giải quyết."_s + thanks();
    if (name == u"message"_s)
        return greeting() + u"Về phản ánh "_s + codeOfCase(ctx) + u": "_s;
    if (name == u"chase"_s)
        return u"Đề nghị đơn vị khẩn trương xử lý và báo cáo kết quả phản ánh "_s + codeOfCase(ctx)
            + u"."_s;
    if (name == u"handover"_s)
        return ctx.c ? handoverText(*ctx.c, ctx.directory) : QString();
    if (name == u"decline_reopen"_s)
        return greeting() + u"Trung tâm đã xem lại phản ánh "_s + codeOfCase(ctx)
            + u" và giữ kết quả đã trả lời vì: "_s;
    if (name == u"request"_s && ctx.c) {
        if (!ctx.c->request.isEmpty())
            return ctx.c->request;
        QString place = ctx.c->address;
        if (const QString area = areaName(ctx, ctx.c->area); !area.isEmpty())
            place += (place.isEmpty() ? QString() : u", "_s) + area;
        return place.isEmpty()
            ? u"Đề nghị đơn vị kiểm tra, xử lý và gửi ảnh sau xử lý."_s
            : u"Đề nghị đơn vị kiểm tra, xử lý tại "_s + place + u" và gửi ảnh sau xử lý."_s;
    }
    return {};
}

QVariantList templateList(const Field& field, const SheetContext& ctx)
{
    Q_UNUSED(ctx)
    QVariantList list;
    const QString name = QString::fromLatin1(field.prefill);
    if (!name.startsWith(u"template:"_s))
        return list;
    const auto add = [&list](const QString& code, const QString& label) {
        list.append(QVariantMap{{u"code"_s, code}, {u"label"_s, label}});
    };
    if (name == u"template:reject"_s) {
        add(u"reject:out_of_scope"_s, translate("Choice", "Out of scope"));
        add(u"reject:insufficient"_s, translate("Choice", "Not enough information"));
        add(u"reject:unsuitable"_s, translate("Choice", "Unsuitable content"));
        add(u"reject:complaint"_s,
            translate("Choice", "Complaint or denunciation"));
        add(u"reject:duplicate"_s, translate("Choice", "Duplicate"));
    } else {
        add(name.mid(9), translate("Desk", "Usual text"));
    }
    return list;
}

}  // namespace kydai::desk
