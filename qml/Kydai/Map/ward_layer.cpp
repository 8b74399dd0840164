// SPDX-License-Identifier: GPL-3.0-or-later
#include "ward_layer.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QCollator>
#include <QCoreApplication>
#include <QThreadPool>

#include "maprender/area_scene.h"

namespace kydai::mapqml {

using namespace Qt::StringLiterals;

namespace {

constexpr double kNoFigure = std::numeric_limits<double>::quiet_NaN();

const QStringList kMetrics{u"outline"_s, u"count"_s, u"rate"_s, u"late"_s};

}  // namespace

void WardLayer::setFeed(CaseFeed* feed)
{
    if (m_feed == feed)
        return;
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    if (feed) {
        connect(feed, &CaseFeed::changed, this, &WardLayer::recount);
        connect(feed, &CaseFeed::windowChanged, this, &WardLayer::recount);
    }
    Q_EMIT feedChanged();
    recount();
}

void WardLayer::setAreas(desk::AreaFinder* areas)
{
    if (m_areas == areas)
        return;
    if (m_areas)
        m_areas->disconnect(this);
    m_areas = areas;
    if (areas)
        connect(areas, &desk::AreaFinder::changed, this, &WardLayer::takeIndex);
    Q_EMIT areasChanged();
    takeIndex();
}

void WardLayer::setOn(bool on)
{
    if (m_on == on)
        return;
    m_on = on;
    if (!on)
        setWard({});
    Q_EMIT lookChanged();
    recount();
}

void WardLayer::setMetric(const QString& metric)
{
    if (m_metric == metric || !kMetrics.contains(metric))
        return;
    m_metric = metric;
    classify();
    Q_EMIT lookChanged();
}

void WardLayer::setWard(const QString& code)
{
    if (m_ward == code)
        return;
    m_ward = code;
    Q_EMIT wardChanged();
}

void WardLayer::show(desk::AreaIndexPtr index)
{
    m_index = std::move(index);
    makeShapes();
}

void WardLayer::takeIndex() { show(m_areas ? m_areas->index() : nullptr); }

// All levels at once: forty wards take some tenths of a second, away from the screen's thread.
void WardLayer::makeShapes()
{
    m_levels = {};
    const quint64 number = ++m_making;
    if (m_index) {
        QThreadPool::globalInstance()->start(
            [guard = QPointer<WardLayer>(this), number, index = m_index] {
                const geo::AreaShapes shapes(*index);
                const auto made = std::make_shared<Levels>();
                for (size_t level = 0; level < made->size(); ++level)
                    (*made)[level] = maprender::areaShapes(*index, shapes, static_cast<int>(level));
                QMetaObject::invokeMethod(
                    QCoreApplication::instance(),
                    [guard, number, made] {
                        if (!guard || guard->m_making != number)
                            return;
                        guard->m_levels = *made;
                        Q_EMIT guard->shapesChanged();
                    },
                    Qt::QueuedConnection);
            });
    }
    Q_EMIT shapesChanged();
    recount();
}

void WardLayer::recount()
{
    if (m_counting) {
        m_again = true;
        return;
    }
    m_again = false;
    if (!m_on || !m_index || !m_feed || !m_feed->core())
        return;
    m_counting = true;
    m_filter = m_feed->rowFilter();
    m_filter.forgetAreas();
    m_nextSlot = 0;
    m_rows.assign(static_cast<size_t>(m_feed->core()->index().areas().size()), {});
    m_rowsTotal = 0;
    countSlice(++m_count);
}

void WardLayer::countSlice(quint64 number)
{
    if (number != m_count)
        return;
    if (!m_feed || !m_feed->core()) {
        m_counting = false;
        return;
    }
    const desk::CaseIndex& index = m_feed->core()->index();
    const qint64 now = m_feed->core()->nowMs();
    const quint32 end = index.slotEnd();
    const quint32 until = end - std::min(end, m_nextSlot) <= kGatherSlice ? end
                                                                         : m_nextSlot + kGatherSlice;
    for (; m_nextSlot < until; ++m_nextSlot) {
        if (!index.isLive(m_nextSlot))
            continue;
        const desk::IndexRow& row = index.row(m_nextSlot);
        if (!m_feed->inWindow(row) || !m_filter.matches(row, now))
            continue;
        ++m_rowsTotal;
        if (row.area >= m_rows.size())
            m_rows.resize(row.area + 1u);
        WardFigure& figure = m_rows[row.area];
        ++figure.count;
        figure.late += row.latenessAt(now) == Lateness::Overdue;
    }
    if (m_nextSlot < end) {
        QMetaObject::invokeMethod(this, [this, number] { countSlice(number); },
                                  Qt::QueuedConnection);
        return;
    }
    m_counting = false;
    m_figures.clear();
    m_total = m_elsewhere = m_rowsTotal;
    for (int i = 0; i < m_index->size(); ++i) {
        const QString& code = m_index->area(i).code;
        const quint16 known = index.areas().find(code);
        // 0 = no row has ever named it.
        const WardFigure figure = known > 0 && known < m_rows.size() ? m_rows[known] : WardFigure();
        m_figures.insert(code, figure);
        m_elsewhere -= figure.count;
    }
    classify();
    if (m_again)
        QMetaObject::invokeMethod(this, &WardLayer::recount, Qt::QueuedConnection);
}

double WardLayer::valueOf(const QString& code) const
{
    const auto it = m_figures.constFind(code);
    if (it == m_figures.constEnd())
        return kNoFigure;
    if (m_metric == u"count"_s)
        return it->count;
    if (m_metric == u"late"_s)
        return it->count > 0 ? 100.0 * it->late / it->count : kNoFigure;
    const Area* area = m_feed && m_feed->core() ? m_feed->core()->directory().area(code) : nullptr;
    return m_metric == u"rate"_s && area && area->population > 0
               ? 1000.0 * it->count / area->population : kNoFigure;
}

void WardLayer::classify()
{
    QList<double> values;
    if (m_metric != u"outline"_s) {
        for (auto it = m_figures.cbegin(); it != m_figures.cend(); ++it)
            values.append(valueOf(it.key()));
    }
    m_bounds = maprender::choroplethClasses(values);
    Q_EMIT figuresChanged();
}

QVariantList WardLayer::classes() const
{
    if (m_metric == u"outline"_s || m_figures.isEmpty())
        return {};
    struct Sum {
        double from = std::numeric_limits<double>::infinity();
        double to = -std::numeric_limits<double>::infinity();
        int wards = 0;
    };
    std::array<Sum, 6> sums;
    for (auto it = m_figures.cbegin(); it != m_figures.cend(); ++it) {
        const double value = valueOf(it.key());
        Sum& sum = sums[static_cast<size_t>(m_bounds.classOf(value) + 1)];
        ++sum.wards;
        sum.from = std::min(sum.from, value);
        sum.to = std::max(sum.to, value);
    }
    QVariantList list;
    for (int level = 0; level < m_bounds.bounds.size(); ++level) {
        const Sum& sum = sums[static_cast<size_t>(level + 1)];
        list.append(QVariantMap{{u"level"_s, level}, {u"from"_s, sum.from}, {u"to"_s, sum.to},
                                {u"wards"_s, sum.wards}});
    }
    if (sums[0].wards > 0)
        list.append(QVariantMap{{u"level"_s, -1}, {u"wards"_s, sums[0].wards}});
    return list;
}

QVariantMap WardLayer::about(const QString& code) const
{
    const Area* area = m_feed && m_feed->core() ? m_feed->core()->directory().area(code) : nullptr;
    const WardFigure figure = figureOf(code);
    QString name = area ? area->fullName.isEmpty() ? area->name : area->fullName : QString();
    for (int i = 0; name.isEmpty() && m_index && i < m_index->size(); ++i) {
        if (m_index->area(i).code == code)
            name = m_index->area(i).name;
    }
    return {{u"code"_s, code}, {u"name"_s, name}, {u"count"_s, figure.count},
            {u"late"_s, figure.late}, {u"population"_s, area ? area->population : 0},
            {u"figure"_s, valueOf(code)}};
}

QString WardLayer::next(const QString& code, int by) const
{
    if (!m_index || m_index->size() == 0)
        return {};
    std::vector<int> order(static_cast<size_t>(m_index->size()));
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<int>(i);
    const QCollator collator(QLocale(QLocale::Vietnamese));
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        return collator.compare(m_index->area(a).name, m_index->area(b).name) < 0;
    });
    const auto here = std::find_if(order.begin(), order.end(), [&](int i) {
        return m_index->area(i).code == code;
    });
    const auto size = static_cast<std::ptrdiff_t>(order.size());
    const std::ptrdiff_t at = here == order.end() ? (by > 0 ? -1 : 0) : here - order.begin();
    return m_index->area(order[static_cast<size_t>(((at + by) % size + size) % size)]).code;
}

