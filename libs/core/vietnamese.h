// SPDX-License-Identifier: GPL-3.0-or-later
// Vietnamese text: folding for search, one spelling for comparing names, masking identity found in
// free text, and showing what would else be invisible. Pure functions, any thread; input of any
// length and of any (also broken) UTF-16. Linear time.
#pragma once

#include <QString>
#include <QStringList>
#include <QStringView>

namespace kydai {

inline constexpr int kMaxMarksPerBase = 8;
inline constexpr int kMaxVisibleLine = 20'000;  // UTF-16 units before visibleControls breaks a line

// Lower case, no marks, đ -> d, white space collapsed and trimmed, invisible format characters
// dropped. The same for NFC and NFD and for both tone placements (Hoá/Hóa, Thuỷ/Thủy). Idempotent.
// Two different places may fold alike (Thuận Hòa, Thuận Hóa): folding finds, it never identifies.
QString fold(QStringView text);

// NFC, the tone on the second vowel of an open oa, oe, uy (Thuận Hoá, Thuỷ Xuân) and white space
// collapsed; case is kept. Equal names of two sources become equal strings. Idempotent.
QString normalise(QStringView text);

bool sameName(QStringView a, QStringView b);  // normalise, then ignoring case

// Is the folded needle a part of the folded text? An empty needle is in every text.
bool foldedContains(QStringView text, QStringView needle);

// Folded words (letters and digits) of a text, in order.
QStringList foldedWords(QStringView text);

// Type-ahead: every word of the query begins another word of the candidate, in any order
// ("hoa thu" finds "Thuận Hoá"). An empty query matches everything.
bool matchesTypeahead(QStringView query, QStringView candidate);

// Masks identity in free text for agencies and the public: telephone numbers (9 to 12 digits, also
// with spaces, dots, dashes, +84) and 9- and 12-digit identity numbers become "•••" and their last
// three digits, plates (75A-123.45) become "•••". Dates, times, house numbers and prices stay.
QString maskPhones(QStringView text);

// A telephone number for display to the centre: "•••575"; empty when it has fewer than 6 digits.
QString maskedPhone(QStringView number);

// Makes bidi controls, zero-width and C0/C1 characters and lone surrogates visible as "⟨U+202E⟩",
// keeps at most kMaxMarksPerBase combining marks on a base and breaks lines at kMaxVisibleLine.
// Newline and tab stay; a zero-width joiner inside an emoji stays.
QString visibleControls(QStringView text);

}  // namespace kydai
