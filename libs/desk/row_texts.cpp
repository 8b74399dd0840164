// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/row_texts.h"

#include <algorithm>

namespace kydai::desk {

RowText rowTextOf(const Case& c)
{
    RowText text{c.code, c.title, c.address, std::max(1, static_cast<int>(c.reports.size())), {}};
    for (const TimelineEntry& entry : c.timeline) {
        if (entry.action == QLatin1StringView("handover"))
            text.handedTo = entry.param;
    }
    return text;
}

void RowTexts::put(const Uuid& id, RowText text)
{
    m_texts.insert(id, {std::move(text), ++m_clock});
    m_asked.remove(id);
    if (m_texts.size() <= kRowTexts)
        return;
    QList<std::pair<quint64, Uuid>> oldest;
    oldest.reserve(m_texts.size());
    for (auto it = m_texts.cbegin(); it != m_texts.cend(); ++it)
        oldest.append({it->second, it.key()});
    const auto middle = oldest.begin() + kRowTexts / 4;
    std::nth_element(oldest.begin(), middle, oldest.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto it = oldest.begin(); it != middle; ++it)
        m_texts.remove(it->second);
}

void RowTexts::clear()
{
    m_texts.clear();
    m_wanted.clear();
    m_asked.clear();
}

}  // namespace kydai::desk
