// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/citizenact.h"

namespace kydai::intake {

using namespace Qt::StringLiterals;

std::optional<Action> citizenActionFrom(QStringView pathPart)
{
    if (pathPart == u"withdraw")
        return Action::Withdraw;
    if (pathPart == u"reply")
        return Action::Reply;
    if (pathPart == u"rating")
        return Action::Rate;
    if (pathPart == u"reopen")
        return Action::AskReopen;
    return std::nullopt;
}

tl::expected<CitizenAct, ServiceErrors> readCitizenAct(Action action, const Form& form)
{
    CitizenAct act;
    act.action = action;
    ServiceErrors errors;
    QString text = form.value(u"text");
    text.replace(u"\r\n"_s, u"\n"_s).replace(u'\r', u'\n');
    if (text.size() > kMaxText)
        errors.append({400, u"text is longer than %1 characters"_s.arg(kMaxText)});
    const bool needsText = action == Action::Reply || action == Action::AskReopen;
    if (needsText && text.isEmpty())
        errors.append({400, u"text is required"_s});
    if (!text.isEmpty())
        act.args.insert(u"text"_s, text);
    if (action == Action::Rate) {
        const QString code = form.value(u"rating");
        const auto rating = ratingFrom(code);
        if (!rating || *rating == Rating::None) {
            QStringList codes;
            for (const Rating r : {Rating::NotSatisfied, Rating::Acceptable, Rating::Satisfied,
                                   Rating::VerySatisfied})
                codes.append(codeOf(r));
            errors.append({400, u"rating must be one of %1"_s.arg(codes.join(u", "_s))});
        }
        act.args.insert(u"rating"_s, code);
    }
    if (!errors.isEmpty())
        return tl::unexpected(errors);
    return act;
}

}  // namespace kydai::intake
