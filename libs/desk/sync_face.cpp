// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/sync_face.h"

#include <algorithm>

#include <QDir>
#include <QFileInfo>

#include "desk/actions.h"
#include "desk/field_words.h"
#include "desk/time_words.h"
#include "desk/translate.h"
#include "desk/words.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

QString codeOfCase(DeskCore& core, const Uuid& id)
{
    if (const CasePtr c = core.wholeCase(id); c && !c->code.isEmpty())
        return c->code;
    const RowText* text = core.textOf(id);
    return text && !text->code.isEmpty() ? text->code : translate("Desk", "not numbered yet");
}

QString titleOfCase(DeskCore& core, const Uuid& id)
{
    if (const CasePtr c = core.wholeCase(id))
        return c->title;
    const RowText* text = core.textOf(id);
    return text ? text->title : QString();
}

// What a person typed, one line a field; codes as their labels.
QString typedText(const Operation& op, const Directory& directory)
{
    QStringList lines;
    for (auto it = op.args.cbegin(); it != op.args.cend(); ++it) {
        if (it.key() == u"mid"_s || it.key() == u"files"_s
            || it.key() == u"attachments"_s)
            continue;
        const QString value = fieldValue(directory, op.action, it.key(), it.value(),
                                         op.args.value(u"category"_s).toString());
        if (!value.isEmpty())
            lines.append(words::fieldLabel(it.key()) + u": "_s + value);
    }
    return lines.join(u'\n');
}

}  // namespace

OutboxModel::OutboxModel(Services& services, QObject* parent)
    : RecordModel({"mid", "caseId", "caseCode", "title", "actionLabel", "iconName", "detail",
                   "atText", "statusText", "canWithdraw"}, parent),
      m_services(services)
{}

void OutboxModel::setEntries(const QList<OutboxEntry>& entries)
{
    m_entries = entries;
    QList<QVariantList> records;
    DeskCore& core = m_services.core;
    for (const OutboxEntry& entry : std::as_const(m_entries)) {
        if (entry.state != OutboxState::Pending && entry.state != OutboxState::Accepted)
            continue;
        const Operation& op = entry.op;
        const QString status = entry.state == OutboxState::Accepted
                                   ? translate("Desk", "accepted, waiting for the row")
                               : !core.online()  ? translate("Desk", "waits for the connection")
                               : entry.attempted ? translate("Desk", "being sent")
                                                 : translate("Desk", "waits its turn");
        records.append({op.mid.toString(QUuid::WithoutBraces),
                        op.caseId.toString(QUuid::WithoutBraces), codeOfCase(core, op.caseId),
                        titleOfCase(core, op.caseId), words::actionLabel(op.action),
                        words::actionIcon(op.action), typedText(op, core.directory()),
                        words::whenText(op.atMs, core.nowMs()), status,
                        entry.state == OutboxState::Pending && !entry.attempted});
    }
    setRecords(records);
}

bool OutboxModel::withdraw(const QString& mid)
{
    const int row = rowOf(mid);
    if (row < 0 || !value(row, "canWithdraw").toBool())
        return false;
    m_services.engine.withdraw(Uuid::fromString(mid), [](const Result<void>&) {});
    m_services.engine.setSetting(baseKey(Uuid::fromString(mid)), {});
    return true;
}

AttentionModel::AttentionModel(Services& services, QObject* parent)
    : RecordModel({"mid", "caseId", "caseCode", "title", "actionLabel", "reason", "detail",
                   "atText", "kind", "canCompare"},
                  parent),
      m_services(services)
{
    // Whether something differs is known once the case is here.
    connect(&services.core, &DeskCore::caseArrived, this, [this](const QUuid& id, bool found) {
        const auto ofCase = [&id](const OutboxEntry& e) { return e.op.caseId == id; };
        if (found && std::any_of(m_entries.cbegin(), m_entries.cend(), ofCase))
            retranslate();
    });
    connect(&services.core, &DeskCore::changed, this, [this] {
        if (!m_entries.isEmpty())
            retranslate();
    });
}

void AttentionModel::retranslate()
{
    setEntries(QList<OutboxEntry>(m_entries));
    if (m_open)
        m_open->retranslate();
}

