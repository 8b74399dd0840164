// SPDX-License-Identifier: GPL-3.0-or-later
// One filter of a workspace: what the screens change, as chips they show, and as a FilterSpec for
// the lists. Words are answered by the full-text search of this desk. GUI thread.
#pragma once

#include <QObject>
#include <QPointF>
#include <QSet>
#include <QVariant>

#include "desk/row_filter.h"
#include "desk/services.h"

namespace kydai::desk {

inline constexpr qint64 kSearchDelayMs = 120;

class CaseFilter : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY changed)
    Q_PROPERTY(QStringList states READ states WRITE setStates NOTIFY changed)
    Q_PROPERTY(QStringList priorities READ priorities WRITE setPriorities NOTIFY changed)
    Q_PROPERTY(QStringList channels READ channels WRITE setChannels NOTIFY changed)
    Q_PROPERTY(QStringList lateness READ lateness WRITE setLateness NOTIFY changed)
    Q_PROPERTY(QStringList categories READ categories WRITE setCategories NOTIFY changed)
    Q_PROPERTY(QStringList agencies READ agencies WRITE setAgencies NOTIFY changed)
    Q_PROPERTY(QStringList areas READ areas WRITE setAreas NOTIFY changed)
    Q_PROPERTY(double fromMs READ fromMs WRITE setFromMs NOTIFY changed)
    Q_PROPERTY(double toMs READ toMs WRITE setToMs NOTIFY changed)
    // Drawn on the map: {x: longitude, y: latitude} in degrees; empty = everywhere.
    Q_PROPERTY(QVariantList drawnArea READ drawnArea WRITE setDrawnArea NOTIFY changed)
    Q_PROPERTY(bool active READ active NOTIFY changed)
    Q_PROPERTY(bool searching READ searching NOTIFY changed)
    Q_PROPERTY(QString searchNote READ searchNote NOTIFY changed)
    Q_PROPERTY(QVariantList chips READ chips NOTIFY changed)
    Q_PROPERTY(QVariantList stateOptions READ stateOptions NOTIFY optionsChanged)
    Q_PROPERTY(QVariantList priorityOptions READ priorityOptions NOTIFY optionsChanged)
    Q_PROPERTY(QVariantList channelOptions READ channelOptions NOTIFY optionsChanged)
    Q_PROPERTY(QVariantList latenessOptions READ latenessOptions NOTIFY optionsChanged)

public:
    explicit CaseFilter(Services& services, QObject* parent = nullptr);

    QString text() const { return m_spec.text; }
    void setText(const QString& text);
    QStringList states() const;
    void setStates(const QStringList& codes);
    QStringList priorities() const;
    void setPriorities(const QStringList& codes);
    QStringList channels() const;
    void setChannels(const QStringList& codes);
    QStringList lateness() const;
    void setLateness(const QStringList& codes);
    QStringList categories() const { return m_spec.categories; }
    void setCategories(const QStringList& codes);
    QStringList agencies() const { return m_spec.agencies; }
    void setAgencies(const QStringList& codes);
    QStringList areas() const { return m_spec.areas; }
    void setAreas(const QStringList& codes);
    double fromMs() const { return static_cast<double>(m_spec.fromMs); }
    void setFromMs(double ms);
    double toMs() const { return static_cast<double>(m_spec.toMs); }
    void setToMs(double ms);

    QVariantList drawnArea() const;
    void setDrawnArea(const QVariantList& corners);

    bool active() const { return !m_spec.isEmpty() || !m_area.isEmpty(); }
    bool searching() const { return m_searching; }
    QString searchNote() const;
    QVariantList chips() const;
    QVariantList stateOptions() const;
    QVariantList priorityOptions() const;
    QVariantList channelOptions() const;
    QVariantList latenessOptions() const;

    Q_INVOKABLE void clear();
    Q_INVOKABLE void removeChip(const QString& code);
    Q_INVOKABLE void broaden();  // takes away the last chip: what was added last is too narrow

    const FilterSpec& spec() const { return m_spec; }
    RowFilter rowFilter() const;
    void retranslate();

Q_SIGNALS:
    void changed();          // for the screens
    void applied();          // for the lists: make a new RowFilter
    void optionsChanged();

private:
    void setBits(quint32& field, quint32 bits);
    void apply();
    void searchSoon();
    void searchNow();

    Services& m_services;
    FilterSpec m_spec;
    QList<QPointF> m_area;
    QSet<Uuid> m_hits;
    bool m_searching = false, m_answered = false;
    bool m_limited = false;
    quint64 m_number = 0;
};

}  // namespace kydai::desk
