// SPDX-License-Identifier: GPL-3.0-or-later
// From the demands column of a workflow row to the fields of a sheet and back: choices, what is
// proposed, and the typed arguments. Pure but for the language.
#pragma once

#include <optional>

#include <QVariant>

#include "core/directory.h"
#include "core/workflow.h"

namespace kydai::desk {

QString kindCode(FieldKind kind);

struct SheetContext {
    const Directory& directory;
    const Case* c = nullptr;   // null for a new report
    qint64 nowMs = 0;
    QString user;
    QString ward;              // of the case's place, where nobody has written one
};

// Rows of a sheet that types a report for a citizen; not in the workflow table.
std::span<const Field> reportFields();

QVariantList choicesOf(const Field& field, const SheetContext& ctx, const QString& category);
QVariant proposalFor(const Field& field, const SheetContext& ctx);
QString hintFor(const Field& field, const SheetContext& ctx);

// What a person entered as the value of Operation::args: invalid QVariant = leave it out,
// nullopt = cannot be read.
std::optional<QVariant> argumentOf(const Field& field, const QVariant& entered);
// The other way, for drafts and refused decisions.
QVariant enteredOf(const Field& field, const QVariant& argument);

// Texts for the citizen and for receivers. Always Vietnamese, whatever the interface speaks.
QString templateText(const QString& name, const SheetContext& ctx);
QVariantList templateList(const Field& field, const SheetContext& ctx);  // {code,label}
QString handoverText(const Case& c, const Directory& directory);

}  // namespace kydai::desk
