// SPDX-License-Identifier: GPL-3.0-or-later
// Takes identity out of texts: digits that identify are masked, and so is the reporter's own name
// where he signed with it. For an agency's view and for the purge. Internal to core.
#pragma once

#include "core/case.h"

namespace kydai {

class Redactor
{
public:
    explicit Redactor(const Case& c);  // remembers the reporters' names
    void redact(QString& text) const;
    // Text, and what of the parameter was typed: the rest is codes and times, which must stay whole.
    void redactEntry(TimelineEntry& entry) const;
    void redactFields(Case& c) const;  // every free text but reports, timeline and file names

private:
    QStringList m_names;
};

}  // namespace kydai
