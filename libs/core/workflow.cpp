// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workflow.h"

#include <array>
#include <bit>

#include <QCoreApplication>

#include "core/workflow_tables.h"

namespace kydai {

namespace {

struct Word {
    const char* code;
    const char* label;
};

constexpr auto kActions = std::to_array<Word>({
    {"claim", QT_TRANSLATE_NOOP("Action", "Take")},
    {"release", QT_TRANSLATE_NOOP("Action", "Give back")},
    {"take_over", QT_TRANSLATE_NOOP("Action", "Take over")},
    {"assign", QT_TRANSLATE_NOOP("Action", "Assign")},
    {"ask", QT_TRANSLATE_NOOP("Action", "Ask the citizen")},
    {"reject", QT_TRANSLATE_NOOP("Action", "Do not accept")},
    {"merge", QT_TRANSLATE_NOOP("Action", "Merge")},
    {"refer", QT_TRANSLATE_NOOP("Action", "Refer to another body")},
    {"withdraw", QT_TRANSLATE_NOOP("Action", "Withdraw")},
    {"reply", QT_TRANSLATE_NOOP("Action", "Enter the citizen's answer")},
    {"timeout", QT_TRANSLATE_NOOP("Action", "No answer in time")},
    {"restore", QT_TRANSLATE_NOOP("Action", "Restore")},
    {"accept", QT_TRANSLATE_NOOP("Action", "Accept")},
    {"return", QT_TRANSLATE_NOOP("Action", "Return to the Centre")},
    {"recall", QT_TRANSLATE_NOOP("Action", "Recall")},
    {"reassign", QT_TRANSLATE_NOOP("Action", "Assign again")},
    {"submit", QT_TRANSLATE_NOOP("Action", "Submit the result")},
    {"request_pause", QT_TRANSLATE_NOOP("Action", "Ask to pause the clock")},
    {"pause", QT_TRANSLATE_NOOP("Action", "Pause the clock")},
    {"decline_pause", QT_TRANSLATE_NOOP("Action", "Decline the pause")},
    {"resume", QT_TRANSLATE_NOOP("Action", "Resume")},
    {"request_extension", QT_TRANSLATE_NOOP("Action", "Ask for an extension")},
    {"grant_extension", QT_TRANSLATE_NOOP("Action", "Grant the extension")},
    {"decline_extension", QT_TRANSLATE_NOOP("Action", "Decline the extension")},
    {"joint_done", QT_TRANSLATE_NOOP("Action", "Report the joint part done")},
    {"joint_waive", QT_TRANSLATE_NOOP("Action", "Go on without a joint agency")},
    {"sign", QT_TRANSLATE_NOOP("Action", "Sign")},
    {"send_back", QT_TRANSLATE_NOOP("Action", "Send back to the officer")},
    {"approve", QT_TRANSLATE_NOOP("Action", "Approve the result")},
    {"rework", QT_TRANSLATE_NOOP("Action", "Ask for rework")},
    {"publish", QT_TRANSLATE_NOOP("Action", "Publish")},
    {"unpublish", QT_TRANSLATE_NOOP("Action", "Take off the public page")},
    {"close", QT_TRANSLATE_NOOP("Action", "Close")},
    {"ask_reopen", QT_TRANSLATE_NOOP("Action", "Ask to reopen")},
    {"grant_reopen", QT_TRANSLATE_NOOP("Action", "Reopen as asked")},
    {"decline_reopen", QT_TRANSLATE_NOOP("Action", "Decline reopening")},
    {"reopen", QT_TRANSLATE_NOOP("Action", "Reopen")},
    {"rate", QT_TRANSLATE_NOOP("Action", "Rate")},
    {"note", QT_TRANSLATE_NOOP("Action", "Write a note")},
    {"message", QT_TRANSLATE_NOOP("Action", "Write to the citizen")},
    {"log_call", QT_TRANSLATE_NOOP("Action", "Record a call")},
    {"chase", QT_TRANSLATE_NOOP("Action", "Chase")},
    {"instruct", QT_TRANSLATE_NOOP("Action", "Give an instruction")},
    {"edit", QT_TRANSLATE_NOOP("Action", "Edit")},
    {"tick", QT_TRANSLATE_NOOP("Action", "Tick information")},
    {"attach", QT_TRANSLATE_NOOP("Action", "Add files")},
    {"add_joint", QT_TRANSLATE_NOOP("Action", "Add a joint agency")},
    {"handover", QT_TRANSLATE_NOOP("Action", "Hand over urgently")},
    {"purge", QT_TRANSLATE_NOOP("Action", "Remove personal data")},
    {"undo", QT_TRANSLATE_NOOP("Action", "Undo")},
    {"absorb", QT_TRANSLATE_NOOP("Action", "Add merged reports")},
    {"detach", QT_TRANSLATE_NOOP("Action", "Take out merged reports")},
});
static_assert(kActions.size() == static_cast<std::size_t>(Action::Detach) + 1);

constexpr auto kGuardCodes = std::to_array<const char*>({
    "holds_claim", "own_agency", "joint_agency", "not_author", "not_approver", "agency_valid",
    "documents_or_waiver", "joint_done_or_waived", "first_return_or_lead", "before_due",
    "ask_pending", "within_14_days", "not_published", "is_published", "rateable", "master_open",
    "no_ask_pending", "claim_stale", "timeout_passed", "closable", "undo_open", "has_agency",
});

// The table and, per state and action, the number of its row + 1.
struct Table {
    table::Rows rows;
    std::array<std::array<quint16, kActions.size()>, kCaseStateCount> index{};

    Table()
    {
        table::addScreening(rows);
        table::addAgency(rows);
        table::addCentre(rows);
        table::addAnytime(rows);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            auto& slot = index[static_cast<std::size_t>(rows[i].from)]
                              [static_cast<std::size_t>(rows[i].action)];
            KYDAI_ASSERT(slot == 0);  // a pair is declared once
            slot = static_cast<quint16>(i + 1);
        }
    }
};

const Table& theTable()
{
    static const Table built;
    return built;
}

}  // namespace

std::span<const Transition> workflowTable() { return theTable().rows; }

const Transition* findTransition(CaseState from, Action action)
{
    const auto f = static_cast<std::size_t>(from);
    const auto a = static_cast<std::size_t>(action);
    if (f >= kCaseStateCount || a >= kActions.size())
        return nullptr;
    const quint16 slot = theTable().index[f][a];
    return slot ? &theTable().rows[slot - 1] : nullptr;
}

QString codeOf(Action action)
{
    const auto i = static_cast<std::size_t>(action);
    return i < kActions.size() ? QString::fromLatin1(kActions[i].code) : QString();
}

std::optional<Action> actionFrom(QStringView code)
{
    for (std::size_t i = 0; i < kActions.size(); ++i) {
        if (code == QLatin1StringView(kActions[i].code))
            return static_cast<Action>(i);
    }
    return std::nullopt;
}

const char* labelOf(Action action)
{
    const auto i = static_cast<std::size_t>(action);
    return i < kActions.size() ? kActions[i].label : "";
}

int actionCount() { return static_cast<int>(kActions.size()); }

const char* codeOf(Guard guard)
{
    const auto bits = static_cast<Guards>(guard);
    const auto i = static_cast<std::size_t>(std::countr_zero(bits));
    return bits != 0 && i < kGuardCodes.size() ? kGuardCodes[i] : "";
}

}  // namespace kydai
