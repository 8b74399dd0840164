// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the search field: SearchFace's answers as lines with words.
#include "desk/row_roles.h"
#include "desk/search_face.h"
#include "desk/time_words.h"
#include "desk/translate.h"
#include "desk/words.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

// Values in the order of the roles; empty ones at the end may be left out.
struct Line {
    QString key, kind, caseId, action, code, title, detail, trailing;
    QString tone = u"text.muted"_s;
    QString state, stateLabel, iconName, keyText;

    QVariantList record() const
    {
        QStringList spoken{code, title, detail, stateLabel, trailing};
        spoken.removeAll(QString());
        return {key, kind, caseId, action, code, title, detail, trailing, tone, state, stateLabel,
                iconName, keyText, spoken.join(u", "_s)};
    }
};

Line header(const QString& key, const QString& title, const QString& trailing = {})
{
    Line line;
    line.key = u"header-"_s + key;
    line.kind = u"header"_s;
    line.title = title;
    line.trailing = trailing;
    return line;
}

Line note(const QString& key, const QString& text, bool busy = false)
{
    Line line;
    line.key = u"note-"_s + key;
    line.kind = busy ? u"busy"_s : u"note"_s;
    line.title = text;
    return line;
}

}  // namespace

void SearchFace::show()
{
    const QString chosen = value(m_current, "key").toString();
    QList<QVariantList> out;
    if (!words().isEmpty())
        appendHere(out);
    appendCommands(out);
    if (!words().isEmpty())
        appendArchive(out);
    setRecords(out);
    if (!chosen.isEmpty())
        setCurrent(rowOf(chosen));
}

void SearchFace::appendHere(QList<QVariantList>& out) const
{
    DeskCore& core = m_services.core;
    const auto all = static_cast<int>(m_hereAll.size());
    const QString shown = kydai::words::countText(m_here.size());
    out.append(header(u"here"_s, translate("Desk", "On this desk"),
                      all > m_here.size()
                          ? translate("Desk", "%1 of %2").arg(shown, kydai::words::countText(all))
                          : shown).record());
    for (const Uuid& id : m_here) {
        const quint32 slot = core.index().slotOf(id);
        if (slot == kNoSlot)
            continue;
        const auto text = [&](int role) { return rowValue(core, slot, role).toString(); };
        Line line;
        line.caseId = text(CaseIdRole);
        line.key = line.caseId;
        line.kind = u"case"_s;
        line.code = text(CodeRole);
        line.title = text(TitleRole);
        const QString agency = text(AgencyLabelRole);
        line.detail = agency.isEmpty() ? text(MetaRole) : text(MetaRole) + u" · "_s + agency;
        line.trailing = text(DueTextRole);
        line.tone = text(DueToneRole);
        if (line.trailing.isEmpty())
            line.trailing = text(CreatedTextRole);
        line.state = text(StateRole);
        line.stateLabel = text(StateLabelRole);
        out.append(line.record());
    }
    if (m_here.isEmpty())
        out.append(note(u"here"_s, translate("Desk", "No report of this desk has these words.")).record());
}

void SearchFace::appendCommands(QList<QVariantList>& out) const
{
    const QString text = commandsOnly() ? m_text.mid(1).trimmed() : words();
    QList<SearchCommand> list = searchCommands(m_services.core, m_selected, text);
    if (!words().isEmpty())
        list = list.mid(0, 5);
    if (list.isEmpty() && commandsOnly())
        out.append(note(u"commands"_s, translate("Desk", "No command is called so.")).record());
    if (list.isEmpty())
        return;
    out.append(header(u"commands"_s, translate("Desk", "Commands")).record());
    for (const SearchCommand& command : std::as_const(list)) {
        Line line;
        line.key = command.kind + u'-' + command.code;
        line.kind = command.kind;
        line.action = command.code;
        line.title = command.label;
        line.detail = command.refusal;
        line.iconName = command.iconName;
        line.keyText = command.keyText;
        out.append(line.record());
    }
}

void SearchFace::appendArchive(QList<QVariantList>& out) const
{
    if (m_archive.state == ArchiveState::Idle)
        return;
    const Directory& directory = m_services.core.directory();
    out.append(header(u"archive"_s, translate("Desk", "Archive (server)"),
                      m_archive.atMs ? translate("Desk", "as of %1").arg(
                                           kydai::words::timeSecondsText(m_archive.atMs))
                                     : QString()).record());
    for (const CasePtr& c : m_archive.rows) {
        Line line;
        line.caseId = c->id.toString(QUuid::WithoutBraces);
        line.key = line.caseId;
        line.kind = u"archive"_s;
        line.code = c->code;
        line.title = c->title;
        QStringList parts{categoryLabel(directory, c->category), areaLabel(directory, c->area),
                          agencyShort(directory, c->agency)};
        parts.removeAll(QString());
        line.detail = parts.join(u" · "_s);
        line.trailing = kydai::words::dateText(c->createdMs);
        line.state = codeOf(c->state);
        line.stateLabel = kydai::words::label(c->state);
        out.append(line.record());
    }
    const QString here = kydai::words::countText(m_services.core.index().count());
    if (m_archive.state == ArchiveState::Asking)
        out.append(note(u"archive"_s, translate("Desk", "Asking the server…"), true).record());
    else if (m_archive.state == ArchiveState::Offline)
        out.append(note(u"archive"_s,
                        translate("Desk", "Without the network only the %1 reports kept on this "
                                          "desk were searched.").arg(here)).record());
    else if (m_archive.state == ArchiveState::Failed)
        out.append(note(u"archive"_s,
                        translate("Desk", "The archive was not searched. %1")
                            .arg(kydai::words::sentence(m_archive.error))).record());
    else if (!m_archive.complete)
        out.append(note(u"archive"_s, translate("Desk", "The archive has more: add a word.")).record());
    else if (m_archive.rows.isEmpty())
        out.append(note(u"archive"_s, translate("Desk", "The archive has nothing more.")).record());
}

QString SearchFace::coverText() const
{
    return translate("Desk", "%1 reports on this desk")
        .arg(kydai::words::countText(m_services.core.index().count()));
}

}  // namespace kydai::desk
