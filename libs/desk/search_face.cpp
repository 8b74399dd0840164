// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/search_face.h"

#include <QPointer>

#include "core/vietnamese.h"
#include "desk/archive_fetch.h"
#include "desk/row_roles.h"
#include "desk/words.h"
#include "protocol/casecodec.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kArchiveWaitMs = 250;  // nobody is asked while somebody types
constexpr int kAgencyLetters = 3;
constexpr qint64 kRetryMs = 1000;

}  // namespace

SearchFace::SearchFace(Services& services, CaseModel& selected, QObject* parent)
    : RecordModel({"key", "kind", "caseId", "action", "code", "title", "detail", "trailing",
                   "tone", "state_", "stateLabel", "iconName", "keyText", "accessibleText"}, parent),
      m_services(services), m_selected(selected)
{
    connect(&services.core, &DeskCore::actorChanged, this, &SearchFace::end);
    connect(&services.core, &DeskCore::textsArrived, this, [this](const QList<QUuid>& ids) {
        if (std::any_of(ids.begin(), ids.end(), [this](const Uuid& id) { return m_here.contains(id); }))
            show();
    });
    connect(&services.core, &DeskCore::onlineChanged, this, [this] {
        if (m_services.core.online() && m_archive.state == ArchiveState::Offline)
            planArchive();
    });
    connect(&services.core, &DeskCore::caseArrived, this,
            [this](const QUuid& id, bool) { onCase(id); });
}

// The engine may be gone before; an answer under way finds nobody.
SearchFace::~SearchFace() = default;

QString SearchFace::words() const
{
    return commandsOnly() ? QString() : foldedWords(m_text).join(u' ');
}

void SearchFace::setText(const QString& text)
{
    if (m_text == text)
        return;
    m_text = text.left(300);
    m_error = {ErrorCode::None, {}, {}};
    ++m_number;
    dropArchive();
    if (words().isEmpty()) {
        m_here.clear();
        m_hereAll.clear();
        show();
        move(0);
    } else {
        searchHere();
    }
    Q_EMIT changed();
}

void SearchFace::begin()
{
    show();
    move(0);
}

void SearchFace::end()
{
    ++m_number;
    dropArchive();
    m_text.clear();
    m_here.clear();
    m_hereAll.clear();
    m_error = {ErrorCode::None, {}, {}};
    setRecords({});
    setCurrent(-1);
    Q_EMIT changed();
}

void SearchFace::searchHere()
{
    m_services.engine.search(
        Engine::SearchLane::Field, words(),
        [guard = QPointer<SearchFace>(this), number = m_number](const Result<QList<Uuid>>& hits) {
            if (guard && guard->m_number == number)
                guard->takeHere(hits ? *hits : QList<Uuid>());
        });
}

// Named agencies count as words of their cases; only the Centre has more than one.
QStringList SearchFace::agenciesNamed() const
{
    QStringList codes;
    const QString text = words();
    if (text.size() < kAgencyLetters || m_services.core.actor().roles.isAgency())
        return codes;
    for (const Agency& agency : m_services.core.directory().agencies()) {
        if (matchesTypeahead(text, agency.name) || matchesTypeahead(text, agency.shortName))
            codes.append(agency.code);
    }
    return codes;
}

void SearchFace::takeHere(const QList<Uuid>& hits)
{
    const CaseIndex& index = m_services.core.index();
    m_here.clear();
    m_hereAll.clear();
    const auto add = [this](const Uuid& id) {
        if (m_hereAll.contains(id))
            return;
        m_hereAll.insert(id);
        if (m_here.size() < kSearchRows)
            m_here.append(id);
    };
    for (const Uuid& id : hits) {
        if (index.contains(id))
            add(id);
    }
    if (const QStringList codes = agenciesNamed(); !codes.isEmpty()) {
        for (const SortKey& key : index.order(Order::Newest)) {
            const IndexRow& row = index.row(key.slot);
            if (row.agency && codes.contains(index.agencies().code(row.agency)))
                add(row.id);
        }
    }
    m_archive.state = m_services.core.online() ? ArchiveState::Asking : ArchiveState::Offline;
    show();
    setCurrent(-1);
    move(1);
    planArchive();
}

void SearchFace::planArchive()
{
    const QString text = words();
    if (text.isEmpty())
        return;
    m_archive.state = m_services.core.online() ? ArchiveState::Asking : ArchiveState::Offline;
    show();
    Q_EMIT changed();
    if (m_archive.state == ArchiveState::Offline)
        return;
    m_archive.questions = {{{u"text"_s, text}, {u"limit"_s, kSearchRows}}};
    if (const QStringList codes = agenciesNamed(); !codes.isEmpty())
        m_archive.questions.append({{u"agencies"_s, codes.mid(0, 64)}, {u"limit"_s, kSearchRows}});
    m_services.scheduler.postAfter(kArchiveWaitMs,
                                   [guard = QPointer<SearchFace>(this), number = m_number] {
                                       if (guard && guard->m_number == number)
                                           guard->askArchive();
                                   });
}

void SearchFace::askArchive()
{
    if (m_archive.query)
        return;
    ++m_archive.pages;
    m_archive.query = m_services.engine.query(
        u"search"_s, m_archive.questions.constFirst(),
        [guard = QPointer<SearchFace>(this), number = m_number](const Result<QVariantMap>& body) {
            if (guard && guard->m_number == number)
                guard->takeArchive(body);
        });
}

