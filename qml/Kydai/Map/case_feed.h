// SPDX-License-Identifier: GPL-3.0-or-later
// The cases of a workspace as points of the map: every row with a position that passes the
// workspace's filter (the very object the queue uses), urgent open rows whatever the filter says.
// Open requests for rescue are kept apart, so that nothing gathers or hides them.
//
// GUI thread. Up to kBuildHere rows the index is made at once; beyond that rows are gathered in
// slices and sorted on a pool thread, while the old points stay. Changes of at most
// desk::kPatchBound rows are patched in, a few microseconds each. Handles of points are slots of
// the CaseIndex. Lateness follows the clock ChangeSets of the desk; there is no timer here.
#pragma once

#include <functional>
#include <memory>

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QtQml/qqmlregistration.h>

#include "desk/workspaces.h"
#include "geo/cluster_pyramid.h"
#include "place_class.h"

namespace kydai::mapqml {

inline constexpr qsizetype kBuildHere = 5000;
inline constexpr quint32 kGatherSlice = 8000;  // rows looked at in one turn

class CaseFeed : public QObject
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(kydai::desk::WorkspaceContext* context READ context WRITE setContext NOTIFY contextChanged)
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(int rescues READ rescues NOTIFY changed)
    Q_PROPERTY(int classes READ classes WRITE setClasses NOTIFY classesChanged)
    Q_PROPERTY(double fromMs READ fromMs NOTIFY windowChanged)
    Q_PROPERTY(double toMs READ toMs NOTIFY windowChanged)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)

public:
    explicit CaseFeed(QObject* parent = nullptr);
    ~CaseFeed() override;

    desk::WorkspaceContext* context() const { return m_context; }
    void setContext(desk::WorkspaceContext* context);
    // The same without a workspace: for tests and other views.
    void attach(desk::DeskCore* core);
    void setFilter(const FilterSpec& spec, desk::RowFilter filter);

    int count() const { return static_cast<int>(m_places->size()); }
    int rescues() const { return static_cast<int>(m_rescues.size()); }
    const std::vector<quint32>& rescueSlots() const { return m_rescues; }  // in no order
    const std::vector<quint32>& urgentSlots() const { return m_urgent; }   // of the points; in no order
    // Bit per PlaceClass that is shown. A filter that names states decides alone.
    int classes() const { return static_cast<int>(m_classes); }
    void setClasses(int bits);
    // Only what was created in [from, to); 0 = open. Beside the filter, for the time slider.
    double fromMs() const { return static_cast<double>(m_fromMs); }
    double toMs() const { return static_cast<double>(m_toMs); }
    Q_INVOKABLE void setWindow(double fromMs, double toMs);
    bool busy() const { return m_building; }

    desk::DeskCore* core() const { return m_core; }
    const geo::ClusterPyramid& places() const { return *m_places; }
    // Grows with every change of the points.
    quint64 version() const { return m_version; }
    // Whether the row belongs on the map now; the reference for tests.
    bool keeps(const desk::IndexRow& row) const;
    bool passes(const desk::IndexRow& row) const;  // the same without the time window
    const desk::RowFilter& rowFilter() const { return m_filter; }
    bool inWindow(const desk::IndexRow& row) const
    {
        return (!m_fromMs || row.createdMs >= m_fromMs) && (!m_toMs || row.createdMs < m_toMs);
    }
    Q_INVOKABLE QString idOf(int slot) const;
    int slotOf(const QString& caseId) const;  // -1 = not on this desk

Q_SIGNALS:
    void contextChanged();
    void classesChanged();
    void windowChanged();
    void changed();
    // Before changed(): where points came, went or look otherwise; all = anywhere.
    void touched(const std::vector<geo::World>& where, bool all);

private:
    struct Gathered {
        quint32 slot;
        qint32 latE7, lonE7;
        quint8 placeClass, lateness;
        bool urgent;
    };
    using Places = std::unique_ptr<geo::ClusterPyramid>;

    void onChanged(const desk::ChangeSet& change);
    void rebuild();
    void gatherSlice(quint64 build);
    void buildAway(quint64 build);
    void arrived(quint64 build, Places places);
    void patch(quint32 slot);
    void publish();
    Gathered gathered(quint32 slot) const;
    static geo::MapPoint pointOf(const Gathered& row);

    QPointer<desk::WorkspaceContext> m_context;
    QPointer<desk::DeskCore> m_core;
    QList<QMetaObject::Connection> m_links;
    FilterSpec m_spec;
    desk::RowFilter m_filter;
    quint32 m_classes = kOpenClasses;
    qint64 m_fromMs = 0, m_toMs = 0;
    Places m_places;
    std::vector<quint32> m_rescues, m_urgent;
    std::vector<geo::World> m_touchedPlaces;
    bool m_allTouched = true;
    quint64 m_version = 0;
    quint64 m_build = 0;       // number of the newest build; older ones are thrown away
    bool m_building = false;
    quint32 m_nextSlot = 0;
    std::vector<Gathered> m_rows;
    std::vector<quint32> m_rescueRows, m_urgentRows;
    QSet<quint32> m_touched;   // slots that changed while a build was away
};

}  // namespace kydai::mapqml
