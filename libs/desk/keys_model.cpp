// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of the house: one key, one verb, everywhere. F1 lists them, the hint bar shows a few.

#include "desk/small_faces.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

struct KeyDef {
    const char* key;
    const char* label;    // context "Keys"
    const char* section;
    const char* hints;    // workspaces whose hint bar shows it, space separated
};

#define KEY_ITEM QT_TRANSLATE_NOOP("Keys", "On a report")
#define KEY_LIST QT_TRANSLATE_NOOP("Keys", "In the list")
#define KEY_ANY QT_TRANSLATE_NOOP("Keys", "Anywhere")

constexpr KeyDef kKeys[] = {
    {"Space", QT_TRANSLATE_NOOP("Keys", "take the next one"), KEY_ITEM, "operations inbox"},
    {"F2", QT_TRANSLATE_NOOP("Keys", "edit"), KEY_ITEM, ""},
    {"F3", QT_TRANSLATE_NOOP("Keys", "classify"), KEY_ITEM, "operations"},
    {"F4", QT_TRANSLATE_NOOP("Keys", "assign"), KEY_ITEM, "operations"},
    {"F5", QT_TRANSLATE_NOOP("Keys", "ask or write to the citizen"), KEY_ITEM, "operations cases"},
    {"F7", QT_TRANSLATE_NOOP("Keys", "merge"), KEY_ITEM, "operations"},
    {"F8", QT_TRANSLATE_NOOP("Keys", "hand over urgently"), KEY_ITEM, "operations"},
    {"F9", QT_TRANSLATE_NOOP("Keys", "enter a call"), KEY_ITEM, "operations"},
    {"Delete", QT_TRANSLATE_NOOP("Keys", "do not accept; return; ask for rework"), KEY_ITEM,
     "operations cases inbox sign"},
    {"Insert", QT_TRANSLATE_NOOP("Keys", "note"), KEY_ITEM, "cases"},
    {"Ctrl Enter", QT_TRANSLATE_NOOP("Keys", "carry out"), KEY_ITEM, "cases inbox sign"},
    {"Ctrl Z", QT_TRANSLATE_NOOP("Keys", "undo (8 seconds)"), KEY_ITEM, ""},
    {"Ctrl N", QT_TRANSLATE_NOOP("Keys", "chase"), KEY_ITEM, "cases"},
    {"Ctrl G", QT_TRANSLATE_NOOP("Keys", "extension"), KEY_ITEM, "inbox"},
    {"Ctrl U", QT_TRANSLATE_NOOP("Keys", "add files"), KEY_ITEM, "inbox"},
    {"↑ ↓", QT_TRANSLATE_NOOP("Keys", "previous, next row"), KEY_LIST, ""},
    {"← →", QT_TRANSLATE_NOOP("Keys", "fold the group, unfold all"), KEY_LIST, ""},
    {"Home", QT_TRANSLATE_NOOP("Keys", "to the top, load new reports"), KEY_LIST, ""},
    {"End", QT_TRANSLATE_NOOP("Keys", "to the end of the list"), KEY_LIST, ""},
    {"PgUp", QT_TRANSLATE_NOOP("Keys", "previous one"), KEY_LIST, "cases"},
    {"PgDn", QT_TRANSLATE_NOOP("Keys", "next one"), KEY_LIST, "cases"},
    {"Enter", QT_TRANSLATE_NOOP("Keys", "open, confirm"), KEY_LIST, ""},
    {"Ctrl F", QT_TRANSLATE_NOOP("Keys", "filter"), KEY_LIST, ""},
    {"F1", QT_TRANSLATE_NOOP("Keys", "all keys"), KEY_ANY,
     "operations cases inbox reported sign device"},
    {"F6", QT_TRANSLATE_NOOP("Keys", "next area of the window"), KEY_ANY, ""},
    {"Shift F6", QT_TRANSLATE_NOOP("Keys", "area of the window before"), KEY_ANY, ""},
    {"F11", QT_TRANSLATE_NOOP("Keys", "enlarge"), KEY_ANY, ""},
    {"F12", QT_TRANSLATE_NOOP("Keys", "heard, silence"), KEY_ANY, "operations"},
    {"Esc", QT_TRANSLATE_NOOP("Keys", "leave, nothing is lost"), KEY_ANY, ""},
    {"Alt 1–7", QT_TRANSLATE_NOOP("Keys", "workspace"), KEY_ANY, ""},
    {"Ctrl K", QT_TRANSLATE_NOOP("Keys", "find a report or a command"), KEY_ANY,
     "operations cases inbox reported sign device"},
    {"Ctrl O", QT_TRANSLATE_NOOP("Keys", "what is not sent yet"), KEY_ANY, "device"},
    {"Ctrl R", QT_TRANSLATE_NOOP("Keys", "try again"), KEY_ANY, "device"},
};

}  // namespace

KeysModel::KeysModel(QObject* parent) : RecordModel({"key", "label", "section"}, parent)
{
    retranslate();
}

void KeysModel::retranslate()
{
    QList<QVariantList> records;
    for (const KeyDef& def : kKeys)
        records.append({QString::fromUtf8(def.key), translate("Keys", def.label),
                        translate("Keys", def.section)});
    setRecords(records);
}

QVariantList KeysModel::hints(const QString& workspace) const
{
    QVariantList list;
    for (const KeyDef& def : kKeys) {
        if (QString::fromLatin1(def.hints).split(u' ').contains(workspace))
            list.append(QVariantMap{{u"key"_s, QString::fromUtf8(def.key)},
                                    {u"label"_s, translate("Keys", def.label)}});
    }
    return list;
}

}  // namespace kydai::desk
