// SPDX-License-Identifier: GPL-3.0-or-later
// Codes and errors as sentences in the language that is set now. English source text; Vietnamese is
// a translation. Nothing here is kept by the caller over a change of language. Any thread.
#pragma once

#include <QString>

#include "core/deadline.h"
#include "core/result.h"
#include "core/workflow.h"

namespace kydai::words {

QString label(CaseState value);
QString label(Priority value);
QString label(Channel value);
QString label(ReportType value);
QString label(Rating value);
QString label(Role value);
QString label(Action value);
QString label(Stage value);
QString label(const Field& field);
QString label(const ChoiceItem& choice);
QString actionLabel(const QString& code);     // also "report", "undo"; the code when unknown
QString fieldLabel(const QString& code);      // by the code of a demand; the code when unknown
QString choiceLabel(const QString& code);     // the code when unknown
QString channelIcon(Channel channel);         // a name of Kydai.Ui's icons
QString actionIcon(const QString& action);

// Why not: one sentence, what to do where there is something to do.
QString sentence(const Error& error);
QString guardSentence(const QString& guard, const QStringList& params);

}  // namespace kydai::words