bool AttentionModel::differs(const OutboxEntry& entry)
{
    (void)m_services.core.wholeCase(entry.op.caseId);  // asks for it when it is not here
    const CasePtr now = m_services.core.confirmedCase(entry.op.caseId);
    return now && !conflictsOf(*now, entry.op).isEmpty();
}

ConflictModel* AttentionModel::compare(const QString& mid)
{
    const OutboxEntry* entry = find(mid);
    if (!entry || !m_actions || !differs(*entry))
        return nullptr;
    if (m_open)
        m_open->close();
    m_open = new ConflictModel(m_services, m_actions->commands(), *entry, this);
    return m_open;
}

void AttentionModel::setEntries(const QList<OutboxEntry>& entries)
{
    m_entries = entries;
    m_entries.removeIf([](const OutboxEntry& e) { return e.state != OutboxState::Refused; });
    QList<QVariantList> records;
    DeskCore& core = m_services.core;
    for (const OutboxEntry& entry : std::as_const(m_entries)) {
        const Operation& op = entry.op;
        QString kind = u"denied"_s;
        switch (entry.result.status) {
        case protocol::ResultStatus::Conflict: kind = u"conflict"_s; break;
        case protocol::ResultStatus::Invalid: kind = u"invalid"_s; break;
        case protocol::ResultStatus::Gone: kind = u"gone"_s; break;
        default: break;
        }
        records.append({op.mid.toString(QUuid::WithoutBraces),
                        op.caseId.toString(QUuid::WithoutBraces), codeOfCase(core, op.caseId),
                        titleOfCase(core, op.caseId), words::actionLabel(op.action),
                        words::sentence(entry.result.error), typedText(op, core.directory()),
                        words::whenText(op.atMs, core.nowMs()), kind, differs(entry)});
    }
    setRecords(records);
}

const OutboxEntry* AttentionModel::find(const QString& mid) const
{
    const Uuid wanted = Uuid::fromString(mid);
    for (const OutboxEntry& entry : m_entries) {
        if (entry.op.mid == wanted)
            return &entry;
    }
    return nullptr;
}

void AttentionModel::discard(const QString& mid)
{
    if (!find(mid))
        return;
    m_services.engine.dismiss(Uuid::fromString(mid), [](const Result<void>&) {});
    m_services.engine.setSetting(baseKey(Uuid::fromString(mid)), {});
}

QString AttentionModel::textOf(const QString& mid) const
{
    const OutboxEntry* entry = find(mid);
    return entry ? typedText(entry->op, m_services.core.directory()) : QString();
}

ActionSheet* AttentionModel::again(const QString& mid)
{
    const OutboxEntry* entry = find(mid);
    return entry && m_actions ? m_actions->again(entry->op) : nullptr;
}

DeskSync::DeskSync(Services& services, const QString& profileDir, QObject* parent)
    : QObject(parent),
      m_services(services),
      m_profileDir(profileDir),
      m_outbox(services),
      m_attention(services)
{
    m_status.problem.code = m_status.storage.code = ErrorCode::None;
    connect(&services.core, &DeskCore::changed, this, &DeskSync::changed);
    connect(&services.core, &DeskCore::textsArrived, this, &DeskSync::retranslate);
}

void DeskSync::setStatus(const SyncStatus& status)
{
    using S = SyncStatus::State;
    m_status = status;
    const bool linked = status.state == S::Live || status.state == S::Snapshot;
    if (linked || status.state == S::Stopped)
        m_offlineSinceMs = 0;
    else if (m_offlineSinceMs == 0)
        m_offlineSinceMs = std::max<qint64>(1, m_services.clock.monotonicMs());
    m_outbox.retranslate();
    Q_EMIT changed();
}

void DeskSync::setEntries(const QList<OutboxEntry>& entries)
{
    m_outbox.setEntries(entries);
    m_attention.setEntries(entries);
    m_pending = m_outbox.count();
    Q_EMIT changed();
}

QString DeskSync::state() const
{
    using S = SyncStatus::State;
    switch (m_status.state) {
    case S::Live: return m_attention.count() > 0 ? u"conflict"_s : u"online"_s;
    case S::Snapshot: case S::Authenticating: case S::Connecting:
        return m_status.state == S::Connecting && m_services.core.index().count() > 0
            ? u"offline"_s : u"catchup"_s;
    default: return u"offline"_s;
    }
}

