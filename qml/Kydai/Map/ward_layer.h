// SPDX-License-Identifier: GPL-3.0-or-later
// The wards on a workspace's map: outlines, and a figure of each as one of five classes. A ward's
// figure is what the queue would show if its filter named this ward: the workspace's filter with its
// wards set aside, and the time window of the map. Rows count by the ward written in them.
//
// GUI thread. Outlines are made on a pool thread. Rows are counted in slices after every change;
// while one count runs, the next waits: a busy shift costs one pass after the other, never more.
#pragma once

#include <array>

#include <QObject>
#include <QPointer>
#include <QVariantList>
#include <QtQml/qqmlregistration.h>

#include "case_feed.h"
#include "desk/area_finder.h"
#include "maprender/overlay_scene.h"

namespace kydai::mapqml {

struct WardFigure {
    int count = 0, late = 0;
};

class WardLayer : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(kydai::mapqml::CaseFeed* feed READ feed WRITE setFeed NOTIFY feedChanged)
    Q_PROPERTY(kydai::desk::AreaFinder* areas READ areas WRITE setAreas NOTIFY areasChanged)
    Q_PROPERTY(bool on READ on WRITE setOn NOTIFY lookChanged)
    Q_PROPERTY(QString metric READ metric WRITE setMetric NOTIFY lookChanged)
    Q_PROPERTY(QStringList chosen READ chosen WRITE setChosen NOTIFY lookChanged)
    Q_PROPERTY(QString ward READ ward WRITE setWard NOTIFY wardChanged)
    Q_PROPERTY(int count READ count NOTIFY shapesChanged)
    Q_PROPERTY(bool schematic READ schematic NOTIFY shapesChanged)
    Q_PROPERTY(QString attribution READ attribution NOTIFY shapesChanged)
    Q_PROPERTY(QVariantList classes READ classes NOTIFY figuresChanged)
    Q_PROPERTY(int total READ total NOTIFY figuresChanged)
    Q_PROPERTY(int elsewhere READ elsewhere NOTIFY figuresChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY figuresChanged)

public:
    explicit WardLayer(QObject* parent = nullptr) : QObject(parent) {}

    CaseFeed* feed() const { return m_feed; }
    void setFeed(CaseFeed* feed);
    desk::AreaFinder* areas() const { return m_areas; }
    void setAreas(desk::AreaFinder* areas);
    // The same without a desk: for tests and other views.
    void show(desk::AreaIndexPtr index);
    bool on() const { return m_on; }
    void setOn(bool on);
    QString metric() const { return m_metric; }
    void setMetric(const QString& metric);  // "outline" | "count" | "rate" | "late"
    QStringList chosen() const { return m_chosen; }  // the wards the filter names
    void setChosen(const QStringList& codes);
    // The ward under the pointer, or reached by keys; empty = none.
    QString ward() const { return m_ward; }
    void setWard(const QString& code);
    int count() const { return m_index ? m_index->size() : 0; }
    bool schematic() const { return m_areas && m_areas->schematic(); }
    QString attribution() const { return m_areas ? m_areas->attribution() : QString(); }
    // {level: 0-4 or -1 for no figure, from, to, wards}, from the least; empty for outlines.
    QVariantList classes() const;
    int total() const { return m_total; }          // rows that passed
    int elsewhere() const { return m_elsewhere; }  // of them without one of these wards
    bool busy() const { return m_counting || m_again; }

    // {code, name, count, late, population, figure}; figure is NaN where there is none.
    Q_INVOKABLE QVariantMap about(const QString& code) const;
    // The ward after this one in the order of names; by = 1 or -1, around the end.
    Q_INVOKABLE QString next(const QString& code, int by) const;

    WardFigure figureOf(const QString& code) const { return m_figures.value(code); }
    QString wardAt(geo::World at) const;
    geo::WorldBox boxOf(const QString& code) const;
    maprender::AreaScene scene(double zoom) const;

Q_SIGNALS:
    void feedChanged();
    void areasChanged();
    void lookChanged();
    void wardChanged();
    void shapesChanged();
    void figuresChanged();

private:
    using Shapes = std::shared_ptr<const std::vector<maprender::AreaShape>>;
    using Levels = std::array<Shapes, 6>;

    void takeIndex();
    void makeShapes();
    void recount();
    void countSlice(quint64 number);
    void classify();
    double valueOf(const QString& code) const;

    QPointer<CaseFeed> m_feed;
    QPointer<desk::AreaFinder> m_areas;
    bool m_on = false;
    QString m_metric = QStringLiteral("count"), m_ward;
    QStringList m_chosen;
    desk::AreaIndexPtr m_index;
    quint64 m_making = 0;
    Levels m_levels;
    // Of the count in hand, by the index's number of the area.
    bool m_counting = false, m_again = false;
    quint64 m_count = 0;
    quint32 m_nextSlot = 0;
    desk::RowFilter m_filter;
    std::vector<WardFigure> m_rows;
    int m_rowsTotal = 0;
    QHash<QString, WardFigure> m_figures;
    int m_total = 0, m_elsewhere = 0;
    maprender::ChoroplethClasses m_bounds;
};

}  // namespace kydai::mapqml
