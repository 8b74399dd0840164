// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/conflict_model.h"

#include <QCborMap>
#include <QCborValue>
#include <QPointer>

#include "desk/row_roles.h"
#include "desk/time_words.h"
#include "desk/translate.h"
#include "desk/words.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kOfflineMs = 5000;  // an answer that took longer: it was decided without the line

// What a person may do in place of a decision that is no longer possible.
constexpr Action kInstead[] = {Action::Recall, Action::Reassign, Action::AddJoint, Action::Rework,
                               Action::SendBack, Action::Restore, Action::Reopen, Action::Edit,
                               Action::Note};

QString sideCode(Side side)
{
    return side == Side::Mine ? u"mine"_s : side == Side::Theirs ? u"theirs"_s : QString();
}

QString whenAnd(qint64 atMs, qint64 nowMs, bool offline)
{
    const QString at = words::whenText(atMs, nowMs);
    return offline ? translate("Desk", "%1, offline").arg(at)
                   : translate("Desk", "%1, online").arg(at);
}

}  // namespace

ConflictModel::ConflictModel(Services& services, Commands& commands, const OutboxEntry& refused,
                             QObject* parent)
    : RecordModel({"key", "choiceRow", "label", "base", "mine", "theirs", "theirsDetail", "choice",
                   "note"}, parent),
      m_services(services),
      m_commands(commands),
      m_refused(refused)
{
    DeskCore& core = services.core;
    connect(&core, &DeskCore::changed, this, &ConflictModel::refresh);
    connect(&core, &DeskCore::caseArrived, this, &ConflictModel::refresh);
    connect(&core, &DeskCore::directoryChanged, this, &ConflictModel::refresh);
    services.engine.askSetting(
        baseKey(refused.op.mid), [guard = QPointer<ConflictModel>(this)](const QByteArray& kept) {
            if (!guard)
                return;
            guard->m_base = QCborValue::fromCbor(kept).toMap().toVariantMap();
            guard->refresh();
        });
    refresh();
}

ConflictInput ConflictModel::input() const
{
    return {m_services.core.directory(), *m_case, m_refused, m_base, m_services.core.nowMs()};
}

ConflictPlan ConflictModel::plan() const
{
    return m_case ? conflictPlan(input(), m_choices) : ConflictPlan();
}

void ConflictModel::refresh()
{
    (void)m_services.core.wholeCase(m_refused.op.caseId);  // asks for it when it is not here
    if (const CasePtr now = m_services.core.confirmedCase(m_refused.op.caseId))
        m_case = now;
    QList<QVariantList> records;
    if (m_case) {
        for (const ConflictRow& row : conflictRows(input())) {
            records.append({row.key, row.choice, row.label, row.base, row.mine, row.theirs,
                            row.theirsDetail, sideCode(m_choices.value(row.key)), row.note});
        }
    }
    setRecords(records);
    Q_EMIT textsChanged();
}

int ConflictModel::differing() const
{
    int n = 0;
    for (int row = 0; row < count(); ++row)
        n += value(row, "choiceRow").toBool() ? 1 : 0;
    return n;
}

QString ConflictModel::title() const
{
    return translate("Desk", "Two people changed %1")
        .arg(m_case && !m_case->code.isEmpty() ? m_case->code
                                               : translate("Desk", "the same case"));
}

QString ConflictModel::subtitle() const
{
    return translate("Desk", "Your “%1” was decided on an older state of the case. Choose what is "
                             "kept for each field; what is not chosen stays in the history.")
        .arg(words::actionLabel(m_refused.op.action));
}

QString ConflictModel::differText() const
{
    const int n = differing();
    return n == 1 ? translate("Desk", "1 field differs")
                  : translate("Desk", "%1 fields differ").arg(n);
}

QString ConflictModel::mergedText() const
{
    const int n = count() - differing();
    return n == 1 ? translate("Desk", "1 goes together by itself")
                  : translate("Desk", "%1 go together by themselves").arg(n);
}

QString ConflictModel::mineWhen() const
{
    const bool offline = m_refused.changedMs - m_refused.queuedMs > kOfflineMs;
    return whenAnd(m_refused.op.atMs, m_services.core.nowMs(), offline);
}

QString ConflictModel::theirsName() const
{
    const QString user = m_case ? theirAuthor(input()).user : QString();
    return user.isEmpty() ? translate("Desk", "On the server")
                          : m_services.core.directory().userName(user);
}

QString ConflictModel::theirsInitials() const { return words::initialsOf(theirsName()); }

QString ConflictModel::theirsWhen() const
{
    if (!m_case)
        return {};
    const ConflictAuthor author = theirAuthor(input());
    return author.atMs ? whenAnd(author.atMs, m_services.core.nowMs(), author.offline) : QString();
}