QString DeskSync::text() const
{
    const QString code = state();
    if (code == u"conflict"_s)
        return translate("Desk", "Online · %1 refused").arg(m_attention.count());
    if (code == u"online"_s)
        return m_pending ? translate("Desk", "Online · %1 being sent").arg(m_pending)
                         : translate("Desk", "Online");
    if (code == u"catchup"_s) {
        return m_status.snapshotEstimate > 0
            ? translate("Desk", "Catching up %1 %").arg(static_cast<int>(progress() * 100))
            : translate("Desk", "Connecting");
    }
    return m_pending ? translate("Desk", "Offline · %1 waiting").arg(m_pending)
                     : translate("Desk", "Offline");
}

double DeskSync::progress() const
{
    if (online())
        return 1;
    if (m_status.snapshotEstimate <= 0)
        return 0;
    return std::clamp(static_cast<double>(m_status.snapshotRows)
                          / static_cast<double>(m_status.snapshotEstimate), 0.0, 1.0);
}

QString DeskSync::progressText() const
{
    if (m_status.snapshotEstimate <= 0 && m_status.snapshotRows <= 0)
        return {};  // nothing is being loaded
    return translate("Desk", "%1 of %2")
        .arg(words::countText(m_status.snapshotRows),
             words::countText(std::max(m_status.snapshotRows, m_status.snapshotEstimate)));
}

bool DeskSync::firstFill() const
{
    return m_status.lastSeq < 0 && !online();
}

QString DeskSync::lastContactText() const
{
    return words::timeSecondsText(m_status.lastContactMs);
}

QString DeskSync::freshText() const
{
    if (online())
        return m_status.latencyMs >= 0 ? translate("Desk", "Latency %1 ms").arg(m_status.latencyMs)
                                       : translate("Desk", "Connected");
    if (!m_status.lastContactMs)
        return translate("Desk", "Not connected yet");
    return translate("Desk", "Offline for %1")
        .arg(words::durationText(m_services.clock.nowMs() - m_status.lastContactMs));
}

int DeskSync::retryInSeconds() const
{
    const qint64 left = m_status.nextTryMs - m_services.clock.nowMs();
    return m_status.nextTryMs && left > 0 ? static_cast<int>((left + 999) / 1000) : 0;
}

QString DeskSync::cacheBytesText() const
{
    const QDir dir(m_profileDir);
    return words::bytesText(QFileInfo(dir.filePath(u"cache.db"_s)).size()
                            + QFileInfo(dir.filePath(u"cache.db-wal"_s)).size());
}

QString DeskSync::readOnlyReason() const
{
    return m_status.storage.code == ErrorCode::None ? QString() : words::sentence(m_status.storage);
}

QString DeskSync::banner() const
{
    using S = SyncStatus::State;
    if (m_status.storage.code != ErrorCode::None)
        return words::sentence(m_status.storage);
    if (m_status.state == S::UpgradeNeeded)
        return words::sentence({ErrorCode::Unsupported, {}, {}});
    if (!cut() || m_status.lastContactMs == 0)
        return {};
    // A blink of the link is no news.
    if (m_services.clock.monotonicMs() - m_offlineSinceMs < 3000)
        return {};
    return translate("Desk", "Connection to the server lost at %1").arg(lastContactText());
}

QString DeskSync::bannerDetail() const
{
    if (m_status.storage.code == ErrorCode::DiskFull)
        return translate("Desk", "What is on the screen was kept. Make room on the disk.");
    if (banner().isEmpty())
        return {};
    return translate("Desk",
                     "You go on classifying, writing notes and entering calls. Seeing telephone "
                     "numbers, approving and publishing need the connection.");
}

void DeskSync::retryNow()
{
    m_services.engine.wake();
}

void DeskSync::second()
{
    if (!online())
        Q_EMIT changed();
}

void DeskSync::retranslate()
{
    m_outbox.retranslate();
    m_attention.retranslate();
    Q_EMIT changed();
}

}  // namespace kydai::desk