QString WardLayer::wardAt(geo::World at) const
{
    const geo::LonLat place = geo::toLonLat(at);
    const int found = m_on && m_index ? m_index->areaAt(place, {}) : -1;
    return found < 0 ? QString() : m_index->area(found).code;
}

geo::WorldBox WardLayer::boxOf(const QString& code) const
{
    for (int i = 0; m_index && i < m_index->size(); ++i) {
        const geo::MapArea& area = m_index->area(i);
        if (area.code != code)
            continue;
        const geo::World a = geo::toWorld({area.west, area.north});
        const geo::World b = geo::toWorld({area.east, area.south});
        return {a.x, a.y, b.x, b.y};
    }
    return {1, 1, 0, 0};
}

void WardLayer::setChosen(const QStringList& codes)
{
    if (m_chosen == codes)
        return;
    m_chosen = codes;
    Q_EMIT lookChanged();
}

maprender::AreaScene WardLayer::scene(double zoom) const
{
    maprender::AreaScene scene;
    const Shapes& shapes = m_levels[static_cast<size_t>(geo::AreaShapes::levelFor(zoom))];
    if (!m_on || !shapes)
        return scene;
    scene.shapes = shapes;
    for (size_t i = 0; i < shapes->size(); ++i) {
        const QString& code = (*shapes)[i].code;
        if (m_metric != u"outline"_s && !m_figures.isEmpty())
            scene.classes.push_back(m_bounds.classOf(valueOf(code)));
        if (code == m_ward)
            scene.hovered = static_cast<int>(i);
        if (m_chosen.size() == 1 && m_chosen.first() == code)
            scene.current = static_cast<int>(i);
    }
    return scene;
}

}  // namespace kydai::mapqml
