// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/action_sheet.h"

#include "core/vietnamese.h"
#include "desk/area_finder.h"
#include "desk/case_facts.h"
#include "desk/time_words.h"
#include "desk/words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

const QList<QByteArray>& sheetRoles()
{
    static const QList<QByteArray> roles = {"code",  "kind",    "label",   "required",
                                            "value", "error",   "hint",    "choices",
                                            "lines", "maximum", "visible", "files"};
    return roles;
}

}  // namespace

ActionSheet::ActionSheet(Services& services, Commands& commands, const CasePtr& c,
                         const Transition* row, const Uuid& newCaseId, QObject* parent)
    : RecordModel(sheetRoles(), parent),
      m_services(services),
      m_commands(commands),
      m_case(c),
      m_row(row),
      m_caseId(c ? c->id : newCaseId)
{
    const std::span<const Field> fields = row ? row->demands : reportFields();
    for (const Field& field : fields) {
        Input in;
        in.field = &field;
        in.value = proposalFor(field, context());
        if (QLatin1StringView(field.prefill) == "duplicate"_L1)
            in.value = nearestCode();
        m_inputs.append(in);
    }
    refresh();
    connect(&services.core, &DeskCore::directoryChanged, this, &ActionSheet::refresh);
    connect(&services.uploads, &Uploads::changed, this, &ActionSheet::onUploadChanged);
}

// The case to keep is most often the nearest one.
QString ActionSheet::nearestCode() const
{
    const QList<QVariantList> near = m_case ? nearbyRecords(m_services.core, *m_case)
                                            : QList<QVariantList>();
    return near.isEmpty() ? QString() : near.first().at(1).toString();
}

SheetContext ActionSheet::context() const
{
    const DeskCore& core = m_services.core;
    return {core.directory(), m_case.get(), core.nowMs(), core.actor().user, wardOfCase()};
}

// As written in the case, else the ward whose boundary holds its place.
QString ActionSheet::wardOfCase() const
{
    if (!m_case)
        return {};
    if (!m_case->area.isEmpty() || !m_case->hasPosition || !m_services.areas)
        return m_case->area;
    return m_services.areas->areaAt(m_case->lon, m_case->lat);
}

QString ActionSheet::action() const
{
    return m_row ? codeOf(m_row->action) : kReportAction.toString();
}

QString ActionSheet::title() const { return words::actionLabel(action()); }

QString ActionSheet::subtitle() const
{
    if (!m_case)
        return translate("Desk", "Saved as you type; it goes out when there is a connection.");
    return m_case->code.isEmpty() ? m_case->title : m_case->code + u" · "_s + m_case->title;
}

QString ActionSheet::submitLabel() const { return words::actionLabel(action()); }

bool ActionSheet::danger() const { return m_row && isDangerous(m_row->action); }

QString ActionSheet::error() const
{
    if (!m_why.isEmpty())
        return m_why;
    return m_error.code == ErrorCode::None ? QString() : words::sentence(m_error);
}

QString ActionSheet::note() const
{
    if (!m_row)
        return {};
    if (m_row->onlineOnly)
        return translate("Desk", "Works only while connected to the server.");
    switch (m_row->action) {
    case Action::Ask: case Action::Reject: case Action::Refer: case Action::Message:
    case Action::Assign: case Action::Reassign: case Action::DeclineReopen:
        return translate("Desk",
                         "Goes out 10 seconds after you confirm; until then it can be undone.");
    default:
        return m_row->undoable ? translate("Desk", "Can be undone for 8 seconds.") : QString();
    }
}

QString ActionSheet::savedText() const
{
    return m_savedMs ? translate("Desk", "saved %1").arg(words::timeText(m_savedMs)) : QString();
}

QString ActionSheet::composed() const
{
    if (!m_case || !m_row || m_row->action != Action::Handover)
        return {};
    const Input* text = input(u"text"_s);
    return text && !text->value.toString().isEmpty()
        ? text->value.toString()
        : handoverText(*m_case, m_services.core.directory());
}

// While a report is typed: open cases of the same ward and field, newest first.
QVariantList ActionSheet::duplicates() const
{
    QVariantList list;
    if (m_row)
        return list;
    const CaseIndex& index = m_services.core.index();
    const Input* area = input(u"area"_s);
    const quint16 wantedArea = index.areas().find(area ? area->value.toString() : QString());
    const quint16 wantedCategory = index.categories().find(category());
    const QString address = fold(input(u"address"_s)->value.toString());
    if (!wantedArea && address.size() < 6)
        return list;
    const qint64 since = m_services.core.nowMs() - 7LL * 24 * 3600 * 1000;
    for (const SortKey& key : index.order(Order::Newest)) {
        const IndexRow& row = index.row(key.slot);
        if (row.createdMs < since || list.size() >= 5)
            break;
        if (!isOpen(row.state()) || (wantedArea && row.area != wantedArea)
            || (wantedCategory && row.category && row.category != wantedCategory))
            continue;
        const RowText* text = m_services.core.textOf(row.id);
        if (!text || (address.size() >= 6 && !foldedContains(fold(text->address), address)
                      && !(wantedArea && wantedCategory)))
            continue;
        list.append(QVariantMap{{u"caseId"_s, row.id.toString(QUuid::WithoutBraces)},
                                {u"code"_s, text->code}, {u"title"_s, text->title},
                                {u"detail"_s, words::agoText(row.createdMs,
                                                             m_services.core.nowMs())}});
    }
    return list;
}

