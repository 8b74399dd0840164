// SPDX-License-Identifier: GPL-3.0-or-later
// What an account sees of a row. Every byte that leaves the server about a case goes through here.
#pragma once

#include "core/case.h"

namespace kydai {

// Whole: the row as it lies in the ledger. NoContact: without the reporter's name and masked number.
// Agency: agencyView(). None: no cases at all (admin).
enum class Sight : quint8 { None, Agency, NoContact, Whole };

Sight sightOf(const Actor& actor);
// May this account see this row? (scopes only)
bool inSight(const Actor& actor, const Case& c);
Case viewFor(const Actor& actor, const Case& c);  // the row must be in sight

}  // namespace kydai
