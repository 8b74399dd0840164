// SPDX-License-Identifier: GPL-3.0-or-later
// The words of index rows that are on screen: code, title, place. Kept for the last kRowTexts rows
// looked at; what is missing is asked for in one batch a turn. GUI thread.
#pragma once

#include <functional>
#include <optional>

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include "core/case.h"

namespace kydai::desk {

inline constexpr int kRowTexts = 8192;
inline constexpr int kTextBatch = 64;

struct RowText {
    QString code, title, address;
    int reports = 1;      // citizens who reported it
    QString handedTo;     // receiver's code of the last handing over, empty = none
};
RowText rowTextOf(const Case& c);

class RowTexts
{
public:
    using Ask = std::function<void(const QList<Uuid>& ids)>;
    // `askSoon` is called once when something is missing; the owner then calls takeWanted() from a
    // fresh turn of the loop.
    explicit RowTexts(std::function<void()> askSoon) : m_askSoon(std::move(askSoon)) {}

    const RowText* find(const Uuid& id)  // null: asked for, comes later
    {
        if (const auto it = m_texts.find(id); it != m_texts.end()) {
            it->second = ++m_clock;
            return &it->first;
        }
        if (!m_asked.contains(id)) {
            if (m_wanted.isEmpty())
                m_askSoon();
            m_wanted.append(id);
            m_asked.insert(id);
        }
        return nullptr;
    }
    // The newest first: what was asked for last is what is on screen now.
    QList<Uuid> takeWanted()
    {
        QList<Uuid> batch;
        while (!m_wanted.isEmpty() && batch.size() < kTextBatch)
            batch.append(m_wanted.takeLast());
        if (m_wanted.size() > kRowTexts / 8) {  // flung past: forget, they ask again when shown
            for (const Uuid& id : std::as_const(m_wanted))
                m_asked.remove(id);
            m_wanted.clear();
        }
        return batch;
    }
    bool wantsMore() const { return !m_wanted.isEmpty(); }
    void put(const Uuid& id, RowText text);
    void answered(const Uuid& id) { m_asked.remove(id); }  // also when there was none
    bool contains(const Uuid& id) const { return m_texts.contains(id); }
    const RowText* peek(const Uuid& id) const  // without asking for it
    {
        const auto it = m_texts.constFind(id);
        return it == m_texts.cend() ? nullptr : &it->first;
    }
    void remove(const Uuid& id) { m_texts.remove(id); }
    void clear();

private:
    std::function<void()> m_askSoon;
    QHash<Uuid, std::pair<RowText, quint64>> m_texts;
    QList<Uuid> m_wanted;
    QSet<Uuid> m_asked;
    quint64 m_clock = 0;
};

}  // namespace kydai::desk