void SearchFace::takeArchive(const Result<QVariantMap>& body)
{
    m_archive.query = 0;
    const bool again = !body && (body.error().code == ErrorCode::Later
                                 || body.error().code == ErrorCode::Busy);
    if (again && m_archive.pages < kArchivePages) {
        m_services.scheduler.postAfter(kRetryMs,
                                       [guard = QPointer<SearchFace>(this), number = m_number] {
                                           if (guard && guard->m_number == number)
                                               guard->askArchive();
                                       });
        return;
    }
    if (!body) {
        m_archive.error = body.error();
        m_archive.state = body.error().code == ErrorCode::Offline ? ArchiveState::Offline
                                                                  : ArchiveState::Failed;
        show();
        Q_EMIT changed();
        return;
    }
    m_archive.atMs = m_services.core.nowMs();
    for (const QVariant& one : body->value(u"rows"_s).toList()) {
        const QVariantMap row = one.toMap();
        const Uuid id = row.value(u"id"_s).toUuid();
        const bool known = m_hereAll.contains(id)
            || std::any_of(m_archive.rows.begin(), m_archive.rows.end(),
                           [&id](const CasePtr& c) { return c->id == id; });
        if (id.isNull() || known || m_archive.rows.size() >= kSearchRows)
            continue;
        if (Result<Case> c = protocol::decodeCase(row.value(u"body"_s).toByteArray()))
            m_archive.rows.append(std::make_shared<const Case>(std::move(*c)));
    }
    const QByteArray next = body->value(u"next"_s).toByteArray();
    const bool wanted = m_archive.rows.size() < kSearchRows && m_archive.pages < kArchivePages;
    if (!next.isEmpty() && wanted)
        m_archive.questions.first().insert(u"after"_s, next);
    else
        m_archive.questions.removeFirst();
    m_archive.complete = m_archive.complete && (next.isEmpty() || wanted);
    if (!m_archive.questions.isEmpty() && wanted) {
        askArchive();
    } else {
        m_archive.complete = m_archive.complete && m_archive.questions.isEmpty();
        m_archive.state = ArchiveState::Done;
    }
    show();
    Q_EMIT changed();
}

void SearchFace::dropArchive()
{
    if (m_archive.query)
        m_services.engine.cancelQuery(m_archive.query);
    m_archive = {};
}

QString SearchFace::error() const
{
    return m_error.code == ErrorCode::None ? QString() : kydai::words::sentence(m_error);
}

bool SearchFace::selectable(int row) const
{
    const QString kind = value(row, "kind").toString();
    return row >= 0 && row < count() && kind != u"header"_s && kind != u"note"_s
        && kind != u"busy"_s;
}

void SearchFace::setCurrent(int row)
{
    if (m_current == row)
        return;
    m_current = row;
    Q_EMIT currentChanged();
}

// 0 = to the first one.
void SearchFace::move(int by)
{
    const int step = by < 0 ? -1 : 1;
    int left = by == 0 ? 1 : std::abs(by), at = by == 0 ? -1 : m_current, last = at;
    while (left > 0) {
        at += step;
        if (at < 0 || at >= count())
            break;
        if (selectable(at)) {
            last = at;
            --left;
        }
    }
    setCurrent(selectable(last) ? last : -1);
}

void SearchFace::choose(int row)
{
    if (!selectable(row))
        return;
    setCurrent(row);
    const QString kind = value(row, "kind").toString();
    if (kind == u"case"_s) {
        Q_EMIT caseChosen(value(row, "caseId").toString());
    } else if (kind == u"archive"_s) {
        open(Uuid::fromString(value(row, "caseId").toString()));
    } else {
        Q_EMIT commandChosen(kind, value(row, "action").toString());
    }
}

void SearchFace::open(const Uuid& id)
{
    m_opening = true;
    m_error = {ErrorCode::None, {}, {}};
    Q_EMIT changed();
    fetchArchived(m_services.engine, id,
                  [guard = QPointer<SearchFace>(this), id, number = m_number](Result<CasePtr> c) {
                      if (!guard)
                          return;
                      guard->m_opening = false;
                      if (c)
                          guard->m_services.core.giveArchived(id, std::move(*c));
                      else if (guard->m_number == number)
                          guard->m_error = c.error();
                      Q_EMIT guard->changed();
                      if (guard->m_number == number && guard->m_error.code == ErrorCode::None)
                          Q_EMIT guard->caseChosen(id.toString(QUuid::WithoutBraces));
                  });
}

// The stream does not tell of archived cases: after own work on one, it is read again.
void SearchFace::onCase(const QUuid& id)
{
    if (!m_services.core.archivedAtMs(id))
        return;
    if (!m_services.core.pendingOf(id).isEmpty()) {
        m_worked.insert(id);
        return;
    }
    if (!m_worked.remove(id))
        return;
    fetchArchived(m_services.engine, id, [guard = QPointer<SearchFace>(this), id](Result<CasePtr> c) {
        if (guard && c && guard->m_services.core.archivedAtMs(id))
            guard->m_services.core.giveArchived(id, std::move(*c));
    });
}

}  // namespace kydai::desk