ActionSheet::Input* ActionSheet::input(const QString& code)
{
    const int row = rowOfCode(code);
    return row < 0 ? nullptr : &m_inputs[row];
}

const ActionSheet::Input* ActionSheet::input(const QString& code) const
{
    const int row = rowOfCode(code);
    return row < 0 ? nullptr : &m_inputs.at(row);
}

int ActionSheet::rowOfCode(const QString& code) const
{
    for (int row = 0; row < m_inputs.size(); ++row) {
        if (code == QLatin1StringView(m_inputs.at(row).field->code))
            return row;
    }
    return -1;
}

QString ActionSheet::category() const
{
    if (const Input* in = input(u"category"_s); in && !in->value.toString().isEmpty())
        return in->value.toString();
    return m_case ? m_case->category : QString();
}

bool ActionSheet::isVisible(const Input& in) const
{
    const QLatin1StringView code(in.field->code);
    if (code == "noPosition"_L1) {
        const Input* position = input(u"position"_s);
        return !position || position->value.toString().trimmed().isEmpty();
    }
    if (code == "waiver"_L1) {
        const Input* documents = input(u"documents"_s);
        const qsizetype wanted
            = documents ? choicesOf(*documents->field, context(), category()).size() : 0;
        return wanted > 0 && documents->value.toStringList().size() < wanted;
    }
    if (in.field->kind == FieldKind::Documents)
        return !choicesOf(*in.field, context(), category()).isEmpty();
    return in.field->kind != FieldKind::Mid;
}

QVariantList ActionSheet::recordOf(const Input& in) const
{
    const bool large = in.field->kind == FieldKind::Text;
    return {QString::fromLatin1(in.field->code),
            kindCode(in.field->kind),
            words::label(*in.field),
            in.field->required,
            in.value,
            in.error.code == ErrorCode::None ? QString() : words::sentence(in.error),
            hintFor(*in.field, context()),
            choicesOf(*in.field, context(), category()),
            large ? 4 : 1,
            large ? kMaxText : kMaxLine,
            isVisible(in),
            fileRecords(in)};
}

void ActionSheet::refresh()
{
    QList<QVariantList> records;
    for (const Input& in : std::as_const(m_inputs))
        records.append(recordOf(in));
    setRecords(records);
}

void ActionSheet::retranslate()
{
    refresh();
    Q_EMIT textsChanged();
    Q_EMIT stateChanged();
}

QVariant ActionSheet::valueOf(const QString& code) const
{
    const Input* in = input(code);
    return in ? in->value : QVariant();
}

void ActionSheet::setValue(const QString& code, const QVariant& value)
{
    Input* in = input(code);
    if (!in || in->value == value)
        return;
    in->value = value;
    in->touched = true;
    in->error = {ErrorCode::None, {}, {}};
    afterChange(code);
    refresh();
    saveSoon();
    Q_EMIT valuesChanged();
}

// The agency follows from field and ward, the message from the reason, until somebody changes them.
void ActionSheet::afterChange(const QString& code)
{
    if (code == u"category"_s || code == u"area"_s) {
        Input* agency = input(u"agency"_s);
        if (agency && !agency->touched && QLatin1StringView(agency->field->prefill) == "route"_L1) {
            const Input* area = input(u"area"_s);
            const QString ward = area && !area->value.toString().isEmpty() ? area->value.toString()
                : wardOfCase();
            const RouteProposal route = m_services.core.directory().route(
                category(), ward, localDate(m_services.core.nowMs()));
            if (!route.agency.isEmpty())
                agency->value = route.agency;
        }
    }
    if (code == u"reason"_s) {
        Input* message = input(u"message"_s);
        if (message && !message->touched &&
            QLatin1StringView(message->field->prefill) == "template:reject"_L1) {
            message->value
                = templateText(u"reject:"_s + input(code)->value.toString(), context());
        }
    }
    m_error = {ErrorCode::None, {}, {}};
    m_why.clear();
    Q_EMIT stateChanged();
}

void ActionSheet::useTemplate(const QString& code, const QString& templateCode)
{
    if (const QString text = templateText(templateCode, context()); !text.isEmpty())
        setValue(code, text);
}

QVariantList ActionSheet::templates(const QString& code) const
{
    const Input* in = input(code);
    return in ? templateList(*in->field, context()) : QVariantList();
}

}  // namespace kydai::desk
