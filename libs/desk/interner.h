// SPDX-License-Identifier: GPL-3.0-or-later
// Codes of categories, areas, agencies and users as 16-bit numbers, so that an index row is small
// and a filter compares integers. 0 is the empty code. A room's vocabulary is a few thousand codes;
// beyond kMaxCodes further ones share kOverflow, which matches no filter by code. GUI thread.
#pragma once

#include <QHash>
#include <QList>
#include <QString>

namespace kydai::desk {

class Interner
{
public:
    static constexpr quint16 kOverflow = 0xffff;
    static constexpr int kMaxCodes = 60000;

    Interner() { m_codes.append(QString()); }

    quint16 intern(const QString& code)
    {
        if (code.isEmpty())
            return 0;
        if (const auto it = m_numbers.constFind(code); it != m_numbers.cend())
            return *it;
        if (m_codes.size() >= kMaxCodes)
            return kOverflow;
        const auto number = static_cast<quint16>(m_codes.size());
        m_codes.append(code);
        m_numbers.insert(code, number);
        return number;
    }
    // 0 when the code was never seen (or is empty).
    quint16 find(const QString& code) const { return m_numbers.value(code, 0); }
    QString code(quint16 number) const
    {
        return number < m_codes.size() ? m_codes.at(number) : QString();
    }
    qsizetype size() const { return m_codes.size(); }

private:
    QList<QString> m_codes;
    QHash<QString, quint16> m_numbers;
};

}  // namespace kydai::desk
