// SPDX-License-Identifier: GPL-3.0-or-later
// The wards of today with their boundaries, from the document `areas`, and which of them holds a
// place. Read on a pool thread, again when the document or the day changes; until then there are
// none. GUI thread; the index itself may be read anywhere.
#pragma once

#include <memory>

#include <QDate>
#include <QObject>

#include "desk/documents.h"
#include "geo/area_index.h"

namespace kydai::desk {

using AreaIndexPtr = std::shared_ptr<const geo::AreaIndex>;

class AreaFinder : public QObject
{
    Q_OBJECT

public:
    AreaFinder(DeskDocuments& documents, DeskCore& core, QObject* parent = nullptr);

    AreaIndexPtr index() const { return m_index; }  // null = none, or not read yet
    QString attribution() const { return m_attribution; }
    bool schematic() const { return m_schematic; }
    // Code of the ward, else empty; none for 0, 0.
    QString areaAt(double lon, double lat) const;
    void minute();  // a new day may have other wards

Q_SIGNALS:
    void changed();

private:
    struct Read {
        AreaIndexPtr index;
        QString attribution;
        bool schematic = false;
    };
    static Read readDocument(const QByteArray& bytes, QDate day);
    void read();
    void take(quint64 number, const Read& read);

    DeskDocuments& m_documents;
    DeskCore& m_core;
    QDate m_day;
    quint64 m_number = 0;
    AreaIndexPtr m_index;
    QString m_attribution;
    bool m_schematic = false;
};

}  // namespace kydai::desk
