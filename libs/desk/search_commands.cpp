// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/search_commands.h"

#include "core/vietnamese.h"
#include "desk/queue_views.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

struct WindowVerb {
    const char* code;
    const char* label;  // context "Desk"
    const char* icon;
    const char* key;
    bool centreOnly = false;
    const char* workspace = nullptr;  // for those who have it only
};

constexpr WindowVerb kVerbs[] = {
    {"report", QT_TRANSLATE_NOOP("Desk", "Enter a call"), "phone", "F9", true},
    {"filter", QT_TRANSLATE_NOOP("Desk", "Filter the list"), "filter", "Ctrl F"},
    {"outbox", QT_TRANSLATE_NOOP("Desk", "What is not sent yet"), "sync", "Ctrl O"},
    {"packs", QT_TRANSLATE_NOOP("Desk", "Street packs of the map"), "map", "", false,
     "operations"},
    {"notices", QT_TRANSLATE_NOOP("Desk", "Notices"), "bell", ""},
    {"silence", QT_TRANSLATE_NOOP("Desk", "Acknowledge all notices"), "mute", "F12"},
    {"theme", QT_TRANSLATE_NOOP("Desk", "Light or dark theme"), "sun", ""},
    {"language", QT_TRANSLATE_NOOP("Desk", "Tiếng Việt or English"), "globe", ""},
    {"keys", QT_TRANSLATE_NOOP("Desk", "All keys"), "keyboard", "F1"},
};

}  // namespace

QList<SearchCommand> searchCommands(const DeskCore& core, CaseModel& current, QStringView text)
{
    QList<SearchCommand> list;
    const auto add = [&](SearchCommand command) {
        if (list.size() < kMaxCommands && matchesTypeahead(text, command.label))
            list.append(std::move(command));
    };
    const OffersModel& offers = *current.offers();
    for (int row = 0; row < offers.count(); ++row) {
        add({u"action"_s, offers.value(row, "code").toString(),
             offers.value(row, "label").toString() + u' ' + current.code(),
             offers.value(row, "iconName").toString(), offers.value(row, "keyText").toString(),
             offers.value(row, "enabledReason").toString()});
    }
    int number = 0;
    for (const WorkspaceDef& def : workspaceDefs()) {
        if (core.actor().user.isEmpty() || !hasWorkspace(def, core.actor().roles))
            continue;
        ++number;
        add({u"go"_s, QString::fromLatin1(def.code),
             translate("Desk", "Go to: %1").arg(translate("Desk", def.label)),
             QString::fromLatin1(def.icon), u"Alt %1"_s.arg(number), {}});
    }
    for (const WindowVerb& verb : kVerbs) {
        if (verb.centreOnly && core.actor().roles.isAgency())
            continue;
        if (verb.workspace) {
            const WorkspaceDef* def = workspaceDef(QString::fromLatin1(verb.workspace));
            if (!def || !hasWorkspace(*def, core.actor().roles))
                continue;
        }
        add({u"do"_s, QString::fromLatin1(verb.code), translate("Desk", verb.label),
             QString::fromLatin1(verb.icon), QString::fromLatin1(verb.key), {}});
    }
    return list;
}

}  // namespace kydai::desk
