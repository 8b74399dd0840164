// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/row_filter.h"

namespace kydai::desk {

RowFilter::CodeSet RowFilter::setOf(const QStringList& codes, const Interner& interner)
{
    CodeSet set;
    if (codes.isEmpty())
        return set;
    set.all = false;
    set.bits.assign(static_cast<std::size_t>(interner.size()), false);
    for (const QString& code : codes) {
        const quint16 number = interner.find(code);
        if (number || code.isEmpty())  // the empty code is number 0: "without an agency"
            set.bits[number] = true;
    }
    return set;
}

RowFilter::RowFilter(const FilterSpec& spec, const CaseIndex& index)
    : m_empty(spec.isEmpty()),
      m_states(spec.states),
      m_priorities(spec.priorities),
      m_channels(spec.channels),
      m_lateness(spec.lateness),
      m_fromMs(spec.fromMs),
      m_toMs(spec.toMs),
      m_categories(setOf(spec.categories, index.categories())),
      m_agencies(setOf(spec.agencies, index.agencies())),
      m_areas(setOf(spec.areas, index.areas()))
{}

}  // namespace kydai::desk
