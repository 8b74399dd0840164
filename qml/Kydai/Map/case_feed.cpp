// SPDX-License-Identifier: GPL-3.0-or-later
#include "case_feed.h"

#include <QCoreApplication>
#include <QThreadPool>

namespace kydai::mapqml {

using namespace Qt::StringLiterals;

CaseFeed::CaseFeed(QObject* parent)
    : QObject(parent), m_places(std::make_unique<geo::ClusterPyramid>())
{}

CaseFeed::~CaseFeed() = default;

void CaseFeed::setContext(desk::WorkspaceContext* context)
{
    if (m_context == context)
        return;
    m_context = context;
    m_core = nullptr;
    if (context) {
        desk::CaseFilter* filter = context->filter();
        m_spec = filter->spec();
        m_filter = filter->rowFilter();
        attach(&context->core());
        m_links << connect(filter, &desk::CaseFilter::applied, this,
                           [this, filter] { setFilter(filter->spec(), filter->rowFilter()); });
    } else {
        attach(nullptr);
    }
    Q_EMIT contextChanged();
}

void CaseFeed::attach(desk::DeskCore* core)
{
    for (const QMetaObject::Connection& link : std::as_const(m_links))
        disconnect(link);
    m_links.clear();
    m_core = core;
    if (core)
        m_links << connect(core, &desk::DeskCore::changed, this, &CaseFeed::onChanged);
    rebuild();
}

void CaseFeed::setFilter(const FilterSpec& spec, desk::RowFilter filter)
{
    m_spec = spec;
    m_filter = std::move(filter);
    rebuild();
}

void CaseFeed::setClasses(int bits)
{
    const quint32 wanted = static_cast<quint32>(bits) & kAllClasses;
    if (wanted == m_classes)
        return;
    m_classes = wanted;
    Q_EMIT classesChanged();
    rebuild();
}

void CaseFeed::setWindow(double fromMs, double toMs)
{
    const auto from = static_cast<qint64>(fromMs), to = static_cast<qint64>(toMs);
    if (from == m_fromMs && to == m_toMs)
        return;
    m_fromMs = from;
    m_toMs = to;
    Q_EMIT windowChanged();
    rebuild();
}

bool CaseFeed::keeps(const desk::IndexRow& row) const
{
    if (isRescue(row))
        return false;
    if (isAlwaysShown(row))
        return row.has(FlagHasPosition);
    return inWindow(row) && passes(row);
}

bool CaseFeed::passes(const desk::IndexRow& row) const
{
    if (!row.has(FlagHasPosition))
        return false;
    if (isAlwaysShown(row))
        return true;
    const qint64 now = m_core->nowMs();
    if (!m_spec.states && !(m_classes & (1u << static_cast<unsigned>(classOf(row, now)))))
        return false;
    return m_filter.isEmpty() || m_filter.matches(row, now);
}

QString CaseFeed::idOf(int slot) const
{
    if (!m_core || slot < 0 || !m_core->index().isLive(static_cast<quint32>(slot)))
        return {};
    return m_core->index().row(static_cast<quint32>(slot)).id.toString(QUuid::WithoutBraces);
}

int CaseFeed::slotOf(const QString& caseId) const
{
    if (!m_core)
        return -1;
    const quint32 slot = m_core->index().slotOf(Uuid::fromString(caseId));
    return slot == desk::kNoSlot ? -1 : static_cast<int>(slot);
}

CaseFeed::Gathered CaseFeed::gathered(quint32 slot) const
{
    const desk::IndexRow& row = m_core->index().row(slot);
    const qint64 now = m_core->nowMs();
    return {slot, row.latE7, row.lonE7, static_cast<quint8>(classOf(row, now)),
            static_cast<quint8>(std::min(3, static_cast<int>(rimOf(row.latenessAt(now))))),
            isAlwaysShown(row)};
}

geo::MapPoint CaseFeed::pointOf(const Gathered& row)
{
    return {row.slot, geo::toWorld({row.lonE7 * 1e-7, row.latE7 * 1e-7}), row.placeClass,
            row.lateness, row.urgent};
}

void CaseFeed::onChanged(const desk::ChangeSet& change)
{
    if (change.kind == desk::ChangeKind::Reset || change.size() > desk::kPatchBound) {
        rebuild();
        return;
    }
    if (change.size() == 0)
        return;
    for (const QList<quint32>* slots_ : {&change.removed, &change.changed, &change.inserted}) {
        for (const quint32 slot : *slots_) {
            if (m_building)
                m_touched.insert(slot);
            else
                patch(slot);
        }
    }
    if (!m_building)
        publish();
}

void CaseFeed::patch(quint32 slot)
{
    const desk::CaseIndex& index = m_core->index();
    const bool live = index.isLive(slot);
    std::erase(m_rescues, slot);
    std::erase(m_urgent, slot);
    if (const quint64 before = m_places->points().keyOfHandle(slot); before != geo::kNoKey)
        m_touchedPlaces.push_back(geo::worldOf(before));
    if (live && isRescue(index.row(slot)) && index.row(slot).has(FlagHasPosition))
        m_rescues.push_back(slot);
    const bool wanted = live && keeps(index.row(slot));
    if (!wanted) {
        m_places->remove(slot);
        return;
    }
    const geo::MapPoint point = pointOf(gathered(slot));
    m_touchedPlaces.push_back(point.at);
    if (point.urgent)
        m_urgent.push_back(slot);
    if (!m_places->points().contains(slot)) {
        m_places->insert(point);
        return;
    }
    m_places->move(slot, point.at);
    m_places->points().restate(slot, point.state, point.lateness, point.urgent);
}

void CaseFeed::publish()
{
    ++m_version;
    Q_EMIT touched(std::exchange(m_touchedPlaces, {}), std::exchange(m_allTouched, false));
    Q_EMIT changed();
}

void CaseFeed::rebuild()
{
    ++m_build;
    m_touched.clear();
    m_rows.clear();
    m_rescueRows.clear();
    m_urgentRows.clear();
    m_nextSlot = 0;
    m_rows.reserve(m_places->size());
    m_building = m_core != nullptr;
    if (!m_core) {
        m_places->points().clear();
        m_rescues.clear();
        m_urgent.clear();
        m_allTouched = true;
        publish();
        return;
    }
    gatherSlice(m_build);
}

// The screen's thread only copies what passes; projecting and sorting are for the pool.
void CaseFeed::gatherSlice(quint64 build)
{
    if (build != m_build || !m_core)
        return;
    const desk::CaseIndex& index = m_core->index();
    const quint32 end = index.slotEnd();
    const quint32 until = end - m_nextSlot <= kGatherSlice ? end : m_nextSlot + kGatherSlice;
    for (; m_nextSlot < until; ++m_nextSlot) {
        if (!index.isLive(m_nextSlot))
            continue;
        const desk::IndexRow& row = index.row(m_nextSlot);
        if (keeps(row)) {
            m_rows.push_back(gathered(m_nextSlot));
            if (m_rows.back().urgent)
                m_urgentRows.push_back(m_nextSlot);
        } else if (isRescue(row) && row.has(FlagHasPosition)) {
            m_rescueRows.push_back(m_nextSlot);
        }
    }
    if (m_nextSlot < end) {
        QMetaObject::invokeMethod(this, [this, build] { gatherSlice(build); }, Qt::QueuedConnection);
        return;
    }
    if (end > kBuildHere) {
        buildAway(build);
        return;
    }
    std::vector<geo::MapPoint> points;
    points.reserve(m_rows.size());
    for (const Gathered& row : m_rows)
        points.push_back(pointOf(row));
    auto places = std::make_unique<geo::ClusterPyramid>();
    places->build(points);
    arrived(build, std::move(places));
}

void CaseFeed::buildAway(quint64 build)
{
    // Shared, since a task must be copyable; only one side holds it at a time.
    const auto made = std::make_shared<Places>();
    QThreadPool::globalInstance()->start(
        [guard = QPointer<CaseFeed>(this), build, made, rows = std::move(m_rows)] {
            std::vector<geo::MapPoint> points;
            points.reserve(rows.size());
            for (const Gathered& row : rows)
                points.push_back(pointOf(row));
            *made = std::make_unique<geo::ClusterPyramid>();
            (*made)->build(points);
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [guard, build, made] {
                    if (guard)
                        guard->arrived(build, std::move(*made));
                },
                Qt::QueuedConnection);
        });
    m_rows = {};
}

void CaseFeed::arrived(quint64 build, Places places)
{
    if (build != m_build || !m_core)
        return;
    m_building = false;
    m_rows = {};
    m_rescues = std::exchange(m_rescueRows, {});
    m_urgent = std::exchange(m_urgentRows, {});
    m_allTouched = true;
    std::swap(m_places, places);
    // A million points are not given back to the heap on the screen's thread.
    if (places && places->size() > kBuildHere) {
        QThreadPool::globalInstance()->start(
            [old = std::make_shared<Places>(std::move(places))]() mutable { old.reset(); });
    }
    const QSet<quint32> touched = std::exchange(m_touched, {});
    for (const quint32 slot : touched)
        patch(slot);
    publish();
}

}  // namespace kydai::mapqml
