// SPDX-License-Identifier: GPL-3.0-or-later
// State + operation -> state; the same pure function in the server (truth) and in the console
// (pending decisions over the confirmed row). Does not check permission: judge() does.
#pragma once

#include "core/workflow.h"

namespace kydai {

// A new report as it comes in, from any channel.
struct NewReport {
    Uuid caseId;          // UUIDv7
    QString code;         // given by the server; empty while pending on a desk
    Channel channel = Channel::App;
    ReportType type = ReportType::Incident;
    Priority priority = Priority::Normal;
    QString text, address, category, area;
    bool hasPosition = false;
    double lat = 0, lon = 0;
    QString reporterName, reporterMasked;
    bool hasContact = false;
    QList<Attachment> attachments;
    QString enteredBy;    // user code when typed for a caller
    qint64 receivedMs = 0;
    qint64 seq = 0;
    Uuid mid;
};

Case openCase(const NewReport& report, const Directory& directory);

// Applies an operation that was judged. Pure: same input, same output. An operation whose mid is in
// recentMids is returned unchanged. Fails only where the operation does not fit the case at all.
Result<Case> reduce(const Case& c, const Operation& op, const Directory& directory);

// What an agency may see: no reporter, no internal entries, masked digits in texts.
Case agencyView(const Case& c, const QString& agency);

// Scope keys of a row: "ioc", "agency:CODE" for lead and joint ones while assigned.
QStringList scopesOf(const Case& c);
QStringList scopesFor(Roles roles, const QString& agency);  // empty = no cases (admin)

// What a citizen may read: published answer or public reason, for Open311 status_notes.
QString publicNotes(const Case& c);
bool isPubliclyClosed(const Case& c);

QString titleFrom(QStringView text);  // first sentence, <= 120 characters

}  // namespace kydai
