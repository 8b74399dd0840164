// SPDX-License-Identifier: GPL-3.0-or-later
// Life after the history: reports one after another, answers and ratings.
#include "city/city.h"
#include "city/photo.h"
#include "core/calendar.h"

namespace kydai::city {

using namespace Qt::StringLiterals;

LiveCity::LiveCity(quint64 seed, const Templates& templates, const Directory& directory)
    : m_chance(seed ^ 0xC17F), m_templates(templates), m_directory(directory)
{
}

LiveReport LiveCity::next(qint64 nowMs)
{
    const QDate day = localDate(nowMs);
    const Kind* kind = nullptr;
    Spot spot;
    if (m_burstLeft > 0) {
        --m_burstLeft;
        kind = m_templates.kind(m_burstKind);
        spot = nearby(m_burst, m_chance, 120);
    } else {
        kind = &pickKind(m_templates, m_chance);
        spot = pickSpot(m_chance, m_directory, day);
        if (kind->name != "unfit"_L1 && m_chance.hit(0.12)) {
            m_burst = spot;
            m_burstKind = kind->name;
            m_burstLeft = m_chance.between(1, 3);
        }
    }
    const Draft draft = draftReport(*kind, spot, nowMs, m_chance);
    LiveReport out;
    out.report = draft.report;
    out.name = draft.name;
    out.phone = draft.phone;
    ++m_count;
    if (kind->name != "unfit"_L1 && m_chance.hit(0.6)) {
        out.photo = drawPhoto({kind->name, m_chance.next(), draft.night, false});
        out.photoName = u"anh-%1.png"_s.arg(m_count);
    }
    return out;
}

qint64 LiveCity::pauseMs(double perMinute)
{
    if (perMinute <= 0)
        return 3'600'000;
    return static_cast<qint64>(std::min(3'600'000.0, m_chance.exponential(60'000.0 / perMinute)));
}

QString LiveCity::replyText()
{
    static const QStringList texts{
        u"Dạ ngay trước nhà số chẵn, gần ngã ba ạ."_s, u"Tôi gửi thêm ảnh chụp lúc nãy."_s,
        u"Bắt đầu từ sáng nay, hiện vẫn chưa ai xử lý."_s,
        u"Ở đó không có ai bị thương, nhưng xe qua rất khó."_s};
    return m_chance.pick(texts);
}

Rating LiveCity::rating()
{
    const int roll = m_chance.between(1, 100);
    return roll <= 38 ? Rating::VerySatisfied
        : roll <= 76 ? Rating::Satisfied
        : roll <= 90 ? Rating::Acceptable : Rating::NotSatisfied;
}

QString LiveCity::ratingText(Rating rating)
{
    switch (rating) {
    case Rating::VerySatisfied:
        return u"Xử lý nhanh, cảm ơn Trung tâm."_s;
    case Rating::NotSatisfied:
        return u"Mới làm xong lại hỏng như cũ."_s;
    default:
        return {};
    }
}

}  // namespace kydai::city
