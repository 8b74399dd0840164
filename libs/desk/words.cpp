// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/words.h"
#include "desk/translate.h"

#include <QHash>

namespace kydai::words {

using namespace Qt::StringLiterals;

namespace {

struct NamedText {
    const char* code;
    const char* text;
};

}  // namespace

QString label(CaseState value) { return translate("CaseState", labelOf(value)); }
QString label(Priority value) { return translate("Priority", labelOf(value)); }
QString label(Channel value) { return translate("Channel", labelOf(value)); }
QString label(ReportType value) { return translate("ReportType", labelOf(value)); }
QString label(Rating value) { return translate("Rating", labelOf(value)); }
QString label(Role value) { return translate("Role", labelOf(value)); }
QString label(Action value) { return translate("Action", labelOf(value)); }
QString label(Stage value) { return translate("Stage", labelOf(value)); }
QString label(const Field& field) { return translate("Field", field.label); }
QString label(const ChoiceItem& choice) { return translate("Choice", choice.label); }

QString actionLabel(const QString& code)
{
    if (code == u"report"_s)
        return translate("Action", "Enter a report");
    if (code == u"import"_s)
        return translate("Action", "Taken over from another system");
    const auto action = actionFrom(code);
    return action ? label(*action) : code;
}

QString fieldLabel(const QString& code)
{
    static const NamedText kOwn[] = {
        {"phone", QT_TRANSLATE_NOOP("Field", "Telephone")},
        {"name", QT_TRANSLATE_NOOP("Field", "Name")},
        {"user", QT_TRANSLATE_NOOP("Field", "Account")},
        {"password", QT_TRANSLATE_NOOP("Field", "Password")},
    };
    for (const NamedText& own : kOwn) {
        if (code == QLatin1StringView(own.code))
            return translate("Field", own.text);
    }
    for (const Transition& row : workflowTable()) {
        for (const Field& field : row.demands) {
            if (code == QLatin1StringView(field.code))
                return label(field);
        }
    }
    return code;
}

QString choiceLabel(const QString& code)
{
    for (const Transition& row : workflowTable()) {
        for (const Field& field : row.demands) {
            for (const ChoiceItem& choice : field.choices) {
                if (code == QLatin1StringView(choice.code))
                    return label(choice);
            }
        }
    }
    return code;
}

QString channelIcon(Channel channel)
{
    switch (channel) {
    case Channel::App: return u"app"_s;
    case Channel::Web: return u"web"_s;
    case Channel::Phone: return u"phone"_s;
    case Channel::Counter: return u"counter"_s;
    case Channel::Letter: return u"letter"_s;
    case Channel::Facebook: return u"facebook"_s;
    case Channel::Zalo: return u"zalo"_s;
    case Channel::Camera: return u"camera"_s;
    case Channel::Press: return u"press"_s;
    case Channel::Leader: return u"leader"_s;
    case Channel::Other: break;
    }
    return u"other"_s;
}

QString actionIcon(const QString& action)
{
    static const QHash<QString, QString> kIcons = {
        {u"report"_s, u"plus"_s}, {u"claim"_s, u"check"_s}, {u"release"_s, u"undo"_s},
        {u"take_over"_s, u"swap"_s}, {u"assign"_s, u"route"_s}, {u"reassign"_s, u"route"_s},
        {u"ask"_s, u"message"_s}, {u"message"_s, u"message"_s}, {u"reply"_s, u"message"_s},
        {u"reject"_s, u"ban"_s}, {u"merge"_s, u"merge"_s}, {u"absorb"_s, u"merge"_s},
        {u"detach"_s, u"split"_s}, {u"refer"_s, u"arrow-up-right"_s}, {u"withdraw"_s, u"cross"_s},
        {u"timeout"_s, u"clock"_s}, {u"restore"_s, u"history"_s}, {u"accept"_s, u"check"_s},
        {u"return"_s, u"undo"_s}, {u"recall"_s, u"arrow-left"_s}, {u"submit"_s, u"send"_s},
        {u"request_pause"_s, u"pause"_s}, {u"pause"_s, u"pause"_s},
        {u"decline_pause"_s, u"cross"_s}, {u"resume"_s, u"play"_s},
        {u"request_extension"_s, u"clock"_s}, {u"grant_extension"_s, u"clock"_s},
        {u"decline_extension"_s, u"cross"_s}, {u"joint_done"_s, u"users"_s},
        {u"joint_waive"_s, u"users"_s}, {u"sign"_s, u"edit"_s}, {u"send_back"_s, u"undo"_s},
        {u"approve"_s, u"check"_s}, {u"rework"_s, u"undo"_s}, {u"publish"_s, u"globe"_s},
        {u"unpublish"_s, u"eye-off"_s}, {u"close"_s, u"lock"_s}, {u"ask_reopen"_s, u"refresh"_s},
        {u"grant_reopen"_s, u"refresh"_s}, {u"decline_reopen"_s, u"cross"_s},
        {u"reopen"_s, u"refresh"_s}, {u"rate"_s, u"star"_s}, {u"note"_s, u"note"_s},
        {u"log_call"_s, u"phone"_s}, {u"chase"_s, u"bell"_s}, {u"instruct"_s, u"leader"_s},
        {u"edit"_s, u"edit"_s}, {u"tick"_s, u"check"_s}, {u"attach"_s, u"attach"_s},
        {u"add_joint"_s, u"users"_s}, {u"handover"_s, u"siren"_s}, {u"purge"_s, u"trash"_s},
        {u"undo"_s, u"undo"_s},
    };
    return kIcons.value(action, u"info"_s);
}

QString guardSentence(const QString& guard, const QStringList& params)
{
    static const NamedText kSentences[] = {
        {"holds_claim",
         QT_TRANSLATE_NOOP("Guard", "Somebody else is working on it: wait, or take over with a "
                                    "reason.")},
        {"own_agency",
         QT_TRANSLATE_NOOP("Guard", "It is with another agency: write to the Centre if it should "
                                    "come to you.")},
        {"joint_agency",
         QT_TRANSLATE_NOOP("Guard", "Your agency is not a joint one here: ask the Centre to add "
                                    "it.")},
        {"not_author",
         QT_TRANSLATE_NOOP("Guard", "You wrote this result: leave it to another person to "
                                    "decide.")},
        {"not_approver",
         QT_TRANSLATE_NOOP("Guard", "You approved this result: leave it to another person to "
                                    "publish.")},
        {"agency_valid",
         QT_TRANSLATE_NOOP("Guard", "This agency does not exist any more: choose another.")},
        {"documents_or_waiver",
         QT_TRANSLATE_NOOP("Guard", "Required documents are missing: attach them or say why not.")},
        {"joint_done_or_waived",
         QT_TRANSLATE_NOOP("Guard", "A joint agency has not finished: wait or go on with a "
                                    "reason.")},
        {"first_return_or_lead",
         QT_TRANSLATE_NOOP("Guard", "Returned more than once: ask the shift lead to decide.")},
        {"before_due",
         QT_TRANSLATE_NOOP("Guard", "The deadline has passed: report the result, or tell the "
                                    "Centre why it is late.")},
        {"ask_pending",
         QT_TRANSLATE_NOOP("Guard", "Nothing was asked for, so there is nothing to decide.")},
        {"within_14_days",
         QT_TRANSLATE_NOOP("Guard", "More than 14 days have passed: enter a new report instead.")},
        {"not_published",
         QT_TRANSLATE_NOOP("Guard", "It is published already: take it off the public page first.")},
        {"is_published", QT_TRANSLATE_NOOP("Guard", "It is not published: publish it first.")},
        {"rateable",
         QT_TRANSLATE_NOOP("Guard", "It cannot be rated yet, or was rated already: only a "
                                    "published result is rated, once.")},
        {"master_open",
         QT_TRANSLATE_NOOP("Guard", "The case to keep is not there, is this very case, or was "
                                    "merged itself.")},
        {"no_ask_pending",
         QT_TRANSLATE_NOOP("Guard", "An earlier request is not decided yet: decide it first.")},
        {"claim_stale",
         QT_TRANSLATE_NOOP("Guard", "The other person is still working on it: take over with a "
                                    "reason.")},
        {"timeout_passed",
         QT_TRANSLATE_NOOP("Guard", "The time to answer is not over: wait for the citizen until "
                                    "then.")},
        {"closable",
         QT_TRANSLATE_NOOP("Guard", "It cannot be closed yet: it closes when the time to reopen "
                                    "has passed.")},
        {"undo_open",
         QT_TRANSLATE_NOOP("Guard", "Too late to undo, or something came after it: decide anew.")},
        {"has_agency", QT_TRANSLATE_NOOP("Guard", "No agency has the case: assign it first.")},
    };
    Q_UNUSED(params)
    for (const NamedText& one : kSentences) {
        if (guard == QLatin1StringView(one.code))
            return translate("Guard", one.text);
    }
    return translate("Error", "A condition is not met (%1).").arg(guard);
}

namespace {

QString fieldSentence(const char* source, const Error& error)
{
    return translate("Error", source).arg(fieldLabel(error.params.value(0)));
}

QString workflowSentence(const Error& error)
{
    switch (error.code) {
    case ErrorCode::NotDeclared: {
        const auto state = caseStateFrom(error.params.value(1));
        return translate("Error", "“%1” is not possible in the state “%2”.")
            .arg(actionLabel(error.params.value(0)), state ? label(*state) : error.params.value(1));
    }
    case ErrorCode::NotAllowed:
        return translate("Error", "Your account may not do this.");
    case ErrorCode::NotInScope:
        return translate("Error", "This case is not with you.");
    case ErrorCode::Guard:
        return guardSentence(error.params.value(0), error.params.mid(1));
    case ErrorCode::Conflict:
        return translate("Error", "Somebody else changed the same thing first: "
                                                      "look at it again.");
    case ErrorCode::OnlineOnly:
        return translate("Error", "Works only while connected to the server.");
    case ErrorCode::After:
        return translate("Error", "What you did before it on this case was "
                                                      "refused.");
    case ErrorCode::UndoExpired:
        return translate("Error", "Too late to undo.");
    case ErrorCode::Held:
        return translate("Error", "%1 is working on it.")
            .arg(error.params.value(0));
    default:
        return {};
    }
}

QString sessionSentence(const Error& error)
{
    switch (error.code) {
    case ErrorCode::NotSignedIn:
        return translate("Error", "Sign in first.");
    case ErrorCode::WrongPassword:
        return translate("Error", "Account or password is wrong.");
    case ErrorCode::Locked:
        return translate("Error", "Too many tries. Wait %1 seconds.")
            .arg(error.params.value(0));
    case ErrorCode::Expired:
        return translate("Error", "The session has ended: sign in again.");
    case ErrorCode::Later:
        return translate("Error", "The server is busy; it is tried again.");
    case ErrorCode::Offline:
        return translate("Error", "The server cannot be reached.");
    default:
        return {};
    }
}

QString machineSentence(const Error& error)
{
    switch (error.code) {
    case ErrorCode::Io:
        return translate("Error", "This device could not read or write a file.");
    case ErrorCode::DiskFull:
        return translate("Error", "The disk is full: only reading is possible "
                                                      "until there is room.");
    case ErrorCode::Corrupt:
        return translate("Error", "A file on this device is damaged.");
    case ErrorCode::ReadOnly:
        return translate("Error", "The folder of this desk cannot be written.");
    case ErrorCode::Busy:
        return translate("Error", "Busy; try again.");
    default:
        return translate("Error", "Something failed inside the program (%1).")
            .arg(static_cast<int>(error.code));
    }
}

}  // namespace

QString sentence(const Error& error)
{
    switch (error.code) {
    case ErrorCode::None:
        return {};
    case ErrorCode::BadInput:
        return fieldSentence(QT_TRANSLATE_NOOP("Error", "%1: this value cannot be used."), error);
    case ErrorCode::Missing:
        return fieldSentence(QT_TRANSLATE_NOOP("Error", "%1 is missing."), error);
    case ErrorCode::TooLarge:
        return translate("Error", "%1 is too large (at most %2).")
            .arg(fieldLabel(error.params.value(0)), error.params.value(1));
    case ErrorCode::Unknown:
        return translate("Error", "Not found: %1.")
            .arg(error.params.value(1, error.params.value(0)));
    case ErrorCode::BadFrame:
    case ErrorCode::Unsupported:
        return translate("Error", "The server and this program do not understand "
                                                      "each other: an update is needed.");
    default:
        break;
    }
    if (const QString text = workflowSentence(error); !text.isEmpty())
        return text;
    if (const QString text = sessionSentence(error); !text.isEmpty())
        return text;
    return machineSentence(error);
}

}  // namespace kydai::words
