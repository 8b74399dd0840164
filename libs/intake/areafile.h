// SPDX-License-Identifier: GPL-3.0-or-later
// Areas from a GeoJSON file: each feature is checked for itself, so that a bad one is named and the
// others come in. Gives the directory's areas and the `areas` document that consoles draw. Pure.
// Foreign bytes: bounded as geo/area_index.h says.
#pragma once

#include <functional>

#include <QHash>
#include <QJsonObject>
#include <QList>

#include "core/directory.h"
#include "core/result.h"

namespace kydai::intake {

// Which of the file's properties is which of ours, and values for what the file does not have.
struct AreaMapping {
    QHash<QString, QString> properties;  // ours -> the file's
    QJsonObject values;                  // ours -> value
};
// {"properties": {"code": "MA_XA", …}, "values": {"kind": "ward"}}; unknown names are BadInput.
Result<AreaMapping> readAreaMapping(const QByteArray& json);

struct RejectedArea {
    int feature = 0;  // from 1
    QString reason;   // English, for who prepared the file
    QString raw;      // its properties, JSON
};

struct AreaImport {
    int imported = 0, unchanged = 0;
    QList<RejectedArea> rejected;
    QList<Area> areas;       // to be put into the directory
    QByteArray document;     // all boundaries: the file's and what of `present` it does not replace
    bool changed = false;    // the document or an area differs from before
};

// `present` is the `areas` document there is (may be empty). A schematic one is replaced whole, by
// whatever comes in. Properties that the file lacks keep the directory's value. BadInput, params
// "json" or "FeatureCollection": not a file of areas.
Result<AreaImport> importAreas(const QByteArray& file, const AreaMapping& mapping,
                               const Directory& directory, const QByteArray& present);

// The document says so itself: drawn by the project, no official boundaries.
bool isSchematic(const QByteArray& document);

}  // namespace kydai::intake