QString ConflictModel::resultText() const
{
    const ConflictPlan what = plan();
    if (!m_case || what.kind == ConflictPlan::Kind::Undecided)
        return translate("Desk", "Choose a value for each field first.");
    if (what.kind == ConflictPlan::Kind::Gone)
        return goneText();
    const DeskCore& core = m_services.core;
    Case after = *m_case;
    if (what.kind == ConflictPlan::Kind::Send) {
        Operation op = m_refused.op;
        op.mid = Uuid(1, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);  // never sent: a look ahead
        op.action = what.action;
        op.args = what.args;
        op.baseVersion = m_case->version;
        op.atMs = core.nowMs();
        if (const Result<Case> next = reduce(*m_case, op, core.directory()))
            after = *next;
    }
    const Directory& d = core.directory();
    QStringList parts = {
        what.kind == ConflictPlan::Kind::Send ? words::actionLabel(what.action)
                                              : translate("Desk", "The case stays as it is"),
        words::label(after.state), categoryLabel(d, after.category),
        after.agency.isEmpty() ? QString()
                               : translate("Desk", "lead agency %1").arg(agencyLabel(d, after.agency)),
        words::label(after.priority),
        after.dueMs ? translate("Desk", "%1, computed by the system")
                          .arg(words::dueAtText(after.dueMs, core.nowMs())) : QString(),
        translate("Desk", "all notes are kept")};
    for (int row = 0; row < count(); ++row) {
        const QString key = value(row, "key").toString(), side = value(row, "choice").toString();
        if (!side.isEmpty() && key != u"category"_s
            && key != u"agency"_s && key != u"priority"_s)
            parts.insert(1, words::fieldLabel(key) + u": "_s
                                + value(row, side.toLatin1()).toString());
    }
    for (const QString& field : what.lost)
        parts.append(translate("Desk", "not saved: %1").arg(words::fieldLabel(field)));
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString ConflictModel::goneText() const
{
    if (!m_case || plan().kind != ConflictPlan::Kind::Gone)
        return {};
    return words::sentence(
        {ErrorCode::NotDeclared, {m_refused.op.action, codeOf(m_case->state)}, {}});
}

QVariantList ConflictModel::options() const
{
    QVariantList list;
    if (goneText().isEmpty())
        return list;
    const QList<Offer> offers = m_commands.offers(*m_case);
    for (const Action action : kInstead) {
        for (const Offer& offer : offers) {
            if (offer.row->action == action && offer.refusal.code == ErrorCode::None) {
                list.append(QVariantMap{{u"code"_s, codeOf(action)},
                                        {u"label"_s, words::label(action)}});
            }
        }
    }
    return list;
}

QString ConflictModel::saveLabel() const
{
    return plan().kind == ConflictPlan::Kind::Nothing ? translate("Desk", "Keep what is there")
                                                      : translate("Desk", "Save");
}

QString ConflictModel::saveReason() const
{
    switch (plan().kind) {
    case ConflictPlan::Kind::Undecided:
        return translate("Desk", "Choose a value for each field first.");
    case ConflictPlan::Kind::Gone:
        return goneText();
    default:
        return {};
    }
}

void ConflictModel::choose(const QString& field, const QString& side)
{
    const int row = rowOf(field);
    if (m_busy || row < 0 || !value(row, "choiceRow").toBool())
        return;
    m_choices[field] = side == u"mine"_s ? Side::Mine : Side::Theirs;
    m_error.clear();
    refresh();
}

void ConflictModel::chooseAll(const QString& side)
{
    for (int row = 0; row < count(); ++row)
        choose(value(row, "key").toString(), side);
}

bool ConflictModel::save()
{
    if (m_busy || m_closed || !saveReason().isEmpty())
        return false;
    const ConflictPlan what = plan();
    if (what.kind == ConflictPlan::Kind::Nothing) {
        settle();
        return true;
    }
    m_busy = true;
    m_error.clear();
    Q_EMIT textsChanged();
    m_commands.run(m_refused.op.caseId, what.action, what.args,
                   [guard = QPointer<ConflictModel>(this)](const Result<Uuid>& mid) {
                       if (!guard)
                           return;
                       guard->m_busy = false;
                       if (mid) {
                           guard->settle();
                           return;
                       }
                       guard->m_error = words::sentence(mid.error());
                       Q_EMIT guard->textsChanged();
                   });
    return true;
}

// The refused decision has been dealt with: it leaves the list, its base leaves the disk.
void ConflictModel::settle()
{
    m_services.engine.dismiss(m_refused.op.mid, [](const Result<void>&) {});
    m_services.engine.setSetting(baseKey(m_refused.op.mid), {});
    Q_EMIT settled();
    close();
}

void ConflictModel::close()
{
    if (m_closed)
        return;
    m_closed = true;
    Q_EMIT closed();
    deleteLater();
}

}  // namespace kydai::desk
